"""Watch terms: words, phrases and open endings; nothing that could run away."""

from __future__ import annotations

import pytest

from scenarios.domain.match import Match
from support import refusal


@pytest.mark.parametrize(
    "term",
    ["tank*", "joint statement", "F-16*", "U.S.", "ch* of staff", "محادثات", "2+2"],
)
def test_words_phrases_and_open_endings_are_terms(term: str) -> None:
    assert Match(any=(term,)).any == (term,)


@pytest.mark.parametrize(
    "term",
    [
        "",
        " ",
        "*",
        "a*",
        "t*nk",
        "*tank",
        "tank**",
        "two  blanks",
        " ahead",
        "behind ",
        "tab\there",
        "--",
        "x" * 101,
    ],
)
def test_what_is_no_word_and_no_phrase_is_refused(term: str) -> None:
    assert "must be a word or a phrase" in refusal(Match, {"all": [term]})


def test_terms_that_only_forbid_have_nothing_to_look_for() -> None:
    assert "nothing to look for" in refusal(Match, {"none": ["India"]})
    assert "nothing to look for" in refusal(Match, {})


def test_more_terms_than_anybody_reads_are_refused() -> None:
    assert refusal(Match, {"any": [f"term {n}" for n in range(201)]})
