"""Text and tables as Markdown, with numbers as people read them."""

import re
from collections.abc import Iterable

from scenarios.report.cells import read_aloud
from scenarios.report.outline.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Item,
    Link,
    Paragraph,
    Text,
)
from scenarios.report.tables import Column, Kind, Table
from scenarios.report.visible import visible

__all__ = ["write_block", "write_markdown"]

# What would start markup inside a cell; a backslash takes it literally.
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|#~])")
# What would start a list, a rule or a heading at the beginning of a line.
_OPENING = re.compile(r"^([-+=]|[0-9]+[.)])")


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


def write_block(block: Block) -> str:
    """Return a part of a text as Markdown, with a line break at its end."""
    match block:
        case Heading(level, text):
            return f"{'#' * level} {_escape(text)}\n"
        case Paragraph(text):
            return f"{_opened(_escape(text))}\n"
        case Bullets(items):
            return "".join(map(_item, items))
        case Grid(table):
            return write_markdown(table)


def _item(item: Item) -> str:
    below = "".join(f"  - {_inline(text)}\n" for text in item.below)
    return f"- {_inline(item.text)}\n{below}"


def _inline(text: Text) -> str:
    return _opened("".join(_piece(piece) for piece in text))


def _piece(piece: str | Link) -> str:
    if isinstance(piece, Link):
        return f"<{piece.address}>"
    return _escape(piece) if piece.strip() else " "


def _opened(text: str) -> str:
    return _OPENING.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", text)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(column: Column) -> str:
    return "---" if column.kind in {Kind.TEXT, Kind.DATE} else "---:"


def _escape(text: str) -> str:
    shown = visible(" ".join(text.split())).replace("&", "&amp;")
    return _MARKUP.sub(r"\\\1", shown)
