"""How wide a text will be, lines that fit, and labels that do not lie over one another.

A picture is laid out before anything is drawn, so the width of letters must be known.
Widths are those of Helvetica (Adobe font metrics, 1990), to which Arial and Liberation
Sans keep; the renderer brings Liberation Sans with it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from scenarios.report.layout import shortened
from scenarios.report.visible import visible

__all__ = ["FONT", "brief", "broken", "clean", "fitted", "spread", "text_width"]

FONT = "Liberation Sans, Arial, Helvetica, Noto Sans, sans-serif"
"""The letters of all pictures; what they lack comes from the reader's system."""

_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-`r",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "Jckvxysz",
        556: "#$0123456789?L_abdeghnopqu–",
        584: "+<=>~−±",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "…→—",
        1015: "@",
    }.items()
    for letter in letters
}
_OTHER, _WIDE, _BOLD = 600, 1000, 1.06
_ISOLATE, _END = "\u2068", "\u2069"
_BRIEF = 64
# A number stays with its unit.
_BEFORE_UNIT = re.compile(r"(?<![0-9]) | (?!%|pp\b|dB\b)")


def clean(text: str) -> str:
    r"""Return a text on one line, without what a file of text cannot hold.

    One that runs from right to left is set apart (Unicode isolates), so that it does
    not turn round what stands beside it.

    >>> clean("a\n b\x00")
    'a b\\x00'
    """
    line = visible(" ".join(text.split()))
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in line):
        return f"{_ISOLATE}{line}{_END}"
    return line


def brief(text: str) -> str:
    """Return a title short enough to stand in a claim; `…` tells what was cut."""
    return clean(shortened(text, _BRIEF))


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a text in pixels.

    >>> text_width("Will", 10)
    16.1
    """
    units = sum(_letter(letter) for letter in text)
    return round(units * size / 1000 * (_BOLD if bold else 1), 1)


def broken(
    text: str, size: float, width: float, *, most: int = 99, bold: bool = False
) -> list[str]:
    """Break a text between words, or anywhere in a word that is too long, into lines.

    Args:
        text: What to break.
        size: Of the letters, in pixels.
        width: Of a line, in pixels.
        most: How many lines; what is left over is told by `…`.
        bold: Whether the letters are bold.
    """
    lines = [""]
    for word in _words(text, size, width):
        line = f"{lines[-1]}{word}"
        if lines[-1] and text_width(line.rstrip(), size, bold=bold) > width:
            lines.append(word)
        else:
            lines[-1] = line
    lines = [line.rstrip() for line in lines]
    if len(lines) <= most:
        return lines
    kept = lines[:most]
    return [*kept[:-1], fitted(f"{kept[-1]} {lines[most]}", size, width, bold=bold)]


def fitted(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return a text that fits into a width, with … where it was cut."""
    if text_width(text, size, bold=bold) <= width:
        return text
    while text and text_width(f"{text}…", size, bold=bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def spread(
    wanted: Sequence[float], sizes: Sequence[float], low: float, high: float
) -> list[float]:
    """Move labels as little as possible so that none lies over another.

    Labels that would touch are set next to each other around the middle of where they
    want to be (pool adjacent violators: Ayer et al. 1955).

    Args:
        wanted: Where the middle of each label wants to be, in any order.
        sizes: How much room each takes.
        low: Where the room begins.
        high: Where it ends; it is exceeded where all of them do not fit.

    Returns:
        The middle of each label, in the order given.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    pools: list[tuple[float, float, list[int]]] = []
    for place in order:
        pools.append((wanted[place] - sizes[place] / 2, sizes[place], [place]))
        while len(pools) > 1 and pools[-2][0] + pools[-2][1] > pools[-1][0]:
            pools[-2:] = [_merged(*pools[-2:])]
    found = dict.fromkeys(order, 0.0)
    edge = low
    tops = [top for top, _, _ in pools]
    for at, (_, size, _) in enumerate(pools):
        edge = max(tops[at], edge)
        tops[at], edge = edge, edge + size
    edge = max(high, low + sum(sizes))
    for at in reversed(range(len(pools))):
        tops[at] = edge = min(tops[at], edge - pools[at][1])
    for top, (_, _, members) in zip(tops, pools, strict=True):
        for place in members:
            found[place] = top + sizes[place] / 2
            top += sizes[place]  # noqa: PLW2901 runs down the labels of a pool
    return [found[place] for place in range(len(wanted))]


_Pool = tuple[float, float, list[int]]


def _merged(above: _Pool, below: _Pool) -> _Pool:
    """Join two pools where the sum of all squared moves is least."""
    (top, size, members), (under, more, others) = above, below
    weight, weight_under = len(members), len(others)
    middle = (top * weight + (under - size) * weight_under) / (weight + weight_under)
    return middle, size + more, members + others


def _letter(letter: str) -> int:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter) or letter in (_ISOLATE, _END):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def _words(text: str, size: float, width: float) -> Iterator[str]:
    """Yield the pieces that a line may end after, each with its space."""
    for word in _BEFORE_UNIT.split(text):
        piece = ""
        for letter in word:
            wide = unicodedata.east_asian_width(letter) in "WF"
            full = text_width(f"{piece}{letter}", size * _BOLD) > width
            if piece and (wide or full):
                yield piece
                piece = ""
            piece += letter
        yield f"{piece} "
