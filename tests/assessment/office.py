"""An office: a workspace with a journal beside it, and somebody who writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from desk import NEWS, write_workspace
from journal.clerk import chance, clock, journal_at, who
from oracle.workspaces import random_workspace
from oracle.workspaces import write_workspace as write_drawn
from scenarios import load_workspace
from scenarios.assessment.briefing import brief
from scenarios.assessment.publishing import publish
from scenarios.assessment.recording import record_developments
from scenarios.journal.author import Author
from scenarios.journal.correcting import draft_regrading, draft_retraction, find_report
from scenarios.journal.founding import first_record
from scenarios.journal.sqlite import SqliteStore
from scenarios.loading.developments import load_developments, parse_developments

if TYPE_CHECKING:
    from pathlib import Path

    from desk import Files
    from scenarios import Workspace
    from scenarios.assessment.briefing import Briefing
    from scenarios.assessment.publishing import Judgement
    from scenarios.assessment.recording import Recorded
    from scenarios.journal.record import Draft, Record
    from scenarios.journal.store import Store
    from scenarios.loading.developments import Developments

__all__ = ["SPRING", "Office", "drawn_at", "office_at", "quiet", "rebuilt"]

SPRING = date(2024, 4, 15)
"""A day on which all of the desk's news counts and nothing is withdrawn yet."""


def quiet(_: int, __: int) -> None:
    """Tell nobody how far it has come."""


@dataclass(frozen=True)
class Office:
    """A workspace, its journal, and who writes there."""

    workspace: Workspace
    store: Store
    author: Author

    def enter(self, news: str | Developments = NEWS) -> Recorded:
        """Put news on record, all that is new or revised of it."""
        if isinstance(news, str):
            news = parse_developments(news.encode(), "news.yaml", self.workspace)
        _, recorded = record_developments(
            self.store, self.workspace, news, self.author, quiet
        )
        return recorded

    def retract(self, report: str, on: date) -> Record:
        """Put on record that a report was withdrawn."""
        found = find_report(self.brief().news, report)
        return self.append(draft_retraction(*found, on, "withdrawn", self.author))

    def regrade(self, report: str, grade: str) -> Record:
        """Put another grade of a report on record."""
        found = find_report(self.brief().news, report)
        return self.append(draft_regrading(*found, grade, "regraded", self.author))

    def append(self, draft: Draft) -> Record:
        """Put a draft on record."""
        (record,) = self.store.append([draft])
        return record

    def brief(self) -> Briefing:
        """Return what the journal was told."""
        return brief(self.store, self.workspace)

    def publish(self, as_of: date = SPRING, **options: Any) -> Judgement:  # noqa: ANN401 those of `publish`
        """Publish a judgement."""
        return publish(self.store, self.workspace, self.author, as_of, **options)


def writer() -> Author:
    """Return who writes in an office, an hour after it was opened."""
    ticks = clock()
    return Author("anna", lambda: ticks() + timedelta(hours=1), chance("office"))


def office_at(folder: Path, files: Files | None = None) -> Office:
    """Open an office with the desk's workspace; its journal holds no news."""
    root = write_workspace(folder / "desk", files)
    return Office(load_workspace(root), journal_at(folder / "journal"), writer())


def drawn_at(folder: Path, seed: int) -> tuple[Office, Developments, list[date]]:
    """Open an office with a drawn workspace; return its news and days with it."""
    data = random_workspace(Random(seed))
    write_drawn(data, folder / "desk")
    workspace = load_workspace(folder / "desk")
    news = load_developments(folder / "desk" / "developments.jsonl", workspace)
    store = journal_at(folder / "journal")
    return Office(workspace, store, writer()), news, data["dates"]


def rebuilt(
    store: Store, path: Path, changes: dict[int, dict[str, Any]] | None = None
) -> Store:
    """Write the records of a journal anew, some with another body, as a forger would.

    Everything is sealed again, so that the chain and the tree hold.
    """
    records = list(store.read())
    author = who()
    other = SqliteStore.found(path, first_record(store.origin, author.now(), "anna"))
    for record in records[1:]:
        body = {**record.draft.body, **(changes or {}).get(record.seq, {})}
        payloads = record.draft.payloads
        other.append([author.draft(record.draft.kind, body, payloads)])
    return other
