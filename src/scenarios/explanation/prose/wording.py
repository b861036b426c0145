"""The checks of the words themselves: they need a standard and no assessment."""

from collections import Counter
from collections.abc import Iterator, Sequence

from scenarios.explanation.prose.claims import Reading
from scenarios.explanation.prose.confidence import Confidence, confidences_in, levels_of
from scenarios.explanation.prose.finding import Remark
from scenarios.explanation.prose.page import Page
from scenarios.explanation.prose.stacks import stacks_in
from scenarios.explanation.prose.terms import (
    FIRST_ROW,
    TITLES,
    band_text,
    opposite,
    spoken,
    suggest,
)
from scenarios.explanation.prose.vocabulary import HedgeMention, TermMention

__all__ = ["Wording"]

JOINING = "ipcc"
"""The standard that lets likelihood and confidence share a sentence."""

CERTAIN = "kent"
"""The standard that has words for certainty."""


class Wording:
    """Checks the words of a page against one standard."""

    def __init__(self, page: Page, readings: Sequence[Reading], standard: str) -> None:
        self._page = page
        self._readings = readings
        self._standard = standard
        self._title = TITLES[standard]
        self._row = _house_row(readings, standard)

    def remarks(self) -> Iterator[Remark]:
        """Yield what is found, sentence by sentence."""
        for reading in self._readings:
            stacked = list(stacks_in(reading))
            yield from self._terms(reading)
            yield from self._hedges(
                reading, {p for each in stacked for p in each.parts}
            )
            for first, last, _ in stacked:
                yield self._stacked(reading, first, last)
            yield from self._confidence(reading)

    def _remark(
        self, reading: Reading, span: tuple[int, int], rule: str, message: str
    ) -> Remark:
        start, end = reading.place(*span)
        return Remark(start, end, rule, f"«{self._page.words(start, end)}» {message}")

    def _terms(self, reading: Reading) -> Iterator[Remark]:
        for mention in reading.terms:
            if mention.is_compared:
                continue
            span = mention.first, mention.last
            if wrong := self._outside(mention):
                yield self._remark(reading, span, "outside-standard", wrong)
            elif mention.term.row != self._row and self._standard == "icd-203":
                message = self._other_row(mention)
                yield self._remark(reading, span, "mixed-rows", message)

    def _outside(self, mention: TermMention) -> str:
        """Say why a term is not of the standard; nothing where it is."""
        term = mention.term
        right = suggest(term, self._standard, self._row)
        if mention.is_negated:
            turned = suggest(opposite(term), self._standard, self._row)
            return f"is no term of {self._title}; write {turned}"
        if mention.tone and term.standard == self._standard:
            plain = spoken(term.band, self._standard, self._row)
            own = f"«{plain}» ({band_text(term.band)})"
            return f"is no term of {self._title}; write {own} or another of its words"
        if mention.tone:
            return f"is no term of {self._title}; write {right}"
        if term.standard == self._standard:
            return ""
        theirs = f"{TITLES[term.standard]} ({band_text(term.band)})"
        return f"is a term of {theirs}, not of {self._title}; write {right}"

    def _other_row(self, mention: TermMention) -> str:
        band, house = mention.term.band, self._row
        other = "second" if house == FIRST_ROW else "first"
        return (
            f"is of the {other} row of ICD 203, and this page writes in the other; "
            f"write «{spoken(band, self._standard, house)}»"
        )

    def _hedges(self, reading: Reading, stacked: set[int]) -> Iterator[Remark]:
        if self._asks(reading):
            return
        for mention in reading.hedges:
            span, kind = (mention.first, mention.last), mention.hedge.kind
            if kind == "certainty":
                if self._standard != CERTAIN:
                    yield self._remark(reading, span, "certainty", self._certain())
            elif mention.first not in stacked and not _is_told(mention, reading):
                yield self._remark(reading, span, "vague-word", self._vague())

    def _asks(self, reading: Reading) -> bool:
        """Tell whether a sentence claims nothing: a heading, or a question."""
        sentence = reading.sentence
        is_heading = self._page.blocks[sentence.block].kind == "heading"
        return is_heading or "?" in [token.word for token in sentence.tokens[-2:]]

    def _vague(self) -> str:
        return (
            "says no likelihood; give a word of "
            f"{self._title} and its number, or state it as fact"
        )

    def _certain(self) -> str:
        most = {"phia": "almost certain", "ipcc": "virtually certain"}
        word = most.get(self._standard, "almost certain")
        return (
            f"claims more than any word of {self._title}; write «{word}» or its "
            "opposite, or state it as fact"
        )

    def _stacked(self, reading: Reading, first: int, last: int) -> Remark:
        message = (
            "hedges one claim twice, and leaves nobody knowing how likely; keep one"
        )
        return self._remark(reading, (first, last), "stacked-hedges", message)

    def _confidence(self, reading: Reading) -> Iterator[Remark]:
        found = list(confidences_in(reading.sentence.tokens))
        levels = levels_of(self._standard)
        for each in found:
            if each.level not in levels:
                wanted = f"{', '.join(levels[:-1])} or {levels[-1]}"
                message = f"is no level of confidence; say {wanted}"
                span = each.first, each.last
                yield self._remark(reading, span, "confidence-level", message)
        is_row = self._page.blocks[reading.sentence.block].kind == "row"
        likelihood = _likelihood(reading)
        if found and likelihood and not is_row and self._standard != JOINING:
            yield self._shared(reading, found[0], likelihood)

    def _shared(
        self, reading: Reading, found: Confidence, likelihood: tuple[int, int]
    ) -> Remark:
        other = self._page.words(*reading.place(*likelihood))
        message = (
            f"shares a sentence with «{other}»; give confidence a sentence of its own"
        )
        span = found.first, found.last
        return self._remark(reading, span, "confidence-beside-likelihood", message)


def _house_row(readings: Sequence[Reading], standard: str) -> int:
    """Return the row of ICD 203 that a page writes in: most often, or first."""
    rows = Counter(
        mention.term.row
        for reading in readings
        for mention in reading.terms
        if mention.term.standard == standard and mention.is_plain
    )
    return rows.most_common(1)[0][0] if rows else FIRST_ROW


def _is_told(mention: HedgeMention, reading: Reading) -> bool:
    """Tell whether the sentence says how likely: «a chance of 70 %», «we believe …»."""
    if mention.hedge.kind == "verb":
        return bool(reading.claims)
    ends_open = reading.sentence.tokens[mention.last - 1].word == "of"
    reach = range(mention.last, mention.last + 4)
    return ends_open and any(each.first in reach for each in reading.claims)


def _likelihood(reading: Reading) -> tuple[int, int] | None:
    """Return the first likelihood that a sentence states, a word or a number."""
    for mention in reading.terms:
        if not mention.is_compared:
            return mention.first, mention.last
    for claim in reading.claims:
        return claim.first, claim.last
    return None
