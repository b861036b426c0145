"""Markdown: a pipe table in which text is text."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from scenarios.report.markdown import write_block, write_markdown
from scenarios.report.outline.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Item,
    Link,
    Paragraph,
)
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


def shown(block: Block) -> str:
    html: str = MarkdownIt("commonmark").enable("table").render(write_block(block))
    return html


def test_each_part_of_a_text_is_what_it_is() -> None:
    assert shown(Heading(2, "Ties")) == "<h2>Ties</h2>\n"
    assert shown(Paragraph("How far?")) == "<p>How far?</p>\n"
    assert write_block(Grid(one_cell("a"))) == write_markdown(one_cell("a"))
    link = Link("https://dawn.com/a_b?c=1&d=2")
    found = shown(Bullets((Item(("one",), (("two ", link),)), Item(("three",)))))
    assert found.count("<li>") == 3
    assert '<a href="https://dawn.com/a_b?c=1&amp;d=2">' in found
    assert found.index("two") < found.index("</ul>") < found.index("three")


OPENINGS = ("- a", "+ a", "1. a", "12) a", "= a", "===", "---", "# a", "> a", "* a")


@pytest.mark.parametrize("text", [*HOSTILE.values(), *OPENINGS])
def test_a_text_is_a_paragraph_whatever_it_begins_with(text: str) -> None:
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown(Paragraph(text)) == f"<p>{plain}</p>\n"
    assert shown(Bullets((Item((text,)),))) == f"<ul>\n<li>{plain}</li>\n</ul>\n"


@given(st.text(max_size=40))
def test_no_text_starts_markup_outside_a_table(text: str) -> None:
    said = f"a {text}"
    for block in (Paragraph(said), Heading(2, said), Bullets((Item((said,)),))):
        html = shown(block)
        tags = html.count("<p>") + html.count("<h2>") + html.count("<li>")
        assert tags == 1
        assert html.count("<") == (4 if "<ul>" in html else 2)
