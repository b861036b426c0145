"""Assess scenarios as of a day: the one door to the sums."""

from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack
from datetime import date
from decimal import Context, Decimal
from typing import TYPE_CHECKING, Self

from scenarios.assessment.confidence import judge, survey
from scenarios.assessment.intervals import Recall, Span, draw_spans, name_of
from scenarios.assessment.results import (
    Assessment,
    OutcomeAssessment,
    ScenarioAssessment,
)
from scenarios.assessment.scale import check_probabilities, check_words
from scenarios.assessment.seed import seed_of
from scenarios.assessment.words import likelihood_word
from scenarios.domain.development import Development, Observation
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.assumption import assume
from scenarios.engine.ledger import Ledger, draw_up_from
from scenarios.engine.reports import Told, hear_all
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import ModelFile, ScenarioFile, Workspace
from scenarios.version import __version__

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

__all__ = ["assess", "probabilities"]

WORKERS = 2
RECORDED = Context(prec=34)
"""A record keeps 34 digits of the 42 that are computed."""


def assess(  # noqa: PLR0913 the workspace, the news, the day and three choices
    workspace: Workspace,
    developments: Developments,
    as_of: date,
    *,
    scenarios: Sequence[str] = (),
    model: str | None = None,
    assumptions: Sequence[Observation] = (),
    recall: Recall | None = None,
) -> Assessment:
    """Assess scenarios from what had happened and been published by a day.

    Args:
        workspace: Scenarios, models and sources.
        developments: All that is on file; what came later is left out.
        as_of: The day, inclusive.
        scenarios: Ids of the scenarios wanted, in this order; all where empty.
        model: Id of the scoring model; the workspace's own where None.
        assumptions: Observations taken as certain on that day, for a what-if.
        recall: Remembers intervals; all are drawn where None.

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
    names = {file.scenario.id for file in files}
    # Most of what is on file observes nothing here; only the rest needs hearing.
    linked = [each for each in developments.items if _is_linked(each, names)]
    told = (
        *hear_all(linked, workspace.sources, model_file.model, as_of),
        *(assume(each, as_of) for each in assumptions),
    )
    with _Desk(model_file, developments.digest, as_of, recall) as desk:
        # An interval is begun as soon as its ledger is drawn up: numpy draws it
        # without holding the next ledger up.
        begun = [desk.begin(file, told) for file in files]
        found = tuple(desk.judge(*each) for each in begun)
        desk.keep()
    return Assessment(
        as_of=as_of,
        version=__version__,
        model=model_file.model,
        model_digest=model_file.digest,
        developments=developments.whole.count,
        developments_digest=developments.digest,
        journal=developments.journal,
        scenarios=found,
        linked=len(linked),
        known=sum(_is_known(each, as_of) for each in linked),
    )


def _is_linked(development: Development, scenarios: Collection[str]) -> bool:
    return any(link.scenario_id in scenarios for link in development.observes)


def _is_known(development: Development, as_of: date) -> bool:
    """Tell whether it had happened by a day, and a report of it was out."""
    days = (development.published(report) for report in development.reports)
    return max(development.date, min(days, default=development.date)) <= as_of


def probabilities(ledger: Ledger, scenario: Scenario, as_of: date) -> list[Decimal]:
    """Return the probabilities of record: settled, or the ledger's at 34 digits."""
    resolved = scenario.resolution_at(as_of)
    if resolved is not None:
        return [Decimal(int(name == resolved.outcome)) for name in ledger.outcomes]
    return [RECORDED.plus(p) for p in ledger.probabilities]


Spans = Sequence[Span] | None
"""An interval for each outcome; None where the question is settled."""


class _Desk:
    """Judges one scenario after another, with the intervals that are remembered."""

    def __init__(
        self,
        model: ModelFile,
        developments: str,
        as_of: date,
        recall: Recall | None,
    ) -> None:
        self._model = model.model
        self._inputs = (model.digest, developments)
        self._as_of = as_of
        self._recall = recall
        self._drawn: dict[str, Sequence[Span]] = {}
        self._pool: ThreadPoolExecutor | None = None
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def begin(
        self, file: ScenarioFile, told: Sequence[Told]
    ) -> tuple[ScenarioFile, Ledger, Callable[[], Spans]]:
        """Draw up a scenario's ledger and begin its intervals.

        Returns:
            The scenario, its ledger, and what waits for the intervals.
        """
        ledger = draw_up_from(file.scenario, self._model, told, self._as_of)
        if file.scenario.resolution_at(self._as_of):
            return file, ledger, lambda: None
        return file, ledger, self._spans(file, ledger)

    def judge(
        self, file: ScenarioFile, ledger: Ledger, spans_of: Callable[[], Spans]
    ) -> ScenarioAssessment:
        """Judge one scenario, from its ledger and intervals."""
        scenario, as_of, spans = file.scenario, self._as_of, spans_of()
        width = (
            max((high - low for low, high in spans), default=None) if spans else None
        )
        ground = survey(ledger.rows, min(as_of, scenario.horizon.closes), width)
        return ScenarioAssessment(
            scenario=scenario,
            digest=file.digest,
            outcomes=_outcomes(ledger, scenario, self._model, spans, as_of),
            resolved=scenario.resolution_at(as_of),
            ledger=ledger,
            confidence=judge(ground, self._model.confidence),
            ground=ground,
            where=file.where,
        )

    def keep(self) -> None:
        """Have what was drawn remembered."""
        if self._recall is not None and self._drawn:
            self._recall.keep(self._drawn)

    def _spans(self, file: ScenarioFile, ledger: Ledger) -> Callable[[], Spans]:
        seed = seed_of((file.digest, *self._inputs))
        inputs = (ledger, file.scenario, self._model, seed, self._as_of)
        if self._recall is None:
            return self._workers().submit(draw_spans, *inputs).result
        name = name_of(*inputs)
        known = self._recall.find(name)
        if known is not None and len(known) == len(ledger.outcomes):
            return lambda: known
        drawing = self._workers().submit(draw_spans, *inputs)

        def drawn() -> Spans:
            spans = self._drawn[name] = drawing.result()
            return spans

        return drawn

    def _workers(self) -> "ThreadPoolExecutor":
        """Return the threads that draw; who recalls everything starts none."""
        from concurrent.futures import ThreadPoolExecutor

        if self._pool is None:
            pool = ThreadPoolExecutor(max_workers=WORKERS)
            self._pool = self._stack.enter_context(pool)
        return self._pool


def _outcomes(
    ledger: Ledger,
    scenario: Scenario,
    model: ScoringModel,
    spans: Sequence[Span] | None,
    as_of: date,
) -> tuple[OutcomeAssessment, ...]:
    unknown = [(None, None)] * len(ledger.outcomes)
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
            scenario.outcomes.items(), found, spans or unknown, strict=True
        )
    )
