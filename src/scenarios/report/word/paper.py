"""A document that is written from top to bottom."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.text.paragraph import Paragraph

from scenarios.report.word.inline import write_inline
from scenarios.report.word.legible import legible
from scenarios.report.word.places import Places
from scenarios.report.word.styles import WIDTH, dress
from scenarios.report.word.tables import Cell, Grid, add_table

__all__ = ["Cell", "Grid", "Heading", "Paper"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that stands in the contents.

    Attributes:
        level: 1 or 2.
        text: What it says.
        place: Its place.
    """

    level: int
    text: str
    place: str


class Paper:
    """A document, its places and its headings so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.places = Places()
        self.headings: list[Heading] = []
        self._pictures = 0

    def heading(
        self, text: str, level: int, place: str = "", *, new_page: bool = False
    ) -> Paragraph:
        """Add a heading; one with a place that is no deeper than 2 is in contents."""
        made = self.text(text, f"Heading {level}", place)
        made.paragraph_format.page_break_before = new_page or None
        if place and level <= 2:  # noqa: PLR2004 the contents have two levels
            self.headings.append(Heading(level, text, place))
        return made

    def paragraph(self, style: str) -> Paragraph:
        """Add a paragraph that is still empty."""
        made = self.document.add_paragraph()
        dress(made, style)
        return made

    def text(self, content: str, style: str = "Normal", place: str = "") -> Paragraph:
        """Add a paragraph."""
        made = self.paragraph(style)
        write_inline(made, content, self.places)
        if place:
            self.places.mark(made, place)
        return made

    def bullets(self, contents: Iterable[str], style: str = "List Bullet") -> None:
        """Add a list."""
        for content in contents:
            self.text(content, style)

    def table(  # noqa: PLR0913 a table has these parts
        self,
        caption: str,
        head: Sequence[str],
        rows: Sequence[Sequence["Cell | str"]],
        *,
        widths: Sequence[float],
        numbers: Collection[int] = (),
        places: Sequence[str] = (),
        strong: Collection[int] = (),
    ) -> None:
        """Add a table under its caption; the head is repeated on every page.

        Args:
            caption: What it shows.
            head: A heading for each column.
            rows: The cells.
            widths: How wide each column is against the others.
            numbers: Columns that are set to the right.
            places: For each row, the place that it is.
            strong: Rows that stand out.
        """
        self.text(caption, "Caption")
        grid = Grid(caption, head, rows, widths, numbers, places, strong)
        add_table(self.document, grid, self.places, WIDTH)
        self.paragraph("Table Text")

    def picture(self, data: bytes, about: str) -> None:
        """Add a picture as wide as the page, with its description for who sees none."""
        paragraph = self.document.add_paragraph()
        inline = paragraph.add_run().add_picture(BytesIO(data), width=WIDTH)
        self._pictures += 1
        properties: Any = inline._inline.docPr  # noqa: SLF001 the library's way in
        properties.set("name", f"Picture {self._pictures}")
        properties.set("id", str(self._pictures))
        properties.set("descr", legible(about))
