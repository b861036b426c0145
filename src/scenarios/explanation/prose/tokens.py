"""Words, numbers and signs of a text, each with its place."""

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["BLANK", "OPAQUE", "Token", "tokens_of"]

OPAQUE = "\ufffc"
"""Stands for each character that is there and is not read: code, links, quotations."""

BLANK = "\u2005"
"""Stands for what a reader does not see: comments and tags. It sets no line in."""

_TOKEN = re.compile(
    rf"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d+(?:[.,]\d+)*)|{OPAQUE}+|\S"
)
_JOINS = frozenset("-‐‑/")


class Token(NamedTuple):
    """A word, a number or a sign.

    Attributes:
        kind: `word`, `number`, or empty for a sign.
        word: Its text in small letters, with straight apostrophes.
        start: Offset of its first character.
        end: Offset after its last.
    """

    kind: str
    word: str
    start: int
    end: int


def tokens_of(text: str, start: int, end: int) -> Sequence[Token]:
    """Return the tokens of a part of a text; a hyphen inside a word is none.

    >>> [token.word for token in tokens_of("a 1-in-5, moderate-to-high", 0, 26)]
    ['a', '1', '-', 'in', '-', '5', ',', 'moderate', 'to', 'high']
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        if word in _JOINS and _is_inside(text, match.start(), end):
            continue
        plain = word.lower().replace("’", "'")
        found.append(Token(match.lastgroup or "", plain, match.start(), match.end()))
    return found


def _is_inside(text: str, at: int, end: int) -> bool:
    return at + 1 < end and text[at - 1 : at].isalpha() and text[at + 1].isalpha()
