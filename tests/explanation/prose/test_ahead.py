"""Finding what closes something."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scenarios.explanation.prose.ahead import Ahead, Places


@given(st.text("ab-"), st.lists(st.integers(0, 20)))
def test_it_finds_what_a_plain_search_finds(text: str, asked: list[int]) -> None:
    ahead = Ahead(text, "--")
    for at in sorted(asked):
        assert ahead.after(at) == text.find("--", at)


def test_it_can_be_asked_of_an_earlier_place_too() -> None:
    ahead = Ahead("a-b-", "-")
    assert [ahead.after(at) for at in (2, 0, 1, 4, 2)] == [3, 1, 1, -1, -1]


@given(st.lists(st.integers(0, 20)), st.integers(0, 20))
def test_places_are_those_at_or_after(places: list[int], at: int) -> None:
    expected = min((each for each in places if each >= at), default=-1)
    assert Places(sorted(places)).after(at) == expected
