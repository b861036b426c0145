"""Words: plain, folded and cut to stems."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.intake.words import folded_words, plain_text, stem, telling_stems


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("<p>Envoy <b>visits</b></p><p>Quetta</p>", "Envoy visits Quetta"),
        ("AT&amp;T &#8212; deal", "AT&T — deal"),
        ("<script>x()</script>a<style>b{}</style>c", "a c"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("a\u202eb\x00c\u200bd\n\n e", "a b c d e"),
        ("e\u0301", "\u00e9"),
        ("<script>never closed", ""),
        ("</script>after", "after"),
        ('<a title="a > b" href=x>go</a> on', "go on"),
        ("<p title=don't>It's here</p>", "It's here"),
        ("a<!-- <b> -->b<!-- never closed", "a b"),
        ("<SCRIPT type='x'>x()</Script >a<br/>b", "a b"),
        ("<!DOCTYPE html><?php ?>a", "a"),
        ("if a <b or c", "if a <b or c"),
        ("&lt;b&gt; is a tag &amp;amp;", "<b> is a tag &amp;"),
    ],
)
def test_text_is_made_plain(given_text: str, plain: str) -> None:
    assert plain_text(given_text) == plain


def test_text_without_end_is_cut() -> None:
    assert len(plain_text("a" * 100_000)) == 65_536


def test_a_picture_in_its_tag_is_no_text() -> None:
    data = "A" * 500_000
    assert plain_text(f'<img src="data:image/png;base64,{data}"> seen') == "seen"


@pytest.mark.parametrize(
    "letters",
    [
        *("<a ", "<", "<!--", "<script", "<script>", "<a '", '<a "', "<a x='1' ", "&"),
        *("&a", "&#", "</", "<a b=c>", "<![CDATA[", "<a>'", "<style><", "a" * 99 + "<"),
    ],
)
def test_no_text_keeps_it_busy(letters: str) -> None:
    start = process_time()
    plain_text(letters * 65_536)
    # It takes some milliseconds; what grows with the square takes minutes.
    assert process_time() - start < 30


@given(st.text())
def test_plain_text_holds_no_control_character(text: str) -> None:
    assert all(c.isprintable() for c in plain_text(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("U.S. envoy's visit", ["us", "envoy", "visit"]),
        ("$1.1 billion and 300m", ["1.1bn", "and", "300m"]),
        ("1,100 million", ["1100m"]),
        ("counter-terrorism", ["counter", "terrorism"]),
        ("ＦＵＬＬ", ["full"]),  # noqa: RUF001 these letters are the test
        ("F-16s", ["f", "16s"]),
        ("امریکی سفیر", ["امریکی", "سفیر"]),
        ("", []),
    ],
)
def test_words_have_one_case_and_width(text: str, words: list[str]) -> None:
    assert folded_words(text) == words


@pytest.mark.parametrize(
    "family",
    [
        ("sanction", "sanctions", "sanctioned", "sanctioning"),
        ("deport", "deports", "deported", "deportation", "deportations"),
        ("visit", "visits", "visited", "visiting"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(family: tuple[str, ...]) -> None:
    assert {stem(word) for word in family} == {family[0]}


def test_short_words_numbers_and_other_scripts_keep_their_ending() -> None:
    assert [stem(w) for w in ("us", "bus", "2023", "16s", "посол")] == [
        *("us", "bus", "2023", "16s", "посол")
    ]


def test_common_words_and_single_letters_tell_nothing() -> None:
    assert telling_stems("The news of a visit by B on 7 May") == ["visit", "7"]
