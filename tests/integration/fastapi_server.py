# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

"""An agent progress server on FastAPI, as such servers are written: a StreamingResponse and named
events. Prints its port."""

import asyncio
import json
import socket

import uvicorn
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()


async def progress(count):
    for n in range(1, count + 1):
        yield f"id: {n}\nevent: progress\ndata: {json.dumps({'step': n, 'text': 'größer ✓'}, ensure_ascii=False)}\n\n"
        await asyncio.sleep(0.01)
    yield "event: complete\ndata: {}\n\n"


@app.get("/events")
async def events(count: int = 5):
    return StreamingResponse(progress(count), media_type="text/event-stream")


if __name__ == "__main__":
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
