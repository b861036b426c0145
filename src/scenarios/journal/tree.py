"""The Merkle tree over a journal's records, and proofs of what it holds (RFC 6962).

A tree of n leaves falls into perfect subtrees, one per bit of n, the largest at the
left. Their nodes are complete: no later leaf changes them, so a store keeps each of
them once, by (height, index), and a proof reads only a few.

    ProofError
    ├── MalformedProofError   sizes, hashes or their number cannot be right
    └── RootMismatchError     the proof leads to another root than the one stated
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import NamedTuple, Self

from scenarios.errors import FailedCheckError

__all__ = [
    "EMPTY_ROOT",
    "HASH_BYTES",
    "Frontier",
    "Lookup",
    "MalformedProofError",
    "Node",
    "ProofError",
    "RootMismatchError",
    "Row",
    "consistency_proof",
    "inclusion_proof",
    "leaf_hash",
    "node_hash",
    "perfect_places",
    "root_of",
    "verify_consistency",
    "verify_inclusion",
]

HASH_BYTES = 32

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves: MTH({}) = SHA-256() (RFC 6962 §2.1)."""

Lookup = Callable[[int, int], bytes]
"""Returns the hash of the complete node at (height, index); leaves are at height 0."""


class ProofError(FailedCheckError):
    """A proof does not show what it is said to show."""


class MalformedProofError(ProofError):
    """What was given cannot be a proof: a size, a hash or their number is wrong."""

    def __init__(self, what: str, why: str) -> None:
        self.what = what
        self.why = why
        super().__init__(f"{what}: {why}")


class RootMismatchError(ProofError):
    """A proof leads to another root than the one stated for the tree."""

    def __init__(self, size: int, stated: bytes, computed: bytes) -> None:
        self.size = size
        self.stated = stated
        self.computed = computed
        super().__init__(
            f"root of {size} leaves: stated {stated.hex()}, "
            f"but the proof leads to {computed.hex()}"
        )


@dataclass(frozen=True, slots=True)
class Node:
    """A complete node: `index` counts from the left among those of its height."""

    height: int
    index: int
    hash: bytes


class Row(NamedTuple):
    """Complete nodes of one height, side by side, from the one at index `first`."""

    height: int
    first: int
    hashes: tuple[bytes, ...]


class _Span(NamedTuple):
    """The leaves from `start` to before `stop`."""

    start: int
    stop: int


def leaf_hash(record: bytes) -> bytes:
    """Hash the bytes of a record: SHA-256(0x00 ‖ record) (RFC 6962 §2.1)."""
    return sha256(b"\x00" + record).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two nodes into the one above: SHA-256(0x01 ‖ left ‖ right) (ibid.)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The perfect subtrees of a tree: all that is needed to add a leaf to it.

    Attributes:
        size: Number of leaves.
        roots: Hash of each perfect subtree, from the left, one per bit of `size`.
    """

    size: int = 0
    roots: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0:
            raise MalformedProofError("size of the tree", f"{self.size} is negative")
        _check_number("roots of the frontier", self.roots, self.size.bit_count())
        _check_hashes("frontier", self.roots)

    @classmethod
    def load(cls, size: int, node: Lookup) -> Self:
        """Read the frontier of a tree of `size` leaves from its complete nodes."""
        return cls(size, tuple(_perfect_roots(_Span(0, size), node)))

    @property
    def root(self) -> bytes:
        """Return the root of the tree: MTH of its leaves (RFC 6962 §2.1)."""
        return _fold(self.roots) if self.roots else EMPTY_ROOT

    def append(self, leaf: bytes) -> tuple[Self, list[Node]]:
        """Add a leaf; return the new frontier and the nodes that are now complete.

        The nodes are for a store to keep: the leaf itself first, then those above it.
        On average there are two.

        Raises:
            MalformedProofError: The leaf is not a hash.
        """
        _check_hash("leaf", leaf)
        longer, rows = self.extend([leaf])
        return longer, [Node(row.height, row.first, *row.hashes) for row in rows]

    def extend(self, leaves: Sequence[bytes]) -> tuple[Self, list[Row]]:
        """Add leaves; return the new frontier and the nodes that are now complete.

        The nodes come row by row, the leaves first. A node stands at the right of its
        pair where its index is odd; at the end of a row, one may wait for its pair.

        Raises:
            MalformedProofError: A leaf is not a hash.
        """
        _check_hashes("leaves", leaves)
        row, first = list(leaves), self.size
        roots, waiting, rows = list(self.roots), list[bytes](), list[Row]()
        while row:
            rows.append(Row(len(rows), first, tuple(row)))
            if first % 2:
                row = [roots.pop(), *row]
            if len(row) % 2:
                waiting.append(row.pop())
            row = list(map(node_hash, row[::2], row[1::2]))
            first //= 2
        roots += reversed(waiting)
        return type(self)(self.size + len(leaves), tuple(roots)), rows


def perfect_places(size: int) -> list[tuple[int, int]]:
    """Return height and index of the perfect subtrees of a tree, from the left.

    >>> perfect_places(6)
    [(2, 0), (1, 2)]
    """
    return list(_perfect_places(_Span(0, size)))


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes, in order.

    Raises:
        MalformedProofError: A leaf is not a hash.

    >>> root_of([]) == EMPTY_ROOT
    True
    >>> one, two = leaf_hash(b"one"), leaf_hash(b"two")
    >>> root_of([one, two]) == node_hash(one, two)
    True
    """
    frontier, _ = Frontier().extend(list(leaves))
    return frontier.root


