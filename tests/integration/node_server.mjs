// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// A plain server of Node.js: CRLF line ends, a comment as keep-alive, the chunks cut where they
// please. Prints its port.

import { createServer } from 'node:http';

const pieces = [
    ': welcome\r\n\r\nretry: 1500\r\nid: a-1\r\ndata: {"n": 1}\r',
    '\n\r\nevent: ti',
    'ck\r\nid: a-2\r\ndata: first line\r\ndata: second line\r\n\r\n',
    'data:no space\r\n\r\ndata: never asked for\r\n\r\n',
];

const server = createServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store' });
    let next = 0;
    const timer = setInterval(() => {
        if (next < pieces.length)
            response.write(pieces[next++]);
    }, 10);
    response.on('close', () => clearInterval(timer));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
