"""Sweeps over the shipped workspace: a tornado, what is left out, a year of days.

Times are those after start-up: the workspace and its news are read, nothing is cached.
What a sweep replaces is timed beside it: as many ledgers, drawn up one at a time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from time import process_time

from benchmarks.timing import Contender, print_table, print_target, race

from scenarios import Workspace, load_developments, load_workspace
from scenarios.engine.decimals import db, power
from scenarios.engine.ledger import draw_up_from
from scenarios.engine.reports import hear_all
from scenarios.loading.developments import Developments
from scenarios.loading.shipped import shipped_folder
from scenarios.whatif.history import History, history
from scenarios.whatif.model_comparison import compare
from scenarios.whatif.period import Period
from scenarios.whatif.sensitivity import sensitivity
from scenarios.whatif.swings import Sensitivity

__all__ = ["Desk", "main", "open_desk"]

AS_OF = date(2024, 12, 30)
YEAR = Period(AS_OF, date(2023, 12, 31), AS_OF, 1)
ROUNDS = 9
LONGEST = 0.5
FEW = 12

TORNADO = "sensitivity: tornado and everything left out"
GLOBAL = "sensitivity --global"
DAILY = "history --every 1d, a year with intervals"
WEEKLY = "history --every 7d, the same year"
MODELS = "compare default cautious ach"
ONE_BY_ONE = f"{FEW} days, a ledger at a time (no intervals)"


@dataclass(frozen=True, slots=True)
class Desk:
    """The shipped workspace and its news."""

    workspace: Workspace
    news: Developments

    def vary(self, *, variance: bool = False) -> Sensitivity:
        """Vary every input and leave out every piece of evidence."""
        return sensitivity(self.workspace, self.news, AS_OF, variance=variance)

    def follow(self, every: int) -> History:
        """Follow every scenario for a year."""
        period = Period(YEAR.today, YEAR.start, YEAR.end, every)
        return history(self.workspace, self.news, period)

    def draw_up(self, days: int) -> int:
        """Draw up the ledger of every scenario on some days; return how many."""
        model = self.workspace.model().model
        drawn = 0
        for number in range(days):
            day = AS_OF - timedelta(days=number)
            told = hear_all(self.news.items, self.workspace.sources, model, day)
            for file in self.workspace.scenarios.values():
                drawn += len(
                    draw_up_from(file.scenario, model, told, day).probabilities
                )
        return drawn

    def compare(self) -> object:
        """Put three models side by side."""
        models = ("default", "cautious", "ach")
        return compare(self.workspace, self.news, AS_OF, models=models)


def open_desk() -> Desk:
    """Load the shipped workspace and its news, and name the news."""
    workspace = load_workspace(shipped_folder())
    path = shipped_folder() / "examples" / "us-pakistan" / "developments.jsonl"
    news = load_developments(path, workspace)
    # Every command names its inputs by digest; that is part of reading them.
    _ = news.digest
    return Desk(workspace, news)


def main() -> None:
    """Print how long each sweep takes, and whether it can be waited for."""
    desk = open_desk()
    varied, year = desk.vary(), desk.follow(1)
    variants = sum(2 * len(s.swings) + len(s.left_out) for s in varied.scenarios)
    points = sum(len(series.points) for series in year.series)
    draws = min(series.draws for series in year.series)
    print(
        f"\nsweeps: {len(varied.scenarios)} scenarios, {len(desk.news.items)} "
        f"developments; {variants:,} variants in the tornado and what is left out, "
        f"{points:,} days in a year, {draws:,} draws for each interval"
    )
    times = race(
        [
            _contender(TORNADO, desk.vary),
            _contender(GLOBAL, lambda: desk.vary(variance=True)),
            _contender(DAILY, lambda: desk.follow(1)),
            _contender(WEEKLY, lambda: desk.follow(7)),
            _contender(MODELS, desk.compare),
            _contender(ONE_BY_ONE, lambda: desk.draw_up(FEW)),
        ],
        ROUNDS,
    )
    print_table("sweeps", times.values(), times[TORNADO])
    for name, run in ((TORNADO, desk.vary), (DAILY, lambda: desk.follow(1))):
        print_target(f"seconds of {name}", times[name].middle, most=LONGEST)
        print(
            f"    of a processor: {_processor_seconds(run):.2f} s, the least of {FEW}"
        )
    alone = times[ONE_BY_ONE].middle / FEW
    days = points / len(year.series)
    print(f"  a year of ledgers, one at a time, would take {alone * days:.1f} s")


def _contender(name: str, run: Callable[[], object]) -> Contender:
    return Contender(name, run, _forget)


def _processor_seconds(run: Callable[[], object]) -> float:
    """Return the processor time of a run: what is left of it on a busy machine."""
    found = []
    for _ in range(FEW):
        _forget()
        start = process_time()
        run()
        found.append(process_time() - start)
    return min(found)


def _forget() -> None:
    """Empty our caches, so that no round profits from the one before."""
    db.cache_clear()
    power.cache_clear()


if __name__ == "__main__":
    main()
