"""Read developments from CSV: one row for each report, with a place for each cell.

Columns, in any order: `id`, `date`, `title` and `observes` of the development;
`report`, `source`, `url`, `published`, `credibility`, `origin`, `stance`, `grade`,
`summary` and `why` of the report; `retracted` (a day) and `retracted_why`. Rows of one
id are one development; what they say of it may stand in the first of them alone. An
`observes` cell lists links, `scenario/indicator` with `=value`, `*strength` or
`!absent` after it where needed, apart by spaces, `;` or `|`. The separator is the
comma, the semicolon or the tab, whichever the header has most of; quotes are those of
RFC 4180.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from scenarios.errors import Issue, nearest
from scenarios.loading.document import (
    MOST_FAULTS,
    Document,
    Path,
    Place,
    Source,
    UnreadableError,
    digest_bytes,
)

__all__ = ["COLUMNS", "read_csv", "read_number"]

_OWN = ("id", "date", "title", "observes")
_REPORT = ("source", "url", "published", "credibility", "origin", "stance", "grade")
_TOLD = (*_REPORT, "summary", "why")
COLUMNS = (*_OWN, "report", *_TOLD, "retracted", "retracted_why")
"""The columns that are known."""

_SEPARATORS = ",;\t"
_LINK = re.compile(r"(?P<link>[^=*!]+)(?:=(?P<value>.+)|\*(?P<strength>.+)|!absent)?")


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    start: int


@dataclass
class _Table:
    """What was read so far.

    Attributes:
        source: The text.
        values: The developments, as a file of JSON would hold them.
        starts: Where each value starts, by its path.
        issues: What is wrong.
        known: Places of the developments in `values`, by id.
    """

    source: Source
    values: list[dict[str, Any]] = field(default_factory=list)
    starts: dict[Path, int] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)

    def fault(self, start: int, key: str, message: str) -> None:
        self.issues.append(Issue(self.source.locate(start), key, message))

    def find(self, path: Path) -> tuple[Source, Place]:
        """Find the deepest part of a path that a cell holds."""
        for size in range(len(path), 0, -1):
            if path[:size] in self.starts:
                start = self.starts[path[:size]]
                return self.source, (start, start, None)
        return self.source, (0, 0, None)


def read_csv(data: bytes, path: str) -> tuple[Document | None, list[Issue]]:
    """Read the rows of a CSV file as developments.

    Args:
        data: The bytes of the file, in UTF-8.
        path: The file, as shown to people.

    Returns:
        The document with the list of developments, or None when nothing can be read,
        and every fault found.
    """
    try:
        source = Source.decode(data, path)
        rows = list(_rows(source))
    except UnreadableError as error:
        return None, [error.issue]
    table = _Table(source)
    columns = _header(rows[0] if rows else [], table)
    if columns:
        for row in rows[1:]:
            if len(table.issues) >= MOST_FAULTS:
                table.fault(row[0].start, "", f"{MOST_FAULTS:,} faults stand above")
                break
            _read_row(row, columns, table)
    value: Any = table.values
    found = Document(path, digest_bytes(data), value, table.find)
    return (found if columns else None), table.issues


def _rows(source: Source) -> Iterator[list[_Cell]]:
    """Yield the rows that hold anything, each as its cells.

    Raises:
        UnreadableError: A quote is not closed, or text follows a closing quote.
    """
    text = source.text
    head = re.match(r'(?:"[^"]*"|[^"\r\n])*', text)
    counts = {s: head[0].count(s) if head else 0 for s in _SEPARATORS}
    separator = max(_SEPARATORS, key=lambda each: counts[each])
    cell = re.compile(rf'"(?:[^"]|"")*+"|[^{separator}\r\n"][^{separator}\r\n]*+|')
    row: list[_Cell] = []
    place = 0
    while place <= len(text):
        found = cell.match(text, place)
        given = found[0] if found else ""
        row.append(_Cell(_unquoted(given), place))
        place += len(given)
        rest = text[place : place + 2]
        if rest.startswith(separator):
            place += 1
            continue
        if rest and rest[0] not in "\r\n":
            message = 'a quote must close its cell and be doubled inside it, `""`'
            raise UnreadableError(source.locate(place), message)
        if any(each.text for each in row):
            yield row
        row = []
        place += 2 if rest == "\r\n" else 1


def _unquoted(cell: str) -> str:
    text = cell[1:-1].replace('""', '"') if cell.startswith('"') else cell
    return text.strip()


def _header(row: list[_Cell], table: _Table) -> list[str]:
    """Return the columns in order; none where the header has faults."""
    names = [cell.text.casefold() for cell in row]
    for place, (name, cell) in enumerate(zip(names, row, strict=True)):
        if name in names[:place]:
            table.fault(cell.start, name, "is the name of an earlier column too")
        elif name not in COLUMNS:
            hint = nearest(name, COLUMNS) or f"; there are {', '.join(COLUMNS)}"
            table.fault(cell.start, name, f"unknown column{hint}")
    missing = [name for name in ("id", "date") if name not in names]
    if missing:
        wanted = " and ".join(f"`{name}`" for name in missing)
        table.fault(0, "", f"the first line must name the columns; it lacks {wanted}")
    return [] if table.issues else names


def _read_row(row: list[_Cell], columns: list[str], table: _Table) -> None:
    if len(row) > len(columns):
        message = f"has {len(row)} cells; the header has {len(columns)}"
        table.fault(row[len(columns)].start, "", message)
        return
    cells = {n: c for n, c in zip(columns, row, strict=False) if c.text}
    name = cells.get("id")
    if name is None:
        table.fault(row[0].start, "id", "is empty; write whose report this is")
        return
    place = table.known.setdefault(name.text, len(table.values))
    if place == len(table.values):
        table.values.append({"reports": []})
        table.starts[place,] = row[0].start
    _read_own(cells, place, table)
    if any(column in cells for column in ("report", *_TOLD)):
        _read_report(cells, place, table)


def _read_own(cells: Mapping[str, _Cell], place: int, table: _Table) -> None:
    value = table.values[place]
    for column in _OWN:
        if column not in cells:
            continue
        cell = cells[column]
        given = _links(cell.text) if column == "observes" else cell.text
        if value.setdefault(column, given) != given:
            first = table.source.locate(table.starts[place, column]).line
            message = f"is not what line {first} says of the same development"
            table.fault(cell.start, f"{place}.{column}", message)
        table.starts.setdefault((place, column), cell.start)


def _read_report(cells: Mapping[str, _Cell], place: int, table: _Table) -> None:
    reports = table.values[place]["reports"]
    at = (place, "reports", len(reports))
    report: dict[str, Any] = {"id": f"r{len(reports) + 1}"}
    table.starts[at] = min(cell.start for cell in cells.values())
    for column in ("report", *_TOLD):
        if column in cells:
            key = "id" if column == "report" else column
            report[key] = cells[column].text
            table.starts[*at, key] = cells[column].start
    if "retracted" in cells:
        report["retracted"] = {"on": cells["retracted"].text}
        table.starts[*at, "retracted"] = cells["retracted"].start
        if "retracted_why" in cells:
            report["retracted"]["why"] = cells["retracted_why"].text
    reports.append(report)


def _links(text: str) -> list[dict[str, Any]]:
    return [_link(each) for each in re.split(r"[\s;|]+", text) if each]


def _link(text: str) -> dict[str, Any]:
    match = _LINK.fullmatch(text)
    if match is None:
        return {"indicator": text}
    link: dict[str, Any] = {"indicator": match["link"]}
    if match["value"]:
        link["value"] = read_number(match["value"])
    elif match["strength"]:
        link["strength"] = read_number(match["strength"])
    elif text.endswith("!absent"):
        link["absent"] = True
    return link


def read_number(text: str) -> Decimal | str:
    """Read a cell as a number; return what is none as it stands."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text
