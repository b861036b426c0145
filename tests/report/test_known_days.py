"""The days of a move in words."""

from datetime import date

import pytest

from scenarios.domain.development import Development
from scenarios.report.known_days import known_days
from scenarios.whatif.series import Move

TOLD = Development(id="d", date=date(2025, 12, 29))


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2025-12-30"], "2025-12-30"),
        (["2025-11-12", "2025-11-15", "2025-11-19"], "2025-11-12 to 11-19"),
        (["2025-12-30", "2026-01-02"], "2025-12-30 to 2026-01-02"),
    ],
    ids=["one day", "of one year", "over a new year"],
)
def test_the_first_and_the_last_day_are_named(days: list[str], said: str) -> None:
    move = Move(TOLD, ("s",), {"a": 0.1}, tuple(map(date.fromisoformat, days)))
    assert known_days(move) == said
