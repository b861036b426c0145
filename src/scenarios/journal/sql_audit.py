"""Reading a part of a store again and checking what it keeps against its records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, Protocol

from scenarios.journal.record import verify_chain
from scenarios.journal.skimming import Skimmed
from scenarios.journal.subjects import about_redaction, subjects_of
from scenarios.journal.tree import Frontier, Node

__all__ = ["PAGE", "Audited", "Part", "Progress", "audit_part"]

Progress = Callable[[int], None]
"""Is told how many records are done."""

PAGE = 256
"""Records checked at a time."""

_SUBJECTS = (
    "WITH told (name, seq) AS (VALUES {}) "
    "SELECT name, seq FROM told JOIN subject USING (name, seq)"
)
_PAIRS = 512


class Part(NamedTuple):
    """The records from `first` to before `stop`."""

    first: int
    stop: int


class Audited(Protocol):
    """What of a store is read to check it."""

    def skim(self, start: int, stop: int) -> Iterator[Skimmed]:
        """Skim records, each checked against its leaf and its payloads."""
        ...

    def node(self, height: int, index: int) -> bytes:
        """Return the hash of a complete node of the tree."""
        ...

    def mentions(self, subject: str) -> tuple[int, ...]:
        """Return the places that the index lists for a subject."""
        ...

    def find_nodes(self, spans: Sequence[tuple[int, int, int]]) -> Mapping[Any, bytes]:
        """Return the hashes that are kept for nodes of the tree."""
        ...

    def select(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows of a query."""
        ...

    def check(self, holds: bool, reason: str) -> None:  # noqa: FBT001 it reads as one
        """Raise `DamagedJournalError` for what does not hold."""
        ...


def audit_part(
    store: Audited, part: Part, progress: Progress, *, texts: bool = True
) -> int:
    """Check the records, nodes, subjects and payloads of a part of a store.

    What stands before the part is taken as it is kept; it is for another part.

    Returns:
        How many subjects its records have.

    Raises:
        DamagedJournalError: Something contradicts the chain or the tree.
        BrokenChainError: A record does not follow the one before.
    """
    last = next(store.skim(part.first - 1, part.first)) if part.first else None
    frontier, listed = Frontier.load(part.first, store.node), 0
    for first in range(part.first, part.stop, PAGE):
        stop = min(first + PAGE, part.stop)
        page = list(store.skim(first, stop))
        missing = f"records are missing from {first} to {stop - 1}"
        store.check(len(page) == stop - first, missing)
        last = verify_chain(page, last)
        frontier = _check_nodes(store, page, frontier)
        if texts:
            _check_texts(store, page)
        listed += _check_subjects(store, page)
        progress(stop)
    return listed


def _check_nodes(
    store: Audited, page: Sequence[Skimmed], frontier: Frontier
) -> Frontier:
    longer, rows = frontier.extend([bytes.fromhex(each.leaf) for each in page])
    _leaves, *above = rows
    spans = [(row.height, row.first, row.first + len(row.hashes)) for row in above]
    kept = store.find_nodes(spans)
    for height, first, hashes in above:
        for index, found in enumerate(hashes, first):
            if kept.get((height, index)) != found:
                node = Node(height, index, found)
                store.check(holds=False, reason=f"{node} is not what it keeps")
    return longer


def _check_texts(store: Audited, page: Sequence[Skimmed]) -> None:
    """Check that each text is there or was redacted; what is there was checked."""
    for seq, commitment in ((each.seq, one) for each in page for one in each.lacking):
        redacted = bool(store.mentions(about_redaction(commitment)))
        missing = f"a text of record {seq} is missing, and nobody redacted it"
        store.check(redacted, missing)


def _check_subjects(store: Audited, page: Sequence[Skimmed]) -> int:
    told = [(name, each.seq) for each in page for name in subjects_of(each)]
    for start in range(0, len(told), _PAIRS):
        wanted = told[start : start + _PAIRS]
        query = _SUBJECTS.format(", ".join(["(?, ?)"] * len(wanted)))
        kept = store.select(query, *chain.from_iterable(wanted))
        gone = sorted({*wanted}.difference(kept))
        listed = ", ".join(f"record {seq} under {name}" for name, seq in gone)
        store.check(not gone, f"its index does not list {listed}")
    return len(told)
