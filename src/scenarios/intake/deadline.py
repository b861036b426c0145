"""The end of a conversation over the net, also with a host that drips."""

import socket
from contextlib import suppress
from threading import Lock, Timer
from typing import Final, Self

__all__ = ["Deadline"]

_TOO_LONG: Final = "takes too long"


class Deadline:
    """Breaks a conversation off when its time is over.

    A host that sends a byte now and then never runs into the timeout of a read, so
    another thread shuts its socket. That it did is noted before, so that whoever sees
    the end of the answer knows why.

    Attributes:
        has_passed: Whether the time is over.
    """

    def __init__(self, seconds: float) -> None:
        """Start the clock, with so many seconds to go."""
        self.has_passed = False
        self._held: socket.socket | None = None
        self._lock = Lock()
        self._timer = Timer(seconds, self._pass)
        self._timer.daemon = True
        self._timer.start()

    def __enter__(self) -> Self:
        """Keep the clock going for a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the clock."""
        self.stop()

    def hold(self, sock: socket.socket) -> None:
        """Break this socket off when the time is over.

        Raises:
            TimeoutError: It is over already.
        """
        with self._lock:
            self._held = sock
        self.check()

    def check(self) -> None:
        """Check that the time is not over: what was cut short may look whole.

        Raises:
            TimeoutError: It is.
        """
        if self.has_passed:
            raise TimeoutError(_TOO_LONG)

    def stop(self) -> None:
        """Stop the clock."""
        self._timer.cancel()

    def _pass(self) -> None:
        with self._lock, suppress(OSError):
            self.has_passed = True
            if self._held is not None:
                # Not the method of an encrypted socket, which forgets its encryption
                # while another thread still reads.
                socket.socket.shutdown(self._held, socket.SHUT_RDWR)
