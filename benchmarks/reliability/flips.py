"""Changes to an export: every bit of it, and every line dropped, doubled or moved.

The place that is named is that of the first line which cannot follow the ones before.
A line that was changed and still is a record contradicts the next one: `prev` of a
record is all that speaks for the one before. So either of the two is right. A change
to the last line only contradicts the signed checkpoint.
"""

from collections.abc import Callable, Iterator
from itertools import combinations

from benchmarks.reliability.exported import (
    FaultyExportError,
    judge_export,
    make_export,
    make_records,
    read_lines,
)
from benchmarks.reliability.findings import Figure, Finding, Setup

from scenarios.journal.checkpoint import parse_checkpoint
from scenarios.journal.note import NoteError, parse_note

__all__ = ["Edit", "find_flips", "line_edits", "place_of_fault"]

RECORDS = 60
PROMISE = "No bit and no line of an export changes unseen"

Edit = tuple[bytes, int]
"""Lines that were changed, and the first line that is not as it was, from 0."""


def find_flips(setup: Setup) -> Iterator[Finding]:
    """Flip bits and move lines of an export of sixty records."""
    yield _flip_lines(setup)
    yield _flip_checkpoint(setup)
    yield _move_lines(setup)


def _flip_lines(setup: Setup) -> Finding:
    lines, checkpoint = make_export(make_records(RECORDS))
    bits = range(8 * len(lines))
    chosen = bits[:: setup.size(1, 401)]
    unseen = misnamed = by_head = 0
    for bit in chosen:
        changed, first = _flipped(lines, bit), lines.count(b"\n", 0, bit // 8)
        place = place_of_fault(changed, checkpoint)
        unseen += place is None
        misnamed += place not in (None, first, first + 1)
        by_head += place == RECORDS
    return Finding(
        PROMISE,
        "an export, its records",
        (
            Figure(f"single bits flipped, in {RECORDS} lines", len(chosen)),
            Figure("unseen", unseen, most=0),
            Figure("seen at neither the line nor the next", misnamed, most=0),
        ),
        (Figure("unseen without the checkpoint", by_head, least=1),),
    )


def _flip_checkpoint(setup: Setup) -> Finding:
    lines, checkpoint = make_export(make_records(RECORDS))
    bits = range(8 * len(checkpoint))[:: setup.size(1, 7)]
    unseen = unsigned = 0
    for bit in bits:
        changed = _flipped(checkpoint, bit)
        unseen += place_of_fault(lines, changed) is None
        unsigned += _passes(_open_unsigned, changed)
    return Finding(
        PROMISE,
        "an export, its checkpoint",
        (Figure("single bits flipped", len(bits)), Figure("unseen", unseen, most=0)),
        (Figure("unseen where nobody verifies the signature", unsigned, least=1),),
    )


def _move_lines(setup: Setup) -> Finding:
    records = make_records(setup.size(RECORDS, 12))
    lines, checkpoint = make_export(records)
    edits = list(line_edits(lines))
    unseen = misnamed = careless = 0
    for changed, first in edits:
        place = place_of_fault(changed, checkpoint)
        unseen += place is None
        misnamed += place not in (None, first)
        careless += _passes(_read_unchained, changed)
    return Finding(
        PROMISE,
        "an export, its order",
        (
            Figure("lines dropped, doubled, swapped, cut off or cut short", len(edits)),
            Figure("unseen", unseen, most=0),
            Figure("seen elsewhere than at the first wrong line", misnamed, most=0),
        ),
        (Figure("unseen where nobody checks the chain", careless, least=1),),
    )


def line_edits(lines: bytes) -> Iterator[Edit]:
    """Yield every way to drop, double or swap lines, and to end too soon."""
    each = lines.splitlines(keepends=True)
    for place, line in enumerate(each):
        yield b"".join([*each[:place], *each[place + 1 :]]), place
        yield b"".join([*each[: place + 1], line, *each[place + 1 :]]), place + 1
        yield b"".join(each[:place]), place
        yield b"".join([*each[:place], line[: len(line) // 2]]), place
    for one, other in combinations(range(len(each)), 2):
        moved = list(each)
        moved[one], moved[other] = each[other], each[one]
        yield b"".join(moved), one


def place_of_fault(lines: bytes, checkpoint: bytes) -> int | None:
    """Return the line that is named, 0 for the checkpoint, or None for no fault."""
    try:
        judge_export(lines, checkpoint)
    except FaultyExportError as error:
        return error.place
    except NoteError:
        return 0
    return None


def _passes(check: Callable[[bytes], object], data: bytes) -> bool:
    try:
        check(data)
    except (FaultyExportError, NoteError):
        return False
    return True


def _open_unsigned(data: bytes) -> None:
    parse_checkpoint(parse_note(data).text)


def _read_unchained(data: bytes) -> None:
    read_lines(data, check=len)


def _flipped(data: bytes, bit: int) -> bytes:
    place, mask = bit // 8, 1 << bit % 8
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]
