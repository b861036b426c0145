"""Checking all of a store, alone or with helpers that take a part of it each.

Each part is checked as what follows the records before it, whatever those are: they
are another part. So parts can be checked in any order, and all hold if each does.
"""

from collections import deque
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Thread
from typing import Protocol

from scenarios.errors import ScenariosError
from scenarios.journal.sql_audit import PAGE, Audited, Part, Progress, audit_part
from scenarios.journal.store import Head
from scenarios.journal.tree import Frontier

__all__ = ["Again", "Shared", "audit", "tell_subjects"]

WORTHWHILE = 20_000
"""Fewer records are checked before a helper has started."""

_SHARES = 16
"""Parts for each process: who is done early takes more of them."""

_COUNTS = (
    "SELECT (SELECT max(seq) + 1 FROM record), (SELECT count(*) FROM node), "
    "(SELECT count(*) FROM subject)"
)

Again = Callable[[], AbstractContextManager[Audited]]
"""Opens a store once more, in another process too."""

Check = Callable[[Part], int | None]
"""Returns how many subjects the records of a part have; None if it does not hold."""

Found = MutableMapping[Part, int]
"""How many subjects the records of each part have that was checked and holds."""


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
    [(size, nodes, subjects)] = store.select(_COUNTS)
    store.check(bool(size), "all its records are gone")
    helpers = processes - 1 if size >= worthwhile else 0
    parts, found = _split(size, helpers + 1), dict[Part, int]()
    todo = deque(parts)
    with _helped(store.again, helpers, todo, found, texts=texts):
        store.check_database()
        _take(todo, found, _checking(store, found, progress, texts=texts))
    for part in parts:
        if part not in found:
            # What does not hold is named here, the first of it.
            found[part] = audit_part(store, part, progress, texts=texts)
    if helpers:
        progress(size)
    store.check(nodes == size - size.bit_count(), "it holds nodes that no tree has")
    listed = sum(found.values())
    store.check(subjects == listed, "its index lists what is no record")
    [last] = store.skim(size - 1, size)
    return Head(size, last.leaf, Frontier.load(size, store.node).root)


def tell_subjects(mouth: Connection, again: Again, *, texts: bool) -> None:
    """Check each part that is asked for until None is.

    Of each, send how many subjects its records have, or None if it does not hold.

    Args:
        mouth: Where parts come from and answers go.
        again: Opens the store.
        texts: Whether every text must be there that nobody redacted.
    """
    # A store that cannot be opened ends this, and so does whoever asks.
    with suppress(ScenariosError, EOFError), again() as store:
        check = _checking(store, {}, _silent, texts=texts)
        for part in iter(mouth.recv, None):
            mouth.send(check(part))


def _checking(
    store: Audited, found: Found, progress: Progress, *, texts: bool
) -> Check:
    """Return what checks a part in this process, and tells how far all of them are."""

    def check(part: Part) -> int | None:
        done = sum(each.stop - each.first for each in [*found])
        try:
            return audit_part(
                store,
                part,
                lambda stop: progress(done + stop - part.first),
                texts=texts,
            )
        except ScenariosError:
            return None

    return check


def _silent(_: int) -> None:
    """Tell nobody how far it is."""


def _split(size: int, processes: int) -> Sequence[Part]:
    """Split records into parts of whole pages, some for each process."""
    step = PAGE * -(-size // (PAGE * processes * _SHARES))
    return [Part(first, min(first + step, size)) for first in range(0, size, step)]


def _take(todo: deque[Part], found: Found, check: Check) -> None:
    """Take part after part until none is left, or one does not hold.

    Then nobody needs to take another: all that are left come after it.
    """
    for part in _each(todo):
        subjects = check(part)
        if subjects is None:
            todo.clear()
        else:
            found[part] = subjects


def _each(todo: deque[Part]) -> Iterator[Part]:
    while todo:
        # Another thread may have taken the last one since.
        with suppress(IndexError):
            yield todo.popleft()


@contextmanager
def _helped(
    again: Again, helpers: int, todo: deque[Part], found: Found, *, texts: bool
) -> Iterator[None]:
    """Have helpers take parts meanwhile; at the end, wait for those they have."""
    # A process that is forked would share connections, and harm them.
    context = get_context("spawn")
    team = list[tuple[SpawnProcess, Thread]]()
    try:
        for _ in range(helpers):
            ear, mouth = context.Pipe()
            process = context.Process(
                target=tell_subjects, args=(mouth, again), kwargs={"texts": texts}
            )
            process.start()
            mouth.close()
            thread = Thread(target=_ask, args=(ear, todo, found))
            thread.start()
            team.append((process, thread))
        yield
        for _, thread in team:
            thread.join()
    finally:
        for process, thread in team:
            process.terminate()
            process.join()
            thread.join()


def _ask(ear: Connection, todo: deque[Part], found: Found) -> None:
    """Have a helper check part after part, for as long as it lives."""

    def check(part: Part) -> int | None:
        ear.send(part)
        subjects: int | None = ear.recv()
        return subjects

    with ear, suppress(EOFError, OSError):
        _take(todo, found, check)
        ear.send(None)
