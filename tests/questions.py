"""A question of two outcomes about 2024, with the indicators that a test needs."""

from collections.abc import Mapping
from typing import Any

from scenarios.domain.scenario import Scenario

__all__ = ["question"]


def question(indicators: Mapping[str, Mapping[str, Any]]) -> Scenario:
    """Return the scenario `s` with these indicators; they weigh nothing unless told."""
    return Scenario.model_validate(
        {
            "format": "scenarios/scenario@1",
            "id": "s",
            "title": "A question",
            "question": "Which?",
            "horizon": {"opens": "2024-01-01", "closes": "2024-12-31"},
            "outcomes": {
                "yes": {"title": "Yes", "prior": 0.5},
                "no": {"title": "No", "prior": 0.5},
            },
            "indicators": {
                name: {"weights": {}, **fields} for name, fields in indicators.items()
            },
        }
    )
