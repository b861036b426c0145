"""Which days a history is told of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from scenarios.domain.scenario import Horizon
from scenarios.engine.arrays.told import Days
from scenarios.errors import NoDaysError, TooManyDaysError

__all__ = ["WEEK", "Period"]

MOST_POINTS = 20_000
WEEK = 7


@dataclass(frozen=True, slots=True)
class Period:
    """The days asked for.

    Attributes:
        today: The day on which it is asked.
        start: First day; None for the day the horizon opens.
        end: Last day; None for today, or the close if that was earlier.
        every: Days from point to point; None for the days on which news moved
            something.
    """

    today: date
    start: date | None = None
    end: date | None = None
    every: int | None = WEEK

    def bounds(self, horizon: Horizon) -> tuple[int, int]:
        """Return the ordinals of first and last day for a horizon, both included.

        Raises:
            NoDaysError: The first lies after the last.
        """
        end = self.end or min(self.today, horizon.closes)
        start = self.start or min(horizon.opens, end)
        if start > end:
            raise NoDaysError(start, end)
        return start.toordinal(), end.toordinal()

    def days(self, horizon: Horizon, turns: Iterable[int]) -> Days:
        """Return the days, ascending; first and last are always among them.

        Args:
            horizon: The horizon of the scenario.
            turns: Ordinals of the days on which something is new.

        Raises:
            NoDaysError: The first lies after the last.
            TooManyDaysError: They are more than can be shown.
        """
        start, end = self.bounds(horizon)
        between = set(turns) if self.every is None else range(start, end, self.every)
        if len(between) > MOST_POINTS:
            raise TooManyDaysError(len(between), MOST_POINTS)
        chosen = {start, end, *(day for day in between if start < day < end)}
        return np.array(sorted(chosen), dtype=np.int64)
