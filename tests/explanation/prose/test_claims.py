"""Words and numbers of likelihood that belong together."""

from __future__ import annotations

import pytest

from scenarios.explanation.prose.claims import Claim, Reading, read_sentence
from scenarios.explanation.prose.page import Sentence
from scenarios.explanation.prose.tokens import tokens_of
from scenarios.explanation.prose.vocabulary import Vocabulary

# A sentence, and its claims: word, number and interval as they are written.
CASES = [
    ("It is likely (70 %).", ["likely 70 % -"]),
    ("It is likely, with a probability of 70 %.", ["likely 70 % -"]),
    ("It is likely – about 70 %.", ["likely 70 % -"]),
    ("A 70 % chance, that is likely.", ["likely 70 % -"]),
    ("It is likely to fall (70 %).", ["likely 70 % -"]),
    ("It is likely to fall (about 70 %, range 40–90 %).", ["likely 70 % 40–90 %"]),
    ("It is likely (75 %, 37–92 %).", ["likely 75 % 37–92 %"]),
    ("It is likely (55–80 %).", ["likely 55–80 % -"]),
    ("It is likely (60 %), and prices moved in a range 40–90 %.", ["likely 60 % -"]),
    ("A is likely (60 %), B unlikely (30 %).", ["likely 60 % -", "unlikely 30 % -"]),
    ("A: 60 %, likely; B: 30 %, unlikely.", ["likely 60 % -", "unlikely 30 % -"]),
    ("It is likely to fall, by (half) 12 %.", ["likely - -"]),
    ("It is likely after a vote (63 % turnout).", ["likely - -"]),
    ("It is likely that 12 % of them go.", ["likely - -"]),
    ("There is a 70 % chance.", ["- 70 % -"]),
    ("The chance is now 70 %.", ["- 70 % -"]),
    ("The chances of rain are good, 70 %.", []),
    ("We are 70 % sure.", ["- 70 % -"]),
    ("It is 70 % likely.", ["- 70 % -"]),
    ("A chance of 70 % of rain.", ["- 70 % -"]),
    ("The chance rose from 12 % to 22 %.", []),
    ("A 90 % interval, and a 95 % confidence interval of chance.", []),
    ("It rose by 12 %.", []),
    ("It is more likely (70 %).", []),
    ("It is highly likely.", []),
    ("It rained on 30 % more days.", []),
]


def read(text: str) -> Reading:
    sentence = Sentence(0, len(text), 0, tokens_of(text, 0, len(text)))
    return read_sentence(sentence, Vocabulary("icd-203"), text)


def written(text: str, reading: Reading, claim: Claim) -> str:
    parts = [claim.term, claim.number, claim.interval]
    return " ".join(
        "-" if part is None else text[slice(*reading.place(part.first, part.last))]
        for part in parts
    )


@pytest.mark.parametrize(("text", "claims"), CASES)
def test_words_and_numbers_that_stand_together_are_one_claim(
    text: str, claims: list[str]
) -> None:
    reading = read(text)
    assert [written(text, reading, each) for each in reading.claims] == claims


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("It stands at 18 %.", ["- 18 % -"]),
        ("It stands at 18 % (range 9–31 %).", ["- 18 % 9–31 %"]),
        ("It is 12 %, and 20 % of them left.", ["- 12 % -"]),
    ],
)
def test_other_percents_are_claims_only_of_what_is_named(
    text: str, numbers: list[str]
) -> None:
    reading = read(text)
    assert reading.claims == []
    assert [written(text, reading, each) for each in reading.numbers] == numbers


def test_a_claim_is_shown_with_the_bracket_that_closes_it() -> None:
    text = "It is likely (70 %), and (so (it is 70 % likely)."
    reading = read(text)
    places = [text[slice(*reading.place_of(each))] for each in reading.claims]
    assert places == ["likely (70 %)", "70 %"]
