"""Words that sound like a likelihood and name none."""

from __future__ import annotations

import pytest

from proofs import found
from scenarios.explanation.prose.hedges import hedges, ordinary

VAGUE = [
    ("It may rain.", "may"),
    ("It might still rain.", "might"),
    ("They could sign.", "could"),
    ("It COULD rain.", "COULD"),
    ("It will possibly rain.", "possibly"),
    ("Perhaps it rains.", "Perhaps"),
    ("A possible strike looms.", "possible"),
    ("There is a chance that it rains.", "a chance that"),
    ("There is a real chance of rain.", "real chance"),
    ("It is a serious possibility.", "serious possibility"),
    ("The plan has a fair chance of success.", "fair chance"),
    ("We cannot rule out rain.", "cannot rule out"),
    ("Rain can’t be entirely ruled out.", "can’t be entirely ruled out"),
    ("Rain cannot be dismissed.", "cannot be dismissed"),
    ("The odds are that it rains.", "The odds are that"),
    ("It is fifty-fifty.", "fifty-fifty"),
    ("It is 50-50.", "50-50"),
    ("In all likelihood it rains.", "In all likelihood"),
    ("We believe it rains.", "We believe"),
    ("There is a low probability of rain.", "low probability"),
    ("MAY it rain.", "MAY"),
    ("It is more than likely.", "more than likely"),
    ("The likelihood is high.", "likelihood is high"),
    ("They may or may not come.", "may or may not"),
    ("There is a chance of rain, 70 % of it.", "a chance of"),
]

ORDINARY = [
    "In May 2024 it rained; May was wet, and Theresa May left.",
    "It rained in MAY 2024 and on 5 MAY.",
    "They leave as soon as possible, if possible.",
    "It is possible to see the coast; fog made it possible.",
    "They could not agree, and they couldn’t leave.",
    "Its military might grew, and the might of its fleet.",
    "They had a chance to meet, a good chance to talk.",
    "You might as well ask.",
    "There is no doubt about the date.",
    "It is not certain that it rained.",
    "It is not impossible.",
    "Remote areas were hit, and remote work went on.",
    "There is a chance of about 70 % that it is likely.",
    "The more likely of the two, and the less likely one.",
]


@pytest.mark.parametrize(("text", "words"), VAGUE)
def test_a_word_that_names_no_likelihood_is_found(text: str, words: str) -> None:
    assert found(text) == [("vague-word", words)]


@pytest.mark.parametrize("text", ORDINARY)
def test_the_same_word_in_another_sense_is_not(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("War is inevitable.", "inevitable"),
        ("It will undoubtedly rain.", "undoubtedly"),
        ("It is certain to rain.", "certain to"),
        ("Rain is impossible.", "impossible"),
        ("There is no chance of rain.", "no chance"),
        ("It will certainly rain.", "certainly"),
    ],
)
def test_a_claim_of_certainty_is_found(text: str, words: str) -> None:
    assert found(text) == [("certainty", words)]


def test_kent_has_words_for_certainty() -> None:
    assert found("It will certainly rain.", words="kent") == []


def test_a_verb_of_belief_is_no_fault_beside_a_likelihood() -> None:
    assert found("We believe that it is likely.") == []
    assert found("We believe that it is a fact.") == [("vague-word", "We believe")]


def test_no_phrase_is_empty_and_none_has_both_senses() -> None:
    hedging = {words for words, _ in hedges()}
    assert all(hedging)
    assert not hedging & set(ordinary()) - {("not", "be", "ruled", "out")}
