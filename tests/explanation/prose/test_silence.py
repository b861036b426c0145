"""Comments that tell the linter to be silent."""

from __future__ import annotations

import pytest
from hypothesis import assume, given

from proofs import PROSE, found, lint, rules_in, told

WORDS = [
    pytest.param(
        "It may rain.\n<!-- lint: off -->\nIt may.\n<!-- lint: on -->\nIt might.",
        ["may", "might"],
        id="a part",
    ),
    pytest.param("It may rain. <!-- lint: off --> It might.", ["may"], id="to the end"),
    pytest.param(
        "<!-- lint: off --> It may. <!-- lint: on --> It might.", ["might"], id="inline"
    ),
    pytest.param(
        "<!-- lint: off certainty -->It may be inevitable.", ["may"], id="one rule"
    ),
    pytest.param(
        "<!-- lint: off certainty, vague-word -->It may be inevitable.", [], id="two"
    ),
    pytest.param(
        "<!-- lint: off -->\nIt may be certain to.\n<!-- lint: on certainty -->\n"
        "It may be certain to.",
        ["certain to"],
        id="one rule again",
    ),
    pytest.param(
        "It may. <!-- lint: ignore -->\nIt might.", ["might"], id="the line it is on"
    ),
    pytest.param(
        "It may.\n\n<!-- lint: ignore -->\nIt might,\nand may.\n\nIt could.",
        ["may", "could"],
        id="the paragraph that follows",
    ),
    pytest.param(
        "<!-- lint: ignore certainty -->\nIt may be inevitable.\n",
        ["may"],
        id="one rule of a paragraph",
    ),
    pytest.param("It may.\n\n<!-- lint: ignore -->\n", ["may"], id="nothing follows"),
    pytest.param("`<!-- lint: off -->` It may.", ["may"], id="a comment in code"),
    pytest.param("<!-- lint: on -->It may.", ["may"], id="on where nothing is off"),
    pytest.param(
        "<!-- lint: off -->a<!-- lint: off -->b<!-- lint: on -->It may.",
        ["may"],
        id="off twice",
    ),
    pytest.param(
        "It may. <!-- lint: ignore --> <!-- lint: off -->\n\nIt might.",
        [],
        id="one inside another",
    ),
]


@pytest.mark.parametrize(("text", "words"), WORDS)
def test_what_is_silenced_is_not_found(text: str, words: list[str]) -> None:
    assert [each for _, each in found(text)] == words
    assert [each for _, each in found(text.replace("`", ""), name="a.txt")] == [
        each for each in words if "`" not in text
    ]


def test_a_comment_that_says_nothing_known_is_found() -> None:
    before = "page.md:1:1: warning: unknown-comment: "
    assert told("<!-- lint: of -->") == [
        f"{before}the linter does not know `of`; say off, on or ignore"
    ]
    assert told("<!-- lint: off vague-words -->") == [
        f"{before}there is no rule `vague-words`; did you mean `vague-word`?"
    ]
    assert told("<!-- lint: off zebra vague-word --> It may.") == [
        f"{before}there is no rule `zebra`; `scenarios lint --rules` lists them"
    ]


def test_a_rule_that_is_not_known_silences_nothing() -> None:
    assert rules_in("<!-- lint: off zebra --> It may.") == [
        *("unknown-comment", "vague-word"),
    ]


@given(PROSE)
def test_silenced_text_gives_nothing(text: str) -> None:
    assume("lint:" not in text)
    for name in ("page.md", "page.txt"):
        assert (
            lint(f"<!-- lint: off -->\n{text}", name=name, strict=True).findings == ()
        )
