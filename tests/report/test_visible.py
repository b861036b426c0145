"""Text from outside is made harmless for a terminal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.report.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x1b]52;c;eA==\x07", r"\x1b]52;c;eA==\x07"),
        ("a\rb", r"a\rb"),
        ("a\x08b", r"a\x08b"),
        ("a\x9b2Jb", r"a\x9b2Jb"),
        ("a\x7fb", r"a\x7fb"),
        ("\u202eabc\u202c", r"\u202eabc\u202c"),
        ("a\u2028b\u2029c", r"a\u2028b\u2029c"),
        ("\u2066abc\u2069\u200f", r"\u2066abc\u2069\u200f"),
    ],
)
def test_what_controls_a_terminal_is_shown_as_an_escape(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text", ["", "a b\tc\nd", "Häfen", "مذاکرات\u200cمیں", "世界 😀"]
)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert visible(text) == text


@given(st.text())
def test_no_control_is_left(text: str) -> None:
    left = {letter for letter in visible(text) if unicodedata.category(letter) == "Cc"}
    assert left <= {"\t", "\n"}
    assert visible(visible(text)) == visible(text)
