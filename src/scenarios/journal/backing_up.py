"""A whole copy of a journal, made while others may write."""

from pathlib import Path

from scenarios.journal.errors import DamagedJournalError, JournalExistsError
from scenarios.journal.exporting import export_journal
from scenarios.journal.heads import root_at
from scenarios.journal.keys import Keyring
from scenarios.journal.sql_audit import Progress
from scenarios.journal.sqlite import SqliteStore
from scenarios.journal.watched import WatchedStore

__all__ = ["back_up"]


def back_up(
    watched: WatchedStore, path: Path, keyring: Keyring, progress: Progress
) -> int:
    """Copy a journal to a new file: SQLite as it is, any other as an export.

    The copy is read again from end to end.

    Returns:
        The number of records in it.

    Raises:
        JournalExistsError: Something is there already.
        DamagedJournalError: The copy is not what was copied.
        StoreError: It cannot be read or written.
    """
    store = watched.store
    if not isinstance(store, SqliteStore):
        if path.exists():
            raise JournalExistsError(str(path))
        return export_journal(store, path, keyring, progress).size
    store.back_up(path)
    with SqliteStore.open(path) as copy:
        head = copy.verify(progress, texts=False)
    if root_at(store, head.size) != head.root:
        raise DamagedJournalError(str(path), "the copy is not what was copied")
    return head.size
