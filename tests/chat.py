"""A server on this machine that answers as OpenAI-compatible servers do, or badly."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import Any

from quiet import QuietServer

__all__ = ["Chat", "Reply", "completion", "proposing", "serving"]


@dataclass
class Reply:
    """What the server sends back."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    pieces: Iterator[bytes] | None = None


@dataclass
class Chat:
    """A running server: where it is, and what it was asked."""

    url: str
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def questions(self) -> list[Any]:
        """Return the bodies of the requests."""
        return [json.loads(body) for _, _, body in self.asked]


def completion(content: str | None, **message: object) -> bytes:
    """Return an answer as llama.cpp, vLLM and Ollama send it."""
    return json.dumps(
        {
            "id": "chatcmpl-1",
            "object": "chat.completion",
            "created": 1718000000,
            "model": "small",
            "choices": [
                {
                    "index": 0,
                    "finish_reason": message.pop("finish_reason", "stop"),
                    "message": {"role": "assistant", "content": content, **message},
                }
            ],
            "usage": {"prompt_tokens": 900, "completion_tokens": 40},
        }
    ).encode()


def proposing(*proposals: object) -> bytes:
    """Return an answer whose content is a list of proposals."""
    return completion(json.dumps({"proposals": proposals}))


@contextmanager
def serving(answer: Callable[[Any], Reply]) -> Iterator[Chat]:
    """Run a server on loopback that answers each question as it is told to."""
    server = QuietServer(("127.0.0.1", 0), _Handler)
    chat = Chat(f"http://127.0.0.1:{server.server_port}")
    server.chat, server.answer = chat, answer  # type: ignore[attr-defined]  # ours
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield chat
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers as its server was told to."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        server: Any = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        server.chat.asked.append((self.path, dict(self.headers), body))
        reply: Reply = server.answer(json.loads(body))
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.pieces is not None:
            self._drip(reply.pieces)
            return
        if "Content-Length" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def _drip(self, pieces: Iterator[bytes]) -> None:
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        for piece in pieces:
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *_: object) -> None:
        """Be quiet."""
