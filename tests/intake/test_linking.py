"""Linking: a proposal leads the next by a margin, and shows why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import BLOG, NEWSPAPER, WIRE
from scenarios import load_developments, load_workspace
from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.copies import Copies, find_copies
from scenarios.intake.linking import MARGINS, attach
from scenarios.intake.reading import read_news

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from scenarios.intake.embedding import Side, Vectors

TITLES = {
    "campus": "Ambassador opens a police training campus in Quetta",
    "pipeline": "Washington warns of sanctions over the gas pipeline from Iran",
    "exercise": "Navies complete the exercise Inspired Union off Karachi",
    "tranche": "The fund's board releases the final tranche of the loan",
}
DEVELOPMENTS = [
    Development.model_validate(
        {"id": name, "date": "2024-04-2" + str(n), "title": title}
    )
    for n, (name, title) in enumerate(TITLES.items())
]
ITEMS = [
    Item(
        id="a",
        text="Police campus opened in Quetta, ambassador says",
        published="2024-04-20",
    ),
    Item(
        id="b",
        text="Iran gas pipeline: Washington warns Islamabad",
        published="2024-04-22",
    ),
    Item(
        id="c", text="Gas pipeline warned of; Iran and sanctions in Washington's words"
    ),
    Item(id="d", text="Cricket: series ends level", published="2024-04-21"),
    Item(
        id="e", text="Inspired Union exercise ends off Karachi", published="2024-06-01"
    ),
    *(Item(id=f"z{n}", text=f"Match {n} of the season is drawn") for n in range(20)),
]


def test_an_item_is_proposed_for_the_development_it_tells_of() -> None:
    found = {each.item: each.development for each in attach(ITEMS, DEVELOPMENTS)}
    assert found == {"a": "campus", "b": "pipeline", "c": "pipeline"}


def test_a_proposal_says_why() -> None:
    found = {each.item: each for each in attach(ITEMS, DEVELOPMENTS)}
    why = found["b"]
    assert why.days == 1
    assert {shared.stem for shared in why.shared} == {
        *("gas", "iran", "pipeline", "warn", "washington")
    }
    gains = [shared.decibans for shared in why.shared]
    assert gains == sorted(gains, reverse=True)
    assert why.decibans == pytest.approx(sum(gains) + 8)
    assert attach(ITEMS, DEVELOPMENTS, [*MARGINS]) == attach(ITEMS, DEVELOPMENTS)
    assert why.lead >= MARGINS[-1]
    assert found["c"].days is None


def test_an_item_between_two_developments_is_proposed_for_neither() -> None:
    twice = [
        DEVELOPMENTS[0],
        DEVELOPMENTS[0].model_copy(update={"id": "campus-again"}),
    ]
    assert attach(ITEMS[:1], twice) == ()


def test_without_news_or_developments_nothing_is_proposed() -> None:
    assert attach(ITEMS, []) == ()
    assert attach([], DEVELOPMENTS) == ()
    assert attach([Item(id="x")], DEVELOPMENTS) == ()


@given(st.randoms())
def test_the_order_of_news_and_developments_does_not_matter(rng: Random) -> None:
    items, developments = list(ITEMS), list(DEVELOPMENTS)
    rng.shuffle(items)
    rng.shuffle(developments)
    assert attach(items, developments) == attach(ITEMS, DEVELOPMENTS)


def test_what_sure_items_say_helps_the_next() -> None:
    # The last item shares no word with the title; a sure report of it does.
    sure = Item(
        id="sure",
        text="Police campus in Quetta: ambassador opens site built by INL at Belli",
        published="2024-04-20",
    )
    told = Item(id="told", text="INL site at Belli built", published="2024-04-20")
    assert attach([told], DEVELOPMENTS) == ()
    found = {each.item: each.development for each in attach([sure, told], DEVELOPMENTS)}
    assert found["told"] == "campus"


def test_copies_are_one_voice_and_go_where_their_first_goes() -> None:
    text = "Police campus opened in Quetta, ambassador says; INL paid for the site"
    first, second = (
        Item(id=name, text=text, published=f"2024-04-2{day}")
        for day, name in enumerate(("first", "second"))
    )
    copies = [Copies(("first", "second"), ())]
    alone = attach([first, *ITEMS[3:]], DEVELOPMENTS)
    both = attach([first, second, *ITEMS[3:]], DEVELOPMENTS, copies=copies)
    assert [(each.item, each.development, each.days) for each in both] == [
        ("first", "campus", 0),
        ("second", "campus", 1),
    ]
    assert {each.decibans for each in both} == {alone[0].decibans}


def test_short_texts_that_are_equal_are_voices_of_their_own() -> None:
    copies = [Copies(("a", "b"), ())]
    told = {each.item: each.development for each in attach(ITEMS, DEVELOPMENTS)}
    found = attach(ITEMS, DEVELOPMENTS, copies=copies)
    assert {each.item: each.development for each in found} == told


def test_articles_on_something_else_are_proposed_for_nothing() -> None:
    root = Path(__file__).resolve().parents[2]
    news = root / "examples" / "us-pakistan" / "developments.jsonl"
    known = load_developments(news, load_workspace(root)).items
    items = [
        item
        for page in (NEWSPAPER, WIRE, BLOG)
        for item in read_news(page.encode(), "page.html").items
    ]
    # A port and a ship are all that the strike shares with a visit of the navy.
    assert attach(items, known) == ()
    assert attach(items, known, copies=find_copies(items)) == ()


class Ear:
    """Hears one sense: of whatever names a number of the tide."""

    name = "ear 1"

    def embed(self, texts: Sequence[str], side: Side) -> Vectors:
        assert side in ("query", "passage")
        tides = [float("tide" in text or "karachi" in text.lower()) for text in texts]
        return np.array([(tide, 1 - tide) for tide in tides], dtype=np.float32)


def test_sense_speaks_beside_words_and_days() -> None:
    told = Item(id="t", text="The tide carries navies home", published="2024-04-25")
    assert attach([told], DEVELOPMENTS) == ()
    (found,) = attach([told], DEVELOPMENTS, embedder=Ear())
    assert found.development == "exercise"
    # One title of four is near: its cosine 1 is above the mean ¼ by ¾.
    without = attach([told], DEVELOPMENTS, [-99.0])[0]
    assert found.decibans == pytest.approx(without.decibans + 80 * 0.75)
    assert attach([], DEVELOPMENTS, embedder=Ear()) == ()
    assert attach([told], [], embedder=Ear()) == ()
