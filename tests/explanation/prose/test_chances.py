"""Which numbers are chances, and which are shares, changes or intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.explanation.prose.chances import chances_in, is_called_chance
from scenarios.explanation.prose.tokens import tokens_of

if TYPE_CHECKING:
    from scenarios.explanation.prose.numbers import Number


def read(text: str) -> tuple[list[str], list[str]]:
    tokens = tokens_of(text, 0, len(text))

    def written(numbers: list[Number]) -> list[str]:
        return [
            text[tokens[each.first].start : tokens[each.last - 1].end]
            for each in numbers
        ]

    kept, intervals = chances_in(tokens)
    return written(kept), written(intervals)


@pytest.mark.parametrize(
    "text",
    [
        "12 % of trade",
        "by 12 %",
        "by about 12 %",
        "by less than 12 %",
        "by more than 12 %",
        "up to 12 % down 12 %",
        "higher than 12 %",
        "against 12 %",
        "a 90 % interval",
        "a 95 % credible interval",
    ],
)
def test_shares_changes_and_levels_are_no_chances(text: str) -> None:
    kept, intervals = read(text)
    assert (kept, intervals) == (["12 %"] if text.startswith("up to") else [], [])


@pytest.mark.parametrize(
    ("text", "kept", "intervals"),
    [
        ("60 %, range 40–90 %", ["60 %"], ["40–90 %"]),
        ("60 % 40–90 %", ["60 %"], ["40–90 %"]),
        ("60 % (40–90 %)", ["60 %"], ["40–90 %"]),
        ("40–90 % interval", [], ["40–90 %"]),
        ("40–90 %", ["40–90 %"], []),
        ("more than 60 %", ["60 %"], []),
        ("from 12 % to 22 %", ["22 %"], []),
        ("a chance of 12 % of it", ["12 %"], []),
    ],
)
def test_a_range_behind_a_number_is_the_doubt_about_it(
    text: str, kept: list[str], intervals: list[str]
) -> None:
    assert read(text) == (kept, intervals)


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("12 % chance", True),
        ("12 % sure", True),
        ("the chance is about 12 %", True),
        ("the chance that it rains is 12 %", False),
        ("turnout is 12 %", False),
    ],
)
def test_a_chance_is_called_so_beside_the_number(text: str, *, called: bool) -> None:
    tokens = tokens_of(text, 0, len(text))
    ((number,), _) = chances_in(tokens)
    assert is_called_chance(number, tokens) is called
