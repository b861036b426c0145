"""What a run is made of and where its parts lie, so that it can be resumed.

A folder holds `plan.json` from the start, and `manifest.json` once all is done; every
other file is written beside its place and moved there whole, so that what is there is
finished.
"""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import file_digest
from pathlib import Path
from typing import Any

from scenarios.bulk.database import MEGABYTE
from scenarios.bulk.errors import OtherRunError
from scenarios.bulk.formats import EventFile
from scenarios.bulk.sums import Sums
from scenarios.bulk.template import Template
from scenarios.bulk.weighing import Sign, signs_of
from scenarios.domain.canonical import digest_of
from scenarios.domain.source import Source
from scenarios.engine.ledger import ALGORITHM
from scenarios.loading.workspace import ModelFile, Workspace
from scenarios.version import __version__

__all__ = [
    "BATCH_BYTES",
    "PARTITIONS",
    "Limits",
    "Plan",
    "Progress",
    "digest_file",
    "write_json",
    "write_whole",
]

FORMAT = "scenarios/bulk@1"
PARTITIONS = 8
"""Into how many parts the pairs are divided; each takes a moment to prepare."""
BATCH_BYTES = 256 * MEGABYTE
LEAST_SHARE = 80 * MEGABYTE
"""With less than this a part would spill what it works on at the moment."""
PACKED = 6
"""A zipped file of events takes about a sixth of its text."""

Json = dict[str, Any]
Progress = Callable[[str, int, int], None]
"""Told what is being done, how many parts of it are, and how many there are."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a run may take; the result does not depend on it.

    Attributes:
        memory: Bytes that all of DuckDB may take.
        threads: Parts that are worked on side by side, where there is memory for it.
    """

    memory: int
    threads: int

    @property
    def side_by_side(self) -> int:
        """Return how many parts are worked on side by side, at least one."""
        return max(1, min(self.threads, self.memory // LEAST_SHARE))

    @property
    def share(self) -> int:
        """Return the bytes that one of the parts side by side may take."""
        return self.memory // self.side_by_side


@dataclass(frozen=True)
class Plan:
    """A run.

    Attributes:
        folder: Where its parts lie.
        template: What is asked.
        model: The scoring model.
        source: The data set that tells the events, as it is graded.
        files: The events.
        partitions: Into how many parts the pairs are divided.
        last: The last day; the latest known of the events where it is None.
        engine: duckdb or spark.
    """

    folder: Path
    template: Template
    model: ModelFile
    source: Source
    files: tuple[EventFile, ...]
    partitions: int
    last: date | None
    engine: str

    @classmethod
    def of(  # noqa: PLR0913 all that a run depends on
        cls,
        folder: Path,
        template: Template,
        workspace: Workspace,
        model: ModelFile,
        files: Sequence[EventFile],
        *,
        partitions: int = PARTITIONS,
        last: date | None = None,
        engine: str = "duckdb",
    ) -> "Plan":
        """Plan a run of a template over files of events."""
        source = workspace.sources[template.block.told_by]
        every = tuple(files)
        return cls(folder, template, model, source, every, partitions, last, engine)

    @cached_property
    def signs(self) -> tuple[Sign, ...]:
        """Return the template's indicators with their weights."""
        return signs_of(self.template, self.source, self.model.model)

    @property
    def sums(self) -> Sums:
        """Return the sums of the run."""
        return Sums(self.template.scenario, self.signs, self.model.model)

    def path(self, *parts: str) -> Path:
        """Return the path of a part of the run."""
        return self.folder.joinpath(*parts)

    def contributions(self, part: int) -> Path:
        """Return the folder of one part's contributions."""
        return self.path("contributions", f"part={part}")

    def posteriors(self, part: int, place: int) -> Path:
        """Return a file of one part's posteriors, of so many pairs after others."""
        return self.path("posteriors", f"part={part}", f"pairs-{place:05}.parquet")

    def account(self, batch: int) -> Path:
        """Return the file that accounts for the rows of a batch."""
        return self.path("accounts", f"batch-{batch:05}.json")

    def pairs(self, batch: int) -> Path:
        """Return the file of the pairs that a batch relates."""
        return self.path("pairs", f"batch-{batch:05}.parquet")

    @property
    def batches(self) -> list[tuple[EventFile, ...]]:
        """Return the files in batches of one kind, each of some 256 MB of text."""
        batches: list[list[EventFile]] = []
        filled = 0
        for file in self.files:
            size = file.size * (PACKED if file.path.suffix in {".zip", ".gz"} else 1)
            last = batches[-1][-1] if batches else None
            fits = last is not None and (
                (last.kind, last.columns) == (file.kind, file.columns)
                and filled + size <= BATCH_BYTES
            )
            if fits:
                batches[-1].append(file)
                filled += size
            else:
                batches.append([file])
                filled = size
        return [tuple(batch) for batch in batches]

    @property
    def said(self) -> Json:
        """Return what the run depends on, as `plan.json` keeps it."""
        return {
            "format": FORMAT,
            "program": __version__,
            "algorithm": ALGORITHM,
            "engine": self.engine,
            "template": {
                "path": self.template.path,
                **_named(self.template.scenario.id, self.template.digest),
            },
            "model": _named(self.model.model.id, self.model.digest),
            "source": _named(self.template.block.told_by, digest_of([self.source])),
            "partitions": self.partitions,
            "to": None if self.last is None else self.last.isoformat(),
            "events": [
                {
                    "path": str(file.path),
                    "kind": file.kind,
                    "bytes": file.size,
                    "digest": file.digest,
                }
                for file in self.files
            ],
        }

    def begin(self) -> None:
        """Begin the run, or go on with the one that the folder holds.

        Raises:
            OtherRunError: The folder holds a run of something else.
        """
        path = self.path("plan.json")
        if path.exists():
            held = json.loads(path.read_text("utf-8"))
            differs = [
                key for key, value in self.said.items() if held.get(key) != value
            ]
            if differs:
                raise OtherRunError(str(self.folder), differs)
            return
        if self.folder.exists() and any(self.folder.iterdir()):
            raise OtherRunError(str(self.folder), ["purpose"])
        write_json(path, self.said)


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON, whole or not at all."""
    text = json.dumps(value, indent=2, ensure_ascii=False) + "\n"
    write_whole(path, lambda made: made.write_text(text, "utf-8"))


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let a file be written beside its place, and move it there once it is on disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.part")
    write(made)
    with made.open("rb") as file:
        os.fsync(file.fileno())
    made.replace(path)


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return f"sha256:{file_digest(file, 'sha256').hexdigest()}"


def _named(name: str, digest: str) -> Mapping[str, str]:
    return {"id": name, "digest": digest}
