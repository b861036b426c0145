"""How confident a text says it is: levels, and words that are none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenarios.explanation.prose.tokens import Token

__all__ = ["Confidence", "confidences_in", "levels_of"]

_LEVELS = ("high", "moderate", "low")
_IPCC_LEVELS = ("very high", "high", "medium", "low", "very low")
_DEGREES = frozenset(
    [
        *("high", "moderate", "low", "medium", "great", "greater", "strong", "full"),
        *("considerable", "reasonable", "fair", "limited", "some", "total", "complete"),
        *("absolute", "little", "good", "weak", "poor", "modest", "extreme", "solid"),
        *("significant", "substantial", "higher", "lower", "middling", "utmost"),
    ]
)
_PLAIN = frozenset(["high", "moderate", "low", "medium"])
_ADVERBS = frozenset(["very", "moderately", "fairly", "quite", "rather", "extremely"])
_OWNERS = frozenset(["with", "have", "has", "our", "my", "we", "only", "at", "ascribe"])
_JUDGEMENTS = frozenset(
    [
        *("judgement", "judgment", "judgements", "judgments", "assessment", "analysis"),
        *("assessments", "estimate", "estimates", "finding", "findings", "conclusion"),
    ]
)
_LINKS = frozenset(
    ["is", "are", "remains", "stays", "was", ":", "=", "–", "—", "stands", "at", "be"]
)
_OURS = frozenset(
    ["our", "my", "the", "overall", "analytic", "analytical", "and", "but", "while"]
)
_SELVES = frozenset(["we", "i"])
_REACH = 8


@dataclass(frozen=True, slots=True)
class Confidence:
    """A statement of confidence.

    Attributes:
        first: Number of its first token.
        last: Number of the token after its last.
        level: What it says, such as `high` or `fairly confident`.
        is_own: Whether it is said of the page's subject as a whole: «confidence is …».
    """

    first: int
    last: int
    level: str
    is_own: bool = False


def levels_of(standard: str) -> Sequence[str]:
    """Return the levels of confidence that go with a standard, the highest first."""
    return _IPCC_LEVELS if standard == "ipcc" else _LEVELS


def confidences_in(tokens: Sequence[Token]) -> Iterator[Confidence]:
    """Yield the statements of confidence in a sentence, from left to right."""
    for at, token in enumerate(tokens):
        if token.word == "confidence":
            found = _before(tokens, at) or _behind(tokens, at)
        elif token.word == "confident":
            found = _confident(tokens, at)
        else:
            continue
        if found is not None:
            yield found


def _before(tokens: Sequence[Token], at: int) -> Confidence | None:
    """Read «high confidence», «moderate-to-high confidence», «a low level of …»."""
    words = [token.word for token in tokens[max(0, at - 5) : at]]
    gap = 2 if words[-2:] in (["level", "of"], ["degree", "of"]) else 0
    words = words[: len(words) - gap]
    if not words or words[-1] not in _DEGREES:
        return None
    said = words[-_size(words) :]
    before = words[-len(said) - 1 :][: len(words) > len(said)]
    if not _is_analytic(tokens, at, before, is_plain=bool(_PLAIN.intersection(said))):
        return None
    return Confidence(at - gap - len(said), at + 1, " ".join(said))


def _size(words: Sequence[str]) -> int:
    """Return how many of the last words say the level."""
    match words:
        case [*_, low, "to" | "or", _] if low in _DEGREES:
            return 3
        case [*_, adverb, _] if adverb in _ADVERBS:
            return 2
        case _:
            return 1


def _is_analytic(
    tokens: Sequence[Token], at: int, before: Sequence[str], *, is_plain: bool
) -> bool:
    """Tell whether it is the author's confidence, in a judgement."""
    behind = [token.word for token in tokens[at + 1 : at + 5]]
    if _JUDGEMENTS.intersection(behind):
        return True
    if behind[:1] == ["in"]:
        return False
    return is_plain or behind[:1] == ["that"] or bool(_OWNERS.intersection(before))


def _behind(tokens: Sequence[Token], at: int) -> Confidence | None:
    """Read «confidence is moderate», «confidence in this judgement: low»."""
    if at and tokens[at - 1].kind and tokens[at - 1].word not in _OURS:
        return None
    words = [token.word for token in tokens[at + 1 : at + 1 + _REACH]]
    if words[:1] and words[0] in _PLAIN and not _goes_on(tokens, at + 2):
        return Confidence(at, at + 2, words[0], is_own=True)
    link = next((n for n, word in enumerate(words) if word in _LINKS), None)
    if link is None or not _may_stand_between(words[:link]):
        return None
    rest = words[link + 1 :]
    degree = 1 if rest[:1] and rest[0] in _ADVERBS else 0
    if len(rest) <= degree or rest[degree] not in _DEGREES:
        return None
    joined = rest[1:2] in (["to"], ["or"]) and rest[2:3] and rest[2] in _DEGREES
    size = 3 if joined else degree + 1
    last = at + 1 + link + 1 + size
    return Confidence(at, last, " ".join(rest[:size]), is_own=True)


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word follows, so that «confidence low» need be no statement."""
    return at < len(tokens) and tokens[at].kind == "word"


def _may_stand_between(words: Sequence[str]) -> bool:
    rest = words[1:] if words[:1] == ["level"] else words
    return not rest or (rest[0] == "in" and bool(_JUDGEMENTS.intersection(rest)))


def _confident(tokens: Sequence[Token], at: int) -> Confidence | None:
    """Read «we are fairly confident that»."""
    before = [token.word for token in tokens[max(0, at - 4) : at]]
    if not _SELVES.intersection(before):
        return None
    toned = bool(before) and (before[-1] in _ADVERBS or before[-1].endswith("ly"))
    words = tokens[at - toned : at + 1]
    return Confidence(at - toned, at + 1, " ".join(token.word for token in words))
