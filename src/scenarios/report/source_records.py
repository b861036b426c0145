"""Records of sources: in a terminal, as `scenarios/source-records@1`, as a table."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from scenarios.explanation.source_record import SourceRecord
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.tables import Column, Kind, Table

__all__ = ["show_source_records", "source_records_json", "source_records_table"]

Json = dict[str, Any]
COUNTED = ("developments", "agreed", "disputed", "alone", "copied", "retracted")
COLUMNS = (
    Column("source"),
    Column("title"),
    Column("grade"),
    Column("since", Kind.DATE),
    *(Column(name, Kind.COUNT) for name in COUNTED),
)
NOTE = (
    "agreed: another origin says the same · disputed: another says the opposite · "
    "alone: nobody else tells · copied: others printed the same origin. Who is right "
    "is not on record: this is ground for a person, and changes no grade."
)
MOST = 3


def show_source_records(
    found: Sequence[SourceRecord], as_of: date, width: int
) -> Iterator[Line]:
    """Yield the lines that show sources side by side, the most telling first.

    Args:
        found: The records.
        as_of: The day they are of.
        width: Most cells of a line.
    """
    yield plain(f"As of {as_of.isoformat()}", "bold")
    if not found:
        yield plain("No source has reported by then.")
        return
    ordered = sorted(found, key=lambda each: (-len(each.developments), each.id))
    head = [Piece(name, "dim") for name in ("source", "grade", *COUNTED)]
    rows = [head, *(_row(each) for each in ordered)]
    right = range(2, 2 + len(COUNTED))
    yield from columns(rows, right=right, flexible=0, width=width)
    yield plain()
    for each in ordered:
        yield from _noteworthy(each, width)
    yield from wrap(plain(NOTE, "dim"), width)


def source_records_json(found: Sequence[SourceRecord], as_of: date) -> Json:
    """Return records as plain values for `json.dumps`."""
    return {
        "format": "scenarios/source-records@1",
        "as_of": as_of.isoformat(),
        "sources": [_json(each) for each in found],
    }


def source_records_table(found: Sequence[SourceRecord]) -> Table:
    """Return one row per source, with counts of developments."""
    rows = tuple(
        (
            each.id,
            each.title,
            each.letter,
            each.since,
            *(len(getattr(each, name)) for name in COUNTED),
        )
        for each in found
    )
    return Table(COLUMNS, rows, "sources")


def _row(each: SourceRecord) -> Sequence[Piece]:
    counts = [len(getattr(each, name)) for name in COUNTED]
    cells = [Piece(str(count), "" if count else "dim") for count in counts]
    return [Piece(each.id, "cyan"), Piece(each.letter), *cells]


def _noteworthy(each: SourceRecord, width: int) -> Iterator[Line]:
    """Yield what of a source a person would look at first."""
    for name in ("retracted", "disputed"):
        told = getattr(each, name)
        if told:
            rest = f" and {len(told) - MOST} more" if len(told) > MOST else ""
            text = f"{each.id}, {name}: {', '.join(told[:MOST])}{rest}"
            yield from wrap(plain(text), width, rest="  ")


def _json(each: SourceRecord) -> Json:
    return {
        "id": each.id,
        "title": each.title,
        "grade": each.letter,
        "since": None if each.since is None else each.since.isoformat(),
        **{name: list(getattr(each, name)) for name in COUNTED},
    }
