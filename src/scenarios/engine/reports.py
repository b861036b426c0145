"""Reports → development: how strongly its reports say that something happened.

A report of reliability r tracks the truth with probability r and is noise otherwise, so
its likelihood ratio is (1+r)/(1−r) (Pearl 1988, virtual evidence). Copies of one origin
speak with one voice; voices that repeat each other count for less (after Kish 1965).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal

from scenarios.domain.development import Development, Report
from scenarios.domain.model import Grades, ScoringModel
from scenarios.domain.source import UNJUDGED, SourceRegistry
from scenarios.engine.decimals import ONE, ZERO, db, exact, total

__all__ = [
    "Grade",
    "Told",
    "Voice",
    "discount",
    "grade_of",
    "hear",
    "hear_all",
    "speak",
    "truth_of",
    "weigh",
]

# The product of two 40-digit grades is exact at this precision.
_GRADE = Context(prec=80)

Grade = tuple[str, str]
"""A letter and a digit, such as B and 2."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin, speaking through its best report.

    Attributes:
        report: The report that speaks for the origin.
        letter: Reliability letter of its source on the day it was published, or of
            the report's own grade.
        digit: Its credibility digit.
        r: Chance in [0, 1) that the report tracks the truth.
        decibans: dB((1+r)/(1−r)), at least 0, whatever its stance.
        reports: Live reports that share the origin, this one included.
    """

    report: Report
    letter: str
    digit: str
    r: Decimal
    decibans: Decimal
    reports: tuple[Report, ...]

    @property
    def denies(self) -> bool:
        """Tell whether the origin says that it did not happen."""
        return self.report.stance == "denies"

    @property
    def origin(self) -> str:
        """Return where the content comes from: the origin, else the publisher."""
        return self.report.origin or self.report.source


@dataclass(frozen=True, slots=True)
class Told:
    """A development as its live reports tell it.

    Attributes:
        development: What is told.
        voices: One per origin; none where it is assumed, and not told.
        decibans: dB(λ), within ±report_db; below 0 where the denials outweigh.
    """

    development: Development
    voices: tuple[Voice, ...]
    decibans: Decimal

    @property
    def is_assumed(self) -> bool:
        """Tell whether nobody told of it: it is taken as certain, for a what-if."""
        return not self.voices

    @property
    def reports(self) -> int:
        """Return the number of live reports."""
        return sum(len(voice.reports) for voice in self.voices)


@exact
def hear_all(
    developments: Iterable[Development],
    sources: SourceRegistry,
    model: ScoringModel,
    as_of: date,
) -> tuple[Told, ...]:
    """Hear every development that is known on a day, in order of (date, id)."""
    heard = (hear(each, sources, model, as_of) for each in developments)
    known = (told for told in heard if told is not None)
    return tuple(sorted(known, key=lambda t: (t.development.date, t.development.id)))


@exact
def hear(
    development: Development, sources: SourceRegistry, model: ScoringModel, as_of: date
) -> Told | None:
    """Hear one development; None where it or all its reports are not known by then."""
    if development.date > as_of:
        return None
    live = [r for r in development.reports if _is_live(r, development, as_of)]
    if not live:
        return None
    voices = tuple(
        speak(
            [(r, grade_of(r, development, sources)) for r in reports],
            development,
            model,
        )
        for reports in _by_origin(live)
    )
    return Told(development, voices, weigh(voices, model))


@exact
def weigh(voices: Sequence[Voice], model: ScoringModel) -> Decimal:
    """Return dB(λ) of what some origins say: S⁺ − S⁻, within ±report_db."""
    dependence = model.dependence.reports
    asserted = discount([v.decibans for v in voices if not v.denies], dependence)
    denied = discount([v.decibans for v in voices if v.denies], dependence)
    limit = model.limits.report_db
    return max(-limit, min(limit, asserted - denied))


@exact
def speak(
    reports: Sequence[tuple[Report, Grade]],
    development: Development,
    model: ScoringModel,
) -> Voice:
    """Let an origin speak through its best report, among equals the newest, then last.

    Args:
        reports: Its live reports with their grades, one or more.
        development: What they tell.
        model: The scoring model.
    """
    graded = [truth_of(*grade, model.grades) for _, grade in reports]
    r, _, place = max(
        (r, development.published(report), place)
        for place, (r, (report, _)) in enumerate(zip(graded, reports, strict=True))
    )
    report, (letter, digit) = reports[place]
    weight = db((ONE + r) / (ONE - r))
    every = tuple(each for each, _ in reports)
    return Voice(report, letter, digit, r, weight, every)


@exact
def discount(sizes: Sequence[Decimal], dependence: Decimal) -> Decimal:
    """Add sizes that repeat each other: Σx / (1 + (n−1)·dependence), n = Σx / max x.

    n is the effective number of voices: a worthless one changes nothing, equal ones
    count fully (after Kish 1965, design effect 1 + (n−1)ρ).

    Args:
        sizes: Numbers of at least 0.
        dependence: How far they are one, in [0, 1).
    """
    largest = max(sizes, default=ZERO)
    if not largest:
        return ZERO
    whole = total(sizes)
    return whole / (1 + (whole / largest - 1) * dependence)


def _is_live(report: Report, development: Development, as_of: date) -> bool:
    retracted = report.retracted is not None and report.retracted.on <= as_of
    return development.published(report) <= as_of and not retracted


def _by_origin(reports: Sequence[Report]) -> list[list[Report]]:
    origins: dict[str, list[Report]] = {}
    alone = []
    for report in reports:
        if report.origin:
            origins.setdefault(report.origin, []).append(report)
        else:
            alone.append([report])
    return [*origins.values(), *alone]


def grade_of(
    report: Report, development: Development, sources: SourceRegistry
) -> Grade:
    """Return the letter and digit of a report: its own, or its source's on the day."""
    if report.grade is not None:
        return report.grade[0], report.grade[1]
    source = sources.get(report.source)
    day = development.published(report)
    return (source.letter_on(day) if source else UNJUDGED), report.credibility


def truth_of(letter: str, digit: str, grades: Grades) -> Decimal:
    """Return r, the chance in [0, 1) that a report of a grade tracks the truth."""
    return _GRADE.multiply(grades.reliability[letter], grades.credibility[digit])
