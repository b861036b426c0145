"""Text and marked-up text → runs of a paragraph.

What is marked up is what the page's own functions make: strong, em, code, links, line
breaks and numbers in `data`. Of other elements only the text is kept.
"""

from html.parser import HTMLParser
from typing import Any

from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from markupsafe import Markup

from scenarios.report.addresses import web_address
from scenarios.report.word.legible import legible
from scenarios.report.word.places import Places, outside_link
from scenarios.report.word.styles import dress_letters

__all__ = ["Letters", "write_inline"]

BOLD = frozenset({"strong", "b", "th"})
ITALIC = frozenset({"em", "i"})
CODE = frozenset({"code", "pre"})
SEEN = BOLD | ITALIC | CODE | {"a"}


def write_inline(
    paragraph: Paragraph, content: str, places: Places, *, bold: bool = False
) -> None:
    """Write a text into a paragraph; only `Markup` is read as such.

    Args:
        paragraph: Where to write.
        content: What to write.
        places: What links may lead to.
        bold: Whether all of it stands out.
    """
    letters = Letters(paragraph, places, bold=bold)
    if isinstance(content, Markup):
        letters.feed(str(content))
    else:
        letters.write(content)
    letters.close()


class Letters(HTMLParser):
    """Writes marked-up text into a paragraph."""

    def __init__(
        self, paragraph: Paragraph, places: Places, *, bold: bool = False
    ) -> None:
        super().__init__(convert_charrefs=True)
        self.paragraph = paragraph
        self._places = places
        self._bold = bold
        self._open: list[str] = []
        self._link: BaseOxmlElement | None = None
        self._pending = ""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written yet."""
        return not (self._pending or self.paragraph.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag == "br":
            self._flush()
            self.paragraph.add_run().add_break()
            return
        if tag in SEEN:
            self._flush()
            self._open.append(tag)
        if tag == "a":
            self._link = self._linked(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element of that name."""
        if tag not in self._open:
            return
        self._flush()
        del self._open[len(self._open) - 1 - self._open[::-1].index(tag)]
        if tag == "a":
            self._link = None

    def handle_data(self, data: str) -> None:
        """Write text."""
        self.write(data)

    def write(self, text: str) -> None:
        """Write text as what is open says; what looks the same is one run."""
        self._pending += text

    def trim(self) -> None:
        """Drop the space at the end of what is still to be written."""
        self._pending = self._pending.rstrip()

    def close(self) -> None:
        """Write whatever is still to be written."""
        super().close()
        self._flush()

    def _flush(self) -> None:
        if not self._pending:
            return
        run = self.paragraph.add_run(legible(self._pending))
        self._pending = ""
        inside = {*self._open}
        if self._bold or inside & BOLD:
            run.bold = True
        if inside & ITALIC:
            run.italic = True
        if inside & CODE:
            dress_letters(run, "Code")
        elif self._link is not None:
            dress_letters(run, "Link")
        if self._link is not None:
            element: Any = run._r  # noqa: SLF001 the library's way in
            self._link.append(element)

    def _linked(self, target: str) -> BaseOxmlElement | None:
        """Return a link at the end of the paragraph; None where it leads nowhere."""
        if target.startswith("#"):
            link = self._places.link(target[1:])
        elif address := web_address(target):
            link = outside_link(self.paragraph, address)
        else:
            return None
        self.paragraph._p.append(link)  # noqa: SLF001 as above
        return link
