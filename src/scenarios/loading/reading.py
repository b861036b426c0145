"""Finding a workspace and reading every file of it, with all faults at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    WorkspaceNotFoundError,
)
from scenarios.loading.case_checks import check_case
from scenarios.loading.checks import Known, check_id
from scenarios.loading.document import Document
from scenarios.loading.faults import file_issue, parse, parse_map
from scenarios.loading.feed_registry import read_feeds
from scenarios.loading.files import is_there, read_document, yaml_files
from scenarios.loading.models import ModelFile, load_models
from scenarios.loading.workspace import (
    CaseFile,
    ScenarioFile,
    SourcesFile,
    Workspace,
)

__all__ = ["find_workspace", "load_settings", "load_workspace", "read_workspace"]

SOURCES_FORMAT = "scenarios/sources@1"


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
    for folder in (absolute, *absolute.parents):
        if _is_workspace(folder):
            return start if folder == absolute else folder
    raise WorkspaceNotFoundError(str(start))


def load_workspace(root: str | Path, *, house: Path | None = None) -> Workspace:
    """Load a workspace that must be free of faults.

    Args:
        root: A folder that holds scenarios/ and models/.
        house: The file of the house model; the one that ships where None.

    Raises:
        WorkspaceNotFoundError: The folder is no workspace.
        FaultyDataError: A file has faults; carries all of them.
    """
    workspace = read_workspace(root, house=house)
    if workspace.errors:
        raise FaultyDataError(workspace.errors)
    return workspace


def load_settings(root: str | Path) -> Settings:
    """Load what a workspace sets for every command, whatever its other files say.

    Raises:
        WorkspaceNotFoundError: The folder is no workspace.
        FaultyDataError: workspace.yaml has faults; carries all of them.
    """
    if not _is_workspace(Path(root)):
        raise WorkspaceNotFoundError(str(root))
    issues: list[Issue] = []
    _, settings = _read_settings(Path(root), issues)
    if issues:
        raise FaultyDataError(issues)
    return settings


def read_workspace(root: str | Path, *, house: Path | None = None) -> Workspace:
    """Read whatever of a workspace can be read, with its faults in `issues`.

    Raises:
        WorkspaceNotFoundError: The folder is no workspace.
    """
    folder = Path(root)
    if not _is_workspace(folder):
        raise WorkspaceNotFoundError(str(root))
    issues = list(_overlooked(folder))
    models = load_models(folder, issues, house)
    settings = _load_settings(folder, models, issues)
    words = _words(models, settings)
    scenarios = _load_scenarios(folder, words, issues)
    registry, sources, source_names = _load_sources(folder, issues)
    files = [path.stem for path in yaml_files(folder / "scenarios")]
    known = Known(
        scenarios={name: file.scenario for name, file in scenarios.items()},
        unread=set(files) - set(scenarios),
        sources=source_names,
        models=[path.stem for path in yaml_files(folder / "models")] + list(models),
    )
    cases = _load_cases(folder, known, words, issues)
    feeds = read_feeds(folder, source_names, issues)
    return Workspace(
        root=folder,
        scenarios=scenarios,
        models=models,
        sources=sources,
        cases=cases,
        settings=settings,
        known=known,
        issues=tuple(issues),
        registry=registry,
        feeds=feeds,
    )


def _is_workspace(folder: Path) -> bool:
    try:
        return (folder / "scenarios").is_dir() and (folder / "models").is_dir()
    except OSError:
        # A name that is too long for the file system names nothing.
        return False


def _load_settings(
    root: Path, models: Mapping[str, ModelFile], issues: list[Issue]
) -> Settings:
    document, settings = _read_settings(root, issues)
    if document is None:
        return settings
    stems = {path.stem for path in yaml_files(root / "models")} | set(models)
    if settings.model not in stems:
        message = str(UnknownModelError(settings.model, stems))
        issues.append(Issue(document.locate(("model",)), "model", message))
    return settings


def _read_settings(root: Path, issues: list[Issue]) -> tuple[Document | None, Settings]:
    """Return the settings and where they stand; None where they are the defaults."""
    path = root / "workspace.yaml"
    document = read_document(path, issues) if is_there(path) else None
    settings = None if document is None else parse(document, Settings, issues)
    return (None, Settings()) if settings is None else (document, settings)


def _words(
    models: Mapping[str, ModelFile], settings: Settings
) -> tuple[str, ...] | None:
    """Return the words that weights may use; None where they cannot be known."""
    model = models.get(settings.model)
    return None if model is None else tuple(model.model.scale)


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
            where = _lines(document, shown, "indicators", scenario.indicators)
            outcomes = _lines(document, shown, "outcomes", scenario.outcomes)
            asserted = tuple(
                document.locate(("assert", place))
                for place in range(len(scenario.assertions))
            )
            files[path.stem] = ScenarioFile(
                shown, document.digest, scenario, where, asserted, outcomes
            )
    return files


def _load_sources(
    root: Path, issues: list[Issue]
) -> tuple[SourcesFile | None, Mapping[str, Source], Sequence[str] | None]:
    """Return the registry, the sources, and the names of all that it means to have."""
    path = root / "sources.yaml"
    if not is_there(path):
        return None, {}, ()
    document = read_document(path, issues)
    if document is None or not isinstance(document.value, dict):
        if document is not None:
            parse_map(document, document.value, Source, issues)
        return None, {}, None
    stated = document.value.get("format", SOURCES_FORMAT)
    if stated != SOURCES_FORMAT:
        message = f"{stated!r} is not a format that this version reads; it reads "
        place = document.locate(("format",))
        issues.append(Issue(place, "format", f"{message}{SOURCES_FORMAT!r}"))
    entries = {name: e for name, e in document.value.items() if name != "format"}
    sources = parse_map(document, entries, Source, issues)
    where = _lines(document, path.name, None, sources)
    registry = SourcesFile(path.name, document.digest, where)
    return registry, sources, list(entries)


def _load_cases(
    root: Path, known: Known, words: Sequence[str] | None, issues: list[Issue]
) -> Mapping[str, CaseFile]:
    files: dict[str, CaseFile] = {}
    for path in yaml_files(root / "cases"):
        document = read_document(path, issues)
        if document is None:
            continue
        case = parse(document, Case, issues, context={"words": words})
        check_id(document, path.stem, issues)
        if case is not None:
            issues.extend(check_case(document, case, known))
            shown = path.relative_to(root).as_posix()
            files[path.stem] = CaseFile(shown, document.digest, case, document)
    return files


def _outcome_ids(document: Document) -> tuple[str, ...] | None:
    value = document.value
    outcomes = value.get("outcomes") if isinstance(value, dict) else None
    return tuple(outcomes) if isinstance(outcomes, dict) else None


def _lines(
    document: Document, shown: str, key: str | None, names: Iterable[str]
) -> Mapping[str, str]:
    """Return path and line of each name in the mapping under a key of a file."""
    under = () if key is None else (key,)
    places = {name: document.locate((*under, name), key=True) for name in names}
    return {name: f"{shown}:{place.line}" for name, place in places.items()}


def _overlooked(root: Path) -> Iterator[Issue]:
    """Yield warnings about what a person may think is read, and is not."""
    named = [root / f"{name}.yml" for name in ("sources", "workspace", "feeds")]
    for folder in ("scenarios", "models", "cases", "templates"):
        named += sorted((root / folder).glob("*.yml"))
    for path in named:
        if is_there(path):
            message = "is not read; name it .yaml if it belongs to the workspace"
            yield file_issue(str(path), message, Severity.WARNING)
    if not yaml_files(root / "scenarios"):
        message = "holds no scenario; write one, or start with `scenarios init DIR`"
        yield file_issue(str(root / "scenarios"), message, Severity.WARNING)
