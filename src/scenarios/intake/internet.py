"""The net itself: names resolved by the system, connections to checked numbers."""

import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from http.client import HTTPResponse, HTTPSConnection, IncompleteRead
from time import monotonic
from typing import Final

from scenarios.intake.deadline import Deadline
from scenarios.intake.fetching import Reply
from scenarios.intake.guard import Target

__all__ = ["Internet"]

_SECONDS: Final = 10.0
_LONGEST: Final = 30.0
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
        with ExitStack() as failing:
            failing.callback(connection.give_up)
            connection.request("GET", target.path, headers=dict(headers))
            response = connection.getresponse()
            failing.callback(response.close)
            # Headers that were cut short may look whole.
            connection.deadline.check()
            failing.pop_all()
        return _Reply(connection, response)

    def elapsed(self) -> float:
        """Return seconds of a clock that is never set."""
        return monotonic()


class _PinnedConnection(HTTPSConnection):
    """Connects to a number, and asks for a host and its certificate."""

    def __init__(self, number: str, target: Target, trust: ssl.SSLContext) -> None:
        super().__init__(target.host, target.port, timeout=_SECONDS, context=trust)
        self._number = number
        self._trust = trust
        self.deadline = Deadline(_LONGEST)

    def connect(self) -> None:
        """Connect without resolving the host a second time."""
        plain = socket.create_connection((self._number, self.port), _SECONDS)
        try:
            self.sock = self._trust.wrap_socket(
                plain, server_hostname=self.host, do_handshake_on_connect=False
            )
        except BaseException:
            plain.close()
            raise
        self.deadline.hold(self.sock)
        self.sock.do_handshake()

    def give_up(self) -> None:
        """Close the connection and stop its clock.

        Where the host closes after its answer, `close` is called before that is read.
        """
        self.deadline.stop()
        self.close()


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
        self._connection.deadline.check()
        if self._response.length:
            raise IncompleteRead(b"", self._response.length)

    def close(self) -> None:
        self._response.close()
        self._connection.give_up()
