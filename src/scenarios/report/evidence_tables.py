"""The evidence as tables: developments that count, their reports, and who published."""

from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter

from scenarios.assessment.results import ScenarioAssessment
from scenarios.domain.development import Development, Report
from scenarios.domain.source import UNJUDGED
from scenarios.engine.evidence import Evidence
from scenarios.engine.reports import Told, Voice, grade_of, truth_of
from scenarios.explanation.withdrawn import Withdrawn, withdrawn_reports
from scenarios.report.dossier import Dossier
from scenarios.report.tables import Cells, Column, Kind, Lazy, Table

__all__ = [
    "WITHDRAWN",
    "counting",
    "development_table",
    "observed",
    "places",
    "report_table",
    "source_table",
]

WITHDRAWN = "withdrawn"
"""What the column `speaks` says of a report that was retracted."""

DEVELOPMENT_COLUMNS = (
    Column("scenario"),
    Column("indicator"),
    Column("development"),
    Column("date", Kind.DATE),
    Column("title"),
    Column("observed"),
    Column("db", Kind.DECIBANS),
    Column("strength", Kind.NUMBER),
    Column("fading", Kind.NUMBER),
    Column("reports_db", Kind.DECIBANS),
    Column("origins", Kind.COUNT),
    Column("reports", Kind.COUNT),
    Column("where"),
    Column("stands"),
    Column("records"),
)

REPORT_COLUMNS = (
    Column("development"),
    Column("report"),
    Column("source"),
    Column("source_title"),
    Column("published", Kind.DATE),
    Column("stance"),
    Column("grade"),
    Column("r", Kind.NUMBER),
    Column("db", Kind.DECIBANS),
    Column("origin"),
    Column("speaks"),
    Column("url"),
    Column("summary"),
    Column("stands"),
    Column("records"),
)

SOURCE_COLUMNS = (
    Column("source"),
    Column("title"),
    Column("grade"),
    Column("since", Kind.DATE),
    Column("why"),
    Column("interest"),
    Column("developments", Kind.COUNT),
    Column("reports", Kind.COUNT),
    Column("speaks", Kind.COUNT),
    Column("where"),
)


def development_table(dossier: Dossier) -> Table:
    """Return one row per indicator and development that counts for it.

    `db` is what it weighs there, `reports_db` what its reports alone say; `where` is
    the line of the indicator, `stands` that of the development, `records` its records
    in the journal.
    """
    rows = Lazy(partial(_developments, dossier))
    return Table(DEVELOPMENT_COLUMNS, rows, "developments")


def report_table(dossier: Dossier) -> Table:
    """Return one row per live report of the developments that count, then the others.

    `db` is that of its origin, below 0 where it denies; `speaks` tells which report of
    an origin is heard, because copies count once, and have no `db`. Last come the
    reports that were withdrawn, which weigh nothing.
    """
    return Table(REPORT_COLUMNS, Lazy(partial(_reports, dossier)), "reports")


def source_table(dossier: Dossier) -> Table:
    """Return one row per source of those reports, with its grade on the day."""
    return Table(SOURCE_COLUMNS, Lazy(partial(_sources, dossier)), "sources")


def _developments(dossier: Dossier) -> Iterator[Cells]:
    for each in dossier.assessment.scenarios:
        for row in each.ledger.rows:
            for evidence in row.reading.evidence:
                yield _development(evidence, row.reading.id, each, dossier)


def _development(
    evidence: Evidence, indicator: str, each: ScenarioAssessment, dossier: Dossier
) -> Cells:
    told = evidence.told
    development = told.development
    return (
        each.id,
        indicator,
        development.id,
        development.date,
        development.title,
        observed(evidence),
        evidence.decibans,
        evidence.observation.strength,
        evidence.fading,
        told.decibans,
        len(told.voices),
        told.reports,
        each.where[indicator],
        *places(development, dossier),
    )


