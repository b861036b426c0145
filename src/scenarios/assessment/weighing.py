"""Weighing: ledgers and probabilities alone, for all that compares assessments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from scenarios.assessment.assess import probabilities
from scenarios.assessment.scale import check_probabilities, check_words
from scenarios.assessment.words import likelihood_word
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.ledger import Ledger, draw_up_from
from scenarios.engine.reports import hear_all
from scenarios.loading.workspace import ScenarioFile, Workspace

__all__ = ["Weighed", "weigh"]


@dataclass(frozen=True)
class Weighed:
    """A scenario as of a day: its ledger, without interval and confidence.

    Attributes:
        file: The scenario and where it stands.
        model: The scoring model.
        as_of: The day.
        ledger: The additive table.
    """

    file: ScenarioFile
    model: ScoringModel
    as_of: date
    ledger: Ledger

    @property
    def id(self) -> str:
        """Return the scenario's id."""
        return self.scenario.id

    @property
    def scenario(self) -> Scenario:
        """Return what was weighed."""
        return self.file.scenario

    @cached_property
    def probabilities(self) -> Mapping[str, Decimal]:
        """Return the probability of record of each outcome by its id."""
        found = probabilities(self.ledger, self.scenario, self.as_of)
        return dict(zip(self.ledger.outcomes, found, strict=True))

    @cached_property
    def scores(self) -> Mapping[str, Decimal]:
        """Return the decibans of each outcome by its id; they add up to 0."""
        return dict(zip(self.ledger.outcomes, self.ledger.score, strict=True))

    @property
    def words(self) -> Mapping[str, str]:
        """Return the likelihood word of each outcome by its id."""
        standard = self.model.words
        return {
            name: likelihood_word(probability, standard)
            for name, probability in self.probabilities.items()
        }


def weigh(
    workspace: Workspace,
    developments: Iterable[Development],
    as_of: date,
    *,
    scenarios: Sequence[str] = (),
    model: str | None = None,
) -> tuple[Weighed, ...]:
    """Weigh scenarios; arguments and errors as for `assess`.

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
    rules = model_file.model
    told = hear_all(developments, workspace.sources, rules, as_of)
    return tuple(
        Weighed(file, rules, as_of, draw_up_from(file.scenario, rules, told, as_of))
        for file in files
    )
