"""Places of the document that links lead to, and the links."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

__all__ = ["Places", "outside_link"]


class Places:
    """Names of places, and the short ones that Word has for them.

    A bookmark's name is at most 40 letters, digits and underscores, and our names are
    longer; so that they are counted, in the order in which they are first met.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._marked: set[str] = set()

    @property
    def dangling(self) -> frozenset[str]:
        """Return the places that a link leads to and that are nowhere."""
        return frozenset(self._numbers) - self._marked

    def mark(self, paragraph: Paragraph, place: str) -> None:
        """Make a paragraph a place; the first one of a name is it."""
        if place in self._marked:
            return
        self._marked.add(place)
        number = str(self._number(place))
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for element in (start, end):
            element.set(qn("w:id"), number)
        start.set(qn("w:name"), self._name(place))
        at = 1 if paragraph._p.pPr is not None else 0  # noqa: SLF001 the library's way in
        paragraph._p.insert(at, start)  # noqa: SLF001 as above
        paragraph._p.append(end)  # noqa: SLF001 as above

    def link(self, place: str) -> BaseOxmlElement:
        """Return a link to a place, to be filled with runs."""
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), self._name(place))
        link.set(qn("w:history"), "1")
        return link

    def _number(self, place: str) -> int:
        return self._numbers.setdefault(place, len(self._numbers) + 1)

    def _name(self, place: str) -> str:
        return f"place_{self._number(place)}"


def outside_link(paragraph: Paragraph, address: str) -> BaseOxmlElement:
    """Return a link to an address, to be filled with runs."""
    relation = paragraph.part.relate_to(
        address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True
    )
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    link.set(qn("w:history"), "1")
    return link
