"""Paragraphs, headings, list items and table rows."""

from __future__ import annotations

import pytest

from scenarios.explanation.prose.blocks import blocks_of
from scenarios.explanation.prose.markup import Form, read_markup


def read(text: str, form: Form = "markdown") -> list[tuple[str, str]]:
    plain = read_markup(text, form).plain
    return [
        (each.kind, " ".join(plain[each.start : each.end].split()))
        for each in blocks_of(plain, form)
    ]


CASES = [
    pytest.param("a\nb\n\nc", [("text", "a b"), ("text", "c")], id="paragraphs"),
    pytest.param(
        "# a\n## b ##\n", [("heading", "a"), ("heading", "b ##")], id="headings"
    ),
    pytest.param("#a\n####### b", [("text", "#a ####### b")], id="no headings"),
    pytest.param(
        "a\nb\n===\nc\n-\nd",
        [("heading", "a b"), ("heading", "c"), ("text", "d")],
        id="underlined headings",
    ),
    pytest.param("a\n***\nb\n\n---\nc", [("text", x) for x in "abc"], id="rules"),
    pytest.param(
        "- a\n  b\n- c\n\n    d\n\ne",
        [("item", "a b"), ("item", "c"), ("text", "d"), ("text", "e")],
        id="items",
    ),
    pytest.param("1. a\n2) b\n+ c", [("item", x) for x in "abc"], id="numbered items"),
    pytest.param("a\n\n    may\n\tmay\n\nb", [("text", "a"), ("text", "b")], id="code"),
    pytest.param("a\n    b", [("text", "a b")], id="a line set in"),
    pytest.param(
        "- a\n\nb\n\n    may\n", [("item", "a"), ("text", "b")], id="code after a list"
    ),
    pytest.param("a\n> may\nmay\n\nb", [("text", "a"), ("text", "b")], id="quotations"),
    pytest.param("> may\n- b", [("item", "b")], id="an item ends a quotation"),
    pytest.param(
        "|a|b|\n|-|-|\n| c | d |\ne|f\n\ng | h",
        [("row", "|a|b|"), ("row", "| c | d |"), ("row", "e|f"), ("text", "g | h")],
        id="a table",
    ),
    pytest.param(
        "a | b\n--|--\nc | d", [("row", "a | b"), ("row", "c | d")], id="a bare table"
    ),
    pytest.param("[a]: http://b\nc", [("text", "c")], id="addresses of links"),
    pytest.param("[^1]: a note", [("text", "[^1]: a note")], id="a footnote"),
    pytest.param("a\n```\nb\n```\nc", [("text", "a"), ("text", "c")], id="a fence"),
    pytest.param("<!-- a -->b\n", [("text", "b")], id="a comment before a paragraph"),
    pytest.param("a\n<!-- b -->\nc", [("text", "a"), ("text", "c")], id="a comment"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_markdown_is_read_block_by_block(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(text) == expected


def test_plain_text_has_paragraphs_items_and_quoted_lines_alone() -> None:
    text = "# a\n===\n- b\n    c\n\n    d\n\n> e\n"
    assert read(text, "plain") == [
        ("text", "# a ==="),
        ("item", "b c"),
        ("text", "d"),
    ]


def test_a_heading_knows_its_level() -> None:
    plain = "# a\n### b\nc\n===\nd\n---\n"
    assert [each.level for each in blocks_of(plain, "markdown")] == [1, 3, 1, 2]
