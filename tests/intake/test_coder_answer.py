"""Answers of language models: only what cites the item counts."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat import completion, proposing
from scenarios.domain.item import Item
from scenarios.intake.coder_answer import Coded, Coding, read_answer

ITEM = Item(
    id="i",
    title="Port of Hull walks out",
    text="Dockers at Hull stopped work on Tuesday, the union said. No talks are set.",
)
SIGNS = ("strike/walkouts", "strike/talks", "strike/marches", "strike/mediator")
CITED = "Dockers at Hull stopped work on Tuesday, the union said."
GOOD = {"indicator": "strike/walkouts", "sentence": CITED, "why": "a port is out"}


def read(data: bytes) -> Coding:
    return read_answer(data, ITEM, SIGNS, "small")


def test_a_proposal_that_cites_the_item_counts() -> None:
    coding = read(proposing(GOOD))
    assert coding == Coding(
        "small", (Coded("strike/walkouts", CITED, "a port is out"),)
    )


def test_a_headline_can_be_cited() -> None:
    told = {**GOOD, "sentence": "Port of Hull walks out"}
    assert len(read(proposing(told)).proposals) == 1


REFUSED = {
    "another sentence": (
        {**GOOD, "sentence": "Dockers at Leith stopped work."},
        "cites what the item does not say: «Dockers at Leith stopped work.»",
    ),
    "other words": (
        {**GOOD, "sentence": CITED.lower()},
        f"cites what the item does not say: «{CITED.lower()}»",
    ),
    "two words": ({**GOOD, "sentence": "Dockers at"}, "cites fewer than 3 words"),
    "nothing": ({**GOOD, "sentence": ""}, "cites fewer than 3 words"),
    "an unknown sign": (
        {**GOOD, "indicator": "strike/weather"},
        "is no indicator that was asked about",
    ),
    "a probability": (
        {**GOOD, "probability": 0.9},
        "says probability, which is not for a model to say",
    ),
    "no sentence": ({"indicator": "strike/talks"}, "lacks sentence, why"),
    "a number": ({**GOOD, "why": 0.9}, "lacks why"),
    "no mapping": ("strike/talks", "is no proposal"),
}


@pytest.mark.parametrize(("entry", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_does_not_is_refused_with_its_reason(entry: object, reason: str) -> None:
    coding = read(proposing(entry))
    assert coding.proposals == ()
    assert [each.reason for each in coding.refused] == [reason]


def test_a_good_proposal_stands_beside_a_refused_one() -> None:
    coding = read(proposing({**GOOD, "indicator": "x"}, GOOD, GOOD))
    assert [each.indicator for each in coding.proposals] == ["strike/walkouts"]
    assert [each.reason for each in coding.refused] == [
        "is no indicator that was asked about",
        "is proposed twice",
    ]


def test_more_than_were_asked_for_are_refused() -> None:
    coding = read(proposing(*({**GOOD, "indicator": name} for name in SIGNS)))
    assert [each.indicator for each in coding.proposals] == list(SIGNS[:3])
    assert coding.refused[0].reason == "comes after the 3 that were asked for"


UNREADABLE = {
    "no JSON": (b"<html>", "the endpoint sent what is no JSON"),
    "half of it": (proposing(GOOD)[:-9], "the endpoint sent what is no JSON"),
    "no bytes": (b"", "the endpoint sent what is no JSON"),
    "bytes of nothing": (b"\xff\xfe\x00", "the endpoint sent what is no JSON"),
    "too deep": (b"[" * 100_000, "the endpoint sent what is no JSON"),
    "a list": (b"[]", "the endpoint sent no answer of a chat"),
    "no choice": (b'{"choices": []}', "the endpoint sent no answer of a chat"),
    "an error": (b'{"error": {"code": 1}}', "the endpoint sent no answer of a chat"),
    "a strange choice": (b'{"choices": [5]}', "the endpoint sent no answer of a chat"),
    "a strange message": (
        b'{"choices": [{"message": 5}]}',
        "the endpoint sent no answer of a chat",
    ),
    "a refusal": (
        completion(None, refusal="I cannot help with that."),
        "the model refused: I cannot help with that.",
    ),
    "nothing": (completion(None), "the model wrote nothing"),
    "blanks": (completion("  "), "the model wrote nothing"),
    "prose": (completion("Sure! Here it is:"), "the model wrote what is no JSON"),
    "a fence": (completion("```json\n{}\n```"), "the model wrote what is no JSON"),
    "cut off": (
        completion('{"proposals": [{"ind', finish_reason="length"),
        "the model's answer was cut off before its end",
    ),
    "another shape": (completion("[1]"), "the model wrote no list of proposals"),
    "no list": (
        completion('{"proposals": "none"}'),
        "the model wrote no list of proposals",
    ),
}


@pytest.mark.parametrize(("data", "failure"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_answer_that_cannot_be_read_says_why(data: bytes, failure: str) -> None:
    assert read(data) == Coding("small", failure=failure)


def test_what_a_model_writes_is_shown_plain_and_short() -> None:
    why = "<b>x</b>\x1b[31m" + "y" * 400
    (coded,) = read(proposing({**GOOD, "why": why})).proposals
    assert len(coded.why) == 300
    assert "\x1b" not in coded.why
    assert "<" not in coded.why


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=9))
def test_whatever_is_sent_nothing_is_proposed_that_the_item_does_not_say(
    value: object,
) -> None:
    for data in (json.dumps(value).encode(), completion(json.dumps(value))):
        assert read(data).proposals == ()
