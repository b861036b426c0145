"""A process of its own that draws pictures, while this one goes on with its sums.

What draws takes most of a second to start and lets no other thread run meanwhile. So
specifications go to another process, a line each, and SVG comes back.
"""

import atexit
import json
import os
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import BinaryIO

from scenarios.errors import MissingExtraError
from scenarios.report.pictures.marks import Json
from scenarios.report.pictures.rendering import to_svg

__all__ = ["Press", "missing_pictures", "press", "serve"]

LIBRARY = "vl_convert"

_NOTHING: Json = {"description": "", "data": {"values": []}, "mark": "point"}


class Press:
    """Draws in another process, one picture at a time; in this one where that fails."""

    def __init__(self) -> None:
        """Start the process; it gets ready while others work."""
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        # The folder that it starts in is the user's; nothing there is imported (-P).
        command = [sys.executable, "-P", "-m", __name__]
        if sys.executable:
            self._process = subprocess.Popen(  # noqa: S603 this program itself
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )

    def to_svg(self, spec: Json) -> str:
        """Return a picture as `rendering.to_svg` does.

        Raises:
            MissingExtraError: What draws is not installed.
        """
        with self._turn:
            svg = self._ask(spec)
        return to_svg(spec) if svg is None else svg

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, spec: Json) -> str | None:
        """Return what the process draws; None where it cannot."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            return None
        try:
            process.stdin.write(json.dumps(spec).encode() + b"\n")
            process.stdin.flush()
            svg: str | None = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            self.close()
            return None
        return svg


def missing_pictures() -> str:
    """Say what is missing where pictures cannot be drawn; empty where they can."""
    if find_spec(LIBRARY) is not None:
        return ""
    return f"{MissingExtraError('a report with pictures', 'charts')}"


def press() -> Press:
    """Return the one press of this process, started when it is first asked for.

    What draws would stay in this process as well: it cannot be unloaded.
    """
    return _press_of(os.getpid())


@cache
def _press_of(_process: int) -> Press:
    """Return the press of a process: one that was forked must not share it."""
    made = Press()
    atexit.register(made.close)
    return made


def serve(asked: BinaryIO, told: BinaryIO) -> None:
    """Draw each specification that is asked for, a line of JSON each.

    Args:
        asked: Where specifications come from.
        told: Where pictures go, a line of JSON each; null where one cannot be drawn.
    """
    to_svg(_NOTHING)
    for line in asked:
        try:
            svg = to_svg(json.loads(line))
        except ValueError:
            # Who asked tries again, and learns why.
            svg = None
        told.write(json.dumps(svg).encode() + b"\n")
        told.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
