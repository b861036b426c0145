"""Cross-checks: what one file says of another must hold there."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

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
from scenarios.loading.document import Document, Path, dotted

__all__ = [
    "Fault",
    "Known",
    "check_development",
    "check_id",
    "check_observation",
    "fault_issue",
    "uncounted",
]

Scenarios = Mapping[str, Scenario]
Fault = tuple[Path, str]


@dataclass(frozen=True, slots=True)
class Known:
    """The names of a workspace.

    Attributes:
        scenarios: Scenarios by id.
        unread: Ids of scenarios whose files have faults, so that what they hold
            cannot be told.
        sources: Ids of sources; None where sources.yaml cannot be read.
        models: Ids of models.
    """

    scenarios: Scenarios
    unread: Collection[str] = ()
    sources: Collection[str] | None = ()
    models: Collection[str] = ()


def check_id(document: Document, stem: str, issues: list[Issue]) -> None:
    """Check that a file's id is its name."""
    value = document.value
    name = value.get("id", stem) if isinstance(value, dict) else stem
    if name != stem:
        issues.append(
            Issue(document.locate(("id",)), "id", f"must be the file's name, `{stem}`")
        )


def check_development(development: Development, known: Known) -> Iterator[Fault]:
    """Yield what a development names that is not there, or says of the wrong kind."""
    for place, observation in enumerate(development.observes):
        path: Path = ("observes", place)
        for sub, message in check_observation(observation, known):
            yield (*path, *sub), message
    for place, report in enumerate(development.reports):
        if known.sources is not None and report.source not in known.sources:
            hint = nearest(report.source, known.sources) or "; add it to sources.yaml"
            yield (
                ("reports", place, "source"),
                f"unknown source `{report.source}`{hint}",
            )


def uncounted(development: Development, known: Known) -> Iterator[Fault]:
    """Yield the observations that count for nothing because of their date."""
    for place, observation in enumerate(development.observes):
        scenario = known.scenarios.get(observation.scenario_id)
        if scenario is not None:
            indicator = scenario.indicators[observation.indicator_id]
            reason = _uncounted(development, observation, scenario, indicator)
            if reason:
                yield ("observes", place), f"does not count: {reason}"


def fault_issue(
    document: Document, at: Path, fault: Fault, severity: Severity = Severity.ERROR
) -> Issue:
    """Make an issue of a fault of what stands at `at`."""
    path, message = (*at, *fault[0]), fault[1]
    return Issue(document.locate(path), dotted(path), message, severity)


def check_observation(observation: Observation, known: Known) -> Iterator[Fault]:
    """Yield what an observation names that is not there, or says of the wrong kind."""
    if observation.scenario_id in known.unread:
        return
    scenario = known.scenarios.get(observation.scenario_id)
    if scenario is None:
        hint = nearest(observation.scenario_id, known.scenarios)
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
        yield ("strength",), f"does not belong to {_a(kind)}; only to an event or count"
    if "absent" in given and kind != "event":
        yield ("absent",), f"does not belong to {_a(kind)}; only to an event"
    match indicator:
        case EventIndicator() | CountIndicator():
            if "value" in given:
                yield (
                    ("value",),
                    f"does not belong to {_a(kind)}; only to a state or measure",
                )
        case StateIndicator():
            yield from _check_level(observation, indicator)
        case MeasureIndicator():
            yield from _check_number(observation, indicator)


def _a(kind: str) -> str:
    return f"an {kind}" if kind == "event" else f"a {kind}"


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
