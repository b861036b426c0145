"""Key judgements as sentences: likelihood in one, confidence in another.

ICD 203 D.6.e: a likelihood and a level of confidence never share a sentence.
"""

from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from scenarios.assessment.results import (
    Assessment,
    OutcomeAssessment,
    ScenarioAssessment,
)
from scenarios.domain.scenario import Resolution
from scenarios.report.ground import because, timing
from scenarios.report.page.marks import (
    day_mark,
    likelihood_mark,
    quoted,
    range_mark,
)
from scenarios.report.page.phrases import opening, predicate

__all__ = ["Judgement", "figures", "judge", "runner_up"]

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is judged of one question, in sentences.

    Attributes:
        likelihood: How likely the leading outcome is, or how the question ended.
        alternative: How likely the next one is; empty once the question is settled.
        confidence: How good the ground is; empty once the question is settled.
        ground: What holds the confidence where it is; empty as well.
        timing: How the day lies to the horizon; empty where it lies inside.
    """

    likelihood: Markup
    alternative: Markup
    confidence: Markup
    ground: str
    timing: str


def judge(each: ScenarioAssessment, assessment: Assessment) -> Judgement:
    """Put an assessment of a scenario in sentences."""
    if each.resolved is not None:
        return Judgement(_settled(each, each.resolved), Markup(""), Markup(""), "", "")
    standard = assessment.model.words
    return Judgement(
        likelihood=_likelihood(each, standard),
        alternative=_alternative(runner_up(each), standard),
        confidence=_confidence(each),
        ground=_sentence(_capital(because(each))),
        timing=timing(each, assessment.as_of),
    )


def runner_up(each: ScenarioAssessment) -> OutcomeAssessment:
    """Return the likeliest outcome but one; the first of the file among equals."""
    rest = [outcome for outcome in each.outcomes if outcome.id != each.leading.id]
    return max(rest, key=lambda outcome: outcome.probability)


def figures(outcome: OutcomeAssessment, standard: str) -> Markup:
    """Write probability and interval, as they follow a likelihood word."""
    shown = likelihood_mark(outcome.probability, standard)
    if outcome.low is None or outcome.high is None:
        return Markup("({})").format(shown)
    return Markup("({}, {})").format(shown, range_mark(outcome.low, outcome.high))


def _settled(each: ScenarioAssessment, resolved: Resolution) -> Markup:
    came = Markup("The question is settled since {}: {} came true.").format(
        day_mark(resolved.on), quoted(each.scenario.outcomes[resolved.outcome].title)
    )
    if not resolved.why:
        return came
    return Markup("{} The ground for it: {}").format(came, _sentence(resolved.why))


def _likelihood(each: ScenarioAssessment, standard: str) -> Markup:
    lead = each.leading
    numbers, title = figures(lead, standard), quoted(lead.title)
    if lead.probability < HALF:
        text = Markup(
            "No outcome is likelier than all others together. The likeliest, {}, {} {}."
        )
        return text.format(title, _strong(predicate(lead.word)), numbers)
    said = _strong(opening(lead.word))
    return Markup("{} {} that the outcome is {}.").format(said, numbers, title)


def _alternative(outcome: OutcomeAssessment, standard: str) -> Markup:
    return Markup("The nearest alternative, {}, {} {}.").format(
        quoted(outcome.title), predicate(outcome.word), figures(outcome, standard)
    )


def _confidence(each: ScenarioAssessment) -> Markup:
    text = Markup("Confidence in this judgement is {}.")
    return text.format(_strong(each.confidence.level))


def _strong(text: str) -> Markup:
    return Markup("<strong>{}</strong>").format(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    """Return a text that ends as a sentence does."""
    return text if text.rstrip().endswith((".", "!", "?", "…")) else f"{text}."
