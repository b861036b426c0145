"""`scenarios diff`: why an assessment moved, from days, records and judgements."""

import json
from math import fsum
from pathlib import Path
from typing import Any

import pytest

from desk import SCENARIO as STRIKE
from desk import check_golden, enter, replace_once, run, write_workspace

Json = dict[str, Any]
WHY = ("--why", "read again")
PARTS = [
    "model",
    "scenario",
    "retraction",
    "regrading",
    "revision",
    "clock",
    "evidence",
    "resolution",
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Record the news, publish (record 7), and correct it in every way."""
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    enter(root, "publish", "strike", "--as-of", "2024-03-01")
    enter(root, "retract", "d1/r2", *WHY, "--on", "2024-03-02")
    enter(root, "regrade", "d2/r2", "A1", *WHY)
    enter(root, "observe", "d2", "strike/marches", *WHY)
    enter(root, "resolve", "strike", "deal", *WHY, "--on", "2024-06-01")
    (root / "scenarios/strike.yaml").write_text(replace_once(STRIKE, "-3.5", "-4.5"))
    return root


def told(root: Path, start: str, end: str, *arguments: str) -> Json:
    answer = enter(
        root, "diff", "strike", "--from", start, "--to", end, "--json", *arguments
    )
    found: Json = json.loads(answer.out)
    return found


def felt(found: Json) -> list[str]:
    return [each["part"] for each in found["parts"] if any(each["points"].values())]


def test_a_difference_with_every_part_is_as_it_was(root: Path) -> None:
    ends = ("--from", "7", "--to", "2024-06-02")
    check_golden("diff.txt", enter(root, "diff", "strike", *ends).out)
    coloured = enter(root, "diff", "strike", *ends, FORCE_COLOR="1").out
    assert "\x1b[1;36mstrike\x1b[0m" in coloured


def test_the_json_adds_up_to_what_two_assessments_say(root: Path) -> None:
    found = told(root, "7", "2024-06-02")
    assert found["format"] == "scenarios/difference@1"
    assert [each["part"] for each in found["parts"]] == PARTS
    assert felt(found) == [
        "scenario",
        "retraction",
        "regrading",
        "revision",
        "clock",
        "evidence",
        "resolution",
    ]
    now = json.loads(
        enter(root, "assess", "strike", "--as-of", "2024-06-02", "--json").out
    )
    for outcome, shown in zip(
        found["outcomes"], now["scenarios"][0]["outcomes"], strict=True
    ):
        name = outcome["id"]
        assert outcome["to"] == shown["probability"]
        assert outcome["word_to"] == shown["word"]
        whole = fsum(each["points"][name] for each in found["parts"])
        assert whole == pytest.approx(outcome["to"] - outcome["from"])
        for part in found["parts"]:
            rows = fsum(row["decibans"][name] for row in part["rows"])
            assert rows == pytest.approx(part["decibans"][name])


def test_from_a_judgement_it_starts_with_what_was_published(root: Path) -> None:
    found = told(root, "7", "2024-03-01")
    published = enter(
        root, "assess", "strike", "-d", "news.yaml", "--as-of", "2024-03-01"
    )
    assert found["from"]["name"] == "judgement 7 as of 2024-03-01"
    assert f"{round(found['outcomes'][2]['from'] * 100)} %" in published.out
    assert felt(found) == ["scenario", "regrading", "revision"]


def test_a_record_that_is_no_judgement_is_today_as_known_then(root: Path) -> None:
    found = told(root, "5", "@9")
    assert found["from"]["as_of"] == found["to"]["as_of"]
    assert found["from"]["name"].endswith("@5")


def test_a_day_can_be_taken_as_it_was_known(root: Path) -> None:
    assert felt(told(root, "2024-03-01@2", "2024-03-01@5")) == []
    assert felt(told(root, "2024-03-01@1", "2024-03-01@2")) == ["evidence"]
    assert felt(told(root, "2024-03-10@5", "2024-03-10@8")) == ["retraction"]
    assert felt(told(root, "2024-03-10@8", "2024-03-10@9")) == ["regrading"]
    assert felt(told(root, "2024-03-10@9", "2024-03-10@10")) == ["revision"]
    assert felt(told(root, "2024-06-10@10", "2024-06-10@11")) == ["resolution"]
    assert felt(told(root, "2024-06-02", "2024-06-09")) == []
    assert felt(told(root, "2024-05-02@10", "2024-05-09@10")) == ["clock"]


def test_between_two_days_of_a_file_no_journal_is_needed(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    ends = ("2024-02-10", "2024-03-11")
    assert felt(told(root, *ends, "-d", "news.yaml")) == ["clock", "evidence"]
    wary = told(root, *ends, "-d", "news.yaml", "--model", "wary")
    assert wary["from"]["model"] == wary["to"]["model"] == "wary"


def test_where_nothing_moved_that_is_said(root: Path) -> None:
    answer = enter(root, "diff", "vote", "--from", "2024-06-01", "--to", "2024-06-01")
    assert "from 2024-06-01 (before) to 2024-06-01" in answer.out
    assert answer.out.endswith("\n  Nothing moved it.\n")


def test_outcomes_with_wide_titles_are_named_by_their_ids(root: Path) -> None:
    text = replace_once(
        STRIKE, "A deal is signed", "A deal is signed " + "at last " * 9
    )
    (root / "scenarios/strike.yaml").write_text(text)
    answer = enter(root, "diff", "strike", "--from", "7", "--to", "2024-05-01")
    assert "defeat" in answer.out
    assert "A deal is signed" not in answer.out


def test_outcomes_that_are_others_are_told(root: Path) -> None:
    (root / "cases/calm.yaml").unlink()
    text = STRIKE.replace("deal:", "bargain:")
    (root / "scenarios/strike.yaml").write_text(text)
    answer = run(root, "diff", "strike", "--from", "7", "--to", "2024-05-01")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(
        "error: strike had the outcomes defeat, ruling, deal and has defeat, ruling, "
        "bargain; "
    )


def test_links_without_a_place_are_warned_of_once(root: Path) -> None:
    (root / "scenarios/strike.yaml").write_text(
        replace_once(replace_once(STRIKE, "  mood:", "  tone:"), "  pay:", "  wage:")
    )
    ends = ("--from", "2024-03-01", "--to", "2024-05-01")
    answer = run(root, "diff", "strike", *ends)
    assert answer.code == 0
    assert answer.err == (
        "warning: .scenarios/journal.db: record 10: d2.observes.1: strike has no "
        "indicator `mood`; it and 1 link more do not count\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("strike", "--from", "99"), "there is no record 99; the journal holds 12 rec"),
        (("zebra", "--from", "7"), "unknown scenario 'zebra'"),
        (("strike",), "Missing option '--from'"),
        (
            ("strike", "--from", "May"),
            "'May' is not a date like 2024-05-31, the number",
        ),
        (("strike", "--from", "2024-05-31@x"), "'x' is not the number of a record"),
        (("strike", "--from", "7", "-d", "news.yaml"), "a record is asked for, which"),
        (("strike", "--from", "2024-03-01", "-m", "x"), "unknown model 'x'"),
    ],
)
def test_wrong_usage_is_told(root: Path, arguments: tuple[str, ...], said: str) -> None:
    answer = run(root, "diff", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
