"""Numbers of a sentence that can be probabilities: percents, ranges, one in five."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scenarios.assessment.words import Band
from scenarios.explanation.prose.tokens import Token

__all__ = ["CHANCES", "Number", "numbers_in"]

CHANCES = frozenset(["chance", "chances", "probability", "likelihood", "odds"])
"""Nouns that make a number a probability."""

_UNITS = frozenset(["%", "percent", "pct"])
_DASHES = frozenset("–—-−")
_ABOUT = frozenset(
    ["about", "around", "roughly", "approximately", "some", "nearly", "almost", "~"]
)
_BELOW = frozenset(["<", "≤", "below", "under"])
_ABOVE = frozenset([">", "≥", "above", "over"])
_UP_TO = (("less", "than"), ("at", "most"), ("up", "to"), ("fewer", "than"))
_FROM = (("more", "than"), ("at", "least"))
_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve"),
)
_TENS = (
    *("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty"),
    "ninety",
)
_NUMERALS: Mapping[str, int] = {
    **{word: 10 * number for number, word in enumerate(_TENS, 1)},
    **{word: number for number, word in enumerate(_ONES)},
    "hundred": 100,
}
_NEAR = Decimal("0.025")
_WHOLE = 100
_REACH = 4
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Number:
    """A number that can be a probability.

    Attributes:
        first: Number of its first token.
        last: Number of the token after its last.
        low: The probability, or the lower end of a range.
        high: The same, or the upper end.
        slack: How far rounding lets the true value lie beyond either end.
        is_range: Whether both ends were written.
    """

    first: int
    last: int
    low: Decimal
    high: Decimal
    slack: Decimal
    is_range: bool = False

    def fits(self, probability: Decimal) -> bool:
        """Tell whether a probability can be written so."""
        return self.low - self.slack <= probability <= self.high + self.slack

    def suits(self, band: Band) -> bool:
        """Tell whether it goes with a word: a range lies in its band, a point may."""
        if self.is_range:
            inside = band.low - self.slack <= self.low
            return inside and self.high <= band.high + self.slack
        return self.low - self.slack <= band.high and band.low <= self.high + self.slack

    @property
    def middle(self) -> Decimal:
        """Return the probability halfway between its ends."""
        return (self.low + self.high) / 2


def numbers_in(tokens: Sequence[Token]) -> Iterator[Number]:
    """Yield the percents, ranges and chances in so many, from left to right."""
    at = 0
    while at < len(tokens):
        found = _number(tokens, at) if _is_numeral(tokens[at]) else None
        if found is None:
            at += 1
        else:
            at = found.last
            yield _qualified(found, tokens)


def _is_numeral(token: Token) -> bool:
    return token.kind == "number" or token.word in _NUMERALS


def _number(tokens: Sequence[Token], at: int) -> Number | None:
    return _percent(tokens, at) or _one_in(tokens, at) or _decimal(tokens, at)


def _value(tokens: Sequence[Token], at: int) -> tuple[Decimal, int] | None:
    """Read digits or a numeral; return it and the number of the token behind it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "number" and len(token.word) <= _LONGEST:
        return _digits(token.word), at + 1
    if token.word not in _NUMERALS:
        return None
    value = _NUMERALS[token.word]
    following = tokens[at + 1].word if at + 1 < len(tokens) else ""
    if token.word in _TENS and value > 10 and following in _ONES[1:10]:  # noqa: PLR2004 ten has no ones
        return Decimal(value + _NUMERALS[following]), at + 2
    return Decimal(value), at + 1


def _digits(text: str) -> Decimal:
    """Read digits; a comma before one or two of them is a decimal comma."""
    whole, comma, part = text.rpartition(",")
    if comma and len(part) < 3 and "." not in text and "," not in whole:  # noqa: PLR2004 three are thousands
        return Decimal(f"{whole}.{part}")
    plain = text.replace(",", "")
    first, *rest = plain.split(".")
    return Decimal(f"{first}.{''.join(rest)}" if rest else first)


