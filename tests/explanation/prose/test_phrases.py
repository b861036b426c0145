"""Phrases by their words."""

from __future__ import annotations

from scenarios.explanation.prose.phrases import Lexicon, spell
from scenarios.explanation.prose.tokens import tokens_of


def find(phrases: list[str], text: str) -> list[str]:
    lexicon = Lexicon({tuple(phrase.split()): phrase for phrase in phrases})
    return [match.meaning for match in lexicon.find(tokens_of(text, 0, len(text)))]


def test_of_phrases_that_begin_alike_the_longest_is_found() -> None:
    phrases = ["very", "very likely", "likely", "very likely indeed"]
    assert find(phrases, "very likely in fact, very, likely") == [
        *("very likely", "very", "likely"),
    ]


def test_a_phrase_at_the_end_needs_all_its_words() -> None:
    assert find(["may", "may as well"], "they may as") == ["may"]
    assert find(["may as well"], "they may as") == []


def test_a_sign_between_its_words_breaks_a_phrase() -> None:
    assert find(["very likely"], "very, likely; very\nlikely") == ["very likely"]


def test_a_pattern_without_braces_is_one_phrase() -> None:
    assert list(spell("fifty fifty")) == [("fifty", "fifty")]
