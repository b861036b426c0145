"""The checks of words and numbers that stand together, or alone."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from scenarios.assessment.words import likelihood_word
from scenarios.explanation.prose.claims import Claim, Reading
from scenarios.explanation.prose.finding import Remark
from scenarios.explanation.prose.numbers import Number
from scenarios.explanation.prose.page import Page
from scenarios.explanation.prose.terms import TITLES, band_text
from scenarios.explanation.prose.vocabulary import TermMention

__all__ = ["Pairs"]


class Pairs:
    """Checks the words and numbers of a page against each other."""

    def __init__(self, page: Page, standard: str) -> None:
        self._page = page
        self._standard = standard

    def against(self, reading: Reading) -> Iterator[Remark]:
        """Yield words that say another thing than the number beside them."""
        for claim in reading.claims:
            term, number = claim.term, claim.number
            if term is None or number is None or _agree(term, number):
                continue
            word = self._page.words(*reading.place(term.first, term.last))
            written = self._page.words(*reading.place(number.first, number.last))
            means = band_text(term.term.band)
            message = (
                f"«{word}» is {means} in {TITLES[self._standard]}, and {written} is "
                f"{self._called(number)}; change one of them"
            )
            place = reading.place_of(claim)
            yield Remark(*place, "word-against-number", message)

    def alone(
        self, reading: Reading, bound: Sequence[Claim], *, strict: bool
    ) -> Iterator[Remark]:
        """Yield numbers that lack their word and, if strict, words without a number.

        A table may keep to either.

        Args:
            reading: The sentence.
            bound: Its claims that are about an outcome.
            strict: Whether a word needs a number.
        """
        if self._page.blocks[reading.sentence.block].kind == "row":
            return
        claims = dict.fromkeys([*reading.claims, *bound])
        terms = [claim.term for claim in claims if claim.term]
        numbers = [claim.number for claim in claims if claim.number]
        if not terms:
            for number in numbers:
                if not self._has_no_word(number):
                    yield self._number_alone(reading, number)
        elif strict and not numbers:
            for term in terms:
                yield self._word_alone(reading, term)

    def _has_no_word(self, number: Number) -> bool:
        """Tell whether the standard has no word so far out: below 1, above 99 %."""
        word = likelihood_word(number.middle, self._standard)
        return word[0] in "ab" and word.endswith("%")

    def _number_alone(self, reading: Reading, number: Number) -> Remark:
        place = reading.place(number.first, number.last)
        written = self._page.words(*place)
        message = f"{written} stands without its word; it is {self._called(number)}"
        return Remark(*place, "number-alone", f"{message} in {TITLES[self._standard]}")

    def _word_alone(self, reading: Reading, mention: TermMention) -> Remark:
        place = reading.place(mention.first, mention.last)
        written = self._page.words(*place)
        low, high = (f"{end * 100:.0f}" for end in _ends(mention))
        message = (
            f"«{written}» stands without its number; add the one you mean, between "
            f"{low} and {high} %"
        )
        return Remark(*place, "word-alone", message)

    def _called(self, number: Number) -> str:
        """Return the words of a number, of both its ends where they differ."""
        ends = [number.low, number.high]
        if not number.is_range and number.low != number.high:
            ends = [number.high if number.low == 0 else number.low]
        words = dict.fromkeys(likelihood_word(end, self._standard) for end in ends)
        return " to ".join(f"«{word}»" for word in words)


def _ends(mention: TermMention) -> tuple[Decimal, Decimal]:
    return mention.term.band.low, mention.term.band.high


def _agree(mention: TermMention, number: Number) -> bool:
    """Tell whether a word and a number can mean the same.

    Of «likely not (30 %)» nobody knows whether 30 % is the chance or its opposite.
    """
    if number.suits(mention.term.band):
        return True
    if not mention.is_turned:
        return False
    low, high = 1 - number.high, 1 - number.low
    turned = Number(0, 0, low, high, number.slack, number.is_range)
    return turned.suits(mention.term.band)
