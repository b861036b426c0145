"""How far an assessment has moved since an earlier one, in probability."""

from collections.abc import Mapping
from decimal import Decimal

from scenarios.assessment.results import Assessment

__all__ = ["Changes", "changes_since"]

Changes = Mapping[str, Mapping[str, Decimal]]
"""By scenario and outcome: probability now less probability then."""


def changes_since(now: Assessment, before: Assessment) -> Changes:
    """Return how far every outcome of `now` has moved since `before`."""
    return {
        each.id: {
            outcome: probability - before[each.id].probabilities[outcome]
            for outcome, probability in each.probabilities.items()
        }
        for each in now.scenarios
    }
