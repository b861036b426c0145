"""What the words of a sentence say of likelihood, under one standard."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from scenarios.assessment.words import STANDARDS
from scenarios.explanation.prose.hedges import Hedge, hedges, ordinary
from scenarios.explanation.prose.phrases import Lexicon, Match
from scenarios.explanation.prose.terms import Term, terms_of
from scenarios.explanation.prose.tokens import Token

__all__ = ["HedgeMention", "TermMention", "Vocabulary", "is_negator"]

_TONES = frozenset(
    [
        *("quite", "rather", "fairly", "pretty", "somewhat", "reasonably", "extremely"),
        *("exceptionally", "highly", "overwhelmingly", "really", "strongly", "very"),
        *("moderately", "slightly", "vanishingly", "virtually", "practically", "most"),
        *("nearly", "almost", "entirely", "completely", "particularly", "remarkably"),
    ]
)
"""Adverbs that tone a word up or down; the standard does not know the result."""

_COMPARING = frozenset(
    ["more", "less", "as", "equally", "how", "increasingly", "least", "so", "too"]
)
_POINTING = frozenset(
    ["the", "its", "their", "our", "his", "her", "whose", "two", "three", "second"]
)
_NEGATORS = frozenset(["not", "never", "hardly", "scarcely", "neither", "nor"])
_JOINERS = frozenset(["or", "if", "whether", "why"])
_PREDICATING = frozenset(
    [
        *("is", "are", "was", "were", "be", "remain", "remains", "stay", "stays"),
        *("as", "seem", "seems", "look", "looks", "appear", "appears", "very"),
        *("become", "becomes", "currently", "now", "still", "judged", "assessed"),
    ]
)
_REMOTE = "remote"


@dataclass(frozen=True, slots=True)
class TermMention:
    """A likelihood word in a sentence.

    Attributes:
        term: The word.
        first: Number of its first token.
        last: Number of the token after its last.
        tone: The adverb before it that tones it up or down; empty for none.
        is_negated: Whether a «not» stands before it.
        is_turned: Whether a «not» stands behind it, so that the opposite is likely.
        is_compared: Whether it compares, as in «more likely», and claims nothing.
    """

    term: Term
    first: int
    last: int
    tone: str = ""
    is_negated: bool = False
    is_turned: bool = False
    is_compared: bool = False

    @property
    def is_plain(self) -> bool:
        """Tell whether it says neither more nor less than its standard."""
        return not (self.tone or self.is_negated or self.is_compared)


@dataclass(frozen=True, slots=True)
class HedgeMention:
    """A hedge in a sentence.

    Attributes:
        hedge: The hedge.
        first: Number of its first token.
        last: Number of the token after its last.
    """

    hedge: Hedge
    first: int
    last: int


Meaning = Term | Hedge | None


class Vocabulary:
    """The words of one standard, of the others, and those that name no likelihood."""

    def __init__(self, standard: str) -> None:
        self.standard = standard

    def mentions(
        self, tokens: Sequence[Token], text: str
    ) -> Iterator[TermMention | HedgeMention]:
        """Yield what a sentence says, from left to right.

        Args:
            tokens: The sentence.
            text: The whole text, for capital letters.
        """
        for match in _lexicon(self.standard).find(tokens):
            meaning = match.meaning
            if isinstance(meaning, Hedge):
                if not _is_month(tokens[match.first], tokens, match.first, text):
                    yield HedgeMention(meaning, match.first, match.last)
            elif meaning is not None and _is_said(match, tokens):
                yield _mention(meaning, match.first, match.last, tokens)


@cache
def _lexicon(standard: str) -> Lexicon[Meaning]:
    return Lexicon(_meanings(standard))


def is_negator(word: str) -> bool:
    """Tell whether a word says no to what follows.

    >>> is_negator("isn't"), is_negator("no")
    (True, False)
    """
    return word in _NEGATORS or word.endswith("n't")


def _meanings(standard: str) -> Mapping[tuple[str, ...], Meaning]:
    """Collect all phrases; the standard's own words win over all others."""
    found: dict[tuple[str, ...], Meaning] = {}
    for other in STANDARDS:
        if other != standard:
            for words, term in terms_of(other):
                # Kent's «probably not» is two words in the others: probably, and not.
                if words[-1] != "not" or "as" in words or "than" in words:
                    found.setdefault(words, term)
    for words, hedge in hedges():
        if hedge.kind == "verb":
            found[words] = hedge
        else:
            found.setdefault(words, hedge)
    found.update(dict.fromkeys(ordinary()))
    found.update(terms_of(standard))
    return found


def _is_month(token: Token, tokens: Sequence[Token], at: int, text: str) -> bool:
    """Tell whether «May» is a month or a name: capital, or in capitals at a number."""
    if token.word not in {"may", "might"}:
        return False
    written = text[token.start : token.end]
    if written[0].islower():
        return False
    if not written.isupper():
        return token.word == "may"
    around = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
    return any(each.kind == "number" for each in around)


def _is_said(match: Match[Meaning], tokens: Sequence[Token]) -> bool:
    """Tell whether «remote» is a likelihood, and not a place or a way of working."""
    if match.last - match.first > 1 or tokens[match.first].word != _REMOTE:
        return True
    before = tokens[match.first - 1].word if match.first else ""
    return before in _PREDICATING


def _mention(term: Term, first: int, last: int, tokens: Sequence[Token]) -> TermMention:
    """Look at what stands around a term."""
    words = [token.word for token in tokens[max(0, first - 4) : first]]
    following = tokens[last].word if last < len(tokens) else ""
    is_compared = bool(words) and _compares(words)
    tone = words.pop() if words and words[-1] in _TONES and not is_compared else ""
    is_negated = bool(words) and _negates(words)
    return TermMention(
        term=term,
        first=first - bool(tone) - is_negated,
        last=last,
        tone=tone,
        is_negated=is_negated,
        is_turned=following == "not",
        is_compared=is_compared,
    )


def _compares(before: Sequence[str]) -> bool:
    if before[-1] == "most":
        return before[-2:-1] != [] and before[-2] in _POINTING
    return before[-1] in _COMPARING


def _negates(before: Sequence[str]) -> bool:
    return is_negator(before[-1]) and before[-2:-1] not in [[w] for w in _JOINERS]
