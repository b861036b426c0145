"""Sheets and lines: items one to a row of CSV, or one to a line of JSON.

The columns are those of an item: `title`, `text`, `url`, `publisher`, `published`,
`happened`, `language` and `guid`. A sheet with other headings is read with a mapping
from its columns to these; a column that is mapped to nothing is skipped. The separator
is the comma, the semicolon or the tab, whichever the header has most of.
"""

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from pydantic import ValidationError

from scenarios.domain.item import Item, day_of
from scenarios.errors import nearest
from scenarios.intake.found import Found
from scenarios.intake.items import RawItem
from scenarios.intake.moments import read_moment

__all__ = ["FIELDS", "Place", "add_row", "read_heading", "read_lines", "read_sheet"]

FIELDS: Final = (
    *("title", "text", "url", "publisher", "published", "happened", "language", "guid"),
)
"""What a column may stand for."""

MOST_COLUMNS: Final = 256

_SEPARATORS: Final = ",;\t"

Row = Mapping[str, str]
"""The text of each field that a row has."""

Place = tuple[str, int, int]
"""Key, line and column that a fault is told at."""


def read_sheet(data: bytes, found: Found, columns: Mapping[str, str]) -> None:
    """Read a sheet; add its items and faults.

    Args:
        data: Its bytes, in UTF-8.
        found: Where items and faults are added.
        columns: Headings of the sheet to fields; a heading that is left out stands for
            the field of its name.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found.fault(f"is not UTF-8 at byte {error.start}; save it as UTF-8")
        return
    rows = _rows(text)
    try:
        header = next(rows, (1, []))[1]
        if len(header) > MOST_COLUMNS:
            found.fault(f"has {len(header):,} columns; at most {MOST_COLUMNS} are read")
            return
        fields = read_heading(header, columns, found)
        if fields is None:
            return
        for line, cells in rows:
            if len(cells) > len(header):
                found.fault(
                    f"has {len(cells)} cells; the header has {len(header)}", line=line
                )
            told = zip(fields, cells, strict=False)
            row = {field: cell for field, cell in told if field}
            add_row(row, found, _on_line(line))
    except csv.Error as error:
        found.fault(f"is no sheet: {error}")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that hold anything, each with the line it ends on.

    Raises:
        csv.Error: A quote is not closed, or a cell is too large.
    """
    header = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.reader(
        text.splitlines(keepends=True), delimiter=separator, strict=True
    )
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def read_heading(
    header: Iterable[str], columns: Mapping[str, str], found: Found, *, line: int = 1
) -> list[str] | None:
    """Return the field of each column, empty for a column to skip; None if faulty.

    Args:
        header: The headings.
        columns: Headings to fields; a heading left out stands for the field of its
            name.
        found: Where faults are added.
        line: The line that the headings stand on.
    """
    names = [name.strip() for name in header]
    fields = [columns.get(name, name) for name in names]
    before = len(found.issues)
    for name, field in zip(names, fields, strict=True):
        if field and field not in FIELDS:
            hint = nearest(field, FIELDS) or f"; the columns are {', '.join(FIELDS)}"
            found.fault(f"unknown column{hint}", key=name, line=line)
    for missing in sorted(set(columns) - set(names)):
        found.fault("is no column of this sheet", key=missing, line=line)
    told = [field for field in fields if field]
    for twice in sorted({field for field in told if told.count(field) > 1}):
        found.fault("stands in two columns", key=twice, line=line)
    return fields if len(found.issues) == before else None


def read_lines(data: bytes, found: Found, whole: object = None) -> None:
    """Read items of JSON: one to a line, a list of them, or a single one.

    Args:
        data: The bytes, in UTF-8.
        found: Where items and faults are added.
        whole: The value of the whole file, where it is one.
    """
    if whole is not None:
        entries = whole if isinstance(whole, list) else [whole]
        for number, entry in enumerate(entries):
            _add_entry(entry, found, key=str(number), line=1)
        return
    for line, text in enumerate(data.splitlines(), start=1):
        if text.strip():
            try:
                entry = json.loads(text)
            except (ValueError, RecursionError) as error:
                found.fault(f"is no JSON: {error}", line=line)
                continue
            _add_entry(entry, found, key="", line=line)


def _add_entry(entry: Any, found: Found, *, key: str, line: int) -> None:  # noqa: ANN401 any JSON
    if not isinstance(entry, dict):
        found.fault("must be an item: a mapping", key=key, line=line)
        return
    if "id" in entry:
        _add_made(entry, found, key=key, line=line)
        return
    row: dict[str, str] = {}
    for name, value in entry.items():
        if name not in FIELDS:
            hint = nearest(name, FIELDS) or f"; the keys are {', '.join(FIELDS)}"
            found.fault(f"unknown key{hint}", key=f"{key}.{name}".strip("."), line=line)
        elif isinstance(value, str):
            row[name] = value
        elif value is not None:
            found.fault("must be a text", key=f"{key}.{name}".strip("."), line=line)
    add_row(row, found, _on_line(line, key))


def _add_made(entry: object, found: Found, *, key: str, line: int) -> None:
    """Add an item that has its id, as `scenarios fetch` writes them."""
    try:
        found.made.append(Item.model_validate(entry))
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            place = ".".join(map(str, (*([key] if key else []), *fault["loc"])))
            found.fault(fault["msg"], key=place, line=line)


def add_row(row: Row, found: Found, place_of: Callable[[str], Place]) -> None:
    """Add the item of a row, and what is wrong with its dates.

    Args:
        row: The text of each field.
        found: Where item and faults are added.
        place_of: Tells where a field of the row stands; "" is the row itself.
    """
    published = _moment(row, "published", found, place_of)
    happened = _moment(row, "happened", found, place_of)
    raw = RawItem(
        title=row.get("title", ""),
        text=row.get("text", ""),
        url=row.get("url", ""),
        guid=row.get("guid", ""),
        publisher=row.get("publisher", ""),
        published=published,
        happened=_day(happened),
        language=row.get("language", "").strip(),
    )
    key, line, _ = place_of("")
    found.add(raw, line=line, key=key)


def _on_line(line: int, key: str = "") -> Callable[[str], Place]:
    """Return what places every field on one line."""
    return lambda field: (field or key, line, 1)


def _moment(
    row: Row, field: str, found: Found, place_of: Callable[[str], Place]
) -> str | None:
    told = row.get(field, "").strip()
    moment = read_moment(told) if told else None
    if told and moment is None:
        message = f"{told!r} is no date that can be read; write one like 2024-05-31"
        key, line, column = place_of(field)
        found.fault(message, key=key, line=line, column=column)
    return moment


def _day(moment: str | None) -> date | None:
    return day_of(moment) if moment else None
