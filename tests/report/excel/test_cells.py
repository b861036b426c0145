"""Cells of Excel: what they hold, how they are shown, and what cannot be held."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.report.excel.cells import (
    LONGEST_TEXT,
    format_of,
    heading,
    lines_of,
    plain_text,
    shown_width,
    value_of,
)
from scenarios.report.tables import Cell, Column, Kind


@pytest.mark.parametrize(
    ("cell", "kind", "value"),
    [
        (None, Kind.PROBABILITY, None),
        ("=1+1", Kind.TEXT, "=1+1"),
        (Decimal("0.25"), Kind.PROBABILITY, 0.25),
        (Decimal("-0.1234"), Kind.POINTS, -12.34),
        (0.5, Kind.POINTS, 50.0),
        (-7, Kind.COUNT, -7.0),
        (date(2024, 6, 30), Kind.DATE, date(2024, 6, 30)),
        (date(1900, 3, 1), Kind.DATE, date(1900, 3, 1)),
        (date(1900, 2, 28), Kind.DATE, "1900-02-28"),
        (date(1857, 5, 10), Kind.DATE, "1857-05-10"),
    ],
)
def test_a_cell_is_what_it_is(cell: Cell, kind: Kind, value: object) -> None:
    found = value_of(cell, kind)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("value", "kind", "shape"),
    [
        ("7", Kind.TEXT, "@"),
        ("1857-05-10", Kind.DATE, "@"),
        (0.0, Kind.PROBABILITY, "0%"),
        (1.0, Kind.PROBABILITY, "0%"),
        (0.004, Kind.PROBABILITY, '[<0.01]"<1%";[>0.99]">99%";0%'),
        (-3.2, Kind.POINTS, '+0.0;"−"0.0;0.0'),
        (-0.04, Kind.DECIBANS, "0.0;0.0"),
        (-0.06, Kind.DECIBANS, '+0.0;"−"0.0;0.0'),
        (3.0, Kind.COUNT, "#,##0"),
        (date(2024, 6, 30), Kind.DATE, "yyyy-mm-dd"),
    ],
)
def test_a_number_is_shown_as_people_read_it(
    value: str | float | date, kind: Kind, shape: str
) -> None:
    assert format_of(value, kind) == shape


def test_tenths_are_shown_where_whole_percents_change_the_word() -> None:
    assert format_of(0.196, Kind.PROBABILITY, "icd-203") == "0.0%"
    assert format_of(0.204, Kind.PROBABILITY, "icd-203").endswith("0%")
    assert format_of(None, Kind.PROBABILITY, "icd-203") == "@"


def test_points_say_so_in_the_head() -> None:
    assert heading(Column("change", Kind.POINTS)) == "change_pp"
    assert heading(Column("decibans", Kind.DECIBANS)) == "decibans"


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\x00\x1b[31m\x0b", "\\x00\\x1b[31m\\x0b"),
        ("\ufffe\uffff", "\\ufffe\\uffff"),
        ("\ud800", "\\ud800"),
        ("مفاہمت 世界 🏳️‍🌈", "مفاہمت 世界 🏳️‍🌈"),
        ("\u202eabc\u202c", "\u202eabc\u202c"),
    ],
)
def test_what_xml_cannot_hold_is_shown_as_an_escape(text: str, held: str) -> None:
    assert plain_text(text) == held


@pytest.mark.parametrize("letter", ["a", "世", "🏳"])
def test_a_text_that_is_too_long_is_cut_and_marked(letter: str) -> None:
    held = plain_text(letter * 40_000)
    units = len(held.encode("utf-16-le")) // 2
    assert LONGEST_TEXT - 3 < units <= LONGEST_TEXT
    assert held.endswith(f"{letter}…")


def test_a_text_of_just_the_longest_length_is_whole() -> None:
    assert plain_text("a" * LONGEST_TEXT) == "a" * LONGEST_TEXT
    assert plain_text("世" * LONGEST_TEXT) == "世" * LONGEST_TEXT


@given(st.text())
def test_every_text_that_xml_can_hold_is_kept(text: str) -> None:
    held = plain_text(text)
    assert plain_text(held) == held
    if text.isprintable():
        assert held == text


@pytest.mark.parametrize(
    ("cell", "kind", "width"),
    [
        (None, Kind.DATE, 0),
        ("", Kind.TEXT, 0),
        ("two\nlines of it", Kind.TEXT, 11),
        ("世界", Kind.TEXT, 4),
        (date(2024, 6, 30), Kind.DATE, 10),
        (0.123, Kind.POINTS, 6),
        (-12.34, Kind.DECIBANS, 6),
        (0.25, Kind.PROBABILITY, 5),
        (1234567, Kind.COUNT, 9),
    ],
)
def test_a_cell_is_as_wide_as_it_reads(cell: Cell, kind: Kind, width: int) -> None:
    assert shown_width(cell, kind) == width


def test_a_long_text_takes_several_lines() -> None:
    assert lines_of("short", 60) == 1
    assert lines_of("a" * 150, 60) == 3
    assert lines_of("a\nb\n" + "c" * 100, 60) == 4
