"""A store whose head is kept elsewhere whenever it has grown."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from scenarios.journal.errors import SeenHeadError
from scenarios.journal.heads import LastSeen, check_seen, see
from scenarios.journal.record import Draft, Record
from scenarios.journal.skimming import Skimmed
from scenarios.journal.store import Head, Store

__all__ = ["WatchedStore", "watch"]


def watch(
    store: Store,
    last_seen: LastSeen,
    now: Callable[[], datetime],
    tell: Callable[[str], None],
) -> "WatchedStore":
    """Check a store against what was seen last of it, and keep what is seen now.

    Args:
        store: A store that was just opened; closed again if it fails.
        last_seen: What was seen last at its place.
        now: Tells the time.
        tell: Is told, in a line, if the head cannot be kept; that stops nothing.

    Raises:
        ContradictedHeadError: The journal is smaller than before, or another one.
        SeenHeadError: What was seen last cannot be read.
        DamagedJournalError: Its tree has a hole.
    """
    try:
        present, last = see(store, now), last_seen.read()
        if last is not None:
            check_seen(store, last, present)
        watched = WatchedStore(store, last_seen, now, tell)
        watched.keep_head()
    except BaseException:
        store.close()
        raise
    return watched


class WatchedStore:
    """A store that keeps its head elsewhere; see `Store` for what else it promises.

    Attributes:
        store: What is watched.
        last_seen: Where its head is kept.
    """

    def __init__(
        self,
        store: Store,
        last_seen: LastSeen,
        now: Callable[[], datetime],
        tell: Callable[[str], None],
    ) -> None:
        self.store = store
        self.last_seen = last_seen
        self._now = now
        self._tell = tell

    def keep_head(self) -> None:
        """Keep the head of now, or tell why it cannot be kept."""
        try:
            self.last_seen.keep(see(self.store, self._now))
        except SeenHeadError as error:
            self._tell(f"warning: the head that was seen is not kept: {error}")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def where(self) -> str:
        """Return the file or address it is kept in, without a password."""
        return self.store.where

    @property
    def origin(self) -> str:
        """Return the name of the journal."""
        return self.store.origin

    def append(self, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        """Put drafts on record, all or none, and keep the head."""
        records = self.store.append(drafts)
        self.keep_head()
        return records

    def extend(self, records: Iterable[Record]) -> Head:
        """Add records that were sealed elsewhere, and keep the head."""
        head = self.store.extend(records)
        self.keep_head()
        return head

    def head(self) -> Head:
        """Return the size, the last leaf and the root."""
        return self.store.head()

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """Read the records from `start` to before `stop`, or to the end."""
        return self.store.read(start, stop)

    def skim(self, start: int = 0, stop: int | None = None) -> Iterator[Skimmed]:
        """Read of the same records only what checking them needs."""
        return self.store.skim(start, stop)

    def record(self, seq: int) -> Record:
        """Return one record."""
        return self.store.record(seq)

    def mentions(self, subject: str) -> tuple[int, ...]:
        """Return the places of the records about a subject, in order."""
        return self.store.mentions(subject)

    def about(self, start: str) -> tuple[int, ...]:
        """Return the places of the records whose subjects start so, in order."""
        return self.store.about(start)

    def pick(self, places: Iterable[int]) -> Iterator[Record]:
        """Read the records at some places, in order."""
        return self.store.pick(places)

    def node(self, height: int, index: int) -> bytes:
        """Return the hash of a complete node of the tree."""
        return self.store.node(height, index)

    def checkpoint(self) -> bytes | None:
        """Return the newest signed checkpoint that is kept here."""
        return self.store.checkpoint()

    def keep_checkpoint(self, size: int, data: bytes) -> None:
        """Keep a signed checkpoint, larger than the last."""
        self.store.keep_checkpoint(size, data)

    def purge(self) -> None:
        """Leave nothing of what was redacted in the store's files."""
        self.store.purge()

    def verify(
        self,
        progress: Callable[[int], None] = lambda _: None,
        *,
        texts: bool = True,
        processes: int = 1,
    ) -> Head:
        """Read everything again and check it; then appending is allowed again."""
        return self.store.verify(progress, texts=texts, processes=processes)

    def close(self) -> None:
        """Let go of the store; closing it twice does nothing."""
        self.store.close()
