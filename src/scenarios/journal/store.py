"""What every store of a journal can do, wherever it keeps the records."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from scenarios.journal.record import Draft, Record
from scenarios.journal.skimming import Skimmed

__all__ = ["Head", "Store"]


@dataclass(frozen=True, slots=True)
class Head:
    """The state of a journal: whoever keeps a head can tell if a journal forgets.

    Attributes:
        size: Number of records.
        leaf: Leaf of the last record, 64 hexadecimal digits.
        root: Root of the tree over all leaves, 32 bytes (RFC 6962 §2.1).
    """

    size: int
    leaf: str
    root: bytes


class Store(Protocol):
    """Keeps the records of one journal; it adds to them and never changes one.

    Any call may raise a `StoreError` if the store does not answer, and
    `ClosedJournalError` after `close`. A store belongs to the thread that opened it.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    @property
    def where(self) -> str:
        """Return the file or address it is kept in, without a password."""
        ...

    @property
    def origin(self) -> str:
        """Return the name of the journal, the `log` of its records."""
        ...

    def append(self, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        """Put drafts on record, all or none; return when they are safe.

        Their payloads are kept with them, and those that a redaction lists are gone.

        A draft whose request is on record already is not recorded again, so that a
        failed call can be repeated with the same drafts.

        Returns:
            One record per draft, in their order: new, or on record already.

        Raises:
            ReusedRequestError: A request is on record with other content. The time
                may differ: the first one stands.
            MalformedRecordError: A draft cannot stand at the end of this journal.
        """
        ...

    def extend(self, records: Iterable[Record]) -> Head:
        """Add records that were sealed elsewhere and follow the last one here.

        Returns:
            The head with them.

        Raises:
            BrokenChainError: One does not follow; then none is added.
        """
        ...

    def head(self) -> Head:
        """Return the size, the last leaf and the root, of one moment."""
        ...

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """Read the records from `start` to before `stop`, or to the end, in order.

        Writers are not held up by slow readers. Positions past the end are left out.

        Raises:
            DamagedJournalError: A record is not what its leaf says, or is missing.
            ValueError: A position is negative.
        """
        ...

    def skim(self, start: int = 0, stop: int | None = None) -> Iterator[Skimmed]:
        """Read of the same records only what checking them needs, which is quicker.

        Raises:
            DamagedJournalError: A record is not what its leaf says, or is missing.
            ValueError: A position is negative.
        """
        ...

    def record(self, seq: int) -> Record:
        """Return one record.

        Raises:
            UnknownRecordError: The journal has no record of that number.
            DamagedJournalError: It is not what its leaf says.
        """
        ...

    def mentions(self, subject: str) -> tuple[int, ...]:
        """Return the places of the records about a subject, in order.

        What subjects there are is told by `subjects_of`.
        """
        ...

    def about(self, start: str) -> tuple[int, ...]:
        """Return the places of the records whose subjects start so, in order."""
        ...

    def pick(self, places: Iterable[int]) -> Iterator[Record]:
        """Read the records at some places, in order; those past the end are left out.

        Raises:
            DamagedJournalError: A record is not what its leaf says, or is missing.
        """
        ...

    def node(self, height: int, index: int) -> bytes:
        """Return the hash of a complete node of the tree; leaves are at height 0.

        Raises:
            UnknownRecordError: The tree has no such complete node.
        """
        ...

    def checkpoint(self) -> bytes | None:
        """Return the newest signed checkpoint that is kept here."""
        ...

    def keep_checkpoint(self, size: int, data: bytes) -> None:
        """Keep a signed checkpoint; it must be larger than the last."""
        ...

    def purge(self) -> None:
        """Leave nothing of what was redacted in the store's files."""
        ...

    def verify(
        self,
        progress: Callable[[int], None] = ...,
        *,
        texts: bool = True,
        processes: int = 1,
    ) -> Head:
        """Read everything again and check it; then appending is allowed again.

        Args:
            progress: Is told how many records are done.
            texts: Whether every text must be there that nobody redacted; a journal
                that was imported without its texts has none.
            processes: How many check a large journal at once. Helpers are spawned, so
                the main program must be one that can be imported (`multiprocessing`).

        Raises:
            DamagedJournalError: Something contradicts the chain or the tree.
            BrokenChainError: A record does not follow the one before.
            MalformedRecordError: Bytes are no record.
        """
        ...

    def close(self) -> None:
        """Let go of the store; closing it twice does nothing."""
        ...
