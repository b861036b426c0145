"""Lines of styled text: wrapping, columns and colour, for any terminal.

A library could do this and takes longer to import than an assessment takes to compute.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scenarios.report.visible import visible

__all__ = [
    "Line",
    "Piece",
    "columns",
    "paint",
    "plain",
    "shortened",
    "width_of",
    "wrap",
]

GAP = 2
LEAST_FLEXIBLE = 20
CODES = {
    "bold": 1,
    "dim": 2,
    "italic": 3,
    "red": 31,
    "green": 32,
    "yellow": 33,
    "blue": 34,
    "magenta": 35,
    "cyan": 36,
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style: words of `CODES`, separated by spaces."""

    text: str
    style: str = ""


Line = Sequence[Piece]


def plain(text: str = "", style: str = "") -> Line:
    """Return a line of one piece."""
    return [Piece(text, style)]


def paint(line: Line, *, colour: bool) -> str:
    """Return a line as text for a terminal, with what would control it escaped."""
    parts = []
    for piece in line:
        # Whoever writes a line break into a title would write lines of the table.
        text = visible(piece.text.replace("\n", " "))
        codes = ";".join(str(CODES[word]) for word in piece.style.split())
        parts.append(f"\x1b[{codes}m{text}\x1b[0m" if codes and colour else text)
    return "".join(parts) if colour else "".join(parts).rstrip()


def width_of(text: str) -> int:
    """Return the cells that a text takes: two for wide letters, none for marks.

    >>> width_of("Größe"), width_of("世界")
    (5, 4)
    """
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    marks = sum(unicodedata.combining(letter) > 0 for letter in text)
    return len(text) + wide - marks


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters, with … where it was cut.

    >>> shortened("Broadly unchanged", 10), shortened("Reduced", 10)
    ('Broadly u…', 'Reduced')
    """
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def wrap(line: Line, width: int, *, first: str = "", rest: str = "") -> list[Line]:
    """Break a line between words so that it fits, with its indents.

    Args:
        line: What to break.
        width: Most cells of a line, indents included.
        first: Indent of the first line.
        rest: Indent of the others.
    """
    lines: list[list[Piece]] = [[Piece(first)]]
    used = width_of(first)
    for word in _words(line):
        space = used > width_of(first if len(lines) == 1 else rest)
        if space and used + 1 + width_of(word.text) > width:
            lines.append([Piece(rest)])
            used, space = width_of(rest), False
        _append(lines[-1], Piece(f" {word.text}" if space else word.text, word.style))
        used += width_of(word.text) + space
    return list(lines)


def columns(
    rows: Sequence[Sequence[Piece]],
    *,
    right: Iterable[int] = (),
    flexible: int | None = None,
    width: int = 0,
    indent: str = "",
) -> list[Line]:
    """Set rows in columns as wide as their widest cell.

    Args:
        rows: Rows of equally many cells.
        right: Places of the columns that are set to the right.
        flexible: Place of the column that is broken where the row is too wide.
        width: Most cells of a line.
        indent: What every line begins with.
    """
    sizes = [
        max(width_of(cell.text) for cell in column)
        for column in zip(*rows, strict=True)
    ]
    if flexible is not None:
        others = sum(sizes) - sizes[flexible] + GAP * (len(sizes) - 1) + len(indent)
        room = max(LEAST_FLEXIBLE, width - others)
        sizes[flexible] = min(sizes[flexible], room)
    aligned = set(right)
    return [
        line for row in rows for line in _set_row(row, sizes, aligned, flexible, indent)
    ]


def _append(line: list[Piece], piece: Piece) -> None:
    """Add a piece to a line, to its last piece where the style is the same."""
    last = line[-1]
    if last.style == piece.style:
        line[-1] = Piece(last.text + piece.text, piece.style)
    else:
        line.append(piece)


def _set_row(
    row: Sequence[Piece],
    sizes: Sequence[int],
    right: set[int],
    flexible: int | None,
    indent: str,
) -> list[Line]:
    broken = [
        _break(cell, size) if place == flexible else [cell]
        for place, (cell, size) in enumerate(zip(row, sizes, strict=True))
    ]
    height = max(map(len, broken))
    lines: list[Line] = []
    for level in range(height):
        cells = [part[level] if level < len(part) else Piece("") for part in broken]
        line = [Piece(indent)]
        for place, (cell, size) in enumerate(zip(cells, sizes, strict=True)):
            line += _padded(cell, size, to_right=place in right)
            line.append(Piece(" " * GAP))
        lines.append(line[:-1])
    return lines


def _break(cell: Piece, size: int) -> list[Piece]:
    lines = wrap([cell], size)
    return [Piece("".join(p.text for p in line), cell.style) for line in lines]


def _padded(cell: Piece, size: int, *, to_right: bool) -> list[Piece]:
    space = Piece(" " * (size - width_of(cell.text)))
    return [space, cell] if to_right else [cell, space]


def _words(line: Line) -> Iterable[Piece]:
    """Yield the words of a line; one that spans two pieces stays two words."""
    for piece in line:
        for word in piece.text.split():
            yield Piece(word, piece.style)
