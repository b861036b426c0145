"""A net that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from scenarios.intake.guard import Target

PUBLIC = "93.184.216.34"


@dataclass
class Said:
    """One answer.

    Attributes:
        status: Its status.
        headers: Its headers.
        pieces: Its body; an exception stands for a connection that breaks.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    pieces: tuple[bytes | Exception, ...] = ()
    closed: int = 0

    def chunks(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            yield piece

    def close(self) -> None:
        self.closed += 1


@dataclass
class StandIn:
    """A net of a few addresses.

    Attributes:
        answers: What each address, as host and path, answers.
        numbers: What hosts resolve to, where it is not PUBLIC.
        asked: Number, host and path of everything that was asked.
        sent: The headers of the last request.
        seconds: What passes each time the clock is read.
    """

    answers: Mapping[str, Said | Exception] = field(default_factory=dict)
    numbers: Mapping[str, list[str]] = field(default_factory=dict)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    sent: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    _clock: float = 0.0

    def resolve(self, host: str, port: int) -> list[str]:
        assert port == 443
        return self.numbers.get(host, [PUBLIC])

    def get(self, number: str, target: Target, headers: Mapping[str, str]) -> Said:
        self.asked.append((number, target.host, target.path))
        self.sent = headers
        answer = self.answers[target.host + target.path]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def elapsed(self) -> float:
        self._clock += self.seconds
        return self._clock
