"""What others may import: every public list is true, and the front door is typed."""

import pkgutil
import subprocess
import sys
import typing
from dataclasses import replace
from datetime import date
from importlib import import_module, resources
from inspect import isclass, isfunction
from pathlib import Path
from types import ModuleType
from typing import assert_type

import pytest

import scenarios
from desk import SCENARIO, Files, replace_once, write_workspace
from scenarios import (
    Assessment,
    NotebookAssessment,
    Workspace,
    assess,
    load_developments,
    load_workspace,
)
from scenarios.loading.developments import Developments


def modules() -> list[str]:
    walked = pkgutil.walk_packages(scenarios.__path__, "scenarios.")
    return [each.name for each in walked if ".shipped" not in each.name]


def defined_in(module: ModuleType) -> set[str]:
    """Return the public functions and classes that a module defines itself."""
    return {
        name
        for name, value in vars(module).items()
        if not name.startswith("_")
        and (isfunction(value) or isclass(value))
        and value.__module__ == module.__name__
    }


@pytest.mark.parametrize("name", modules())
def test_the_public_list_of_a_module_is_true(name: str) -> None:
    module = import_module(name)
    defined = defined_in(module)
    public = getattr(module, "__all__", [])
    assert [each for each in public if not hasattr(module, each)] == []
    assert defined - set(public) == set()
    assert len(set(public)) == len(public)
    if not hasattr(module, "__path__"):
        assert public == sorted(public, key=_isort), name


def _isort(name: str) -> tuple[bool, bool, str]:
    """Sort as ruff does: constants, then classes, then the rest."""
    return (not name.isupper(), not name[:1].isupper(), name)


@pytest.mark.parametrize("name", modules())
def test_every_module_and_what_it_offers_is_documented(name: str) -> None:
    module = import_module(name)
    assert module.__doc__, name
    for each in defined_in(module):
        assert getattr(module, each).__doc__, f"{name}.{each}"


def test_the_front_door_is_what_it_says() -> None:
    for name in scenarios.__all__:
        assert getattr(scenarios, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'asses'"):
        _ = scenarios.asses


def test_the_front_door_lists_what_it_has() -> None:
    assert set(scenarios.__all__) <= set(dir(scenarios)) | set(scenarios.__all__)
    assert callable(scenarios.load_workspace)


def test_the_front_door_is_typed(tmp_path: Path) -> None:
    # mypy checks these claims; here they run.
    root = write_workspace(tmp_path)
    workspace = load_workspace(root)
    assert_type(workspace, Workspace)
    news = load_developments(root / "news.yaml", workspace)
    assert_type(news, Developments)
    assessment = assess(workspace, news, date(2024, 4, 15))
    assert_type(assessment, NotebookAssessment)
    assert isinstance(assessment, Assessment)
    assert_type(assessment["strike"].leading.word, str)
    assert assessment["strike"].leading.word == "almost certain"
    assert typing.get_type_hints(assess)["return"] is NotebookAssessment
    assert resources.files("scenarios").joinpath("py.typed").is_file()


def test_an_assessment_knows_its_scenarios_by_name(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    workspace = load_workspace(root)
    news = load_developments(root / "news.yaml", workspace)
    assessment = assess(workspace, news, date(2024, 4, 15))
    assert assessment["vote"].id == "vote"
    with pytest.raises(KeyError, match="zebra"):
        _ = assessment["zebra"]


def test_importing_the_front_door_imports_nothing_heavy() -> None:
    program = (
        "import sys, scenarios; heavy = {'numpy', 'pydantic', 'yaml', 'typer'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def assessed(root: Path, files: Files | None = None) -> Assessment:
    workspace = load_workspace(write_workspace(root, files))
    news = load_developments(root / "news.yaml", workspace)
    return assess(workspace, news, date(2024, 4, 15))


def test_a_notebook_shows_every_outcome(tmp_path: Path) -> None:
    html = assessed(tmp_path)._repr_html_()
    assert html.startswith("<p>As of 2024-04-15, model default.</p><table ")
    assert "A deal is signed</th>" in html
    assert ">almost certain</td>" in html
    assert html.count(">settled</td>") == 2
    assert html.count("<summary>Confidence: ") == 2


def test_a_notebook_runs_nothing_of_what_it_shows(tmp_path: Path) -> None:
    attack = "'<script>alert(1)</script><img src=x onerror=alert(2)>\" &amp;'"
    text = replace_once(SCENARIO, "title: A deal is signed", f"title: {attack}")
    text = replace_once(
        text, "question: How will the strike at the docks", "question: </caption><b>How"
    )
    html = assessed(tmp_path, {"scenarios/strike.yaml": text})._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "<b>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&amp;amp;" in html
    assert "&lt;/caption&gt;&lt;b&gt;How" in html


def test_a_notebook_is_never_more_certain_than_the_assessment(tmp_path: Path) -> None:
    assessment = assessed(tmp_path)
    strike = assessment["strike"]
    sure = replace(
        strike,
        outcomes=tuple(
            replace(outcome, probability=probability)
            for outcome, probability in zip(
                strike.outcomes,
                map(type(strike.outcomes[0].probability), ("0.001", "0.001", "0.998")),
                strict=True,
            )
        ),
    )
    html = sure._repr_html_().replace("\u202f", " ").replace("&nbsp;", " ")
    assert ">100" not in html
    assert ">0%" not in html