def inclusion_proof(index: int, size: int, node: Lookup) -> list[bytes]:
    """Prove that a leaf is in a tree: PATH(index, D[size]) (RFC 6962 §2.1.1).

    Args:
        index: Place of the leaf, from 0.
        size: Number of leaves of the tree; those after it are left out.
        node: Where the complete nodes are kept.

    Returns:
        The siblings on the way from the leaf to the root, from the leaf up.

    Raises:
        MalformedProofError: There is no such leaf, or a kept node is not a hash.
    """
    _check_index(index, size)
    path = [_root(sibling, node) for _, sibling in _descend(index, size)]
    return path[::-1]


def consistency_proof(first: int, second: int, node: Lookup) -> list[bytes]:
    """Prove that a tree continues an earlier one: PROOF(first, D[second]) (§2.1.2).

    Args:
        first: Number of leaves of the earlier tree, at least 1.
        second: Number of leaves of the later one.
        node: Where the complete nodes are kept.

    Raises:
        MalformedProofError: The sizes are out of order, the first is 0 (from nothing,
            everything follows), or a kept node is not a hash.
    """
    _check_sizes(first, second)
    span, path = _Span(0, second), list[bytes]()
    steps = _descend(first - 1, second)
    while span.stop != first:
        span, sibling = next(steps)
        path.append(_root(sibling, node))
    # Whoever checks the proof has the earlier root, which this is if it starts at 0.
    if span.start:
        path.append(_root(span, node))
    return path[::-1]


