"""A page → a Word document, the same bytes for the same page."""

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from scenarios.report.layout import shortened
from scenarios.report.page.building import Page
from scenarios.report.word.back import (
    write_about,
    write_cases,
    write_method,
    write_sources,
)
from scenarios.report.word.chapters import write_chapter
from scenarios.report.word.contents import write_contents
from scenarios.report.word.evidence import write_evidence
from scenarios.report.word.fields import add_field
from scenarios.report.word.front import write_front, write_judgements
from scenarios.report.word.legible import legible
from scenarios.report.word.paper import Paper
from scenarios.report.word.styles import LANGUAGE, set_page, set_styles
from scenarios.report.word.zipped import timeless

__all__ = ["document_of"]

AUTHOR = "scenarios"
MOST_HEAD = 80
"""Letters of a title at the head of a page."""

MOST_LETTERS = 255
"""Longest text that a property of a document holds."""


def document_of(page: Page) -> bytes:
    """Return a page as a Word document."""
    document = docx.Document()
    set_page(document)
    set_styles(document)
    _set_properties(document, page)
    _drop_thumbnail(document)
    paper = Paper(document)
    _write_margins(paper, page)
    write_front(paper, page)
    begin = write_judgements(paper, page)
    for chapter in page.chapters:
        write_chapter(paper, chapter, page)
    if "cases" in page.sections:
        write_cases(paper, page)
    write_evidence(paper, page)
    write_sources(paper, page)
    write_method(paper, page)
    write_about(paper, page)
    write_contents(paper, begin)
    made = BytesIO()
    document.save(made)
    return timeless(made.getvalue())


def _set_properties(document: Document, page: Page) -> None:
    """Set what the document says of itself; its hour is the day that is assessed."""
    told: Any = document.core_properties
    told.title = legible(page.title)[:MOST_LETTERS]
    told.subject = f"Assessment as of {page.as_of.isoformat()}"
    told.author = told.last_modified_by = AUTHOR
    told.comments = legible(page.command)[:MOST_LETTERS]
    told.keywords, told.category, told.language = "", "", LANGUAGE
    told.created = told.modified = _morning(page.as_of)
    told.revision = 1


def _drop_thumbnail(document: Document) -> None:
    """Drop the picture of another document, which the library's template bears."""
    relations = document.part.package.rels
    for name, relation in list(relations.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del relations[name]


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _write_margins(paper: Paper, page: Page) -> None:
    """Write the day at the head of every page, and its number at the foot."""
    section = paper.document.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    day = page.as_of.isoformat()
    head.text = legible(f"{shortened(page.title, MOST_HEAD)}\tAs of {day}")
    foot.text = f"Made by scenarios {page.version}\tPage "
    add_field(foot, "PAGE", "1")
    foot.add_run(" of ")
    add_field(foot, "NUMPAGES", "1")
