"""Alternatives: what speaks for the next outcome, and what would give it the lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.results import OutcomeAssessment, ScenarioAssessment
from scenarios.report.flips import flip_change, flip_size
from scenarios.report.page.anchors import anchor
from scenarios.report.page.judgements import runner_up
from scenarios.whatif.flip import Flip

__all__ = ["Alternatives", "Leaning", "Turn", "tell_alternatives"]

MOST = 4
LEAST = Decimal("0.05")
"""Decibans that people are shown as 0.0 when they are fewer."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """A row of the ledger that tells the next outcome from the leading one.

    Attributes:
        anchor: The row.
        title: What it is.
        decibans: For the next outcome, less for the leading one.
    """

    anchor: str
    title: str
    decibans: Decimal


@dataclass(frozen=True, slots=True)
class Turn:
    """A smallest single change of its kind.

    Attributes:
        kind: What is changed.
        size: How large the change is, in the unit of its kind.
        change: From what to what.
        leads: Title of the outcome that leads then.
        probability: Of that outcome, then.
        word: Likelihood word, then, of the outcome that leads now.
    """

    kind: str
    size: str
    change: str
    leads: str
    probability: Decimal
    word: str


@dataclass(frozen=True, slots=True)
class Alternatives:
    """What would have to be otherwise for another outcome to lead.

    Attributes:
        next: The likeliest outcome but one.
        gap: Decibans of score by which it trails, at least 0.
        leans_to: The rows that favour it most over the leading one.
        leans_from: The rows that favour the leading one most.
        lead: The smallest changes that give another outcome the lead.
        word: The smallest changes that change the leader's likelihood word.
    """

    next: OutcomeAssessment
    gap: Decimal
    leans_to: tuple[Leaning, ...]
    leans_from: tuple[Leaning, ...]
    lead: tuple[Turn, ...]
    word: tuple[Turn, ...]


def tell_alternatives(
    each: ScenarioAssessment, lead: Sequence[Flip], word: Sequence[Flip]
) -> Alternatives:
    """Tell what the next outcome would need.

    Args:
        each: The scenario.
        lead: The smallest changes that give another outcome the lead.
        word: Those that change the leader's likelihood word.
    """
    following = runner_up(each)
    rows = _leanings(each, following.id)
    return Alternatives(
        next=following,
        gap=-sum((row.decibans for row in rows), Decimal(0)),
        leans_to=tuple(row for row in rows if row.decibans >= LEAST)[:MOST],
        leans_from=tuple(row for row in rows[::-1] if row.decibans <= -LEAST)[:MOST],
        lead=tuple(_turn(flip, each) for flip in lead),
        word=tuple(_turn(flip, each) for flip in word),
    )


def _leanings(each: ScenarioAssessment, following: str) -> list[Leaning]:
    """Return all rows, what favours the next outcome most first."""
    ledger = each.ledger
    there, here = (ledger.outcomes.index(o) for o in (following, each.leading.id))
    found = [
        Leaning(
            anchor("row", each.id, row.reading.id),
            row.reading.indicator.title,
            row.decibans[there] - row.decibans[here],
        )
        for row in ledger.rows
    ]
    for name, title, entries in (
        ("prior", "The priors", ledger.prior),
        ("clock", "The clock", ledger.clock),
    ):
        if entries is not None:
            place = anchor(name, each.id)
            found.append(Leaning(place, title, entries[there] - entries[here]))
    return sorted(found, key=lambda row: (-row.decibans, row.anchor))


def _turn(flip: Flip, each: ScenarioAssessment) -> Turn:
    return Turn(
        kind=flip.kind,
        size=flip_size(flip),
        change=flip_change(flip, each),
        leads=each.scenario.outcomes[flip.leads].title,
        probability=flip.probabilities[flip.leads],
        word=flip.word,
    )
