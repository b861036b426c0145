"""What an entry has moved: scenarios before and after, and each development alone."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scenarios.assessment.recording import Recorded
from scenarios.assessment.weighing import Weighed, weigh
from scenarios.explanation.movers import Mover, is_felt, leave_one_out

__all__ = ["Effect", "Impact", "Move", "effect_of", "impact"]

MOST_ALONE = 1000
"""Developments that are taken out one by one; more would take too long."""


@dataclass(frozen=True, slots=True)
class Move:
    """One outcome before and after.

    Attributes:
        outcome: Its id.
        before: Probability before.
        after: Probability after.
        word_before: Likelihood word before.
        word_after: Likelihood word after.
        decibans: Change of its score.
    """

    outcome: str
    before: Decimal
    after: Decimal
    word_before: str
    word_after: str
    decibans: Decimal

    @property
    def points(self) -> Decimal:
        """Return the change of its probability, in (−1, 1)."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Impact:
    """What an entry has moved in one scenario.

    Attributes:
        after: The scenario with the entry.
        moves: Its outcomes, in the order of the file.
        movers: What each entered development that counts moves alone, the strongest
            first; empty where they are too many to take out one by one.
    """

    after: Weighed
    moves: tuple[Move, ...]
    movers: Sequence[Mover]

    @property
    def size(self) -> Decimal:
        """Return the largest change of any outcome."""
        return max(abs(move.points) for move in self.moves)

    @property
    def is_felt(self) -> bool:
        """Tell whether any outcome moved by as much as people are shown."""
        return any(is_felt(move.points, move.decibans) for move in self.moves)


@dataclass(frozen=True, slots=True)
class Effect:
    """What something that was put on record has moved.

    Attributes:
        as_of: The day that was weighed.
        model: Id of the scoring model.
        impacts: The scenarios that it is felt in, the most moved first.
    """

    as_of: date
    model: str
    impacts: tuple[Impact, ...]


def effect_of(recorded: Recorded, as_of: date, model: str | None = None) -> Effect:
    """Compare what can have moved before and after something was put on record.

    Args:
        recorded: What was put on record.
        as_of: The day to weigh.
        model: Id of the scoring model; the workspace's own where None.

    Raises:
        UnknownModelError: The workspace holds no model of such a name.
        FaultyDataError: The model's scale lacks words that the scenarios use.
    """
    names = recorded.scenarios
    rules = recorded.after.workspace.model(model).model
    if not names:
        return Effect(as_of, rules.id, ())
    before, after = (
        weigh(
            told.workspace,
            told.developments.items,
            as_of,
            scenarios=names,
            model=model,
        )
        for told in (recorded.before, recorded.after)
    )
    return Effect(as_of, rules.id, impact(before, after, recorded.entered))


def impact(
    before: Sequence[Weighed], after: Sequence[Weighed], entered: Container[str]
) -> tuple[Impact, ...]:
    """Compare the same scenarios before and after an entry.

    Args:
        before: The scenarios without it.
        after: The same scenarios with it, in the same order.
        entered: Ids of the developments entered.

    Returns:
        One for each scenario that the entry is felt in, the most moved first.
    """
    found = [
        Impact(now, _moves(then, now), _movers(now, entered))
        for then, now in zip(before, after, strict=True)
    ]
    felt = [each for each in found if each.is_felt]
    return tuple(sorted(felt, key=lambda each: (-each.size, each.after.id)))


def _moves(then: Weighed, now: Weighed) -> tuple[Move, ...]:
    words_then: Mapping[str, str] = then.words
    words_now: Mapping[str, str] = now.words
    return tuple(
        Move(
            outcome=name,
            before=then.probabilities[name],
            after=now.probabilities[name],
            word_before=words_then[name],
            word_after=words_now[name],
            decibans=now.scores[name] - then.scores[name],
        )
        for name in now.ledger.outcomes
    )


def _movers(now: Weighed, entered: Container[str]) -> Sequence[Mover]:
    told = {
        each.told.development.id
        for row in now.ledger.rows
        for each in row.reading.evidence
    }
    counting = {name for name in told if name in entered}
    if len(counting) > MOST_ALONE:
        return ()
    return leave_one_out(now.ledger, now.scenario, now.model, now.as_of, counting)
