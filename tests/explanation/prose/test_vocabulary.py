"""What the words of a sentence say under one standard."""

from __future__ import annotations

import pytest

from proofs import found, told
from scenarios.explanation.prose.tokens import tokens_of
from scenarios.explanation.prose.vocabulary import TermMention, Vocabulary

OUTSIDE = [
    ("icd-203", "It is highly likely.", "highly likely"),
    ("icd-203", "It is a realistic possibility.", "realistic possibility"),
    ("icd-203", "It is virtually certain.", "virtually certain"),
    ("icd-203", "It is quite likely.", "quite likely"),
    ("icd-203", "It is very probable.", "very probable"),
    ("icd-203", "It will most likely rain.", "most likely"),
    ("icd-203", "It is not likely.", "not likely"),
    ("icd-203", "It isn’t very likely.", "isn’t very likely"),
    ("icd-203", "It is not unlikely.", "not unlikely"),
    ("icd-203", "It is more likely than not.", "more likely than not"),
    ("icd-203", "Rain is doubtful.", "is doubtful"),
    ("phia", "It is very likely.", "very likely"),
    ("phia", "The chance is remote.", "remote"),
    ("phia", "It is nearly certain.", "nearly certain"),
    ("phia", "It is extremely unlikely.", "extremely unlikely"),
    ("ipcc", "It is probable.", "probable"),
    ("ipcc", "It is a remote chance.", "remote chance"),
    ("ipcc", "It is quite extremely likely.", "quite extremely likely"),
    ("kent", "It is very unlikely.", "very unlikely"),
]

INSIDE = [
    ("icd-203", "It is very likely."),
    ("icd-203", "It will almost certainly not rain, and will likely not snow."),
    ("icd-203", "It is the most likely case, more likely than that one."),
    ("icd-203", "It is as likely as that, and equally likely here."),
    ("icd-203", "It is likely if not almost certain."),
    ("icd-203", "It is not only likely but near."),
    ("icd-203", "There is a roughly even chance of rain."),
    ("phia", "It is likely, or probable; the other is a realistic possibility."),
    ("phia", "It is highly unlikely."),
    ("ipcc", "It is about as likely as not, extremely likely or virtually certain."),
    ("ipcc", "It is more likely than not."),
    ("kent", "It will probably not rain; we doubt it."),
    ("kent", "Chances are about even."),
    ("kent", "It is all but certain."),
]


@pytest.mark.parametrize(("standard", "text", "words"), OUTSIDE)
def test_a_word_that_the_standard_does_not_know_is_found(
    standard: str, text: str, words: str
) -> None:
    assert found(text, words=standard) == [("outside-standard", words)]


@pytest.mark.parametrize(("standard", "text"), INSIDE)
def test_the_words_of_the_standard_are_no_fault(standard: str, text: str) -> None:
    assert found(text, words=standard) == []


def test_what_would_be_right_is_said() -> None:
    first, second, third = told(
        "It is highly likely. It is not likely. It is quite likely."
    )
    assert first == (
        "page.md:1:7: error: outside-standard: «highly likely» is a term of PHIA "
        "(80–90 %), not of ICD 203; write «very likely» (80–95 %)"
    )
    assert second == (
        "page.md:1:28: error: outside-standard: «not likely» is no term of ICD 203; "
        "write «unlikely» (20–45 %)"
    )
    assert third == (
        "page.md:1:46: error: outside-standard: «quite likely» is no term of ICD 203; "
        "write «likely» (55–80 %) or another of its words"
    )
    (other,) = told("It is very unlikely, rather highly likely.", words="ipcc")
    assert other == (
        "page.md:1:22: error: outside-standard: «rather highly likely» is no term of "
        "IPCC; write «likely» (66–90 %)"
    )


@pytest.mark.parametrize("before", ["is", "seems", "remains", "looks"])
def test_remote_is_a_likelihood_where_it_is_said_of_something(before: str) -> None:
    text = f"The prospect {before} remote."
    tokens = tokens_of(text, 0, len(text))
    (mention,) = Vocabulary("icd-203").mentions(tokens, text)
    assert isinstance(mention, TermMention)
    assert mention.term.band.word == "almost no chance"
    assert mention.is_plain
    first = tokens_of("Remote", 0, 6)
    assert list(Vocabulary("icd-203").mentions(first, "Remote")) == []