def _unit(tokens: Sequence[Token], at: int) -> int:
    """Return the number of the token behind «%»; 0 where there is none."""
    words = [token.word for token in tokens[at : at + 3]]
    if words[:2] == ["per", "cent"]:
        end, following = at + 2, words[2:3]
    elif words[:1] and words[0] in _UNITS:
        end, following = at + 1, words[1:2]
    else:
        return 0
    return 0 if following in (["point"], ["points"]) else end


def _percent(tokens: Sequence[Token], at: int) -> Number | None:
    first = _value(tokens, at)
    if first is None:
        return None
    value, end = first
    behind = _unit(tokens, end)
    second = _second(tokens, behind or end, at)
    if second is not None:
        other, last = second
        low, high = sorted((value / _WHOLE, other / _WHOLE))
        return _bounded(Number(at, last, low, high, _rounding(other), is_range=True))
    if not behind:
        return None
    share = value / _WHOLE
    return _bounded(Number(at, behind, share, share, _rounding(value)))


def _second(tokens: Sequence[Token], at: int, start: int) -> tuple[Decimal, int] | None:
    """Read the upper end of a range that begins at `start`."""
    if at >= len(tokens):
        return None
    before = tokens[start - 1].word if start else ""
    sign = tokens[at].word
    joins = sign in _DASHES or (sign == "to" and before not in {"from", "rose", "fell"})
    if not joins and not (sign == "and" and before == "between"):
        return None
    other = _value(tokens, at + 1)
    behind = _unit(tokens, other[1]) if other else 0
    return (other[0], behind) if other and behind else None


def _one_in(tokens: Sequence[Token], at: int) -> Number | None:
    """Read «one in five», where a noun such as chance stands near."""
    first = _value(tokens, at)
    if first is None:
        return None
    value, end = first
    end += _is_dash(tokens, end)
    if end >= len(tokens) or tokens[end].word != "in":
        return None
    second = _value(tokens, end + 1 + _is_dash(tokens, end + 1))
    if second is None or not 0 < value < second[0] or not _near_chance(tokens, at):
        return None
    share = value / second[0]
    return Number(at, second[1], share, share, _NEAR)


def _decimal(tokens: Sequence[Token], at: int) -> Number | None:
    """Read «0.7», where a noun such as probability stands shortly before."""
    token = tokens[at]
    is_share = token.kind == "number" and token.word.startswith("0.")
    if not is_share or len(token.word) > _LONGEST:
        return None
    before = {each.word for each in tokens[max(0, at - _REACH) : at]}
    if not before & CHANCES:
        return None
    value = _digits(token.word)
    return Number(at, at + 1, value, value, _rounding(value) * _WHOLE)


def _is_dash(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].word in _DASHES


def _near_chance(tokens: Sequence[Token], at: int) -> bool:
    near = tokens[max(0, at - _REACH) : at + 2 * _REACH]
    return any(token.word in CHANCES for token in near)


def _rounding(value: Decimal) -> Decimal:
    """Return half of the last digit of a percentage, as a share."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) else 0
    return Decimal(5).scaleb(-max(0, places) - 1) / _WHOLE


def _bounded(number: Number) -> Number | None:
    return number if number.high <= 1 else None


def _qualified(number: Number, tokens: Sequence[Token]) -> Number:
    """Add what stands before a number: about, below, at least."""
    words = tuple(
        token.word for token in tokens[max(0, number.first - 2) : number.first]
    )
    if not words or number.is_range:
        return number
    if words[-1] in _BELOW or words in _UP_TO:
        return replace(number, low=Decimal(0), slack=Decimal(0))
    if words[-1] in _ABOVE or words in _FROM:
        return replace(number, high=Decimal(1), slack=Decimal(0))
    return replace(number, slack=_NEAR) if words[-1] in _ABOUT else number
