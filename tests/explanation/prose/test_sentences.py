"""Where a sentence ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.explanation.prose.sentences import sentences_in

CASES = [
    "It rains.|It may snow.",
    "It rose by 0.5 points to 7.|Then it fell.",
    "Gen. Munir met Lt. Col. Smith on 5 Jan. 2024 in St. Petersburg.|He left.",
    "He met officials, e.g. Gen. Bajwa, i.e. the chief.",
    "The U.S. Senate met at 5 p.m. Karachi time.|It rose.",
    "He went to the U.S.|The visit ended.",
    "He bought guns, tanks, etc.|However, none came.",
    "Really?!|Yes…|No, not so… not at all.",
    "“It will rain.”|He left (in a hurry.)|So did she.",
    "See No. 5 of vol. 2, p. 7.|The answer is no.|Nothing more.",
    "J. Smith came.|So did I.|Nobody else.",
    "Version 1.2.3 came out.|Good",
    "approx. half of it.|Charles III.|The king.",
    "可能。|不一定！",
    "no stop",
    "He said so.*|**Then** he left.",
]


@pytest.mark.parametrize("case", CASES)
def test_a_sentence_ends_where_a_reader_ends_it(case: str) -> None:
    sentences = case.split("|")
    text = "  " + "\n".join(sentences) + " "
    assert [text[a:b] for a, b in sentences_in(text, 0, len(text))] == sentences


@given(st.text('.!? aB\n")', max_size=40))
def test_sentences_follow_one_another_and_hold_all_but_blanks(text: str) -> None:
    spans = list(sentences_in(text, 0, len(text)))
    assert all(start < end for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(
        text.split()
    )
