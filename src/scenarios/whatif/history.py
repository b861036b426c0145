"""Scenarios over time: the probabilities on many days, and what made each step.

A step has two parts that add up: what the news since the point before moved, and what
time alone did (silence, fading news and the clock).
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256

import numpy as np

from scenarios.assessment.scale import check_probabilities, check_words
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.arrays.sweep import evaluate_variants, sweep
from scenarios.engine.arrays.told import Telling, tell_all
from scenarios.engine.arrays.variants import Variants, set_stage
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import ModelFile, ScenarioFile, Workspace
from scenarios.whatif.period import Period
from scenarios.whatif.series import Course, Series, follow

__all__ = ["History", "history"]

WORKERS = 2
# Draws times days, over all scenarios: what can be waited for.
MOST_DRAWS = 400_000
MOVED = 1e-9


@dataclass(frozen=True, slots=True)
class History:
    """Scenarios over time, under one model.

    Attributes:
        period: What was asked for.
        model: The model.
        developments: The news.
        series: In the order asked for.
    """

    period: Period
    model: ModelFile
    developments: Developments
    series: tuple[Series, ...]


def history(
    workspace: Workspace,
    developments: Developments,
    period: Period,
    *,
    scenarios: Sequence[str] = (),
    model: str | None = None,
) -> History:
    """Follow scenarios over time.

    Args:
        workspace: Scenarios, models and sources.
        developments: All that is on file.
        period: Which days.
        scenarios: Ids of the scenarios wanted, in this order; all where empty.
        model: Id of the scoring model; the workspace's own where None.

    Raises:
        UnknownScenarioError: The workspace holds no scenario of such a name.
        UnknownModelError: The workspace holds no model of such a name.
        FaultyDataError: The model's scale lacks words that the scenarios use.
        ScoresOnlyError: The model's method gives scores.
        NoDaysError: The first day lies after the last.
        TooManyDaysError: There are more days than can be shown.
    """
    model_file = workspace.model(model)
    check_probabilities(model_file)
    files = workspace.chosen(scenarios)
    check_words(files, model_file)
    tellings = tell_all(developments.items, workspace.sources, model_file.model)
    inputs = (model_file.digest, developments.digest)
    most = MOST_DRAWS // max(1, len(files))

    def one(file: ScenarioFile) -> Series:
        course = _course(file, tellings, model_file.model, period)
        seed = sha256("\n".join((file.digest, *inputs)).encode()).digest()
        return follow(file, course, seed, most)

    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        series = tuple(pool.map(one, files))
    return History(period, model_file, developments, series)


def _course(
    file: ScenarioFile,
    tellings: Sequence[Telling],
    model: ScoringModel,
    period: Period,
) -> Course:
    scenario = file.scenario
    mine = [
        each
        for each in tellings
        if any(link.scenario_id == scenario.id for link in each.development.observes)
    ]
    stage = set_stage(scenario, model, [each.development for each in mine])
    heard = [each for each in mine if each.development.id in stage.observed]
    places = {each.development.id: place for place, each in enumerate(heard)}
    stage = replace(stage, places=places)
    days = period.days(scenario.horizon, _turns(scenario, heard))
    course = Course(stage, heard, days)
    return course if period.every is not None else _moving(course)


def _turns(scenario: Scenario, heard: Sequence[Telling]) -> set[int]:
    """Return the days on which something is new."""
    turns = {day for each in heard for day in each.days}
    if scenario.resolved is not None:
        turns.add(scenario.resolved.on.toordinal())
    return turns


def _moving(course: Course) -> Course:
    """Leave out the days whose news moved nothing, all but the first and the last."""
    days, told = course.days, course.told
    both = Variants(
        np.concatenate((days[1:], days[1:])),
        np.concatenate((told[:, 1:], told[:, :-1]), axis=1),
    )
    found = evaluate_variants(sweep(course.stage, both))
    found = np.broadcast_to(found, (len(found), 2 * len(days) - 2))
    now, before = np.split(found, 2, axis=1)
    stays = np.ones(len(days), dtype=bool)
    stays[1:] = (np.abs(now - before) > MOVED).any(axis=0)
    stays[-1] = True
    resolved = course.stage.scenario.resolved
    if resolved is not None:
        stays |= days == resolved.on.toordinal()
    return replace(course, days=days[stays])
