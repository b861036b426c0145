"""Sifting: all that is proposed for a morning's items, together."""

from __future__ import annotations

from typing import Any

from scenarios.domain.item import Item
from scenarios.domain.source import Source
from scenarios.intake.sifting import sift

STORY = "The ambassador opened a police training campus in Quetta on Wednesday evening"


def item(name: str, text: str, **fields: Any) -> Item:  # noqa: ANN401 any field of an item
    return Item(id=name, text=text, **fields)


SOURCES = {
    "aaj": Source(title="Aaj News", sites=("aaj.tv",)),
    "aaj-english": Source(title="Aaj English", sites=("english.aaj.tv",)),
    "nobody": Source(title="Nobody"),
}


def test_copies_share_the_origin_that_one_of_them_names() -> None:
    items = [
        item("b", f"{STORY}. (APP)", published="2024-04-25"),
        item("a", STORY, publisher="Dawn", published="2024-04-24"),
    ]
    sifting = sift(items, [], [], {})
    second, first = sifting.items
    assert (first.copy_of, second.copy_of) == (None, "a")
    assert [each.origin and each.origin.origin for each in sifting.items] == [
        "APP wire"
    ] * 2


def test_copies_that_name_no_origin_are_words_of_the_first() -> None:
    items = [
        item("b", STORY, publisher="Star", published="2024-04-25"),
        item("a", STORY, publisher="Dawn", published="2024-04-24"),
    ]
    origins = [each.origin for each in sift(items, [], [], {}).items]
    assert [origin and origin.origin for origin in origins] == ["Dawn", "Dawn"]


def test_an_item_alone_that_names_no_origin_has_none() -> None:
    (sifted,) = sift([item("a", STORY, publisher="Dawn")], [], [], {}).items
    assert sifted.origin is None
    assert sifted.attachment is None
    assert sifted.suggestions == ()


def test_a_copied_publication_is_known_by_the_titles_of_the_sources() -> None:
    told = item("a", "Copy of Aaj News report on the campus")
    (sifted,) = sift([told], [], [], SOURCES).items
    assert sifted.origin is not None
    assert sifted.origin.origin == "Aaj News"
