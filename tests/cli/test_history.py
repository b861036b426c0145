"""`scenarios history`: in four forms, and what it refuses."""

import json
from pathlib import Path

import pytest

from desk import Answer, check_golden, rounded, run, write_workspace
from scenarios.report.history_terminal import strip

HISTORY = ("history", "-d", "news.yaml", "--to", "2024-05-10")


def follow(folder: Path, *arguments: str, width: str = "110") -> Answer:
    return run(write_workspace(folder), *HISTORY, *arguments, COLUMNS=width)


def test_the_terminal_shows_strips_a_chart_and_the_steps(tmp_path: Path) -> None:
    answer = follow(tmp_path)
    assert (answer.code, answer.err) == (0, "")
    check_golden("history.txt", answer.out)


def test_json_holds_every_point_and_what_made_it(tmp_path: Path) -> None:
    answer = follow(tmp_path, "strike", "--steps", "--json")
    check_golden("history.json", rounded(answer.out))
    (series,) = json.loads(answer.out)["scenarios"]
    assert json.loads(answer.out)["every"] == "step"
    moved = [move["development"] for p in series["points"] for move in p["moves"]]
    assert moved == ["d1", "d1", "d2", "d3", "d4", "d5", "d5"]


@pytest.mark.parametrize(
    ("form", "name"),
    [("--csv", "history.csv"), ("--markdown", "history.md")],
)
def test_tables_have_a_row_for_each_day_and_outcome(
    form: str, name: str, tmp_path: Path
) -> None:
    answer = follow(tmp_path, "--every", "30d", form)
    check_golden(name, rounded(answer.out))
    # Five dates of three outcomes, and of a ballot that closed three of two.
    assert answer.code == 0


def test_a_small_terminal_still_gets_a_strip(tmp_path: Path) -> None:
    answer = follow(tmp_path, "strike", width="40")
    assert answer.code == 0
    assert "▁" in answer.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--every", "7"), "'7' is not a number of days like 7d"),
        (("--every", "0d"), "'0d' is not a number of days like 7d"),
        (("--every", "7d", "--steps"), "choose one of --every and --steps"),
        (("--from", "2024-06-01"), "no day lies between 2024-06-01 and 2024-05-10"),
        (("--from", "then"), "'then' is not a date like 2024-05-31"),
        (("zebra",), "unknown scenario 'zebra'"),
    ],
)
def test_what_cannot_be_followed_is_told(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    answer = follow(tmp_path, *arguments)
    assert answer.code == 2
    assert said in " ".join(answer.err.replace("│", " ").split())


def test_a_question_that_news_does_not_move_says_so(tmp_path: Path) -> None:
    answer = follow(tmp_path, "strike", "--from", "2024-01-02", "--every", "400d")
    assert answer.code == 0
    quiet = run(tmp_path, *HISTORY[:3], "strike", "--to", "2024-01-20")
    assert "No news moved an outcome by half a point." in quiet.out


def test_a_strip_is_on_the_scale_from_0_to_1() -> None:
    assert strip([0, 0.124, 0.125, 0.5, 0.999, 1]) == "▁▁▂▅██"
