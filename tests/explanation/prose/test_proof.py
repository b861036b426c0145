"""Proofreading as a whole."""

from __future__ import annotations

import cProfile
import json
import pstats
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofs import PIECES, PROSE, SCENARIOS, assess_aid, found, lint
from scenarios.assessment.words import STANDARDS
from scenarios.explanation.prose.proof import proofread, read_prose
from scenarios.explanation.prose.terms import terms_of
from scenarios.loading.document import Source

VECTORS = Path(__file__).resolve().parents[4] / "shared" / "data" / "vectors"
NAUGHTY = VECTORS / "robustness" / "blns.json"


@given(PROSE, st.sampled_from(list(STANDARDS)))
def test_any_text_can_be_read_and_findings_stand_where_they_say(
    text: str, standard: str
) -> None:
    for name in ("page.md", "page.txt"):
        proof = lint(text, name=name, words=standard, strict=True)
        starts = [0, *(match.end() for match in re.finditer("\r\n?|\n", text))]
        for each in proof.findings:
            place = each.issue.location
            at = starts[place.line - 1] + place.column - 1
            assert each.text
            assert text[at : at + len(each.text)] == each.text
        places = [each.issue.location for each in proof.findings]
        assert places == sorted(places)


@given(PROSE)
def test_line_ends_change_nothing(text: str) -> None:
    even = text.replace("\r", " ")
    for name in ("page.md", "page.txt"):
        one = lint(even, name=name).findings
        other = lint(even.replace("\n", "\r\n"), name=name).findings
        assert [each.issue.location for each in one] == [
            each.issue.location for each in other
        ]


@given(st.data())
def test_the_words_of_a_standard_with_their_numbers_are_no_fault(
    data: st.DataObject,
) -> None:
    standard = data.draw(st.sampled_from(list(STANDARDS)))
    known = [
        (" ".join(words), term)
        for words, term in terms_of(standard)
        if term.row == 0 and words[0] not in {"we", "is", "are", "remains", "seems"}
    ]
    sentences = []
    for words, term in data.draw(st.lists(st.sampled_from(known), max_size=6)):
        low, high = int(term.band.low * 100) + 1, int(term.band.high * 100)
        number = data.draw(st.integers(low, max(low, high)))
        sentences.append(f"A deal is {words} ({number} %).")
    assert found("\n".join(sentences), words=standard, strict=True) == []


def test_naughty_strings_are_read() -> None:
    if not NAUGHTY.exists():
        pytest.skip(f"{NAUGHTY} is not there")
    strings = json.loads(NAUGHTY.read_text("utf-8"))
    for text in strings:
        assert lint(text).sentences >= 0
    page = "\n\n".join(f"It may rain. {text}" for text in strings)
    assert sum(rule == "vague-word" for rule, _ in found(page)) > len(strings) / 2
    plain = lint(page, name="page.txt")
    assert len([each for each in plain.findings if each.text == "may"]) >= len(strings)


HOSTILE = [
    *PIECES,
    *(". ", "` ``  ```", "<!-- lint: off --> ", "<a", "](", "[x](y", '"a. ', "“", "‘ "),
    *("may ", "might possibly ", "very ", "5 % ", "1–2 % ", "1 in 2 chance ", "|a|b\n"),
    *("- a\n", "# a\n", "## The talks\n", "    a\n\n", "> ", "high confidence in "),
    *(
        "**Reduced** 5 % ",
        "[talks/reduced] likely 5 %, ",
        "a chance that may ",
        "---\n",
    ),
    *("<!-- scenarios: talks/reduced -->\n", "likely. <!-- scenarios: talks/x -->\n"),
    *("<!-- lint: ignore -->\nmay\n\n", "\x00", "😀", "e\u0301", "U.S. ", "\r\n"),
]


def steps(text: str, name: str) -> int:
    """Count the calls that reading a text takes, in Python and below."""
    profile = cProfile.Profile()
    profile.enable()
    proofread(read_prose(Source(name, text), "icd-203", SCENARIOS), None, strict=True)
    profile.disable()
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]  # typeshed lacks it


@pytest.mark.parametrize("piece", dict.fromkeys(filter(None, HOSTILE)))
def test_the_steps_grow_with_the_text_and_no_faster(piece: str) -> None:
    size = 300
    for name in ("page.md", "page.txt"):
        steps(piece, name)
        once = steps((piece * size)[:size], name)
        often = steps((piece * size * 4)[: size * 4], name)
        assert often <= 4.6 * once + 1500


def test_a_megabyte_of_signs_that_are_never_closed_is_read() -> None:
    signs = ("`", "<!-- ", "](", "“", "**", "[^", "<a ", "«", "[x](y", "--- ", "(", "~")
    size = 1_000_000 // len(signs)
    text = "".join((f"{sign}{'a' * 60}" * size)[:size] for sign in signs)
    assert lint(text).findings == ()


BRIEF = """\
---
scenario: aid-changes
---
# Aid to the end of the year

Aid stays **Broadly unchanged**: that is likely (60 %, range 56–64 %). *Increased* is
unlikely (22 %), and *Reduced* very unlikely (18 %). Our confidence is low: nothing has
been reported since January.

## What would change it

- A notice to Congress in May. The minister said: “It may come any day.”
- If Congress cuts the line, `reduced` is likely (65 %).

| outcome | likelihood | number | range |
|---|---|---|---|
| Broadly unchanged | likely | 60 % | 56–64 % |
| Increased | unlikely | 22 % | 18–26 % |
"""


def test_a_good_brief_has_no_fault(tmp_path: Path) -> None:
    # Three outcomes and the confidence in the text, two outcomes in the table.
    assessment = assess_aid(tmp_path)
    proof = lint(BRIEF, assessment=assessment, strict=True)
    assert [str(each.issue) for each in proof.findings] == []
    assert proof.held == 6


def test_a_statement_of_confidence_needs_the_scenario_of_its_section() -> None:
    def needed(text: str) -> list[str]:
        return list(read_prose(Source("a.md", text), "icd-203", SCENARIOS).scenarios)

    assert needed("# The talks\nConfidence is high. It rains.") == ["talks"]
    assert needed("# The talks\nWith high confidence.") == []
    assert needed("Confidence is high.") == []


def test_a_stale_brief_is_found_out(tmp_path: Path) -> None:
    assessment = assess_aid(tmp_path)
    stale = BRIEF.replace("(22 %)", "(30 %)").replace("| 60 % |", "| 66 % |")
    assert found(stale, assessment=assessment) == [
        ("against-assessment", "unlikely (30 %)"),
        ("against-assessment", "likely | 66 %"),
    ]
