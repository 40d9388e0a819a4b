// SPDX-FileCopyrightText: 2026 SseQt contributors
// SPDX-License-Identifier: MIT

// Hono's streamSSE(), which writes the data before the id, and answers POST the same way. Prints its
// port.

import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

const app = new Hono();

app.all('/sse', context => streamSSE(context, async stream => {
    const body = context.req.method === 'POST' ? await context.req.text() : 'none';
    for (let n = 1; n <= 4; ++n) {
        await stream.writeSSE({ event: 'tick', id: String(n), data: `line1\nline2 #${n} ${body}` });
        await stream.sleep(5);
    }
}));

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, info => console.log(info.port));
