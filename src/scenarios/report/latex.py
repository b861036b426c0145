r"""Text and tables as LaTeX, in which every text is text.

For LuaLaTeX: with `fontspec` a letter of any script is itself and needs no macro, where
pdfLaTeX stops at the first one that it does not know. `TeXOff` keeps `--` and quotes as
they were entered.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from scenarios.report.cells import read_aloud
from scenarios.report.layout import width_of
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

__all__ = ["CLOSING", "OPENING", "escape", "write_block"]

OPENING = r"""% Compile with lualatex, twice for the widths of tables.
\documentclass[10pt,a4paper]{article}
\usepackage[margin=18mm]{geometry}
\usepackage{fontspec}
% Letters that Latin Modern lacks are taken from these, as far as they are installed.
\newcommand\others{}
\newcommand\other[2]{\IfFontExistsTF{#1}{\edef\others{\others"#1:#2;",}}{}}
\other{Noto Naskh Arabic}{mode=harf;script=arab}
\other{Noto Sans Devanagari}{mode=harf;script=dev2}
\other{Noto Sans Hebrew}{mode=harf;script=hebr}
\other{Noto Sans CJK SC}{mode=node}
\other{DejaVu Sans}{mode=node}
\directlua{luaotfload.add_fallback("others", {\others})}
\setmainfont{Latin Modern Roman}[Ligatures=TeXOff,RawFeature={fallback=others}]
\usepackage[english,bidi=basic]{babel}
\usepackage{array,booktabs,longtable}
\usepackage[hidelinks]{hyperref}
\setcounter{secnumdepth}{0}
\setlength{\parindent}{0pt}
\setlength{\parskip}{5pt}
\setlength{\tabcolsep}{3pt}
\renewcommand{\arraystretch}{1.1}
\newcommand\close{\setlength{\itemsep}{1pt}\setlength{\parsep}{0pt}}
% A place where a long word may be broken, without a hyphen.
\newcommand\brk{\discretionary{}{}{}}
% Room for a few lines below a heading, or the next page.
\newcommand\room{\par\vskip 0pt plus 6\baselineskip\penalty-250%
  \vskip 0pt plus -6\baselineskip}
\begin{document}
\raggedbottom
\sloppy
"""
CLOSING = "\\end{document}\n"

SECTIONS: Mapping[int, str] = {1: "section*", 2: "section", 3: "subsection"}

LETTERS_OF_A_LINE = 112
"""As many letters of this size fit the width of the page, about."""
GAP = 1.5
"""Letters that would fit between two columns."""
SHORT = 14
"""Letters of a column that is not broken into lines."""
WIDEST = 60
"""Letters for which a column that is broken may ask."""
NARROWEST = 0.05
LONG_WORD = 10

_SPECIAL: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    # After the end of a row these would be its options.
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    **{sign: f"\\{sign}" for sign in "{}$&#_%"},
}
_MARKED = re.compile("|".join(map(re.escape, _SPECIAL)))
_WORD = re.compile(rf"\S{{{LONG_WORD},}}")
# Parts of a long word: up to a sign that it may be broken after, or a few letters.
_PART = re.compile(r"[^-/_.:,;=]{0,9}[-/_.:,;=]|[^-/_.:,;=]{1,10}")


def write_block(block: Block) -> str:
    """Return a part of a text as LaTeX, with a line break at its end."""
    match block:
        case Heading(level, text):
            return f"\\room\n\\{SECTIONS[level]}{{{escape(text)}}}\n"
        case Paragraph(text):
            return f"{_breakable(text)}\n"
        case Bullets(items):
            listed = "".join(f"\\item {_item(item)}" for item in items)
            return f"\\begin{{itemize}}\\close\n{listed}\\end{{itemize}}\n"
        case Grid(table):
            return "".join(_grid(table))


def escape(text: str) -> str:
    r"""Return a text on one line in which no sign is a command.

    >>> escape("100 % \\input{a_b}")
    '100 \\% \\textbackslash{}input\\{a\\_b\\}'
    """
    return _marked(_tidy(text))


def _tidy(text: str) -> str:
    return visible(" ".join(text.split()))


def _marked(text: str) -> str:
    return _MARKED.sub(lambda match: _SPECIAL[match[0]], text)


def _breakable(text: str) -> str:
    """Return a text whose long words, ids and digests may be broken into lines."""
    shown, pieces, last = _tidy(text), [], 0
    for word in _WORD.finditer(shown):
        parts = map(_marked, _PART.findall(word[0]))
        pieces += [_marked(shown[last : word.start()]), "\\brk{}".join(parts)]
        last = word.end()
    return "".join((*pieces, _marked(shown[last:])))


def _item(item: Item) -> str:
    if not item.below:
        return f"{_inline(item.text)}\n"
    below = "".join(f"\\item {_inline(text)}\n" for text in item.below)
    return f"{_inline(item.text)}\n\\begin{{itemize}}\\close\n{below}\\end{{itemize}}\n"


def _inline(text: Text) -> str:
    return "".join(_piece(piece) for piece in text)


def _piece(piece: str | Link) -> str:
    if not isinstance(piece, Link):
        return _breakable(piece) if piece.strip() else " "
    address = piece.address.replace("%", r"\%").replace("#", r"\#")
    return f"\\href{{{address}}}{{{_breakable(piece.address)}}}"


def _grid(table: Table) -> Iterator[str]:
    """Yield a table that runs over pages, its head on each."""
    rows = [
        [read_aloud(cell, c.kind) for cell, c in zip(row, table.columns, strict=True)]
        for row in table.rows
    ]
    head = [column.name for column in table.columns]
    layout = _layout(table.columns, [head, *rows])
    yield f"{{\\footnotesize\n\\begin{{longtable}}{{@{{}}{layout}@{{}}}}\n\\toprule\n"
    yield f"{_row(head)}\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n"
    yield from map(_row, rows)
    yield "\\end{longtable}\n}\n"


def _row(cells: Sequence[str]) -> str:
    return " & ".join(map(_breakable, cells)) + " \\\\\n"


def _layout(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """Return the columns: short ones as wide as they are, the others share the rest."""
    widths = [max(map(width_of, cells)) for cells in zip(*rows, strict=True)]
    taken = sum(width + GAP for width in widths if width <= SHORT)
    wanted = sum(min(width, WIDEST) for width in widths if width > SHORT)
    share = min(1, (LETTERS_OF_A_LINE - taken) / max(wanted, 1))
    return "".join(
        _short(column)
        if width <= SHORT
        else _long(column, share * min(width, WIDEST) / LETTERS_OF_A_LINE)
        for column, width in zip(columns, widths, strict=True)
    )


def _is_text(column: Column) -> bool:
    return column.kind in {Kind.TEXT, Kind.DATE}


def _short(column: Column) -> str:
    return "l" if _is_text(column) else "r"


def _long(column: Column, share: float) -> str:
    side = "\\raggedright" if _is_text(column) else "\\raggedleft"
    width = f"\\dimexpr {max(share, NARROWEST):.4f}\\linewidth-2\\tabcolsep"
    return f">{{{side}\\arraybackslash}}p{{{width}}}"
