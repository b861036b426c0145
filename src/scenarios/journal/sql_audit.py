"""Reading a whole store again and checking all that it keeps against its records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from scenarios.journal.payload import commitments_of
from scenarios.journal.record import Record, verify_chain
from scenarios.journal.store import Head
from scenarios.journal.subjects import about_redaction, subjects_of
from scenarios.journal.tree import Frontier

__all__ = ["Audited", "Progress", "audit"]

Progress = Callable[[int], None]
"""Is told how many records are done."""

_PAGE = 1024
_COUNTS = (
    "SELECT (SELECT max(seq) + 1 FROM record), (SELECT count(*) FROM node), "
    "(SELECT count(*) FROM subject)"
)
# Not by place alone: the index is in the order of names, and would be read as a whole.
_SUBJECTS = "SELECT name, seq FROM subject WHERE name IN ({}) AND seq >= ? AND seq < ?"
_NAMES = 512


class Audited(Protocol):
    """What of a store is read to check it."""

    def read(self, start: int, stop: int) -> Iterator[Record]:
        """Read records, each checked against its leaf and its payloads."""
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
        page = list(store.read(first, min(first + _PAGE, size)))
        last = verify_chain(page, last)
        frontier = _check_nodes(store, page, frontier)
        for record in page:
            if texts:
                _check_texts(store, record)
        listed += _check_subjects(store, page)
        progress(first + len(page))
    store.check(nodes == size - size.bit_count(), "it holds nodes that no tree has")
    store.check(subjects == listed, "its index lists what is no record")
    return Head(size, page[-1].leaf, frontier.root)


def _check_nodes(
    store: Audited, page: Sequence[Record], frontier: Frontier
) -> Frontier:
    first, stop = frontier.size, frontier.size + len(page)
    spans = [(h, first >> h, stop >> h) for h in range(1, stop.bit_length())]
    kept = store.find_nodes([span for span in spans if span[1] < span[2]])
    for record in page:
        frontier, complete = frontier.append(bytes.fromhex(record.leaf))
        for node in complete[1:]:
            agrees = kept.get((node.height, node.index)) == node.hash
            store.check(agrees, f"{node} is not what it keeps")
    return frontier


def _check_texts(store: Audited, record: Record) -> None:
    """Check that each text is there or was redacted; what is there was checked."""
    kept = {payload.commitment for payload in record.draft.payloads}
    for commitment in commitments_of(record.draft.body):
        there = commitment in kept or store.mentions(about_redaction(commitment))
        missing = f"a text of record {record.seq} is missing, and nobody redacted it"
        store.check(bool(there), missing)


def _check_subjects(store: Audited, page: Sequence[Record]) -> int:
    first, last = page[0].seq, page[-1].seq
    told = {(name, each.seq) for each in page for name in subjects_of(each.draft)}
    names = sorted({name for name, _ in told})
    kept = set[tuple[str, int]]()
    for start in range(0, len(names), _NAMES):
        wanted = names[start : start + _NAMES]
        query = _SUBJECTS.format(", ".join("?" * len(wanted)))
        kept |= {
            (name, seq) for name, seq in store.select(query, *wanted, first, last + 1)
        }
    gone = ", ".join(f"record {seq} under {name}" for name, seq in sorted(told - kept))
    store.check(not gone, f"its index does not list {gone}")
    return len(told)
