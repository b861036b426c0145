"""Fields: what Word keeps up to date, such as the number of a page."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

__all__ = ["add_field", "make_field"]


def add_field(paragraph: Paragraph, code: str, shown: str) -> None:
    """Add a field to the end of a paragraph.

    Args:
        paragraph: Where to add it.
        code: What it shows, in Word's words.
        shown: What stands there until Word has reckoned it.
    """
    for element in _opening(code):
        paragraph.add_run()._r.append(element)  # noqa: SLF001 the library's way in
    paragraph.add_run(shown)
    paragraph.add_run()._r.append(_mark("end"))  # noqa: SLF001 as above


def make_field(paragraphs: Sequence[Paragraph], code: str) -> None:
    """Make paragraphs, of which there are some, the result of a field."""
    first: Any = paragraphs[0]._p  # noqa: SLF001 as above
    for at, element in enumerate(_opening(code), start=1):
        run = OxmlElement("w:r")
        run.append(element)
        first.insert(at, run)
    paragraphs[-1].add_run()._r.append(_mark("end"))  # noqa: SLF001 as above


def _opening(code: str) -> Sequence[Any]:
    told = OxmlElement("w:instrText")
    told.set(qn("xml:space"), "preserve")
    told.text = f" {code} "
    return [_mark("begin"), told, _mark("separate")]


def _mark(kind: str) -> Any:  # noqa: ANN401 an element of the library
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark
