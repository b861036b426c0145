"""A text read as prose."""

from __future__ import annotations

import pytest
from hypothesis import given

from proofs import PROSE, found
from scenarios.explanation.prose.page import form_of, read_page
from scenarios.loading.document import Source


def sentences(text: str, name: str = "page.md") -> list[str]:
    page = read_page(Source(name, text), form_of(name))
    return [page.words(each.start, each.end) for each in page.sentences]


def test_a_page_is_read_sentence_by_sentence() -> None:
    text = "# A head\nOne is here. Two is\nthere.\n\n- three\n- four. Five.\n\n|a|b|\n"
    assert sentences(text) == [
        *(
            "A head",
            "One is here.",
            "Two is there.",
            "three",
            "four.",
            "Five.",
            "|a|b|",
        ),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "He said “it may rain”.",
        "«It may rain.» He left.",
        'The paper wrote: "Rain is inevitable."',
        "> It may rain,\nand may snow.",
        "The word `may` stands there.",
        "```\nIt may rain.\n```",
        "    It may rain.",
        '[A link](http://may.be/may "may").',
        "See [there][may] and [^may].\n\n[may]: http://x",
        "<blockquote>It may rain.</blockquote>",
        "<!-- It may rain. -->",
        "“It may rain.\n\n“It may snow.”",
    ],
)
def test_what_others_say_and_code_are_not_read(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It **may** rain.", "may"),
        ("It is _very_ *likely*; it might.", "might"),
        ("See [what may come](http://x).", "may"),
        ("- it may rain", "may"),
        ("| it may rain |", "may"),
        ("He said “no.” It may rain.", "may"),
        ("snake_may_case it may", "may"),
    ],
)
def test_markup_hides_no_word(text: str, words: str) -> None:
    assert ("vague-word", words) in found(text)


def test_a_quotation_that_ends_a_sentence_ends_it() -> None:
    assert sentences("He said “so.” They left “so”. Then") == [
        *("He said “so.”", "They left “so”.", "Then"),
    ]


def test_plain_text_is_known_by_its_ending() -> None:
    text = "# `It may rain`\n\n    It may snow.\n"
    assert found(text, name="A.TXT") == [("vague-word", "may"), ("vague-word", "may")]
    assert found(text, name="a.text") == found(text, name="A.TXT")
    assert found(text, name="<stdin>") == []


def test_a_long_quotation_is_cut_in_its_middle() -> None:
    page = read_page(Source("a", f"a {'b ' * 90}c"), "markdown")
    assert page.words(0, 183) == f"a {'b ' * 14} … {'b ' * 14}c".replace("  ", " ")


@given(PROSE)
def test_sentences_stand_in_their_blocks_and_their_tokens_in_them(text: str) -> None:
    for form in ("markdown", "plain"):
        page = read_page(Source("a", text), form)
        assert len(page.plain) == len(text)
        for each in page.sentences:
            block = page.blocks[each.block]
            assert block.start <= each.start < each.end <= block.end
            assert all(each.start <= t.start < t.end <= each.end for t in each.tokens)
