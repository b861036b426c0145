"""The workspace that travels with the program is sound."""

from pathlib import Path

import pytest

from desk import tell
from scenarios.loading import shipped
from scenarios.loading.case_checks import check_news
from scenarios.loading.developments import load_developments, read_news
from scenarios.loading.reading import read_workspace
from scenarios.loading.shipped import shipped_folder


def test_the_shipped_folder_is_a_workspace_without_issues() -> None:
    workspace = read_workspace(shipped_folder())
    assert tell(workspace.issues) == []
    assert workspace.scenarios
    assert "default" in workspace.models
    assert workspace.sources


def test_the_shipped_examples_have_no_faults() -> None:
    workspace = read_workspace(shipped_folder())
    examples = sorted((shipped_folder() / "examples").rglob("*.jsonl"))
    assert examples
    for path in examples:
        news, issues = read_news(path.read_bytes(), path.name, workspace)
        assert [line for line in tell(issues) if ": error: " in line] == []
        assert news.items


def test_the_shipped_cases_change_what_is_there() -> None:
    workspace = read_workspace(shipped_folder())
    news = shipped_folder() / "examples" / "us-pakistan" / "developments.jsonl"
    on_file = load_developments(news, workspace).items
    assert len(workspace.cases) == 5
    for file in workspace.cases.values():
        assert file.case.changes
        assert list(check_news(file.case, {each.id for each in on_file})) == []


def test_the_shipped_data_folders_hold_no_python() -> None:
    # The package has the same name: a .py there would shadow it.
    for folder in ("scenarios", "models", "cases"):
        assert list((shipped_folder() / folder).rglob("*.py")) == []


def test_an_installed_package_brings_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "scenarios"
    (package / "shipped").mkdir(parents=True)
    monkeypatch.setattr(shipped, "__file__", str(package / "loading" / "shipped.py"))
    assert shipped_folder() == package / "shipped"
