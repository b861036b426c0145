"""Checking all of a store, alone or with helpers that take a part of it each.

Each part is checked as what follows the records before it, whatever those are: they
are another part. So parts can be checked in any order, and all hold if each does.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Protocol

from scenarios.errors import ScenariosError
from scenarios.journal.sql_audit import PAGE, Audited, Part, Progress, audit_part
from scenarios.journal.store import Head
from scenarios.journal.tree import Frontier

__all__ = ["Again", "Shared", "audit", "tell_subjects"]

WORTHWHILE = 20_000
"""Fewer records are checked before a helper has started."""

_COUNTS = (
    "SELECT (SELECT max(seq) + 1 FROM record), (SELECT count(*) FROM node), "
    "(SELECT count(*) FROM subject)"
)

Again = Callable[[], AbstractContextManager[Audited]]
"""Opens a store once more, in another process too."""


class Shared(Audited, Protocol):
    """What of a store is needed to check all of it."""

    @property
    def again(self) -> Again:
        """Return what opens the store once more."""
        ...

    def check_database(self) -> None:
        """Let the database check itself."""
        ...


def audit(
    store: Shared,
    progress: Progress,
    *,
    texts: bool = True,
    processes: int = 1,
    worthwhile: int = WORTHWHILE,
) -> Head:
    """Check every record, node, subject and payload of a store; return its head.

    Args:
        store: The store.
        progress: Is told how many records are done.
        texts: Whether every text must be there that nobody redacted.
        processes: How many check it at once, this one included.
        worthwhile: Fewer records are checked by this process alone.

    Raises:
        DamagedJournalError: Something contradicts the chain or the tree.
        BrokenChainError: A record does not follow the one before.
    """
    store.check_database()
    [(size, nodes, subjects)] = store.select(_COUNTS)
    store.check(bool(size), "all its records are gone")
    parts, listed = _split(size, processes if size >= worthwhile else 1), 0
    with _helped(store.again, parts[1:], texts=texts) as ears:
        for part in parts:
            found = _hear(ears[part]) if part in ears else None
            if found is None:
                # What does not hold there is named here.
                found = audit_part(store, part, progress, texts=texts)
            else:
                progress(part.stop)
            listed += found
    store.check(nodes == size - size.bit_count(), "it holds nodes that no tree has")
    store.check(subjects == listed, "its index lists what is no record")
    [last] = store.skim(size - 1, size)
    return Head(size, last.leaf, Frontier.load(size, store.node).root)


def tell_subjects(mouth: Connection, again: Again, part: Part, *, texts: bool) -> None:
    """Check a part; send how many subjects its records have, or None if it fails."""
    try:
        with again() as store:
            mouth.send(audit_part(store, part, lambda _: None, texts=texts))
    except ScenariosError:
        mouth.send(None)


def _split(size: int, processes: int) -> Sequence[Part]:
    """Split records into parts of whole pages, one for each process at most."""
    step = PAGE * -(-size // (PAGE * processes))
    return [Part(first, min(first + step, size)) for first in range(0, size, step)]


@contextmanager
def _helped(
    again: Again, parts: Sequence[Part], *, texts: bool
) -> Iterator[Mapping[Part, Connection]]:
    """Have each part checked by a helper; hand out where each can be heard."""
    # A process that is forked would share connections, and harm them.
    context = get_context("spawn")
    ears, helpers = dict[Part, Connection](), list[SpawnProcess]()
    try:
        for part in parts:
            ears[part], mouth = context.Pipe(duplex=False)
            work = (mouth, again, part)
            helper = context.Process(
                target=tell_subjects, args=work, kwargs={"texts": texts}
            )
            helper.start()
            helpers.append(helper)
            mouth.close()
        yield ears
    finally:
        for helper in helpers:
            helper.terminate()
            helper.join()


def _hear(ear: Connection) -> int | None:
    """Return what a helper found; None if it died."""
    try:
        found: int | None = ear.recv()
    except EOFError:
        return None
    return found
