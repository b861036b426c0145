"""Marked-up text → runs: what stands out, what is a link, and what is only text."""

import docx
import pytest
from docx.text.paragraph import Paragraph
from markupsafe import Markup

from report.word.reading import xml
from scenarios.report.word.inline import write_inline
from scenarios.report.word.places import Places
from scenarios.report.word.styles import set_styles


@pytest.fixture
def paragraph() -> Paragraph:
    document = docx.Document()
    set_styles(document)
    return document.add_paragraph()


def test_markup_is_read_and_plain_text_is_not(paragraph: Paragraph) -> None:
    write_inline(paragraph, "<strong>a</strong> &amp; ", Places())
    write_inline(
        paragraph,
        Markup("<strong>b</strong> &amp; <em>c</em> <code>d</code>"),
        Places(),
    )
    assert paragraph.text == "<strong>a</strong> &amp; b & c d"
    told = [(r.text, r.bold, r.italic) for r in paragraph.runs]
    assert told[1] == ("b", True, None)
    assert told[3] == ("c", None, True)
    assert paragraph.runs[-1].style.name == "Code"


def test_what_looks_the_same_is_one_run(paragraph: Paragraph) -> None:
    text = Markup('at <data value="0.5">50 %</data> since <time>2024</time>.')
    write_inline(paragraph, text, Places())
    assert [run.text for run in paragraph.runs] == ["at 50 % since 2024."]


def test_a_link_inside_leads_to_a_place(paragraph: Paragraph) -> None:
    places = Places()
    write_inline(paragraph, Markup('see <a href="#row:x">it</a>, there'), places)
    (link,) = paragraph.hyperlinks
    assert (link.text, link.fragment, link.address) == ("it", "place_1", "")
    assert paragraph.text == "see it, there"
    assert places.dangling == {"row:x"}
    places.mark(paragraph, "row:x")
    assert places.dangling == set()
    assert 'w:name="place_1"' in xml(paragraph).xml


def test_a_link_outside_leads_to_its_address(paragraph: Paragraph) -> None:
    write_inline(paragraph, Markup('<a href="https://x.org/a?b=1">x</a>'), Places())
    (link,) = paragraph.hyperlinks
    assert link.address == "https://x.org/a?b=1"


@pytest.mark.parametrize("target", ["javascript:alert(1)", "file:///etc", "http://a b"])
def test_an_address_that_must_not_be_followed_is_text(
    paragraph: Paragraph, target: str
) -> None:
    text = Markup('<a href="{}">x</a>').format(target)
    write_inline(paragraph, text, Places())
    assert list(paragraph.hyperlinks) == []
    assert paragraph.text == "x"


def test_a_break_is_a_break_and_bold_is_for_all(paragraph: Paragraph) -> None:
    write_inline(paragraph, Markup("a<br>b"), Places(), bold=True)
    assert paragraph.text == "a\nb"
    assert [run.bold for run in paragraph.runs if run.text.strip()] == [True, True]


def test_an_end_without_a_beginning_is_no_matter(paragraph: Paragraph) -> None:
    write_inline(paragraph, Markup("a</strong>b</a>c"), Places())
    assert paragraph.text == "abc"
