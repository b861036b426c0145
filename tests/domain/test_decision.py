"""A decision says one thing of one item, and why."""

from typing import Any

import pytest
from pydantic import ValidationError

from scenarios.domain.decision import Decision

ITEM: dict[str, Any] = {"item": "i-1", "why": "the wire says so"}
NEW: dict[str, Any] = {"id": "d", "date": "2024-03-05", "observes": ["strike/talks"]}


def decide(**parts: object) -> Decision:
    return Decision.model_validate({**ITEM, **parts})


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        ({"new": NEW}, "new"),
        ({"report_of": "d2", "report": {"credibility": 2}}, "report_of"),
        ({"not_ours": True}, "not_ours"),
    ],
)
def test_a_decision_is_one_of_three(parts: dict[str, Any], kind: str) -> None:
    assert decide(**parts).kind == kind


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "must have exactly one of new, report_of and not_ours"),
        ({"not_ours": True, "report_of": "d"}, "must have exactly one of"),
        ({"new": {**NEW, "reports": [{"id": "r", "source": "s"}]}}, "takes no reports"),
        ({"not_ours": True, "report": {}}, "leave `report` out"),
        ({"not_ours": True, "why": " "}, "String should match"),
        ({"report_of": "d", "report": {"credibility": 7}}, "a digit from 1 to 6"),
    ],
)
def test_anything_else_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        decide(**parts)


def test_what_is_left_out_is_taken_from_the_item() -> None:
    report = decide(report_of="d").report
    assert (report.id, report.source, report.published, report.summary) == (None,) * 4
    assert (report.credibility, report.stance) == ("6", "asserts")
