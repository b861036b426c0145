"""Processes of their own for writers, that can be killed without harm to anybody else.

They are forked from a server that has imported what they need, so that starting one
takes milliseconds.
"""

from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

__all__ = ["Worker", "run_alone", "start"]

_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["benchmarks.reliability.keepers", "benchmarks.reliability.drafts"]
)


class Worker:
    """A process at work, and what it says."""

    def __init__(self, process: BaseProcess, ear: Connection) -> None:
        self._process = process
        self._ear = ear

    def hear(self) -> Any:  # noqa: ANN401 whatever it says
        """Return the next thing it says.

        Raises:
            EOFError: It ended and had nothing more to say.
        """
        return self._ear.recv()

    def hear_all(self) -> list[Any]:
        """Return everything that it has yet to say, and wait for its end."""
        said = []
        try:
            while True:
                said.append(self.hear())
        except EOFError:
            self._process.join()
        self._ear.close()
        return said

    def kill(self) -> None:
        """Kill it with a signal that it cannot notice."""
        self._process.kill()


def start(work: Callable[..., None], *arguments: object) -> Worker:
    """Start `work(say, *arguments)`, where `say` is a connection to send on."""
    ear, mouth = _CONTEXT.Pipe(duplex=False)
    process = _CONTEXT.Process(target=work, args=(mouth, *arguments), daemon=True)
    process.start()
    mouth.close()
    return Worker(process, ear)


def run_alone(work: Callable[..., None], *arguments: object) -> Any:  # noqa: ANN401 what it says
    """Return the one thing that `work(say, *arguments)` says in its own process."""
    [said] = start(work, *arguments).hear_all()
    return said
