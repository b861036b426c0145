"""What-ifs beside the base: which cases move which scenarios, and how far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scenarios.assessment.results import ScenarioAssessment
from scenarios.whatif.cases import Column
from scenarios.whatif.comparison import differences, has_moved
from scenarios.whatif.sheet import Sheet

__all__ = ["Cell", "Compared", "Trial", "compare"]


@dataclass(frozen=True, slots=True)
class Trial:
    """A case.

    Attributes:
        id: Its id.
        title: What it supposes.
        as_of: The day it is assessed on.
        model: Id of its model.
        stale: What of its base has changed since it was saved.
    """

    id: str
    title: str
    as_of: date
    model: str
    stale: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """One outcome in one case.

    Attributes:
        probability: In the case.
        word: Its likelihood word.
        standard: The standard of the word.
        points: Change against the base.
        leads: Whether it leads in the case.
    """

    probability: Decimal
    word: str
    standard: str
    points: Decimal
    leads: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """One scenario in all cases; it is moved by at least one of them.

    Attributes:
        title: Its title.
        outcomes: Title and probability of each outcome in the base.
        cells: Per outcome, a cell for each case.
    """

    title: str
    outcomes: tuple[tuple[str, Decimal], ...]
    cells: tuple[tuple[Cell, ...], ...]


def compare(sheet: Sheet) -> tuple[Sequence[Trial], Sequence[Compared], Sequence[str]]:
    """Return the cases, the scenarios that they move, and titles of the others."""
    trials = [_trial(each, sheet) for each in sheet.cases]
    moved, unmoved = [], []
    for place, base in enumerate(sheet.base.assessment.scenarios):
        then = [case.assessment.scenarios[place] for case in sheet.cases]
        if any(has_moved(base, each) for each in then):
            moved.append(_compared(base, then, sheet.cases))
        else:
            unmoved.append(base.scenario.title)
    return trials, moved, unmoved


def _trial(case: Column, sheet: Sheet) -> Trial:
    now = case.assessment
    stale = tuple(sheet.stale.get(case.id, ()))
    return Trial(case.id, case.title, now.as_of, now.model.id, stale)


def _compared(
    base: ScenarioAssessment,
    then: Sequence[ScenarioAssessment],
    cases: Sequence[Column],
) -> Compared:
    standards = [case.assessment.model.words for case in cases]
    moves = [differences(base, each) for each in then]
    cells = [
        tuple(
            Cell(
                probability=each.probabilities[outcome.id],
                word=next(o.word for o in each.outcomes if o.id == outcome.id),
                standard=standard,
                points=moved[outcome.id].points,
                leads=each.leading.id == outcome.id,
            )
            for each, standard, moved in zip(then, standards, moves, strict=True)
        )
        for outcome in base.outcomes
    ]
    outcomes = tuple((outcome.title, outcome.probability) for outcome in base.outcomes)
    return Compared(base.scenario.title, outcomes, tuple(cells))
