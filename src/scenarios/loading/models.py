"""Scoring models: each over the workspace's default, and that over the house model."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scenarios.domain.model import ScoringModel
from scenarios.errors import Issue
from scenarios.loading.checks import check_id
from scenarios.loading.document import Document
from scenarios.loading.faults import parse
from scenarios.loading.files import read_document, yaml_files
from scenarios.loading.shipped import shipped_folder

__all__ = ["ModelFile", "house_model", "load_models"]

DEFAULT = "default"
_OWN = ("format", "id", "title", "why")


@dataclass(frozen=True)
class ModelFile:
    """A scoring model, complete, and where it stands.

    Attributes:
        path: The file.
        digest: SHA-256 of its bytes.
        model: What it says, over the defaults.
    """

    path: str
    digest: str
    model: ScoringModel


def house_model() -> Path:
    """Return the file of the model that ships with the program."""
    return shipped_folder() / "models" / "default.yaml"


def load_models(
    root: Path, issues: list[Issue], house: Path | None = None
) -> Mapping[str, ModelFile]:
    """Load every model of a workspace; add their faults to `issues`.

    A model's missing numbers are those of models/default.yaml, and that file's those of
    the house model that ships with the program. `default` is always among the models.
    """
    house_path = house or house_model()
    base = _defaults(read_document(house_path, issues), {})
    paths = {path.stem: path for path in yaml_files(root / "models")}
    default_path = paths.pop(DEFAULT, house_path)
    default = read_document(default_path, issues)
    models = [_load(default_path, default, base, issues)]
    if models[0] is not None:
        base = _defaults(default, base)
    models += [
        _load(path, read_document(path, issues), base, issues)
        for path in paths.values()
    ]
    return {each.model.id: each for each in models if each is not None}


def _load(
    path: Path,
    document: Document | None,
    base: Mapping[str, object],
    issues: list[Issue],
) -> ModelFile | None:
    if document is None:
        return None
    check_id(document, path.stem, issues)
    value = document.value
    whole = _overlay(base, value) if isinstance(value, dict) else value
    model = parse(document, ScoringModel, issues, value=whole)
    return None if model is None else ModelFile(str(path), document.digest, model)


def _defaults(
    document: Document | None, base: Mapping[str, object]
) -> Mapping[str, object]:
    value = document.value if document is not None else {}
    whole = _overlay(base, value) if isinstance(value, dict) else dict(base)
    return {key: entry for key, entry in whole.items() if key not in _OWN}


def _overlay(
    base: Mapping[str, object], over: Mapping[str, object]
) -> dict[str, object]:
    whole = dict(base)
    for key, entry in over.items():
        under = whole.get(key)
        if isinstance(under, dict) and isinstance(entry, dict):
            whole[key] = _overlay(under, entry)
        else:
            whole[key] = entry
    return whole
