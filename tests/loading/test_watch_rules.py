"""The rules of a watch are read whole, and speak of what is there."""

from pathlib import Path

import pytest

from desk import tell, write_workspace
from scenarios import load_workspace
from scenarios.errors import FaultyDataError, UnreadableFileError
from scenarios.loading.watch_rules import load_rules

HEAD = "format: scenarios/watch@1\nrules:\n"


def load(root: Path, text: str | None) -> list[str]:
    write_workspace(root, {"watch.yaml": None if text is None else HEAD + text})
    return [each.id for each in load_rules(root / "watch.yaml", load_workspace(root))]


def test_good_rules_are_loaded_in_order(tmp_path: Path) -> None:
    text = """\
  - {id: a, when: word, scenario: strike, outcome: deal, least_origins: 2}
  - {id: b, when: stale, after: 30d, least_origins: 1}
"""
    assert load(tmp_path, text) == ["a", "b"]


def test_every_fault_is_told_at_its_place(tmp_path: Path) -> None:
    text = """\
  - {id: a, when: word, scenario: strik, least_origins: 2}
  - {id: a, when: word, scenario: strike, outcome: dael, least_origins: 2}
"""
    with pytest.raises(FaultyDataError) as told:
        load(tmp_path, text)
    found = tell(told.value.issues, tmp_path)
    assert [line.partition(": ")[0] for line in found] == [
        "watch.yaml:3:35",
        "watch.yaml:4:10",
        "watch.yaml:4:52",
    ]
    assert "unknown scenario `strik`; did you mean `strike`?" in found[0]
    assert "rules.1.id: `a` names an earlier rule too" in found[1]
    assert "strike has no outcome `dael`; did you mean `deal`?" in found[2]


@pytest.mark.parametrize("text", ["  - {id: a}\n", "  - {", "  []\n"])
def test_a_file_with_faults_of_shape_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(FaultyDataError, match=r"watch\.yaml:"):
        load(tmp_path, text)


def test_no_rules_are_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="it holds the rules of what"):
        load(tmp_path, None)
