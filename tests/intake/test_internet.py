"""The net itself: real sockets and certificates, on loopback."""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import suppress
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from loopback import HOST, Detour, certificate, detour_to, serving
from scenarios.intake.fetching import FetchError, fetch
from scenarios.intake.guard import RefusedAddressError
from scenarios.intake.internet import Internet

if TYPE_CHECKING:
    from pathlib import Path

FEED = b"<rss version='2.0'><channel><title>Dawn</title></channel></rss>"


class Handler(BaseHTTPRequestHandler):
    """Serves one feed, and an address that leads inside."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "999")
            self.end_headers()
            self.wfile.write(FEED)
            self.close_connection = True
            return
        if self.path == "/inside":
            self.send_response(302)
            self.send_header("Location", "https://localhost/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(FEED)))
        self.send_header("X-Host", self.headers["Host"])
        self.end_headers()
        self.wfile.write(FEED)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_feed_is_fetched_from_the_checked_number_by_its_name(tmp_path: Path) -> None:
    file = certificate(tmp_path)
    with serving(file, Handler) as port:
        web = detour_to(port, file)
        found = fetch(f"https://{HOST}/feed", {"User-Agent": "x"}, web)
    assert found.body == FEED
    assert found.headers["x-host"].startswith(HOST)


def test_a_redirect_inside_is_refused(tmp_path: Path) -> None:
    file = certificate(tmp_path)
    with serving(file, Handler) as port:
        web = detour_to(port, file)
        with pytest.raises(RefusedAddressError, match="which is not public"):
            fetch(f"https://{HOST}/inside", {}, web)


def test_a_body_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    file = certificate(tmp_path)
    with serving(file, Handler) as port:
        web = detour_to(port, file)
        with pytest.raises(FetchError, match="cannot be fetched"):
            fetch(f"https://{HOST}/short", {}, web)


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    file = certificate(tmp_path)
    with (
        serving(file, Handler) as port,
        pytest.raises(FetchError, match="cannot be fetched"),
    ):
        fetch(f"https://{HOST}/feed", {}, Detour(ssl.create_default_context(), port))


@pytest.mark.parametrize(
    "host",
    [
        *("2130706433", "0x7f.1", "127.1", "localhost", "0177.0.0.1", "0x7f000001"),
        *("[::1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[64:ff9b::7f00:1]"),
    ],
)
def test_the_system_unmasks_numbers_in_disguise(host: str) -> None:
    with pytest.raises(RefusedAddressError, match="which is not public"):
        fetch(f"https://{host}/", {}, Internet())


def test_no_proxy_of_the_environment_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    file = certificate(tmp_path)
    with serving(file, Handler) as port:
        web = detour_to(port, file)
        assert fetch(f"https://{HOST}/feed", {}, web).body == FEED


def drip(sock: socket.socket, data: bytes) -> None:
    """Send some data a byte at a time, until the other side gives up."""
    with suppress(OSError):
        for byte in data:
            sock.sendall(bytes([byte]))
            time.sleep(0.05)


@pytest.mark.parametrize("slow", ["handshake", "headers", "body"])
def test_a_host_that_sends_a_byte_now_and_then_is_broken_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slow: str
) -> None:
    monkeypatch.setattr("scenarios.intake.internet._LONGEST", 0.5)
    file = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    listener = socket.create_server(("127.0.0.1", 0))
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n"

    def trickle() -> None:
        plain, _ = listener.accept()
        if slow == "handshake":
            with plain:
                drip(plain, b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc" + bytes(300))
            return
        with plain, context.wrap_socket(plain, server_side=True) as secured:
            secured.recv(4096)
            secured.sendall(head + b"\r\n" if slow == "body" else head)
            # All that comes is a whole answer to whoever waits for it.
            drip(secured, b"X-Slow: 1\r\n" * 30 + b"\r\n")

    server = Thread(target=trickle, daemon=True)
    server.start()
    web = detour_to(listener.getsockname()[1], file)
    with listener, pytest.raises(FetchError, match="cannot be fetched") as caught:
        fetch(f"https://{HOST}/feed", {}, web)
    assert isinstance(caught.value.__cause__, TimeoutError | OSError | HTTPException)
    server.join()
