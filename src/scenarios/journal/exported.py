"""Reading a journal that was exported to files.

An export is a file of lines: the exact bytes of a record each, then the signed
checkpoint as it is. Beside it lie the texts that the records commit to.
"""

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import IO, TypeVar

from scenarios.journal.errors import DamagedJournalError, MalformedRecordError
from scenarios.journal.payload import Payload
from scenarios.journal.record import (
    FIRST_PREV,
    Kind,
    Record,
    parse_record,
    verify_chain,
)
from scenarios.journal.skimming import Skimmed, skim_record
from scenarios.journal.store import Head
from scenarios.journal.subjects import redacted_by
from scenarios.journal.tree import Frontier

__all__ = [
    "Export",
    "Summary",
    "payload_line",
    "payloads_beside",
    "read_export",
    "verifier_beside",
]

LONGEST_CHECKPOINT = 64 * 1024
LONGEST_LINE = 64 * 1024 * 1024
ENDING = ".jsonl"
PAGE = 256
_PAYLOAD = re.compile(rb'\{"data":"(.*)","salt":"(.*)","seq":(\d+)\}\n')

R = TypeVar("R", Record, Skimmed)


@dataclass(frozen=True, slots=True)
class Export:
    """An exported journal.

    Attributes:
        path: Its file.
        length: Bytes of the file before the checkpoint.
        checkpoint: The signed checkpoint, not verified.
    """

    path: Path
    length: int
    checkpoint: bytes

    @property
    def has_payloads(self) -> bool:
        """Tell whether the texts are beside it."""
        return payloads_beside(self.path).exists()

    def records(self) -> Iterator[Record]:
        """Read the records, each with the texts that are kept for it.

        Raises:
            DamagedJournalError: A line is no record, or a text is not one of them.
        """
        return self._parsed(parse_record)

    def skim(self) -> Iterator[Skimmed]:
        """Read of the records, and of their texts, what checking them needs.

        Raises:
            DamagedJournalError: A line is no record, or a text is not one of them.
        """
        return self._parsed(skim_record)

    def _parsed(self, parse: Callable[[bytes, tuple[Payload, ...]], R]) -> Iterator[R]:
        texts = _by_record(_payload_lines(self.path)) if self.has_payloads else None
        waiting = next(texts, None) if texts else None
        with self.path.open("rb") as file:
            for number, line in enumerate(_lines(file, self.path, self.length)):
                mine: tuple[Payload, ...] = ()
                if texts and waiting and waiting[0] == number:
                    mine, waiting = waiting[1], next(texts, None)
                try:
                    parsed = parse(line, mine)
                except MalformedRecordError as error:
                    reason = f"line {number + 1}, record {number}: {error}"
                    raise DamagedJournalError(str(self.path), reason) from error
                yield parsed
        if waiting is not None:
            reason = f"it holds texts of record {waiting[0]}, which is not there"
            raise DamagedJournalError(str(payloads_beside(self.path)), reason)


@dataclass
class Summary:
    """What is left of the records once they were read."""

    first: Record | None = None
    last: Skimmed | None = None
    _frontier: Frontier = field(default_factory=Frontier)
    _leaves: list[bytes] = field(default_factory=list)
    roots: dict[int, bytes] = field(default_factory=dict)
    keys: list[Record] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)
    redacted: set[str] = field(default_factory=set)

    def add(self, record: Skimmed) -> None:
        """Take in the next record."""
        self.last = verify_chain([record], self.last)
        self.first = self.first or parse_record(record.data)
        self._leaves.append(bytes.fromhex(record.leaf))
        if len(self._leaves) == PAGE:
            self._grow()
        self.missing |= dict.fromkeys(record.lacking, record.seq)
        if record.kind is Kind.KEY_ADDED:
            self.keys.append(parse_record(record.data))
        self.redacted.update(redacted_by(record))

    @property
    def frontier(self) -> Frontier:
        """Return the tree of what was read."""
        self._grow()
        return self._frontier

    @property
    def head(self) -> Head:
        """Return the head of what was read, at least one record."""
        leaf = self.last.leaf if self.last else FIRST_PREV
        return Head(self.frontier.size, leaf, self.frontier.root)

    @property
    def unredacted(self) -> Mapping[str, int]:
        """Return the missing texts that nobody redacted, with their records."""
        gone = self.missing.items()
        return {each: seq for each, seq in gone if each not in self.redacted}

    def _grow(self) -> None:
        self._frontier, _ = self._frontier.extend(self._leaves)
        self._leaves.clear()


def payloads_beside(path: Path) -> Path:
    """Return the file of the texts of an export."""
    return path.with_name(f"{path.name.removesuffix(ENDING)}.payloads{ENDING}")


def verifier_beside(path: Path) -> Path:
    """Return the file of the program that verifies an export alone."""
    return path.with_name(f"{path.name.removesuffix(ENDING)}.verify.py")


def payload_line(seq: int, payload: Payload) -> bytes:
    """Write a text of a record as a line, in canonical JSON."""
    data, salt = b2a_base64(payload.data, newline=False), payload.salt.hex().encode()
    return b'{"data":"%b","salt":"%b","seq":%d}\n' % (data, salt, seq)


def read_export(path: Path) -> Export:
    """Find the records and the checkpoint of an export; nothing is verified yet.

    Raises:
        DamagedJournalError: It is not built like an export.
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - LONGEST_CHECKPOINT))
        end = file.read()
    head, blank, signatures = end.rpartition(b"\n\n")
    lines = head.rsplit(b"\n", 3)
    if not blank or len(lines) <= 3:  # noqa: PLR2004 origin, size and root
        reason = "records and a signed checkpoint must stand, a line each"
        raise DamagedJournalError(str(path), reason)
    checkpoint = b"\n".join(lines[1:]) + blank + signatures
    return Export(path, size - len(checkpoint), checkpoint)


def _lines(file: IO[bytes], path: Path, length: int) -> Iterator[bytes]:
    left = length
    while left:
        line = file.readline(min(left, LONGEST_LINE))
        if not line.endswith(b"\n"):
            reason = f"a line is longer than {LONGEST_LINE} bytes, or the file changed"
            raise DamagedJournalError(str(path), reason)
        left -= len(line)
        yield line[:-1]


def _payload_lines(path: Path) -> Iterator[tuple[int, Payload]]:
    """Read texts; they stand in the order of their records, in one spelling."""
    beside, before = payloads_beside(path), (-1, "")
    with beside.open("rb") as file:
        for number, line in enumerate(iter(lambda: file.readline(LONGEST_LINE), b"")):
            read = _read_payload(line)
            place = (read[0], read[1].commitment) if read else before
            if read is None or place <= before:
                reason = f"line {number + 1} is no text of a record in its place"
                raise DamagedJournalError(str(beside), reason)
            before = place
            yield read


def _read_payload(line: bytes) -> tuple[int, Payload] | None:
    found = _PAYLOAD.fullmatch(line)
    if found is None:
        return None
    data, salt, seq = found.groups()
    try:
        read = int(seq), Payload(bytes.fromhex(salt.decode()), a2b_base64(data))
    except ValueError:
        return None
    return read if payload_line(*read) == line else None


def _by_record(
    lines: Iterator[tuple[int, Payload]],
) -> Iterator[tuple[int, tuple[Payload, ...]]]:
    for seq, mine in groupby(lines, key=lambda each: each[0]):
        yield seq, tuple(payload for _, payload in mine)
