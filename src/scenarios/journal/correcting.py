"""Corrections: records that stand on top of what was entered and take nothing away."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from scenarios.domain.development import Development, Observation, Report
from scenarios.journal.author import Author
from scenarios.journal.entries import write_observations
from scenarios.journal.errors import (
    AmbiguousReportError,
    UnknownDevelopmentError,
    UnknownLinkError,
    UnknownReportError,
)
from scenarios.journal.news import News
from scenarios.journal.payload import PAYLOAD
from scenarios.journal.record import Draft, Kind
from scenarios.journal.texts import pack_texts

__all__ = [
    "draft_link",
    "draft_note",
    "draft_regrading",
    "draft_resolution",
    "draft_retraction",
    "draft_unlinking",
    "find_development",
    "find_report",
    "find_texts",
]


def find_development(news: News, name: str) -> Development:
    """Return a development of a journal by its id.

    Raises:
        UnknownDevelopmentError: There is none of that id.
    """
    entry = news.entries.get(name)
    if entry is None:
        raise UnknownDevelopmentError(name, news.entries)
    return entry.current


def find_report(news: News, name: str) -> tuple[Development, Report]:
    """Return a report by its name: `DEVELOPMENT/REPORT`, or `REPORT` where it is one.

    Raises:
        UnknownNameError: There is no such development, or it has no such report.
        AmbiguousReportError: Reports of several developments are called so.
    """
    owner, _, report = name.rpartition("/")
    if owner:
        development = find_development(news, owner)
        for each in development.reports:
            if each.id == report:
                return development, each
        known = (f"{owner}/{each.id}" for each in development.reports)
        raise UnknownReportError(name, known)
    found = [(d, r) for d in news.developments for r in d.reports if r.id == report]
    if not found:
        ids = (f"{d.id}/{r.id}" for d in news.developments for r in d.reports)
        raise UnknownReportError(name, ids)
    if len(found) > 1:
        raise AmbiguousReportError(name, [f"{d.id}/{r.id}" for d, r in found])
    return found[0]


def find_texts(news: News, name: str) -> tuple[str, str | None]:
    """Return whose texts `DEVELOPMENT` or `DEVELOPMENT/REPORT` names.

    Raises:
        UnknownNameError: There is no such development, or it has no such report.
    """
    if "/" not in name:
        return find_development(news, name).id, None
    development, report = find_report(news, name)
    return development.id, report.id


def draft_retraction(
    development: Development, report: Report, on: date, why: str, author: Author
) -> Draft:
    """Draft that a report was withdrawn: from that day it does not count."""
    body = {
        "development": development.id,
        "report": report.id,
        "on": on.isoformat(),
    }
    return _draft(Kind.REPORT_RETRACTED, body, why, author)


def draft_regrading(
    development: Development, report: Report, grade: str, why: str, author: Author
) -> Draft:
    """Draft another grade, such as B2, for a report."""
    body = {"development": development.id, "report": report.id, "grade": grade}
    return _draft(Kind.REPORT_REGRADED, body, why, author)


def draft_link(
    development: Development, observation: Observation, why: str, author: Author
) -> Draft:
    """Draft that a development is an observation of an indicator."""
    body = {
        "development": development.id,
        "observes": write_observations([observation]),
    }
    return _draft(Kind.OBSERVATION_LINKED, body, why, author)


def draft_unlinking(
    development: Development, indicator: str, why: str, author: Author
) -> Draft:
    """Draft that a development is no observation of an indicator after all.

    Raises:
        UnknownLinkError: It is not linked to it.
    """
    linked = [each.indicator for each in development.observes]
    if indicator not in linked:
        raise UnknownLinkError(indicator, linked)
    body = {"development": development.id, "indicator": indicator}
    return _draft(Kind.OBSERVATION_UNLINKED, body, why, author)


def draft_resolution(
    scenario: str, outcome: str | None, on: date, why: str, author: Author
) -> Draft:
    """Draft which outcome came true, and from which day that was settled.

    Args:
        scenario: The scenario.
        outcome: The outcome; None takes back what was said before.
        on: The day.
        why: The reason.
        author: Who says so.
    """
    body = {"scenario": scenario, "outcome": outcome, "on": on.isoformat()}
    return _draft(Kind.SCENARIO_RESOLVED, body, why, author)


def draft_note(text: str, about: Mapping[str, str], author: Author) -> Draft:
    """Draft a note, on a development, a scenario or nothing in particular."""
    return _draft(Kind.NOTE, dict(about), text, author)


def _draft(kind: Kind, body: dict[str, Any], why: str, author: Author) -> Draft:
    payload = pack_texts({"why": why or None}, author.entropy)
    if payload is None:
        return author.draft(kind, body)
    return author.draft(kind, body | {PAYLOAD: payload.commitment}, (payload,))
