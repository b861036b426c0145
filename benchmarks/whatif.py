"""What-ifs by the thousand, and what the commands find on the shipped workspace.

10,000 variants of each of four questions (4 outcomes, 20 event indicators, 60
developments), each with a development dropped or added. The peer is asked in a loop,
the same networks with the same odds; both its ways of taking new evidence are timed on
a sample of the variants, and reckoned up to all. Ours twice: with the odds handed over,
as the peer has them, and from readings and developments.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import numpy as np
from benchmarks.drawing import AS_OF, FULL, Question, Shape, draw_question
from benchmarks.networks import AGRUM_ENGINES, AgrumPeer, read_network
from benchmarks.timing import Contender, Times, print_table, print_target, race, ratio

from scenarios import Assessment, assess, load_developments, load_workspace
from scenarios.domain.development import Observation
from scenarios.engine.arrays.leave_out import leave_each_out
from scenarios.engine.arrays.news import vary_news
from scenarios.engine.arrays.pack import EventRow, Floats, Pack
from scenarios.engine.arrays.swaps import Places, Swap, Sweep
from scenarios.engine.assumption import suppose
from scenarios.engine.decimals import db, power
from scenarios.engine.evidence import Reading, read_scenario
from scenarios.engine.likelihood import event_odds
from scenarios.explanation.movers import movers
from scenarios.loading.shipped import shipped_folder
from scenarios.whatif.bench import benches
from scenarios.whatif.flip import find_flips
from scenarios.whatif.signposts import find_signposts

__all__ = ["Draw", "Peer", "draw_variants", "find_odds", "main", "sweep_all"]

QUESTIONS = 4
VARIANTS = 10_000
SAMPLE = 25
ROUNDS = 5
TOLERANCE = 1e-12
LEAST = 200
MOST_SECONDS = 0.5
MOST_DB = 12

HANDED = "scenarios, arrays, odds handed over"
READ = "scenarios, arrays, from readings"
AGRUM = "pyAgrum "
ANEW, CHANGED = "all evidence anew", "one evidence changed"


@dataclass(frozen=True)
class Draw:
    """Variants of one question: in each a development is dropped or added.

    Attributes:
        question: The question.
        readings: What is known of each indicator.
        packed: Its pack.
        places: The indicator that is touched, by variant, (variants,).
        dropped: Place in its evidence of the development that is dropped; −1 where one
            is added, (variants,).
        told: dB(λ) of what is added, (variants,).
    """

    question: Question
    readings: tuple[Reading, ...]
    packed: Pack
    places: Places
    dropped: Places
    told: Floats


def draw_variants(seed: int, shape: Shape = FULL, count: int = VARIANTS) -> Draw:
    """Draw a question and so many variants of it, half of them drops."""
    question = draw_question(seed, shape)
    told = question.hear()
    readings = read_scenario(question.scenario, told, question.model, AS_OF)
    rng = np.random.default_rng(seed)
    places = rng.integers(len(readings), size=count)
    sizes = np.array([len(reading.evidence) for reading in readings])[places]
    dropped = (rng.random(count) * sizes).astype(np.intp)
    dropped[(rng.random(count) < 1 / 2) | (sizes == 0)] = -1
    return Draw(
        question,
        readings,
        question.pack(),
        places,
        dropped,
        rng.random(count) * MOST_DB,
    )


def find_odds(draw: Draw) -> Floats:
    """Return what is known of the indicator that each variant touches, (variants,)."""
    odds = np.empty(len(draw.places))
    for place, reading in enumerate(draw.readings):
        for at in range(len(reading.evidence)):
            kept = reading.evidence[:at] + reading.evidence[at + 1 :]
            here = (draw.places == place) & (draw.dropped == at)
            odds[here] = float(event_odds(replace(reading, evidence=kept)))
        here = (draw.places == place) & (draw.dropped < 0)
        odds[here] = _odds_with(draw, reading, draw.told[here])
    return odds


def _odds_with(draw: Draw, reading: Reading, told: Floats) -> Floats | float:
    question = draw.question
    link = Observation(indicator=f"{question.scenario.id}/{reading.id}")
    known = suppose(reading, link)
    at = len(known.evidence) - 1
    row = vary_news(known, at, told, question.scenario, question.model)
    return row.odds if isinstance(row, EventRow) else 1.0


def sweep_all(draw: Draw, odds: Floats) -> Floats:
    """Return the posteriors of every variant, (outcomes, variants)."""
    swaps = []
    for place, row in enumerate(draw.packed.rows):
        here = np.flatnonzero(draw.places == place)
        if isinstance(row, EventRow):
            swaps.append(Swap(place, here, replace(row, odds=odds[here])))
    return Sweep(draw.packed).evaluate(len(draw.places), swaps)


class Peer:
    """pyAgrum, asked for each variant in a loop; its network is built beforehand."""

    def __init__(self, draw: Draw, odds: Floats, engine: str) -> None:
        """Build the network and set its evidence."""
        network = read_network(draw.packed)
        self._peer = AgrumPeer(network, engine)
        self._base = dict(network.odds)
        names = list(network.odds)
        self._variants = [
            (names[place], float(each))
            for place, each in zip(draw.places, odds, strict=True)
        ]
        self._peer.tell()

    def anew(self, count: int) -> Floats:
        """Ask for the first so many variants, handing all evidence over each time."""
        found = []
        for name, odds in self._variants[:count]:
            self._peer.set({**self._base, name: odds})
            found.append(self._peer.ask())
        return np.array(found).T

    def changed(self, count: int) -> Floats:
        """Ask for the first so many variants, changing the one evidence and back."""
        found = []
        for name, odds in self._variants[:count]:
            self._peer.change(name, odds)
            found.append(self._peer.ask())
            self._peer.change(name, self._base[name])
        return np.array(found).T


def main() -> None:
    """Check that both say the same, and print how long each takes."""
    draws = [draw_variants(seed) for seed in range(QUESTIONS)]
    odds = [find_odds(draw) for draw in draws]
    peers = {
        name: [Peer(*pair, name) for pair in zip(draws, odds, strict=True)]
        for name in AGRUM_ENGINES
    }
    print(
        f"\nwhat-ifs: {VARIANTS:,} variants of each of {QUESTIONS} questions of {FULL},"
        " a development dropped or added"
    )
    _check(draws, odds, peers)
    _race(draws, odds, peers)
    _time_shipped()


def _check(
    draws: Sequence[Draw], odds: Sequence[Floats], peers: Mapping[str, Sequence[Peer]]
) -> None:
    print(f"  largest difference over {SAMPLE} variants of each question:")
    ours = [sweep_all(*pair)[:, :SAMPLE] for pair in zip(draws, odds, strict=True)]
    for name, each in peers.items():
        found = [peer.changed(SAMPLE) for peer in each]
        found += [peer.anew(SAMPLE) for peer in each]
        furthest = float(np.abs(np.array(found) - np.array([*ours, *ours])).max())
        print(f"    {AGRUM + name:50}{furthest:.1e}")
        if furthest > TOLERANCE:
            message = f"{name} differs by {furthest:.1e}"
            raise SystemExit(message)


def _race(
    draws: Sequence[Draw], odds: Sequence[Floats], peers: Mapping[str, Sequence[Peer]]
) -> None:
    contenders = [
        Contender(HANDED, partial(_sweep, draws, odds)),
        Contender(READ, partial(_read_and_sweep, draws), _forget),
    ]
    for name, each in peers.items():
        ways = {ANEW: [p.anew for p in each], CHANGED: [p.changed for p in each]}
        contenders += [
            Contender(f"{AGRUM}{name}, {way}", partial(_loop, asks))
            for way, asks in ways.items()
        ]
    times = {
        name: _reckoned(each) if name.startswith(AGRUM) else each
        for name, each in race(contenders, ROUNDS).items()
    }
    title = f"what-ifs, all {QUESTIONS * VARIANTS:,} (pyAgrum: reckoned from a sample)"
    print_table(title, times.values(), times[HANDED])
    for ours in (HANDED, READ):
        fastest = min(
            ratio(each, times[ours])
            for name, each in times.items()
            if name.startswith(AGRUM)
        )
        what = f"{ours}: times as fast as pyAgrum's fastest"
        print_target(what, fastest, least=LEAST)


def _reckoned(times: Times) -> Times:
    """Reckon the time of all variants from that of the sample."""
    return replace(times, seconds=tuple(s * VARIANTS / SAMPLE for s in times.seconds))


def _sweep(draws: Sequence[Draw], odds: Sequence[Floats]) -> None:
    for draw, each in zip(draws, odds, strict=True):
        sweep_all(draw, each)


def _read_and_sweep(draws: Sequence[Draw]) -> None:
    for draw in draws:
        sweep_all(draw, find_odds(draw))


def _loop(asks: Sequence[Callable[[int], Floats]]) -> None:
    for ask in asks:
        ask(SAMPLE)


def _time_shipped() -> None:
    workspace = load_workspace(shipped_folder())
    news = shipped_folder() / "examples" / "us-pakistan" / "developments.jsonl"
    found = assess(workspace, load_developments(news, workspace), date(2024, 6, 30))
    finders: Mapping[str, Callable[[], object]] = {
        "signposts": lambda: [each.bits for each in find_signposts(found, 30)],
        "flip": lambda: find_flips(found, workspace.sources),
        "leave one out, exact": lambda: [movers(found, s) for s in found.scenarios],
        "leave one out, arrays": partial(_leave_out, found),
    }
    contenders = [Contender(name, find, _forget) for name, find in finders.items()]
    times = race(contenders, ROUNDS)
    print_table("the shipped workspace", times.values(), times["signposts"])
    for name, each in times.items():
        print_target(f"seconds for {name}", each.middle, most=MOST_SECONDS)


def _leave_out(found: Assessment) -> None:
    for bench in benches(found):
        leave_each_out(bench.sweep, bench.readings, bench.scenario, bench.model)


def _forget() -> None:
    """Empty our caches, so that no round profits from the one before."""
    db.cache_clear()
    power.cache_clear()


if __name__ == "__main__":
    main()
