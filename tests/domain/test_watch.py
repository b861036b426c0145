"""A rule of a watch has the parts of its kind, and always a least of origins."""

from typing import Any

import pytest
from pydantic import ValidationError

from scenarios.domain.watch import Rule

PLACE = {"scenario": "strike", "outcome": "deal"}


def rule(**parts: object) -> Rule:
    return Rule.model_validate({"id": "r", "least_origins": 2, **parts})


@pytest.mark.parametrize(
    "parts",
    [
        {"when": "word"},
        {"when": "word", **PLACE},
        {"when": "crosses", **PLACE, "above": 0.5},
        {"when": "crosses", **PLACE, "below": 0.2},
        {"when": "silence", "scenario": "strike"},
        {"when": "stale", "after": "30d"},
    ],
)
def test_a_whole_rule_is_taken(parts: dict[str, Any]) -> None:
    assert rule(**parts).when == parts["when"]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"when": "crosses", **PLACE}, "needs either `above` or `below`"),
        (
            {"when": "crosses", **PLACE, "above": 0.5, "below": 0.2},
            "needs either `above` or `below`",
        ),
        ({"when": "crosses", "above": 0.5}, "needs a `scenario` and an `outcome`"),
        ({"when": "stale"}, "needs `after`, such as 30d"),
        ({"when": "stale", "after": "30d", "above": 0.5}, "`above` does not belong"),
        ({"when": "silence", **PLACE}, "`outcome` does not belong to a rule of `sil"),
        ({"when": "word", "outcome": "deal"}, "names an outcome of no `scenario`"),
        ({"when": "word", "least_origins": 0}, "greater than or equal to 1"),
    ],
)
def test_a_rule_that_says_too_little_or_too_much_is_refused(
    parts: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        rule(**parts)
