"""What a sentence claims: words and numbers of likelihood, those that belong together.

A word and a number belong together when nothing but signs and small words stands
between them: «likely (70 %)», «70 %, likely», «likely, with a probability of 70 %».
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from scenarios.explanation.prose.chances import (
    FILLERS,
    INTERVALS,
    chances_in,
    is_called_chance,
)
from scenarios.explanation.prose.numbers import Number
from scenarios.explanation.prose.page import Sentence
from scenarios.explanation.prose.tokens import Token
from scenarios.explanation.prose.vocabulary import (
    HedgeMention,
    TermMention,
    Vocabulary,
)

__all__ = ["Claim", "Reading", "read_sentence"]

_REACH = 7
_FAR = 16
_ENDINGS = frozenset([*",;:–—|()", "and", "but", "while", "whereas", "or"])


@dataclass(frozen=True, slots=True)
class Claim:
    """A likelihood that a sentence states.

    Attributes:
        term: The word; None where a number stands alone.
        number: The number; None where the word stands alone.
        interval: A range that stands beside them and is called one.
    """

    term: TermMention | None
    number: Number | None
    interval: Number | None = None

    @property
    def first(self) -> int:
        """Return the number of the first token."""
        return min(part.first for part in (self.term, self.number) if part)

    @property
    def last(self) -> int:
        """Return the number of the token after the last."""
        return max(part.last for part in (self.term, self.number) if part)


class Reading(NamedTuple):
    """A sentence, and what it says of likelihood.

    Attributes:
        sentence: The sentence.
        terms: Its likelihood words.
        hedges: Its hedges.
        claims: Its words and numbers, paired.
        numbers: Percents that may be no probabilities: claims only of an outcome.
    """

    sentence: Sentence
    terms: Sequence[TermMention]
    hedges: Sequence[HedgeMention]
    claims: Sequence[Claim]
    numbers: Sequence[Claim]

    def place(self, first: int, last: int) -> tuple[int, int]:
        """Return the offsets of some of its tokens."""
        tokens = self.sentence.tokens
        return tokens[first].start, tokens[last - 1].end

    def place_of(self, claim: Claim) -> tuple[int, int]:
        """Return the offsets of a claim, with the bracket that closes it."""
        tokens = self.sentence.tokens
        inside = [token.word for token in tokens[claim.first : claim.last + 1]]
        closes = inside[-1] == ")" and "(" in inside[:-1]
        return self.place(claim.first, claim.last + closes)


def read_sentence(sentence: Sentence, vocabulary: Vocabulary, text: str) -> Reading:
    """Read a sentence.

    Args:
        sentence: The sentence.
        vocabulary: The words of the standard.
        text: The whole text that the sentence is in.
    """
    tokens = sentence.tokens
    said = list(vocabulary.mentions(tokens, text))
    terms = [each for each in said if isinstance(each, TermMention)]
    hedges = [each for each in said if isinstance(each, HedgeMention)]
    numbers, intervals = chances_in(tokens)
    counted = {each.last for each in numbers}
    own = [each for each in terms if _claims(each, vocabulary)]
    # The «likely» of «70 % likely» claims nothing: the number does.
    own = [each for each in own if each.first not in counted]
    claims = [
        _with_interval(each, intervals, tokens)
        for each in _paired(own, numbers, tokens)
    ]
    stated = [each for each in claims if _is_stated(each, tokens)]
    loose = [each for each in claims if not _is_stated(each, tokens)]
    return Reading(sentence, terms, hedges, stated, loose)


def _claims(mention: TermMention, vocabulary: Vocabulary) -> bool:
    return mention.is_plain and mention.term.standard == vocabulary.standard


def _is_stated(claim: Claim, tokens: Sequence[Token]) -> bool:
    """Tell whether a claim is one whatever it is said of: a word, or a chance."""
    number = claim.number
    return claim.term is not None or not number or is_called_chance(number, tokens)


def _paired(
    terms: Sequence[TermMention], points: Sequence[Number], tokens: Sequence[Token]
) -> Iterator[Claim]:
    """Pair words and numbers that stand together, each once, from left to right.

    A number in brackets belongs to the word of its clause: «likely to fall (70 %)».
    """
    both: list[TermMention | Number] = [*terms, *points]
    parts = sorted(both, key=lambda part: part.first)
    at = 0
    while at < len(parts):
        part = parts[at]
        following = parts[at + 1] if at + 1 < len(parts) else None
        pair = following is not None and type(part) is not type(following)
        if following is not None and pair and _are_together(part, following, tokens):
            yield _claim(part, following)
            at += 2
        else:
            yield _claim(part)
            at += 1


def _claim(*parts: TermMention | Number) -> Claim:
    terms = [part for part in parts if isinstance(part, TermMention)]
    numbers = [part for part in parts if isinstance(part, Number)]
    return Claim(terms[0] if terms else None, numbers[0] if numbers else None)


def _are_together(
    one: TermMention | Number, other: TermMention | Number, tokens: Sequence[Token]
) -> bool:
    between = [token.word for token in tokens[one.last : other.first][: _FAR + 1]]
    if len(between) <= _REACH and FILLERS.issuperset(between):
        return True
    behind = [token.word for token in tokens[other.last : other.last + 1]]
    closed = isinstance(other, Number) and behind in ([")"], [","], [";"])
    ends = between[-1:] == ["("] or (between[-2:-1] == ["("] and between[-1] in FILLERS)
    rest = between[: between.index("(")] if ends else between
    near = len(between) <= _FAR and not _ENDINGS.intersection(rest)
    return closed and ends and near


def _with_interval(
    claim: Claim, intervals: Sequence[Number], tokens: Sequence[Token]
) -> Claim:
    place = bisect_left(intervals, claim.last, key=lambda each: each.first)
    for each in intervals[place : place + 1]:
        between = tokens[claim.last : each.first][: _REACH + 1]
        plain = all(t.word in FILLERS or t.word in INTERVALS for t in between)
        if len(between) <= _REACH and plain:
            return replace(claim, interval=each)
    return claim
