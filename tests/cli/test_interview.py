"""One item in a terminal: the answers become a decision that a file could hold."""

import json
from typing import Any

import pytest

from items import GAZETTE, UNDATED
from scenarios.assessment.proposing import Proposal
from scenarios.cli.interview import QUIT, SKIP, interview
from scenarios.domain.decision import Decisions
from scenarios.intake.linking import Attachment
from scenarios.intake.origins import Attribution
from scenarios.intake.suggesting import Suggestion

SIGNS = tuple(
    Suggestion(f"strike/{name}", 9.0, (), ()) for name in ("walkouts", "talks")
)
BARE = Proposal(GAZETTE, "gazette", None, None, (), ())
TOLD = Proposal(
    GAZETTE,
    "gazette",
    Attribution("Reuters wire", "(Reuters)", "wire"),
    Attachment("i-gazette", "d2", 20.0, 9.0, 1, ()),
    SIGNS,
    (),
)


def answered(proposal: Proposal, *answers: str | None) -> tuple[Any, list[str]]:
    """Give answers, the default where None; return the decision and the defaults."""
    given = iter(answers)
    defaults = []

    def ask(_: str, default: str) -> str:
        defaults.append(default)
        answer = next(given)
        return default if answer is None else answer

    text = interview(proposal, ask)
    assert next(given, "all were asked") == "all were asked"
    if text in {SKIP, QUIT}:
        return text, defaults
    (decision,) = Decisions.model_validate(json.loads(text)).decisions
    return decision, defaults


def test_what_is_proposed_is_the_default() -> None:
    decision, defaults = answered(TOLD, None, None, None, None, "the same walk-out")
    assert defaults[:4] == ["r", "d2", "6", "reuters-wire"]
    assert decision.report_of == "d2"
    assert decision.report.origin == "reuters-wire"
    assert decision.why == "the same walk-out"


def test_a_digit_is_asked_for_until_it_is_one() -> None:
    answers = ("r", None, "good", "", " 2 ", None, "the same walk-out")
    decision, _ = answered(TOLD, *answers)
    assert decision.report.credibility == "2"


def test_a_new_development_has_its_own_day_id_and_signs() -> None:
    signs = "1, strike/mood=cold strike/mediator=absent strike/pay=3.5"
    answers = ("n", "2024-03-04", None, None, signs, "2", "-", "a further port")
    decision, defaults = answered(TOLD, *answers)
    assert defaults[1:4] == [
        "2024-03-05",
        "Port of Hull walks out too",
        "2024-03-04-port-of-hull-walks-out-too",
    ]
    new = decision.new
    assert (str(new.date), new.id) == (
        "2024-03-04",
        "2024-03-04-port-of-hull-walks-out-too",
    )
    links = [(each.indicator, each.value, each.absent) for each in new.observes]
    assert [(name, str(value), absent) for name, value, absent in links] == [
        ("strike/walkouts", "None", False),
        ("strike/mood", "cold", False),
        ("strike/mediator", "None", True),
        ("strike/pay", "3.5", False),
    ]
    assert (decision.report.credibility, decision.report.origin) == ("2", None)


def test_an_item_that_says_little_is_asked_more() -> None:
    bare = Proposal(UNDATED, None, None, None, (), ())
    answers = ("N", "2024-03-05", "Talks", "d9", "-", "union", "3", "wire", "why")
    decision, defaults = answered(bare, *answers)
    assert defaults[:3] == ["x", "", UNDATED.title]
    assert decision.new.observes == ()
    assert decision.report.source == "union"
    assert decision.report.published is None


def test_an_item_that_knows_its_day_offers_it() -> None:
    dated = type(GAZETTE).model_validate(
        {**GAZETTE.model_dump(exclude_defaults=True), "happened": "2024-03-01"}
    )
    proposal = Proposal(dated, "gazette", None, None, SIGNS, ())
    _, defaults = answered(proposal, None, None, None, None, None, None, None, "why")
    assert defaults[:2] == ["n", "2024-03-01"]
    assert defaults[4] == "1"


@pytest.mark.parametrize(("key", "answer"), [("s", SKIP), ("Q", QUIT)])
def test_an_item_can_be_left(key: str, answer: str) -> None:
    assert answered(BARE, key)[0] == answer


def test_what_is_not_ours_needs_only_a_reason() -> None:
    decision, defaults = answered(BARE, None, "cricket")
    assert defaults[0] == "x"
    assert decision.not_ours
    assert decision.why == "cricket"
