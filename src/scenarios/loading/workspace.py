"""What a workspace holds: scenarios, models, sources and cases, each with its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Self

from scenarios.domain.case import Case
from scenarios.domain.scenario import Resolution, Scenario
from scenarios.domain.settings import Settings
from scenarios.domain.source import Source
from scenarios.errors import (
    Issue,
    Location,
    Severity,
    UnknownModelError,
    UnknownOutcomeError,
    UnknownScenarioError,
)
from scenarios.loading.checks import Known
from scenarios.loading.document import Document
from scenarios.loading.models import ModelFile

__all__ = ["CaseFile", "ModelFile", "ScenarioFile", "SourcesFile", "Workspace"]


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario and where it stands.

    Attributes:
        path: The file, relative to the workspace.
        digest: SHA-256 of its bytes.
        scenario: What it says.
        where: Path and line of each indicator, relative to the workspace.
        asserted: Where each of its assertions stands.
        outcomes: Path and line of each outcome, as of the indicators.
    """

    path: str
    digest: str
    scenario: Scenario
    where: Mapping[str, str]
    asserted: tuple[Location, ...] = ()
    outcomes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CaseFile:
    """A case and where it stands.

    Attributes:
        path: The file, relative to the workspace.
        digest: SHA-256 of its bytes.
        case: What it says.
        document: Its text, for the places of faults.
    """

    path: str
    digest: str
    case: Case
    document: Document = field(repr=False, compare=False)


@dataclass(frozen=True)
class SourcesFile:
    """The registry of sources as a file.

    Attributes:
        path: The file, relative to the workspace.
        digest: SHA-256 of its bytes.
        where: Path and line of each source.
    """

    path: str
    digest: str
    where: Mapping[str, str]


@dataclass(frozen=True)
class Workspace:
    """Everything of a workspace but its news.

    Attributes:
        root: The folder.
        scenarios: Scenario files by id, in order of id.
        models: Model files by id; holds `default` unless that has faults.
        sources: Sources by id.
        cases: Case files by id.
        settings: What workspace.yaml sets.
        known: The names that other files may use.
        issues: Faults found while reading it; only warnings once loaded.
        registry: The file of the sources; None where there is none.
    """

    root: Path
    scenarios: Mapping[str, ScenarioFile]
    models: Mapping[str, ModelFile]
    sources: Mapping[str, Source]
    cases: Mapping[str, CaseFile]
    settings: Settings
    known: Known
    issues: tuple[Issue, ...] = field(default=(), compare=False)
    registry: SourcesFile | None = None

    def model(self, name: str | None = None) -> ModelFile:
        """Return a model by id, or the workspace's own.

        Raises:
            UnknownModelError: There is no such model.
        """
        wanted = self.settings.model if name is None else name
        if wanted not in self.models:
            raise UnknownModelError(wanted, self.models)
        return self.models[wanted]

    def chosen(self, names: Sequence[str] = ()) -> tuple[ScenarioFile, ...]:
        """Return scenarios by id in the order given, each once, or all of them.

        Raises:
            UnknownScenarioError: There is no such scenario.
        """
        for name in names:
            if name not in self.scenarios:
                raise UnknownScenarioError(name, self.scenarios)
        wanted = dict.fromkeys(names) or self.scenarios
        return tuple(self.scenarios[name] for name in wanted)

    def check_outcome(self, scenario: str, outcome: str) -> None:
        """Check that a scenario can end so.

        Raises:
            UnknownScenarioError: There is no such scenario.
            UnknownOutcomeError: It has no such outcome.
        """
        (file,) = self.chosen((scenario,))
        if outcome not in file.scenario.outcomes:
            raise UnknownOutcomeError(outcome, file.scenario.outcomes)

    def resolved(self, resolutions: Mapping[str, Resolution]) -> Self:
        """Return the workspace with scenarios settled as a journal says."""
        files = {
            name: replace(file, scenario=_settled(file.scenario, resolutions[name]))
            if name in resolutions
            else file
            for name, file in self.scenarios.items()
        }
        return replace(self, scenarios=files)

    @cached_property
    def errors(self) -> tuple[Issue, ...]:
        """Return the issues that stop a command."""
        return tuple(i for i in self.issues if i.severity is Severity.ERROR)


def _settled(scenario: Scenario, resolution: Resolution) -> Scenario:
    """Return a scenario with its resolution, unless it has no such outcome any more."""
    if resolution.outcome not in scenario.outcomes:
        return scenario
    return scenario.model_copy(update={"resolved": resolution})
