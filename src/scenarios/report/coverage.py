"""Coverage in a terminal, as `scenarios/coverage@1`, and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from scenarios.assessment.confidence import count
from scenarios.assessment.coverage import GAPS, Cover
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.tables import Column, Kind, Table

__all__ = ["Survey", "coverage_json", "coverage_table", "show_coverage"]

Json = dict[str, Any]
INDENT = "  "
HEAD = ("indicator", "silence", "coverage", "texts", "reports", "lacks", "heard from")
COLUMNS = (
    Column("scenario"),
    Column("indicator"),
    Column("title"),
    Column("dangerous"),
    Column("silence", Kind.DECIBANS),
    Column("coverage", Kind.NUMBER),
    Column("terms", Kind.COUNT),
    Column("texts", Kind.COUNT),
    Column("developments", Kind.COUNT),
    Column("gaps"),
    Column("feeds"),
    Column("publishers"),
    Column("languages"),
    Column("where"),
    Column("as_of", Kind.DATE),
)
DANGER = "Silence is weighed, and nothing that is read tells of it"
NOTE = (
    "silence: how far it has moved the outcomes apart, in dB · coverage: the chance, "
    "as judged, that its news would have been heard · texts: items and reports that "
    "fit its watch terms · reports: developments on record that observe it"
)
MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Survey:
    """What was looked at, and what was found.

    Attributes:
        as_of: The day.
        covers: Every indicator, in order of need.
        items: How many items have come in.
        feeds: The feeds that are configured.
        idle: Those of them that have told of no indicator.
        settled: Scenarios that were left out because they are settled or over.
    """

    as_of: date
    covers: Sequence[Cover]
    items: int
    feeds: Sequence[str]
    idle: Sequence[str]
    settled: Sequence[str]

    @property
    def dangerous(self) -> int:
        """Return of how many indicators silence is weighed though nothing tells."""
        return sum(cover.is_dangerous for cover in self.covers)


def show_coverage(survey: Survey, width: int) -> Iterator[Line]:
    """Yield the lines that show which indicators nothing could report."""
    yield from wrap(plain(_total(survey), "bold"), width)
    groups = [
        (DANGER, "red", [c for c in survey.covers if c.is_dangerous]),
        (
            "Nothing that is read tells of it",
            "yellow",
            [c for c in survey.covers if c.is_unheard and not c.is_dangerous],
        ),
        ("Told of so far", "", [c for c in survey.covers if not c.is_unheard]),
    ]
    for title, style, covers in groups:
        if covers:
            yield plain()
            yield [Piece(title, f"bold {style}".strip()), Piece(f": {len(covers)}")]
            rows = [[Piece(name, "dim") for name in HEAD], *map(_row, covers)]
            yield from columns(
                rows, right=(1, 2, 3, 4), flexible=6, width=width, indent=INDENT
            )
    yield plain()
    yield from _remedies(survey, width)
    yield from wrap(plain(NOTE, "dim"), width)


def coverage_json(survey: Survey) -> Json:
    """Return coverage as plain values for `json.dumps`."""
    return {
        "format": "scenarios/coverage@1",
        "as_of": survey.as_of.isoformat(),
        "items": survey.items,
        "feeds": list(survey.feeds),
        "idle_feeds": list(survey.idle),
        "settled": list(survey.settled),
        "dangerous": survey.dangerous,
        "indicators": [_json(cover) for cover in survey.covers],
    }


def coverage_table(survey: Survey) -> Table:
    """Return one row per indicator, in order of need."""
    rows = tuple(_cells(cover, survey.as_of) for cover in survey.covers)
    return Table(COLUMNS, rows, "coverage")


def _total(survey: Survey) -> str:
    indicators = count(len(survey.covers), "indicator")
    items = count(survey.items, "item")
    feeds = count(len(survey.feeds), "feed")
    return f"As of {survey.as_of}: {indicators}; {items} in the inbox; {feeds}"


def _remedies(survey: Survey, width: int) -> Iterator[Line]:
    """Yield what to do about the gaps there are."""
    present = {gap for cover in survey.covers for gap in cover.gaps}
    for gap, remedy in GAPS.items():
        if gap in present:
            line = [Piece(f"{gap}:", "bold"), Piece(f"{remedy}.")]
            yield from wrap(line, width, rest=INDENT)
    if survey.idle:
        told = f"These feeds have told of no indicator: {', '.join(survey.idle)}."
        yield from wrap(plain(told), width, rest=INDENT)
    if survey.settled:
        told = f"Left out, because they are settled or over: {_few(survey.settled)}."
        yield from wrap(plain(told), width, rest=INDENT)


def _row(cover: Cover) -> Sequence[Piece]:
    coverage = "" if cover.coverage is None else f"{cover.coverage:f}"
    silence = f"{cover.silence:.1f}" if cover.silence else ""
    return [
        Piece(cover.name, "cyan"),
        Piece(silence),
        Piece(coverage, "dim"),
        _number(cover.texts),
        _number(cover.developments),
        Piece(", ".join(cover.gaps), "yellow"),
        Piece(_tellers(cover), "dim"),
    ]


def _tellers(cover: Cover) -> str:
    """Say who told of an indicator: by which feeds, how many, in which languages."""
    if not cover.publishers and not cover.feeds:
        return ""
    feeds = f"{_few(cover.feeds)}: " if cover.feeds else ""
    tongues = f", {' '.join(cover.languages)}" if cover.languages else ""
    return f"{feeds}{count(len(cover.publishers), 'publisher')}{tongues}"


def _number(number: int) -> Piece:
    return Piece(f"{number:,}", "" if number else "dim")


def _few(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMES
    shown = ", ".join(names[:MOST_NAMES])
    return f"{shown} and {rest} more" if rest > 0 else shown


def _json(cover: Cover) -> Json:
    return {
        "indicator": cover.name,
        "title": cover.title,
        "where": cover.where,
        "dangerous": cover.is_dangerous,
        "unheard": cover.is_unheard,
        "silence": float(cover.silence),
        "coverage": None if cover.coverage is None else float(cover.coverage),
        "terms": cover.terms,
        "texts": cover.texts,
        "developments": cover.developments,
        "gaps": list(cover.gaps),
        "feeds": list(cover.feeds),
        "publishers": list(cover.publishers),
        "languages": list(cover.languages),
    }


def _cells(cover: Cover, as_of: date) -> tuple[Any, ...]:
    return (
        cover.scenario,
        cover.indicator,
        cover.title,
        "yes" if cover.is_dangerous else "no",
        cover.silence,
        cover.coverage,
        cover.terms,
        cover.texts,
        cover.developments,
        ", ".join(cover.gaps),
        " ".join(cover.feeds),
        " ".join(cover.publishers),
        " ".join(cover.languages),
        cover.where,
        as_of,
    )
