"""A web server on loopback that a test takes for a public host.

The guard of addresses stays on: the host resolves to a public number, and only the
connection is led to the server. Nothing but these tests can lead it there.
"""

from __future__ import annotations

import datetime as dt
import ssl
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from quiet import QuietServer
from scenarios.intake.guard import Target
from scenarios.intake.internet import Internet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from http.server import BaseHTTPRequestHandler
    from pathlib import Path

    from scenarios.intake.fetching import Reply

__all__ = ["HOST", "PUBLIC", "Detour", "certificate", "detour_to", "serving"]

HOST = "feeds.example"
PUBLIC = "93.184.216.34"


def certificate(folder: Path) -> Path:
    """Write a key and a certificate for HOST that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    day = dt.timedelta(days=1)
    now = dt.datetime.now(dt.UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + signed.public_bytes(serialization.Encoding.PEM)
    )
    return file


class Detour(Internet):
    """The net, with one public host that is in truth a server on loopback."""

    def __init__(self, trust: ssl.SSLContext, port: int) -> None:
        super().__init__(trust)
        self._port = port

    def resolve(self, host: str, port: int) -> list[str]:
        return [PUBLIC] if host == HOST else super().resolve(host, port)

    def get(self, number: str, target: Target, headers: Mapping[str, str]) -> Reply:
        assert number == PUBLIC
        there = Target(target.host, self._port, target.path)
        return super().get("127.0.0.1", there, headers)


def detour_to(port: int, file: Path) -> Detour:
    """Return the net with a detour to a server whose certificate is trusted."""
    return Detour(ssl.create_default_context(cafile=str(file)), port)


@contextmanager
def serving(file: Path, handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    """Serve by HTTPS on loopback; yield the port."""
    server = QuietServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
