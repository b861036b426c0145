"""The table of contents: links to the headings, as a field that Word can renew."""

from typing import Any

from docx.text.paragraph import Paragraph

from scenarios.report.page.marks import link_mark
from scenarios.report.word.fields import make_field
from scenarios.report.word.paper import Paper

__all__ = ["write_contents"]

CODE = r'TOC \o "1-1" \h \z \n'
"""Headings of the first level, as links and without the numbers of pages."""


def write_contents(paper: Paper, before: Paragraph) -> None:
    """Write the contents before a paragraph, once all headings are known.

    Args:
        paper: A document that is written to its end.
        before: Where the contents end.
    """
    entries = [each for each in paper.headings if each.level == 1]
    made = [paper.text(link_mark(each.place, each.text), "toc 1") for each in entries]
    make_field(made, CODE)
    title = paper.text("Contents", "Contents Title")
    element: Any = before._p  # noqa: SLF001 the library's way in
    for paragraph in (title, *made):
        element.addprevious(paragraph._p)  # noqa: SLF001 as above
