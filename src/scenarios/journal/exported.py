"""Reading a journal that was exported to files.

An export is a file of lines: the exact bytes of a record each, then the signed
checkpoint as it is. Beside it lie the texts that the records commit to.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import IO

from scenarios.journal.canonical import write_json
from scenarios.journal.errors import DamagedJournalError, MalformedRecordError
from scenarios.journal.note import NoteError, from_base64, to_base64
from scenarios.journal.payload import REDACTED, Payload, commitments_of
from scenarios.journal.record import (
    FIRST_PREV,
    Kind,
    Record,
    parse_record,
    verify_chain,
)
from scenarios.journal.store import Head
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
        texts = _by_record(_payload_lines(self.path)) if self.has_payloads else None
        waiting = next(texts, None) if texts else None
        with self.path.open("rb") as file:
            for number, line in enumerate(_lines(file, self.path, self.length)):
                mine: tuple[Payload, ...] = ()
                if texts and waiting and waiting[0] == number:
                    mine, waiting = waiting[1], next(texts, None)
                yield _record(line, mine, self.path, number)
        if waiting is not None:
            reason = f"it holds texts of record {waiting[0]}, which is not there"
            raise DamagedJournalError(str(payloads_beside(self.path)), reason)


@dataclass
class Summary:
    """What is left of the records once they were read."""

    first: Record | None = None
    last: Record | None = None
    frontier: Frontier = field(default_factory=Frontier)
    roots: dict[int, bytes] = field(default_factory=dict)
    keys: list[Record] = field(default_factory=list)
    missing: dict[str, int] = field(default_factory=dict)
    redacted: set[str] = field(default_factory=set)

    def add(self, record: Record) -> None:
        """Take in the next record."""
        self.last = verify_chain([record], self.last)
        self.first = self.first or record
        self.frontier, _ = self.frontier.append(bytes.fromhex(record.leaf))
        body, kind = record.draft.body, record.draft.kind
        kept = {payload.commitment for payload in record.draft.payloads}
        for commitment in commitments_of(body):
            if commitment not in kept:
                self.missing[commitment] = record.seq
        if kind is Kind.KEY_ADDED:
            self.keys.append(record)
        listed = body.get(REDACTED) if kind is Kind.PAYLOAD_REDACTED else None
        if isinstance(listed, tuple):
            self.redacted.update(each for each in listed if isinstance(each, str))

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


def payloads_beside(path: Path) -> Path:
    """Return the file of the texts of an export."""
    return path.with_name(f"{path.name.removesuffix(ENDING)}.payloads{ENDING}")


def verifier_beside(path: Path) -> Path:
    """Return the file of the program that verifies an export alone."""
    return path.with_name(f"{path.name.removesuffix(ENDING)}.verify.py")


def payload_line(seq: int, payload: Payload) -> bytes:
    """Write a text of a record as a line."""
    return _spell(seq, payload.salt, payload.data) + b"\n"


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


def _record(line: bytes, texts: tuple[Payload, ...], path: Path, number: int) -> Record:
    try:
        return parse_record(line, texts)
    except MalformedRecordError as error:
        reason = f"line {number + 1}, record {number}: {error}"
        raise DamagedJournalError(str(path), reason) from error


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
    try:
        fields = json.loads(line.decode())
        seq, salt = fields["seq"], bytes.fromhex(fields["salt"])
        data = from_base64(fields["data"], "data")
    except (ValueError, KeyError, TypeError, RecursionError, NoteError):
        return None
    is_spelt = type(seq) is int and _spell(seq, salt, data) + b"\n" == line
    return (seq, Payload(salt, data)) if is_spelt else None


def _spell(seq: int, salt: bytes, data: bytes) -> bytes:
    return write_json({"data": to_base64(data), "salt": salt.hex(), "seq": seq})


def _by_record(
    lines: Iterator[tuple[int, Payload]],
) -> Iterator[tuple[int, tuple[Payload, ...]]]:
    for seq, mine in groupby(lines, key=lambda each: each[0]):
        yield seq, tuple(payload for _, payload in mine)
