"""Finding the records of a journal that somebody asks for, newest first."""

from collections.abc import Iterator

from scenarios.journal.record import Kind, Record
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_development, about_scenario

__all__ = ["newest_first"]

PAGE = 256


def newest_first(
    store: Store,
    *,
    kind: Kind | None = None,
    development: str | None = None,
    scenario: str | None = None,
) -> Iterator[Record]:
    """Yield the records that are of a kind and about a development and a scenario.

    Args:
        store: The journal.
        kind: Of any kind where None.
        development: About any or none where None.
        scenario: About any or none where None.
    """
    wanted: list[set[int]] = []
    if development is not None:
        wanted.append(set(store.mentions(about_development(development))))
    if scenario is not None:
        wanted.append(set(store.mentions(about_scenario(scenario))))
    records = _backwards(store) if not wanted else _those(store, wanted)
    yield from (each for each in records if kind in (None, each.draft.kind))


def _those(store: Store, wanted: list[set[int]]) -> Iterator[Record]:
    for seq in sorted(set.intersection(*wanted), reverse=True):
        yield store.record(seq)


def _backwards(store: Store) -> Iterator[Record]:
    """Read a page at a time, so that the newest of a long journal come at once."""
    for stop in range(store.head().size, 0, -PAGE):
        yield from reversed(list(store.read(max(0, stop - PAGE), stop)))
