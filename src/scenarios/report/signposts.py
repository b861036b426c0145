"""Signposts as a table, as JSON and in a terminal."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from scenarios.assessment.results import Assessment
from scenarios.assessment.words import percent
from scenarios.report.assessment_json import floats_json
from scenarios.report.layout import Line, Piece, columns, plain, shortened, wrap
from scenarios.report.tables import Cell, Column, Kind, Table
from scenarios.whatif.signposts import Signpost

__all__ = ["show_signposts", "signpost_table", "signposts_json", "silence_text"]

Json = dict[str, Any]
INDENT = "  "
MOST_TITLE = 22
RIGHT = (0, 1, 2, 5, 6, 7, 8)

BEYOND = (
    "Signposts are events alone. Counts, states and measures can move the picture too: "
    "`scenarios explain` says what one more of a count, or another state, would change."
)

COLUMNS = (
    Column("scenario"),
    Column("indicator"),
    Column("title"),
    Column("chance", Kind.PROBABILITY),
    Column("soon", Kind.PROBABILITY),
    Column("bits", Kind.NUMBER),
    Column("expected_change", Kind.PROBABILITY),
    Column("outcome"),
    Column("now", Kind.PROBABILITY),
    Column("if_seen", Kind.PROBABILITY),
    Column("if_absent", Kind.PROBABILITY),
    Column("average", Kind.PROBABILITY),
    Column("exact"),
    Column("silence_from"),
    Column("silence_full"),
    Column("as_of"),
)


def signposts_json(
    assessment: Assessment, found: Sequence[Signpost], days: int
) -> Json:
    """Return signposts as plain values for `json.dumps`, the most telling first."""
    return {
        "format": "scenarios/signposts@1",
        "as_of": assessment.as_of.isoformat(),
        "days": days,
        "signposts": [_json(each) for each in found],
    }


def _json(each: Signpost) -> Json:
    silence = each.silence
    return {
        "scenario": each.scenario,
        "indicator": each.indicator,
        "title": each.reading.indicator.title,
        "chance": float(each.chance),
        "soon": None if each.soon is None else float(each.soon),
        "now": floats_json(each.now),
        "if_seen": floats_json(each.if_seen),
        "if_absent": floats_json(each.if_absent),
        "average": floats_json(each.average),
        "bits": float(each.bits),
        "expected_change": float(each.expected_change),
        "exact": each.exact,
        "silence": None
        if silence is None
        else {"from": silence[0].isoformat(), "full": silence[1].isoformat()},
    }


def signpost_table(assessment: Assessment, found: Sequence[Signpost]) -> Table:
    """Return one row per signpost and outcome."""
    as_of = assessment.as_of.isoformat()
    rows = [(*row, as_of) for each in found for row in _rows(each)]
    return Table(COLUMNS, tuple(rows))


def _rows(each: Signpost) -> Iterator[tuple[Cell, ...]]:
    silence = each.silence or ("", "")
    for outcome, now in each.now.items():
        yield (
            each.scenario,
            each.indicator,
            each.reading.indicator.title,
            each.chance,
            each.soon,
            each.bits,
            each.expected_change,
            outcome,
            now,
            each.if_seen[outcome],
            each.if_absent[outcome],
            each.average[outcome],
            "exact" if each.exact else "discounted",
            str(silence[0]),
            str(silence[1]),
        )


def show_signposts(
    assessment: Assessment,
    found: Sequence[Signpost],
    width: int,
    *,
    days: int,
    most: int,
) -> Iterator[Line]:
    """Yield the lines that say what to watch next.

    Args:
        assessment: What is looked ahead from.
        found: Signposts, the most telling first.
        width: Most cells of a line.
        days: How far ahead `soon` looks.
        most: How many to show; 0 for all.
    """
    as_of = assessment.as_of
    yield [
        Piece(f"What to watch after {as_of.isoformat()}", "bold"),
        Piece(f"   model {assessment.model.id}; the most telling first, in bits"),
    ]
    shown = found[:most] if most else found
    if not shown:
        yield plain("No event that is listed can still be heard of.")
        yield from _beyond(assessment, width)
        return
    yield plain()
    titles = {
        each.id: {outcome.id: outcome.title for outcome in each.outcomes}
        for each in assessment.scenarios
    }
    rows = list(_table(shown, titles, days))
    lines = columns(rows, right=RIGHT)
    yield lines[0]
    for line, each in zip(lines[1:], shown, strict=True):
        yield line
        said = f"{each.reading.indicator.title}. {silence_text(each, as_of)}"
        told = [Piece(f"{each.scenario}:", "cyan"), Piece(said, "dim")]
        yield from wrap(told, width, first=INDENT * 2, rest=INDENT * 2)
    yield plain()
    yield from _foot(found, shown, width)
    yield from _beyond(assessment, width)


def _table(
    shown: Sequence[Signpost], titles: Mapping[str, Mapping[str, str]], days: int
) -> Iterator[Sequence[Piece]]:
    head = ["bits", "chance", f"in {days} d", "sign", "moves", "now", "if seen"]
    head += ["if not", "average"]
    yield [Piece(name, "dim") for name in head]
    for each in shown:
        at = each.most_moved
        rises = each.if_seen[at] > each.now[at]
        yield [
            Piece(f"{each.bits:.3f}", "bold"),
            Piece(percent(each.chance)),
            Piece("–" if each.soon is None else percent(each.soon)),
            Piece(each.indicator, "bold cyan"),
            Piece(shortened(titles[each.scenario][at], MOST_TITLE)),
            Piece(percent(each.now[at])),
            Piece(percent(each.if_seen[at]), "green" if rises else "red"),
            Piece(percent(each.if_absent[at]), "red" if rises else "green"),
            Piece(f"{'' if each.exact else '≈ '}{percent(each.average[at])}", "dim"),
        ]


def silence_text(each: Signpost, as_of: date) -> str:
    """Say since when, or from when on, the silence of a sign counts."""
    if each.silence is None:
        return "No window: its silence never counts."
    begins, full = each.silence
    if as_of >= full:
        return f"Its silence counts in full since {full.isoformat()}."
    verb = "counts since" if as_of >= begins else "will count from"
    ends = full.isoformat()
    return f"Its silence {verb} {begins.isoformat()}, in full on {ends}."


def _foot(
    found: Sequence[Signpost], shown: Sequence[Signpost], width: int
) -> Iterator[Line]:
    left = len(found) - len(shown)
    if left:
        yield plain(f"{left} more tell less; --most 0 shows them all.", "dim")
    said = (
        "Chance: that it is there, heard of or not. If seen: for certain; if not: "
        "known to be absent in all of its window. Average: of both, by their chances; "
        "it is today's number, save (≈) where a group's discount is in play."
    )
    yield from wrap(plain(said, "dim"), width)


def _beyond(assessment: Assessment, width: int) -> Iterator[Line]:
    """Say what signposts do not cover, where a question has it and is still open."""
    kinds = {
        sign.kind
        for each in assessment.scenarios
        if each.resolved is None and assessment.as_of < each.scenario.horizon.closes
        for sign in each.scenario.indicators.values()
    }
    if kinds - {"event"}:
        yield from wrap(plain(BEYOND, "dim"), width)
