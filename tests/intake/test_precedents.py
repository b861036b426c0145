"""Precedents: how likely it is that an item tells of what is on file, by hand."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.likeness import DEPENDENCE, NOTHING, SAME_DAY, News, news_of
from scenarios.intake.precedents import LEAST_CHANCE, Precedents

if TYPE_CHECKING:
    import random


def development(name: str, title: str, **fields: Any) -> Development:  # noqa: ANN401 any field of a development
    told = {"date": "2024-04-20", "observes": ["s/campus"], **fields}
    return Development.model_validate({"id": name, "title": title, **told})


def item(text: str, published: str | None = "2024-04-20") -> News:
    return news_of(Item(id="i", text=text, published=published))


CAMPUS = development("campus", "Campus opens")
# One text of three stems, `campu`, `open` and `20 april`, so each is thought to be of
# (1 + ½)/(1 + 50) of all. Both words of the item are of the one text on file.
GAIN = 10 * log10(0.7 + 0.3 / (1.5 / 51))
WORDS = 2 * GAIN / (1 + (2 - 1) * DEPENDENCE)


def chance(*decibans: float) -> float:
    """Return the chance of the first, beside the others and nothing on file."""
    odds = [10 ** (each / 10) for each in (*decibans, NOTHING)]
    return odds[0] / sum(odds)


def test_the_chance_is_bayes_against_nothing_on_file() -> None:
    ((found,),) = Precedents([CAMPUS]).of([item("Campus opens")])
    assert found.chance == pytest.approx(chance(WORDS + SAME_DAY))
    assert found.chance == pytest.approx(0.953, abs=0.001)
    assert (found.development, found.observed) == ("campus", ("s/campus",))
    assert (found.day, found.title) == (CAMPUS.date, "Campus opens")


def test_what_has_no_date_says_nothing_by_its_day() -> None:
    ((found,),) = Precedents([CAMPUS]).of([item("Campus opens", None)])
    assert found.chance == pytest.approx(chance(WORDS))


def test_what_reads_alike_shares_the_chance_the_first_by_day_and_name_first() -> None:
    twins = [development(name, "Campus opens") for name in ("b", "a")]
    # Two texts now: a word of both is thought to be of (2 + ½)/(2 + 50) of all.
    gain = 10 * log10(0.7 + 0.3 / (2.5 / 52))
    said = 2 * gain / (1 + DEPENDENCE) + SAME_DAY
    (found,) = Precedents(twins).of([item("Campus opens")])
    assert [each.development for each in found] == ["a", "b"]
    assert [each.chance for each in found] == pytest.approx([chance(said, said)] * 2)


def test_what_happened_later_is_no_precedent() -> None:
    later = development("later", "Campus opens", date="2024-04-21")
    assert Precedents([later]).of([item("Campus opens")]) == [()]
    assert Precedents([later]).of([item("Campus opens", "2024-04-21")]) != [()]


def test_what_is_unlike_or_long_ago_is_no_precedent() -> None:
    precedents = Precedents([CAMPUS])
    assert precedents.of([item("Rain stops play")]) == [()]
    assert precedents.of([item("Campus opens", "2024-05-05")]) == [()]
    assert precedents.of([]) == []


def test_where_nobody_has_coded_nothing_is_a_precedent() -> None:
    bare = development("bare", "Campus opens", observes=[])
    assert Precedents([]).of([item("Campus opens")]) == [()]
    assert Precedents([bare]).of([item("Campus opens")]) == [()]
    ((found,),) = Precedents([bare, development("d", "Rain")]).of(
        [item("Campus opens")]
    )
    assert (found.development, found.observed) == ("bare", ())


def test_further_texts_tell_that_a_word_is_common() -> None:
    ((rare,),) = Precedents([CAMPUS]).of([item("Campus opens")])
    common = Precedents([CAMPUS], [("campu", "open")] * 50)
    ((found,),) = common.of([item("Campus opens")])
    assert found.chance < rare.chance


WORD = st.sampled_from(["campus", "opens", "envoy", "visits", "quetta", "rain", "odd"])
TEXT = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
DAY = st.sampled_from(["2024-04-18", "2024-04-19", "2024-04-20", "2024-05-30"])
DEVELOPMENT = st.builds(
    lambda title, day, signs: {"title": title, "date": day, "observes": signs},
    TEXT,
    DAY,
    st.lists(st.sampled_from(["s/campus", "s/bare"]), unique=True),
)
ITEM = st.builds(item, TEXT, st.none() | DAY)


@given(st.lists(DEVELOPMENT, max_size=6), st.lists(ITEM, max_size=4), st.randoms())
def test_neither_the_order_of_the_file_nor_other_items_matter(
    entries: list[dict[str, Any]], items: list[News], order: random.Random
) -> None:
    known = [development(f"d{n}", **entry) for n, entry in enumerate(entries)]
    found = Precedents(known).of(items)
    shuffled = list(known)
    order.shuffle(shuffled)
    assert [Precedents(shuffled).of([each])[0] for each in items] == found
    for precedents in found:
        assert sum(each.chance for each in precedents) < 1
        assert all(each.chance >= LEAST_CHANCE for each in precedents)
