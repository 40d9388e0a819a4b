# SPDX-FileCopyrightText: 2026 SseQt contributors
# SPDX-License-Identifier: MIT

"""Plays the harness against sse-contract-service, and checks each clause of the protocol.

Usage: driver.py --service PROGRAM [TEST …]
"""

import argparse
import http.client
import http.server
import json
import queue
import re
import socket
import subprocess
import sys
import threading
import time
import unittest
import urllib.parse

OPTIONS = argparse.Namespace()
# How long anything may take that has to happen. Generous: a machine that builds beside the tests is slow.
DEADLINE = 60
CAPABILITIES = ["bom", "comments", "headers", "last-event-id", "post", "report", "read-timeout",
                "restart", "event-type-listeners", "server-directed-shutdown-request"]


def await_item(items, what):
    try:
        return items.get(timeout=DEADLINE)
    except queue.Empty:
        raise AssertionError(f"expected {what} within {DEADLINE} s, and nothing came") from None


class Service:
    """The program under test."""

    def __init__(self):
        self.process = subprocess.Popen([OPTIONS.service, "--port", "0"], text=True,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        line = self.process.stdout.readline()
        match = re.fullmatch(r"listening on (http://127\.0\.0\.1:(\d+))\n", line)
        if not match:
            raise AssertionError(f"expected the address as the first line, got {line!r}; "
                                 f"the program says {self.process.stderr.read()!r}")
        self.url, self.port = match[1], int(match[2])
        self.complaints = queue.Queue()
        self.reader = threading.Thread(target=self._read_complaints, daemon=True)
        self.reader.start()

    def _read_complaints(self):
        for line in self.process.stderr:
            if line.startswith("sse-contract-service: stream "):
                self.complaints.put(line)
            else:
                sys.stderr.write(line)

    def request(self, method, url, body=None):
        """Status, headers and body of the answer."""
        parts = urllib.parse.urlsplit(urllib.parse.urljoin(self.url, url))
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=DEADLINE)
        try:
            if body is not None and not isinstance(body, bytes):
                body = json.dumps(body).encode()
            connection.request(method, parts.path, body)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def stop(self):
        """The exit status after DELETE /."""
        try:
            status, _, _ = self.request("DELETE", "/")
            if not 200 <= status < 300:
                raise AssertionError(f"expected DELETE / to succeed, got status {status}")
            code = self.process.wait(DEADLINE)
            self.reader.join(DEADLINE)
            return code
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self.process.stderr.close()


class StreamConnection:
    """A request for a stream, and what is sent in answer to it."""

    def __init__(self, connection):
        self.socket = connection
        self.file = connection.makefile("rb")
        self.headers = {}

    def read_request(self):
        self.method, _, rest = self.file.readline().decode().partition(" ")
        self.path = rest.partition(" ")[0]
        while (line := self.file.readline().decode("latin-1").strip()):
            name, _, value = line.partition(":")
            self.headers[name.lower()] = value.strip()
        self.body = self.file.read(int(self.headers.get("content-length", 0)))

    def _answer(self, status, *headers):
        head = "\r\n".join([f"HTTP/1.1 {status} Whatever", "Connection: close", *headers])
        self.socket.sendall(head.encode() + b"\r\n\r\n")

    def open(self):
        self._answer(200, "Content-Type: text/event-stream; charset=utf-8", "Transfer-Encoding: chunked")
        return self

    def refuse(self, status, *headers):
        """Answers without a body, and leaves it to the client to hang up."""
        self._answer(status, *([] if status == 204 else ["Content-Length: 0"]), *headers)

    def send(self, *chunks):
        for chunk in chunks:
            data = chunk.encode() if isinstance(chunk, str) else chunk
            self.socket.sendall(b"%x\r\n%b\r\n" % (len(data), data))
        return self

    def end(self):
        """Ends the stream in good order."""
        self.socket.sendall(b"0\r\n\r\n")
        self.close()

    def await_end(self):
        """Waits until the client has hung up."""
        try:
            rest = self.file.read()
        except ConnectionResetError:
            rest = b""
        except TimeoutError:
            raise AssertionError(f"expected the client to hang up within {DEADLINE} s") from None
        if rest:
            raise AssertionError(f"expected nothing but the end, the client sent {rest!r}")
        self.close()

    def close(self):
        self.file.close()
        self.socket.close()