def verify_inclusion(
    leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that a leaf is in the tree of a root (RFC 9162 §2.1.3.2).

    A root does not tell the size of its tree. Another size that gives the leaf the
    same path passes too, so the size has to come from where the root comes from: a
    signed checkpoint.

    Raises:
        MalformedProofError: There is no such leaf in a tree of that size, a hash is
            not 32 bytes, or there are too many or too few of them.
        RootMismatchError: The proof leads to another root.
    """
    _check_index(index, size)
    _check_hash("leaf", leaf)
    _check_hash("root", root)
    sides = _sides(index, size)
    _check_number("hashes of the proof", proof, len(sides))
    _check_hashes("proof", proof)
    _check_root(size, root, _climb(leaf, zip(sides, proof, strict=True)))


def verify_consistency(
    first: int, second: int, proof: Sequence[bytes], first_root: bytes, root: bytes
) -> None:
    """Check that the tree of a root continues an earlier one (RFC 9162 §2.1.4.2).

    Raises:
        MalformedProofError: The sizes are out of order or the first is 0, a hash is
            not 32 bytes, or there are too many or too few of them.
        RootMismatchError: The proof leads to another root, of either tree.
    """
    _check_sizes(first, second)
    _check_hash("first root", first_root)
    _check_hash("second root", root)
    sides = [] if first == second else _sides(first - 1, second)
    # The last leaf of the earlier tree is the right end of a perfect subtree; the
    # proof starts from its root, which is the earlier root where it is all of it.
    height = (first & -first).bit_length() - 1
    sides = sides[height:]
    starts = int(first != second and first.bit_count() > 1)
    _check_number("hashes of the proof", proof, starts + len(sides))
    _check_hashes("proof", proof)
    start = proof[0] if starts else first_root
    steps = list(zip(sides, proof[starts:], strict=True))
    _check_root(first, first_root, _climb(start, [step for step in steps if step[0]]))
    _check_root(second, root, _climb(start, steps))


def _fold(roots: Sequence[bytes]) -> bytes:
    """Join the roots of perfect subtrees, the smallest two first."""
    *others, joined = roots
    for left in reversed(others):
        joined = node_hash(left, joined)
    return joined


def _perfect_roots(span: _Span, node: Lookup) -> Iterator[bytes]:
    """Look up the perfect subtrees of a span that starts where a subtree does."""
    return (node(*place) for place in _perfect_places(span))


def _perfect_places(span: _Span) -> Iterator[tuple[int, int]]:
    start, stop = span
    while start < stop:
        height = (stop - start).bit_length() - 1
        yield height, start >> height
        start += 1 << height


def _root(span: _Span, node: Lookup) -> bytes:
    roots = list(_perfect_roots(span, node))
    _check_hashes(f"nodes kept over leaves {span.start} to {span.stop - 1}", roots)
    return _fold(roots)


def _descend(index: int, size: int) -> Iterator[tuple[_Span, _Span]]:
    """Walk from the root to a leaf: yield the subtree it is in, and the sibling.

    The left part of a span of n leaves has the largest power of two below n.
    """
    span = _Span(0, size)
    while (length := span.stop - span.start) > 1:
        middle = span.start + (1 << (length - 1).bit_length() - 1)
        left, right = _Span(span.start, middle), _Span(middle, span.stop)
        span, sibling = (left, right) if index < middle else (right, left)
        yield span, sibling


def _sides(index: int, size: int) -> list[bool]:
    """Tell for each sibling, from the leaf up, whether it stands at the left.

    Up to where the paths of this leaf and the last one meet, the bits of the index
    say so; above, the leaf is at the right edge and has only siblings at the left,
    one per bit left of its index.
    """
    inner = (index ^ (size - 1)).bit_length()
    border = (index >> inner).bit_count()
    return [index >> level & 1 == 1 for level in range(inner)] + [True] * border


def _climb(start: bytes, steps: Iterable[tuple[bool, bytes]]) -> bytes:
    reached = start
    for is_left, sibling in steps:
        pair = (sibling, reached) if is_left else (reached, sibling)
        reached = node_hash(*pair)
    return reached


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size:
        why = f"{index} is not among the {size} leaves from 0"
        raise MalformedProofError("index of the leaf", why)


def _check_sizes(first: int, second: int) -> None:
    if not 1 <= first <= second:
        why = f"from {first} to {second}: the first is at least 1 and at most the other"
        raise MalformedProofError("sizes of the trees", why)


def _check_number(what: str, given: Sequence[bytes], expected: int) -> None:
    if len(given) != expected:
        raise MalformedProofError(what, f"{len(given)} given, {expected} expected")


def _check_hash(what: str, given: bytes) -> None:
    if len(given) != HASH_BYTES:
        why = f"has {len(given)} bytes; a SHA-256 hash has {HASH_BYTES}"
        raise MalformedProofError(what, why)


def _check_hashes(what: str, hashes: Sequence[bytes]) -> None:
    if not {HASH_BYTES}.issuperset(map(len, hashes)):
        wrong = next(n for n, each in enumerate(hashes) if len(each) != HASH_BYTES)
        _check_hash(f"hash {wrong} of the {what}", hashes[wrong])


def _check_root(size: int, stated: bytes, computed: bytes) -> None:
    if computed != stated:
        raise RootMismatchError(size, stated, computed)
