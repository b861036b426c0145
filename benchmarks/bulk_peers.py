"""Other ways to the same sums: Polars, pandas, Dask and warm PySpark.

Each reads the same Parquet files of evidence and writes the same probabilities. They
know only what the drawn template needs: news that does not fade, and no groups.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl

from scenarios.bulk.plan import Plan
from scenarios.bulk.spark import weigh
from scenarios.bulk.weighing import Sign
from scenarios.engine.decimals import power

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["Peers"]

NEPER = log(10) / 10
Frame = Any


@dataclass(frozen=True)
class Peers:
    """The peers, ready for one run's evidence.

    Attributes:
        plan: The run.
        out: Where they write.
    """

    plan: Plan
    out: Path

    @property
    def evidence(self) -> str:
        """Return the pattern of the files of evidence."""
        return str(self.plan.path("contributions", "*", "*.parquet"))

    @cached_property
    def outcomes(self) -> range:
        """Return the places of the outcomes but the first."""
        return range(1, len(self.plan.template.scenario.outcomes))

    @cached_property
    def events(self) -> list[Sign]:
        """Return the events."""
        return [sign for sign in self.plan.signs if not sign.is_count]

    @cached_property
    def additions(self) -> Mapping[str, list[float]]:
        """Return what each weight adds to each outcome against the first, in nepers."""
        table: dict[str, list[float]] = {"weight": []}
        for sign in self.plan.signs:
            for weight in sign.weights:
                table["weight"].append(weight.id)
                for k in self.outcomes:
                    gain = float(weight.alone[k] - weight.alone[0]) * NEPER
                    table.setdefault(f"t{k}", []).append(gain if sign.is_count else 0.0)
        return table

    def gain(self, sign: Sign) -> dict[int, float]:
        """Return λ − 1 of each weight of an event, the best told first."""
        return {w.id: float(power(w.decibans) - 1) for w in reversed(sign.weights)}

    def chance(self, sign: Sign, k: int) -> float:
        """Return θ of an outcome."""
        return float(sign.chances[k])

    def quiet(self, k: int) -> dict[str, float]:
        """Return what a day's exposure of each count adds to an outcome."""
        return {
            f"u{sign.place}": float(sign.chances[0] - sign.chances[k])
            for sign in self.plan.signs
            if sign.is_count
        }

    @cached_property
    def priors(self) -> list[float]:
        """Return ln of each prior."""
        outcomes = self.plan.template.scenario.outcomes.values()
        return [log(float(outcome.prior)) for outcome in outcomes]

    def polars(self) -> None:
        """Do it with Polars, streaming."""
        told = pl.scan_parquet(self.evidence, hive_partitioning=False)
        weights = pl.LazyFrame(self.additions).with_columns(
            pl.col("weight").cast(pl.Int16)
        )
        sums = [pl.col(f"t{k}").sum() for k in self.outcomes]
        cells = told.join(weights, on="weight").group_by("instance", "known").agg(sums)
        marks = [w.id for sign in self.events for w in sign.weights]
        firsts = (
            told.filter(pl.col("weight").is_in(marks))
            .group_by("instance")
            .agg(
                pl.col("known").filter(pl.col("weight") == w).min().alias(f"f{w}")
                for w in marks
            )
        )
        days = pl.scan_parquet(self.plan.path("days.parquet"))
        pairs = pl.scan_parquet(self.plan.path("instances.parquet"))
        grid = (
            pairs.select("instance", "source", "target")
            .join(days, how="cross")
            .join(
                cells,
                left_on=["instance", "day"],
                right_on=["instance", "known"],
                how="left",
            )
            .join(firsts, on="instance", how="left")
            .sort("instance", "day")
            .with_columns(
                pl.col(f"t{k}").fill_null(0.0).cum_sum().over("instance")
                for k in self.outcomes
            )
        )
        odds = grid.with_columns(self._polars_odds(sign) for sign in self.events)
        scored = odds.with_columns(
            (self.priors[0] + pl.col("c0")).alias("z0"),
            *(self._polars_score(k) for k in self.outcomes),
        )
        names = [f"z{k}" for k in range(len(self.priors))]
        top = pl.max_horizontal(names)
        sizes = scored.with_columns((pl.col(z) - top).exp() for z in names)
        whole = pl.sum_horizontal(names)
        sizes.select(
            "source", "target", "day", *(pl.col(z) / whole for z in names)
        ).sink_parquet(self.out / "polars.parquet", compression="zstd")

    def _polars_odds(self, sign: Sign) -> pl.Expr:
        best: Any = pl
        for number, gain in self.gain(sign).items():
            seen = pl.col(f"f{number}").is_not_null() & (
                pl.col(f"f{number}") <= pl.col("day")
            )
            best = best.when(seen).then(gain)
        found: pl.Expr = best.otherwise(0.0) - pl.col(f"u{sign.place}")
        return found.alias(f"o{sign.place}")

    def _polars_score(self, k: int) -> pl.Expr:
        score = self.priors[k] + pl.col(f"c{k}") + pl.col(f"t{k}")
        for column, slower in self.quiet(k).items():
            score = score + pl.col(column) * slower
        for sign in self.events:
            odds = pl.col(f"o{sign.place}")
            above = 1 + odds * self.chance(sign, k)
            score = score + (above / (1 + odds * self.chance(sign, 0))).log()
        return score.alias(f"z{k}")

    def pandas(self) -> None:
        """Do it with pandas."""
        told = pd.concat(
            pd.read_parquet(path, columns=["instance", "known", "weight"])
            for path in sorted(self.plan.path("contributions").glob("*/*.parquet"))
        )
        joined = told.merge(self._weights, on="weight")
        cells = joined.groupby(["instance", "known"])[self._sums].sum()
        self._finish(cells, self._firsts(told), "pandas")

    def dask(self) -> None:
        """Do it with Dask: what is large in two threads, the days in pandas."""
        import dask
        import dask.dataframe as dd

        told = dd.read_parquet(
            sorted(map(str, self.plan.path("contributions").glob("*/*.parquet"))),
            columns=["instance", "known", "weight"],
        )
        joined = told.merge(self._weights, on="weight")
        cells = joined.groupby(["instance", "known"])[self._sums].sum()
        marks = [w.id for sign in self.events for w in sign.weights]
        firsts = (
            told[told["weight"].isin(marks)]
            .groupby(["instance", "weight"])["known"]
            .min()
        )
        with dask.config.set(scheduler="threads", num_workers=2):
            # Typed where dask is installed, and not where it is not.
            compute: Any = dask.base.compute
            found, seen = compute(cells, firsts)
        self._finish(found, seen.unstack("weight"), "dask")  # noqa: PD010 a series

    @property
    def _weights(self) -> Frame:
        return pd.DataFrame(self.additions).astype({"weight": np.int16})

    @property
    def _sums(self) -> list[str]:
        return [f"t{k}" for k in self.outcomes]

    def _firsts(self, told: Frame) -> Frame:
        marks = [w.id for sign in self.events for w in sign.weights]
        chosen = told[told["weight"].isin(marks)]
        found = chosen.groupby(["instance", "weight"])["known"].min()
        return found.unstack("weight")  # noqa: PD010 a series

    def _finish(self, cells: Frame, firsts: Frame, name: str) -> None:
        """Run over the days of each pair and write the probabilities."""
        days = pd.read_parquet(self.plan.path("days.parquet"))
        pairs = pd.read_parquet(self.plan.path("instances.parquet"))
        grid = pairs[["instance", "source", "target"]].merge(days, how="cross")
        cells = cells.reset_index().rename(columns={"known": "day"})
        grid = grid.merge(cells, on=["instance", "day"], how="left")
        grid = grid.sort_values(["instance", "day"], ignore_index=True)
        grid[self._sums] = grid[self._sums].fillna(0.0)
        running = grid.groupby("instance")[self._sums].cumsum()
        firsts = firsts.apply(pd.to_datetime).reindex(grid["instance"])
        day = pd.to_datetime(grid["day"]).to_numpy()
        scores = np.empty((len(self.priors), len(grid)))
        scores[0] = self.priors[0] + grid["c0"]
        for k in self.outcomes:
            scores[k] = self.priors[k] + grid[f"c{k}"] + running[f"t{k}"]
            for column, slower in self.quiet(k).items():
                scores[k] += grid[column] * slower
        for sign in self.events:
            odds = -grid[f"u{sign.place}"].to_numpy(copy=True)
            gained = np.zeros(len(grid))
            for number, gain in reversed(self.gain(sign).items()):
                seen = firsts[number].to_numpy() <= day
                gained[seen] = gain
            odds += gained
            for k in self.outcomes:
                above = 1 + odds * self.chance(sign, k)
                scores[k] += np.log(above / (1 + odds * self.chance(sign, 0)))
        sizes = np.exp(scores - scores.max(axis=0))
        sizes /= sizes.sum(axis=0)
        found = grid[["source", "target", "day"]].assign(
            **{f"z{k}": sizes[k] for k in range(len(self.priors))}
        )
        found.to_parquet(self.out / f"{name}.parquet", compression="zstd", index=False)

    def spark(self, session: "SparkSession") -> None:
        """Do it with PySpark, already warm: our own SQL, translated."""
        paths = [str(p) for p in self.plan.path("contributions").glob("*/*.parquet")]
        session.read.parquet(*paths).createOrReplaceTempView("contributions")
        for table in ("days", "instances"):
            held = session.read.parquet(str(self.plan.path(f"{table}.parquet")))
            held.createOrReplaceTempView(table)
        weigh(session, self.plan)
        found = session.table("weighed").write.mode("overwrite")
        found.parquet(str(self.out / "spark"))
        session.catalog.clearCache()
