"""The smallest single change that changes who leads, or the leader's likelihood word.

Five kinds of change, each measured in a unit of its own, as nothing exchanges them: a
development dropped (decibans of news taken away), a report graded otherwise (change of
r, the chance that it tracks the truth), a weight and a prior's odds (decibans they are
turned by), one more observation (decibans with which it is told).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from itertools import groupby
from typing import Literal, TypeVar

import numpy as np

from scenarios.assessment.results import Assessment
from scenarios.assessment.words import likelihood_word
from scenarios.domain.source import SourceRegistry
from scenarios.engine.arrays.leave_out import leave_each_out
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.ledger import Ledger, revise
from scenarios.engine.likelihood import likelihood_db
from scenarios.whatif.bench import Bench, benches
from scenarios.whatif.goals import Goal, GoalName
from scenarios.whatif.grading import Grader, evaluate_grades, regraded
from scenarios.whatif.levers import (
    Lever,
    news_levers,
    prior_levers,
    weight_levers,
)
from scenarios.whatif.news_lever import NewsLever
from scenarios.whatif.prior_lever import PriorLever
from scenarios.whatif.root import Turn, bracket, narrow, settle, steps
from scenarios.whatif.weight_lever import WeightLever, sweep_together

__all__ = ["KINDS", "Flip", "FlipKind", "find_flips", "goals_of"]

FlipKind = Literal["drop", "grade", "weight", "prior", "observation"]

WRITTEN = Context(prec=34)

KINDS: Mapping[FlipKind, str] = {
    "drop": "decibans of news taken away",
    "grade": "change of r",
    "weight": "decibans",
    "prior": "decibans of its odds",
    "observation": "decibans of news",
}
"""Each kind of change, and the unit in which it is the smallest."""


@dataclass(frozen=True)
class Flip:
    """The smallest change of a kind that reaches a goal.

    Attributes:
        scenario: Id of the scenario.
        goal: `lead` or `word`.
        kind: What is changed.
        subject: Id of the development, `development/report`, indicator,
            `indicator/level` or outcome that is changed.
        start: What it is now: a grade, a weight, a prior; None for the other kinds.
        end: What it would be; of one more observation, what is seen.
        outcome: The outcome whose weight it is; None for the other kinds.
        size: How large the change is, in the unit of its kind.
        leads: Id of the outcome that leads then.
        word: Likelihood word, then, of the outcome that leads now.
        probabilities: Of each outcome, then.
    """

    scenario: str
    goal: GoalName
    kind: FlipKind
    subject: str
    start: Decimal | str | None
    end: Decimal | str | None
    outcome: str | None
    size: Decimal
    leads: str
    word: str
    probabilities: Mapping[str, Decimal]

    @property
    def flag(self) -> str | None:
        """Return what makes the change in `whatif`; None where no flag can."""
        match self.kind:
            case "drop":
                return f"--drop {self.subject}"
            case "weight":
                where = f"{self.scenario}/{self.subject}:{self.outcome}"
                return f"--weight {where}={self.end}"
            case "prior":
                return f"--prior {self.scenario}:{self.subject}={self.end}"
            case _:
                return None


def find_flips(assessment: Assessment, sources: SourceRegistry) -> Sequence[Flip]:
    """Return the smallest change of each kind, for every open question and both goals.

    A kind of which no change reaches the goal is left out.

    Args:
        assessment: The scenarios as they stand.
        sources: The registry that graded their reports.
    """
    grader = Grader(sources, assessment.model)
    return [flip for bench in benches(assessment) for flip in _flips(bench, grader)]


def goals_of(bench: Bench) -> Sequence[Goal]:
    """Return both goals of a scenario: another leader, and another word for it."""
    leader = bench.assessed.leading
    place = bench.ledger.outcomes.index(leader.id)
    standard = bench.model.words
    names: Sequence[GoalName] = ("lead", "word")
    return [Goal(name, place, leader.word, standard) for name in names]


def _flips(bench: Bench, grader: Grader) -> Iterator[Flip]:
    goals = goals_of(bench)
    found = [
        *_drops(bench, goals),
        *_grades(bench, goals, grader),
        *_turns(bench, goals, _try_weights(bench), _weight),
        *_turns(bench, goals, _try_each(prior_levers(bench)), _prior),
        *_turns(bench, goals, _try_each(news_levers(bench)), _observation),
    ]
    for goal in goals:
        yield from (flip for flip in found if flip.goal == goal.name)


def _drops(bench: Bench, goals: Sequence[Goal]) -> Iterator[Flip]:
    """Yield, by goal, the weakest development without which it is reached."""
    found = leave_each_out(bench.sweep, bench.readings, bench.scenario, bench.model)
    names = sorted(found, key=lambda name: (_news_of(name, bench), name))
    if not names:
        return
    chances = np.array([found[name] for name in names]).T
    for goal in goals:
        for place in np.flatnonzero(goal.flags(chances)):
            ledger = _without(names[place], bench)
            if goal.is_reached(ledger):
                size = _news_of(names[place], bench)
                yield _flip(bench, goal, "drop", names[place], size, ledger)
                break


def _news_of(name: str, bench: Bench) -> Decimal:
    """Return the most decibans that a development is as evidence for any indicator."""
    return max(
        e.decibans
        for reading in bench.readings
        for e in reading.evidence
        if e.told.development.id == name
    )


def _without(name: str, bench: Bench) -> Ledger:
    changed = {}
    for reading in bench.readings:
        kept = tuple(e for e in reading.evidence if e.told.development.id != name)
        if len(kept) < len(reading.evidence):
            bare = replace(reading, evidence=kept)
            entries = likelihood_db(bare, bench.scenario, bench.model)
            changed[reading.id] = (bare, entries)
    return revise(bench.ledger, changed, bench.model)


def _grades(bench: Bench, goals: Sequence[Goal], grader: Grader) -> Iterator[Flip]:
    """Yield, by goal, the other grade of one report that differs least in r."""
    changes, chances = evaluate_grades(bench, grader)
    order = sorted(range(len(changes)), key=lambda place: changes[place].size)
    for goal in goals:
        flags = goal.flags(chances)
        for change in (changes[place] for place in order if flags[place]):
            ledger = regraded(bench, change)
            if goal.is_reached(ledger):
                subject = f"{change.development}/{change.report}"
                made = _flip(bench, goal, "grade", subject, change.size, ledger)
                yield replace(made, start=change.was, end=change.grade)
                break


L = TypeVar("L", bound=Lever)


def _turns(
    bench: Bench,
    goals: Sequence[Goal],
    tries: Iterable[tuple[L, Floats, Floats]],
    tell: Callable[[Bench, Goal, L, Turn], Flip],
) -> Iterator[Flip]:
    """Yield, by goal, the least turn of any lever that reaches it.

    `tries` has of each lever its steps and the probabilities there.
    """
    tried = list(tries)
    for goal in goals:
        rough = [
            (found, lever)
            for lever, turns, chances in tried
            if (found := bracket(turns, goal.flags(chances))) is not None
        ]
        least = min((abs(far) for (_, far), _ in rough), default=0.0)
        close = [
            (narrow(lever, goal, found), lever)
            for found, lever in rough
            if abs(found[0]) < least
        ]
        if close:
            found, lever = min(close, key=lambda pair: abs(pair[0][1]))
            yield tell(bench, goal, lever, settle(lever, goal, found))


def _try_each(levers: Iterable[L]) -> Iterator[tuple[L, Floats, Floats]]:
    for lever in levers:
        turns = steps(lever)
        if turns.size:
            yield lever, turns, lever.sweep(turns)


def _try_weights(bench: Bench) -> Iterator[tuple[WeightLever, Floats, Floats]]:
    """Try the weights of all outcomes of an indicator, or of a level, at once."""
    alike = groupby(weight_levers(bench), key=lambda lever: (lever.place, lever.level))
    for _, together in alike:
        levers = list(together)
        turns = [steps(lever) for lever in levers]
        yield from zip(levers, turns, sweep_together(levers, turns), strict=True)


def _weight(bench: Bench, goal: Goal, lever: WeightLever, turn: Turn) -> Flip:
    level = f"/{lever.level}" if lever.level else ""
    subject = f"{lever.reading.id}{level}"
    made = _flip(bench, goal, "weight", subject, abs(turn[0]), turn[1])
    end = lever.start + turn[0]
    return replace(made, outcome=lever.outcome, start=lever.start, end=end)


def _prior(bench: Bench, goal: Goal, lever: PriorLever, turn: Turn) -> Flip:
    made = _flip(bench, goal, "prior", lever.outcome, abs(turn[0]), turn[1])
    end = lever.priors(turn[0])[lever.outcome]
    return replace(made, start=lever.start, end=WRITTEN.plus(end))


def _observation(bench: Bench, goal: Goal, lever: NewsLever, turn: Turn) -> Flip:
    subject = lever.reading.id
    made = _flip(bench, goal, "observation", subject, turn[0], turn[1])
    return replace(made, end=lever.sight)


def _flip(  # noqa: PLR0913 what every kind has
    bench: Bench, goal: Goal, kind: FlipKind, subject: str, size: Decimal, then: Ledger
) -> Flip:
    chances = dict(zip(then.outcomes, then.probabilities, strict=True))
    now = then.probabilities[goal.leader]
    return Flip(
        scenario=bench.scenario.id,
        goal=goal.name,
        kind=kind,
        subject=subject,
        start=None,
        end=None,
        outcome=None,
        size=size,
        leads=max(chances, key=lambda name: chances[name]),
        word=likelihood_word(now, goal.standard),
        probabilities=chances,
    )
