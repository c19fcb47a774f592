"""A chat endpoint on this machine that answers as a test tells it to, faults included."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

RIGHT = object()
"""Answers that every pair is right."""


class ChatServer:
    """``answers`` are given one after another, the last of them from then on.

    An answer is the errors of every pair, text as it is, a status, or a function of the request's pairs;
    ``requests`` are the bodies received.
    """

    def __init__(self):
        self.answers, self.requests, self.headers = [RIGHT], [], []
        self.delay, self.usage = (
            0.0,
            {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100},
        )
        self.refusal, self.finish_reason = None, "stop"
        self.url = ""

    def pairs(self, at=-1):
        return material(self.requests[at])["pairs"]

    def answer(self):
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def material(body):
    """What stands between the marks, read as JSON."""
    opens, data, closes = body["messages"][-1]["content"].split("\n")
    assert (opens, closes) == ("<material>", "</material>")
    return json.loads(data)


def error(**given):
    """A divergence as a judge says it."""
    plain = {
        "category": "number", "relation": "contradicts", "severity": "critical", "source": "", "target": "",
        "explanation": "The figure differs.", "suggestion": "",
    }  # fmt: skip
    return plain | given


def _handler(server):
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            server.requests.append(body)
            server.headers.append({name.lower(): value for name, value in self.headers.items()})
            answer = server.answer()
            time.sleep(server.delay)
            if isinstance(answer, int):
                self._send(answer, {"error": {"message": "broken"}})
                return
            ids = [pair["id"] for pair in material(body)["pairs"]]
            if callable(answer):
                answer = answer(material(body)["pairs"])
            if answer is RIGHT or isinstance(answer, list):
                errors = [] if answer is RIGHT else answer
                answer = json.dumps({"answers": [{"id": i, "errors": errors} for i in ids]})
            said = {"role": "assistant", "content": answer, "refusal": server.refusal}
            choice = {"index": 0, "finish_reason": server.finish_reason, "message": said}
            self._send(
                200,
                {
                    "id": "1", "object": "chat.completion", "created": 0, "model": "m",
                    "choices": [choice], "usage": server.usage,
                },
            )  # fmt: skip

        def _send(self, status, value):
            data = json.dumps(value).encode()
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)
            except BrokenPipeError:
                pass  # the client has given up

    return Handler


@contextmanager
def serving():
    """A server that listens on a free port."""
    server = ChatServer()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    server.url = f"http://127.0.0.1:{http.server_port}/v1"
    threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
