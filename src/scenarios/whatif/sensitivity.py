"""What an assessment hangs on: every number moved, every piece of evidence left out.

Two questions, kept apart. *Parameters*: how far would it move if a judgement were a
step lower or higher (a tornado)? *Evidence*: how would it stand without a development,
a source or an origin? One whose absence moves much is a linchpin of the assessment.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from hashlib import sha256

import numpy as np

from scenarios.assessment.scale import check_probabilities, check_words
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.engine.arrays.interval import seeded
from scenarios.engine.arrays.sobol import doubt_indices
from scenarios.engine.arrays.sweep import sweep
from scenarios.engine.arrays.told import days_of
from scenarios.engine.arrays.variants import Variants, set_stage
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import ScenarioFile, Workspace
from scenarios.whatif.hearing import Hearing
from scenarios.whatif.inputs import inputs_of
from scenarios.whatif.swings import (
    Chances,
    LeftOut,
    LeftOutKind,
    ScenarioSensitivity,
    Sensitivity,
    Swing,
    VarianceShare,
)
from scenarios.whatif.variation import Variation, evaluate

__all__ = ["sensitivity"]

GLOBAL_DRAWS = 2048
PRIOR = "prior"
Absence = tuple[LeftOutKind, str, str, Variation]


def sensitivity(  # noqa: PLR0913 the workspace, the news, the day and three choices
    workspace: Workspace,
    developments: Developments,
    as_of: date,
    *,
    scenarios: Sequence[str] = (),
    model: str | None = None,
    variance: bool = False,
) -> Sensitivity:
    """Find what scenarios hang on.

    Args:
        workspace: Scenarios, models and sources.
        developments: All that is on file.
        as_of: The day, inclusive.
        scenarios: Ids of the scenarios wanted, in this order; all where empty.
        model: Id of the scoring model; the workspace's own where None.
        variance: Whether to share out the interval's variance as well.

    Raises:
        UnknownScenarioError: The workspace holds no scenario of such a name.
        UnknownModelError: The workspace holds no model of such a name.
        FaultyDataError: The model's scale lacks words that the scenarios use.
        ScoresOnlyError: The model's method gives scores.
    """
    model_file = workspace.model(model)
    check_probabilities(model_file)
    files = workspace.chosen(scenarios)
    check_words(files, model_file)
    hearing = Hearing(developments.items, workspace.sources, model_file.model, as_of)
    seeds = (model_file.digest, developments.digest)
    found = []
    for file in files:
        one = _Desk(file, hearing, model_file.model, as_of)
        seed = sha256("\n".join((file.digest, *seeds)).encode()).digest()
        found.append(one.report(seed if variance else None))
    return Sensitivity(as_of, model_file, developments, tuple(found))


class _Desk:
    """One scenario with the developments that count for it."""

    def __init__(
        self, file: ScenarioFile, hearing: Hearing, model: ScoringModel, as_of: date
    ) -> None:
        self._file, self._hearing, self._as_of = file, hearing, as_of
        linked = [d for d in hearing.developments if _observes(d, file.scenario.id)]
        self._stage = set_stage(file.scenario, model, linked)
        observed = self._stage.observed
        self._news = [d for d in linked if d.id in observed and d.date <= as_of]

    def report(self, seed: bytes | None) -> ScenarioSensitivity:
        """Vary everything in one sweep; share out the variance if there is a seed."""
        resolved = self._file.scenario.resolution_at(self._as_of)
        inputs, absences = [], list[Absence]()
        if resolved is None:
            inputs = inputs_of(self._stage, self._hearing, self._news)
            absences = list(self._absences())
        steps = [step for each in inputs for step in (each.lower, each.higher)]
        variations = [Variation(), *steps, *(absence[-1] for absence in absences)]
        now, *rest = self._evaluate(variations)
        ends, without = rest[: len(steps)], rest[len(steps) :]
        swings = [
            Swing(each, lower, higher, {_lead(lower), _lead(higher)} != {_lead(now)})
            for each, lower, higher in zip(inputs, ends[::2], ends[1::2], strict=True)
        ]
        left_out = [
            LeftOut(kind, name, title, len(v.told), then, _lead(then) != _lead(now))
            for (kind, name, title, v), then in zip(absences, without, strict=True)
        ]
        shares = () if seed is None or resolved else self._shares(seed)
        return ScenarioSensitivity(
            self._file, resolved, now, tuple(swings), tuple(left_out), shares
        )

    def _absences(self) -> Iterator[Absence]:
        for each in self._news:
            if self._hearing.told[each.id] > 0:
                yield "development", each.id, each.title, Variation(told={each.id: 0.0})
        reports = [report for each in self._news for report in each.reports]
        for name in sorted({report.source for report in reports}):
            told = self._hearing.without_source(self._news, name)
            source = self._hearing.sources.get(name)
            yield "source", name, source.title if source else "", Variation(told=told)
        for name in sorted({report.origin for report in reports if report.origin}):
            told = self._hearing.without_origin(self._news, name)
            yield "origin", name, "", Variation(told=told)

    def _evaluate(self, variations: list[Variation]) -> list[Chances]:
        told = self._hearing.told
        columns = evaluate(self._stage, told, self._as_of, variations)
        names = list(self._file.scenario.outcomes)
        return [dict(zip(names, column, strict=True)) for column in columns.T.tolist()]

    def _shares(self, seed: bytes) -> tuple[VarianceShare, ...]:
        told = np.array([[self._hearing.told[name]] for name in self._stage.places])
        variants = Variants(days_of([self._as_of]), told.reshape(-1, 1))
        packed = sweep(self._stage, variants)
        uncertainty = self._stage.model.uncertainty
        found = doubt_indices(packed, uncertainty, GLOBAL_DRAWS, seeded(seed))
        whole, outcomes = found.whole, list(self._file.scenario.outcomes)
        return tuple(
            VarianceShare(
                name=name,
                first=float(whole.first[place, 0]),
                total=float(whole.total[place, 0]),
                error=float(whole.error[place, 0]),
                outcomes=dict(zip(outcomes, found.total[place].tolist(), strict=True)),
            )
            for place, name in enumerate((PRIOR, *self._file.scenario.indicators))
        )


def _observes(development: Development, scenario: str) -> bool:
    return any(link.scenario_id == scenario for link in development.observes)


def _lead(chances: Chances) -> str:
    return max(chances, key=lambda outcome: chances[outcome])
