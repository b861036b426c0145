"""Each development left out in turn, or told otherwise: all variants in one pass."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.arrays.pack import EventRow, Floats, pack_row
from scenarios.engine.arrays.swaps import Places, Swap, Sweep
from scenarios.engine.evidence import Reading

__all__ = ["evaluate_readings", "leave_each_out"]


def leave_each_out(
    sweep: Sweep, readings: Sequence[Reading], scenario: Scenario, model: ScoringModel
) -> Mapping[str, Floats]:
    """Return, by development, the probabilities without it, (outcomes,).

    Args:
        sweep: The scenario as it stands.
        readings: What is known of each indicator, in the order of the file.
        scenario: The scenario.
        model: The scoring model.
    """
    told = {e.told.development.id for reading in readings for e in reading.evidence}
    names = sorted(told)
    variants = [_without(name, readings) for name in names]
    found = evaluate_readings(sweep, variants, scenario, model)
    return dict(zip(names, found.T, strict=True))


def evaluate_readings(
    sweep: Sweep,
    variants: Sequence[Mapping[int, Reading]],
    scenario: Scenario,
    model: ScoringModel,
) -> Floats:
    """Return the probabilities of variants, (outcomes, variants).

    Args:
        sweep: The scenario as it stands.
        variants: The readings that are otherwise in each, by place of the indicator.
        scenario: The scenario.
        model: The scoring model.
    """
    swaps = list(_swaps(variants, scenario, model))
    return sweep.evaluate(len(variants), swaps)


def _without(name: str, readings: Sequence[Reading]) -> Mapping[int, Reading]:
    found = {}
    for place, reading in enumerate(readings):
        kept = tuple(e for e in reading.evidence if e.told.development.id != name)
        if len(kept) < len(reading.evidence):
            found[place] = replace(reading, evidence=kept)
    return found


def _swaps(
    variants: Sequence[Mapping[int, Reading]], scenario: Scenario, model: ScoringModel
) -> Iterator[Swap]:
    """Yield a swap for each row of an event, and for each variant of another row."""
    events: dict[int, list[tuple[int, EventRow]]] = {}
    for variant, readings in enumerate(variants):
        for place, reading in readings.items():
            row = pack_row(reading, scenario, model)
            if isinstance(row, EventRow):
                events.setdefault(place, []).append((variant, row))
            else:
                yield Swap(place, _places([variant]), row)
    for place, rows in events.items():
        odds = np.array([row.odds for _, row in rows])
        at = _places([variant for variant, _ in rows])
        yield Swap(place, at, replace(rows[0][1], odds=odds))


def _places(variants: Sequence[int]) -> Places:
    return np.array(variants, dtype=np.intp)
