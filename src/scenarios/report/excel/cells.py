"""A typed cell → a value that Excel can hold, and how wide it reads."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import cast

from scenarios.report.layout import width_of
from scenarios.report.numbers import percent_of_word
from scenarios.report.tables import Cell, Column, Kind

__all__ = [
    "LONGEST_TEXT",
    "Value",
    "format_of",
    "heading",
    "lines_of",
    "plain_text",
    "shown_width",
    "value_of",
]

Value = str | float | date | None

LONGEST_TEXT = 32_767
"""Most UTF-16 units of a cell (Excel specifications and limits)."""

# Excel's calendar has a 29 February 1900, so that only later days are true dates.
FIRST_DATE = date(1900, 3, 1)
LARGER_PLANES = 0xFFFF
HUNDRED = 100

# XML 1.0, production 2, knows no other control characters than these three.
_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n?")

_FORMATS: Mapping[Kind, str] = {
    Kind.TEXT: "General",
    Kind.PROBABILITY: '[<0.01]"<1%";[>0.99]">99%";0%',
    Kind.POINTS: '+0.0;"−"0.0;0.0',
    Kind.DECIBANS: '+0.0;"−"0.0;0.0',
    Kind.NUMBER: "0.00##",
    Kind.COUNT: "#,##0",
    Kind.DATE: "yyyy-mm-dd",
}
_WIDTHS: Mapping[Kind, int] = {
    Kind.TEXT: 10,
    Kind.PROBABILITY: 5,
    Kind.POINTS: 6,
    Kind.DECIBANS: 6,
    Kind.NUMBER: 6,
    Kind.DATE: 10,
}
"""Digits of the widest number that these formats show."""

SURE = "0%"
TENTHS = "0.0%"
HARDLY = "0.0;0.0"
SIGNED = frozenset((Kind.POINTS, Kind.DECIBANS))
TEXT = "@"
LETTERS_TO_A_DIGIT = 1.15


def heading(column: Column) -> str:
    """Return the head of a column: with its unit where that is percentage points."""
    return f"{column.name}_pp" if column.kind is Kind.POINTS else column.name


def value_of(cell: Cell, kind: Kind) -> Value:
    """Return a cell as Excel holds it.

    A difference of probabilities becomes percentage points, because no format of Excel
    shows it so; numbers are floats; a day before March 1900 is text, because Excel's
    calendar is wrong there.
    """
    match cell:
        case None:
            return None
        case str():
            return plain_text(cell)
        case date():
            return cell if cell >= FIRST_DATE else cell.isoformat()
        case _:
            return float(cell * HUNDRED) if kind is Kind.POINTS else float(cell)


def format_of(value: Value, kind: Kind, standard: str = "") -> str:
    """Return the number format of a value, in the language of Excel's formats.

    Args:
        value: The value.
        kind: What its column holds.
        standard: The standard of the likelihood word that stands beside it; where whole
            percents would belong to another word, tenths are shown.
    """
    if value is None or isinstance(value, str):
        return TEXT
    if kind is Kind.PROBABILITY and value in (0.0, 1.0):
        # As everywhere: 0 % and 100 % where it is so, <1 % and >99 % where not quite.
        return SURE
    if standard and "." in percent_of_word(Decimal(cast("float", value)), standard):
        return TENTHS
    if kind in SIGNED and isinstance(value, float) and round(value, 1) == 0:
        return HARDLY
    return _FORMATS[kind]


def plain_text(text: str) -> str:
    r"""Return a text as a cell can hold it: no more of it, and no other signs.

    What XML cannot hold is shown as an escape, and line breaks become plain ones.

    >>> plain_text("a\x01b\r\nc")
    'a\\x01b\nc'
    """
    held = _UNHOLDABLE.sub(lambda match: repr(match[0])[1:-1], _BREAK.sub("\n", text))
    if len(held) * 2 <= LONGEST_TEXT:
        return held
    return _cut(held)


def shown_width(cell: Cell, kind: Kind) -> int:
    """Return how many digits wide a cell is as Excel shows it; its longest line."""
    match cell:
        case None:
            return 0
        case str():
            return max(map(width_of, cell.splitlines()), default=0)
        case _ if kind is Kind.COUNT:
            return len(f"{cell:,}")
        case _:
            return _WIDTHS[kind]


def lines_of(text: str, widest: int) -> int:
    """Return how many lines a text takes in a column of so many digits, about."""
    letters = int(widest * LETTERS_TO_A_DIGIT)
    return sum(1 + width_of(line) // letters for line in text.split("\n"))


def _cut(text: str) -> str:
    """Return as much of a text as fits, with … where it was cut."""
    units = 0
    for place, letter in enumerate(text):
        units += 1 + (ord(letter) > LARGER_PLANES)
        if units > LONGEST_TEXT:
            return _cut_to(text[:place])
    return text


def _cut_to(text: str) -> str:
    # The last sign makes room for the mark.
    return f"{text[:-1]}…"
