"""Four questions of 4 outcomes, 20 event indicators and 60 developments each, assessed.

Three starts, each to the posteriors of all four questions:

- *evidence in place*: ours from a stack of packs; the peers from networks that are
  built and have their virtual evidence set; the exact ledger from heard developments.
- *evidence handed over*: the same, with the odds of every indicator handed over.
- *from nothing*: ours from developments and reports, graded, heard and dated; the
  peers from plain θ and odds, so that they are spared all of that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

import numpy as np
from benchmarks.drawing import FULL, Question, Shape, draw_question
from benchmarks.networks import (
    AGRUM_ENGINES,
    AgrumPeer,
    Network,
    PgmpyPeer,
    has_pgmpy,
    read_network,
)
from benchmarks.timing import Contender, Times, print_table, print_target, race, ratio

from scenarios.engine.arrays.batch import evaluate_batch, stack
from scenarios.engine.arrays.kernels import evaluate
from scenarios.engine.arrays.pack import EventRow, Floats
from scenarios.engine.decimals import db, power

if TYPE_CHECKING:
    from scenarios.engine.reports import Told

__all__ = ["EXACT", "PGMPY", "Entry", "enter", "main", "posteriors"]

QUESTIONS = 4
ROUNDS = 21
TOLERANCE = 1e-12

ARRAYS = "scenarios, arrays, all in one pass"
ONE_BY_ONE = "scenarios, arrays, one by one"
EXACT = "scenarios, exact decimals"
AGRUM = "pyAgrum "
PGMPY = "pgmpy VariableElimination"


class Engine(Protocol):
    """What is timed; making it builds all that does not depend on the evidence."""

    def tell(self) -> None:
        """Hand the evidence over, anew."""

    def ask(self) -> Floats:
        """Return the posteriors, (questions, outcomes)."""


class Arrays:
    """Our array evaluator: all questions in one pass."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._batch = stack([question.pack() for question in questions])
        self._odds = self._batch.odds.tolist()

    def tell(self) -> None:
        """Give the batch its odds."""
        self._batch = replace(self._batch, odds=np.array(self._odds))

    def ask(self) -> Floats:
        """Evaluate the batch."""
        return evaluate_batch(self._batch).T


class OneByOne:
    """Our array evaluator: each question by itself."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._packs = [question.pack() for question in questions]

    def tell(self) -> None:
        """Give each row its odds."""
        self._packs = [
            replace(
                packed,
                rows=tuple(
                    replace(row, odds=row.odds) if isinstance(row, EventRow) else row
                    for row in packed.rows
                ),
            )
            for packed in self._packs
        ]

    def ask(self) -> Floats:
        """Evaluate each pack."""
        return np.array([evaluate(packed) for packed in self._packs])


class Exact:
    """Our evaluator of record."""

    def __init__(self, questions: Sequence[Question]) -> None:
        self._questions = questions
        self._told: list[tuple[Told, ...]] = []

    def tell(self) -> None:
        """Hear the developments."""
        self._told = [question.hear() for question in self._questions]

    def ask(self) -> Floats:
        """Draw up each ledger."""
        pairs = zip(self._questions, self._told, strict=True)
        return np.array(
            [question.draw_up(told).probabilities for question, told in pairs],
            dtype=np.float64,
        )


class Networks:
    """A peer: one network per question."""

    def __init__(
        self,
        make: Callable[[Network], AgrumPeer | PgmpyPeer],
        networks: Sequence[Network],
    ) -> None:
        self._peers = [make(network) for network in networks]

    def tell(self) -> None:
        """Set the virtual evidence of each."""
        for peer in self._peers:
            peer.tell()

    def ask(self) -> Floats:
        """Infer each posterior."""
        return np.array([peer.ask() for peer in self._peers])


@dataclass(frozen=True, slots=True)
class Entry:
    """An engine that takes part, made, and how it is made."""

    name: str
    make: Callable[[], Engine]
    engine: Engine


def enter(
    shape: Shape = FULL, questions: int = QUESTIONS, *, with_pgmpy: bool
) -> list[Entry]:
    """Draw the questions and make every engine that is asked them."""
    drawn = [draw_question(seed, shape) for seed in range(questions)]
    networks = [read_network(question.pack()) for question in drawn]
    makers: dict[str, Callable[[], Engine]] = {
        ARRAYS: partial(Arrays, drawn),
        ONE_BY_ONE: partial(OneByOne, drawn),
        EXACT: partial(Exact, drawn),
    }
    for name in AGRUM_ENGINES:
        peer = partial(AgrumPeer, engine=name)
        makers[f"{AGRUM}{name}"] = partial(Networks, peer, networks)
    if with_pgmpy:
        makers[PGMPY] = partial(Networks, PgmpyPeer, networks)
    return [Entry(name, make, make()) for name, make in makers.items()]


def posteriors(entries: Sequence[Entry]) -> Mapping[str, Floats]:
    """Return what each engine says, its evidence handed over anew."""
    for entry in entries:
        entry.engine.tell()
    return {entry.name: entry.engine.ask() for entry in entries}


def main() -> None:
    """Check that all engines say the same, and print how long each takes."""
    entries = enter(with_pgmpy=has_pgmpy())
    print(f"\nassess: {QUESTIONS} questions of {FULL}")
    if not has_pgmpy():
        print("  pgmpy is not installed; `pip install --group bench` to time it too")
    _check(posteriors(entries))
    _race("evidence in place", [_asking(entry) for entry in entries])
    _race("evidence handed over", [_telling(entry) for entry in entries])
    _race("from nothing", [_beginning(entry) for entry in entries])


def _check(found: Mapping[str, Floats]) -> None:
    print("  largest difference from the exact posteriors:")
    for name, each in found.items():
        furthest = float(np.abs(each - found[EXACT]).max())
        print(f"    {name:50}{furthest:.1e}")
        if furthest > TOLERANCE and name != PGMPY:
            message = f"{name} differs by {furthest:.1e}"
            raise SystemExit(message)


def _race(start: str, contenders: Sequence[Contender]) -> None:
    times = race(contenders, ROUNDS)
    print_table(f"assess, {start}", times.values(), times[ARRAYS])
    if start != "from nothing":
        _judge(times)


def _judge(times: Mapping[str, Times]) -> None:
    ratios = {name: ratio(each, times[ARRAYS]) for name, each in times.items()}
    fastest = min(found for name, found in ratios.items() if name.startswith(AGRUM))
    print_target("times as fast as pyAgrum's fastest", fastest, least=75)
    if PGMPY in ratios:
        print_target("times as fast as pgmpy", ratios[PGMPY], least=1000)


def _asking(entry: Entry) -> Contender:
    def prepare() -> None:
        _forget()
        entry.engine.tell()

    return Contender(entry.name, entry.engine.ask, prepare)


def _telling(entry: Entry) -> Contender:
    def tell_and_ask() -> None:
        entry.engine.tell()
        entry.engine.ask()

    return Contender(entry.name, tell_and_ask, _forget)


def _beginning(entry: Entry) -> Contender:
    def begin() -> None:
        engine = entry.make()
        engine.tell()
        engine.ask()

    return Contender(entry.name, begin, _forget)


def _forget() -> None:
    """Empty our caches, so that no round profits from the one before."""
    db.cache_clear()
    power.cache_clear()


if __name__ == "__main__":
    main()
