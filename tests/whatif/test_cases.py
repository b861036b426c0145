"""From names and flags to cases: what is not there is told, with its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from desk import CASE, NEWS, replace_once, tell, write_workspace
from scenarios.domain.case import Change
from scenarios.errors import (
    ConflictingChangesError,
    FaultyDataError,
    FaultyFlagsError,
    UnknownCaseError,
)
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.whatif.cases import check_flags, flags_case, open_case, stale_parts
from scenarios.whatif.pinning import pin
from scenarios.whatif.setting import Setting

if TYPE_CHECKING:
    from pathlib import Path

    from desk import Files
    from support import Data

HEAD = "format: scenarios/case@1\nid: {}\ntitle: {}\nchanges:\n"


def case_text(name: str, *changes: str) -> str:
    lines = "".join(f"  - {change}\n" for change in changes)
    return HEAD.format(name, name.title()) + lines


def base_of(root: Path, files: Files | None = None) -> Setting:
    workspace = load_workspace(write_workspace(root, files))
    news = load_developments(root / "news.yaml", workspace)
    return Setting(workspace, news, date(2024, 4, 15))


def test_a_case_is_found_by_its_name(tmp_path: Path) -> None:
    assert open_case("calm", base_of(tmp_path)).title == "The talks never met"


def test_cases_are_joined_by_a_plus(tmp_path: Path) -> None:
    files = {"cases/b.yaml": case_text("b", "{drop: d2}", "{drop: d1}")}
    case = open_case("calm+b", base_of(tmp_path, files))
    assert (case.id, case.title) == ("calm+b", "The talks never met; B")
    assert len(case.changes) == 8


def test_cases_that_contradict_each_other_cannot_be_joined(tmp_path: Path) -> None:
    files = {"cases/b.yaml": case_text("b", "{model: default}")}
    with pytest.raises(ConflictingChangesError, match="calm and b set model"):
        open_case("calm+b", base_of(tmp_path, files))


@pytest.mark.parametrize("name", ["clam", "calm+clam", ""])
def test_an_unknown_case_is_told_with_the_nearest(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnknownCaseError, match="this workspace has: calm, grades"):
        open_case(name, base_of(tmp_path))


def test_a_drop_of_nothing_is_a_fault_at_its_place(tmp_path: Path) -> None:
    """All of them at once, of all the cases that are joined; what a case adds or
    dropped before counts."""
    added = "{add: {id: %s, date: 2024-03-01}}"
    files = {
        "news.yaml": replace_once(NEWS, "id: d1", "id: talks-open"),
        "cases/calm.yaml": replace_once(CASE, "drop: d1", "drop: talk-open"),
        "cases/b.yaml": case_text(
            "b",
            "{drop: zebra}",
            added % "d2",
            added % "y",
            "{drop: y}",
            "{drop: d3}",
            added % "d3",
            "{drop: d4}",
            "{drop: d4}",
        ),
    }
    with pytest.raises(FaultyDataError) as caught:
        open_case("calm+b", base_of(tmp_path, files))
    assert tell(caught.value.issues, tmp_path) == [
        "cases/b.yaml:5:12: error: changes.0.drop: unknown development `zebra`",
        (
            "cases/b.yaml:6:16: error: changes.1.add.id: `d2` is on file already; "
            "drop it first"
        ),
        "cases/b.yaml:12:12: error: changes.7.drop: unknown development `d4`",
        (
            "cases/calm.yaml:5:12: error: changes.0.drop: unknown development "
            "`talk-open`; did you mean `talks-open`?"
        ),
    ]


def changes_of(*changes: Data) -> list[tuple[str, Change]]:
    return [
        (f"--flag {place}", Change.model_validate(change))
        for place, change in enumerate(changes)
    ]


def test_all_faults_of_flags_are_told_at_once(tmp_path: Path) -> None:
    changes = changes_of(
        {"drop": "d9"}, {"drop": "d1"}, {"drop_source": "gazete"}, {"model": "wery"}
    )
    with pytest.raises(FaultyFlagsError) as caught:
        check_flags(changes, base_of(tmp_path))
    assert set(caught.value.faults) == {
        ("--flag 0", "unknown development `d9`"),
        ("--flag 2", "unknown source `gazete`; did you mean `gazette`?"),
        ("--flag 3", "unknown model `wery`; did you mean `wary`?"),
    }
    assert str(caught.value).count("\n") == 3


def test_one_fault_of_flags_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(FaultyFlagsError) as caught:
        check_flags(changes_of({"drop": "x"}), base_of(tmp_path))
    assert str(caught.value) == "--flag 0: unknown development `x`"


def test_flags_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    letters = [{"source": "gazette", "reliability": letter} for letter in "CD"]
    with pytest.raises(ConflictingChangesError, match="the letter of gazette"):
        check_flags(
            changes_of(*({"regrade": each} for each in letters)), base_of(tmp_path)
        )


def test_flags_make_one_case(tmp_path: Path) -> None:
    changes = changes_of({"drop": "d1"}, {"model": "wary"})
    check_flags(changes, base_of(tmp_path))
    case = flags_case(changes)
    assert (case.id, case.title) == ("flags", "--flag 0, --flag 1")
    assert case.changes == tuple(change for _, change in changes)


def test_a_case_whose_base_changed_says_so(tmp_path: Path) -> None:
    def with_pinned(base: Setting) -> Setting:
        file = base.workspace.cases["calm"]
        case = file.case.model_copy(update={"base": pinned})
        cases = {"calm": replace(file, case=case)}
        return replace(base, workspace=replace(base.workspace, cases=cases))

    base = base_of(tmp_path)
    pinned = pin(base)
    assert stale_parts("calm", with_pinned(base)) == {}
    text = replace_once(NEWS, "Both sides met for an hour", "They met")
    later = base_of(tmp_path / "later", {"news.yaml": text})
    assert stale_parts("calm", with_pinned(later)) == {"calm": ("developments",)}


def test_a_case_without_a_base_is_never_stale(tmp_path: Path) -> None:
    assert stale_parts("calm", base_of(tmp_path)) == {}


def test_every_part_of_a_base_is_pinned(tmp_path: Path) -> None:
    was = pin(base_of(tmp_path / "was"))
    files = {
        "sources.yaml": "gazette: {title: G}\nunion: {title: The union}\n",
        "models/default.yaml": None,
    }
    now = pin(base_of(tmp_path / "now", files))
    assert was.changed_in(now) == ("model", "sources")
    assert set(was.scenarios) == {"strike", "vote"}
