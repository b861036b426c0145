from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bulk.test_running import probabilities
from scenarios import assess, load_workspace
from scenarios.bulk.exporting import write_workspace
from scenarios.errors import FolderNotEmptyError
from scenarios.loading.developments import load_developments

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.bulk.finished import Finished
    from scenarios.loading.workspace import Workspace


@pytest.mark.parametrize("pair", [("PAK", "USA"), ("SAU", "TUR")])
def test_a_pairs_own_workspace_assesses_to_the_number_of_the_run(
    finished: Finished, desk: Workspace, tmp_path: Path, pair: tuple[str, str]
) -> None:
    files = write_workspace(finished, pair, desk, tmp_path / "own")
    assert files[0] == f"scenarios/tension-{'-'.join(pair).lower()}.yaml"
    own = load_workspace(tmp_path / "own")
    news = load_developments(tmp_path / "own" / "developments.jsonl", own)
    found = probabilities(finished, pair)
    for number in (0, 40, 90, 179):
        day = finished.first + dt.timedelta(number)
        (scenario,) = assess(own, news, day).scenarios
        chances = [float(outcome.probability) for outcome in scenario.outcomes]
        assert found[day] == pytest.approx(chances, abs=1e-9, rel=1e-9)


def test_a_folder_that_holds_files_is_refused(
    finished: Finished, desk: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "mine").write_text("x")
    with pytest.raises(FolderNotEmptyError):
        write_workspace(finished, ("PAK", "USA"), desk, tmp_path)