def observed(evidence: Evidence) -> str:
    """Say what was observed: a level, a number, seen or absent."""
    observation = evidence.observation
    if observation.absent:
        return "absent"
    return "seen" if observation.value is None else observation.level


def places(
    development: Development, dossier: Dossier, *path: str | int
) -> tuple[str, str]:
    """Return the line of a development, or of a part of it, and its records."""
    news = dossier.developments
    place = news.locate(development.id, *path)
    records = news.records.get(development.id, ())
    line = "" if place is None else f"{place.path}:{place.line}"
    return line, " ".join(map(str, records))


def counting(dossier: Dossier) -> Sequence[Told]:
    """Return the developments that count anywhere, in order of date and id."""
    found = {
        evidence.told.development.id: evidence.told
        for each in dossier.assessment.scenarios
        for row in each.ledger.rows
        for evidence in row.reading.evidence
    }
    return sorted(found.values(), key=attrgetter("development.date", "development.id"))


def _reports(dossier: Dossier) -> Iterator[Cells]:
    for told in counting(dossier):
        for voice in told.voices:
            for report in voice.reports:
                yield _report(report, voice, told.development, dossier)
    now, news = dossier.assessment, dossier.developments
    gone = {
        each.name: each
        for scenario in now.scenarios
        for each in withdrawn_reports(scenario, news, now.as_of)
    }
    for each in gone.values():
        yield _withdrawn(each, dossier)


def _withdrawn(gone: Withdrawn, dossier: Dossier) -> Cells:
    report, development = gone.report, gone.development
    sources = dossier.workspace.sources
    source = sources.get(report.source)
    return (
        development.id,
        report.id,
        report.source,
        "" if source is None else source.title,
        gone.published,
        report.stance,
        "".join(grade_of(report, development, sources)),
        None,
        None,
        report.origin or "",
        WITHDRAWN,
        report.url or "",
        report.summary or "",
        *places(development, dossier, "reports", development.reports.index(report)),
    )


def _report(
    report: Report, voice: Voice, development: Development, dossier: Dossier
) -> Cells:
    sources = dossier.workspace.sources
    grade = grade_of(report, development, sources)
    source = sources.get(report.source)
    weighs = -voice.decibans if voice.denies else voice.decibans
    speaks = report is voice.report
    at = development.reports.index(report)
    return (
        development.id,
        report.id,
        report.source,
        "" if source is None else source.title,
        development.published(report),
        report.stance,
        "".join(grade),
        truth_of(*grade, dossier.assessment.model.grades),
        weighs if speaks else None,
        report.origin or "",
        "speaks" if speaks else "copy",
        report.url or "",
        report.summary or "",
        *places(development, dossier, "reports", at),
    )


def _sources(dossier: Dossier) -> Iterator[Cells]:
    told = counting(dossier)
    pairs = [
        (each, voice, r)
        for each in told
        for voice in each.voices
        for r in voice.reports
    ]
    for name in sorted({report.source for _, _, report in pairs}):
        mine = [(each, voice, r) for each, voice, r in pairs if r.source == name]
        yield (
            *_graded(name, dossier),
            len({each.development.id for each, _, _ in mine}),
            len(mine),
            sum(report is voice.report for _, voice, report in mine),
            _line(name, dossier),
        )


def _line(source: str, dossier: Dossier) -> str:
    registry = dossier.workspace.registry
    return "" if registry is None else registry.where.get(source, "")


def _graded(name: str, dossier: Dossier) -> Cells:
    source = dossier.workspace.sources.get(name)
    if source is None:
        return (name, "", UNJUDGED, None, "", "")
    day = dossier.assessment.as_of
    periods = [each for each in source.reliability if each.start <= day]
    letter = source.letter_on(day)
    if not periods:
        return (name, source.title, letter, None, "", source.interest)
    period = periods[-1]
    return (name, source.title, letter, period.start, period.why, source.interest)
