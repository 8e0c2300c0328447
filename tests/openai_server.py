"""A server on loopback that speaks the OpenAI chat protocol, as scripted: real HTTP, no model."""

from __future__ import annotations

import itertools
import json
import select
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Called = tuple[str, dict[str, Any] | str]
"""The name of a tool and its arguments, or what stands in their place."""


@dataclass
class Reply:
    """One scripted reply: text streamed in pieces, calls of tools, or an error, or something that is no answer."""

    text: str = ""
    calls: Sequence[Called] = ()
    whole: bool = False  # all calls come in one piece, numbered alike, as some servers send them
    status: int = 200
    malformed: bool = False
    pause: float = 0.0  # seconds before each piece
    break_after: int | None = None  # pieces after which the connection is cut
    endless: str = ""  # what comes for ever: content, reasoning, nothing (empty pieces), line (without an end), zipped

    def pieces(self) -> list[str]:
        return [self.text[i : i + 40] for i in range(0, len(self.text), 40)]

    def pieces_of_calls(self) -> list[list[dict[str, Any]]]:
        """The calls as the pieces of a stream hold them."""
        made: list[dict[str, Any]] = [
            {
                "index": 0 if self.whole else n,
                "id": f"call-{n}",
                "type": "function",
                "function": {"name": name, "arguments": given if isinstance(given, str) else json.dumps(given)},
            }
            for n, (name, given) in enumerate(self.calls)
        ]
        if self.whole:
            return [made]
        out: list[list[dict[str, Any]]] = []
        for each in made:
            arguments = each["function"]["arguments"]
            out.append([{**each, "function": {**each["function"], "arguments": arguments[:7]}}])
            out += [
                [{"index": each["index"], "function": {"arguments": arguments[at : at + 40]}}]
                for at in range(7, len(arguments), 40)
            ]
        return out


Script = Callable[[dict[str, Any]], Reply]
"""A model that answers what it was sent."""


@dataclass
class OpenAIServer:
    """Give it replies with :meth:`enqueue`, or models that make them; the last one is repeated. ``requests`` holds what was sent."""

    base_url: str = ""
    replies: list[Reply | Script] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)  # the client closed a connection before its end
    sent: int = 0  # bytes of endless replies

    def enqueue(self, *replies: Reply | Script) -> None:
        self.replies += replies

    def next(self) -> Reply:
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply if isinstance(reply, Reply) else reply(self.requests[-1])


@contextmanager
def openai_server() -> Iterator[OpenAIServer]:
    script = OpenAIServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: Any) -> None:
            pass

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            script.requests.append({"path": self.path, "authorization": self.headers.get("Authorization"), **body})
            reply = script.next()
            self.close_connection = True
            if reply.status != 200:
                return self._send(reply.status, json.dumps({"error": {"message": "scripted", "type": "scripted"}}))
            if reply.malformed:
                return self._send(200, "<html>this is no chat answer</html>", "text/html")
            self.send_response(200)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Connection", "close")
            if reply.endless == "zipped":
                self.send_header("Content-Encoding", "gzip")
            self.end_headers()
            if reply.endless:
                return self._for_ever(reply.endless)
            deltas: list[dict[str, Any]] = [{"role": "assistant", "content": piece} for piece in reply.pieces()]
            deltas += [{"role": "assistant", "tool_calls": each} for each in reply.pieces_of_calls() if each]
            for count, delta in enumerate(deltas or [{"role": "assistant", "content": ""}]):
                if reply.break_after == count:
                    return None
                if self._left_during(reply.pause):
                    return None
                self._event({"delta": delta, "finish_reason": None})
            self._event({"delta": {}, "finish_reason": "tool_calls" if reply.calls else "stop"})
            self.wfile.write(b"data: [DONE]\n\n")
            return None

        def _for_ever(self, what: str) -> None:
            """Send one kind of thing until the client leaves or the test is over."""
            squeeze = zlib.compressobj(wbits=31)
            for number in itertools.count():
                words = " ".join(f"w{number}x{i}" for i in range(200))
                if what == "line":
                    part = (b"" if number else b'data: {"x": "') + words.encode()
                elif what == "zipped":
                    part = squeeze.compress(b"data: " + b" " * 1_000_000) + squeeze.flush(zlib.Z_SYNC_FLUSH)
                else:
                    said = {"content": words} if what == "content" else {"reasoning_content": words, "content": None}
                    part = self._chunk({"delta": said if what != "nothing" else {"content": ""}, "finish_reason": None})
                try:
                    self.wfile.write(part)
                except OSError:
                    script.left.set()
                    return
                script.sent += len(part)
                if script.stopping.is_set():
                    return

        def _left_during(self, pause: float) -> bool:
            """Wait, and tell whether the client closed the connection meanwhile or the test is over."""
            end = time.monotonic() + pause
            while True:
                readable, _, _ = select.select([self.connection], [], [], 0)
                if readable and self._is_closed():
                    script.left.set()
                    return True
                if time.monotonic() >= end:
                    return script.stopping.is_set()
                if script.stopping.wait(0.02):
                    return True

        def _is_closed(self) -> bool:
            try:
                return not self.connection.recv(1, socket.MSG_PEEK)
            except ConnectionError:
                return True

        def _event(self, choice: dict[str, Any]) -> None:
            self.wfile.write(self._chunk(choice))
            self.wfile.flush()

        def _chunk(self, choice: dict[str, Any]) -> bytes:
            chunk = {
                "id": "x",
                "object": "chat.completion.chunk",
                "created": int(time.time()),
                "model": "scripted",
                "choices": [{"index": 0, **choice}],
            }
            return f"data: {json.dumps(chunk)}\n\n".encode()

        def _send(self, status: int, body: str, kind: str = "application/json") -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("retry-after-ms", "1")  # the client waits as long as the server says: tests need not
            self.end_headers()
            self.wfile.write(body.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    script.base_url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield script
    finally:
        script.stopping.set()
        server.shutdown()
        server.server_close()
        thread.join()
