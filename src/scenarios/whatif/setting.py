"""What an assessment is made from, and how each change of a case alters it.

A change does to the nouns what an editor would do to the files, so that a case is the
same as an assessment of edited files.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scenarios.assessment.assess import assess
from scenarios.assessment.results import Assessment
from scenarios.domain.canonical import digest_of
from scenarios.domain.case import (
    AssumeChange,
    Change,
    PriorChange,
    RegradeChange,
    WeightChange,
    is_of_origin,
)
from scenarios.domain.development import Development, Observation, Report
from scenarios.domain.indicator import Indicator, StateIndicator
from scenarios.domain.noun import Frozen
from scenarios.domain.scenario import Scenario
from scenarios.domain.source import Letter, ReliabilityPeriod
from scenarios.engine.reports import hear
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import Workspace

__all__ = ["Setting", "lay_over", "reweigh"]


@dataclass(frozen=True)
class Setting:
    """Everything that an assessment is made from.

    Attributes:
        workspace: Scenarios, models and sources.
        developments: The news.
        as_of: The day, inclusive.
        model: Id of the scoring model; the workspace's own where None.
        assumptions: Observations taken as certain.
    """

    workspace: Workspace
    developments: Developments
    as_of: date
    model: str | None = None
    assumptions: tuple[Observation, ...] = ()

    def assess(self, scenarios: Sequence[str] = ()) -> Assessment:
        """Assess scenarios by id, all where none is named."""
        return assess(
            self.workspace,
            self.developments,
            self.as_of,
            scenarios=scenarios,
            model=self.model,
            assumptions=self.assumptions,
        )


def lay_over(setting: Setting, changes: Sequence[Change]) -> Setting:
    """Return the setting with changes made, in order.

    How many origins bear a development out depends on all the others, so that
    `least_origins` comes last wherever it stands.
    """
    for change in sorted(changes, key=lambda each: each.kind == "least_origins"):
        setting = _LAY[change.kind](setting, getattr(change, change.kind))
    return setting


def _drop(setting: Setting, name: str) -> Setting:
    items = setting.developments.items
    return _tell(setting, [each for each in items if each.id != name])


def _add(setting: Setting, development: Development) -> Setting:
    return _tell(setting, [*setting.developments.items, development])


def _drop_source(setting: Setting, source: str) -> Setting:
    def without(reports: tuple[Report, ...]) -> tuple[Report, ...]:
        return tuple(each for each in reports if each.source != source)

    return _retell(setting, without)


def _drop_thin(setting: Setting, least: int) -> Setting:
    model = setting.workspace.model(setting.model).model
    sources = setting.workspace.sources
    kept = []
    for each in setting.developments.items:
        told = hear(each, sources, model, setting.as_of)
        voices = () if told is None else told.voices
        if sum(not v.denies and v.decibans > 0 for v in voices) >= least:
            kept.append(each)
    return _tell(setting, kept)


def _regrade(setting: Setting, change: RegradeChange) -> Setting:
    if change.source is None:
        return _regrade_origin(setting, change.origin or "", change.reliability)
    sources = dict(setting.workspace.sources)
    always = ReliabilityPeriod.model_validate(
        {"from": date.min, "grade": change.reliability}
    )
    regraded = sources[change.source].model_copy(update={"reliability": (always,)})
    sources[change.source] = regraded
    return replace(setting, workspace=replace(setting.workspace, sources=sources))


def _regrade_origin(setting: Setting, origin: str, letter: Letter) -> Setting:
    def regrade(reports: tuple[Report, ...]) -> tuple[Report, ...]:
        return tuple(
            each.model_copy(update={"grade": f"{letter}{each.credibility}"})
            if each.grade is None and is_of_origin(each.origin, origin)
            else each
            for each in reports
        )

    return _retell(setting, regrade)


def _set_prior(setting: Setting, change: PriorChange) -> Setting:
    scenario = setting.workspace.scenarios[change.scenario].scenario
    outcomes = Frozen(
        {
            name: outcome.model_copy(update={"prior": change.outcomes[name]})
            for name, outcome in scenario.outcomes.items()
        }
    )
    return _rewrite(setting, scenario, {"outcomes": outcomes})


def _set_weights(setting: Setting, change: WeightChange) -> Setting:
    name, _, place = change.indicator.partition("/")
    scenario = setting.workspace.scenarios[name].scenario
    reweighted = reweigh(scenario.indicators[place], change)
    indicators = Frozen({**scenario.indicators, place: reweighted})
    return _rewrite(setting, scenario, {"indicators": indicators})


def reweigh(indicator: Indicator, change: WeightChange) -> Indicator:
    """Return an indicator with other weights merged over its own, or over a level's."""
    if isinstance(indicator, StateIndicator):
        levels, level = indicator.levels or {}, change.level or ""
        merged = Frozen({**levels[level], **change.weights})
        return indicator.model_copy(
            update={"levels": Frozen({**levels, level: merged})}
        )
    own = getattr(indicator, "weights", None) or {}
    return indicator.model_copy(update={"weights": Frozen({**own, **change.weights})})


def _assume(setting: Setting, change: AssumeChange) -> Setting:
    others = [
        each for each in setting.assumptions if each.indicator != change.indicator
    ]
    return replace(setting, assumptions=(*others, change.observation))


def _set_model(setting: Setting, model: str) -> Setting:
    return replace(setting, model=model)


def _set_day(setting: Setting, as_of: date) -> Setting:
    return replace(setting, as_of=as_of)


def _tell(setting: Setting, items: Sequence[Development]) -> Setting:
    # Counted and digested anew: no file and no journal holds them so.
    return replace(setting, developments=Developments(tuple(items)))


def _retell(
    setting: Setting, change: Callable[[tuple[Report, ...]], tuple[Report, ...]]
) -> Setting:
    """Change the reports of every development."""
    items = [
        each.model_copy(update={"reports": change(each.reports)})
        for each in setting.developments.items
    ]
    return _tell(setting, items)


def _rewrite(
    setting: Setting, scenario: Scenario, update: Mapping[str, object]
) -> Setting:
    """Change a scenario; it has no file then, so its digest is of its content."""
    workspace = setting.workspace
    rewritten = scenario.model_copy(update=dict(update))
    file = replace(
        workspace.scenarios[scenario.id],
        scenario=rewritten,
        digest=digest_of([rewritten]),
    )
    files = {**workspace.scenarios, scenario.id: file}
    return replace(setting, workspace=replace(workspace, scenarios=files))


_LAY: Mapping[str, Callable[[Setting, Any], Setting]] = {
    "drop": _drop,
    "drop_source": _drop_source,
    "least_origins": _drop_thin,
    "add": _add,
    "regrade": _regrade,
    "prior": _set_prior,
    "weight": _set_weights,
    "assume": _assume,
    "model": _set_model,
    "as_of": _set_day,
}
