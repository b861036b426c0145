"""Scores: what the methods give that order outcomes without saying how likely they are.

They read the same files and the same ledger as an assessment. A score is never called a
probability, has no likelihood word and no interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from scenarios.assessment.scale import check_words
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Resolution, Scenario
from scenarios.engine.ach import MatrixRow, matrix, summed
from scenarios.engine.decimals import ZERO
from scenarios.engine.ledger import Ledger, draw_up_from
from scenarios.engine.reports import Told, hear_all
from scenarios.engine.weighted_index import index
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import ModelFile, ScenarioFile, Workspace
from scenarios.version import __version__

__all__ = ["OutcomeScore", "ScenarioScores", "Scores", "score"]


@dataclass(frozen=True, slots=True)
class OutcomeScore:
    """One outcome's score.

    Attributes:
        id: The outcome's id.
        title: Its title.
        score: Its score; None where nothing is known that could give one.
        rank: 1 for the best; equal scores share the better rank.
    """

    id: str
    title: str
    score: Decimal | None
    rank: int


@dataclass(frozen=True, slots=True)
class ScenarioScores:
    """One scenario's scores.

    Attributes:
        file: The scenario and where it stands.
        outcomes: In the order of the file.
        resolved: What is settled by then; scores say nothing of it.
        matrix: The rows of the matrix, for the method ach; else empty.
        ledger: The ledger that the method shares, for the weighted index.
    """

    file: ScenarioFile
    outcomes: tuple[OutcomeScore, ...]
    resolved: Resolution | None
    matrix: tuple[MatrixRow, ...]
    ledger: Ledger

    @property
    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.file.scenario

    @property
    def leading(self) -> tuple[OutcomeScore, ...]:
        """Return the outcomes that rank first; several where they are equal."""
        return tuple(outcome for outcome in self.outcomes if outcome.rank == 1)


@dataclass(frozen=True, slots=True)
class Scores:
    """Scenarios scored under one model, as of a day.

    Attributes:
        as_of: The day, inclusive.
        version: Version of the engine.
        model: The model.
        developments: The news.
        scenarios: In the order asked for.
    """

    as_of: date
    version: str
    model: ModelFile
    developments: Developments
    scenarios: tuple[ScenarioScores, ...]

    @property
    def better(self) -> Literal["least", "most"]:
        """Return which score is the best: the least inconsistency, the most points."""
        return "least" if self.model.model.method == "ach" else "most"


def score(
    workspace: Workspace,
    developments: Developments,
    as_of: date,
    *,
    scenarios: Sequence[str] = (),
    model: str,
) -> Scores:
    """Score scenarios under a model whose method gives scores.

    Args:
        workspace: Scenarios, models and sources.
        developments: All that is on file; what came later is left out.
        as_of: The day, inclusive.
        scenarios: Ids of the scenarios wanted, in this order; all where empty.
        model: Id of the model; its method is ach or weighted-index.

    Raises:
        UnknownScenarioError: The workspace holds no scenario of such a name.
        UnknownModelError: The workspace holds no model of such a name.
        FaultyDataError: The model's scale lacks words that the scenarios use.
    """
    model_file = workspace.model(model)
    files = workspace.chosen(scenarios)
    check_words(files, model_file)
    told = hear_all(developments.items, workspace.sources, model_file.model, as_of)
    found = tuple(_score_one(file, model_file.model, told, as_of) for file in files)
    return Scores(as_of, __version__, model_file, developments, found)


def _score_one(
    file: ScenarioFile, model: ScoringModel, told: Sequence[Told], as_of: date
) -> ScenarioScores:
    scenario = file.scenario
    ledger = draw_up_from(scenario, model, told, as_of)
    readings = [row.reading for row in ledger.rows]
    rows: tuple[MatrixRow, ...] = ()
    scores: Sequence[Decimal | None]
    if model.ach is None:
        scores = index(ledger.rows) or [None] * len(scenario.outcomes)
    else:
        rows = matrix(readings, scenario, model, model.ach)
        scores = summed(rows, len(scenario.outcomes))
    return ScenarioScores(
        file=file,
        outcomes=_ranked(scenario, scores, least=model.ach is not None),
        resolved=scenario.resolution_at(as_of),
        matrix=rows,
        ledger=ledger,
    )


def _ranked(
    scenario: Scenario, scores: Sequence[Decimal | None], *, least: bool
) -> tuple[OutcomeScore, ...]:
    sizes = [ZERO if each is None else (each if least else -each) for each in scores]
    return tuple(
        OutcomeScore(name, outcome.title, each, 1 + sum(s < size for s in sizes))
        for (name, outcome), each, size in zip(
            scenario.outcomes.items(), scores, sizes, strict=True
        )
    )
