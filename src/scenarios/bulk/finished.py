"""A finished run, opened for questions: its manifest, its days and its tables."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scenarios.bulk.contributing import instance_of
from scenarios.bulk.database import open_database
from scenarios.bulk.errors import (
    OtherRunError,
    UnfinishedRunError,
    UnknownDayError,
    UnknownPairError,
)
from scenarios.bulk.literals import name, text
from scenarios.bulk.plan import Plan
from scenarios.bulk.template import Pair, Template, load_template, pair_of
from scenarios.bulk.weighing import Sign, signs_of
from scenarios.domain.source import Source
from scenarios.errors import UnknownOutcomeError
from scenarios.loading.workspace import ModelFile, Workspace

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

__all__ = ["Finished", "open_run"]


@dataclass(frozen=True)
class Finished:
    """A finished run with the template and the model that it was made of.

    Attributes:
        folder: Where its parts lie.
        manifest: What it is of.
        template: The template, unchanged since.
        model: The scoring model, unchanged since.
        source: The data set, as it was graded.
    """

    folder: Path
    manifest: Mapping[str, Any]
    template: Template
    model: ModelFile
    source: Source

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Return the ids of the outcomes."""
        return tuple(self.template.scenario.outcomes)

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """Return the template's indicators with their weights."""
        return signs_of(self.template, self.source, self.model.model)

    @property
    def first(self) -> date:
        """Return the first day."""
        return date.fromisoformat(self.manifest["days"]["first"])

    @property
    def last(self) -> date:
        """Return the last day."""
        return date.fromisoformat(self.manifest["days"]["last"])

    def day(self, wanted: date | None) -> date:
        """Return the day that is asked for, or the last one.

        Raises:
            UnknownDayError: The run does not reach it.
        """
        asked = wanted or self.last
        if not self.first <= asked <= self.last:
            raise UnknownDayError(asked, self.first, self.last)
        return asked

    def check_outcome(self, wanted: str | None) -> None:
        """Check that the template can end so; None is any outcome.

        Raises:
            UnknownOutcomeError: It has no such outcome.
        """
        if wanted is not None and wanted not in self.outcomes:
            raise UnknownOutcomeError(wanted, self.outcomes)

    def pair(self, wanted: str | None) -> Pair:
        """Return the pair that is asked for, or the template's own.

        Raises:
            UnknownPairError: The run does not hold it.
        """
        asked = pair_of(wanted) if wanted else self.template.example
        known = self.pairs
        if asked is None or asked not in known:
            said = wanted or "-".join(self.template.example)
            raise UnknownPairError(said, ["-".join(each) for each in known])
        return asked

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """Return every pair, in order."""
        with self.database() as base:
            return base.execute(
                "SELECT source, target FROM instances ORDER BY instance"
            ).fetchall()

    def part(self, pair: Pair) -> int:
        """Return the part that holds a pair."""
        return instance_of(pair) % int(self.manifest["partitions"])

    @contextmanager
    def database(self, pair: Pair | None = None) -> "Iterator[DuckDBPyConnection]":
        """Open the tables of the run; those of one pair's part where one is named."""
        part = "*" if pair is None else f"part={self.part(pair)}"
        with open_database(threads=2) as base:
            for table, files in (
                ("posteriors", f"posteriors/{part}/*.parquet"),
                ("contributions", f"contributions/{part}/*.parquet"),
                ("instances", "instances.parquet"),
                ("weights", "weights.parquet"),
            ):
                if any(self.folder.glob(files)):
                    place = text(str(self.folder / files))
                    held = f"read_parquet({place}, hive_partitioning = false)"
                    base.execute(f"CREATE VIEW {table} AS SELECT * FROM {held}")
            yield base

    def has_contributions(self, pair: Pair) -> bool:
        """Tell whether any pair of the same part has contributions."""
        folder = self.folder / "contributions" / f"part={self.part(pair)}"
        return any(folder.glob("*.parquet"))

    def probability(self, outcome: str) -> str:
        """Return the column of an outcome's probability."""
        return name(f"p_{outcome}")


def open_run(folder: Path, workspace: Workspace) -> Finished:
    """Open a finished run.

    Raises:
        UnfinishedRunError: The folder holds none.
        OtherRunError: Its template, model or source has changed since.
        FaultyDataError: Its template has faults.
    """
    path = folder / "manifest.json"
    if not path.exists():
        raise UnfinishedRunError(str(folder))
    manifest = json.loads(path.read_text("utf-8"))
    model = workspace.model(manifest["model"]["id"])
    template = load_template(manifest["template"]["path"], workspace, model)
    source = workspace.sources[template.block.told_by]
    held = Plan.of(folder, template, workspace, model, ()).said
    differs = [
        key for key in ("template", "model", "source") if held[key] != manifest[key]
    ]
    if differs:
        raise OtherRunError(str(folder), differs)
    return Finished(folder, manifest, template, model, source)
