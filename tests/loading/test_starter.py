"""A new workspace: all of it or nothing, dated from its opening, free of faults."""

from datetime import date
from pathlib import Path

import pytest

from scenarios.assessment.assess import assess
from scenarios.errors import FolderNotEmptyError
from scenarios.loading import starter
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.loading.starter import start_workspace

pytestmark = pytest.mark.no_cover

SCORING = ("ach", "weighted-index")
OPENS = date(2026, 1, 5)


def test_a_new_workspace_has_no_fault_and_assesses(tmp_path: Path) -> None:
    start_workspace(tmp_path / "desk", OPENS)
    workspace = load_workspace(tmp_path / "desk")
    news = load_developments(tmp_path / "desk" / "developments.yaml", workspace)
    assert not workspace.issues
    found = assess(workspace, news, date(2026, 2, 28))["harbour-strike"]
    # Talks were held: the outcome that they favour by 10 dB has gained.
    assert found.outcomes[0].probability > found.outcomes[0].prior


def test_it_holds_every_model_that_ships_so_that_they_can_be_compared(
    tmp_path: Path,
) -> None:
    start_workspace(tmp_path / "desk", OPENS)
    models = load_workspace(tmp_path / "desk").models
    assert set(models) == {"default", "cautious", "misp", "stix", *SCORING}


def test_its_days_are_counted_from_the_opening(tmp_path: Path) -> None:
    start_workspace(tmp_path / "desk", OPENS)
    scenario = load_workspace(tmp_path / "desk").scenarios["harbour-strike"].scenario
    assert scenario.horizon.opens == OPENS
    # 5 January and 180 days: 26 + 28 + 31 + 30 + 31 + 30 = 176 days to the end of
    # June, and four more.
    assert scenario.horizon.closes == date(2026, 7, 4)


def test_every_file_is_named_and_written(tmp_path: Path) -> None:
    names = start_workspace(tmp_path / "desk", OPENS)
    written = [p for p in (tmp_path / "desk").rglob("*") if p.is_file()]
    assert sorted(names) == sorted(
        path.relative_to(tmp_path / "desk").as_posix() for path in written
    )
    assert ".gitignore" in names
    assert "@D+" not in "".join(path.read_text("utf-8") for path in written)


def test_the_schema_that_each_file_names_stands_beside_it(tmp_path: Path) -> None:
    start_workspace(tmp_path / "desk", OPENS)
    named = 0
    for path in (tmp_path / "desk").rglob("*.yaml"):
        first = path.read_text("utf-8").splitlines()[0]
        if "$schema=" in first:
            assert (path.parent / first.partition("$schema=")[2]).is_file()
            named += 1
    assert named >= 4


@pytest.mark.parametrize("held", ["a file", "a folder with something"])
def test_nothing_that_is_there_is_written_over(tmp_path: Path, held: str) -> None:
    folder = tmp_path / "desk"
    if held == "a file":
        folder.write_text("mine")
    else:
        folder.mkdir()
        (folder / "mine").write_text("mine")
    with pytest.raises(FolderNotEmptyError, match="not empty"):
        start_workspace(folder, OPENS)
    assert [path.name for path in tmp_path.iterdir()] == ["desk"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()
    assert start_workspace(tmp_path / "desk", OPENS)


def test_what_fails_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(path: Path, text: str) -> Path:
        if path.name == "workspace.yaml":
            raise OSError(28, "No space left on device")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    monkeypatch.setattr(starter, "_write", full_disk)
    with pytest.raises(OSError, match="No space left"):
        start_workspace(tmp_path / "desk", OPENS)
    assert not list(tmp_path.iterdir())
