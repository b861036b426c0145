"""Which numbers of a sentence are chances, and which are shares, changes or intervals.

«12 % of trade» is a share, «by 12 %» and «from 12 %» are changes, «90 % interval» is a
level; «range 40–90 %», or a range right behind a number, is the doubt about it.
"""

from collections.abc import Sequence

from scenarios.explanation.prose.numbers import CHANCES, Number, numbers_in
from scenarios.explanation.prose.tokens import Token

__all__ = ["FILLERS", "INTERVALS", "LINKS", "chances_in", "is_called_chance"]

FILLERS = frozenset(
    [
        *"(),:;–—-=~≈[]|",
        *("about", "around", "roughly", "some", "approximately", "nearly", "almost"),
        *("at", "with", "a", "an", "of", "or", "i", "e", "that", "is", "we", "put"),
        *("it", "its", "our", "estimate", "now", "currently", "the", "in", "ie"),
        *("less", "more", "than", "least", "most", "between", "below", "above", "over"),
        *("under", "<", ">", "≤", "≥", *CHANCES),
    ]
)
"""Signs and small words between a word of likelihood and its number."""

LINKS = frozenset(
    [
        *(
            "is",
            "are",
            "stands",
            "remains",
            "stays",
            "was",
            "now",
            "currently",
            "still",
        ),
        *(
            "at",
            "of",
            "put",
            "about",
            "around",
            "roughly",
            "outcome",
            "itself",
            "below",
        ),
        *("above", "over", "under", *":=(–—,<>|-"),
    ]
)
"""Words and signs that tie a number to what it is said of."""


INTERVALS = frozenset(["range", "ranges", "ranging", "interval", "band", "spread"])
"""Nouns that make a range an interval."""

_CHANGES = frozenset(
    ["by", "from", "rose", "fell", "grew", "up", "down", "against", "than", "versus"]
)
_ABOUT = frozenset(["about", "around", "roughly", "nearly", "some", "almost"])
_BOUNDS = frozenset(
    [("more", "than"), ("less", "than"), ("up", "to"), ("at", "least"), ("at", "most")]
)
_SURE = frozenset(["sure", "certain", "likely", "probable", "unlikely"])


def chances_in(tokens: Sequence[Token]) -> tuple[list[Number], list[Number]]:
    """Return the numbers that can be claims, and the ranges that are doubt."""
    numbers = [each for each in numbers_in(tokens) if not _is_other(each, tokens)]
    ends = {each.last for each in numbers if not each.is_range}
    kept: list[Number] = []
    intervals: list[Number] = []
    for each in numbers:
        (intervals if _is_interval(each, tokens, ends) else kept).append(each)
    return kept, intervals


def _is_other(number: Number, tokens: Sequence[Token]) -> bool:
    """Tell whether a percent is a share, a change or the level of an interval."""
    behind = tokens[number.last : number.last + 2]
    words = [token.word for token in behind if token.kind == "word"]
    if _is_change(number, tokens):
        return True
    if words[:1] == ["of"]:
        return not _has_chance_before(number, tokens)
    named = bool(behind) and behind[0].kind == "word" and not number.is_range
    return named and bool(INTERVALS.intersection(words))


def _is_change(number: Number, tokens: Sequence[Token]) -> bool:
    """Tell whether «by», «from» or the like stands before a number, or «by about»."""
    before = [token.word for token in tokens[max(0, number.first - 4) : number.first]]
    while before:
        size = 2 if tuple(before[-2:]) in _BOUNDS else int(before[-1] in _ABOUT)
        if not size:
            break
        del before[-size:]
    return bool(before) and before[-1] in _CHANGES


def _is_interval(number: Number, tokens: Sequence[Token], ends: set[int]) -> bool:
    """Tell whether a range is the doubt about a number, not the number itself.

    Args:
        number: The number.
        tokens: The sentence.
        ends: Where the numbers of the sentence that are no ranges end.
    """
    if not number.is_range:
        return False
    around = tokens[max(0, number.first - 3) : number.last + 1]
    called = any(token.word in INTERVALS for token in around)
    return called or bool(ends & {number.first, number.first - 1})


def is_called_chance(number: Number, tokens: Sequence[Token]) -> bool:
    """Tell whether a number is called a chance, or how sure one is."""
    behind = [token.word for token in tokens[number.last : number.last + 1]]
    if behind and (behind[0] in CHANCES or behind[0] in _SURE):
        return True
    return _has_chance_before(number, tokens)


def _has_chance_before(number: Number, tokens: Sequence[Token]) -> bool:
    """Tell whether «a chance of», «the probability is» or the like stands before."""
    before = [token.word for token in tokens[max(0, number.first - 5) : number.first]]
    for place, word in enumerate(before):
        if word in CHANCES:
            rest = before[place + 1 :]
            return all(each in FILLERS or each in LINKS for each in rest)
    return False
