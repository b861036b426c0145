"""Assess scenarios as of a day: the one door to the sums."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Context, Decimal
from functools import partial

from scenarios.assessment.confidence import judge, survey
from scenarios.assessment.drawing import pack_day, seed_of
from scenarios.assessment.results import (
    Assessment,
    OutcomeAssessment,
    ScenarioAssessment,
)
from scenarios.assessment.scale import check_probabilities, check_words
from scenarios.assessment.words import likelihood_word
from scenarios.domain.development import Observation
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.arrays.interval import interval, seeded
from scenarios.engine.assumption import assume
from scenarios.engine.ledger import Ledger, draw_up_from
from scenarios.engine.reports import hear_all
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import ScenarioFile, Workspace
from scenarios.version import __version__

__all__ = ["assess", "probabilities"]

WORKERS = 2
RECORDED = Context(prec=34)
"""A record keeps 34 digits of the 42 that are computed."""

Span = tuple[float | None, float | None]


def assess(  # noqa: PLR0913 the workspace, the news, the day and three choices
    workspace: Workspace,
    developments: Developments,
    as_of: date,
    *,
    scenarios: Sequence[str] = (),
    model: str | None = None,
    assumptions: Sequence[Observation] = (),
) -> Assessment:
    """Assess scenarios from what had happened and been published by a day.

    Args:
        workspace: Scenarios, models and sources.
        developments: All that is on file; what came later is left out.
        as_of: The day, inclusive.
        scenarios: Ids of the scenarios wanted, in this order; all where empty.
        model: Id of the scoring model; the workspace's own where None.
        assumptions: Observations taken as certain on that day, for a what-if.

    Raises:
        UnknownScenarioError: The workspace holds no scenario of such a name.
        UnknownModelError: The workspace holds no model of such a name.
        FaultyDataError: The model's scale lacks words that the scenarios use.
        ScoresOnlyError: The model's method gives scores.
    """
    model_file = workspace.model(model)
    check_probabilities(model_file)
    told = (
        *hear_all(developments.items, workspace.sources, model_file.model, as_of),
        *(assume(each, as_of) for each in assumptions),
    )
    files = workspace.chosen(scenarios)
    check_words(files, model_file)
    inputs = (model_file.digest, developments.digest)
    # A ledger is handed on as soon as it is drawn up: numpy draws its interval
    # without holding the next one up.
    ledgers = (
        draw_up_from(file.scenario, model_file.model, told, as_of) for file in files
    )
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        judge_one = partial(_assess_one, model_file.model, inputs, as_of)
        found = tuple(pool.map(judge_one, files, ledgers))
    return Assessment(
        as_of=as_of,
        version=__version__,
        model=model_file.model,
        model_digest=model_file.digest,
        developments=developments.whole.count,
        developments_digest=developments.digest,
        journal=developments.journal,
        scenarios=found,
    )


def probabilities(ledger: Ledger, scenario: Scenario, as_of: date) -> list[Decimal]:
    """Return the probabilities of record: settled, or the ledger's at 34 digits."""
    resolved = scenario.resolution_at(as_of)
    if resolved is not None:
        return [Decimal(int(name == resolved.outcome)) for name in ledger.outcomes]
    return [RECORDED.plus(p) for p in ledger.probabilities]


def _assess_one(
    model: ScoringModel,
    inputs: tuple[str, str],
    as_of: date,
    file: ScenarioFile,
    ledger: Ledger,
) -> ScenarioAssessment:
    scenario = file.scenario
    resolved = scenario.resolution_at(as_of)
    spans: Sequence[Span] = [(None, None)] * len(ledger.outcomes)
    if resolved is None:
        spans = _spans(ledger, scenario, model, (file.digest, *inputs), as_of)
    widths = [high - low for low, high in spans if low is not None and high is not None]
    until = min(as_of, scenario.horizon.closes)
    ground = survey(ledger.rows, until, max(widths, default=None))
    return ScenarioAssessment(
        scenario=scenario,
        digest=file.digest,
        outcomes=_outcomes(ledger, scenario, model, spans, as_of),
        resolved=resolved,
        ledger=ledger,
        confidence=judge(ground, model.confidence),
        ground=ground,
        where=file.where,
    )


def _outcomes(
    ledger: Ledger,
    scenario: Scenario,
    model: ScoringModel,
    spans: Sequence[Span],
    as_of: date,
) -> tuple[OutcomeAssessment, ...]:
    found = probabilities(ledger, scenario, as_of)
    return tuple(
        OutcomeAssessment(
            id=name,
            title=outcome.title,
            prior=outcome.prior,
            probability=probability,
            low=low,
            high=high,
            word=likelihood_word(probability, model.words),
        )
        for (name, outcome), probability, (low, high) in zip(
            scenario.outcomes.items(), found, spans, strict=True
        )
    )


def _spans(
    ledger: Ledger,
    scenario: Scenario,
    model: ScoringModel,
    inputs: Sequence[str],
    as_of: date,
) -> Sequence[Span]:
    packed = pack_day(ledger, scenario, model, as_of)
    low, high = interval(packed, model.uncertainty, seeded(seed_of(inputs)))
    return list(zip(low.tolist(), high.tolist(), strict=True))
