"""Which scenario and which outcome a sentence names."""

from __future__ import annotations

import pytest

from proofs import SCENARIOS
from scenarios.explanation.prose.names import Names

NAMED = [
    ("Aid stays broadly unchanged.", ["aid-changes/unchanged"]),
    ("**Reduced** is out.", ["aid-changes/reduced"]),
    (
        "“Reduced” and `increased` are out.",
        ["aid-changes/reduced", "aid-changes/increased"],
    ),
    ("Reduced is very unlikely.", ["aid-changes/reduced"]),
    ("Reduced: very unlikely.", ["aid-changes/reduced"]),
    ("Reduced", ["aid-changes/reduced"]),
    ("We think that Reduced is out.", ["aid-changes/reduced"]),
    ("the outcome Increased", ["aid-changes/increased"]),
    ("| a | Increased | b |", ["aid-changes/increased"]),
    ("Aid is reduced.", []),
    ("Reduced aid is likely.", []),
    ("aid that increased", []),
    ("See [talks/talk-only].", ["talks/talk-only"]),
    ("So talk-only it is, not talk only.", ["talks/talk-only"]),
    ("Talk, no plan: likely.", ["talks/talk-only"]),
    ("the aid-changes", ["aid-changes/"]),
    ("Changes in aid, and THE TALKS", ["aid-changes/", "talks/"]),
    ("talks went on", []),
    ("`talks` went on", ["talks/"]),
]


@pytest.mark.parametrize(("text", "expected"), NAMED)
def test_a_name_is_told_from_an_ordinary_word(text: str, expected: list[str]) -> None:
    namings = Names(SCENARIOS).namings(text, 0, len(text))
    named = [
        f"{each.names[0].scenario}/{each.names[0].outcome or ''}" for each in namings
    ]
    assert named == expected


def test_outcomes_of_several_scenarios_may_be_called_alike() -> None:
    text = "It is `reduced`."
    (naming,) = Names(SCENARIOS).namings(text, 0, len(text))
    assert [each.scenario for each in naming.names] == ["aid-changes", "talks"]
    assert text[naming.start : naming.end] == "reduced"


def test_an_empty_title_names_nothing() -> None:
    aid = SCENARIOS["aid-changes"].model_copy(update={"title": " "})
    text = "It is `aid-changes`,  ."
    (naming,) = Names({"aid-changes": aid}).namings(text, 0, len(text))
    assert text[naming.start : naming.end] == "aid-changes"


def test_without_scenarios_nothing_has_a_name() -> None:
    assert list(Names({}).namings("Reduced is likely.", 0, 18)) == []
