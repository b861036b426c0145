"""The Merkle tree: published vectors, a naive tree as oracle, and every mutation."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.journal.tree import (
    EMPTY_ROOT,
    Frontier,
    MalformedProofError,
    Node,
    ProofError,
    RootMismatchError,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MERKLE = Path(__file__).parents[3] / "shared" / "data" / "vectors" / "merkle"
needs_vectors = pytest.mark.skipif(
    not MERKLE.is_dir(), reason="the vectors folder is absent: ../shared/data/vectors"
)

MOST = 64
LEAVES = [leaf_hash(f"record {number}".encode()) for number in range(2 * MOST + 1)]
OTHER = sha256(b"something else").digest()


# The oracle: the definitions of RFC 6962 §2.1, word by word.


@cache
def naive_root(start: int, stop: int) -> bytes:
    if start == stop:
        return sha256(b"").digest()
    if stop - start == 1:
        return LEAVES[start]
    middle = start + naive_split(stop - start)
    both = naive_root(start, middle) + naive_root(middle, stop)
    return sha256(b"\x01" + both).digest()


def naive_split(length: int) -> int:
    """Return the largest power of two below a length."""
    power = 1
    while 2 * power < length:
        power *= 2
    return power


def naive_path(index: int, start: int, stop: int) -> list[tuple[str, bytes]]:
    """Return the path of a leaf, each sibling with the side it stands at."""
    if stop - start == 1:
        return []
    middle = start + naive_split(stop - start)
    if index < middle:
        sibling = ("right", naive_root(middle, stop))
        return [*naive_path(index, start, middle), sibling]
    return [*naive_path(index, middle, stop), ("left", naive_root(start, middle))]


def naive_inclusion(index: int, size: int) -> list[bytes]:
    return [sibling for _, sibling in naive_path(index, 0, size)]


def naive_sides(index: int, size: int) -> list[str]:
    return [side for side, _ in naive_path(index, 0, size)]


def naive_consistency(
    first: int, start: int, stop: int, *, is_known: bool = True
) -> list[bytes]:
    """Return SUBPROOF of §2.1.2."""
    if first == stop:
        return [] if is_known else [naive_root(start, stop)]
    middle = start + naive_split(stop - start)
    if first <= middle:
        rest = naive_consistency(first, start, middle, is_known=is_known)
        return [*rest, naive_root(middle, stop)]
    rest = naive_consistency(first, middle, stop, is_known=False)
    return [*rest, naive_root(start, middle)]


def naive_node(height: int, index: int) -> bytes:
    """Return a complete node of the tree over all leaves, as a store would."""
    node = naive_root(index << height, (index + 1) << height)
    assert (index + 1) << height <= len(LEAVES)
    return node


def frontier_of(size: int) -> Frontier:
    frontier = Frontier()
    for leaf in LEAVES[:size]:
        frontier, _ = frontier.append(leaf)
    return frontier


# Trees


def test_a_leaf_is_never_a_node() -> None:
    left, right = LEAVES[:2]
    assert leaf_hash(b"\x01" + left + right) != node_hash(left, right)
    assert leaf_hash(left + right) != node_hash(left, right)


def test_a_tree_without_leaves_has_the_hash_of_nothing_as_root() -> None:
    assert root_of([]) == Frontier().root == EMPTY_ROOT == sha256().digest()


@pytest.mark.parametrize("size", range(MOST + 1))
def test_the_root_is_that_of_the_definition(size: int) -> None:
    assert root_of(LEAVES[:size]) == naive_root(0, size)
    assert frontier_of(size).root == naive_root(0, size)
    assert Frontier.load(size, naive_node) == frontier_of(size)


def test_a_leaf_completes_its_own_node_and_those_that_it_fills() -> None:
    _, complete = frontier_of(11).append(LEAVES[11])
    assert complete == [
        Node(0, 11, LEAVES[11]),
        Node(1, 5, naive_root(10, 12)),
        Node(2, 2, naive_root(8, 12)),
    ]


def test_appending_yields_every_complete_node_once() -> None:
    frontier, kept = Frontier(), list[tuple[int, int]]()
    for size, leaf in enumerate(LEAVES[:MOST], start=1):
        frontier, complete = frontier.append(leaf)
        assert frontier.size == size
        for node in complete:
            assert node.hash == naive_node(node.height, node.index)
            kept.append((node.height, node.index))
    heights = range(MOST.bit_length())
    assert sorted(kept) == [(h, i) for h in heights for i in range(MOST >> h)]


@given(st.integers(0, MOST), st.integers(0, MOST))
def test_leaves_may_come_together_or_one_by_one(before: int, after: int) -> None:
    before, after = sorted((before, after))
    longer, rows = frontier_of(before).extend(LEAVES[before:after])
    assert longer == frontier_of(after)
    spans = [(row.height, row.first, row.first + len(row.hashes)) for row in rows]
    heights = range(len(rows))
    assert spans == [(h, before >> h, after >> h) for h in heights]
    assert before >> len(rows) == after >> len(rows)
    for row in rows:
        for index, found in enumerate(row.hashes, row.first):
            assert found == naive_node(row.height, index)


def test_a_frontier_is_not_changed_by_appending() -> None:
    frontier = frontier_of(5)
    frontier.append(OTHER)
    frontier.extend([OTHER, OTHER])
    assert frontier == frontier_of(5)


@pytest.mark.parametrize(
    ("size", "roots", "fault"),
    [
        (-1, (), "size of the tree: -1 is negative"),
        (3, (OTHER,), "roots of the frontier: 1 given, 2 expected"),
        (0, (OTHER,), "roots of the frontier: 1 given, 0 expected"),
        (3, (OTHER, b"x" * 31), "hash 1 of the frontier: has 31 bytes"),
    ],
)
def test_a_frontier_that_cannot_be_is_refused(
    size: int, roots: tuple[bytes, ...], fault: str
) -> None:
    with pytest.raises(MalformedProofError, match=fault):
        Frontier(size, roots)


def test_a_leaf_that_is_no_hash_is_refused() -> None:
    for size in range(4):
        with pytest.raises(MalformedProofError, match="has 6 bytes; a SHA") as caught:
            frontier_of(size).append(b"record")
        assert caught.value.what == "leaf"
    with pytest.raises(MalformedProofError):
        root_of([LEAVES[0], b""])


# Proofs


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_leaf_of_every_tree_is_proved_to_be_in_it(size: int) -> None:
    root = naive_root(0, size)
    for index in range(size):
        proof = inclusion_proof(index, size, naive_node)
        assert proof == naive_inclusion(index, size)
        verify_inclusion(LEAVES[index], index, size, proof, root)


@pytest.mark.parametrize("second", range(1, MOST + 1))
def test_every_tree_is_proved_to_continue_every_earlier_one(second: int) -> None:
    root = naive_root(0, second)
    for first in range(1, second + 1):
        proof = consistency_proof(first, second, naive_node)
        assert proof == naive_consistency(first, 0, second)
        verify_consistency(first, second, proof, naive_root(0, first), root)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (-1, 3), (3, 3), (4, 3), (0, -1)])
def test_a_leaf_outside_the_tree_is_refused(index: int, size: int) -> None:
    fault = f"index of the leaf: {index} is not among the {size} leaves"
    with pytest.raises(MalformedProofError, match=fault):
        inclusion_proof(index, size, naive_node)
    with pytest.raises(MalformedProofError, match=fault):
        verify_inclusion(OTHER, index, size, [], OTHER)


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 3), (-1, 3), (4, 3)])
def test_sizes_out_of_order_and_proofs_from_nothing_are_refused(
    first: int, second: int
) -> None:
    fault = f"sizes of the trees: from {first} to {second}"
    with pytest.raises(MalformedProofError, match=fault):
        consistency_proof(first, second, naive_node)
    with pytest.raises(MalformedProofError, match=fault):
        verify_consistency(first, second, [], EMPTY_ROOT, EMPTY_ROOT)


def test_a_kept_node_that_is_no_hash_is_refused() -> None:
    fault = "hash 0 of the nodes kept over leaves 4 to 6: has 3 bytes"
    with pytest.raises(MalformedProofError, match=fault):
        inclusion_proof(1, 7, lambda *_: b"abc")


def test_a_mismatch_tells_the_size_and_both_roots() -> None:
    proof = naive_inclusion(2, 5)
    with pytest.raises(RootMismatchError) as caught:
        verify_inclusion(LEAVES[2], 2, 5, proof, OTHER)
    error = caught.value
    assert (error.size, error.stated) == (5, OTHER)
    assert error.computed == naive_root(0, 5)
    assert f"root of 5 leaves: stated {OTHER.hex()}" in str(error)
    assert naive_root(0, 5).hex() in str(error)


def test_trees_of_one_size_have_one_root() -> None:
    verify_consistency(5, 5, [], naive_root(0, 5), naive_root(0, 5))
    with pytest.raises(RootMismatchError):
        verify_consistency(5, 5, [], naive_root(0, 5), OTHER)
    with pytest.raises(MalformedProofError, match="1 given, 0 expected"):
        verify_consistency(5, 5, [OTHER], naive_root(0, 5), naive_root(0, 5))


@pytest.mark.parametrize("length", [0, 12, 31, 33, 64])
def test_what_is_no_hash_is_named(length: int) -> None:
    wrong, proof = b"x" * length, naive_inclusion(1, 3)
    one, two = naive_root(0, 1), naive_root(0, 3)
    calls: dict[str, Callable[[], None]] = {
        "leaf": lambda: verify_inclusion(wrong, 1, 3, proof, two),
        "root": lambda: verify_inclusion(LEAVES[1], 1, 3, proof, wrong),
        "hash 0 of the proof": lambda: verify_inclusion(
            LEAVES[1], 1, 3, [wrong, proof[1]], two
        ),
        "first root": lambda: verify_consistency(1, 3, proof, wrong, two),
        "second root": lambda: verify_consistency(1, 3, proof, one, wrong),
        "hash 1 of the proof": lambda: verify_consistency(
            1, 3, [proof[0], wrong], one, two
        ),
    }
    for what, call in calls.items():
        with pytest.raises(MalformedProofError, match=f"has {length} bytes") as caught:
            call()
        assert caught.value.what == what


# Mutations, the list of transparency-dev/merkle


def flipped(hashed: bytes, bit: int) -> bytes:
    changed = bytearray(hashed)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def mutated(proof: Sequence[bytes], bit: int, *known: bytes) -> Iterator[list[bytes]]:
    """Yield every proof that is a step away from a true one."""
    for place in range(len(proof)):
        before, after = proof[:place], proof[place + 1 :]
        yield [*before, flipped(proof[place], bit), *after]
        yield [*before, *after]
        yield [*before, proof[place][:-1], *after]
        yield [*before, proof[place] + b"\0", *after]
        yield [*before, proof[place], proof[place], *after]
        if before:
            yield [*before[:-1], proof[place], before[-1], *after]
    for extra in (b"", b"garbage", OTHER, *known):
        yield [extra, *proof]
        yield [*proof, extra]


def misstated(hashed: bytes, bit: int) -> list[bytes]:
    """Return what is not the hash that it should be."""
    lengths = [b"", hashed[1:], hashed + b"\0"]
    return [flipped(hashed, bit), *lengths, OTHER, EMPTY_ROOT]


def other_sizes(size: int) -> set[int]:
    return {size - 1, size + 1, 2 * size, size // 2, size ^ 2, 0, -size} - {size}


sizes = st.integers(1, MOST).flatmap(
    lambda size: st.tuples(st.integers(1, size), st.just(size))
)
bits = st.integers(0, 255)


@given(sizes, bits)
def test_every_mutation_of_an_inclusion_proof_is_refused(
    place: tuple[int, int], bit: int
) -> None:
    index, size = place[0] - 1, place[1]
    leaf, root = LEAVES[index], naive_root(0, size)
    proof = naive_inclusion(index, size)
    wrong: list[tuple[bytes, Sequence[bytes], bytes]] = [
        (leaf, other, root) for other in mutated(proof, bit, leaf, root)
    ]
    wrong += [(other, proof, root) for other in misstated(leaf, bit)]
    wrong += [(leaf, proof, other) for other in misstated(root, bit)]
    if leaf != root:
        wrong.append((root, proof, leaf))
    for one, hashes, other in wrong:
        with pytest.raises(ProofError):
            verify_inclusion(one, index, size, hashes, other)


@given(sizes)
def test_another_index_of_a_leaf_is_refused(place: tuple[int, int]) -> None:
    index, size = place[0] - 1, place[1]
    proof, root = naive_inclusion(index, size), naive_root(0, size)
    for other in set(range(-1, size + 2)) - {index}:
        with pytest.raises(ProofError):
            verify_inclusion(LEAVES[index], other, size, proof, root)


@given(sizes)
def test_another_size_is_refused_wherever_it_leads_another_way(
    place: tuple[int, int],
) -> None:
    """A root does not hold its size: where the way is the same, nothing differs."""
    index, size = place[0] - 1, place[1]
    proof, root = naive_inclusion(index, size), naive_root(0, size)
    for other in other_sizes(size):
        if index < other and naive_sides(index, other) == naive_sides(index, size):
            verify_inclusion(LEAVES[index], index, other, proof, root)
            continue
        with pytest.raises(ProofError):
            verify_inclusion(LEAVES[index], index, other, proof, root)


@given(sizes, bits)
def test_every_mutation_of_a_consistency_proof_is_refused(
    place: tuple[int, int], bit: int
) -> None:
    first, second = place
    one, two = naive_root(0, first), naive_root(0, second)
    proof = naive_consistency(first, 0, second)
    wrong: list[tuple[Sequence[bytes], bytes, bytes]] = [
        (other, one, two) for other in mutated(proof, bit, one, two)
    ]
    wrong += [(proof, other, two) for other in misstated(one, bit)]
    wrong += [(proof, one, other) for other in misstated(two, bit)]
    if first != second:
        wrong += [(proof, two, one), ([], one, two)]
    for hashes, earlier, later in wrong:
        with pytest.raises(ProofError):
            verify_consistency(first, second, hashes, earlier, later)


def naive_shape(first: int, second: int) -> tuple[bool, list[str]] | None:
    """Return what a verifier does with a proof; None where there can be none."""
    if not 1 <= first <= second:
        return None
    skipped = (first & -first).bit_length() - 1
    starts_at_root = first == first & -first or first == second
    sides = [] if first == second else naive_sides(first - 1, second)[skipped:]
    return starts_at_root, sides


@given(sizes)
def test_other_sizes_are_refused_wherever_they_lead_another_way(
    place: tuple[int, int],
) -> None:
    first, second = place
    one, two = naive_root(0, first), naive_root(0, second)
    proof = naive_consistency(first, 0, second)
    others = [(other, second) for other in other_sizes(first)]
    others += [(first, other) for other in other_sizes(second)]
    for pair in others:
        if naive_shape(*pair) == naive_shape(first, second):
            verify_consistency(*pair, proof, one, two)
            continue
        with pytest.raises(ProofError):
            verify_consistency(*pair, proof, one, two)


@given(sizes, st.data())
def test_a_rewritten_past_cannot_be_continued(
    place: tuple[int, int], data: st.DataObject
) -> None:
    """With one earlier leaf changed, no true proof of the new tree passes."""
    first, second = place
    changed = data.draw(st.integers(0, first - 1))
    leaves = LEAVES[:second]
    leaves[changed] = OTHER
    kept, frontier = {}, Frontier()
    for leaf in leaves:
        frontier, complete = frontier.append(leaf)
        kept.update({(node.height, node.index): node.hash for node in complete})
    proof = consistency_proof(first, second, lambda *node: kept[node])
    with pytest.raises(RootMismatchError):
        verify_consistency(first, second, proof, naive_root(0, first), frontier.root)


# Published vectors


def vectors(kind: str) -> list[Any]:
    files = sorted((MERKLE / kind).rglob("*.json"))
    return [
        pytest.param(
            json.loads(file.read_text()),
            id=str(file.relative_to(MERKLE).with_suffix("")),
        )
        for file in files
    ]


def hashes_of(vector: dict[str, Any]) -> list[bytes]:
    return [b64decode(each) for each in vector["proof"] or []]


@needs_vectors
def test_the_vectors_are_all_there() -> None:
    assert len(vectors("inclusion")) == 86
    assert len(vectors("consistency")) == 84


@needs_vectors
@pytest.mark.parametrize("vector", vectors("inclusion"))
def test_an_inclusion_vector_is_told_apart(vector: dict[str, Any]) -> None:
    def verify() -> None:
        leaf, root = b64decode(vector["leafHash"]), b64decode(vector["root"])
        index, size = vector["leafIdx"], vector["treeSize"]
        verify_inclusion(leaf, index, size, hashes_of(vector), root)

    if vector["wantErr"]:
        with pytest.raises(ProofError):
            verify()
    else:
        verify()


@needs_vectors
@pytest.mark.parametrize("vector", vectors("consistency"))
def test_a_consistency_vector_is_told_apart(vector: dict[str, Any]) -> None:
    def verify() -> None:
        roots = b64decode(vector["root1"]), b64decode(vector["root2"])
        verify_consistency(vector["size1"], vector["size2"], hashes_of(vector), *roots)

    if vector["wantErr"]:
        with pytest.raises(ProofError):
            verify()
    else:
        verify()


@needs_vectors
def test_the_reference_tree_has_its_roots_and_paths() -> None:
    tree = json.loads((MERKLE / "rfc6962_reference_tree.json").read_text())
    leaves = [leaf_hash(bytes.fromhex(each)) for each in tree["leaves_hex"]]
    assert [leaf.hex() for leaf in leaves] == tree["leaf_hashes"]
    kept, frontier = {}, Frontier()
    roots = [frontier.root.hex()]
    for leaf in leaves:
        frontier, complete = frontier.append(leaf)
        kept.update({(node.height, node.index): node.hash for node in complete})
        roots.append(frontier.root.hex())
    assert roots == tree["roots_by_size"]
    for prove in (inclusion_proof, consistency_proof):
        kind = prove.__name__.replace("proof", "paths")
        assert len(tree[kind]) == 36
        for place, path in tree[kind].items():
            one, other = map(int, re.findall(r"\d+", place))
            proof = prove(one, other, lambda *node: kept[node])
            assert [each.hex() for each in proof] == path, place
