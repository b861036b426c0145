"""Cross-checks: what one file says of another must hold there."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from scenarios.domain.case import Case, Change
from scenarios.domain.development import Development, Observation
from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    Indicator,
    MeasureIndicator,
    StateIndicator,
)
from scenarios.domain.scenario import Scenario
from scenarios.errors import Issue, Severity, nearest
from scenarios.loading.document import Document, Path

__all__ = ["check_case", "check_development", "check_id"]

Scenarios = Mapping[str, Scenario]
Fault = tuple[Path, str]


def check_id(document: Document, stem: str, issues: list[Issue]) -> None:
    """Check that a file's id is its name."""
    value = document.value
    name = value.get("id", stem) if isinstance(value, dict) else stem
    if name != stem:
        issues.append(
            Issue(document.locate(("id",)), "id", f"must be the file's name, `{stem}`")
        )


def check_development(
    development: Development, scenarios: Scenarios, sources: Mapping[str, object]
) -> Iterator[Fault]:
    """Yield what a development names that is not there, or says of the wrong kind."""
    for place, observation in enumerate(development.observes):
        path: Path = ("observes", place)
        for sub, message in _check_observation(observation, scenarios):
            yield (*path, *sub), message
    for place, report in enumerate(development.reports):
        if report.source not in sources:
            hint = nearest(report.source, sources) or "; add it to sources.yaml"
            yield (
                ("reports", place, "source"),
                f"unknown source `{report.source}`{hint}",
            )


def uncounted(development: Development, scenarios: Scenarios) -> Iterator[Fault]:
    """Yield the observations that count for nothing because of their date."""
    for place, observation in enumerate(development.observes):
        scenario = scenarios[observation.scenario_id]
        indicator = scenario.indicators[observation.indicator_id]
        reason = _uncounted(development, observation, scenario, indicator)
        if reason:
            yield ("observes", place), f"does not count: {reason}"


def check_case(
    document: Document,
    case: Case,
    scenarios: Scenarios,
    models: Mapping[str, object],
    sources: Mapping[str, object],
) -> Iterator[Issue]:
    """Yield what a case names that is not in the workspace."""
    for place, change in enumerate(case.changes):
        for sub, message in _check_change(change, scenarios, models, sources):
            path: Path = ("changes", place, *sub)
            yield Issue(document.locate(path), ".".join(map(str, path)), message)


def development_issue(
    document: Document, at: Path, fault: Fault, severity: Severity = Severity.ERROR
) -> Issue:
    """Make an issue of a fault of the development that stands at `at`."""
    path, message = (*at, *fault[0]), fault[1]
    return Issue(document.locate(path), ".".join(map(str, path)), message, severity)


def _check_observation(
    observation: Observation, scenarios: Scenarios
) -> Iterator[Fault]:
    scenario = scenarios.get(observation.scenario_id)
    if scenario is None:
        hint = nearest(observation.scenario_id, scenarios)
        yield (), f"unknown scenario `{observation.scenario_id}`{hint}"
        return
    indicator = scenario.indicators.get(observation.indicator_id)
    if indicator is None:
        hint = nearest(observation.indicator_id, scenario.indicators)
        yield (), f"{scenario.id} has no indicator `{observation.indicator_id}`{hint}"
        return
    yield from _check_kind(observation, indicator)


def _check_kind(observation: Observation, indicator: Indicator) -> Iterator[Fault]:
    given = observation.model_fields_set
    kind = indicator.kind
    if "strength" in given and kind not in {"event", "count"}:
        yield ("strength",), f"does not belong to a {kind}; only to an event or count"
    if "absent" in given and kind != "event":
        yield ("absent",), f"does not belong to a {kind}; only to an event"
    match indicator:
        case EventIndicator() | CountIndicator():
            if "value" in given:
                yield (
                    ("value",),
                    f"does not belong to {kind}; only to state and measure",
                )
        case StateIndicator():
            yield from _check_level(observation, indicator)
        case MeasureIndicator():
            yield from _check_number(observation, indicator)


def _check_level(
    observation: Observation, indicator: StateIndicator
) -> Iterator[Fault]:
    levels = indicator.level_ids
    listed = f"; the levels are {', '.join(levels)}"
    if observation.value is None:
        yield (), f"lacks the level of the state as `value`{listed}"
    elif observation.level not in levels:
        hint = nearest(observation.level, levels) or listed
        yield ("value",), f"unknown level `{observation.level}`{hint}"


def _check_number(
    observation: Observation, indicator: MeasureIndicator
) -> Iterator[Fault]:
    value = observation.value
    if not isinstance(value, Decimal):
        unit = f" in {indicator.unit}" if indicator.unit else ""
        yield ("value",), f"must be a number{unit}"
    elif indicator.distribution == "lognormal" and value <= 0:
        yield ("value",), "must be above 0, for a lognormal"


def _uncounted(
    development: Development,
    observation: Observation,
    scenario: Scenario,
    indicator: Indicator,
) -> str:
    horizon = scenario.horizon
    if not horizon.holds(development.date):
        return f"dated outside the horizon, {horizon.opens} to {horizon.closes}"
    if not isinstance(indicator, EventIndicator) or observation.absent:
        return ""
    if indicator.window_holds(development.date, horizon.opens):
        return ""
    first = indicator.window_opens(horizon.opens)
    return f"dated outside the indicator's window, {indicator.within} days from {first}"


def _check_change(
    change: Change,
    scenarios: Scenarios,
    models: Mapping[str, object],
    sources: Mapping[str, object],
) -> Iterator[Fault]:
    if change.add is not None:
        for path, message in check_development(change.add, scenarios, sources):
            yield ("add", *path), message
    if change.regrade is not None and change.regrade.source not in sources:
        hint = nearest(change.regrade.source, sources)
        yield ("regrade", "source"), f"unknown source `{change.regrade.source}`{hint}"
    if change.model is not None and change.model not in models:
        hint = nearest(change.model, models)
        yield ("model",), f"unknown model `{change.model}`{hint}"
    if change.prior is not None:
        yield from _check_outcomes(
            "prior", change.prior.scenario, change.prior.outcomes, scenarios
        )
    if change.weight is not None:
        yield from _check_weight(change, scenarios)


def _check_weight(change: Change, scenarios: Scenarios) -> Iterator[Fault]:
    if change.weight is None:
        return
    name, _, indicator = change.weight.indicator.partition("/")
    yield from _check_outcomes("weight", name, change.weight.weights, scenarios)
    scenario = scenarios.get(name)
    if scenario is not None and indicator not in scenario.indicators:
        hint = nearest(indicator, scenario.indicators)
        yield ("weight", "indicator"), f"{name} has no indicator `{indicator}`{hint}"


def _check_outcomes(
    key: str, name: str, given: Mapping[str, object], scenarios: Scenarios
) -> Iterator[Fault]:
    scenario = scenarios.get(name)
    if scenario is None:
        yield (key,), f"unknown scenario `{name}`{nearest(name, scenarios)}"
        return
    for outcome in given:
        if outcome not in scenario.outcomes:
            hint = nearest(outcome, scenario.outcomes)
            yield (key,), f"{name} has no outcome `{outcome}`{hint}"
    if key == "prior" and set(given) != set(scenario.outcomes):
        missing = sorted(set(scenario.outcomes) - set(given))
        if missing:
            yield (key, "outcomes"), f"lacks {', '.join(missing)}; give every outcome"
