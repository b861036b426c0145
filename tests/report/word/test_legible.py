"""Text that XML can hold: whatever cannot be written is shown as an escape."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from hostile import NAUGHTY
from scenarios.report.word.legible import legible


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_can_be_written_as_xml(text: str) -> None:
    element = ET.Element("a")
    element.text = legible(text)
    # The parser refuses whatever is no letter of XML.
    read = ET.fromstring(ET.tostring(element))  # noqa: S314 written a line above
    assert read.text == (legible(text) or None)


def test_text_without_hidden_letters_stays_as_it_is() -> None:
    kept = [text for text in NAUGHTY if legible(text) == text]
    assert len(kept) > 8
    assert (
        legible("=1+1 <b> _x0041_ 🏳️‍🌈\ttab\nline") == "=1+1 <b> _x0041_ 🏳️‍🌈\ttab\nline"
    )


def test_hidden_letters_are_shown() -> None:
    assert legible("a\x00b\u202ec\ufffe") == "a\\x00b\\u202ec\\ufffe"
