"""The analyst's text in Word: headings, lists, quotes, code and tables."""

import docx
from docx.table import Table

from report.word.reading import body, rows
from scenarios.report.page.prose import write_prose as to_html
from scenarios.report.word.paper import Paper
from scenarios.report.word.prose import write_prose
from scenarios.report.word.styles import set_styles

TEXT = """\
# Why it holds

A *first* paragraph, with **weight** and `code`,
on two lines.

- one
- two
  - deeper
1. first

> Said the minister.

    x = 1
    y = 2

| a | b |
|---|---|
| 1 & 2 | **3** |

---

Loose items:

- alone

  and more
"""


def written(text: str) -> Paper:
    document = docx.Document()
    set_styles(document)
    paper = Paper(document)
    write_prose(paper, to_html(text, ()))
    return paper


def test_every_block_has_its_style() -> None:
    told = [
        (part.style.name, part.text)
        for part in body(written(TEXT).document)
        if not isinstance(part, Table) and part.style and part.text
    ]
    assert told == [
        ("Heading 4", "Why it holds"),
        ("Normal", "A first paragraph, with weight and code, on two lines."),
        ("List Bullet", "one"),
        ("List Bullet", "two"),
        ("List Bullet 2", "deeper"),
        ("List Number", "first"),
        ("Quote", "Said the minister."),
        ("Code Block", "x = 1\ny = 2"),
        ("Caption", "Table of the analyst"),
        ("Normal", "Loose items:"),
        ("List Bullet", "alone"),
        ("List Continue", "and more"),
    ]


def test_a_table_is_a_table() -> None:
    (table,) = written(TEXT).document.tables
    assert rows(table) == [["a", "b"], ["1 & 2", "3"]]
    assert table.rows[1].cells[1].paragraphs[0].runs[0].bold


def test_a_table_of_one_column_in_a_list_is_no_trouble() -> None:
    paper = written("1. item\n\n   | a |\n   |---|\n   | b |\n\n   after\n")
    (table,) = paper.document.tables
    assert rows(table) == [["a"], ["b"]]
    assert paper.document.paragraphs[-1].text == "after"


def test_raw_html_is_text() -> None:
    paper = written("<script>alert(1)</script> and <b>b</b>")
    assert "<script>alert(1)</script>" in paper.document.paragraphs[0].text
