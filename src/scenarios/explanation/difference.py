"""Why an assessment moved: the way from one to another in steps that add up exactly.

The steps are taken in a fixed order: model, scenario, corrections (retraction,
regrading, revision), the clock with silence and fading, new evidence, resolution.
Another order would share the same movement out otherwise; that is a convention, and
this one is it. The way back in time is the way forth, taken back.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Context, Decimal, Inexact, localcontext
from itertools import pairwise

from scenarios.assessment.assess import RECORDED
from scenarios.assessment.weighing import Weighed
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Resolution
from scenarios.domain.source import SourceRegistry
from scenarios.engine.ledger import Ledger, draw_up_from
from scenarios.engine.reports import hear_all
from scenarios.errors import ScenariosError
from scenarios.explanation.versions import (
    known_on,
    regraded,
    revised,
    with_retractions,
)
from scenarios.loading.workspace import ScenarioFile

__all__ = [
    "Difference",
    "DifferentOutcomesError",
    "Part",
    "Shift",
    "Side",
    "difference",
]

_EXACT = Context(prec=1_000_000, traps=[Inexact])
"""Sums of recorded numbers, however far apart, with all of their digits."""

_NONE: frozenset[str] = frozenset()


class DifferentOutcomesError(ScenariosError):
    """A scenario was edited so that its outcomes are others."""

    def __init__(
        self, scenario: str, before: Sequence[str], after: Sequence[str]
    ) -> None:
        self.scenario = scenario
        self.before = tuple(before)
        self.after = tuple(after)
        super().__init__(
            f"{scenario} had the outcomes {', '.join(before)} and has "
            f"{', '.join(after)}; probabilities over different outcomes do not compare"
        )


@dataclass(frozen=True)
class Side:
    """One end of a difference: everything that its numbers come from.

    Attributes:
        name: How it was asked for: a day, a record, or both.
        file: The scenario.
        model: The scoring model.
        sources: The graded publishers.
        developments: What was known.
        as_of: The day.
    """

    name: str
    file: ScenarioFile
    model: ScoringModel
    sources: SourceRegistry
    developments: tuple[Development, ...]
    as_of: date


@dataclass(frozen=True, slots=True)
class Shift:
    """How one row of the ledger changed in a step.

    Attributes:
        row: `prior`, `clock` or the id of an indicator.
        decibans: Change by outcome.
        developments: Ids of the developments that changed in it.
    """

    row: str
    decibans: Mapping[str, Decimal]
    developments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the way.

    Attributes:
        name: What was exchanged in it.
        points: Change of each outcome's probability, in (−1, 1).
        decibans: Change of each outcome's score.
        shifts: The rows that changed; their decibans add up to the part's.
    """

    name: str
    points: Mapping[str, Decimal]
    decibans: Mapping[str, Decimal]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """The way from one assessment of a scenario to another.

    Attributes:
        before: Where it starts.
        after: Where it ends.
        start: The scenario weighed at the start.
        end: The scenario weighed at the end.
        whole: All of it as if it were one step.
        parts: The steps in their order; they add up to the whole.
    """

    before: Side
    after: Side
    start: Weighed
    end: Weighed
    whole: Part
    parts: tuple[Part, ...]


def difference(before: Side, after: Side) -> Difference:
    """Take the way from one side to the other apart.

    Raises:
        DifferentOutcomesError: The outcomes are not the same.
    """
    outcomes = list(before.file.scenario.outcomes), list(after.file.scenario.outcomes)
    if outcomes[0] != outcomes[1]:
        raise DifferentOutcomesError(after.file.scenario.id, *outcomes)
    if after.as_of < before.as_of:
        return _taken_back(_way(after, before))
    return _way(before, after)


def _way(before: Side, after: Side) -> Difference:
    steps = list(_steps(before, after))
    weighed = [_weigh(side) for _, side in steps]
    start, end = weighed[0], weighed[-1]
    parts = tuple(
        _part(name, now, then)
        for (name, _), (then, now) in zip(steps[1:], pairwise(weighed), strict=True)
    )
    return Difference(before, after, start, end, _part("whole", end, start), parts)


