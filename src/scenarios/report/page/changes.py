"""What changed since the earlier day, and why: the steps of a difference in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from scenarios.explanation.difference import Difference, Part, Shift
from scenarios.explanation.movers import LEAST
from scenarios.report.difference_terminal import PART_TITLES
from scenarios.report.page.marks import (
    day_mark,
    likelihood_mark,
    points_mark,
    quoted,
)

__all__ = ["Cause", "Change", "Step", "tell_change"]

MOST_CAUSES = 6
FELT = Decimal("0.005")
"""A movement that people are shown as less than a point."""


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of cause, and what it moved.

    Attributes:
        title: What changed.
        points: Change of each outcome's probability, in the order of the file.
    """

    title: str
    points: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """A row of the ledger that reads otherwise than on the earlier day.

    Attributes:
        step: Under which kind of cause.
        row: `prior`, `clock` or the id of an indicator.
        title: The indicator's title.
        decibans: Change by outcome, in the order of the file.
        developments: Ids of the developments that changed in it.
    """

    step: str
    row: str
    title: str
    decibans: tuple[Decimal, ...]
    developments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in one scenario since the earlier day.

    Attributes:
        sentence: What moved most, and why.
        before: Probability of each outcome then, in the order of the file.
        after: The same now.
        steps: What moved it, kind by kind; they add up.
        causes: The rows that moved most, at most six, the largest first.
        others: How many further rows moved by what is shown.
    """

    sentence: Markup
    before: tuple[Decimal, ...]
    after: tuple[Decimal, ...]
    steps: tuple[Step, ...]
    causes: tuple[Cause, ...]
    others: int


def tell_change(found: Difference) -> Change:
    """Tell what led from one day to another."""
    causes = sorted(_causes(found), key=lambda each: (-_size(each.decibans), each.row))
    return Change(
        sentence=_sentence(found),
        before=tuple(found.start.probabilities.values()),
        after=tuple(found.end.probabilities.values()),
        steps=tuple(
            Step(PART_TITLES[part.name], tuple(part.points.values()))
            for part in _moving(found)
        ),
        causes=tuple(causes[:MOST_CAUSES]),
        others=max(0, len(causes) - MOST_CAUSES),
    )


def _moving(found: Difference) -> Sequence[Part]:
    return [part for part in found.parts if part.shifts or any(part.points.values())]


def _causes(found: Difference) -> Iterator[Cause]:
    for part in found.parts:
        for shift in part.shifts:
            entries = tuple(shift.decibans.values())
            if _size(entries) >= LEAST:
                yield Cause(
                    step=PART_TITLES[part.name],
                    row=shift.row,
                    title=_title(shift, found),
                    decibans=entries,
                    developments=shift.developments,
                )


def _title(shift: Shift, found: Difference) -> str:
    indicators = {
        **found.start.scenario.indicators,
        **found.end.scenario.indicators,
    }
    indicator = indicators.get(shift.row)
    return shift.row.capitalize() if indicator is None else indicator.title


def _size(entries: Sequence[Decimal]) -> Decimal:
    return max(map(abs, entries))


def _sentence(found: Difference) -> Markup:
    """Say how the outcome that moved most moved, and mainly through what."""
    moved = found.whole.points
    name = max(moved, key=lambda outcome: (abs(moved[outcome]), moved[outcome]))
    start = day_mark(found.before.as_of)
    if abs(moved[name]) < FELT:
        return Markup("Nothing has moved by a whole point since {}.").format(start)
    standard = found.end.model.words
    text = Markup("Since {}, {} has {} from {} to {} ({}){}.{}")
    return text.format(
        start,
        quoted(found.end.scenario.outcomes[name].title),
        "risen" if moved[name] > 0 else "fallen",
        likelihood_mark(found.start.probabilities[name], found.start.model.words),
        likelihood_mark(found.end.probabilities[name], standard),
        points_mark(moved[name]),
        _mainly(found, name),
        _lead(found),
    )


def _mainly(found: Difference, outcome: str) -> Markup:
    """Name the step that did most of it, and the one that held most against it."""
    up = found.whole.points[outcome] > 0
    parts = sorted(found.parts, key=lambda part: part.points[outcome], reverse=up)
    text = Markup(", mainly through {}").format(_through(parts[0], outcome))
    against = parts[-1].points[outcome]
    if abs(against) >= FELT and (against > 0) != up:
        text += Markup(", against {}").format(_through(parts[-1], outcome))
    return text


def _through(part: Part, outcome: str) -> Markup:
    moved = points_mark(part.points[outcome])
    return Markup("{} ({})").format(PART_TITLES[part.name], moved)


def _lead(found: Difference) -> Markup:
    then, now = (
        max(side.probabilities, key=lambda name: side.probabilities[name])
        for side in (found.start, found.end)
    )
    if then == now:
        return Markup("")
    text = Markup(" The lead went from {} to {}.")
    outcomes = found.end.scenario.outcomes
    return text.format(quoted(outcomes[then].title), quoted(outcomes[now].title))
