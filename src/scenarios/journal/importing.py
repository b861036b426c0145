"""Taking an exported journal into a store, under the same root."""

from collections.abc import Iterable, Iterator
from itertools import islice

from scenarios.journal.errors import ContradictedHeadError, DamagedJournalError
from scenarios.journal.exported import Export
from scenarios.journal.heads import root_at
from scenarios.journal.place import Place, create_journal
from scenarios.journal.record import Record
from scenarios.journal.sql_audit import Progress
from scenarios.journal.store import Head, Store
from scenarios.journal.tree import Frontier
from scenarios.journal.trust import keys_of

__all__ = ["extend_from", "found_from"]


def found_from(export: Export, place: Place, head: Head, progress: Progress) -> Store:
    """Make a journal of an export that was verified.

    Args:
        export: The export.
        place: Where the journal will be.
        head: The head that verifying the export led to.
        progress: Is told how many records are done.

    Raises:
        JournalExistsError: Something is there already.
        DamagedJournalError: The files changed since they were verified.
        StoreError: It cannot be written there; then nothing is left of it.
    """
    first, *_ = islice(export.records(), 1)
    store = create_journal(place, first)
    try:
        extend_from(export, store, head, progress)
    except BaseException:
        store.close()
        # It was made a moment ago, and holds nothing but what the export holds.
        if place.file is not None:
            for ending in ("", "-journal", "-wal", "-shm"):
                name = place.file.name + ending
                place.file.with_name(name).unlink(missing_ok=True)
        raise
    return store


def extend_from(export: Export, store: Store, head: Head, progress: Progress) -> int:
    """Add what an export that was verified has more than a journal, all or nothing.

    Args:
        export: The export.
        store: The journal.
        head: The head that verifying the export led to.
        progress: Is told how many records are done.

    Returns:
        The number of records that were added; 0 where the journal has them all.

    Raises:
        ContradictedHeadError: The export does not continue the journal.
        DamagedJournalError: The files changed since they were verified.
        StoreError: It cannot be written.
    """
    before = store.head()
    shorter = min(before.size, head.size)
    frontier, records = Frontier(), _told(export.records(), progress)
    for record in islice(records, shorter):
        frontier, _ = frontier.append(bytes.fromhex(record.leaf))
    if root_at(store, shorter) != frontier.root:
        reason = f"its first {shorter} records are not those of {export.path}"
        raise ContradictedHeadError(store.where, reason)
    if before.size < head.size:
        store.extend(_ending_in(head, records, frontier, str(export.path)))
    _keep_checkpoint(export, store)
    return max(0, head.size - before.size)


def _told(records: Iterable[Record], progress: Progress) -> Iterator[Record]:
    for record in records:
        yield record
        progress(record.seq + 1)


def _ending_in(
    head: Head, records: Iterable[Record], frontier: Frontier, where: str
) -> Iterator[Record]:
    """Hand records on; raise at the end if they do not lead to a head."""
    for record in records:
        frontier, _ = frontier.append(bytes.fromhex(record.leaf))
        yield record
    if (frontier.size, frontier.root) != (head.size, head.root):
        raise DamagedJournalError(where, "it changed while it was read")


def _keep_checkpoint(export: Export, store: Store) -> None:
    chain, kept = keys_of(store), store.checkpoint()
    size = chain.open(export.checkpoint).size
    if kept is None or chain.open(kept).size < size:
        store.keep_checkpoint(size, export.checkpoint)
