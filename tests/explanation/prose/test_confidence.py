"""How confident a text says it is."""

from __future__ import annotations

import pytest

from proofs import found, rules_in, told
from scenarios.explanation.prose.confidence import confidences_in
from scenarios.explanation.prose.tokens import tokens_of

STATED = [
    ("We say so with high confidence.", "high", False),
    ("Confidence is moderate.", "moderate", True),
    ("Our confidence in this judgement is low.", "low", True),
    ("The confidence level: high.", "high", True),
    ("We have moderate-to-high confidence that it holds.", "moderate to high", False),
    ("With very high confidence.", "very high", False),
    ("We have a low degree of confidence in it.", "", False),
    ("A high level of confidence.", "high", False),
    ("We have great confidence that it holds.", "great", False),
    ("Strong confidence in this assessment.", "strong", False),
    ("We are fairly confident that it holds.", "fairly confident", False),
    ("I remain confident.", "confident", False),
    ("Confidence is very low.", "very low", True),
    ("Confidence moderate.", "moderate", True),
    ("Confidence in this judgement is low to moderate.", "low to moderate", True),
]

OTHER = [
    "Confidence in the army is low.",
    "Public confidence is high.",
    "The army has great confidence in Washington.",
    "A 90 % confidence interval, and a vote of confidence.",
    "Confidence-building measures go on.",
    "Islamabad is confident.",
    "Low confidence in the rupee.",
    "Confidence grew.",
    "Confidence low among voters grew.",
    "Confidence is",
]


@pytest.mark.parametrize(("text", "level", "own"), STATED)
def test_a_statement_of_confidence_is_read(text: str, level: str, *, own: bool) -> None:
    stated = list(confidences_in(tokens_of(text, 0, len(text))))
    assert [(each.level, each.is_own) for each in stated] == [(level, own)][
        : bool(level)
    ]


@pytest.mark.parametrize("text", OTHER)
def test_the_confidence_of_others_is_not(text: str) -> None:
    assert list(confidences_in(tokens_of(text, 0, len(text)))) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Medium confidence.", "Medium confidence"),
        ("We have very high confidence.", "very high confidence"),
        ("We are highly confident that it holds.", "highly confident"),
        ("Moderate-to-high confidence.", "Moderate-to-high confidence"),
    ],
)
def test_a_level_that_is_none_is_found(text: str, words: str) -> None:
    assert found(text) == [("confidence-level", words)]


def test_ipcc_has_five_levels_and_joins_them_with_likelihoods() -> None:
    assert found("Medium confidence. Very high confidence.", words="ipcc") == []
    assert rules_in("Moderate confidence.", words="ipcc") == ["confidence-level"]
    assert found("It is very likely (high confidence).", words="ipcc") == []


@pytest.mark.parametrize(
    "text",
    [
        "We judge with high confidence that it is likely.",
        "It is unlikely, and confidence is low.",
        "There is a 70 % chance, with low confidence.",
        "We have high confidence that rain is a remote chance.",
    ],
)
def test_confidence_and_likelihood_do_not_share_a_sentence(text: str) -> None:
    assert "confidence-beside-likelihood" in rules_in(text)


def test_each_in_its_own_sentence_is_no_fault() -> None:
    text = "It is likely (70 %). Confidence is high.\n\n| likely | high confidence |\n"
    assert found(text) == []
    assert found("With high confidence, A is likelier, or more likely, than B.") == []


def test_what_shares_the_sentence_is_said() -> None:
    (said,) = told("It is likely, and our\nconfidence is high.")
    assert said == (
        "page.md:2:1: error: confidence-beside-likelihood: «confidence is high» shares "
        "a sentence with «likely»; give confidence a sentence of its own"
    )
