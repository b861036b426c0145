"""Intervals, drawn or recalled: the same inputs give the same draws.

Whatever a draw depends on is in the name that an interval is kept under: the scenario,
the model, what is known of each indicator, the seed, and the programs that draw. Who
recalls nothing draws again, and gets the same numbers.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from scenarios import engine
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.evidence import Reading
from scenarios.engine.ledger import Ledger

__all__ = ["Recall", "Span", "draw_spans", "name_of"]

Span = tuple[float, float]
"""Lower and upper end of an interval."""


class Recall(Protocol):
    """Remembers intervals by name; it may forget."""

    def find(self, name: str) -> Sequence[Span] | None:
        """Return what was kept under a name."""
        ...

    def keep(self, spans: Mapping[str, Sequence[Span]]) -> None:
        """Keep intervals under their names."""
        ...


def draw_spans(
    ledger: Ledger,
    scenario: Scenario,
    model: ScoringModel,
    seed: bytes,
    as_of: date,
) -> list[Span]:
    """Draw the interval of each outcome of an open question.

    Args:
        ledger: The scenario's ledger.
        scenario: The scenario.
        model: The scoring model.
        seed: What `seed.seed_of` returned.
        as_of: The day.
    """
    # Who recalls every interval has no use for numpy, which takes long to start.
    from scenarios.assessment.drawing import pack_day
    from scenarios.engine.arrays.interval import interval, seeded

    packed = pack_day(ledger, scenario, model, as_of)
    low, high = interval(packed, model.uncertainty, seeded(seed))
    return list(zip(low.tolist(), high.tolist(), strict=True))


def name_of(
    ledger: Ledger,
    scenario: Scenario,
    model: ScoringModel,
    seed: bytes,
    as_of: date,
) -> str:
    """Return the name of what `draw_spans` would return, another one for other spans.

    Returns:
        64 hexadecimal digits.
    """
    known = [_known(row.reading) for row in ledger.rows]
    parts = [
        _programs(),
        seed,
        as_of.isoformat().encode(),
        scenario.model_dump_json().encode(),
        model.model_dump_json().encode(),
        repr(known).encode(),
    ]
    # Each part is hashed by itself, so that none runs into the next.
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def _known(reading: Reading) -> tuple[object, ...]:
    """Return all of a reading that is packed for the draws."""
    evidence = [
        (e.decibans, e.told.decibans, e.fading, e.age, e.observation.model_dump())
        for e in reading.evidence
    ]
    return reading.id, reading.coverage, reading.elapsed, reading.has_begun, evidence


@cache
def _programs() -> bytes:
    """Return the digest of the programs that draw: ours, and which numpy there is."""
    found = find_spec("numpy")
    numpy = Path(found.origin).with_name("version.py") if found and found.origin else ""
    ours = sorted(Path(next(iter(engine.__path__))).rglob("*.py"))
    files = [*ours, numpy] if isinstance(numpy, Path) else ours
    return sha256(b"\0".join(path.read_bytes() for path in files)).digest()
