"""The developments that count, numbered, with every report down to source and line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scenarios.domain.development import Development, Report
from scenarios.engine.reports import Told, Voice, grade_of, truth_of
from scenarios.report.addresses import web_address
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import counting, observed, places
from scenarios.report.page.anchors import anchor

__all__ = ["Entry", "Said", "Use", "numbers_of", "tell_evidence"]


@dataclass(frozen=True, slots=True)
class Use:
    """A row of a ledger that a development counts in.

    Attributes:
        anchor: The row.
        scenario: Title of the scenario.
        indicator: Title of the indicator.
        observed: A level, a number, seen or absent.
        decibans: y_d: what it weighs there.
        why: Why it is an observation of the indicator.
    """

    anchor: str
    scenario: str
    indicator: str
    observed: str
    decibans: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class Said:
    """One report.

    Attributes:
        id: Its id within the development.
        source: Title of the source, or its id.
        source_anchor: The source's row.
        published: The day.
        grade: Letter and digit.
        r: Chance that it tracks the truth, in [0, 1).
        decibans: dB of its origin, below 0 where it denies.
        origin: Where the content comes from; empty where it is its own.
        speaks: Whether its origin is heard through it; a copy is not.
        denies: Whether it says that it did not happen.
        url: An address that may be followed; None where there is none.
        address: The address as it stands, where it must not be followed.
        summary: What it says.
        place: File and line.
    """

    id: str
    source: str
    source_anchor: str
    published: date
    grade: str
    r: Decimal
    decibans: Decimal
    origin: str
    speaks: bool
    denies: bool
    url: str | None
    address: str
    summary: str
    place: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One development.

    Attributes:
        number: Its number in the page.
        anchor: Its place.
        id: Its id.
        date: The day.
        title: What happened.
        decibans: What its reports together say.
        place: File and line; empty without a file.
        records: Records of the journal; empty without one.
        uses: The rows that it counts in.
        reports: Its live reports, origin by origin.
    """

    number: int
    anchor: str
    id: str
    date: date
    title: str
    decibans: Decimal
    place: str
    records: str
    uses: tuple[Use, ...]
    reports: tuple[Said, ...]


def numbers_of(told: Sequence[Told]) -> Mapping[str, int]:
    """Return the number of each development by its id, in order of (date, id)."""
    return {each.development.id: at for at, each in enumerate(told, start=1)}


def tell_evidence(dossier: Dossier) -> tuple[Entry, ...]:
    """Tell every development that counts somewhere, in order of (date, id)."""
    uses = _uses(dossier)
    return tuple(
        _entry(number, told, uses[told.development.id], dossier)
        for number, told in enumerate(counting(dossier), start=1)
    )


def _uses(dossier: Dossier) -> Mapping[str, list[Use]]:
    found: dict[str, list[Use]] = {}
    for each in dossier.assessment.scenarios:
        for row in each.ledger.rows:
            for evidence in row.reading.evidence:
                use = Use(
                    anchor=anchor("row", each.id, row.reading.id),
                    scenario=each.scenario.title,
                    indicator=row.reading.indicator.title,
                    observed=observed(evidence),
                    decibans=evidence.decibans,
                    why=evidence.observation.why,
                )
                found.setdefault(evidence.told.development.id, []).append(use)
    return found


def _entry(number: int, told: Told, uses: Sequence[Use], dossier: Dossier) -> Entry:
    development = told.development
    place, records = places(development, dossier)
    return Entry(
        number=number,
        anchor=anchor("development", development.id),
        id=development.id,
        date=development.date,
        title=development.title or development.id,
        decibans=told.decibans,
        place=place,
        records=records,
        uses=tuple(uses),
        reports=tuple(_reports(told, dossier)),
    )


def _reports(told: Told, dossier: Dossier) -> Iterator[Said]:
    for voice in told.voices:
        for report in voice.reports:
            yield _said(report, voice, told.development, dossier)


def _said(
    report: Report, voice: Voice, development: Development, dossier: Dossier
) -> Said:
    source = dossier.workspace.sources.get(report.source)
    grade = grade_of(report, development, dossier.workspace.sources)
    at = development.reports.index(report)
    url = web_address(report.url)
    return Said(
        id=report.id,
        source=report.source if source is None else source.title,
        source_anchor=anchor("source", report.source),
        published=development.published(report),
        grade="".join(grade),
        r=truth_of(*grade, dossier.assessment.model.grades),
        decibans=-voice.decibans if voice.denies else voice.decibans,
        origin=report.origin or "",
        speaks=report is voice.report,
        denies=voice.denies,
        url=url,
        address="" if url else report.url or "",
        summary=report.summary or "",
        place=places(development, dossier, "reports", at)[0],
    )
