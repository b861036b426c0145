"""The analyst's Markdown: what it may do, and what it may not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import Element, read_page
from scenarios.report.page.prose import write_prose

NAUGHTY = Path(__file__).parents[4] / "shared/data/vectors/robustness/blns.json"
PLACES = {"evidence", "development:d1"}
HARMLESS = {
    *("p", "a", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "br"),
    *("h4", "h5", "h6", "hr", "table", "thead", "tbody", "tr", "th", "td"),
}


def write(text: str) -> Element:
    return read_page(str(write_prose(text, PLACES)))


def assert_harmless(text: str) -> None:
    for element in write(text).all():
        assert element.tag in HARMLESS
        allowed = {"href", "rel", "title", "start", "class", "style"}
        assert set(element.attributes) <= allowed
        if "style" in element.attributes:
            assert element.attributes["style"].startswith("text-align:")
        if "href" in element.attributes:
            target = element.attributes["href"]
            inside = target.removeprefix("#") in PLACES
            assert inside or target.lower().startswith(("http://", "https://"))


def test_markdown_becomes_html() -> None:
    text = write("Aid *fell*, says **Zoë**:\n\n- once\n- twice\n\n> quoted\n\n`code`")
    assert [e.tag for e in text.all()] == [
        *("p", "em", "strong", "ul", "li", "li", "blockquote", "p", "p", "code"),
    ]
    assert next(text.all("p")).text == "Aid fell, says Zoë:"


def test_tables_are_read() -> None:
    found = write("|a|b|\n|-|-:|\n|1|2|")
    assert [cell.text for cell in found.all("th", "td")] == ["a", "b", "1", "2"]


def test_headings_stand_below_their_section_and_skip_no_level() -> None:
    found = write("# a\n### b\n###### c\n## d\n# e\n")
    levels = [(e.tag, e.text) for e in found.all()]
    assert levels == [("h4", "a"), ("h5", "b"), ("h6", "c"), ("h5", "d"), ("h4", "e")]


def test_the_deepest_heading_is_the_sixth() -> None:
    found = write("# a\n## b\n### c\n#### d\n")
    assert [e.tag for e in found.all()] == ["h4", "h5", "h6", "h6"]


def test_raw_html_is_text() -> None:
    found = write("<script>alert(1)</script> and <b onclick=x>b</b>\n\n<div>x</div>")
    assert [e.tag for e in found.all()] == ["p", "p"]
    assert "<script>alert(1)</script> and <b onclick=x>b</b>" in found.text


def test_a_link_leads_out_by_http_and_tells_nothing_of_the_page() -> None:
    link = write("[Dawn](https://dawn.com/a 'the paper')").one("a")
    assert link.attributes == {
        "href": "https://dawn.com/a",
        "rel": "noopener noreferrer",
    }


def test_a_link_leads_to_what_the_page_has_and_to_nothing_else() -> None:
    found = write("[d1](#development:d1), [old](#development:d0), [e](#evidence)")
    targets = [e.attributes["href"] for e in found.all("a")]
    assert targets == ["#development:d1", "#evidence"]
    assert found.text == "d1, old, e"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java&#x0A;script:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/x",
        "/x",
        "x.html",
        "mailto:a@example.org",
    ],
)
def test_any_other_link_is_text(target: str) -> None:
    for text in (f"[x]({target})", f"[x](<{target}>)", f"[x]\n\n[x]: {target}"):
        assert list(write(text).all("a")) == []


def test_a_link_around_a_picture_and_emphasis_stays_whole() -> None:
    found = write("[*a* ![b](x.png)](ftp://x.org) [*c*](https://x.org)")
    assert found.text == "a [picture: b] c"
    assert found.one("a").one("em").text == "c"


def test_a_picture_is_its_description() -> None:
    found = write("![A map](https://example.org/map.png) ![](x)")
    assert found.text == "[picture: A map] [picture: ]"
    assert [e.tag for e in found.all()] == ["p"]


def test_what_is_hidden_in_a_text_is_shown() -> None:
    assert write("a\u202eb").text == "a\\u202eb"


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_no_text_can_do_harm(text: str) -> None:
    assert_harmless(text)


@pytest.mark.no_cover
@given(
    st.lists(
        st.sampled_from(
            [
                *("<script>", "<img src=x onerror=alert(1)>", "![", "](", ")", "[x]"),
                *("(javascript:1)", "<javascript:1>", "`", "\n", "| ", "# ", "&lt;"),
                *('<https://x.org/">', "<svg onload=1>", "\\", "*", "[x]: data:,1 'a'"),
            ]
        ),
        max_size=12,
    )
)
def test_no_mixture_of_signs_can_do_harm(parts: list[str]) -> None:
    assert_harmless("".join(parts))


@pytest.mark.no_cover
@pytest.mark.skipif(not NAUGHTY.is_file(), reason="no ../shared/data/vectors here")
def test_no_naughty_string_can_do_harm() -> None:
    for text in json.loads(NAUGHTY.read_text(encoding="utf-8")):
        assert_harmless(text)
        assert_harmless(f"[{text}]({text})\n\n![{text}]({text})")
