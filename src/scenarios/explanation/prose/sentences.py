"""Sentences: where one ends, and where a full stop ends nothing."""

import re
from collections.abc import Iterator

from scenarios.explanation.prose.tokens import OPAQUE

__all__ = ["sentences_in"]

_WIDE = frozenset("\u3002\uff01\uff1f")
_STOP = re.compile("[.!?…\u3002\uff01\uff1f]+")
_CLOSERS = frozenset(f"\"'”’»)]*_{OPAQUE}")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NOT_LAST = _listed(
    """
    adm amb approx art brig c ca capt cf ch cmdr col corp dep dr e.g eds esp est fig
    figs gen gov hon i.e incl jr lt ltd maj messrs mr mrs ms mt no nos op p para pp
    pres prof pt rep rev sen sgt sr st vol vs viz jan feb mar apr jun jul aug sept sep
    oct nov dec
    """
)
"""Abbreviations after which a sentence goes on."""

_PERHAPS_LAST = frozenset(["al", "co", "etc", "inc", "a.m", "p.m"])
"""Abbreviations, beside all with stops inside, that may end a sentence too."""

_STARTERS = _listed(
    """
    a although an and as at both but by confidence for from he her his however i if in
    it its likelihood nor on one or our she since so some such that the their there
    these they this those though to two under until we what when while with yet
    """
)
"""Words that, capitalised, begin a sentence more often than a name."""

_LONGEST = 14


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a block starts and ends, blanks trimmed.

    >>> text = "Gen. Munir met 0.5 of them, e.g. in the U.S. Senate. It may hold."
    >>> [text[a:b] for a, b in sentences_in(text, 0, len(text))]
    ['Gen. Munir met 0.5 of them, e.g. in the U.S. Senate.', 'It may hold.']
    """
    at = start
    for match in _STOP.finditer(text, start, end):
        stop = _skip(text, match.end(), end, _CLOSERS)
        behind = text[stop : min(end, stop + 2 * _LONGEST)]
        if _ends(text, match.start(), match.end(), behind):
            yield from _trimmed(text, at, stop)
            at = stop
    yield from _trimmed(text, at, end)


def _skip(text: str, at: int, end: int, signs: frozenset[str]) -> int:
    while at < end and text[at] in signs:
        at += 1
    return at


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    trimmed = part.strip()
    if trimmed:
        begins = start + len(part) - len(part.lstrip())
        yield begins, begins + len(trimmed)


def _ends(text: str, first: int, last: int, behind: str) -> bool:
    """Tell whether the stops from `first` to `last` end a sentence.

    Args:
        text: The text up to them.
        first: Offset of the first stop.
        last: Offset after the last.
        behind: What follows them and the marks that close with them, in short.
    """
    if text[last - 1] in _WIDE or not behind:
        return True
    following = _first_word(behind)
    if not behind[0].isspace() or following[:1].islower():
        return False
    if text[first:last] != ".":
        return True
    before = text[max(0, first - _LONGEST) : first].split()
    return not before or _can_end(before[-1].lstrip("(["), following)


def _can_end(word: str, following: str) -> bool:
    """Tell whether a word with a full stop can end a sentence before another word."""
    low = word.lower()
    if low in _NOT_LAST:
        return low in {"no", "nos", "art", "p", "pp"} and not following[:1].isdigit()
    is_initial = len(word) == 1 and word.isalpha() and word != "I"
    if low[:1].isdigit():
        return True
    if low in _PERHAPS_LAST or "." in word or is_initial:
        return following.lower() in _STARTERS
    return True


def _first_word(text: str) -> str:
    """Return the first word of a text, without signs before and behind it."""
    begun = text.lstrip().lstrip("\"'“‘«([*_")
    size = next(
        (n for n, letter in enumerate(begun) if not letter.isalnum()), len(begun)
    )
    return begun[:size]
