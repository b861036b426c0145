"""Markdown: a pipe table in which text is text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scenarios.report.markdown import write_markdown
from scenarios.report.tables import Column, Kind, Table


def render(table: Table) -> str:
    html: str = MarkdownIt("commonmark").enable("table").render(write_markdown(table))
    return html


def one_cell(text: str) -> Table:
    return Table((Column("title"), Column("after")), ((text, "end"),))


def test_a_table_is_written_with_numbers_to_the_right() -> None:
    table = Table(
        (Column("title"), Column("p", Kind.PROBABILITY), Column("d", Kind.DECIBANS)),
        (("A deal", Decimal("0.25"), Decimal("-3.56")), ("", None, 0)),
    )
    assert write_markdown(table) == (
        "| title | p | d |\n"
        "| --- | ---: | ---: |\n"
        "| A deal | 25 % | −3.6 |\n"
        "|  |  | 0.0 |\n"
    )


HOSTILE = {
    "a pipe": "a|b",
    "a pipe after a backslash": r"a\|b",
    "a pipe after two": r"a\\|b",
    "HTML": "<script>alert(1)</script>",
    "an image of HTML": "<img src=x onerror=alert(1)>",
    "a link": "[a](javascript:alert(1))",
    "an image": "![a](http://x/y.png)",
    "an automatic link": "<http://example.org>",
    "emphasis": "*a* _b_ ~~c~~ **d**",
    "code": "`a` ``b``",
    "a heading": "# a",
    "a rule": "---",
    "a reference": "[a]: http://x",
    "a backslash at the end": "a\\",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_text_is_shown_as_it_stands(text: str) -> None:
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<td>{shown}</td>\n<td>end</td>" in render(one_cell(text))


@pytest.mark.parametrize(
    "text", ["a\nb", "a\r\n\n| b", "a\x0bb", "a\u2028b", "a\u0085b"]
)
def test_a_line_break_does_not_break_the_row(text: str) -> None:
    written = write_markdown(one_cell(text))
    assert len(written.splitlines()) == 3
    assert written.splitlines()[2].startswith("| a ")


def test_entities_are_not_read() -> None:
    html = render(one_cell("&lt;b&gt; &amp;"))
    assert "<td>&amp;lt;b&amp;gt; &amp;amp;</td>" in html


@given(st.text(max_size=40))
def test_no_text_adds_a_cell_a_row_or_a_tag(text: str) -> None:
    html = render(one_cell(text))
    assert html.count("<td>") == 2
    assert html.count("<tr>") == 2
    assert "<td>end</td>" in html
    cell = html.split("<td>")[1].split("</td>")[0]
    assert "<" not in cell
