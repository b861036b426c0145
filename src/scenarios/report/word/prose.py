"""The analyst's own text, made of Markdown → paragraphs, lists and tables."""

import re
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

from scenarios.report.word.inline import Letters
from scenarios.report.word.paper import Paper

__all__ = ["write_prose"]

HEADINGS = {"h4": "Heading 4", "h5": "Heading 5", "h6": "Heading 6"}
_LINE_END = re.compile(r"\s*\n\s*")
LISTS = {"ul": "List Bullet", "ol": "List Number"}
BLOCKS = frozenset({"p", "li", "pre", "tr", "table", *HEADINGS})


def write_prose(paper: Paper, prose: Markup) -> None:
    """Write a text of the analyst, of which nothing but its words is trusted."""
    parser = _Blocks(paper)
    parser.feed(str(prose))
    parser.close()


class _Blocks(HTMLParser):
    """Cuts HTML into blocks; what stands inside one is written by `Letters`."""

    def __init__(self, paper: Paper) -> None:
        super().__init__(convert_charrefs=True)
        self._paper = paper
        self._around: list[str] = []
        self._letters: Letters | None = None
        self._style_now = ""
        self._cell: str | None = None
        self._rows: list[list[str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._cell is not None:
            self._cell += self.get_starttag_text() or ""
        elif tag in {"td", "th"}:
            self._cell = ""
        elif tag == "tr":
            self._rows.append([])
        elif tag in {"ul", "ol", "blockquote"}:
            self._end()
            self._around.append(tag)
        elif tag in BLOCKS:
            self._start(tag)
        elif tag != "hr":
            self._inside().handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._rows[-1].append(Markup(self._cell or ""))  # noqa: S704 was escaped
            self._cell = None
        elif self._cell is not None:
            self._cell += f"</{tag}>"
        elif tag == "table":
            self._write_table()
        elif tag in {"ul", "ol", "blockquote"}:
            self._end()
            self._around.pop()
        elif tag in BLOCKS:
            self._end()
        elif self._letters is not None:
            self._letters.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell += escape(data)
        elif self._style_now == "Code Block":
            self._inside().write(data.removesuffix("\n"))
        else:
            self._write(_LINE_END.sub(" ", data))

    def close(self) -> None:
        super().close()
        self._end()

    def _write(self, text: str) -> None:
        """Write text, but for the space before and between blocks."""
        if self._letters is None or self._letters.is_empty:
            text = text.lstrip()
        if text:
            self._inside().write(text)

    def _start(self, tag: str) -> None:
        # The paragraph of an item is the item's own, unless it has words already.
        if tag == "p" and self._letters is not None and self._letters.is_empty:
            return
        self._end()
        if tag not in {"tr", "table"}:
            self._letters = self._paragraph(tag)

    def _paragraph(self, tag: str) -> Letters:
        self._style_now = self._style(tag)
        made = self._paper.paragraph(self._style_now)
        return Letters(made, self._paper.places)

    def _style(self, tag: str) -> str:
        if tag == "pre":
            return "Code Block"
        if tag in HEADINGS:
            return HEADINGS[tag]
        lists = [LISTS[each] for each in self._around if each in LISTS]
        if lists and tag != "li":
            return "List Continue"
        if lists:
            return lists[-1] if len(lists) == 1 else "List Bullet 2"
        return "Quote" if "blockquote" in self._around else "Normal"

    def _inside(self) -> Letters:
        if self._letters is None:
            self._letters = self._paragraph("p")
        return self._letters

    def _end(self) -> None:
        if self._letters is not None:
            self._letters.trim()
            self._letters.close()
        self._letters, self._style_now = None, ""

    def _write_table(self) -> None:
        head, *rows = self._rows
        self._rows = []
        self._paper.table("Table of the analyst", head, rows, widths=[1] * len(head))
