"""`scenarios record`: news goes on record, once, whole, and shows what it moved."""

import json
from pathlib import Path

import pytest

from desk import NEWS, check_golden, enter, head_of, run, write_workspace

DAY = ("--as-of", "2024-04-15")
FIRST = NEWS[: NEWS.index("- id: d2")]
REST = NEWS[NEWS.index("- id: d2") :]


def test_what_each_development_moved_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    check_golden("record.txt", enter(root, "record", "news.yaml", *DAY).out)


def test_what_one_more_development_moved_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"a.yaml": FIRST, "b.yaml": REST})
    enter(root, "record", "b.yaml")
    answer = enter(root, "record", "a.yaml", *DAY, FORCE_COLOR="1")
    check_golden("record-one.txt", answer.out)


def test_the_json_says_the_same(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    told = json.loads(enter(root, "record", "news.yaml", *DAY, "--json").out)
    assert told["recorded"] == ["d1", "d2", "d3", "d4", "d5"]
    assert (told["revised"], told["unchanged"]) == ([], 0)
    assert told["journal"]["size"] == head_of(root) == 6
    moved = {each["scenario"]: each for each in told["moved"]}
    outcomes = {each["id"]: each for each in moved["strike"]["outcomes"]}
    shown = json.loads(run(root, "assess", "strike", *DAY, "--json").out)
    for outcome in shown["scenarios"][0]["outcomes"]:
        entry = outcomes[outcome["id"]]
        assert entry["after"] == pytest.approx(outcome["probability"])
        assert entry["word_after"] == outcome["word"]
        assert entry["points"] == pytest.approx(entry["after"] - entry["before"])
    assert sum(each["decibans"] for each in outcomes.values()) == pytest.approx(0)
    alone = {each["id"] for each in moved["strike"]["developments"]}
    assert alone == {"d1", "d2", "d3", "d4", "d5"}


def test_recording_twice_puts_nothing_on_record(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    answer = enter(root, "record", "news.yaml")
    assert answer.out == "Left 5 developments as known; the journal has 6 records.\n"
    told = json.loads(enter(root, "record", "news.yaml", "--json").out)
    assert (told["recorded"], told["revised"], told["moved"]) == ([], [], [])
    assert (told["unchanged"], head_of(root)) == (5, 6)


def test_the_same_id_with_other_content_is_a_revision(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    (root / "news.yaml").write_text(NEWS.replace("value: 3.5", "value: 1"))
    answer = enter(root, "record", "news.yaml", *DAY)
    assert answer.out.startswith(
        "Revised 1 development, left 4 as known; the journal has 7 records.\n"
        "As of 2024-04-15, model default\n\nstrike  The dockers' strike\n"
    )
    assert "  alone:\n" in answer.out
    assert "Four per cent on the table" in answer.out


def test_a_file_that_was_half_recorded_goes_on_where_it_stopped(
    tmp_path: Path,
) -> None:
    root = write_workspace(tmp_path, {"half.yaml": FIRST})
    enter(root, "record", "half.yaml")
    answer = enter(root, "record", "news.yaml", *DAY)
    assert answer.out.startswith(
        "Recorded 4 developments, left 1 as known; the journal has 6 records.\n"
    )
    whole = write_workspace(tmp_path / "whole")
    enter(whole, "record", "news.yaml")
    one, other = (
        json.loads(enter(each, "assess", *DAY, "--json").out) for each in (root, whole)
    )
    assert one.pop("inputs")["developments"] == other.pop("inputs")["developments"]
    assert one == other


def test_several_files_and_standard_input_are_one_entry(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"a.yaml": FIRST})
    rest = REST.encode()
    answer = run(root, "record", "a.yaml", "-", stdin=rest, SCENARIOS_ACTOR="anna")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Recorded 5 developments; the journal has 6 records.")


def test_one_id_in_two_files_is_a_fault_with_both_places(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"a.yaml": FIRST})
    answer = run(root, "record", "news.yaml", "a.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "a.yaml:1:7: error: id: `d1` is already the id of the development at "
        "news.yaml:1:3\n"
    )
    assert not (root / ".scenarios").exists()


def test_a_fault_in_any_file_records_nothing(tmp_path: Path) -> None:
    bad = "- {id: x, dat: 2024-01-01}\n- {id: y, date: 2024-01-01, observes: [no/no]}\n"
    root = write_workspace(tmp_path, {"a.yaml": FIRST, "bad.yaml": bad})
    answer = run(root, "record", "a.yaml", "bad.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines() == [
        "bad.yaml:1:3: error: 0: lacks `date`; add it",
        "bad.yaml:1:11: error: 0.dat: unknown key; did you mean `date`?",
        "bad.yaml:2:40: error: 1.observes.0: unknown scenario `no`",
    ]
    assert not (root / ".scenarios").exists()


@pytest.mark.parametrize("name", ["none.json", "none.jsonl"])
def test_a_file_without_developments_puts_nothing_on_record(
    tmp_path: Path, name: str
) -> None:
    root = write_workspace(tmp_path, {"none.json": "[]", "none.jsonl": ""})
    answer = enter(root, "record", name)
    assert answer.out == "No development was given; the journal has 1 record.\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nowhere.yaml",), 2, "error: nowhere.yaml: cannot be read: No such file"),
        (("scenarios",), 2, "error: scenarios: cannot be read: Is a directory"),
        (("news.yaml", "--model", "wry"), 2, "error: unknown model 'wry'; did you me"),
        (("news.yaml", "--as-of", "soon"), 2, "Usage: scenarios record"),
        ((), 2, "Usage: scenarios record"),
    ],
)
def test_wrong_usage_records_nothing(
    tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, "record", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith(said)
    assert not (root / ".scenarios").exists()


def test_what_was_withdrawn_stays_so_and_the_command_says_so(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    enter(root, "retract", "d1/r1", "--why", "denied", "--on", "2024-02-09")
    before = run(root, "assess", *DAY, "--json").out
    better = NEWS.replace("credibility: 2, url: http://x/1", "credibility: 1")
    (root / "news.yaml").write_text(better)
    answer = enter(root, "record", "news.yaml", *DAY)
    assert answer.out.startswith(
        "Revised 1 development, left 4 as known; the journal has 8 records.\n"
        "d1/r1 stays withdrawn since 2024-02-09; what was published anew is another "
        "report, with an id of its own.\n"
    )
    (root / "news.yaml").write_text(better.replace("for an hour", "for two hours"))
    told = json.loads(enter(root, "record", "news.yaml", *DAY, "--json").out)
    assert told["withdrawn"] == ["d1/r1"]
    after = run(root, "assess", *DAY, "--json").out
    assert chances_in(after) == chances_in(before)


def chances_in(answer: str) -> list[float]:
    every = (o for s in json.loads(answer)["scenarios"] for o in s["outcomes"])
    return [outcome["probability"] for outcome in every]
