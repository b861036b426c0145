"""The inbox of a workspace, up to date with its journal."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.journal.inbox import Inbox
    from scenarios.journal.store import Store
    from scenarios.loading.workspace import Workspace

__all__ = ["learning_inbox", "open_inbox", "read_inbox"]


def read_inbox(desk: "Workspace") -> "Inbox":
    """Open the inbox of a workspace to read it; an empty one where there is none.

    Raises:
        StoreError: The inbox or the journal cannot be opened or read.
    """
    from scenarios.journal.inbox import Inbox

    return open_inbox(desk) if _inbox_file(desk).exists() else Inbox.empty()


def open_inbox(desk: "Workspace") -> "Inbox":
    """Open the inbox of a workspace, up to date with its journal where there is one.

    Raises:
        StoreError: The inbox or the journal cannot be opened, made or read.
    """
    from scenarios.cli.desk import open_journal
    from scenarios.journal.errors import JournalNotFoundError

    try:
        with open_journal(desk) as store:
            return learning_inbox(desk, store)
    except JournalNotFoundError:
        return _inbox(desk)


def learning_inbox(desk: "Workspace", store: "Store") -> "Inbox":
    """Open the inbox of a workspace, up to date with a journal that is open.

    Raises:
        StoreError: The inbox or the journal cannot be opened or read.
    """
    box = _inbox(desk)
    box.learn(store)
    return box


def _inbox(desk: "Workspace") -> "Inbox":
    from scenarios.journal.inbox import Inbox

    return Inbox.open(_inbox_file(desk))


def _inbox_file(desk: "Workspace") -> Path:
    return desk.root / ".scenarios" / "inbox.db"
