"""From a journal to the sums: its news, and the workspace as it was settled there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from scenarios.assessment.reading import all_news, news_on, retractions_of
from scenarios.domain.development import Development
from scenarios.errors import Issue, Location, Severity
from scenarios.journal.errors import UnknownRecordError
from scenarios.journal.news import News
from scenarios.journal.store import Store
from scenarios.journal.tree import Frontier
from scenarios.loading.checks import check_development
from scenarios.loading.developments import Developments, Position, Whole
from scenarios.loading.document import dotted
from scenarios.loading.workspace import Workspace

__all__ = [
    "Briefing",
    "KnownAt",
    "Recall",
    "brief",
    "brief_on",
    "lay_over",
    "position_at",
    "size_at",
]

KnownAt = int | datetime
"""The number of a record, or a time by the clocks of those who wrote."""


@dataclass(frozen=True)
class Briefing:
    """What there is to assess from.

    Attributes:
        workspace: Scenarios as the journal has settled them.
        developments: What the journal was told, as far as the workspace has a place
            for it; `given` counts and digests everything.
        news: What the journal was told, whatever the workspace has a place for.
        issues: One warning for each link that the workspace has no place for.
    """

    workspace: Workspace
    developments: Developments
    news: News
    issues: tuple[Issue, ...]


class Recall(Protocol):
    """Remembers how many developments a journal held at a root, and their digest."""

    def find(self, root: str) -> Whole | None:
        """Return what was kept for a root."""
        ...

    def keep(self, root: str, whole: Whole) -> None:
        """Keep what a journal of a root holds."""
        ...


def brief(
    store: Store, workspace: Workspace, known_at: KnownAt | None = None
) -> Briefing:
    """Read all that a journal was told, and lay it over a workspace.

    Args:
        store: The journal.
        workspace: What the news speaks of.
        known_at: Use only what the journal had been told by then, this record
            included; everything where None.

    Raises:
        UnknownRecordError: The journal has no record of that number.
        StoreError: The journal cannot be read or trusted.
    """
    size = size_at(store, known_at)
    news = all_news(store, size)
    found = lay_over(news, workspace, position_at(store, size), store.where)
    return _with_retractions(found, store)


def brief_on(
    store: Store,
    workspace: Workspace,
    recall: Recall,
    scenarios: Iterable[str] = (),
    known_at: KnownAt | None = None,
) -> Briefing:
    """Read what a journal was told of some scenarios, and no more where it can.

    All developments together are read once for each state of the journal, for their
    number and digest; these are recalled afterwards.

    Args:
        store: The journal.
        workspace: What the news speaks of.
        recall: Remembers number and digest.
        scenarios: Ids of the scenarios; all of the workspace where empty.
        known_at: As for `brief`.

    Raises:
        UnknownScenarioError: The workspace holds no scenario of such a name.
        StoreError: As for `brief`.
    """
    names = [file.scenario.id for file in workspace.chosen(tuple(scenarios))]
    size = size_at(store, known_at)
    position = position_at(store, size)
    whole = recall.find(position.root)
    if whole is None:
        found = lay_over(all_news(store, size), workspace, position, store.where)
        recall.keep(position.root, found.developments.whole)
        return _with_retractions(found, store)
    news = news_on(store, size, names)
    found = lay_over(news, workspace, position, store.where, whole)
    return _with_retractions(found, store)


def lay_over(
    news: News,
    workspace: Workspace,
    position: Position | None,
    where: str,
    whole: Whole | None = None,
) -> Briefing:
    """Lay news over a workspace; links that it has no place for are left out.

    Args:
        news: What was told.
        workspace: What the news speaks of.
        position: What the journal held.
        where: The journal's name, for warnings.
        whole: All that the journal holds, where the news is only a part.
    """
    issues: list[Issue] = []
    items = []
    for entry in news.entries.values():
        unfit = dict(_unfit(entry.current, workspace))
        items.append(_without(entry.current, unfit))
        place = Location(where, entry.records[-1])
        issues += [
            Issue(place, f"{entry.current.id}.{key}", message, Severity.WARNING)
            for key, message in unfit.values()
        ]
    developments = Developments(
        tuple(items),
        told=news.developments,
        given=whole,
        journal=position,
        records={name: entry.records for name, entry in news.entries.items()},
        redacted={n: e.redacted for n, e in news.entries.items() if e.redacted},
    )
    settled = workspace.resolved(news.resolutions)
    return Briefing(settled, developments, news, tuple(issues))


def _with_retractions(found: Briefing, store: Store) -> Briefing:
    """Return a briefing that knows which records retracted reports."""
    retractions = retractions_of(store, found.news)
    developments = replace(found.developments, retractions=retractions)
    return replace(found, developments=developments)


def size_at(store: Store, known_at: KnownAt | None) -> int:
    """Return how many records a journal held when it had been told so much.

    A time is looked for by halves: clocks that run back and forth by more than the
    records lie apart make the answer one of several.

    Raises:
        UnknownRecordError: The journal has no record of that number.
    """
    size = store.head().size
    if known_at is None:
        return size
    if isinstance(known_at, int):
        if not 0 <= known_at < size:
            raise UnknownRecordError(f"record {known_at}", size)
        return known_at + 1
    low, high = 0, size
    while low < high:
        middle = (low + high) // 2
        if store.record(middle).draft.at <= known_at:
            low = middle + 1
        else:
            high = middle
    return low


def position_at(store: Store, size: int) -> Position:
    """Return a size of a journal with the root it had then."""
    return Position(size, Frontier.load(size, store.node).root.hex())


def _unfit(
    development: Development, workspace: Workspace
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the place of each link that does not fit, where it is and why."""
    for path, message in check_development(development, workspace.known):
        if path and path[0] == "observes" and isinstance(path[1], int):
            yield path[1], (dotted(path), message)


def _without(development: Development, places: Mapping[int, object]) -> Development:
    if not places:
        return development
    kept: Sequence[object] = [
        each for place, each in enumerate(development.observes) if place not in places
    ]
    return development.model_copy(update={"observes": tuple(kept)})
