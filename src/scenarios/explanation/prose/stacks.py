"""Hedges on hedges: «might possibly», «could be likely», «possible that it may»."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scenarios.explanation.prose.claims import Reading

__all__ = ["Stack", "stacks_in"]

_BETWEEN = frozenset(
    ["be", "have", "been", "well", "also", "still", "yet", "then", "become", "it", "is"]
)
_BOUNDARIES = frozenset(
    [
        *(
            ",",
            ";",
            ":",
            "(",
            ")",
            "–",
            "—",
            "|",
            "and",
            "but",
            "or",
            "while",
            "though",
        ),
        *(
            "which",
            "who",
            "whom",
            "whose",
            "what",
            "because",
            "if",
            "unless",
            "whether",
        ),
        *("although", "whereas", "when", "where", "until", "before", "after", "since"),
    ]
)
_NEAR = 3
_REACH = 12
_ADJACENT = frozenset(
    [
        *(("modal", kind) for kind in ("adverb", "term", "adjective", "phrase")),
        *(("adverb", kind) for kind in ("modal", "term", "adverb", "adjective")),
        *(("term", kind) for kind in ("modal", "term", "adverb", "adjective")),
        *(("adjective", kind) for kind in ("modal", "term")),
    ]
)
"""Kinds of which the first and the second hedge the same thing, side by side."""


class Stack(NamedTuple):
    """Hedges on one claim.

    Attributes:
        first: Number of the first token.
        last: Number of the token after the last.
        parts: Numbers of the tokens that the hedges begin with.
    """

    first: int
    last: int
    parts: frozenset[int]


class _Part(NamedTuple):
    first: int
    last: int
    kind: str


def stacks_in(reading: Reading) -> Iterator[Stack]:
    """Yield where hedges stand on one claim, from left to right.

    They stand side by side, but for «be», «well» and the like; or the second is a modal
    in the clause that the first begins («it is likely that they may»).
    """
    chain: list[_Part] = []
    for one, other in pairwise(_parts(reading)):
        if not _is_stacked(one, other, reading):
            continue
        if chain and chain[-1] == one:
            chain.append(other)
            continue
        yield from _stack(chain)
        chain = [one, other]
    yield from _stack(chain)


def _stack(chain: Sequence[_Part]) -> Iterator[Stack]:
    if chain:
        parts = frozenset(part.first for part in chain)
        yield Stack(chain[0].first, chain[-1].last, parts)


def _parts(reading: Reading) -> Sequence[_Part]:
    words = reading.sentence.tokens
    terms = [
        _Part(
            each.first, each.last, "verb" if words[each.first].word == "we" else "term"
        )
        for each in reading.terms
        if not each.is_compared
    ]
    hedges = [
        _Part(each.first, each.last, each.hedge.kind)
        for each in reading.hedges
        if each.hedge.kind not in {"certainty", "verb"}
    ]
    return sorted([*terms, *hedges])


def _is_stacked(one: _Part, other: _Part, reading: Reading) -> bool:
    tokens = reading.sentence.tokens
    gap = other.first - one.last
    between = [token.word for token in tokens[one.last : other.first][:_REACH]]
    if gap <= _NEAR and _BETWEEN.issuperset(between):
        return (one.kind, other.kind) in _ADJACENT
    if gap > _REACH or _BOUNDARIES.intersection(between):
        return False
    return _governs(one.kind, other.kind, tokens[one.last - 1].word, between[0])


def _governs(one: str, other: str, ends: str, following: str) -> bool:
    """Tell whether a hedge begins the clause of another.

    Args:
        one: Kind of the first hedge.
        other: Kind of the second.
        ends: Last word of the first.
        following: First word behind it.
    """
    if one == "verb":
        return other in {"term", "modal", "adverb"}
    if other != "modal":
        return False
    return one == "adverb" or "that" in {ends, following}
