# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

"""Runs ssecat against real servers and compares what it prints with what they sent.

Usage: run.py --ssecat PROGRAM --demo-server PROGRAM [--node PROGRAM --modules FOLDER] [TEST …]
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent
OPTIONS = argparse.Namespace()
# Generous: a machine that builds beside the tests is slow.
TIMEOUT = 60


class Server:
    """A server process that prints its port, in the last word of its first line."""

    def __init__(self, *command, **kwargs):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **kwargs)

    def __enter__(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args} did not start")
        self.port = int(re.search(r"(\d+)\s*$", line)[1])
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def url(self, path):
        return f"http://127.0.0.1:{self.port}{path}"


def ssecat(*arguments):
    """The objects that ssecat prints, and its exit status."""
    result = subprocess.run(
        [OPTIONS.ssecat, "--format", "jsonl", *arguments],
        stdout=subprocess.PIPE, timeout=TIMEOUT, check=False)
    lines = result.stdout.decode("utf-8").splitlines()
    return [json.loads(line) for line in lines], result.returncode


def events(objects):
    return [(o["type"], o["data"], o["lastEventId"]) for o in objects if o["kind"] == "event"]


class DemoServer(unittest.TestCase):
    def test_three_events(self):
        with Server(OPTIONS.demo_server, "--port", "0") as server:
            url = server.url("/events?interval=5")
            objects, status = ssecat("-n", "3", url)
        self.assertEqual(status, 0)
        self.assertEqual(objects[0], {"kind": "open", "url": url, "status": 200})
        got = events(objects)
        self.assertEqual([(t, i) for t, _, i in got], [("message", "1"), ("message", "2"), ("message", "3")])
        self.assertEqual([json.loads(d)["counter"] for _, d, _ in got], [1, 2, 3])
        self.assertEqual({o["origin"] for o in objects if o["kind"] == "event"}, {server.url("")})
        self.assertEqual(objects[-1], {"kind": "closed", "reason": "requested", "lastEventId": "3"})

    def test_chat_completion(self):
        body = json.dumps({"model": "demo", "stream": True, "messages": [{"role": "user", "content": "Hello"}]})
        with Server(OPTIONS.demo_server, "--port", "0") as server:
            objects, status = ssecat(
                "-d", body, "-H", "Content-Type: application/json", "--until-data", "[DONE]",
                server.url("/v1/chat/completions?interval=1"))
        self.assertEqual(status, 0)
        data = [d for _, d, _ in events(objects)]
        self.assertEqual(data[-1], "[DONE]")
        choices = [c for d in data[:-1] for c in json.loads(d)["choices"]]
        self.assertTrue("".join(c["delta"].get("content", "") for c in choices).strip())
        self.assertEqual(choices[-1]["finish_reason"], "stop")


class FastApi(unittest.TestCase):
    def test_streaming_response(self):
        # The distribution's interpreter: that is the one which has the distribution's FastAPI.
        with Server(OPTIONS.python, str(HERE / "fastapi_server.py")) as server:
            objects, status = self.retrying(server.url("/events"), "-n", "3")
            self.assertEqual(status, 0)
            self.assertEqual(events(objects), [
                ("progress", f'{{"step": {n}, "text": "größer ✓"}}', str(n)) for n in (1, 2, 3)])
            objects, status = self.retrying(server.url("/events?count=2"), "--until-type", "complete")
            self.assertEqual(status, 0)
            self.assertEqual([t for t, _, _ in events(objects)], ["progress", "progress", "complete"])

    @staticmethod
    def retrying(url, *arguments):
        # The port is known before the server accepts.
        objects, status = ssecat("--reconnect-interval", "100", "--max-reconnect-attempts", "100", *arguments, url)
        return [o for o in objects if o["kind"] != "error"], status


@unittest.skipUnless("--node" in sys.argv, "no Node.js was given")
class Node(unittest.TestCase):
    def test_plain_http(self):
        with Server(OPTIONS.node, str(HERE / "node_server.mjs")) as server:
            objects, status = ssecat("-n", "3", server.url("/"))
        self.assertEqual(status, 0)
        self.assertEqual([o for o in objects if o["kind"] in ("comment", "retry")],
                         [{"kind": "comment", "text": " welcome"}, {"kind": "retry", "ms": 1500}])
        self.assertEqual(events(objects), [
            ("message", '{"n": 1}', "a-1"), ("tick", "first line\nsecond line", "a-2"),
            ("message", "no space", "a-2")])

    def test_hono(self):
        server_file = pathlib.Path(OPTIONS.modules) / "hono_server.mjs"
        server_file.write_bytes((HERE / "hono_server.mjs").read_bytes())
        with Server(OPTIONS.node, str(server_file)) as server:
            objects, status = ssecat("-n", "3", server.url("/sse"))
            self.assertEqual(status, 0)
            self.assertEqual(events(objects), [("tick", f"line1\nline2 #{n} none", str(n)) for n in (1, 2, 3)])
            objects, status = ssecat("-X", "POST", "-d", "prompt", server.url("/sse"))
            self.assertEqual(status, 0)
            self.assertEqual(events(objects)[-1], ("tick", "line1\nline2 #4 prompt", "4"))
            self.assertEqual(objects[-1], {"kind": "closed", "reason": "ended", "lastEventId": "4"})


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ssecat", required=True)
    parser.add_argument("--demo-server", required=True)
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("--node")
    parser.add_argument("--modules", help="the folder that holds node_modules")
    parser.parse_known_args(namespace=OPTIONS)
    _, rest = parser.parse_known_args()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
