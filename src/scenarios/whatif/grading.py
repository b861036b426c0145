"""Every other grade that a report could have had, and what that would change."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import numpy as np

from scenarios.domain.development import Report
from scenarios.domain.model import ScoringModel
from scenarios.domain.source import SourceRegistry
from scenarios.engine.arrays.news import vary_news
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.arrays.swaps import Swap
from scenarios.engine.decimals import ZERO
from scenarios.engine.evidence import Evidence
from scenarios.engine.ledger import Ledger, revise
from scenarios.engine.likelihood import likelihood_db
from scenarios.engine.reports import (
    Grade,
    Told,
    grade_of,
    speak,
    truth_of,
    weigh,
)
from scenarios.whatif.bench import Bench

__all__ = ["GradeChange", "Grader", "evaluate_grades", "regraded"]


@dataclass(frozen=True)
class GradeChange:
    """A report with another grade.

    Attributes:
        report: The report's id.
        was: Its grade, such as B2.
        grade: The other grade.
        size: |Δr|, how much less or more likely it is to track the truth, in [0, 1).
        told: The development as it would be told.
    """

    report: str
    was: str
    grade: str
    size: Decimal
    told: Told

    @property
    def development(self) -> str:
        """Return the id of the development that the report tells of."""
        return self.told.development.id


class Grader:
    """Tells developments anew with other grades; each only once."""

    def __init__(self, sources: SourceRegistry, model: ScoringModel) -> None:
        """Prepare the grades of a model.

        Args:
            sources: Who published, with dated letters.
            model: The scoring model.
        """
        self._sources = sources
        self._model = model
        grades = model.grades
        every = [(a, b) for a in grades.reliability for b in grades.credibility]
        self._truths = {grade: truth_of(*grade, grades) for grade in every}
        self._found: dict[str, Sequence[GradeChange]] = {}
        self._likest: dict[Grade, Mapping[Decimal, Grade]] = {}

    def changes(self, told: Told) -> Sequence[GradeChange]:
        """Return every other grade of every live report that tells it otherwise."""
        name = told.development.id
        if name not in self._found:
            self._found[name] = [
                change
                for place, voice in enumerate(told.voices)
                for report in voice.reports
                for change in self._regrades(told, place, report)
            ]
        return self._found[name]

    def _regrades(
        self, told: Told, place: int, report: Report
    ) -> Iterator[GradeChange]:
        voice, development = told.voices[place], told.development
        graded = {
            each.id: (each, grade_of(each, development, self._sources))
            for each in voice.reports
        }
        was = graded[report.id][1]
        before = self._truths[was]
        for r, grade in self._marks(was).items():
            other = {**graded, report.id: (report, grade)}
            anew = speak(list(other.values()), development, self._model)
            if (anew.decibans, anew.denies) != (voice.decibans, voice.denies):
                voices = (*told.voices[:place], anew, *told.voices[place + 1 :])
                retold = Told(development, voices, weigh(voices, self._model))
                size = abs(r - before)
                yield GradeChange(report.id, "".join(was), "".join(grade), size, retold)

    def _marks(self, was: Grade) -> Mapping[Decimal, Grade]:
        """Return each r that a grade can give, and the grade most like the old."""
        if was not in self._likest:
            likest = sorted(self._truths, key=lambda grade: -_shared(grade, was))
            # Of several grades of one r, the first remains.
            marks = {self._truths[grade]: grade for grade in reversed(likest)}
            self._likest[was] = marks
        return self._likest[was]


def _shared(grade: Grade, other: Grade) -> int:
    """Return how many of its two marks a grade shares with another."""
    return sum(a == b for a, b in zip(grade, other, strict=True))


def evaluate_grades(
    bench: Bench, grader: Grader
) -> tuple[Sequence[GradeChange], Floats]:
    """Return every change of a grade that bears on a scenario, and what comes out.

    Returns:
        The changes, and the probabilities in each, (outcomes, changes).
    """
    changes: list[GradeChange] = []
    places: dict[str, range] = {}
    for told in _told_in(bench):
        own = grader.changes(told)
        places[told.development.id] = range(len(changes), len(changes) + len(own))
        changes += own
    heard = np.array([float(each.told.decibans) for each in changes])
    swaps = list(_swaps(bench, places, heard))
    return changes, bench.sweep.evaluate(len(changes), swaps)


def regraded(bench: Bench, change: GradeChange) -> Ledger:
    """Return the exact ledger with a report graded otherwise."""
    changed = {}
    for reading in bench.readings:
        evidence = tuple(_retold(each, change) for each in reading.evidence)
        if evidence != reading.evidence:
            anew = replace(reading, evidence=evidence)
            entries = likelihood_db(anew, bench.scenario, bench.model)
            changed[reading.id] = (anew, entries)
    return revise(bench.ledger, changed, bench.model)


def _told_in(bench: Bench) -> Sequence[Told]:
    """Return what is told of a scenario, each development once."""
    told = [e.told for reading in bench.readings for e in reading.evidence]
    return list({each.development.id: each for each in told}.values())


def _swaps(bench: Bench, places: Mapping[str, range], heard: Floats) -> Iterator[Swap]:
    for place, reading in enumerate(bench.readings):
        for at, evidence in enumerate(reading.evidence):
            variants = np.array(places[evidence.told.development.id], dtype=np.intp)
            row = vary_news(reading, at, heard[variants], bench.scenario, bench.model)
            yield Swap(place, variants, row)


def _retold(evidence: Evidence, change: GradeChange) -> Evidence:
    if evidence.told.development.id != change.development:
        return evidence
    heard = max(ZERO, change.told.decibans)
    counted = evidence.observation.strength * heard * evidence.fading
    return replace(evidence, told=change.told, decibans=counted)
