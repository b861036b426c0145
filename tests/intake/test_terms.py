"""Watch terms are found where they stand, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from effort import effort
from scenarios.intake.terms import TermFinder
from scenarios.intake.words import folded_words

TEXT = "U.S. envoy: tankers and F-16s, a joint statement; €1.1 billion (STATEMENTS)"


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("tank*", "tankers"),
        ("tankers", "tankers"),
        ("F-16*", "f 16s"),
        ("joint statement", "joint statement"),
        ("JOINT stat*", "joint statement"),
        ("US", "us"),
        ("statements", "statements"),
        ("1.1bn", "1.1bn"),
    ],
)
def test_a_term_matches_whole_words(term: str, words: str) -> None:
    assert TermFinder([term]).find(TEXT) == {term: words}


@pytest.mark.parametrize("term", ["tank", "F-16", "statement joint", "joint", "use"])
def test_a_term_matches_no_part_of_a_word_and_no_other_order(term: str) -> None:
    found = TermFinder([term]).find(TEXT)
    assert (term in found) is (term == "joint")


def test_a_phrase_is_not_looked_for_beyond_the_end() -> None:
    assert TermFinder(["joint statement"]).find("a joint") == {}


WORDS = st.lists(
    st.sampled_from(["aa", "aab", "ab", "b", "ba"]), min_size=1, max_size=9
)
TERMS = st.lists(
    st.lists(st.sampled_from(["aa", "aa*", "ab", "ba*", "b"]), min_size=1, max_size=3),
    max_size=6,
)


@given(WORDS, TERMS)
def test_the_finder_finds_what_trying_every_place_finds(
    words: list[str], terms: list[list[str]]
) -> None:
    def stands(term: list[str], at: int) -> bool:
        there = words[at : at + len(term)]
        return len(there) == len(term) and all(
            word.startswith(part[:-1]) if part.endswith("*") else word == part
            for word, part in zip(there, term, strict=True)
        )

    joined = {" ".join(term): term for term in terms}
    expected = {
        name
        for name, term in joined.items()
        if any(stands(term, at) for at in range(len(words)))
    }
    assert set(TermFinder(joined).find(" ".join(words))) == expected


def test_the_work_grows_with_the_text_also_where_both_are_hostile() -> None:
    # A long text of one word, and terms that all begin with it.
    finder = TermFinder("aa*" + " aa*" * n for n in range(30))
    assert len(finder.find("aa " * 1_000)) == 30
    short = effort(lambda: finder.find("aa " * 1_000))
    long = effort(lambda: finder.find("aa " * 2_000))
    assert long < 2.1 * short
    assert len(folded_words("a" * 1_000_000)) == 1
