"""A Word document as its reader meets it, through python-docx."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

__all__ = [
    "body",
    "captioned",
    "headings",
    "links",
    "opened",
    "rows",
    "said",
    "xml",
]


def opened(data: bytes) -> Document:
    return docx.Document(BytesIO(data))


def xml(part: Any) -> Any:  # noqa: ANN401 whatever the library has inside
    """Return the element of a document, a table or a paragraph."""
    return part._element  # noqa: SLF001 what is tested is the element


def body(document: Document) -> Iterator[Paragraph | Table]:
    """Yield paragraphs and tables in their order."""
    yield from document.iter_inner_content()


def headings(document: Document) -> list[tuple[str, str]]:
    """Return style and text of every heading that stands in the navigation."""
    found = [(p.style.name or "", p.text) for p in document.paragraphs if p.style]
    return [pair for pair in found if pair[0].startswith("Heading")]


def rows(table: Table) -> list[list[str]]:
    """Return the texts of a table's cells; a number and its unit are one word."""
    return [
        [cell.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells]
        for row in table.rows
    ]


def captioned(document: Document, start: str) -> list[Table]:
    """Return the tables whose caption begins so."""
    found, caption = [], ""
    for part in body(document):
        if isinstance(part, Table):
            if caption.startswith(start):
                found.append(part)
        elif part.style is not None and part.style.name == "Caption":
            caption = part.text
    return found


def said(document: Document) -> str:
    """Return all paragraphs and cells, a line each."""
    lines = []
    for part in body(document):
        if isinstance(part, Table):
            lines += [cell for row in rows(part) for cell in row]
        else:
            lines.append(part.text.replace("\N{NO-BREAK SPACE}", " "))
    return "\n".join(lines)


def links(document: Document) -> list[str]:
    """Return the names of the places that links lead to."""
    root = xml(document)
    found = root.iter(qn("w:hyperlink"))
    return [each.get(qn("w:anchor")) for each in found if each.get(qn("w:anchor"))]