def _steps(before: Side, after: Side) -> Iterator[tuple[str, Side]]:
    """Yield the sides on the way, each with the name of what was exchanged last."""
    # What was settled at the start is held till the last step, which settles anew.
    held = before.file.scenario.resolution_at(before.as_of)
    known = known_on(before.developments, before.as_of)
    side = replace(before, file=_settled(before.file, held), developments=known)
    yield "start", side
    side = replace(side, model=after.model)
    yield "model", side
    side = replace(side, file=_settled(after.file, held))
    yield "scenario", side
    now = after.developments
    kept = with_retractions(side.developments, now, after.as_of)
    side = replace(side, developments=kept)
    yield "retraction", side
    side = replace(side, sources=after.sources, developments=regraded(kept, now))
    yield "regrading", side
    side = replace(side, developments=revised(side.developments, now))
    yield "revision", side
    side = replace(side, as_of=after.as_of)
    yield "clock", side
    side = replace(side, developments=now)
    yield "evidence", side
    yield "resolution", replace(side, file=after.file)


def _settled(file: ScenarioFile, resolution: Resolution | None) -> ScenarioFile:
    scenario = file.scenario.model_copy(update={"resolved": resolution})
    return replace(file, scenario=scenario)


def _weigh(side: Side) -> Weighed:
    told = hear_all(side.developments, side.sources, side.model, side.as_of)
    ledger = draw_up_from(side.file.scenario, side.model, told, side.as_of)
    return Weighed(side.file, side.model, side.as_of, ledger)


def _part(name: str, now: Weighed, then: Weighed) -> Part:
    there, here = then.probabilities, now.probabilities
    with localcontext(_EXACT):
        shifts = tuple(_shifts(now.ledger, then.ledger))
        points = {k: here[k] - there[k] for k in now.ledger.outcomes}
        decibans = {k: sum((s.decibans[k] for s in shifts), Decimal(0)) for k in points}
    return Part(name, points, decibans, shifts)


def _taken_back(found: Difference) -> Difference:
    return Difference(
        before=found.after,
        after=found.before,
        start=found.end,
        end=found.start,
        whole=_part_back(found.whole),
        parts=tuple(map(_part_back, found.parts)),
    )


def _part_back(part: Part) -> Part:
    shifts = (replace(each, decibans=_negated(each.decibans)) for each in part.shifts)
    points, decibans = _negated(part.points), _negated(part.decibans)
    return Part(part.name, points, decibans, tuple(shifts))


def _negated(changes: Mapping[str, Decimal]) -> Mapping[str, Decimal]:
    return {name: _EXACT.minus(change) for name, change in changes.items()}


def _shifts(now: Ledger, then: Ledger) -> Iterator[Shift]:
    rows_now, rows_then = dict(_rows(now)), dict(_rows(then))
    for name in dict.fromkeys((*rows_then, *rows_now)):
        new, said_now = rows_now.get(name, ((), _NONE))
        old, said_then = rows_then.get(name, ((), _NONE))
        changes = {
            outcome: _entry(new, place) - _entry(old, place)
            for place, outcome in enumerate(now.outcomes)
        }
        if any(changes.values()):
            told = sorted(name for name, _ in said_now ^ said_then)
            yield Shift(name, changes, tuple(dict.fromkeys(told)))


def _rows(
    ledger: Ledger,
) -> Iterator[tuple[str, tuple[Sequence[Decimal], frozenset[tuple[str, str]]]]]:
    """Yield the rows by name, at the digits of record, with what stands behind them."""
    yield "prior", (_rounded(ledger.prior), frozenset())
    if ledger.clock is not None:
        yield "clock", (_rounded(ledger.clock), frozenset())
    for row in ledger.rows:
        said = frozenset(
            (each.told.development.id, f"{each.told.decibans}/{each.observation!r}")
            for each in row.reading.evidence
        )
        yield row.reading.id, (_rounded(row.decibans), said)


def _rounded(entries: Iterable[Decimal]) -> list[Decimal]:
    return [RECORDED.plus(entry) for entry in entries]


def _entry(row: Sequence[Decimal], place: int) -> Decimal:
    return row[place] if row else Decimal(0)
