"""Reading a whole store again and checking all that it keeps against its records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Protocol

from scenarios.journal.record import verify_chain
from scenarios.journal.skimming import Skimmed
from scenarios.journal.store import Head
from scenarios.journal.subjects import about_redaction, subjects_of
from scenarios.journal.tree import Frontier, Node

__all__ = ["Audited", "Progress", "audit"]

Progress = Callable[[int], None]
"""Is told how many records are done."""

_PAGE = 256
_COUNTS = (
    "SELECT (SELECT max(seq) + 1 FROM record), (SELECT count(*) FROM node), "
    "(SELECT count(*) FROM subject)"
)
_SUBJECTS = (
    "WITH told (name, seq) AS (VALUES {}) "
    "SELECT name, seq FROM told JOIN subject USING (name, seq)"
)
_PAIRS = 512


class Audited(Protocol):
    """What of a store is read to check it."""

    def skim(self, start: int, stop: int) -> Iterator[Skimmed]:
        """Skim records, each checked against its leaf and its payloads."""
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

    def check_database(self) -> None:
        """Let the database check itself."""
        ...

    def check(self, holds: bool, reason: str) -> None:  # noqa: FBT001 it reads as one
        """Raise `DamagedJournalError` for what does not hold."""
        ...


def audit(store: Audited, progress: Progress, *, texts: bool = True) -> Head:
    """Check every record, node, subject and payload of a store; return its head.

    Raises:
        DamagedJournalError: Something contradicts the chain or the tree.
        BrokenChainError: A record does not follow the one before.
    """
    store.check_database()
    [(size, nodes, subjects)] = store.select(_COUNTS)
    frontier, last, listed = Frontier(), None, 0
    for first in range(0, size, _PAGE):
        page = list(store.skim(first, min(first + _PAGE, size)))
        last = verify_chain(page, last)
        frontier = _check_nodes(store, page, frontier)
        if texts:
            _check_texts(store, page)
        listed += _check_subjects(store, page)
        progress(first + len(page))
    store.check(nodes == size - size.bit_count(), "it holds nodes that no tree has")
    store.check(subjects == listed, "its index lists what is no record")
    return Head(size, page[-1].leaf, frontier.root)


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
