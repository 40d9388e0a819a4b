// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// aimock, which speaks the formats of several model services and answers from fixtures. Prints its
// port. Lines that it reads are commands: "requests" prints the bodies of those that have come, as
// one line of JSON, and "reset" forgets them. It ends when there is nothing more to read: a test
// that dies takes it along.
//
// Usage: aimock_server.mjs MODULES FIXTURES KEY

import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { join, resolve } from 'node:path';

const [modules, fixtures, key] = process.argv.slice(2);
// Where the modules are is no folder above this file.
const { LLMock } = createRequire(join(resolve(modules), 'package.json'))('@copilotkit/aimock');

const server = new LLMock({
    port: 0,
    host: '127.0.0.1',
    latency: 1, // one chunk after the other, as a model has them
    chunkSize: 3, // cuts words, escapes of JSON and surrogate pairs
    logLevel: 'silent',
    strict: true, // what no fixture fits is an error
    auth: { apiKeys: [key] },
});

const commands = {
    requests: () => console.log(JSON.stringify(
        server.getRequests().map(({ path, body, response }) => ({ path, body, status: response.status })))),
    reset: () => {
        server.clearRequests();
        server.resetMatchCounts();
        console.log('done');
    },
};

const input = createInterface({ input: process.stdin });
input.on('line', line => commands[line]());
input.on('close', () => process.exit());

server.loadFixtureDir(fixtures);
await server.start();
console.log(server.port);
