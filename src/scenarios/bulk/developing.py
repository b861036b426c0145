"""One pair's contributions as developments: what the engine itself would be given.

Each coded event is a development of its day with one report of the data set, published
on the day it was known. So a pair of a run becomes an ordinary workspace.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from scenarios.bulk.contributing import instance_of
from scenarios.bulk.finished import Finished
from scenarios.bulk.template import Pair, fill, plain_scenario
from scenarios.domain.development import Development

__all__ = ["developments_of", "scenario_id", "scenario_of"]

Data = dict[str, Any]


def scenario_id(run: Finished, pair: Pair) -> str:
    """Return the id of a pair's own scenario."""
    return "-".join([run.template.scenario.id, *pair]).lower()


def scenario_of(run: Finished, pair: Pair) -> Data:
    """Return a pair's own scenario as plain data, its texts filled in."""
    value: Data = fill(plain_scenario(run.template.value), pair)
    return {**value, "id": scenario_id(run, pair)}


def developments_of(run: Finished, pair: Pair) -> tuple[Development, ...]:
    """Return what a pair's coded events say, in order of the day they were known."""
    return tuple(map(Development.model_validate, _developments(run, pair)))


def _developments(run: Finished, pair: Pair) -> Iterator[Data]:
    indicators = {weight.id: sign for sign in run.signs for weight in sign.weights}
    grades = {w.id: w.grade for sign in run.signs for w in sign.weights}
    found: dict[tuple[object, ...], Data] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    numbers: Counter[int] = Counter()
    for known, day, weight, event in _contributions(run, pair):
        sign = indicators[weight]
        key = (event, day, known, grades[weight])
        seen[(*key, sign.id)] += 1
        place = (*key, seen[(*key, sign.id)])
        if place not in found:
            numbers[event] += 1
            _, digit = grades[weight]
            found[place] = _development(run, event, numbers[event], day, known, digit)
        found[place]["observes"].append(
            {
                "indicator": f"{scenario_id(run, pair)}/{sign.id}",
                "strength": sign.events.strength,
            }
        )
    yield from found.values()


def _development(  # noqa: PLR0913 what an event says
    run: Finished, event: int, number: int, day: date, known: date, digit: str
) -> Data:
    again = f"-{number}" if number > 1 else ""
    return {
        "id": f"event-{event}{again}",
        "date": day,
        "title": f"Coded event {event}",
        "observes": [],
        "reports": [
            {
                "id": "r1",
                "source": run.template.block.told_by,
                "published": known,
                "credibility": digit,
            }
        ],
    }


def _contributions(run: Finished, pair: Pair) -> list[tuple[date, date, int, int]]:
    with run.database(pair) as base:
        if not run.has_contributions(pair):
            return []
        return base.execute(
            "SELECT known, day, weight, event FROM contributions WHERE instance = ? "
            "ORDER BY known, event, weight",
            [instance_of(pair)],
        ).fetchall()
