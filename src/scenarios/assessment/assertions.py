"""Assertions: what assessments of certain days must say, checked against the news."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from scenarios.assessment.weighing import Weighed, weigh
from scenarios.assessment.words import percent
from scenarios.domain.development import Development
from scenarios.domain.scenario import Assertion
from scenarios.engine.ledger import Row
from scenarios.errors import Issue
from scenarios.loading.workspace import ScenarioFile, Workspace

__all__ = ["check_assertions"]

_LEAST = Decimal("0.05")


def check_assertions(
    workspace: Workspace, developments: Iterable[Development]
) -> Iterator[Issue]:
    """Yield an error, with the ledger that led there, for each assertion that fails.

    Args:
        workspace: Scenarios with their assertions.
        developments: The news.

    Raises:
        FaultyDataError: The model's scale lacks words that the scenarios use.
    """
    items = tuple(developments)
    for file in workspace.scenarios.values():
        assertions = file.scenario.assertions
        for day in sorted({assertion.date for assertion in assertions}):
            yield from _check_day(workspace, file, items, day)


def _check_day(
    workspace: Workspace,
    file: ScenarioFile,
    items: tuple[Development, ...],
    day: date,
) -> Iterator[Issue]:
    (weighed,) = weigh(workspace, items, day, scenarios=[file.scenario.id])
    for place, assertion in enumerate(file.scenario.assertions):
        low, high = assertion.range
        found = weighed.probabilities[assertion.outcome]
        if assertion.date == day and not low <= found <= high:
            message = _message(weighed, assertion)
            yield Issue(file.asserted[place], f"assert.{place}", message)


def _message(weighed: Weighed, assertion: Assertion) -> str:
    outcome, (low, high) = assertion.outcome, assertion.range
    found = weighed.probabilities[outcome]
    day = assertion.date.isoformat()
    rows = "; ".join(_rows(weighed, outcome))
    return (
        f"{outcome} has {percent(found)} ({found:.4f}) on {day}, not {low:f} to "
        f"{high:f}; its ledger in decibans: {rows}"
    )


def _rows(weighed: Weighed, outcome: str) -> Iterator[str]:
    """Yield the rows of a ledger that speak for or against an outcome."""
    ledger = weighed.ledger
    place = ledger.outcomes.index(outcome)
    yield f"prior {ledger.prior[place]:+.1f}"
    if ledger.clock is not None:
        yield f"clock {ledger.clock[place]:+.1f}"
    for row in sorted(ledger.rows, key=lambda row: -abs(row.decibans[place])):
        if abs(row.decibans[place]) >= _LEAST:
            yield f"{row.reading.id} {row.decibans[place]:+.1f}{_told(row)}"


def _told(row: Row) -> str:
    names = ", ".join(each.told.development.id for each in row.reading.evidence)
    return f" ({names})" if names else f" ({row.reading.state.value})"
