"""Tables as Markdown, with numbers as people read them."""

import re
from collections.abc import Iterable

from scenarios.report.numbers import read_aloud
from scenarios.report.tables import Column, Kind, Table
from scenarios.report.visible import visible

__all__ = ["write_markdown"]

# What would start markup inside a cell; a backslash takes it literally.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~])")


def write_markdown(table: Table) -> str:
    """Return a table as a Markdown pipe table; text is shown as it stands."""
    head = [_line(_escape(column.name) for column in table.columns)]
    head.append(_line(_rule(column) for column in table.columns))
    body = [
        _line(
            _escape(read_aloud(cell, column.kind))
            for cell, column in zip(row, table.columns, strict=True)
        )
        for row in table.rows
    ]
    return "\n".join([*head, *body]) + "\n"


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(column: Column) -> str:
    return "---" if column.kind in {Kind.TEXT, Kind.DATE} else "---:"


def _escape(text: str) -> str:
    shown = visible(" ".join(text.split())).replace("&", "&amp;")
    return _MARKUP.sub(r"\\\1", shown)
