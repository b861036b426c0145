"""Which pairs moved most on a day, and on what news."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from scenarios.bulk.contributing import instance_of
from scenarios.bulk.finished import Finished
from scenarios.bulk.template import Pair

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Mover", "movers"]


@dataclass(frozen=True, slots=True)
class Mover:
    """A pair whose chances changed from one day to the next.

    Attributes:
        pair: The pair.
        outcome: The outcome that changed most.
        before: Its probability the day before.
        now: Its probability on the day.
        news: How many events became known on the day, by indicator.
        outlets: How many outlets told of them.
    """

    pair: Pair
    outcome: str
    before: float
    now: float
    news: dict[str, int]
    outlets: int

    @property
    def change(self) -> float:
        """Return how far the probability moved, in [−1, 1]."""
        return self.now - self.before


def movers(
    run: Finished, day: date, *, outcome: str | None = None, most: int = 20
) -> Sequence[Mover]:
    """Return the pairs that moved most on a day, the largest change first.

    Args:
        run: The run.
        day: A day that it reaches; nothing moves on its first.
        outcome: Look at this outcome alone; at the one that moved most where None.
        most: How many.
    """
    asked = run.outcomes if outcome is None else (outcome,)
    changes = " UNION ALL ".join(
        f"SELECT source, target, '{name}' AS outcome, {run.probability(name)} AS now, "
        f"lag({run.probability(name)}) OVER days AS before FROM near "
        "WINDOW days AS (PARTITION BY source, target ORDER BY day)"
        for name in asked
    )
    with run.database() as base:
        rows = base.execute(
            "WITH near AS (SELECT * FROM posteriors WHERE day BETWEEN ? AND ?), "
            f"changes AS ({changes}) "
            "SELECT source, target, outcome, before, now FROM changes "
            "WHERE before IS NOT NULL AND now <> before "
            "QUALIFY row_number() OVER (PARTITION BY source, target "
            "ORDER BY abs(now - before) DESC, outcome) = 1 "
            "ORDER BY abs(now - before) DESC, source, target LIMIT ?",
            [day - timedelta(1), day, most],
        ).fetchall()
        return [
            Mover((a, b), name, before, now, *_news(run, base, (a, b), day))
            for a, b, name, before, now in rows
        ]


def _news(
    run: Finished, base: "DuckDBPyConnection", pair: Pair, day: date
) -> tuple[dict[str, int], int]:
    """Return what became known of a pair on a day, and by how many outlets."""
    if not any(run.folder.glob("contributions/*/*.parquet")):
        return {}, 0
    rows = base.execute(
        "SELECT indicator, count(*) FROM contributions JOIN weights USING (weight) "
        "WHERE instance = ? AND known = ? GROUP BY indicator "
        "ORDER BY count(*) DESC, indicator",
        [instance_of(pair), day],
    ).fetchall()
    ((outlets,),) = base.execute(
        "SELECT count(DISTINCT outlet) FROM contributions "
        "WHERE instance = ? AND known = ?",
        [instance_of(pair), day],
    ).fetchall()
    return dict(rows), outlets
