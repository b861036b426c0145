"""One pair of a run as an ordinary workspace, for every other command."""

import json
import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any

import yaml

from scenarios.bulk.developing import developments_of, scenario_id, scenario_of
from scenarios.bulk.finished import Finished
from scenarios.bulk.template import Pair
from scenarios.domain.development import Development
from scenarios.errors import FolderNotEmptyError
from scenarios.loading.workspace import Workspace

__all__ = ["write_workspace"]

NEWS = "developments.jsonl"
_BARE = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_WORDS = {"null", "true", "false", "yes", "no", "on", "off", "y", "n"}


class _Writer(yaml.SafeDumper):
    """Writes YAML that reads back the same under YAML 1.1 and 1.2."""


def _write_text(writer: _Writer, value: str) -> yaml.ScalarNode:
    is_bare = _BARE.fullmatch(value) and value.lower() not in _WORDS
    style = None if is_bare else '"'
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _write_number(writer: _Writer, value: Decimal) -> yaml.ScalarNode:
    kind = "int" if value == value.to_integral_value() else "float"
    return writer.represent_scalar(f"tag:yaml.org,2002:{kind}", f"{value:f}")


_Writer.add_representer(str, _write_text)
_Writer.add_representer(Decimal, _write_number)


def write_workspace(
    run: Finished, pair: Pair, workspace: Workspace, folder: Path
) -> list[str]:
    """Write a pair's own workspace and return the names of its files.

    Args:
        run: The run.
        pair: A pair that it holds.
        workspace: Where models and sources come from.
        folder: A new or empty folder.

    Raises:
        FolderNotEmptyError: The folder holds files.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FolderNotEmptyError(str(folder))
    scenario = f"scenarios/{scenario_id(run, pair)}.yaml"
    (folder / "scenarios").mkdir(parents=True)
    (folder / scenario).write_text(_yaml(scenario_of(run, pair)), "utf-8")
    copytree(workspace.root / "models", folder / "models")
    copyfile(workspace.root / "sources.yaml", folder / "sources.yaml")
    settings = {"format": "scenarios/workspace@1", "model": run.model.model.id}
    (folder / "workspace.yaml").write_text(_yaml(settings), "utf-8")
    (folder / NEWS).write_text(_lines(developments_of(run, pair)), "utf-8")
    return [scenario, "models/", "sources.yaml", "workspace.yaml", NEWS]


def _yaml(value: object) -> str:
    text: str = yaml.dump(
        value, Dumper=_Writer, allow_unicode=True, sort_keys=False, width=98
    )
    return text


def _lines(developments: Iterable[Development]) -> str:
    return "".join(f"{_line(each)}\n" for each in developments)


def _line(development: Development) -> str:
    said = development.model_dump(exclude_unset=True, by_alias=True)
    return json.dumps(said, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> object:  # noqa: ANN401 what JSON does not know
    return value.isoformat() if isinstance(value, date) else float(value)
