"""The developments behind a scenario as a list, each with what reported it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenarios.report.addresses import web_address
from scenarios.report.cells import read_aloud
from scenarios.report.evidence_tables import WITHDRAWN
from scenarios.report.outline.blocks import Item, Link, Text
from scenarios.report.tables import Table

__all__ = ["Evidence", "gather"]

Record = Mapping[str, str]
"""The cells of a row by column, as people read them."""


@dataclass(frozen=True)
class Evidence:
    """What counts, by where it counts.

    Attributes:
        developments: Rows of the developments, by scenario and then by development.
        reports: Rows of the reports, by development.
    """

    developments: Mapping[str, Mapping[str, Sequence[Record]]]
    reports: Mapping[str, Sequence[Record]]

    def items_of(self, scenario: str) -> tuple[Item, ...]:
        """Return the developments that count for a scenario, the earliest first."""
        mine = self.developments.get(scenario, {})
        names = sorted(mine, key=lambda name: (mine[name][0]["date"], name))
        return tuple(self._item(mine[name]) for name in names)

    def _item(self, rows: Sequence[Record]) -> Item:
        first = rows[0]
        name = first["development"]
        said = first["title"] or name
        place = _place(first)
        counts = tuple((_counting(row),) for row in rows)
        told = tuple(_telling(row) for row in self.reports.get(name, ()))
        return Item((f"{first['date']}: {said} [{name}{place}]",), counts + told)


def gather(developments: Table, reports: Table) -> Evidence:
    """Gather the rows of two tables by what they belong to."""
    by_scenario: dict[str, dict[str, list[Record]]] = defaultdict(dict)
    for row in _records(developments):
        mine = by_scenario[row["scenario"]]
        mine.setdefault(row["development"], []).append(row)
    by_development: dict[str, list[Record]] = defaultdict(list)
    for row in _records(reports):
        if row["speaks"] == WITHDRAWN:
            continue
        by_development[row["development"]].append(row)
    return Evidence(by_scenario, by_development)


def _records(table: Table) -> Iterator[Record]:
    for row in table.rows:
        pairs = zip(table.columns, row, strict=True)
        yield {column.name: read_aloud(cell, column.kind) for column, cell in pairs}


def _counting(row: Record) -> str:
    made_of = f"reports {row['reports_db']}, strength {row['strength']}"
    return (
        f"{row['indicator']} ({row['where']}): {row['observed']}, {row['db']} dB "
        f"({made_of}, fading {row['fading']})"
    )


def _telling(row: Record) -> Text:
    source = row["source_title"] or row["source"]
    origin = f", origin {row['origin']}" if row["origin"] else ""
    speaks = row["speaks"] == "speaks"
    weighs = f", {row['db']} dB" if speaks else ""
    copy = "" if speaks else ", a copy that does not count again"
    said = f": {row['summary']}" if row["summary"] else ""
    head = (
        f"{source}, {row['published']}: {row['stance']}, {row['grade']}, "
        f"r = {row['r']}{weighs}{origin}{copy} "
        f"[{row['source']} {row['report']}{_place(row)}]{said}"
    )
    return (head, *_address(row["url"]))


def _address(url: str) -> Text:
    if not url:
        return ()
    address = web_address(url)
    return (" ", url if address is None else Link(address))


def _records_of(numbers: Sequence[str]) -> str:
    """Name the records of a journal; of more than two, the first and the latest."""
    if len(numbers) > 2:  # noqa: PLR2004 two are named both
        return f"records {numbers[0]} to {numbers[-1]}, {len(numbers)} in all"
    if not numbers:
        return ""
    return f"record{'s' if len(numbers) > 1 else ''} {' and '.join(numbers)}"


def _place(row: Record) -> str:
    """Return where a row leads: a line of a file, records of the journal, or both."""
    records = _records_of(row["records"].split())
    return "".join(f", {place}" for place in (row["stands"], records) if place)
