"""The same evidence under several models, side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.assessment.assess import assess
from scenarios.assessment.results import Assessment
from scenarios.assessment.scores import Scores, score
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import ModelFile, ScenarioFile, Workspace

__all__ = ["Answer", "Comparison", "compare"]

Answer = Assessment | Scores


@dataclass(frozen=True, slots=True)
class Comparison:
    """Scenarios under several models, as of a day.

    Attributes:
        as_of: The day, inclusive.
        developments: The news.
        models: In the order asked for.
        answers: Of each model: probabilities, or scores where its method gives those.
        scenarios: In the order asked for.
    """

    as_of: date
    developments: Developments
    models: tuple[ModelFile, ...]
    answers: tuple[Answer, ...]
    scenarios: tuple[ScenarioFile, ...]

    def leads(self, scenario: str) -> tuple[tuple[str, ...], ...]:
        """Return the outcomes that lead under each model; several where equal.

        Where a method scores all alike, none leads.
        """
        return tuple(_leads(answer, scenario) for answer in self.answers)


def compare(
    workspace: Workspace,
    developments: Developments,
    as_of: date,
    *,
    models: Sequence[str] = (),
    scenarios: Sequence[str] = (),
) -> Comparison:
    """Put the same evidence under several models.

    Args:
        workspace: Scenarios, models and sources.
        developments: All that is on file.
        as_of: The day, inclusive.
        models: Ids of the models, each once, in this order; all where empty.
        scenarios: Ids of the scenarios wanted, in this order; all where empty.

    Raises:
        UnknownScenarioError: The workspace holds no scenario of such a name.
        UnknownModelError: The workspace holds no model of such a name.
        FaultyDataError: A model's scale lacks words that the scenarios use.
    """
    names = tuple(dict.fromkeys(models)) or _all_models(workspace)
    files = tuple(workspace.model(name) for name in names)
    answers = tuple(
        score(workspace, developments, as_of, scenarios=scenarios, model=file.model.id)
        if file.model.gives_scores
        else assess(
            workspace, developments, as_of, scenarios=scenarios, model=file.model.id
        )
        for file in files
    )
    return Comparison(as_of, developments, files, answers, workspace.chosen(scenarios))


def _all_models(workspace: Workspace) -> tuple[str, ...]:
    """Return the workspace's own model, then the others, those with scores last."""
    others = sorted(
        workspace.models,
        key=lambda name: (
            name != workspace.settings.model,
            workspace.models[name].model.gives_scores,
            name,
        ),
    )
    return tuple(others)


def _leads(answer: Answer, scenario: str) -> tuple[str, ...]:
    if isinstance(answer, Assessment):
        chances = answer[scenario].probabilities
        highest = max(chances.values())
        return tuple(name for name, p in chances.items() if p == highest)
    (found,) = (each for each in answer.scenarios if each.scenario.id == scenario)
    leading = tuple(outcome.id for outcome in found.leading)
    return () if len(leading) == len(found.outcomes) else leading
