"""The net itself: names resolved by the system, connections to checked numbers."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import suppress
from http.client import HTTPResponse, HTTPSConnection, IncompleteRead
from threading import Timer
from time import monotonic
from typing import Final

from scenarios.intake.fetching import Reply
from scenarios.intake.guard import Target

__all__ = ["Internet"]

_SECONDS: Final = 10.0
_LONGEST: Final = 30.0
_TOO_LONG: Final = "takes too long"
_PIECE: Final = 1 << 16


class Internet:
    """The net, by HTTPS with certificates checked."""

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        """Use the certificates that the system trusts, or those given."""
        self._trust = trust or ssl.create_default_context()

    def resolve(self, host: str, port: int) -> list[str]:
        """Return every number that a host has.

        Raises:
            OSError: It cannot be resolved.
        """
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        return [str(entry[4][0]) for entry in found]

    def get(self, number: str, target: Target, headers: Mapping[str, str]) -> Reply:
        """Ask the host of a target, at a number, for its path.

        Raises:
            OSError: There is no connection, or its certificate is not the host's.
            HTTPException: The answer is no HTTP.
        """
        connection = _PinnedConnection(number, target, self._trust)
        try:
            connection.request("GET", target.path, headers=dict(headers))
            reply = _Reply(connection, connection.getresponse())
            connection.check_time()
        except BaseException:
            connection.close()
            raise
        return reply

    def elapsed(self) -> float:
        """Return seconds of a clock that is never set."""
        return monotonic()


class _PinnedConnection(HTTPSConnection):
    """Connects to a number, and asks for a host and its certificate."""

    def __init__(self, number: str, target: Target, trust: ssl.SSLContext) -> None:
        super().__init__(target.host, target.port, timeout=_SECONDS, context=trust)
        self._number = number
        self._trust = trust
        self._was_broken_off = False
        # A host that sends a byte now and then never runs into the timeout above.
        self._end = Timer(_LONGEST, self._break_off)
        self._end.daemon = True
        self._end.start()

    def connect(self) -> None:
        """Connect without resolving the host a second time."""
        plain = socket.create_connection((self._number, self.port), _SECONDS)
        try:
            self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise

    def close(self) -> None:
        """Close the connection."""
        self._end.cancel()
        super().close()

    def check_time(self) -> None:
        """Check that the time has not run out: what was cut short may look whole.

        Raises:
            TimeoutError: The connection was broken off.
        """
        if self._was_broken_off:
            raise TimeoutError(_TOO_LONG)

    def _break_off(self) -> None:
        self._was_broken_off = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


class _Reply:
    """An answer whose body has not been read yet."""

    def __init__(self, connection: _PinnedConnection, response: HTTPResponse) -> None:
        self._connection = connection
        self._response = response

    @property
    def status(self) -> int:
        return self._response.status

    @property
    def headers(self) -> Mapping[str, str]:
        return {name.lower(): value for name, value in self._response.getheaders()}

    def chunks(self) -> Iterator[bytes]:
        while chunk := self._response.read1(_PIECE):
            yield chunk
        self._connection.check_time()
        if self._response.length:
            raise IncompleteRead(b"", self._response.length)

    def close(self) -> None:
        self._connection.close()