class StreamServer:
    """Takes the requests for one stream."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/stream"
        self.arrived = queue.Queue()
        self.connections = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                accepted, _ = self.listener.accept()
            except OSError:
                return
            accepted.settimeout(DEADLINE)
            accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._read, args=(accepted,), daemon=True).start()

    def _read(self, accepted):
        connection = StreamConnection(accepted)
        self.connections.append(connection)
        try:
            connection.read_request()
        except OSError:
            return
        if connection.method:  # A client may also open a connection and not use it.
            self.arrived.put(connection)

    def connection(self):
        return await_item(self.arrived, "a request for the stream")

    def close(self):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for connection in self.connections:
            connection.close()


class Callbacks:
    """What is posted to one callback URL. Each is answered while `gate` is open."""

    def __init__(self):
        self.arrived = queue.Queue()
        self.gate = threading.Event()
        self.gate.set()
        self.statuses = iter(())  # of the first answers
        self.overlapped = False
        self._unanswered = 0
        self._lock = threading.Lock()
        self._next = 1

    def take(self, number, body):
        with self._lock:
            self._unanswered += 1
            self.overlapped = self.overlapped or self._unanswered > 1
        self.arrived.put((number, body, time.monotonic()))
        self.gate.wait(DEADLINE)
        with self._lock:
            self._unanswered -= 1
            return next(self.statuses, 202)

    def next(self):
        number, body, self.arrival = await_item(self.arrived, f"callback {self._next}")
        if number != str(self._next):
            raise AssertionError(f"expected callback number {self._next}, got {number}: {body[:200]!r}")
        self._next += 1
        return json.loads(body)


class CallbackServer(http.server.ThreadingHTTPServer):
    daemon_threads = True

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            base, _, number = self.path.rpartition("/")
            self.send_response(self.server.callbacks[base].take(number, body))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.callbacks = {}  # by path
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def handle_error(self, *arguments):
        if not isinstance(sys.exc_info()[1], ConnectionError):  # A stream that is deleted hangs up.
            super().handle_error(*arguments)

    def add(self):
        """A new callback URL, and what is posted to it."""
        path = f"/callbacks/{len(self.callbacks) + 1}"
        self.callbacks[path] = Callbacks()
        return f"http://127.0.0.1:{self.server_port}{path}", self.callbacks[path]


class Stream:
    """A stream that the service was told to read, with both of its ends."""

    def __init__(self, test, **parameters):
        self.test = test
        self.server = StreamServer()
        test.addCleanup(self.server.close)
        callback_url, self.callbacks = CALLBACKS.add()
        test.addCleanup(self.callbacks.gate.set)
        status, headers, body = SERVICE.request("POST", "/", {
            "streamUrl": self.server.url, "callbackUrl": callback_url, "tag": test.id(),
            "initialDelayMs": 0, "readTimeoutMs": None, **parameters})
        test.assertEqual(status, 201, body)
        self.location = headers["Location"]
        self.is_deleted = False
        test.addCleanup(self.delete)

    def connection(self):
        return self.server.connection()

    def command(self, **command):
        status, _, body = SERVICE.request("POST", self.location, command)
        self.test.assertIn(status, range(200, 300), body)

    def delete(self):
        if not self.is_deleted:
            self.is_deleted = True
            status, _, body = SERVICE.request("DELETE", self.location)
            self.test.assertIn(status, (200, 204), body)

    def expect(self, *messages):
        for message in messages:
            self.test.assertEqual(self.callbacks.next(), message)

    def expect_error(self):
        message = self.callbacks.next()
        self.test.assertEqual(message["kind"], "error", message)
        self.test.assertEqual(message.keys(), {"kind", "error"})
        self.test.assertRegex(message["error"], r"\w")


def event(data, event_type="message", event_id=""):
    return {"kind": "event", "event": {"type": event_type, "data": data, "id": event_id}}


def comment(text):
    return {"kind": "comment", "comment": text}


class Contract(unittest.TestCase):
    maxDiff = 2000

    # What streams say

    def test_capabilities(self):
        status, headers, body = SERVICE.request("GET", "/")
        self.assertEqual((status, headers["Content-Type"]), (200, "application/json"))
        self.assertCountEqual(json.loads(body)["capabilities"], CAPABILITIES)

    def test_events_are_reported_with_the_id_that_stands(self):
        stream = Stream(self)
        stream.connection().open().send(
            "data: one\n\n", "id: 7\ndata: first\ndata:second\n\ndata\n\n",
            "id\nevent: message\ndata: a \"b\" \\ \t€\n\n",
            "id: a\0b\ndata: NUL\n\n")
        stream.expect(event("one"), event("first\nsecond", event_id="7"), event("", event_id="7"),
                      event("a \"b\" \\ \t€"), event("NUL"))

    def test_events_cut_anywhere(self):
        stream = Stream(self)
        text = "data: €豆腐\r\n\r\n:né\r\ndata: 2\r\rdata: 3\n\n".encode()
        stream.connection().open().send(*(text[i:i + 1] for i in range(len(text))))
        stream.expect(event("€豆腐"), comment("né"), event("2"), event("3"))

    def test_types_beyond_message_are_reported_once_they_are_listened_for(self):
        stream = Stream(self)
        connection = stream.connection().open()
        connection.send("event: greeting\ndata: unheard\n\ndata: heard\n\n")
        stream.expect(event("heard"))
        stream.command(command="listen", listen={"type": "greeting"})
        stream.command(command="listen", listen={"type": "greeting"})
        stream.command(command="listen", listen={"type": " spaced"})
        connection.send("event: greeting\nid: x\ndata: 1\n\nevent:  spaced\ndata: 2\n\ndata: 3\n\n")
        stream.expect(event("1", "greeting", "x"), event("2", " spaced", "x"), event("3", event_id="x"))

    def test_comments(self):
        stream = Stream(self)
        stream.connection().open().send(":Hello\n", ": World\n", "data: a\n:\ndata: b\n\n")
        stream.expect(comment("Hello"), comment(" World"), comment(""), event("a\nb"))

    def test_byte_order_mark(self):
        whole = Stream(self)
        whole.connection().open().send(b"\xEF\xBB\xBFdata: 1\n\ndata: \xEF\xBB\xBF2\n\n")
        whole.expect(event("1"), event("\uFEFF2"))
        cut = Stream(self)
        cut.connection().open().send(b"\xEF", b"\xBB", b"\xBF:hi\ndata: 1\n\n")
        cut.expect(comment("hi"), event("1"))

    def test_an_event_of_five_mebibytes_comes_back_within_five_seconds(self):
        stream = Stream(self)
        connection = stream.connection().open()
        line = "0123456789 \"quoted\" \\ größer ✓ \x01 " * 20
        count = 5 * 1024 * 1024 // len(line.encode()) + 1
        data = "data: " + line + "\n"
        begin = time.monotonic()
        connection.send(*[data * count], "\n")
        message = stream.callbacks.next()
        taken = stream.callbacks.arrival - begin
        self.assertEqual(message["kind"], "event")
        self.assertTrue(message["event"]["data"] == "\n".join([line] * count), "the data came back altered")
        self.assertLess(taken, 5)

    # What goes into requests

    def test_request_by_default(self):
        connection = Stream(self).connection()
        self.assertEqual((connection.method, connection.path, connection.body), ("GET", "/stream", b""))
        self.assertEqual(connection.headers["accept"], "text/event-stream")
        self.assertEqual(connection.headers["cache-control"], "no-cache")
        self.assertNotIn("last-event-id", connection.headers)

    def test_headers(self):
        stream = Stream(self, headers={"header-name-1": "value-1", "header-name-2": "value-2"})
        for _ in range(2):
            connection = stream.connection().open()
            self.assertEqual(connection.headers["header-name-1"], "value-1")
            self.assertEqual(connection.headers["header-name-2"], "value-2")
            connection.end()

    def test_last_event_id(self):
        stream = Stream(self, lastEventId="given")
        connection = stream.connection().open()
        self.assertEqual(connection.headers["last-event-id"], "given")
        connection.send("data: 1\n\n").end()
        connection = stream.connection().open()
        self.assertEqual(connection.headers["last-event-id"], "given")
        connection.send("id: newer\ndata: 2\n\ndata: 3\n\nid: partial\ndata: 4").end()
        connection = stream.connection().open()
        self.assertEqual(connection.headers["last-event-id"], "newer")
        connection.send("id\ndata: 5\n\n").end()
        self.assertNotIn("last-event-id", stream.connection().headers)
        stream.expect(event("1", event_id="given"))
        stream.expect_error()
        stream.expect(event("2", event_id="newer"), event("3", event_id="newer"))
        stream.expect_error()
        stream.expect(event("5"))

    def test_methods_with_a_body_are_repeated_with_it(self):
        for method in "POST", "REPORT":
            with self.subTest(method):
                content_type = "application/json; charset=utf-8"
                stream = Stream(self, method=method, body='{"größer": "✓"}',
                                headers={"content-type": content_type})
                for number in "1", "2":
                    connection = stream.connection()
                    self.assertEqual(connection.method, method)
                    self.assertEqual(connection.body.decode(), '{"größer": "✓"}')
                    self.assertEqual(connection.headers["content-type"], content_type)
                    connection.open().send(f"data: {number}\n\n")
                    stream.expect(event(number))
                    connection.end()
                    stream.expect_error()

    # How streams end, and begin anew

    def test_a_stream_that_ends_is_an_error_and_opened_again(self):
        stream = Stream(self)
        stream.connection().open().send("data: 1\n\ndata: partial").end()
        stream.expect(event("1"))
        stream.expect_error()
        stream.connection().open().send("data: 2\n\n")
        stream.expect(event("2"))

    def test_a_read_timeout_is_an_error_and_the_stream_opened_again(self):
        stream = Stream(self, readTimeoutMs=500)
        connection = stream.connection().open().send("data: 1\n\n")
        stream.expect(event("1"))
        connection.await_end()
        stream.expect_error()
        # The head of the answer may be what does not come.
        stream.connection().await_end()
        stream.expect_error()
        stream.connection()

    def test_restart_opens_the_stream_again_and_is_no_error(self):
        stream = Stream(self, initialDelayMs=DEADLINE * 1000)  # which is not waited for
        connection = stream.connection().open().send("id: 1\ndata: 1\n\n")
        stream.expect(event("1", event_id="1"))
        stream.command(command="restart")
        second = stream.connection().open()
        self.assertEqual(second.headers["last-event-id"], "1")
        connection.await_end()
        second.send("data: 2\n\n")
        stream.expect(event("2", event_id="1"))
        # Nor is the wait for an attempt waited for.
        second.end()
        stream.expect_error()
        stream.command(command="restart")
        stream.connection().open().send("data: 3\n\n")
        stream.expect(event("3", event_id="1"))

    def test_204_stops_the_stream(self):
        stream = Stream(self)
        stream.connection().refuse(204)
        stream.expect_error()
        # By when another has come back that waits longer, it would have come back.
        other = Stream(self, initialDelayMs=1000)
        other.connection().open().end()
        other.connection()
        self.assertTrue(stream.server.arrived.empty(), "expected no request after the status 204")

    def test_redirects(self):
        for status in 301, 307:
            with self.subTest(status):
                stream = Stream(self)
                stream.connection().refuse(status, "Location: /elsewhere")
                connection = stream.connection().open().send("data: 1\n\n")
                self.assertEqual(connection.path, "/elsewhere")
                stream.expect(event("1"))
                for location in [], ["Location:"]:
                    nowhere = Stream(self)
                    nowhere.connection().refuse(status, *location)
                    nowhere.expect_error()

    def test_delete_closes_the_stream(self):
        stream = Stream(self)
        connection = stream.connection().open().send("data: 1\n\n")
        stream.expect(event("1"))
        stream.delete()
        connection.await_end()
        for method in "POST", "DELETE":
            self.assertEqual(SERVICE.request(method, stream.location, {"command": "restart"})[0], 404)

    # Callbacks

    def test_callbacks_come_one_at_a_time_and_in_order(self):
        stream = Stream(self)
        stream.callbacks.gate.clear()
        connection = stream.connection().open()
        connection.send("".join(f"data: {n}\n:{n}\n\n" for n in range(100)), "id: all\n\n").end()
        # With the next request the service tells that it has read all of that.
        self.assertEqual(stream.connection().headers["last-event-id"], "all")
        stream.expect(comment("0"))
        self.assertTrue(stream.callbacks.arrived.empty(), "expected no callback before the last one is answered")
        stream.callbacks.gate.set()
        stream.expect(event("0"))
        for n in range(1, 100):
            stream.expect(comment(str(n)), event(str(n)))
        stream.expect_error()
        self.assertFalse(stream.callbacks.overlapped, "expected callbacks to be sent one at a time")

    def test_streams_do_not_wait_for_each_other(self):
        streams = [Stream(self) for _ in range(8)]
        for stream in streams:
            stream.callbacks.gate.clear()
        for number, stream in enumerate(streams):
            stream.connection().open().send(f"data: {number}\n\n")
        for number, stream in enumerate(streams):
            stream.expect(event(str(number)))

    def test_a_callback_that_fails_is_complained_about_and_the_next_one_follows(self):
        stream = Stream(self)
        stream.callbacks.statuses = iter((500, 404))
        stream.connection().open().send("data: 1\n\ndata: 2\n\ndata: 3\n\n")
        stream.expect(event("1"), event("2"), event("3"))
        self.expect_complaint("callback 1 failed: status 500")
        self.expect_complaint("callback 2 failed: status 404")

    def test_a_callback_server_that_is_gone_is_complained_about(self):
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port = listener.getsockname()[1]
        stream = Stream(self, callbackUrl=f"http://127.0.0.1:{port}/gone")
        stream.connection().open().send("data: 1\n\ndata: 2\n\n")
        self.expect_complaint("callback 1 failed")
        self.expect_complaint("callback 2 failed")

    def expect_complaint(self, text):
        self.assertIn(text, await_item(SERVICE.complaints, f"a complaint: {text}"))

    # What is refused

    def test_bad_parameters_are_refused_by_name(self):
        good = {"streamUrl": "http://127.0.0.1:1/", "callbackUrl": "http://127.0.0.1:1/"}
        for body, reason in (
                (b"", "JSON"),
                (b"{", "JSON"),
                (b"[]", "object"),
                ({}, "streamUrl"),
                ({**good, "streamUrl": None}, "streamUrl"),
                ({**good, "streamUrl": 1}, "streamUrl"),
                ({**good, "streamUrl": "/relative"}, "streamUrl"),
                ({"streamUrl": good["streamUrl"]}, "callbackUrl"),
                ({**good, "callbackUrl": "ftp://127.0.0.1/"}, "callbackUrl"),
                ({**good, "tag": []}, "tag"),
                ({**good, "initialDelayMs": -1}, "initialDelayMs"),
                ({**good, "initialDelayMs": "1"}, "initialDelayMs"),
                ({**good, "readTimeoutMs": 1.5}, "readTimeoutMs"),
                ({**good, "readTimeoutMs": 1e12}, "readTimeoutMs"),
                ({**good, "lastEventId": 1}, "lastEventId"),
                ({**good, "lastEventId": "a\nb"}, "last event ID"),
                ({**good, "headers": []}, "headers"),
                ({**good, "headers": {"a": 1}}, "header \"a\""),
                ({**good, "headers": {"a b": "c"}}, "header name \"a b\""),
                ({**good, "method": 1}, "method"),
                ({**good, "method": "G T"}, "G T"),
                ({**good, "method": "POST", "body": {}}, "body"),
                ({**good, "body": "of a GET"}, "body")):
            with self.subTest(body):
                self.expect_refusal("POST", "/", body, 400, reason)

    def test_bad_commands_are_refused_by_name(self):
        stream = Stream(self)
        for body, reason in (
                (b"restart", "JSON"),
                ({}, "command"),
                ({"command": 1}, "command"),
                ({"command": "stop"}, "stop"),
                ({"command": "listen"}, "listen"),
                ({"command": "listen", "listen": "a"}, "listen"),
                ({"command": "listen", "listen": {}}, "type"),
                ({"command": "listen", "listen": {"type": 1}}, "type")):
            with self.subTest(body):
                self.expect_refusal("POST", stream.location, body, 400, reason)

    def test_what_is_not_there_is_not_found(self):
        for method, body in ("POST", {"command": "restart"}), ("DELETE", None), ("GET", None):
            self.expect_refusal(method, "/streams/none", body, 404, "/streams/none")
        self.assertEqual(SERVICE.request("GET", "/elsewhere")[0], 404)

    def test_other_methods_are_not_allowed(self):
        stream = Stream(self)
        headers = self.expect_refusal("PUT", "/", b"", 405, "GET, POST, DELETE")
        self.assertEqual(headers["Allow"], "GET, POST, DELETE")
        headers = self.expect_refusal("GET", stream.location, None, 405, "POST, DELETE")
        self.assertEqual(headers["Allow"], "POST, DELETE")

    def expect_refusal(self, method, url, body, status, reason):
        got, headers, answer = SERVICE.request(method, url, body)
        self.assertEqual((got, headers["Content-Type"]), (status, "application/json"), answer)
        self.assertIn(reason, json.loads(answer)["error"])
        return headers


class Program(unittest.TestCase):
    def run_service(self, *arguments):
        result = subprocess.run([OPTIONS.service, *arguments], text=True, capture_output=True,
                                timeout=DEADLINE, check=False)
        return result.returncode, result.stdout, result.stderr

    def test_delete_quits_whatever_goes_on(self):
        service = Service()
        streams = StreamServer()
        self.addCleanup(streams.close)
        callback_url, callbacks = CALLBACKS.add()
        callbacks.gate.clear()
        self.addCleanup(callbacks.gate.set)
        status, _, body = service.request("POST", "/", {"streamUrl": streams.url, "callbackUrl": callback_url})
        self.assertEqual(status, 201, body)
        streams.connection().open().send("data: 1\n\ndata: 2\n\n")
        self.assertEqual(callbacks.next(), event("1"))
        self.assertEqual(service.stop(), 0)

    def test_a_port_in_use_is_an_error(self):
        code, output, errors = self.run_service("--port", str(SERVICE.port))
        self.assertEqual((code, output), (1, ""))
        self.assertIn(f"cannot listen on 127.0.0.1:{SERVICE.port}", errors)

    def test_wrong_arguments_are_an_error(self):
        for arguments in (["--port", "x"], ["--port", "65536"], ["--prot", "1"], ["8000"]):
            with self.subTest(arguments):
                code, output, errors = self.run_service(*arguments)
                self.assertEqual((code, output), (2, ""))
                self.assertIn("--help", errors)

    def test_help(self):
        code, output, _ = self.run_service("--help")
        self.assertEqual(code, 0)
        for text in "--port", "8000", "127.0.0.1 only":
            self.assertIn(text, output)


def setUpModule():
    global CALLBACKS, SERVICE
    CALLBACKS = CallbackServer()
    SERVICE = Service()


def tearDownModule():
    code = SERVICE.stop()
    CALLBACKS.shutdown()
    CALLBACKS.server_close()
    if code != 0:
        raise AssertionError(f"expected the service to exit with 0 after DELETE /, got {code}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--service", required=True)
    _, rest = parser.parse_known_args(namespace=OPTIONS)
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)
