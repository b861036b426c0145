"""`scenarios publish`: a judgement goes on record with all it came from."""

import json
import re
from pathlib import Path

import pytest

from desk import SCENARIO as STRIKE
from desk import check_golden, enter, head_of, replace_once, run, write_workspace

DAY = ("--as-of", "2024-04-15")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    return root


def test_a_judgement_is_shown_as_it_was(root: Path) -> None:
    check_golden("publish.txt", enter(root, "publish", "strike", *DAY).out)


def test_the_json_is_the_assessment_with_its_record(root: Path) -> None:
    assessed = json.loads(enter(root, "assess", *DAY, "--json").out)
    told = json.loads(enter(root, "publish", *DAY, "--json").out)
    record = told.pop("record")
    # Record 6 holds the files, record 7 the judgement.
    assert record["seq"] == 7
    assert re.fullmatch("[0-9a-f]{64}", record["leaf"])
    assert told == assessed
    assert told["inputs"]["journal"]["size"] == 6


def test_it_can_be_of_what_was_known_before(root: Path) -> None:
    told = json.loads(enter(root, "publish", *DAY, "--known-at", "2", "--json").out)
    assert told["inputs"]["journal"]["size"] == 3
    assert told["inputs"]["developments"]["count"] == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("zebra",), "unknown scenario 'zebra'; this workspace has: strike, vote"),
        (("--model", "wry"), "unknown model 'wry'; did you mean `wary`?"),
        (("--known-at", "6"), "there is no record 6; the journal holds 6 records"),
        (("--known-at", "soon"), "'soon' is not the number of a record or a time lik"),
    ],
)
def test_wrong_usage_puts_nothing_on_record(
    root: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run(root, "publish", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert head_of(root) == 6


def test_a_workspace_that_lost_an_indicator_publishes_with_a_warning(
    root: Path,
) -> None:
    (root / "scenarios/strike.yaml").write_text(
        replace_once(STRIKE, "  mood:", "  tone:")
    )
    answer = run(root, "publish", *DAY, SCENARIOS_ACTOR="anna")
    assert answer.code == 0
    assert answer.err == (
        "warning: .scenarios/journal.db: record 2: d2.observes.1: strike has no "
        "indicator `mood`; it does not count\n"
    )
