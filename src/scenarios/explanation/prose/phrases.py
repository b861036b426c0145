"""Phrases by their words: written in short, found by the longest match.

Looking a phrase up takes a step for each of its words, so a text takes a number of
steps in proportion to its length, whatever it says.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from scenarios.explanation.prose.tokens import Token

__all__ = ["Lexicon", "Match", "spell"]

M = TypeVar("M")


def spell(pattern: str) -> Iterator[tuple[str, ...]]:
    """Yield every phrase that a pattern stands for; braces hold alternatives.

    >>> [" ".join(words) for words in spell("{a,some} {slight ,}chance")]
    ['a slight chance', 'a chance', 'some slight chance', 'some chance']
    """
    parts = []
    for place, part in enumerate(pattern.replace("}", "{").split("{")):
        parts.append(part.split(",") if place % 2 else [part])
    for chosen in product(*parts):
        yield tuple("".join(chosen).split())


class Match(NamedTuple, Generic[M]):
    """A phrase that was found.

    Attributes:
        first: Number of its first token.
        last: Number of the token after its last.
        meaning: What the lexicon says of it.
    """

    first: int
    last: int
    meaning: M


class Lexicon(Generic[M]):
    """Phrases with their meanings; of several that begin alike the longest is found."""

    def __init__(self, phrases: Mapping[tuple[str, ...], M]) -> None:
        self._meanings = phrases
        longest: dict[str, int] = {}
        for words in phrases:
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        self._longest = longest

    def find(self, tokens: Sequence[Token]) -> Iterator[Match[M]]:
        """Yield the phrases of a text from left to right; none overlaps another."""
        at = 0
        while at < len(tokens):
            size = self._size_at(tokens, at)
            if size:
                words = tuple(token.word for token in tokens[at : at + size])
                yield Match(at, at + size, self._meanings[words])
            at += max(1, size)

    def _size_at(self, tokens: Sequence[Token], at: int) -> int:
        longest = self._longest.get(tokens[at].word, 0)
        for size in range(min(longest, len(tokens) - at), 0, -1):
            words = tuple(token.word for token in tokens[at : at + size])
            if words in self._meanings:
                return size
        return 0
