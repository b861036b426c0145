"""The styles of the document: change them in Word, and all of it follows."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

__all__ = [
    "LANGUAGE",
    "TABLE",
    "WIDTH",
    "dress",
    "dress_letters",
    "set_page",
    "set_styles",
]

TABLE = "Assessment Table"
WIDTH = Cm(17)
"""Between the margins."""
BODY = "Calibri"
CODE = "Consolas"
LANGUAGE = "en-GB"
INK = RGBColor(0x1F, 0x2A, 0x37)
NAVY = RGBColor(0x1B, 0x3A, 0x5C)
GREY = RGBColor(0x57, 0x60, 0x6A)

_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="AssessmentTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr><w:tblBorders>
    <w:top w:val="single" w:sz="8" w:space="0" w:color="1B3A5C"/>
    <w:bottom w:val="single" w:sz="8" w:space="0" w:color="1B3A5C"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="D0D7DE"/>
  </w:tblBorders><w:tblCellMar>
    <w:top w:w="30" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
    <w:bottom w:w="30" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>
    <w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="1B3A5C"/>
    </w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="EEF2F6"/>
    <w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>
</w:style>
"""


def dress(paragraph: Paragraph, style: str) -> None:
    """Give a paragraph a style by its name.

    The library looks through all styles for each name; a document has thousands.
    """
    element: Any = paragraph._p  # noqa: SLF001 the library's way in
    element.style = style.replace(" ", "")


def dress_letters(run: Run, style: str) -> None:
    """Give letters a style by its name."""
    element: Any = run._r  # noqa: SLF001 as above
    element.style = style.replace(" ", "")


def set_page(document: Document) -> None:
    """Set A4 with margins that a printer holds."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    section.header_distance = section.footer_distance = Cm(1)


def set_styles(document: Document) -> None:
    """Set the styles that are used, and add those that Word does not have."""
    normal = _set(document, "Normal", size=10.5, colour=INK, after=6, line=1.1)
    # Whatever stands on it, the head of a table above all, may say otherwise.
    normal.font.bold = normal.font.italic = None
    _set(document, "Title", size=24, colour=NAVY, bold=True, after=4)
    _set(document, "Heading 1", size=16, colour=NAVY, bold=True, before=22, after=6)
    _set(document, "Heading 2", size=12.5, colour=NAVY, bold=True, before=14, after=4)
    _set(document, "Heading 3", size=11, colour=INK, bold=True, before=10, after=2)
    _set(document, "Heading 4", size=10.5, colour=INK, bold=True, before=8, after=2)
    _set(document, "Heading 5", size=10.5, colour=INK, bold=True, before=8, after=2)
    _set(document, "Heading 6", size=10.5, colour=INK, bold=True, before=8, after=2)
    _set(document, "Caption", size=9.5, colour=INK, bold=True, before=8, after=3)
    _set(document, "List Bullet", size=10.5, colour=INK, after=3)
    _set(document, "List Bullet 2", size=10.5, colour=INK, after=2)
    _set(document, "List Number", size=10.5, colour=INK, after=3)
    _set(document, "List Continue", size=10.5, colour=INK, after=3)
    _set(document, "Quote", size=10.5, colour=INK, after=6)
    for name in ("Header", "Footer"):
        margin = _set(document, name, size=8.5, colour=GREY, after=0)
        margin.paragraph_format.tab_stops.clear_all()
        margin.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    document.styles["Caption"].paragraph_format.keep_with_next = True
    question = _add(document, "Question", size=11, colour=GREY, italic=True, after=4)
    question.paragraph_format.keep_with_next = True
    claim = _add(document, "Claim", size=11.5, colour=INK, after=4)
    claim.paragraph_format.keep_with_next = True
    _add(document, "Fact", size=10.5, colour=INK, after=0)
    _add(document, "Note", size=9, colour=GREY, after=6)
    _add(document, "Table Text", size=8.5, colour=INK, after=0, line=1.0)
    number = _add(document, "Table Number", size=8.5, colour=INK, after=0, line=1.0)
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _add(document, "toc 1", builtin=True, size=10.5, colour=NAVY, after=2)
    _add(
        document,
        "Contents Title",
        size=12.5,
        colour=NAVY,
        bold=True,
        before=14,
        after=4,
    )
    code = _add(document, "Code Block", size=9, colour=INK, after=6, font=CODE)
    code.paragraph_format.left_indent = Cm(0.5)
    code_letters = _add_letters(document, "Code", font=CODE, colour=GREY)
    code_letters.font.size = Pt(8)
    _add_letters(document, "Link", font=None, colour=RGBColor(0x1F, 0x5F, 0x99))
    document.styles.element.append(parse_xml(_TABLE_STYLE))
    _set_language(document)


def _set(  # noqa: PLR0913 a style has these properties
    document: Document,
    name: str,
    *,
    size: float,
    colour: RGBColor,
    bold: bool = False,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    line: float | None = None,
    font: str = BODY,
) -> Any:  # noqa: ANN401 the library's style has no type of its own here
    style: Any = document.styles[name]
    style.font.size, style.font.color.rgb = Pt(size), colour
    style.font.bold, style.font.italic = bold, italic
    _set_font(style, font)
    space = style.paragraph_format
    space.space_before, space.space_after = Pt(before), Pt(after)
    if line is not None:
        space.line_spacing = line
    for rule in style.element.findall(f"{qn('w:pPr')}/{qn('w:pBdr')}"):
        rule.getparent().remove(rule)
    return style


def _add(
    document: Document,
    name: str,
    *,
    builtin: bool = False,
    **properties: Any,  # noqa: ANN401 those of `_set`
) -> Any:  # noqa: ANN401 as above
    """Add a style; `builtin` if Word knows one of that name."""
    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin)
    made.base_style = document.styles["Normal"]
    return _set(document, name, **properties)


def _add_letters(
    document: Document, name: str, *, font: str | None, colour: RGBColor
) -> Any:  # noqa: ANN401 as above
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb = colour
    if font is not None:
        _set_font(style, font)
    return style


def _set_font(style: Any, name: str) -> None:  # noqa: ANN401 as above
    """Set a font for all scripts that have no better one, instead of the theme's."""
    style.font.name = name
    fonts = style.element.rPr.rFonts
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _set_language(document: Document) -> None:
    """Say that the words of the program are English; it speaks no other language."""
    styles: Any = document.styles.element
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
