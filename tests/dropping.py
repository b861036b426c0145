"""A proxy before a PostgreSQL server that loses the connection when told to.

It stands on a socket of its own and hands bytes on, until a client says COMMIT.
"""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path

__all__ = ["Moment", "Proxy", "between"]

PORT = ".s.PGSQL.5432"
CHUNK = 65_536


class Moment(Enum):
    """When to lose the connection."""

    NEVER = "never"
    BEFORE_COMMIT = "before the server hears of COMMIT"
    AFTER_COMMIT = "after the server has said that it committed"


class Proxy:
    """Hands bytes on between clients and a server.

    Attributes:
        folder: Where its socket is.
        moment: When to lose the connection; afterwards it is `NEVER` again.
        dropped: How many connections were lost.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        self.folder = folder
        self.moment = Moment.NEVER
        self.dropped = 0
        self._server = str(server / PORT)
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / PORT))
        self._door.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._door.accept()
                threading.Thread(target=self._serve, args=[client], daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, socket.socket(socket.AF_UNIX) as server, suppress(OSError):
            server.connect(self._server)
            back = threading.Thread(target=self._hand, args=[server, client])
            back.start()
            while said := client.recv(CHUNK):
                if b"COMMIT" in said and self.moment is Moment.BEFORE_COMMIT:
                    self._lose(client)
                    break
                server.sendall(said)
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            back.join()

    def _hand(self, server: socket.socket, client: socket.socket) -> None:
        """Hand on what the server says, until it says that it committed."""
        with suppress(OSError):
            while said := server.recv(CHUNK):
                if b"COMMIT\0" in said and self.moment is Moment.AFTER_COMMIT:
                    self._lose(client, server)
                    return
                client.sendall(said)

    def _lose(self, *ends: socket.socket) -> None:
        self.moment = Moment.NEVER
        self.dropped += 1
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextmanager
def between(folder: Path, server: Path) -> Iterator[Proxy]:
    """Put a proxy in a folder, before the server whose socket is in another."""
    proxy = Proxy(folder, server)
    try:
        yield proxy
    finally:
        proxy.close()
