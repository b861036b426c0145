"""The days of a template's horizon: what each says without any news, exactly computed.

The clock, the share of a window that has passed and the exposure of a count depend on
the day alone and not on the pair, so that one row per day serves every pair.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from scenarios.bulk.weighing import Sign
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import DB_PER_NEPER, ZERO, exact
from scenarios.engine.evidence import read_indicator
from scenarios.engine.ledger import clock_db

__all__ = ["DayRow", "day_rows"]


@dataclass(frozen=True, slots=True)
class DayRow:
    """What a day says without any news.

    Attributes:
        day: The day.
        number: Days since the horizon opened.
        unheard: Per indicator coverage·F of an event, coverage·E of a count.
        clock: Per outcome ln of the chance that a deadline is still to come, or 0.
    """

    day: date
    number: int
    unheard: tuple[float, ...]
    clock: tuple[float, ...]


def day_rows(
    scenario: Scenario, signs: Sequence[Sign], model: ScoringModel, last: date
) -> Iterator[DayRow]:
    """Yield a row for each day from the opening to `last`, both included."""
    first = scenario.horizon.opens
    for number in range((last - first).days + 1):
        yield _row(scenario, signs, model, first + timedelta(number), number)


@exact
def _row(
    scenario: Scenario,
    signs: Sequence[Sign],
    model: ScoringModel,
    day: date,
    number: int,
) -> DayRow:
    quiet = [
        read_indicator(sign.id, sign.indicator, (), scenario, model, day)
        for sign in signs
    ]
    clock = clock_db(scenario, model, day) or [ZERO] * len(scenario.outcomes)
    return DayRow(
        day,
        number,
        tuple(float(reading.coverage * reading.elapsed) for reading in quiet),
        tuple(float(entry / DB_PER_NEPER) for entry in clock),
    )
