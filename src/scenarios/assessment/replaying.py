"""Replaying: a published judgement, made again from what it pinned."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from scenarios.assessment.assess import assess
from scenarios.assessment.briefing import lay_over, position_at
from scenarios.assessment.judgement import (
    DRAWN_TOLERANCE,
    confidence_of,
    drawn_part,
    exact_part,
    interval_gap,
    news_part,
)
from scenarios.assessment.publishing import HOUSE
from scenarios.assessment.results import Assessment
from scenarios.domain.development import Development
from scenarios.engine.ledger import ALGORITHM
from scenarios.journal.canonical import freeze_value, write_json
from scenarios.journal.errors import (
    DamagedJournalError,
    NoJudgementError,
    UnknownAlgorithmError,
)
from scenarios.journal.news import News, fold
from scenarios.journal.payload import commitments_of
from scenarios.journal.pinning import find_files
from scenarios.journal.record import Kind, Record
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_kind
from scenarios.loading.developments import Developments, Position, Whole
from scenarios.loading.reading import load_workspace
from scenarios.loading.workspace import Workspace

__all__ = ["Archive", "Pinned", "Replay"]


@dataclass(frozen=True)
class Pinned:
    """What a published judgement was made from.

    Attributes:
        record: The record of the judgement.
        workspace: The pinned files, loaded; scenarios as the journal had settled them.
        developments: What the journal had been told.
        news: The same, with the journal's records.
        redacted: How many of its texts have been removed since.
    """

    record: Record
    workspace: Workspace
    developments: Developments
    news: News
    redacted: int

    @property
    def as_of(self) -> date:
        """Return the day that was judged."""
        return date.fromisoformat(self._body["as_of"])

    @property
    def model(self) -> str:
        """Return the id of the scoring model."""
        return str(self._body["model"])

    @property
    def scenarios(self) -> Sequence[str]:
        """Return the ids of the scenarios that were judged."""
        return tuple(self._body["scenario"])

    @property
    def words(self) -> Mapping[tuple[str, str], str]:
        """Return the published likelihood word of each scenario's outcomes."""
        return {
            (each["scenario"], outcome["outcome"]): outcome["word"]
            for each in self._body["result"]
            for outcome in each["outcomes"]
        }

    def assess(self, items: Sequence[Development] | None = None) -> Assessment:
        """Assess again, from all that was known or from other developments."""
        given = self.developments
        if items is not None:
            given = replace(given, items=tuple(items))
        return assess(
            self.workspace,
            given,
            self.as_of,
            scenarios=self.scenarios,
            model=self.model,
        )

    @property
    def _body(self) -> Mapping[str, Any]:
        return self.record.draft.body


@dataclass(frozen=True)
class Replay:
    """A judgement beside its replay.

    Attributes:
        pinned: What it was made from.
        assessment: The replay.
    """

    pinned: Pinned
    assessment: Assessment

    @cached_property
    def same_bytes(self) -> bool:
        """Tell whether everything exact came out the same, to the byte."""
        body = self.pinned.record.draft.body
        published = {"developments": body["developments"], "result": body["result"]}
        made = {
            "developments": news_part(self.assessment),
            "result": exact_part(self.assessment),
        }
        return write_json(freeze_value(made)) == write_json(published)

    @cached_property
    def same_confidence(self) -> bool:
        """Tell whether the confidence and its reasons came out the same."""
        published: Any = self.pinned.record.draft.body["drawn"]
        made = freeze_value(confidence_of(drawn_part(self.assessment)))
        return write_json(made) == write_json(confidence_of(published))

    @cached_property
    def gap(self) -> float:
        """Return the largest distance between an interval's published end and ours."""
        published: Any = self.pinned.record.draft.body["drawn"]
        return interval_gap(published, drawn_part(self.assessment))

    @property
    def holds(self) -> bool:
        """Tell whether the judgement is what its ground leads to."""
        near = self.gap <= DRAWN_TOLERANCE
        return self.same_bytes and self.same_confidence and near


class Archive:
    """The published judgements of a journal; what several pinned is loaded once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._workspaces: dict[tuple[tuple[str, str], ...], Workspace] = {}
        self._records: list[Record] = []

    @property
    def judgements(self) -> tuple[int, ...]:
        """Return the places of all published judgements, in order."""
        return self._store.mentions(about_kind(Kind.ASSESSMENT_PUBLISHED))

    def replay(self, seq: int) -> Replay:
        """Make a published judgement again from what it pinned.

        Raises:
            JournalError: As for `pinned`.
        """
        ground = self.pinned(seq)
        return Replay(ground, ground.assess())

    def pinned(self, seq: int) -> Pinned:
        """Return what a published judgement was made from.

        Raises:
            NoJudgementError: The record is no published judgement.
            UnknownAlgorithmError: It was made by sums that this version does not do.
            MissingTextError: The journal does not hold a file that it pinned.
            DamagedJournalError: The journal is not the one that it was made from.
        """
        store, record = self._store, self._store.record(seq)
        body: Any = record.draft.body
        if record.draft.kind is not Kind.ASSESSMENT_PUBLISHED:
            raise NoJudgementError(seq, record.draft.kind)
        if body["algorithm"] != ALGORITHM:
            raise UnknownAlgorithmError(seq, body["algorithm"], ALGORITHM)
        known = position_at(store, body["known"]["size"])
        if known.root != body["known"]["root"]:
            reason = f"record {seq} was made from another history than this journal's"
            raise DamagedJournalError(store.where, reason)
        records = self._read(known.size)
        news, redacted = fold(records), _redacted(records)
        workspace = self._workspace(body["files"])
        briefing = lay_over(news, workspace, known, store.where)
        given = _given(body, redacted, briefing.developments, known)
        return Pinned(record, briefing.workspace, given, news, redacted)

    def _read(self, size: int) -> Sequence[Record]:
        self._records += self._store.read(len(self._records), size)
        return self._records[:size]

    def _workspace(self, listed: Sequence[Mapping[str, Any]]) -> Workspace:
        key = tuple((entry["path"], entry["digest"]) for entry in listed)
        if key not in self._workspaces:
            with _laid_out(self._store, listed) as (root, house):
                self._workspaces[key] = load_workspace(root, house=house)
        return self._workspaces[key]


def _given(
    body: Mapping[str, Any], redacted: int, found: Developments, known: Position
) -> Developments:
    """Take the digest on trust where texts are gone that it was made from."""
    if not redacted:
        return found
    told = body["developments"]
    return replace(found, given=Whole(told["count"], told["digest"]), journal=known)


def _redacted(records: Sequence[Record]) -> int:
    """Count the texts that records commit to and no longer have."""
    return sum(
        len({*commitments_of(each.draft.body)}) - len(each.draft.payloads)
        for each in records
    )


@contextmanager
def _laid_out(
    store: Store, listed: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Path, Path | None]]:
    """Lay pinned files out in a folder, for the same reader that read them first."""
    with TemporaryDirectory(prefix="scenarios-replay-") as folder:
        root = Path(folder)
        for name in ("scenarios", "models", "house"):
            (root / name).mkdir()
        for file in find_files(listed, store):
            (root / file.path).write_bytes(file.data)
        house = root / HOUSE
        yield root, house if house.exists() else None
