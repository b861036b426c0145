"""Copies: every pair that is alike is found, no other, in whatever order they come."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.item import Item
from scenarios.intake.copies import SAME, find_copies
from scenarios.intake.words import folded_words

if TYPE_CHECKING:
    from random import Random

STORY = (
    "The army chief left for Washington on Sunday for his first official visit since "
    "he took office, the military's media wing said in a statement"
)
TEXTS = st.lists(st.sampled_from("abcdefg"), min_size=8, max_size=14).map(" ".join)


def item(name: str, text: str = "", **fields: str) -> Item:
    return Item.model_validate({"id": name, "text": text, **fields})


def test_a_story_printed_twice_is_one_text() -> None:
    (copies,) = find_copies(
        [
            item("c", STORY, published="2023-12-11"),
            item("a", STORY.upper(), published="2023-12-10"),
            item("b", f"ISLAMABAD: {STORY} on Sunday"),
            item("d", "Another matter altogether, told in more than eight words here"),
        ]
    )
    assert copies.items == ("a", "c", "b")
    whys = {(each.first, each.second): each.why for each in copies.likenesses}
    # 25 words are 23 runs of three; with one before and two after there are 26.
    assert whys == {
        ("a", "c"): "same words",
        ("a", "b"): "88 % of their runs of words",
        ("c", "b"): "88 % of their runs of words",
    }


def test_one_address_is_one_text_whatever_it_said_when() -> None:
    (copies,) = find_copies(
        [
            item("a", "At least 12 killed", url="https://voa.com/1"),
            item("b", "23 killed", url="https://voa.com/1"),
        ]
    )
    assert [each.why for each in copies.likenesses] == ["same address"]


def test_short_texts_are_copies_only_when_equal() -> None:
    near = [
        item("a", "Envoy visits Quetta today"),
        item("b", "Envoy visits Quetta now"),
    ]
    assert find_copies(near) == ()
    equal = [item("a", "Same statement."), item("b", "same statement")]
    assert len(find_copies(equal)) == 1


def test_a_text_is_no_copy_of_a_long_one_that_holds_it() -> None:
    more = " ".join(f"word{n}" for n in range(60))
    assert find_copies([item("a", STORY), item("b", f"{STORY} {more}")]) == ()


def test_nothing_at_all_is_no_copy_of_nothing() -> None:
    assert find_copies([item("a"), item("b")]) == ()
    assert find_copies([]) == ()


def test_the_first_of_several_with_one_id_counts() -> None:
    assert find_copies([item("a", STORY), item("a", "Other"), item("b", "Other")]) == ()


@given(st.lists(TEXTS, max_size=9), st.randoms())
def test_copies_are_found_whatever_the_order(texts: list[str], rng: Random) -> None:
    items = [item(f"i{n}", text) for n, text in enumerate(texts)]
    shuffled = list(items)
    rng.shuffle(shuffled)
    assert find_copies(shuffled) == find_copies(items)


@given(st.lists(TEXTS, max_size=9, unique=True))
def test_no_pair_that_is_alike_is_missed_and_no_other_found(texts: list[str]) -> None:
    items = [item(f"i{n}", text) for n, text in enumerate(texts)]
    found = {
        frozenset((each.first, each.second))
        for copies in find_copies(items)
        for each in copies.likenesses
    }
    alike = {
        frozenset((one.id, other.id))
        for one, other in combinations(items, 2)
        if jaccard(one.text, other.text) >= SAME
    }
    assert found == alike


def jaccard(one: str, other: str) -> float:
    """Compare every pair of texts by the definition."""
    a, b = (
        {tuple(w[i : i + 3]) for i in range(len(w) - 2)}
        for w in (folded_words(one), folded_words(other))
    )
    return len(a & b) / len(a | b)
