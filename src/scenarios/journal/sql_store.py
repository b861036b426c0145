"""What the stores that speak SQL have in common: reading, appending and verifying.

A store adds how its file or server is reached. Queries are written with `?` for values.
"""

from abc import ABC, abstractmethod
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import groupby
from operator import itemgetter
from types import TracebackType
from typing import Any, NamedTuple, Protocol, Self, TypeVar

from scenarios.journal.errors import (
    DamagedJournalError,
    IncompleteJournalError,
    MalformedRecordError,
    ReusedRequestError,
    UnknownRecordError,
)
from scenarios.journal.payload import Payload
from scenarios.journal.record import (
    Draft,
    Record,
    parse_record,
    seal_record,
    verify_chain,
)
from scenarios.journal.sharing import Again, audit
from scenarios.journal.skimming import Skimmed, skim_record
from scenarios.journal.sql_audit import Progress
from scenarios.journal.sql_rows import Addition, Place, Rows, addition_of
from scenarios.journal.store import Head
from scenarios.journal.tree import HASH_BYTES, Frontier, perfect_places

__all__ = ["PAGE", "SqlSession", "SqlStore"]

PAGE = 256
"""Rows fetched at a time."""

NEAR = 8
"""Places so far apart are read in one go, with what is between them."""

R = TypeVar("R", Record, Skimmed)

_TALLEST = 64  # databases count records in 64 bits
_SIZE = "SELECT max(seq) + 1 FROM record"
_ROWS = "SELECT seq, prev, leaf, req, data FROM record"
_BY_SEQ = f"{_ROWS} WHERE seq >= ? AND seq < ? ORDER BY seq"
_BY_REQ = f"{_ROWS} WHERE req IN ({{}})"
_SINCE = "SELECT seq, prev, leaf FROM record WHERE seq >= ? ORDER BY seq LIMIT ?"
_PAYLOADS = (
    "SELECT seq, commitment, salt, data FROM payload "
    "WHERE seq >= ? AND seq < ? ORDER BY seq, commitment"
)
_ABOUT = "SELECT seq FROM subject WHERE name = ? ORDER BY seq"
_STARTING = "SELECT DISTINCT seq FROM subject WHERE name >= ? AND name < ? ORDER BY seq"
_LEAVES = "SELECT 0, seq, leaf FROM record WHERE 0 = ? AND seq >= ? AND seq < ?"
_NODES = (
    "SELECT height, place, hash FROM node WHERE height = ? AND place >= ? AND place < ?"
)
_CHECKPOINT = "SELECT data FROM checkpoint ORDER BY size DESC LIMIT 1"


def _silent(_: int) -> None:
    """Tell nobody."""


class SqlSession(Protocol):
    """A connection that a store holds; any call may raise a `StoreError`."""

    where: str

    def select(self, query: str, *values: object) -> Rows:
        """Return the rows of a query; no lock is held afterwards."""
        ...

    def writing(self) -> AbstractContextManager[Any]:
        """Do all of the block or nothing, alone; it is safe when this returns.

        What the store adds rows with is handed out.
        """
        ...

    def trust(self) -> None:
        """Allow writing again."""
        ...

    def close(self) -> None:
        """End the session; ending it twice does nothing."""
        ...


class _End(NamedTuple):
    """The leaf of the last record, and the tree with it."""

    leaf: str
    frontier: Frontier

    @property
    def leaf_hash(self) -> bytes:
        return bytes.fromhex(self.leaf)


