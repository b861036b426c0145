"""Words, numbers and signs of a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scenarios.explanation.prose.tokens import OPAQUE, tokens_of


def words(text: str) -> list[str]:
    return [token.word for token in tokens_of(text, 0, len(text))]


def test_words_are_in_small_letters_and_keep_their_apostrophes() -> None:
    assert words("Isn’t it THE generals' İ?") == [
        *("isn't", "it", "the", "generals", "'", "i̇", "?"),
    ]


def test_a_hyphen_or_stroke_inside_a_word_is_a_blank() -> None:
    assert words("most-likely and/or well‑known") == [
        *("most", "likely", "and", "or", "well", "known"),
    ]
    assert words("- a 5-6 /b c/") == ["-", "a", "5", "-", "6", "/", "b", "c", "/"]


def test_numbers_keep_their_decimals_and_leave_the_stop() -> None:
    assert words("0.5, 1,000.25 and 7.") == [
        *("0.5", ",", "1,000.25", "and", "7", "."),
    ]


def test_what_is_not_read_is_one_sign() -> None:
    assert words(f"a {OPAQUE * 9} b") == ["a", OPAQUE * 9, "b"]


@given(st.text(), st.integers(0, 9), st.integers(0, 90))
def test_every_token_stands_where_it_says(text: str, start: int, end: int) -> None:
    for token in tokens_of(text, start, end):
        assert start <= token.start < token.end <= end
        assert text[token.start : token.end].lower().replace("’", "'") == token.word
