"""The rows that a record adds to the tables of a store, whichever SQL it speaks."""

from collections.abc import Iterable
from typing import Any, TypeAlias

from scenarios.journal.record import Record
from scenarios.journal.subjects import redacted_by, subjects_of
from scenarios.journal.tree import Frontier

__all__ = ["Addition", "Place", "Rows", "addition_of"]

Place: TypeAlias = tuple[int, int]
"""Height and index of a node of the tree."""

Rows: TypeAlias = list[tuple[Any, ...]]


class Addition:
    """The rows that a record adds: itself, its nodes, subjects and payloads.

    Attributes:
        record: Place, leaf before, leaf, request and bytes.
        nodes: Height, index and hash of the nodes above it that it completes.
        subjects: Each of its subjects, with its place.
        payloads: Its place, and commitment, salt and text of each of its payloads.
        redacted: Each commitment whose text it removes, with its place.
    """

    __slots__ = ("nodes", "payloads", "record", "redacted", "subjects")

    def __init__(self, record: Record, nodes: Iterable[tuple[int, int, bytes]]) -> None:
        draft, seq = record.draft, record.seq
        leaf, prev = bytes.fromhex(record.leaf), bytes.fromhex(record.prev)
        self.record = (seq, prev, leaf, draft.req, record.data)
        self.nodes = list(nodes)
        self.subjects = [(name, seq) for name in sorted(subjects_of(draft))]
        self.payloads = [
            (seq, each.commitment, each.salt, each.data) for each in draft.payloads
        ]
        self.redacted = [(commitment, seq) for commitment in redacted_by(draft)]


def addition_of(record: Record, frontier: Frontier) -> tuple[Addition, Frontier]:
    """Return the rows that a record adds, and the tree with it."""
    longer, complete = frontier.append(bytes.fromhex(record.leaf))
    above = [(each.height, each.index, each.hash) for each in complete if each.height]
    return Addition(record, above), longer
