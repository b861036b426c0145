"""A workspace is found, read whole, and told of with every fault."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from desk import DEFAULT, SCENARIO, SOURCES, Files, replace_once, tell, write_workspace
from scenarios.errors import FaultyDataError, Severity, WorkspaceNotFoundError
from scenarios.loading.reading import find_workspace, load_workspace, read_workspace


def faults_of(root: Path, files: Files) -> list[str]:
    return tell(read_workspace(write_workspace(root, files)).issues, root)


def test_a_good_workspace_is_read_whole(tmp_path: Path) -> None:
    workspace = load_workspace(str(write_workspace(tmp_path)))
    assert workspace.issues == ()
    assert list(workspace.scenarios) == ["strike", "vote"]
    assert sorted(workspace.models) == ["default", "wary"]
    assert sorted(workspace.sources) == ["gazette", "union"]
    assert list(workspace.cases) == ["calm"]
    assert workspace.settings.model == "default"


def test_a_scenario_knows_its_file_its_digest_and_its_lines(tmp_path: Path) -> None:
    file = load_workspace(write_workspace(tmp_path)).scenarios["strike"]
    assert file.path == "scenarios/strike.yaml"
    assert file.digest == f"sha256:{sha256(SCENARIO.encode()).hexdigest()}"
    assert file.where["talks"] == "scenarios/strike.yaml:12"
    assert file.where["tonnage"] == "scenarios/strike.yaml:57"
    assert list(file.where) == list(file.scenario.indicators)
    assert list(file.outcomes) == list(file.scenario.outcomes)
    assert file.outcomes["ruling"] == "scenarios/strike.yaml:9"


def test_the_registry_knows_its_digest_and_the_line_of_each_source(
    tmp_path: Path,
) -> None:
    registry = load_workspace(write_workspace(tmp_path)).registry
    assert registry is not None
    assert registry.path == "sources.yaml"
    assert registry.digest == f"sha256:{sha256(SOURCES.encode()).hexdigest()}"
    assert registry.where == {"gazette": "sources.yaml:1", "union": "sources.yaml:2"}
    bare = write_workspace(tmp_path / "bare", {"sources.yaml": None})
    assert read_workspace(bare).registry is None


def test_scenarios_come_in_order_of_their_names(tmp_path: Path) -> None:
    files = {
        f"scenarios/{name}.yaml": replace_once(SCENARIO, "id: strike", f"id: '{name}'")
        for name in ("b", "a", "C", "10", "9")
    }
    workspace = load_workspace(
        write_workspace(tmp_path, {**files, "cases/calm.yaml": None})
    )
    assert list(workspace.scenarios) == ["10", "9", "C", "a", "b", "strike", "vote"]


def test_sources_settings_and_cases_may_be_missing(tmp_path: Path) -> None:
    files: Files = {"sources.yaml": None, "cases/calm.yaml": None}
    workspace = load_workspace(write_workspace(tmp_path, files))
    assert (workspace.sources, workspace.cases) == ({}, {})
    assert workspace.settings.journal is None


@pytest.mark.parametrize("start", [".", "scenarios", "deep/er"])
def test_the_workspace_is_found_from_any_folder_inside(
    tmp_path: Path, start: str
) -> None:
    write_workspace(tmp_path)
    (tmp_path / "deep" / "er").mkdir(parents=True)
    assert find_workspace(tmp_path / start) == tmp_path


def test_the_nearest_workspace_upwards_is_found(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    inner = write_workspace(tmp_path / "inner")
    assert find_workspace(inner / "models") == inner


def test_the_workspace_we_stand_in_keeps_its_short_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_workspace(tmp_path))
    assert find_workspace(Path()) == Path()


@pytest.mark.parametrize("find", [find_workspace, load_workspace, read_workspace])
@pytest.mark.parametrize("folder", ["scenarios", "models", "nowhere", "sources.yaml"])
def test_a_folder_without_both_folders_is_no_workspace(
    tmp_path: Path, folder: str, find: Callable[[Path], object]
) -> None:
    if folder in {"scenarios", "models"}:
        (tmp_path / folder).mkdir()
        (tmp_path / "sources.yaml").touch()
        start = tmp_path
    else:
        start = tmp_path / folder
    with pytest.raises(WorkspaceNotFoundError) as raised:
        find(start)
    assert str(raised.value) == (
        f"no workspace at {start} or above it: a workspace is a folder with scenarios/ "
        "and models/. Make one with `scenarios init DIR`, or name one with "
        "`--workspace DIR`"
    )


def test_a_deleted_folder_is_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(WorkspaceNotFoundError):
        find_workspace(Path())


def test_a_faulty_workspace_is_not_loaded_and_tells_everything(tmp_path: Path) -> None:
    files: Files = {
        "sources.yaml": "gazette: {titel: G}\n",
        "models/wary.yaml": "format: scenarios/model@1\nid: wary\n",
        "scenarios/old.yml": "",
    }
    with pytest.raises(FaultyDataError) as raised:
        load_workspace(write_workspace(tmp_path, {**files, "cases/calm.yaml": None}))
    assert tell(raised.value.issues, tmp_path) == [
        "models/wary.yaml:1:1: error: lacks `title`; add it",
        "sources.yaml:1:10: error: gazette: lacks `title`; add it",
        "sources.yaml:1:11: error: gazette.titel: unknown key; did you mean `title`?",
    ]
    assert str(raised.value) == "\n".join(map(str, raised.value.issues))


def test_a_workspace_with_warnings_only_is_loaded_with_them(tmp_path: Path) -> None:
    names = ["scenarios/b.yml", "scenarios/a.yml", "models/m.yml", "cases/c.yml"]
    root = write_workspace(tmp_path, dict.fromkeys(names, ": not even yaml ["))
    workspace = load_workspace(root)
    assert tell(workspace.issues, root) == [
        f"{name}:1:1: warning: is not read; name it .yaml if it belongs to the "
        "workspace"
        for name in (
            "scenarios/a.yml",
            "scenarios/b.yml",
            "models/m.yml",
            "cases/c.yml",
        )
    ]
    assert {issue.severity for issue in workspace.issues} == {Severity.WARNING}


@pytest.mark.parametrize("name", ["sources.yml", "workspace.yml"])
def test_a_registry_or_settings_named_yml_are_warned_of(
    tmp_path: Path, name: str
) -> None:
    (told,) = faults_of(tmp_path, {name: "model: wary\n"})
    assert told.startswith(f"{name}:1:1: warning: is not read; ")


@pytest.mark.parametrize(
    ("name", "old", "line"),
    [
        ("scenarios/strike.yaml", "id: strike", 2),
        ("models/wary.yaml", "id: wary", 2),
        ("models/default.yaml", "id: default", 2),
        ("cases/calm.yaml", "id: calm", 2),
    ],
)
def test_an_id_is_the_files_name(
    tmp_path: Path, name: str, old: str, line: int
) -> None:
    root = write_workspace(tmp_path)
    text = (root / name).read_text()
    (root / name).write_text(replace_once(text, old, "id: other"))
    told = tell(read_workspace(root).issues, root)
    stem = name.partition("/")[2].removesuffix(".yaml")
    assert f"{name}:{line}:5: error: id: must be the file's name, `{stem}`" in told


def test_a_file_whose_name_is_no_id_is_refused(tmp_path: Path) -> None:
    text = replace_once(SCENARIO, "id: strike", "id: the strike")
    assert faults_of(tmp_path, {"scenarios/the strike.yaml": text}) == [
        (
            "scenarios/the strike.yaml:2:5: error: id: must be an id: ASCII letters, "
            "digits, `.`, `_` and `-`, no path"
        )
    ]


def test_hidden_files_and_other_endings_are_not_read(tmp_path: Path) -> None:
    files: Files = {
        "scenarios/.strike.yaml": "[",
        "scenarios/notes.md": "[",
        "scenarios/strike.yaml~": "[",
        "scenarios/deeper/strike.yaml": "[",
    }
    root = write_workspace(tmp_path, files)
    (root / "scenarios" / ".#strike.yaml").symlink_to("nowhere")
    assert tell(read_workspace(root).issues, root) == []


@pytest.mark.parametrize(
    "name", ["scenarios/x.yaml", "models/x.yaml", "cases/x.yaml", "workspace.yaml"]
)
def test_a_folder_with_the_name_of_a_file_is_told(tmp_path: Path, name: str) -> None:
    root = write_workspace(tmp_path)
    (root / name).mkdir()
    (told,) = tell(read_workspace(root).issues, root)
    assert told == f"{name}:1:1: error: is not a file; a workspace holds files"


@pytest.mark.parametrize("name", ["scenarios/x.yaml", "sources.yaml", "workspace.yaml"])
def test_a_link_to_nothing_is_told(tmp_path: Path, name: str) -> None:
    root = write_workspace(tmp_path)
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to("nowhere")
    told = tell(read_workspace(root).issues, root)
    assert f"{name}:1:1: error: cannot be read: No such file or directory" in told


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads"
)
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    (root / "sources.yaml").chmod(0)
    told = tell(read_workspace(root).issues, root)
    assert "sources.yaml:1:1: error: cannot be read: Permission denied" in told


def test_the_settings_choose_the_model(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"workspace.yaml": "model: wary\n"})
    workspace = load_workspace(root)
    assert workspace.model().model.id == "wary"
    assert workspace.model("default").model.id == "default"


def test_settings_that_name_no_model_are_told_with_those_that_are(
    tmp_path: Path,
) -> None:
    (told,) = faults_of(tmp_path, {"workspace.yaml": "journal: null\nmodel: wry\n"})
    assert told.startswith("workspace.yaml:2:8: error: model: unknown model ")
    assert "did you mean `wary`?" in told


def test_a_broken_default_model_is_told_once_and_alone(tmp_path: Path) -> None:
    text = replace_once(DEFAULT, "coverage: 0.9", "coverage: 1.9")
    assert faults_of(tmp_path, {"models/default.yaml": text}) == [
        "models/default.yaml:10:11: error: coverage: must be at most 1"
    ]


def test_sources_may_name_their_format(tmp_path: Path) -> None:
    text = f"format: scenarios/sources@1\n{SOURCES}"
    workspace = load_workspace(write_workspace(tmp_path, {"sources.yaml": text}))
    assert sorted(workspace.sources) == ["gazette", "union"]


@pytest.mark.parametrize("stated", ["scenarios/sources@2", "7", "{title: A format}"])
def test_sources_of_another_format_are_refused(tmp_path: Path, stated: str) -> None:
    text = f"format: {stated}\n{SOURCES}"
    (told,) = faults_of(tmp_path, {"sources.yaml": text})
    assert told.startswith("sources.yaml:1:9: error: format: ")
    assert told.endswith(
        "is not a format that this version reads; it reads 'scenarios/sources@1'"
    )


def test_what_came_of_it_is_an_outcome_of_the_scenario(tmp_path: Path) -> None:
    text = f"{SCENARIO}resolved: {{outcome: daal, on: 2024-05-01}}\n"
    told = faults_of(tmp_path, {"scenarios/strike.yaml": text})
    assert (
        "scenarios/strike.yaml:66:21: error: resolved.outcome: unknown outcome `daal`; "
        "did you mean `deal`?"
    ) in told


def test_words_of_the_workspaces_own_scale_are_known(tmp_path: Path) -> None:
    files: Files = {
        "models/default.yaml": replace_once(DEFAULT, "neutral: 0", "vast_for: 30"),
        "scenarios/strike.yaml": replace_once(
            SCENARIO, "strong_for, defeat: -3.5", "vast_for"
        ),
    }
    assert faults_of(tmp_path, files) == []


def test_words_of_the_chosen_models_scale_are_known(tmp_path: Path) -> None:
    wide = (
        "format: scenarios/model@1\nid: wide\ntitle: A wider scale\n"
        "scale: {vast_for: 30}\n"
    )
    files: Files = {
        "workspace.yaml": "model: wide\n",
        "models/wide.yaml": wide,
        "scenarios/strike.yaml": replace_once(
            SCENARIO, "strong_for, defeat: -3.5", "vast_for"
        ),
    }
    assert faults_of(tmp_path, files) == []


def test_a_workspace_without_scenarios_is_warned_of(tmp_path: Path) -> None:
    root = write_workspace(
        tmp_path,
        {
            "scenarios/strike.yaml": None,
            "scenarios/vote.yaml": None,
            "cases/calm.yaml": None,
        },
    )
    assert tell(read_workspace(root).issues, root) == [
        (
            "scenarios:1:1: warning: holds no scenario; write one, or start with "
            "`scenarios init DIR`"
        )
    ]
