"""Key assumptions and linchpins: judgements and evidence that carry the lead."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scenarios.assessment.confidence import count
from scenarios.assessment.results import ScenarioAssessment
from scenarios.report.page.anchors import anchor
from scenarios.report.page.marks import quoted
from scenarios.whatif.swings import (
    Chances,
    LeftOut,
    LeftOutKind,
    ScenarioSensitivity,
    Swing,
)

__all__ = ["Assumptions", "Linchpin", "Pull", "tell_assumptions"]

MOST = 5
FELT = 0.005
"""A change of probability that people are shown as less than a point."""

KINDS: Sequence[LeftOutKind] = ("development", "source", "origin")


@dataclass(frozen=True, slots=True)
class Pull:
    """A judgement, and where the leading outcome would stand with another one.

    Attributes:
        title: What is judged.
        anchor: The row of the ledger it belongs to; empty for none.
        steps: What it would be, lower and higher.
        lower: Probability of the leading outcome with the lower step.
        higher: With the higher one.
        changes_lead: Whether either step gives another outcome the lead.
    """

    title: str
    anchor: str
    steps: str
    lower: float
    higher: float
    changes_lead: bool


@dataclass(frozen=True, slots=True)
class Linchpin:
    """A piece of evidence, and where the leading outcome would stand without it.

    Attributes:
        kind: development, source or origin.
        id: Its id.
        title: What it says, or who it is.
        anchor: Its place; empty for an origin.
        then: Probability of the leading outcome without it.
        change: Then, less now.
        leads: Title of the outcome that would lead; empty where it is the same.
    """

    kind: LeftOutKind
    id: str
    title: str
    anchor: str
    then: float
    change: float
    leads: str


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the judgement of one scenario hangs on.

    Attributes:
        sentence: Whether any one thing changes who leads.
        pulls: The judgements that move the leading outcome most.
        linchpins: The evidence that does; what moves it by less than a point is left
            out.
    """

    sentence: Markup
    pulls: tuple[Pull, ...]
    linchpins: tuple[Linchpin, ...]


def tell_assumptions(
    each: ScenarioAssessment, found: ScenarioSensitivity
) -> Assumptions:
    """Tell what a judgement hangs on."""
    lead = each.leading.id
    linchpins = [
        _linchpin(piece, each, found.now)
        for kind in KINDS
        for piece in found.left_out_of(lead, kind)[:MOST]
        if abs(piece.change(lead, found.now)) >= FELT or piece.changes_lead
    ]
    return Assumptions(
        sentence=_sentence(each, found),
        pulls=tuple(_pull(swing, each) for swing in found.swings_of(lead)[:MOST]),
        linchpins=tuple(linchpins),
    )


def _sentence(each: ScenarioAssessment, found: ScenarioSensitivity) -> Markup:
    judgements = _turning([swing.changes_lead for swing in found.swings], "judgement")
    pieces = _turning([piece.changes_lead for piece in found.left_out], "piece")
    text = Markup(
        "{} would, a step lower or higher, take the lead from {}. "
        "{} of the evidence would, left out alone."
    )
    return text.format(judgements, quoted(each.leading.title), pieces)


def _turning(turns: Sequence[bool], noun: str) -> str:
    """Write how many of some things change who leads.

    >>> _turning([True, False], "piece"), _turning([False, False], "judgement")
    ('1 of 2 pieces', 'None of 2 judgements')
    """
    return f"{sum(turns) or 'None'} of {count(len(turns), noun)}"


def _pull(swing: Swing, each: ScenarioAssessment) -> Pull:
    given, lead = swing.input, each.leading.id
    place = anchor("row", each.id, given.indicator) if given.indicator else ""
    return Pull(
        title=_judged(swing, each),
        anchor=place,
        steps=" or ".join(given.steps),
        lower=swing.lower[lead],
        higher=swing.higher[lead],
        changes_lead=swing.changes_lead,
    )


def _judged(swing: Swing, each: ScenarioAssessment) -> str:
    given, scenario = swing.input, each.scenario
    outcome = (
        f" for «{scenario.outcomes[given.outcome].title}»" if given.outcome else ""
    )
    sign = scenario.indicators[given.indicator].title if given.indicator else ""
    match given.kind:
        case "weight":
            return f"Weight of «{sign}»{outcome}"
        case "prior":
            return f"Prior{outcome}"
        case "grade":
            return f"Reliability of {given.name}"
        case "coverage":
            return f"Coverage of «{sign}»"
        case "expected":
            return f"How often «{sign}» is expected"
        case _:
            return f"The model's {given.name}"


def _linchpin(piece: LeftOut, each: ScenarioAssessment, now: Chances) -> Linchpin:
    lead = each.leading.id
    leads = max(piece.probabilities, key=lambda name: piece.probabilities[name])
    return Linchpin(
        kind=piece.kind,
        id=piece.name,
        title=piece.title or piece.name,
        anchor="" if piece.kind == "origin" else anchor(piece.kind, piece.name),
        then=piece.probabilities[lead],
        change=piece.change(lead, now),
        leads=each.scenario.outcomes[leads].title if piece.changes_lead else "",
    )
