"""What a page says of outcomes against an assessment."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from proofs import assess_aid, found, lint, told
from scenarios.domain.scenario import Resolution

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios import Assessment

HEAD = "---\nscenario: aid-changes\n---\n"
RULE = "against-assessment"


@pytest.fixture
def assessment(tmp_path: Path) -> Assessment:
    """Reduced 18 % (14–22), unchanged 60 % (56–64), increased 22 % (18–26)."""
    return assess_aid(tmp_path)


WRONG = [
    ("Reduced is unlikely (18 %).", "unlikely (18 %)"),
    ("Reduced is very unlikely (17 %).", "very unlikely (17 %)"),
    ("Reduced is very unlikely (18.1 %).", "very unlikely (18.1 %)"),
    ("Reduced is likely.", "likely"),
    ("Reduced stands at 20 %.", "20 %"),
    ("Broadly unchanged is likely (60 %, range 50–64 %).", "likely (60 %"),
    ("Broadly unchanged is likely (55–59 %).", "likely (55–59 %)"),
    ("| Reduced | unlikely | 18 % |", "unlikely | 18 %"),
    ("It is likely [talks/reduced].", "likely"),
    ("Confidence is high.", "Confidence is high"),
    ("It will likely not be so [aid-changes/unchanged].", "likely"),
]

RIGHT = [
    "Reduced is very unlikely (18 %), *Increased* unlikely (22 %).",
    "Broadly unchanged is likely (about 58 %).",
    "Broadly unchanged is likely (60 %, range 56–64 %).",
    "Broadly unchanged is likely (55–80 %).",
    "Confidence is low.",
    "Our confidence in this judgement is moderate-to-high.",
    "Reduced is very unlikely. It is likely to rain.",
    "| Reduced | very unlikely | 18 % | 14–22 % |",
    "Talk-only is unlikely.",
    "It is almost certain [talks/talk-only] (97 %, range 93–99.6 %).",
    "It is almost certain [talks/talk-only] (97 %, range 93–100 %).",
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_contradicts_the_assessment_is_found(
    assessment: Assessment, text: str, words: str
) -> None:
    assert (RULE, words) in found(HEAD + text, assessment=assessment)


@pytest.mark.parametrize("text", RIGHT)
def test_what_the_assessment_says_is_not(assessment: Assessment, text: str) -> None:
    assert RULE not in [rule for rule, _ in found(HEAD + text, assessment=assessment)]


def test_what_the_assessment_says_is_said(assessment: Assessment) -> None:
    (said,) = told(f"{HEAD}Reduced is likely (60 %).", assessment=assessment)
    assert said == (
        "page.md:4:12: error: against-assessment: «likely (60 %)» for «Reduced»: as of "
        "2024-04-10, model default, it is very unlikely, 18 %, range 14–22 %; write "
        "«very unlikely (18 %)»"
    )
    (said,) = told(f"{HEAD}Confidence is high.", assessment=assessment)
    assert said.endswith(
        "«Confidence is high» for `aid-changes`: as of 2024-04-10, model default, it "
        "is low; write «low»"
    )
    text = "It will likely not be so [aid-changes/unchanged]."
    (said,) = told(text, assessment=assessment)
    assert said.endswith(
        "it is unlikely, 40 % that it does not happen, range 56–64 %; write «unlikely "
        "(40 %)»"
    )


def test_without_an_interval_none_is_said(assessment: Assessment) -> None:
    aid, talks = assessment.scenarios
    outcomes = tuple(replace(each, low=None, high=None) for each in aid.outcomes)
    bare = replace(assessment, scenarios=(replace(aid, outcomes=outcomes), talks))
    (said,) = told(f"{HEAD}Reduced is likely.", assessment=bare)
    assert said.endswith("it is very unlikely, 18 %; write «very unlikely (18 %)»")


def test_a_number_is_told_once(assessment: Assessment) -> None:
    text = f"{HEAD}Reduced stands at 20 %."
    assert found(text, assessment=assessment) == [(RULE, "20 %")]


def test_the_words_are_those_of_the_standard_that_was_chosen(
    assessment: Assessment,
) -> None:
    text = f"{HEAD}Increased is a realistic possibility (22 %)."
    found_here = told(text, assessment=assessment, words="phia")
    right = "it is between highly unlikely and unlikely, 22 %"
    assert any(right in each for each in found_here)
    for word in ("highly unlikely", "unlikely"):
        text = f"{HEAD}Increased is {word}."
        assert found(text, assessment=assessment, words="phia") == []


def test_a_settled_question_is_said_to_be_settled(assessment: Assessment) -> None:
    came = Resolution(outcome="reduced", on=dt.date(2024, 3, 1))
    aid, talks = assessment.scenarios
    outcomes = tuple(replace(each, low=None, high=None) for each in aid.outcomes)
    settled = replace(aid, resolved=came, outcomes=outcomes)
    told_of = replace(assessment, scenarios=(settled, talks))
    (said,) = told(f"{HEAD}Reduced is likely.", assessment=told_of)
    assert said.endswith("it is settled, «Reduced» since 2024-03-01; say so")
    text = f"{HEAD}Reduced is very unlikely (18 %, range 14–22 %)."
    assert [rule for rule, _ in found(text, assessment=told_of)] == [RULE]


def test_scenarios_that_were_not_assessed_are_left_alone(
    assessment: Assessment,
) -> None:
    aid, talks = assessment.scenarios
    part = replace(assessment, scenarios=(talks,))
    assert found(f"{HEAD}Reduced is likely. Confidence is high.", assessment=part) == []
    assert aid.id == "aid-changes"


def test_what_was_held_is_counted(assessment: Assessment) -> None:
    text = f"{HEAD}Reduced is very unlikely (18 %). Confidence is low. It is likely."
    assert lint(text, assessment=assessment).held == 2
    assert lint(text).held == 0
    assert lint(text, assessment=assessment).sentences == 3


def test_below_one_per_cent_any_end_is_right(assessment: Assessment) -> None:
    text = "It is almost no chance [talks/reduced] (3 %, range <1–7 %)."
    assert found(text, assessment=assessment) == []
    text = "There is almost no chance [talks/reduced] (3 %, range 2–7 %)."
    assert [rule for rule, _ in found(text, assessment=assessment)] == [RULE]


def test_a_share_that_is_cut_off_to_keep_its_word_is_right(
    assessment: Assessment,
) -> None:
    # 19.67 % rounds to 20, which is unlikely; people are shown 19.6 %.
    aid, talks = assessment.scenarios
    number = Decimal("0.1967")
    first = replace(aid.outcomes[0], probability=number)
    changed = replace(aid, outcomes=(first, *aid.outcomes[1:]))
    told_of = replace(assessment, scenarios=(changed, talks))
    text = f"{HEAD}Reduced is very unlikely (19.6 %)."
    assert found(text, assessment=told_of) == []
    text = f"{HEAD}Reduced is very unlikely (19.5 %)."
    assert [rule for rule, _ in found(text, assessment=told_of)] == [RULE]
