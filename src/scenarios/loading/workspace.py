"""The workspace: a folder of scenarios, models, sources and cases, checked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scenarios.domain.case import Case
from scenarios.domain.scenario import Scenario
from scenarios.domain.settings import Settings
from scenarios.domain.source import Source
from scenarios.errors import (
    FaultyDataError,
    Issue,
    Severity,
    UnknownModelError,
    UnknownScenarioError,
    WorkspaceNotFoundError,
)
from scenarios.loading.checks import check_case, check_id
from scenarios.loading.document import Document
from scenarios.loading.faults import file_issue, parse, parse_map
from scenarios.loading.files import read_document, yaml_files
from scenarios.loading.models import ModelFile, load_models

__all__ = [
    "CaseFile",
    "ModelFile",
    "ScenarioFile",
    "Workspace",
    "find_workspace",
    "load_workspace",
    "read_workspace",
]


@dataclass(frozen=True)
class ScenarioFile:
    """A scenario and where it stands.

    Attributes:
        path: The file, relative to the workspace.
        digest: SHA-256 of its bytes.
        scenario: What it says.
        where: Path and line of each indicator, relative to the workspace.
    """

    path: str
    digest: str
    scenario: Scenario
    where: Mapping[str, str]


@dataclass(frozen=True)
class CaseFile:
    """A case and where it stands."""

    path: str
    digest: str
    case: Case


@dataclass(frozen=True)
class Workspace:
    """Everything of a workspace but its news.

    Attributes:
        root: The folder.
        scenarios: Scenario files by id, in order of id.
        models: Model files by id; always holds `default`.
        sources: Sources by id.
        cases: Case files by id.
        settings: What workspace.yaml sets.
        issues: Faults found while reading it; only warnings once loaded.
    """

    root: Path
    scenarios: Mapping[str, ScenarioFile]
    models: Mapping[str, ModelFile]
    sources: Mapping[str, Source]
    cases: Mapping[str, CaseFile]
    settings: Settings
    issues: tuple[Issue, ...] = field(default=(), compare=False)

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


def find_workspace(start: Path) -> Path:
    """Return the nearest folder, from `start` upwards, with scenarios/ and models/.

    Raises:
        WorkspaceNotFoundError: There is none.
    """
    try:
        absolute = start.absolute()
    except FileNotFoundError:
        # The folder that we stand in was deleted.
        raise WorkspaceNotFoundError(str(start)) from None
    for steps, folder in enumerate((absolute, *absolute.parents)):
        if (folder / "scenarios").is_dir() and (folder / "models").is_dir():
            return start if steps == 0 else folder
    raise WorkspaceNotFoundError(str(start))


def load_workspace(root: str | Path) -> Workspace:
    """Load a workspace that must be free of faults.

    Args:
        root: A folder that holds scenarios/ and models/.

    Raises:
        WorkspaceNotFoundError: The folder is no workspace.
        FaultyDataError: A file has faults; carries all of them.
    """
    workspace = read_workspace(root)
    errors = [i for i in workspace.issues if i.severity is Severity.ERROR]
    if errors:
        raise FaultyDataError(errors)
    return workspace


def read_workspace(root: str | Path) -> Workspace:
    """Read whatever of a workspace can be read, with its faults in `issues`.

    Raises:
        WorkspaceNotFoundError: The folder is no workspace.
    """
    folder = Path(root)
    if not ((folder / "scenarios").is_dir() and (folder / "models").is_dir()):
        raise WorkspaceNotFoundError(str(root))
    issues: list[Issue] = []
    settings = _load_settings(folder, issues)
    models = load_models(folder, issues)
    if models and settings.model not in models:
        issues.append(
            file_issue(
                str(folder / "workspace.yaml"),
                str(UnknownModelError(settings.model, models)),
            )
        )
    words = tuple(models["default"].model.scale) if "default" in models else None
    scenarios = _load_scenarios(folder, words, issues)
    sources = _load_sources(folder, issues)
    cases = _load_cases(folder, scenarios, models, sources, words, issues)
    issues.extend(_misnamed(folder))
    return Workspace(folder, scenarios, models, sources, cases, settings, tuple(issues))


def _load_settings(root: Path, issues: list[Issue]) -> Settings:
    path = root / "workspace.yaml"
    document = read_document(path, issues) if path.exists() else None
    settings = None if document is None else parse(document, Settings, issues)
    return settings or Settings()


def _load_sources(root: Path, issues: list[Issue]) -> Mapping[str, Source]:
    path = root / "sources.yaml"
    document = read_document(path, issues) if path.exists() else None
    if document is None:
        return {}
    entries = document.value
    if isinstance(entries, dict):
        stated = entries.get("format", "scenarios/sources@1")
        if stated != "scenarios/sources@1":
            issues.append(
                Issue(
                    document.locate(("format",)),
                    "format",
                    f"{stated!r} is not a format that this version reads; it reads "
                    "'scenarios/sources@1'",
                )
            )
        entries = {name: entry for name, entry in entries.items() if name != "format"}
    return parse_map(document, entries, Source, issues)


def _load_scenarios(
    root: Path, words: Sequence[str] | None, issues: list[Issue]
) -> Mapping[str, ScenarioFile]:
    files: dict[str, ScenarioFile] = {}
    for path in yaml_files(root / "scenarios"):
        document = read_document(path, issues)
        if document is None:
            continue
        context = {"outcomes": _outcome_ids(document), "words": words}
        scenario = parse(document, Scenario, issues, context=context)
        check_id(document, path.stem, issues)
        if scenario is not None:
            shown = path.relative_to(root).as_posix()
            where = _lines(document, shown, scenario)
            files[path.stem] = ScenarioFile(shown, document.digest, scenario, where)
    return files


def _load_cases(  # noqa: PLR0913 a case may name anything of the workspace
    root: Path,
    scenarios: Mapping[str, ScenarioFile],
    models: Mapping[str, ModelFile],
    sources: Mapping[str, Source],
    words: Sequence[str] | None,
    issues: list[Issue],
) -> Mapping[str, CaseFile]:
    files: dict[str, CaseFile] = {}
    for path in yaml_files(root / "cases"):
        document = read_document(path, issues)
        if document is None:
            continue
        case = parse(document, Case, issues, context={"words": words})
        check_id(document, path.stem, issues)
        if case is not None:
            known = {name: file.scenario for name, file in scenarios.items()}
            issues.extend(check_case(document, case, known, models, sources))
            shown = path.relative_to(root).as_posix()
            files[path.stem] = CaseFile(shown, document.digest, case)
    return files


def _outcome_ids(document: Document) -> tuple[str, ...] | None:
    value = document.value
    outcomes = value.get("outcomes") if isinstance(value, dict) else None
    return tuple(outcomes) if isinstance(outcomes, dict) else None


def _lines(document: Document, shown: str, scenario: Scenario) -> Mapping[str, str]:
    places = {
        name: document.locate(("indicators", name), key=True)
        for name in scenario.indicators
    }
    return {name: f"{shown}:{place.line}" for name, place in places.items()}


def _misnamed(root: Path) -> list[Issue]:
    return [
        Issue(
            file_issue(str(path), "").location,
            "",
            "is not read; name it .yaml if it belongs to the workspace",
            Severity.WARNING,
        )
        for folder in ("scenarios", "models", "cases")
        for path in sorted((root / folder).glob("*.yml"))
    ]
