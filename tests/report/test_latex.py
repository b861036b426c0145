"""LaTeX: text is text, tables fit the page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.report.latex import escape, write_block
from scenarios.report.outline.blocks import (
    Bullets,
    Grid,
    Heading,
    Item,
    Link,
    Paragraph,
)
from scenarios.report.tables import Column, Kind, Table

UNESCAPED = re.compile(r"(?<!\\)[$&#_%^~]")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a & b", r"a \& b"),
        ("100 % of $5 #1", r"100 \% of \$5 \#1"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
        ("^^41 ~", r"\textasciicircum{}\textasciicircum{}41 \textasciitilde{}"),
        ("[1] *", "{[}1{]} {*}"),
        ("a\n\nb\tc", "a b c"),
        ("\x1b[31m\x00", r"\textbackslash{}x1b{[}31m\textbackslash{}x00"),
        ("\u202eabc", r"\textbackslash{}u202eabc"),
        ("Größe مفاہمت − «x» `'\" --", "Größe مفاہمت − «x» `'\" --"),
    ],
)
def test_no_sign_of_a_text_is_a_command(text: str, written: str) -> None:
    assert escape(text) == written


@given(st.text())
def test_every_special_sign_is_escaped_and_braces_are_closed(text: str) -> None:
    for written in (escape(text), write_block(Paragraph(text))):
        assert not UNESCAPED.search(written)
        plain = re.sub(r"\\[{}]", "", written)
        assert plain.count("{") == plain.count("}")
        assert set(re.findall(r"\\[A-Za-z]+", plain)) <= {
            r"\textbackslash",
            r"\textasciicircum",
            r"\textasciitilde",
            r"\brk",
        }


def test_long_words_can_be_broken_and_nothing_of_them_is_lost() -> None:
    name = "sha256:" + "0123456789abcdef" * 4
    written = write_block(Paragraph(f"a {name} b"))
    assert written.count(r"\brk{}") > 5
    assert written.replace(r"\brk{}", "") == f"a {name} b\n"
    assert max(map(len, written.split(r"\brk{}"))) < 15


def test_headings_are_sections() -> None:
    assert r"\section*{All}" in write_block(Heading(1, "All"))
    assert r"\section{A \& B}" in write_block(Heading(2, "A & B"))
    assert r"\subsection{Ledger}" in write_block(Heading(3, "Ledger"))


def test_lists_stand_inside_one_another() -> None:
    link = Link("https://x.org/a%20b#c_d")
    text = write_block(Bullets((Item(("one",), (("two ", link),)), Item(("three",)))))
    assert text.count(r"\begin{itemize}") == text.count(r"\end{itemize}") == 2
    assert r"\href{https://x.org/a\%20b\#c_d}{" in text


def test_a_table_has_rules_a_head_on_each_page_and_numbers_to_the_right() -> None:
    columns = (Column("title"), Column("p", Kind.PROBABILITY), Column("on", Kind.DATE))
    text = write_block(Grid(Table(columns, (("[a] & b", 0.25, None),))))
    assert r"\begin{longtable}{@{}lrl@{}}" in text
    assert "title & p & on \\\\\n\\midrule\n\\endhead\n" in text
    assert "{[}a{]} \\& b & 25 \\% &  \\\\\n" in text


def test_long_columns_share_what_the_short_ones_leave() -> None:
    columns = (Column("id"), Column("why"), Column("what"), Column("d", Kind.DECIBANS))
    rows = (("a", "long " * 40, "longer " * 40, 1.5),)
    text = write_block(Grid(Table(columns, rows)))
    shares = [float(each) for each in re.findall(r"dimexpr ([\d.]+)", text)]
    assert len(shares) == 2
    assert shares[0] == shares[1]
    assert 0.8 < sum(shares) < 1