class SqlStore(ABC):
    """A store over a session; see `Store` for what its methods promise."""

    def __init__(self, session: SqlSession) -> None:
        self._session = session
        self._end: _End | None = None
        if not self._size():
            raise IncompleteJournalError(session.where)
        self._first = self._one(0)

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
        return self._session.where

    @property
    @abstractmethod
    def again(self) -> Again:
        """Return what opens the store once more, in another process too."""

    @property
    def origin(self) -> str:
        """Return the name of the journal."""
        return self._first.log

    def append(self, drafts: Sequence[Draft]) -> tuple[Record, ...]:
        """Put drafts on record, all or none."""
        with self._session.writing() as writer:
            end = self._read_end()
            leaf, frontier = end.leaf, end.frontier
            recorded = self._recorded(drafts)
            additions = []
            for draft in drafts:
                if draft.req not in recorded:
                    record = seal_record(draft, self.origin, frontier.size, leaf)
                    addition, frontier = addition_of(record, frontier)
                    additions.append(addition)
                    recorded[draft.req] = record
                    leaf = record.leaf
                elif not recorded[draft.req].draft.says_the_same(draft):
                    raise ReusedRequestError(draft.req, recorded[draft.req].seq)
            self._add(writer, additions)
        self._end = _End(leaf, frontier)
        return tuple(recorded[draft.req] for draft in drafts)

    def extend(self, records: Iterable[Record]) -> Head:
        """Add records that were sealed elsewhere and follow the last one here."""
        with self._session.writing() as writer:
            frontier = self._read_end().frontier
            last = self._one(frontier.size - 1)
            for page in _pages(records):
                additions = []
                for record in page:
                    last = verify_chain([record], last) or last
                    addition, frontier = addition_of(record, frontier)
                    additions.append(addition)
                self._add(writer, additions)
        self._end = _End(last.leaf, frontier)
        return Head(frontier.size, last.leaf, frontier.root)

    def head(self) -> Head:
        """Return the size, the last leaf and the root."""
        end = self._read_end()
        return Head(end.frontier.size, end.leaf, end.frontier.root)

    def read(self, start: int = 0, stop: int | None = None) -> Iterator[Record]:
        """Read the records from `start` to before `stop`, or to the end."""
        return self._read(*self._span(start, stop), parse_record)

    def skim(self, start: int = 0, stop: int | None = None) -> Iterator[Skimmed]:
        """Read of the same records only what checking them needs."""
        return self._read(*self._span(start, stop), skim_record)

    def record(self, seq: int) -> Record:
        """Return one record."""
        size = self._size()
        if not 0 <= seq < size:
            raise UnknownRecordError(f"record {seq}", size)
        return self._one(seq)

    def mentions(self, subject: str) -> tuple[int, ...]:
        """Return the places of the records about a subject, in order."""
        return tuple(seq for (seq,) in self._session.select(_ABOUT, subject))

    def about(self, start: str) -> tuple[int, ...]:
        """Return the places of the records whose subjects start so, in order."""
        # No character of a name comes after this one.
        rows = self._session.select(_STARTING, start, f"{start}\U0010ffff")
        return tuple(seq for (seq,) in rows)

    def pick(self, places: Iterable[int]) -> Iterator[Record]:
        """Read the records at some places, in order, neighbours together."""
        wanted = sorted(set(places))
        size = self._size()
        for first, stop in _runs(wanted):
            for record in self._read(first, min(stop, size), parse_record):
                if wanted[bisect_left(wanted, record.seq)] == record.seq:
                    yield record

    def node(self, height: int, index: int) -> bytes:
        """Return the hash of a complete node of the tree."""
        size = self._size()
        possible = 0 <= index < size and height < _TALLEST
        found = self.find_nodes([(height, index, index + 1)]) if possible else {}
        if not found:
            raise UnknownRecordError(f"complete node ({height}, {index})", size)
        return found[height, index]

    def checkpoint(self) -> bytes | None:
        """Return the newest signed checkpoint that is kept here."""
        rows = self._session.select(_CHECKPOINT)
        return _bytes(rows[0][0]) if rows else None

    def keep_checkpoint(self, size: int, data: bytes) -> None:
        """Keep a signed checkpoint, larger than the last."""
        with self._session.writing() as writer:
            self._keep(writer, size, data)

    def verify(
        self, progress: Progress = _silent, *, texts: bool = True, processes: int = 1
    ) -> Head:
        """Read everything again and check it; then appending is allowed again."""
        head = audit(self, progress, texts=texts, processes=processes)
        self._session.trust()
        return head

    def close(self) -> None:
        """Let go of the store; closing it twice does nothing."""
        self._session.close()

    def select(self, query: str, *values: object) -> Rows:
        """Return the rows of a query; for checking this store, not for its users."""
        return self._session.select(query, *values)

    def find_nodes(self, spans: Sequence[tuple[int, int, int]]) -> dict[Place, bytes]:
        """Return the hashes that are kept for nodes of the tree.

        Args:
            spans: Height, and the indexes from the first to before the last.
        """
        if not spans:
            return {}
        parts = (_NODES if height else _LEAVES for height, _, _ in spans)
        values = (value for span in spans for value in span)
        rows = self._session.select(" UNION ALL ".join(parts), *values)
        hashes = ((height, index, _bytes(found)) for height, index, found in rows)
        # A damaged row may hold anything; then the node is missing.
        return {(h, i): found for h, i, found in hashes if len(found) == HASH_BYTES}

    def check(self, holds: bool, reason: str) -> None:  # noqa: FBT001 it reads as one
        """Check something of what the store keeps.

        Raises:
            DamagedJournalError: It does not hold.
        """
        if not holds:
            raise DamagedJournalError(self.where, reason)

    def check_database(self) -> None:  # noqa: B027 not every database can
        """Let the database check itself, where it can.

        Raises:
            DamagedJournalError: It found a fault.
        """

    @abstractmethod
    def _add(self, writer: Any, additions: Sequence[Addition]) -> None:  # noqa: ANN401 each store has its own writer
        """Add the rows of records that follow the last one."""

    @abstractmethod
    def _keep(self, writer: Any, size: int, data: bytes) -> None:  # noqa: ANN401 each store has its own writer
        """Add the row of a checkpoint."""

    def _size(self) -> int:
        [(size,)] = self._session.select(_SIZE)
        return size or 0

    def _span(self, start: int, stop: int | None) -> tuple[int, int]:
        """Return what of a span is there."""
        if start < 0 or (stop is not None and stop < 0):
            message = f"positions count from 0: {start}, {stop}"
            raise ValueError(message)
        size = self._size()
        return start, size if stop is None else min(stop, size)

    def _read_end(self) -> "_End":
        """Return the end of the journal as it is now."""
        since = None if self._end is None else self._since(self._end)
        self._end = since or self._load_end()
        return self._end

    def _since(self, known: "_End") -> "_End | None":
        """Go on from an end that was known; None if the rest is long or does not fit.

        A leaf stands for all records up to it, so that each has to name the one before.
        """
        rows = self._session.select(_SINCE, known.frontier.size - 1, PAGE)
        if len(rows) == PAGE or not rows or _bytes(rows[0][2]) != known.leaf_hash:
            return None
        leaf, frontier = known.leaf_hash, known.frontier
        for seq, prev, after in rows[1:]:
            found = seq, _bytes(prev), len(_bytes(after))
            if found != (frontier.size, leaf, HASH_BYTES):
                return None
            leaf = _bytes(after)
            frontier, _ = frontier.append(leaf)
        return _End(leaf.hex(), frontier)

    def _load_end(self) -> "_End":
        size = self._size()
        self.check(size > 0, "all its records are gone")
        return _End(self._one(size - 1).leaf, self._frontier(size))

    def _frontier(self, size: int) -> Frontier:
        found = self.find_nodes([(h, i, i + 1) for h, i in perfect_places(size)])

        def look_up(height: int, index: int) -> bytes:
            missing = f"node ({height}, {index}) of the tree is missing"
            self.check((height, index) in found, missing)
            return found[height, index]

        return Frontier.load(size, look_up)

    def _one(self, seq: int) -> Record:
        return next(self._read(seq, seq + 1, parse_record))

    def _read(
        self, start: int, end: int, parse: Callable[[bytes, tuple[Payload, ...]], R]
    ) -> Iterator[R]:
        """Read records a page at a time, so that no lock outlives a page."""
        for first in range(start, end, PAGE):
            stop = min(first + PAGE, end)
            rows = self._session.select(_BY_SEQ, first, stop)
            texts = self._payloads(first, stop)
            missing = f"records are missing from {first} to {stop - 1}"
            self.check(len(rows) == stop - first, missing)
            for row in rows:
                yield self._load(row, texts.get(row[0], ()), parse)

    def _payloads(self, first: int, stop: int) -> Mapping[int, Sequence[Any]]:
        rows = self._session.select(_PAYLOADS, first, stop)
        return {seq: list(found) for seq, found in groupby(rows, key=itemgetter(0))}

    def _load(
        self,
        row: Sequence[Any],
        texts: Sequence[Sequence[Any]],
        parse: Callable[[bytes, tuple[Payload, ...]], R],
    ) -> R:
        seq, prev, leaf, req, data = row
        try:
            record = parse(_bytes(data), _payloads(texts))
        except MalformedRecordError as error:
            reason = f"record {seq}: {error}"
            raise DamagedJournalError(self.where, reason) from error
        told = (record.seq, record.prev, record.leaf, record.req)
        if told != (seq, _bytes(prev).hex(), _bytes(leaf).hex(), req):
            reason = f"record {seq} is not what its leaf says"
            raise DamagedJournalError(self.where, reason)
        return record

    def _recorded(self, drafts: Sequence[Draft]) -> dict[str, Record]:
        """Return what earlier tries of the same requests have put on record."""
        recorded = {}
        for first in range(0, len(drafts), PAGE):
            wanted = [draft.req for draft in drafts[first : first + PAGE]]
            query = _BY_REQ.format(", ".join("?" * len(wanted)))
            for row in self._session.select(query, *wanted):
                record = self._load(row, (), parse_record)
                recorded[record.draft.req] = record
        return recorded


def _bytes(value: object) -> bytes:
    """Return what stands where bytes should; in a damaged row it may be anything."""
    return bytes(value) if isinstance(value, bytes | memoryview) else b""


def _payloads(rows: Sequence[Sequence[Any]]) -> tuple[Payload, ...]:
    return tuple(Payload(_bytes(salt), _bytes(data)) for _, _, salt, data in rows)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield spans that hold all the places, and few others between them."""
    start = last = None
    for place in places:
        if start is None or last is None:
            start = place
        elif place - last > NEAR:
            yield start, last + 1
            start = place
        last = place
    if start is not None and last is not None:
        yield start, last + 1


def _pages(records: Iterable[Record]) -> Iterator[list[Record]]:
    page: list[Record] = []
    for record in records:
        page.append(record)
        if len(page) == PAGE:
            yield page
            page = []
    if page:
        yield page
