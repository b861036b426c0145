"""The checks of what a page says of outcomes against an assessment."""

from collections.abc import Iterator
from decimal import Decimal

from scenarios.assessment.results import (
    Assessment,
    OutcomeAssessment,
    ScenarioAssessment,
)
from scenarios.assessment.words import likelihood_word, percent_of_word, percent_range
from scenarios.explanation.prose.bindings import Binder, Binding
from scenarios.explanation.prose.chances import LINKS
from scenarios.explanation.prose.claims import Claim, Reading
from scenarios.explanation.prose.confidence import confidences_in
from scenarios.explanation.prose.finding import Remark
from scenarios.explanation.prose.names import Naming
from scenarios.explanation.prose.numbers import Number
from scenarios.explanation.prose.page import Page
from scenarios.explanation.prose.terms import Term
from scenarios.explanation.prose.tokens import OPAQUE
from scenarios.explanation.prose.vocabulary import is_negator

__all__ = ["Agreement", "is_statement"]

_ELSEWHERE = frozenset(
    [
        *("if", "unless", "would", "assuming", "provided", "otherwise", "suppose"),
        *(
            "was",
            "were",
            "had",
            "previously",
            "earlier",
            "formerly",
            "initially",
            "ago",
        ),
        *("until", "hypothetically", "counterfactually", "been"),
    ]
)
"""Words of a sentence that speaks of another case or another day."""

_ROUNDING = Decimal("0.005")
_NEAR_END = Decimal("0.01")


def is_statement(binding: Binding, reading: Reading, page: Page) -> bool:
    """Tell whether a claim says what an outcome's likelihood is now.

    A marker always means so. Of a sentence that merely names the outcome, conditions,
    past tenses and denials are left out, and numbers that stand away from the name.
    """
    target = binding.target
    if target.is_marked or target.naming is None:
        return True
    if page.blocks[reading.sentence.block].kind == "row":
        return _is_only_one(binding.claim, reading)
    tokens = reading.sentence.tokens
    if any(token.word in _ELSEWHERE or is_negator(token.word) for token in tokens):
        return False
    claim = binding.claim
    if claim.term is not None or claim in reading.claims:
        return True
    return _stands_beside(claim, target.naming, reading)


def _is_only_one(claim: Claim, reading: Reading) -> bool:
    """Tell whether a row of a table makes no claim but this: not one for each day."""
    worded = [each for each in reading.claims if each.term]
    return [claim] in (worded, [*reading.claims, *reading.numbers])


def _stands_beside(claim: Claim, naming: Naming, reading: Reading) -> bool:
    """Tell whether nothing but signs and small words part a name and a number."""
    start, _ = reading.place(claim.first, claim.last)
    between = [
        token.word
        for token in reading.sentence.tokens
        if naming.end <= token.start < start
    ]
    plain = all(word in LINKS or word[0] == OPAQUE for word in between)
    return plain and naming.end <= start


class Agreement:
    """Checks the claims of a page against an assessment.

    Attributes:
        held: How many claims were held against it.
    """

    def __init__(self, page: Page, assessment: Assessment, standard: str) -> None:
        self._page = page
        self._assessment = assessment
        self._standard = standard
        self._known = {each.id: each for each in assessment.scenarios}
        self.held = 0

    def claim(self, binding: Binding, reading: Reading) -> Remark | None:
        """Say where a claim about an outcome contradicts the assessment."""
        scenario = self._known.get(binding.target.scenario)
        if scenario is None:
            return None
        self.held += 1
        claim, outcome = binding.claim, _outcome(scenario, binding.target.outcome)
        turned = claim.term is not None and claim.term.is_turned
        probability = 1 - outcome.probability if turned else outcome.probability
        wrong = _differs(claim, probability, self._standard)
        if not wrong and (claim.interval is None or _spans(claim.interval, outcome)):
            return None
        start, end = reading.place_of(claim)
        says = f"«{self._page.words(start, end)}» for «{outcome.title}»"
        right = self._says(scenario, outcome, probability)
        return Remark(start, end, "against-assessment", f"{says}: {right}")

    def confidence(self, reading: Reading, binder: Binder) -> Iterator[Remark]:
        """Say where a statement of confidence contradicts the section's scenario."""
        key = binder.scenario_at(reading.sentence.start)
        if key is None or key not in self._known:
            return
        level = self._known[key].confidence.level
        for each in confidences_in(reading.sentence.tokens):
            if each.is_own and each.level in {"high", "moderate", "low"}:
                self.held += 1
                if each.level != level:
                    start, end = reading.place(each.first, each.last)
                    said = f"«{self._page.words(start, end)}» for `{key}`"
                    message = f"{said}: {self._day()} it is {level}; write «{level}»"
                    yield Remark(start, end, "against-assessment", message)

    def _says(
        self,
        scenario: ScenarioAssessment,
        outcome: OutcomeAssessment,
        probability: Decimal,
    ) -> str:
        """Say what the assessment says instead."""
        if scenario.resolved is not None:
            came = scenario.scenario.outcomes[scenario.resolved.outcome].title
            on = scenario.resolved.on.isoformat()
            return f"{self._day()} it is settled, «{came}» since {on}; say so"
        word = likelihood_word(probability, self._standard)
        share = percent_of_word(probability, self._standard)
        span = ""
        if outcome.low is not None and outcome.high is not None:
            span = f", range {percent_range(outcome.low, outcome.high)}"
        aside = "" if probability == outcome.probability else " that it does not happen"
        written = word if word.endswith("%") else f"{word} ({share})"
        said = share if word.endswith("%") else f"{word}, {share}"
        return f"{self._day()} it is {said}{aside}{span}; write «{written}»"

    def _day(self) -> str:
        day, model = self._assessment.as_of.isoformat(), self._assessment.model.id
        return f"as of {day}, model {model},"


def _outcome(scenario: ScenarioAssessment, name: str) -> OutcomeAssessment:
    return next(each for each in scenario.outcomes if each.id == name)


def _differs(claim: Claim, probability: Decimal, standard: str) -> bool:
    """Tell whether a word or a number is another than that of a probability."""
    number = claim.number
    if claim.term is not None and not _means(claim.term.term, probability, standard):
        return True
    if number is None or number.fits(probability):
        return False
    # A share that would round out of its word's band is shown cut off instead.
    shown = percent_of_word(probability, standard).removesuffix(" %")
    return shown[0] in "<>" or not number.fits(Decimal(shown) / 100)


def _means(term: Term, probability: Decimal, standard: str) -> bool:
    """Tell whether a word can be said of a probability; in a gap, both neighbours."""
    if term.band.low <= probability <= term.band.high:
        return True
    word = likelihood_word(probability, standard)
    lower, joined, upper = word.removeprefix("between ").partition(" and ")
    return bool(joined) and term.band.word in {lower, upper}


def _spans(interval: Number, outcome: OutcomeAssessment) -> bool:
    """Tell whether an interval is the outcome's, as far as it was rounded."""
    if outcome.low is None or outcome.high is None:
        return False
    return _is_near(interval.low, outcome.low) and _is_near(interval.high, outcome.high)


def _is_near(written: Decimal, end: float) -> bool:
    """Tell whether an end is written right; below 1 and above 99 % anything is."""
    exact = Decimal(end)
    if abs(written - exact) <= _ROUNDING:
        return True
    low = exact <= _NEAR_END and written <= _NEAR_END
    return low or (exact >= 1 - _NEAR_END and written >= 1 - _NEAR_END)
