"""Hedges on hedges."""

from __future__ import annotations

import pytest

from proofs import found, rules_in

STACKED = [
    ("It might possibly rain.", "might possibly"),
    ("It could potentially be likely.", "could potentially be likely"),
    ("It may well be probable.", "may well be probable"),
    ("Possibly it may rain.", "Possibly it may"),
    ("It is possible that the army may go.", "possible that the army may"),
    ("It is likely that they might sign.", "likely that they might"),
    ("Perhaps the board may sign.", "Perhaps the board may"),
    ("It will probably likely rain.", "probably likely"),
    ("It cannot be ruled out that they may.", "cannot be ruled out that they may"),
    ("It is likely possible.", "likely possible"),
]

SINGLE = [
    "It may rain, and it might snow.",
    "It is likely that the army, which may go, stays.",
    "It is likely or very likely.",
    "It is unlikely to likely.",
    "It could not possibly rain.",
    "It is likely because they may sign.",
    "They are likely to meet the man they may one day send.",
    "We believe that it is likely.",
    "It is likely that it will certainly rain.",
]


@pytest.mark.parametrize(("text", "words"), STACKED)
def test_hedges_on_one_claim_are_one_finding(text: str, words: str) -> None:
    assert ("stacked-hedges", words) in found(text)
    assert "vague-word" not in rules_in(text)


@pytest.mark.parametrize("text", SINGLE)
def test_hedges_on_several_claims_are_not_stacked(text: str) -> None:
    assert "stacked-hedges" not in rules_in(text)


def test_kent_counts_we_believe_as_a_hedge() -> None:
    # Kent 1964: «we believe» (3 to 1) that it is «likely» (3 to 1) is 9 in 16.
    text = "We believe that the army is likely to go."
    assert found(text, words="kent") == [
        ("stacked-hedges", "We believe that the army is likely"),
    ]
    text = "We believe it is so, and they may go."
    assert found(text, words="kent") == [("vague-word", "may")]


def test_two_stacks_of_a_sentence_are_two_findings() -> None:
    text = "It might possibly rain, and it could perhaps snow."
    assert found(text) == [
        ("stacked-hedges", "might possibly"),
        ("stacked-hedges", "could perhaps"),
    ]
