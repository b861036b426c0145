"""Gaps: what nobody has heard of, and what is known from few or ungraded sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.domain.indicator import EventIndicator
from scenarios.domain.source import UNJUDGED, SourceRegistry
from scenarios.engine.evidence import Evidence, Reading, State
from scenarios.engine.ledger import Row
from scenarios.engine.reports import Told, grade_of
from scenarios.report.page.anchors import anchor

__all__ = ["Gaps", "Missing", "Thin", "find_gaps"]

NOT_JUDGED = "6"


@dataclass(frozen=True, slots=True)
class Missing:
    """A sign of which nothing is heard.

    Attributes:
        anchor: Its row of the ledger.
        title: The sign.
        silent: Whether its silence counts by now.
        note: What that means for it.
    """

    anchor: str
    title: str
    silent: bool
    note: str


@dataclass(frozen=True, slots=True)
class Thin:
    """An observed sign that rests on a single origin.

    Attributes:
        anchor: Its row of the ledger.
        title: The sign.
        origin: The origin.
    """

    anchor: str
    title: str
    origin: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is not known of one scenario, or not well.

    Attributes:
        missing: Signs of which nothing is heard, silent ones first.
        thin: Observed signs that rest on a single origin.
        reports: How many live reports stand behind the observed signs.
        unjudged: How many of them have the letter F or the digit 6.
        sources: Ids of sources with the letter F among them.
        denied: Ids of developments that somebody denies.
    """

    missing: tuple[Missing, ...]
    thin: tuple[Thin, ...]
    reports: int
    unjudged: int
    sources: tuple[str, ...]
    denied: tuple[str, ...]


def find_gaps(
    each: ScenarioAssessment, assessment: Assessment, sources: SourceRegistry
) -> Gaps:
    """Find what is missing in the ground of a scenario.

    Args:
        each: The scenario.
        assessment: What it is a part of.
        sources: The graded publishers.
    """
    told = _told(each)
    graded = [
        (report.source, *grade_of(report, one.development, sources))
        for one in told
        for voice in one.voices
        for report in voice.reports
    ]
    unjudged = [g for g in graded if g[1] == UNJUDGED or g[2] == NOT_JUDGED]
    letters = {source for source, letter, _ in graded if letter == UNJUDGED}
    missing = sorted(_missing(each, assessment.as_of), key=lambda m: not m.silent)
    return Gaps(
        missing=tuple(missing),
        thin=tuple(_thin(each)),
        reports=len(graded),
        unjudged=len(unjudged),
        sources=tuple(sorted(letters)),
        denied=tuple(
            one.development.id for one in told if any(v.denies for v in one.voices)
        ),
    )


def _told(each: ScenarioAssessment) -> Sequence[Told]:
    found = {
        evidence.told.development.id: evidence.told
        for row in each.ledger.rows
        for evidence in row.reading.evidence
    }
    return list(found.values())


def _missing(each: ScenarioAssessment, as_of: date) -> Iterator[Missing]:
    for row in each.ledger.rows:
        reading = row.reading
        if reading.state is not State.OBSERVED:
            yield Missing(
                anchor=anchor("row", each.id, reading.id),
                title=reading.indicator.title,
                silent=reading.state is State.SILENT,
                note=_note(reading, as_of),
            )


def _note(reading: Reading, as_of: date) -> str:
    if reading.state is State.SILENT:
        return "its silence counts"
    sign = reading.indicator
    if not isinstance(sign, EventIndicator):
        return "never observed"
    if sign.within is None:
        return "without a window its silence never counts"
    opens = sign.window_opens(reading.horizon.opens)
    if as_of <= opens:
        return f"its window opens on {opens.isoformat()}"
    return "its silence does not count"


def _thin(each: ScenarioAssessment) -> Iterator[Thin]:
    for row in each.ledger.rows:
        origins = _origins(row)
        if len(origins) == 1:
            yield Thin(
                anchor=anchor("row", each.id, row.reading.id),
                title=row.reading.indicator.title,
                origin=origins[0],
            )


def _origins(row: Row) -> Sequence[str]:
    """Return the origins that bear a row's developments out, each once."""
    counting = [e for e in row.reading.evidence if e.decibans > 0]
    return list(dict.fromkeys(v for each in counting for v in _heard(each)))


def _heard(evidence: Evidence) -> Iterator[str]:
    for voice in evidence.told.voices:
        if not voice.denies and voice.decibans > 0:
            yield voice.origin
