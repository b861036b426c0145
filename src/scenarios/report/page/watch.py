"""What to watch next: signs that may still be heard of, and what they would say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.explanation.prospects import Prospect, prospects
from scenarios.report.page.anchors import anchor
from scenarios.report.signposts import silence_text
from scenarios.whatif.signposts import Signpost

__all__ = ["Ahead", "Sign", "Turning", "look_ahead"]

MOST = 6


@dataclass(frozen=True, slots=True)
class Sign:
    """A signpost.

    Attributes:
        anchor: Its row of the ledger.
        title: The sign.
        chance: That it is there, heard of or not.
        soon: Chance to hear of it within the days looked ahead; None without a window.
        outcome: Title of the outcome that it would move most.
        now: Probability of that outcome today.
        if_seen: Were the sign seen for certain.
        if_absent: Were it known not to come.
        bits: Information to expect of it.
        silence: Since when its silence counts.
        leads: Title of the outcome that would lead were it seen; empty where it is the
            same as today.
    """

    anchor: str
    title: str
    chance: Decimal
    soon: Decimal | None
    outcome: str
    now: Decimal
    if_seen: Decimal
    if_absent: Decimal
    bits: Decimal
    silence: str
    leads: str


@dataclass(frozen=True, slots=True)
class Turning:
    """A sign of any kind that would change who leads, were it seen for certain.

    Attributes:
        anchor: Its row of the ledger.
        title: The sign.
        sight: What would be seen.
        leads: Title of the outcome that would lead.
        probability: Of that outcome, then.
    """

    anchor: str
    title: str
    sight: str
    leads: str
    probability: Decimal


@dataclass(frozen=True, slots=True)
class Ahead:
    """What to watch in one scenario.

    Attributes:
        signs: The most telling first, at most six.
        others: How many more tell less.
        turnings: What would change who leads.
    """

    signs: tuple[Sign, ...]
    others: int
    turnings: tuple[Turning, ...]


def look_ahead(
    each: ScenarioAssessment, assessment: Assessment, found: Sequence[Signpost]
) -> Ahead:
    """Tell what to watch in a scenario.

    Args:
        each: The scenario.
        assessment: What it is a part of.
        found: Its signposts, the most telling first.
    """
    turning = [p for p in prospects(assessment, each) if p.changes_lead]
    return Ahead(
        signs=tuple(_sign(sign, each, assessment.as_of) for sign in found[:MOST]),
        others=max(0, len(found) - MOST),
        turnings=tuple(_turning(prospect, each) for prospect in turning),
    )


def _sign(found: Signpost, each: ScenarioAssessment, as_of: date) -> Sign:
    at, outcomes = found.most_moved, each.scenario.outcomes
    then = _leader(found.if_seen)
    return Sign(
        anchor=anchor("row", each.id, found.indicator),
        title=found.reading.indicator.title,
        chance=found.chance,
        soon=found.soon,
        outcome=outcomes[at].title,
        now=found.now[at],
        if_seen=found.if_seen[at],
        if_absent=found.if_absent[at],
        bits=found.bits,
        silence=silence_text(found, as_of),
        leads="" if then == each.leading.id else outcomes[then].title,
    )


def _leader(chances: Mapping[str, Decimal]) -> str:
    return max(chances, key=lambda name: chances[name])


def _turning(found: Prospect, each: ScenarioAssessment) -> Turning:
    then = _leader(found.probabilities)
    return Turning(
        anchor=anchor("row", each.id, found.indicator),
        title=each.scenario.indicators[found.indicator].title,
        sight=found.sight,
        leads=each.scenario.outcomes[then].title,
        probability=found.probabilities[then],
    )
