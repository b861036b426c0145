"""A web server for tests that does not print what its clients break off."""

import sys
from http.server import ThreadingHTTPServer
from socket import socket

__all__ = ["QuietServer"]


class QuietServer(ThreadingHTTPServer):
    """Serves each client in a thread; one that goes away early is no fault."""

    daemon_threads = True

    def handle_error(
        self, request: socket | tuple[bytes, socket], client_address: object
    ) -> None:
        """Print any other fault of a handler."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)
