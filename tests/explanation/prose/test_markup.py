"""What of a text is no prose."""

from __future__ import annotations

import pytest
from hypothesis import given

from proofs import PROSE
from scenarios.explanation.prose.markup import Form, read_markup
from scenarios.explanation.prose.tokens import BLANK, OPAQUE


def plain(text: str, form: Form = "markdown") -> str:
    shown = read_markup(text, form).plain
    return shown.replace(OPAQUE, "·").replace(BLANK, " ")


CASES = [
    pytest.param("a `may` b", "a ····· b", id="code"),
    pytest.param("a ``m`y`` b", "a ······· b", id="code with a tick in it"),
    pytest.param("a `may b", "a `may b", id="a tick alone"),
    pytest.param("a `b\n\nc` d", "a `b\n\nc` d", id="no code over a blank line"),
    pytest.param("a ``b` c", "a ``b` c", id="runs of other lengths"),
    pytest.param("```\nmay\n```\nb", "···\n···\n···\nb", id="a fence"),
    pytest.param("~~~ py\nmay", "······\n···", id="a fence that is never closed"),
    pytest.param("````\n```\nmay\n````\nb", "····\n···\n···\n····\nb", id="long fence"),
    pytest.param("```a``` b", "······· b", id="code at the start of a line"),
    pytest.param("```a`` b", "```a`` b", id="no code at the start of a line"),
    pytest.param("a<!-- b\nc -->d", "a      \n     d", id="a comment"),
    pytest.param("a <!-- b", "a <!-- b", id="a comment that is never closed"),
    pytest.param("<b>a</b>", "   a    ", id="tags"),
    pytest.param("a <b\n\n> c", "a <b\n\n> c", id="no tag over a blank line"),
    pytest.param("a <b <i> c", "a <b     c", id="a tag in no tag"),
    pytest.param("a < b > c <1 %", "a < b > c <1 %", id="less than"),
    pytest.param("<pre>may\nb</pre> c", "········\n······· c", id="preformatted"),
    pytest.param("<PRE>may</pre> c", "·············· c", id="tags in capitals"),
    pytest.param("<q>may", "···may", id="a quotation that is never closed"),
    pytest.param("<q>may</q", "···may</q", id="a closing tag that is none"),
    pytest.param(
        "<https://a.b/may> c", "················· c", id="an address in signs"
    ),
    pytest.param("https://a.b/may) c", "···············) c", id="an address"),
    pytest.param("http://may", "··········", id="an address at the end"),
    pytest.param(r"\`may\` \<b>", r"\`may\` \<b>", id="signs that mean themselves"),
    pytest.param("---\na: may\n---\nb", "   \n      \n   \nb", id="the head of a file"),
    pytest.param("---\na: may\nb", "---\na: may\nb", id="a rule at the top"),
    pytest.param("a\r\nb\rc", "a \nb\nc", id="line ends"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_what_is_no_prose_is_written_over(text: str, expected: str) -> None:
    assert plain(text) == expected


def test_plain_text_has_comments_and_addresses_alone() -> None:
    text = "`a` <b> ``` <!-- c --> http://d"
    assert plain(text, "plain") == "`a` <b> ```            ········"


def test_comments_say_what_stands_in_them_and_where() -> None:
    text = "a <!--  lint: off --> `<!-- b -->` <!--c-->"
    comments = read_markup(text, "markdown").comments
    assert [each.says for each in comments] == ["lint: off", "c"]
    assert [text[each.start : each.end] for each in comments] == [
        "<!--  lint: off -->",
        "<!--c-->",
    ]


@pytest.mark.parametrize(
    ("head", "scenario"),
    [
        ("scenario: aid-changes", "aid-changes"),
        ("title: x\nscenario:  'aid' \ndate: y", "aid"),
        ("scenarios: aid", None),
        ("title: the scenario: aid", None),
        ("scenario: two words", None),
    ],
)
def test_the_head_of_a_file_may_name_its_scenario(
    head: str, scenario: str | None
) -> None:
    text = f"---\n{head}\n---\nText.\n"
    named = read_markup(text, "markdown").scenario
    assert (named.says if named else None) == scenario
    assert named is None or text[named.start : named.end] == scenario


@given(PROSE)
def test_everything_keeps_its_place(text: str) -> None:
    for form in ("markdown", "plain"):
        shown = read_markup(text, form).plain
        assert len(shown) == len(text)
        even = text.replace("\r\n", " \n").replace("\r", "\n")
        assert [n for n, sign in enumerate(shown) if sign == "\n"] == [
            n for n, sign in enumerate(even) if sign == "\n"
        ]
        assert {new for new, old in zip(shown, even, strict=True) if new != old} <= {
            BLANK,
            OPAQUE,
        }
