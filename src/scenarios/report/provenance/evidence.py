"""Developments, their reports and the grading of each, down to records and lines."""

from scenarios.domain.canonical import digest_of
from scenarios.domain.development import Development, Report
from scenarios.engine.reports import Told, Voice, grade_of, truth_of
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import counting, places
from scenarios.report.grades import grade_words
from scenarios.report.provenance.ground import (
    DESK,
    DEVELOPMENTS,
    REGISTRY,
    line_of,
    model_of,
    state_records,
    state_source,
)
from scenarios.report.provenance.names import named
from scenarios.report.provenance.statements import Statements

__all__ = ["state_evidence", "state_report"]


def state_evidence(dossier: Dossier, to: Statements) -> None:
    """State every development that counts, with its live reports."""
    for told in counting(dossier):
        _state_development(told, dossier, to)
        for voice in told.voices:
            for report in voice.reports:
                _state_grading(report, voice, told.development, dossier, to)


def state_report(
    report: Report, development: Development, dossier: Dossier, to: Statements
) -> str:
    """State a report with its place and publisher; return its name."""
    at = development.reports.index(report)
    where, _ = places(development, dossier, "reports", at)
    name = to.entity(
        named("report", development.id, report.id),
        "Report",
        report.summary or f"{report.source} on {development.id}",
        {
            "published": development.published(report),
            "stance": report.stance,
            "url": report.url,
            "origin": report.origin,
            "where": where,
        },
    )
    to.attributed(name, state_source(report.source, dossier, to))
    return name


def _state_development(told: Told, dossier: Dossier, to: Statements) -> None:
    development = told.development
    where, records = places(development, dossier)
    name = to.entity(
        named("development", development.id),
        "Development",
        development.title or development.id,
        {
            "date": development.date,
            "reports_decibans": told.decibans,
            "sha256": digest_of([development]).removeprefix("sha256:"),
            "where": where,
        },
    )
    to.member(DEVELOPMENTS, name)
    state_records(name, map(int, records.split()), to)


def _state_grading(
    report: Report,
    voice: Voice,
    development: Development,
    dossier: Dossier,
    to: Statements,
) -> None:
    """State how a report was graded, and that its development rests on both."""
    told = state_report(report, development, dossier, to)
    letter, digit = grade_of(report, development, dossier.workspace.sources)
    weighs = -voice.decibans if voice.denies else voice.decibans
    grades = dossier.assessment.model.grades
    grade = to.entity(
        named("grade", development.id, report.id),
        "Grade",
        grade_words(letter, digit),
        {
            "grade": letter + digit,
            "truth": truth_of(letter, digit, grades),
            "origin_decibans": weighs,
            "speaks": report is voice.report,
            "why": report.why,
        },
    )
    grading = to.activity(
        named("grading", development.id, report.id), "Grading", "", {}
    )
    to.associated(grading, DESK)
    to.used(grading, told)
    to.used(grading, model_of(dossier))
    to.generated(grade, grading)
    to.derived(grade, told)
    registry = dossier.workspace.registry
    if report.grade is None and registry and report.source in registry.where:
        to.used(grading, REGISTRY)
        to.derived(grade, line_of("source", report.source))
    to.derived(named("development", development.id), told)
    to.derived(named("development", development.id), grade)
