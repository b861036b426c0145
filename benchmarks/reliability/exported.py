"""An export, as it is judged: lines of records, and a signed checkpoint beside them."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.keepers import NOW, ORIGIN

from scenarios.journal.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from scenarios.journal.errors import BrokenChainError, MalformedRecordError
from scenarios.journal.founding import first_record
from scenarios.journal.note import SigningKey, write_vkey
from scenarios.journal.record import Record, seal_record, verify_chain
from scenarios.journal.skimming import Skimmed, skim_record
from scenarios.journal.tree import root_of

__all__ = [
    "KEY",
    "FaultyExportError",
    "judge_export",
    "make_export",
    "make_records",
    "read_lines",
]

KEY = SigningKey(ORIGIN, bytes(range(32)))
# Of a changed export, all but a line or the checkpoint is as it was.
_skim = lru_cache(maxsize=1 << 10)(skim_record)


@lru_cache(maxsize=1)
def _open(checkpoint: bytes) -> Checkpoint:
    return open_checkpoint(checkpoint, ORIGIN, [KEY.verifying])


class FaultyExportError(Exception):
    """An export does not hold.

    Attributes:
        place: The line, from 0; their number where it is no line that is to blame.
    """

    def __init__(self, place: int, fault: str) -> None:
        self.place = place
        super().__init__(f"line {place}: {fault}")


def make_records(count: int, first: int = 0) -> list[Record]:
    """Make the records of a journal; other numbers make other journals."""
    records = [first_record(ORIGIN, NOW, "anna", write_vkey(KEY.verifying))]
    for number in range(first, first + count - 1):
        last = records[-1]
        draft = draw_draft(number)
        records.append(seal_record(draft, ORIGIN, last.seq + 1, last.leaf))
    return records


def make_export(records: Sequence[Record]) -> tuple[bytes, bytes]:
    """Write the lines of records and a signed checkpoint over them."""
    lines = b"".join(each.data + b"\n" for each in records)
    root = root_of(bytes.fromhex(each.leaf) for each in records)
    return lines, sign_checkpoint(Checkpoint(ORIGIN, len(records), root), KEY)


def judge_export(lines: bytes, checkpoint: bytes) -> None:
    """Check every record, the chain, the signature, the size and the root.

    Raises:
        FaultyExportError: The lines do not hold, or not with the checkpoint.
        NoteError: The checkpoint does not hold.
    """
    head = _open(checkpoint)
    records = read_lines(lines)
    root = root_of(bytes.fromhex(each.leaf) for each in records)
    if (len(records), root) != (head.size, head.root):
        raise FaultyExportError(len(records), "the signed head is of other records")


def read_lines(
    lines: bytes, check: Callable[[list[Skimmed]], object] = verify_chain
) -> list[Skimmed]:
    """Read records as verifying does, and check that each follows the one before.

    Args:
        lines: A record in each.
        check: What checks it.

    Raises:
        FaultyExportError: One is no record, or does not follow.
    """
    *whole, rest = lines.split(b"\n")
    if rest:
        raise FaultyExportError(len(whole), "is cut short")
    records = []
    for place, line in enumerate(whole):
        try:
            records.append(_skim(line))
        except MalformedRecordError as error:
            raise FaultyExportError(place, str(error)) from error
    try:
        check(records)
    except BrokenChainError as error:
        raise FaultyExportError(error.seq, error.fault) from error
    return records
