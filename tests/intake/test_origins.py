"""Origins are read where news names them, and nowhere else."""

from __future__ import annotations

import pytest

from scenarios.domain.item import Item
from scenarios.intake.origins import attribute

WIRES = {
    "brackets after the publisher": ("Toronto Star (AP)", "", "AP wire"),
    "spelt out": ("The Star (Associated Press of Pakistan)", "", "APP wire"),
    "a dateline": (
        "Dawn",
        "ISLAMABAD (Reuters) - Envoys met on Friday.",
        "Reuters wire",
    ),
    "a dateline with a day": (
        "Dawn",
        "WASHINGTON, Jan 5 (AFP) — Envoys met.",
        "AFP wire",
    ),
    "the first word": ("X", "AP: exodus before deadline", "AP wire"),
    "the last word": ("X", "Envoys met. (ANI)", "ANI wire"),
    "a copy": ("X", "PTI copy of army toll.", "PTI wire"),
    "an account": ("X", "Reuters-based account of the letter", "Reuters wire"),
    "inputs": ("X", "Envoys met (with inputs from IANS)", "IANS wire"),
}


@pytest.mark.parametrize(("publisher", "text", "origin"), WIRES.values(), ids=WIRES)
def test_a_wire_is_known_where_it_signs(publisher: str, text: str, origin: str) -> None:
    found = attribute(Item(id="i", publisher=publisher, text=text))
    assert found is not None
    assert (found.origin, found.kind) == (origin, "wire")
    assert found.where in f"{publisher}\n{text}"


OFFICES = {
    "says": ("ISPR says the chiefs met", "ISPR statement"),
    "a statement": ("Foreign Office statement on the call", "Foreign Office statement"),
    "another name": (
        "The Ministry of Foreign Affairs said",
        "Foreign Office statement",
    ),
    "in its words": ("Toll is 23, according to the ISPR", "ISPR statement"),
    "before a colon": ("Embassy: visit went well", "Embassy statement"),
    "a possessive": (
        "State Department's spokesman rejects it",
        "State Department statement",
    ),
    "both": ("Joint statement backs the plan", "joint statement"),
}


@pytest.mark.parametrize(("text", "origin"), OFFICES.values(), ids=OFFICES)
def test_an_office_is_known_where_it_speaks(text: str, origin: str) -> None:
    found = attribute(Item(id="i", publisher="Dawn", text=text))
    assert found is not None
    assert (found.origin, found.kind) == (origin, "statement")


def test_an_office_that_publishes_is_its_own_origin() -> None:
    found = attribute(Item(id="i", publisher="ISPR", text="Chiefs met"))
    assert found is not None
    assert found.origin == "ISPR statement"


def test_a_statement_goes_before_the_wire_that_carried_it() -> None:
    found = attribute(Item(id="i", publisher="Star (APP)", text="ISPR says they met"))
    assert found is not None
    assert found.origin == "ISPR statement"


@pytest.mark.parametrize(
    ("publisher", "text"),
    [
        ("Matzav (Dawn)", "Limited effect at first."),
        ("Matzav", "Copy of Dawn report"),
        ("Matzav", "Letter, according to Dawn, was sent"),
    ],
)
def test_a_publication_is_known_where_it_is_copied(publisher: str, text: str) -> None:
    found = attribute(
        Item(id="i", publisher=publisher, text=text), ["Dawn", "Geo News"]
    )
    assert found is not None
    assert (found.origin, found.kind) == ("Dawn", "press")


@pytest.mark.parametrize(
    "text",
    [
        "JUI-F and PTI oppose the operation",
        "Reuters journalist freed",
        "The app was banned",
        "Talks at the Foreign Office on trade",
        "Dawn of a new era",
        "",
    ],
)
def test_a_name_alone_says_nothing(text: str) -> None:
    assert attribute(Item(id="i", publisher="The Star", text=text), ["Dawn"]) is None


def test_a_publication_is_not_its_own_origin() -> None:
    item = Item(id="i", publisher="Dawn (feed)", text="Dawn report on the talks")
    assert attribute(item, ["Dawn"]) is None
    assert attribute(item) is None
