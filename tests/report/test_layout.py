"""Lines of styled text: wrapped, in columns, coloured, and harmless."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.report.layout import Piece, columns, paint, plain, width_of, wrap


def text_of(lines: list[object]) -> list[str]:
    return [paint(line, colour=False) for line in lines]  # type: ignore[arg-type]  # lines are Lines


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("deal", 4),
        ("Größe", 5),
        ("Gro\u0308\u00dfe", 5),
        ("世界", 4),
        ("\uff21", 2),
    ],
)
def test_wide_letters_take_two_cells_and_marks_none(text: str, cells: int) -> None:
    assert width_of(text) == cells


def test_colour_stands_around_the_text_it_is_for() -> None:
    line = [Piece("deal", "bold cyan"), Piece(" 7 %")]
    assert paint(line, colour=True) == "\x1b[1;36mdeal\x1b[0m 7 %"
    assert paint(line, colour=False) == "deal 7 %"


def test_what_would_control_the_terminal_is_escaped() -> None:
    line = plain("a\x1b[31m\u202eb", "bold")
    assert paint(line, colour=True) == "\x1b[1ma\\x1b[31m\\u202eb\x1b[0m"
    assert paint(line, colour=False) == "a\\x1b[31m\\u202eb"


def test_plain_lines_end_without_blanks() -> None:
    assert paint([Piece("a  "), Piece("  ")], colour=False) == "a"


def test_a_line_is_broken_between_words() -> None:
    line = [Piece("Both sides"), Piece("met for an hour", "dim")]
    lines = wrap(line, 12, first="- ", rest="  ")
    assert text_of([*lines]) == ["- Both sides", "  met for an", "  hour"]
    assert lines[1][-1].style == "dim"


def test_a_word_that_is_too_long_stands_alone() -> None:
    assert text_of([*wrap(plain("a bbbbbbbbbb c"), 5)]) == ["a", "bbbbbbbbbb", "c"]


def test_line_breaks_of_the_text_are_blanks() -> None:
    assert text_of([*wrap(plain("a\nb\r\n\tc"), 80)]) == ["a b c"]


def test_an_empty_line_stays_a_line() -> None:
    assert text_of([*wrap(plain(), 80)]) == [""]


words = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=9)


@given(st.lists(words, max_size=30), st.integers(12, 60))
def test_no_word_is_lost_and_no_line_too_wide(texts: list[str], width: int) -> None:
    lines = wrap(plain(" ".join(texts)), width, first="* ", rest="  ")
    shown = ["".join(piece.text for piece in line) for line in lines]
    assert " ".join(shown).split() == ["*", *" ".join(texts).split()]
    longest = max(map(width_of, texts), default=0)
    assert all(width_of(line) <= max(width, longest + 2) for line in shown)


def test_columns_are_as_wide_as_their_widest_cell() -> None:
    rows = [
        [Piece("a"), Piece("1"), Piece("x")],
        [Piece("bbb"), Piece("22"), Piece("")],
    ]
    assert text_of([*columns(rows, right=(1,), indent=" ")]) == [
        " a     1  x",
        " bbb  22",
    ]


def test_columns_of_wide_letters_line_up() -> None:
    rows = [[Piece("世界"), Piece("x")], [Piece("a"), Piece("y")]]
    assert text_of([*columns(rows)]) == ["世界  x", "a     y"]


def test_a_flexible_column_is_broken_where_the_row_is_too_wide() -> None:
    long = "one two three four five six seven eight nine"
    rows = [
        [Piece("a"), Piece(long), Piece("z")],
        [Piece("b"), Piece("short"), Piece("y")],
    ]
    lines = text_of([*columns(rows, flexible=1, width=40)])
    assert all(len(line) <= 40 for line in lines)
    assert re.sub(r"\s+", " ", " ".join(lines)).startswith("a one two")
    assert lines[0].endswith("z")
    assert lines[-1].endswith("y")


def test_a_flexible_column_keeps_a_least_width() -> None:
    rows = [[Piece("x" * 30), Piece("one two three four five six")]]
    lines = text_of([*columns(rows, flexible=1, width=10)])
    assert lines[0] == "x" * 30 + "  one two three four"


def test_a_line_break_in_a_text_starts_no_line() -> None:
    assert paint([Piece("a\nb")], colour=False) == "a b"
