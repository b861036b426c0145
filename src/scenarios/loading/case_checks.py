"""Cross-checks of cases: what a case changes must be there, and of the right kind."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from scenarios.domain.case import (
    AssumeChange,
    Case,
    Change,
    PriorChange,
    RegradeChange,
    WeightChange,
)
from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    Indicator,
    StateIndicator,
)
from scenarios.errors import Issue, Severity, nearest
from scenarios.loading.checks import (
    Fault,
    Known,
    check_development,
    check_observation,
    fault_issue,
)
from scenarios.loading.document import Document

__all__ = ["RESERVED", "check_case", "check_change", "check_news", "suspect_drops"]

RESERVED = "grades"
"""Stands for every grade map where `whatif` takes a case."""


def check_case(document: Document, case: Case, known: Known) -> Iterator[Issue]:
    """Yield what a case names that is not in the workspace."""
    if case.id == RESERVED:
        message = f"`{RESERVED}` stands for the grade maps in `whatif`; rename the case"
        yield Issue(document.locate(("id",)), "id", message)
    for place, change in enumerate(case.changes):
        for fault in check_change(change, known):
            yield fault_issue(document, ("changes", place), fault)


def check_news(case: Case, developments: Collection[str]) -> Iterator[Fault]:
    """Yield what a case drops that is not on file, and adds that is there already.

    Args:
        case: The case; its changes are taken in order.
        developments: Ids of all that is on file.
    """
    known = set(developments)
    for place, change in enumerate(case.changes):
        if change.drop is not None and change.drop not in known:
            hint = nearest(change.drop, known)
            fault = f"unknown development `{change.drop}`{hint}"
            yield ("changes", place, "drop"), fault
        if change.add is not None and change.add.id in known:
            fault = f"`{change.add.id}` is on file already; drop it first"
            yield ("changes", place, "add", "id"), fault
        known -= {change.drop or ""}
        known |= {change.add.id} if change.add else set()


def suspect_drops(
    document: Document, case: Case, developments: Collection[str]
) -> Iterator[Issue]:
    """Yield a warning of each drop that looks like a slip of a name on file.

    No more than that: the file may be but a part of the news.
    """
    for place, change in enumerate(case.changes):
        if change.drop is not None and change.drop not in developments:
            hint = nearest(change.drop, developments)
            if hint:
                fault = (("drop",), f"unknown development `{change.drop}`{hint}")
                at = ("changes", place)
                yield fault_issue(document, at, fault, Severity.WARNING)


def check_change(change: Change, known: Known) -> Iterator[Fault]:
    """Yield what a change names that is not in the workspace."""
    check = _CHECKS.get(change.kind)
    if check is not None:
        for path, message in check(getattr(change, change.kind), known):
            yield (change.kind, *path), message


def _check_source(source: str, known: Known) -> Iterator[Fault]:
    if known.sources is not None and source not in known.sources:
        yield (), f"unknown source `{source}`{nearest(source, known.sources)}"


def _check_regrade(change: RegradeChange, known: Known) -> Iterator[Fault]:
    if change.source is not None:
        for _, message in _check_source(change.source, known):
            yield ("source",), message


def _check_model(model: str, known: Known) -> Iterator[Fault]:
    if model not in known.models:
        yield (), f"unknown model `{model}`{nearest(model, known.models)}"


def _check_assumption(change: AssumeChange, known: Known) -> Iterator[Fault]:
    yield from check_observation(change.observation, known)


def _check_prior(change: PriorChange, known: Known) -> Iterator[Fault]:
    yield from _check_outcomes(change.scenario, change.outcomes, known)
    scenario = known.scenarios.get(change.scenario)
    missing = (
        [] if scenario is None else sorted(set(scenario.outcomes) - {*change.outcomes})
    )
    if missing:
        yield ("outcomes",), f"lacks {', '.join(missing)}; give every outcome"


def _check_weight(change: WeightChange, known: Known) -> Iterator[Fault]:
    name, _, indicator = change.indicator.partition("/")
    yield from _check_outcomes(name, change.weights, known)
    scenario = known.scenarios.get(name)
    if scenario is None:
        return
    if indicator not in scenario.indicators:
        hint = nearest(indicator, scenario.indicators)
        yield ("indicator",), f"{name} has no indicator `{indicator}`{hint}"
        return
    key, message = _weighable(change, scenario.indicators[indicator])
    if message:
        yield (key,), message


def _weighable(change: WeightChange, indicator: Indicator) -> tuple[str, str]:
    """Return why an indicator cannot take such weights, and the key at fault."""
    match indicator:
        case StateIndicator(levels=levels) if levels is not None:
            return _weighable_level(change.level, levels)
        case EventIndicator(weights=weights) | CountIndicator(weights=weights):
            if change.level is not None:
                return "level", "belongs to a state only"
            if weights is not None:
                return "", ""
    return "indicator", f"{change.indicator} is given in chances and has no weights"


def _weighable_level(level: str | None, levels: Collection[str]) -> tuple[str, str]:
    if level is None:
        return "indicator", f"is a state; say its `level`: {', '.join(levels)}"
    if level not in levels:
        return "level", f"unknown level `{level}`{nearest(level, levels)}"
    return "", ""


def _check_outcomes(name: str, given: Collection[str], known: Known) -> Iterator[Fault]:
    if name in known.unread:
        return
    scenario = known.scenarios.get(name)
    if scenario is None:
        yield (), f"unknown scenario `{name}`{nearest(name, known.scenarios)}"
        return
    for outcome in given:
        if outcome not in scenario.outcomes:
            hint = nearest(outcome, scenario.outcomes)
            yield (), f"{name} has no outcome `{outcome}`{hint}"


_CHECKS: Mapping[str, Callable[[Any, Known], Iterator[Fault]]] = {
    "drop_source": _check_source,
    "add": check_development,
    "regrade": _check_regrade,
    "prior": _check_prior,
    "weight": _check_weight,
    "assume": _check_assumption,
    "model": _check_model,
}
