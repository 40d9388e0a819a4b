// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A server of Node.js that speaks HTTP/2 and HTTP/1.1 over TLS, and ends streams in every way that
// HTTP/2 has. Prints its port, then a line of JSON for each request. Lines that it reads are
// commands to all of its sessions: "goaway", "close" and "destroy", as their methods, and "cut",
// which closes their sockets.
//
// Usage: http2_server.mjs CERTIFICATE KEY [PORT]

import { createSecureServer } from 'node:http2';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import zlib from 'node:zlib';

const [certificate, key, port] = process.argv.slice(2);
const sessions = new Map(); // and their numbers
const sockets = new Set();
const requests = new Map(); // how many there were of each path
let sessionCount = 0;

const event = (data) => `data: ${data}\n\n`;

// What a path does once its request has come whole; the query is its parameters.
const routes = {
    // Stays open.
    '/stream': ({ response, open }) => open(event(1)),
    // Says every 20 ms that it goes on.
    '/ticks': ({ response, open }) => {
        let count = 0;
        open(event(++count));
        const timer = setInterval(() => response.write(event(++count)), 20);
        response.on('close', () => clearInterval(timer));
    },
    '/end': ({ response, open }) => {
        open(event(1));
        response.end();
    },
    '/length': ({ response, open }) => {
        open(event(1), { 'Content-Length': event(1).length });
        response.end();
    },
    // Resets the stream with the code that is asked for, after what is sent before.
    '/reset': ({ request, query, open }) => {
        if (query.has('open'))
            open(event(1));
        setTimeout(() => request.stream.close(Number(query.get('code'))), 30);
    },
    // Resets the first one, and is well after that.
    '/recovers': ({ request, query, open, number }) => {
        open(event(number));
        if (number === 1)
            setTimeout(() => request.stream.close(Number(query.get('code'))), 30);
    },
    // Does to the session what is asked for, after what is sent before.
    '/session': ({ request, query, open, number }) => {
        if (query.has('open'))
            open(event(number));
        if (number === 1)
            setTimeout(() => commands[query.get('do')](request.stream.session), 30);
    },
    // Ends in good order on a session that is going away.
    '/farewell': ({ request, response, open, number }) => {
        open(event(number));
        if (number > 1)
            return;
        request.stream.session.goaway();
        setTimeout(() => response.end(), 30);
    },
    '/trailers': ({ response, query }) => {
        const body = event(1);
        const encoding = query.get('encoding');
        response.writeHead(200, {
            'Content-Type': 'text/event-stream', ...(encoding && { 'Content-Encoding': encoding }),
        });
        response.addTrailers({ 'X-Checksum': '1' });
        response.end(encoding ? zlib.gzipSync(body) : body);
    },
    '/early': ({ response, open }) => {
        response.writeEarlyHints({ link: '</style.css>; rel=preload' });
        setTimeout(() => open(event(1)), 30);
    },
    // So many MiB of events of 1 KiB, as fast as they are taken.
    '/flood': ({ response, query, open }) => {
        open();
        const block = `data: ${'x'.repeat(1016)}\n\n`.repeat(256);
        let left = 4 * Number(query.get('size'));
        const push = () => {
            while (left > 0 && !response.destroyed) {
                --left;
                if (!response.write(block)) {
                    response.once('drain', push);
                    return;
                }
            }
            response.end();
        };
        push();
    },
    '/ping': ({ request, response, open }) => {
        open();
        request.stream.session.ping((error) => response.write(event(error ? 'lost' : 'answered')));
    },
    '/status': ({ response, query }) => {
        response.writeHead(Number(query.get('status')), { 'Content-Type': 'text/plain' });
        response.end('why');
    },
    // The events 1 to 5, each compressed and flushed by itself; then nothing.
    '/compressed': ({ response, query, open }) => {
        const [stream, flush] = {
            gzip: () => [zlib.createGzip(), zlib.constants.Z_SYNC_FLUSH],
            deflate: () => [zlib.createDeflate(), zlib.constants.Z_SYNC_FLUSH],
            br: () => [zlib.createBrotliCompress(), zlib.constants.BROTLI_OPERATION_FLUSH],
        }[query.get('encoding')]();
        open('', { 'Content-Encoding': query.get('encoding') });
        stream.pipe(response);
        let count = 0;
        const timer = setInterval(() => {
            stream.write(event(++count));
            stream.flush(flush);
            if (count === 5)
                clearInterval(timer);
        }, 20);
    },
    '/never': () => {},
};

const commands = {
    goaway: (session) => session.goaway(),
    close: (session) => session.close(),
    destroy: (session) => session.destroy(),
    cut: () => sockets.forEach((socket) => socket.destroy()),
};

const server = createSecureServer({
    cert: readFileSync(certificate), key: readFileSync(key), allowHTTP1: true,
});
server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
});
server.on('session', (session) => {
    sessions.set(session, ++sessionCount);
    session.on('close', () => sessions.delete(session));
    session.on('error', () => {});
});
server.on('sessionError', () => {});
server.on('stream', (stream) => stream.on('error', () => {}));
server.on('request', (request, response) => {
    let body = '';
    request.on('data', (data) => { body += data; });
    request.on('error', () => {});
    response.on('error', () => {});
    request.on('end', () => {
        const url = new URL(request.url, 'https://localhost');
        const number = (requests.get(url.pathname) ?? 0) + 1;
        requests.set(url.pathname, number);
        console.log(JSON.stringify({
            path: url.pathname, method: request.method, version: request.httpVersion, body,
            session: sessions.get(request.stream?.session) ?? 0,
        }));
        const open = (data, headers) => {
            response.writeHead(200, { 'Content-Type': 'text/event-stream', ...headers });
            response.write(data ?? '');
        };
        routes[url.pathname]({ request, response, query: url.searchParams, open, number });
    });
});
createInterface({ input: process.stdin }).on('line', (line) => {
    for (const session of [...sessions.keys()])
        commands[line](session);
});
server.listen(Number(port ?? 0), '127.0.0.1', () => console.log(server.address().port));
