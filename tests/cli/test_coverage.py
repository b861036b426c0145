"""`scenarios coverage`: which indicators nothing that is read could report."""

import json
from pathlib import Path

import pytest

from assessment.test_coverage import MATCH, TALKS, WATCHED
from desk import Answer, check_golden, run, write_workspace
from scenarios.journal.inbox import Inbox

DAY = ("--as-of", "2024-04-15")
FEEDS = """\
world: {url: "https://world.example/rss"}
sport: {url: "https://sport.example/rss"}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"scenarios/strike.yaml": WATCHED, "feeds.yaml": FEEDS}
    root = write_workspace(tmp_path, files)
    with Inbox.open(root / ".scenarios" / "inbox.db") as box:
        box.put([TALKS, MATCH])
    return root


def coverage(root: Path, *arguments: str) -> Answer:
    return run(root, "coverage", *DAY, *arguments)


def test_the_dangerous_come_first_and_the_exit_code_tells(root: Path) -> None:
    answer = coverage(root, "-d", "news.yaml")
    assert (answer.code, answer.err) == (1, "")
    check_golden("coverage.txt", answer.out)


def test_json_has_every_indicator_with_its_gaps(root: Path) -> None:
    told = json.loads(coverage(root, "-d", "news.yaml", "--json").out)
    assert told["format"] == "scenarios/coverage@1"
    assert (told["items"], told["feeds"]) == (2, ["world", "sport"])
    assert told["settled"] == ["vote"]
    assert told["dangerous"] == 1
    found = {each["indicator"]: each for each in told["indicators"]}
    assert len(found) == 8
    assert found["strike/marches"]["gaps"] == ["never matched", "no feed"]
    # Its one feed was never asked in these years: it tells of nothing now.
    assert found["strike/talks"]["gaps"] == ["feeds fail"]
    assert found["strike/talks"]["where"] == "scenarios/strike.yaml:12"


def test_a_table_has_a_row_for_each_indicator(root: Path) -> None:
    lines = coverage(root, "-d", "news.yaml", "--csv").out.splitlines()
    assert lines[0].startswith("scenario,indicator,title,dangerous,silence,coverage")
    assert len(lines) == 9
    assert coverage(root, "-d", "news.yaml", "--markdown").out.startswith("| scenario")


def test_it_needs_neither_journal_nor_feeds_and_writes_nothing(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    before = sorted(root.rglob("*"))
    told = json.loads(coverage(root, "--json").out)
    assert (told["items"], told["feeds"]) == (0, [])
    assert {gap for each in told["indicators"] for gap in each["gaps"]} == {
        "no terms",
        "no feed",
    }
    assert sorted(root.rglob("*")) == before


def test_a_scenario_that_is_named_is_shown_though_it_is_over(root: Path) -> None:
    told = json.loads(coverage(root, "vote", "-d", "news.yaml", "--json").out)
    assert [each["indicator"] for each in told["indicators"]] == ["vote/turnout"]
    assert told["settled"] == []
    assert coverage(root, "vote", "-d", "news.yaml").code == 0


def test_where_all_is_over_nothing_is_left_to_cover(root: Path) -> None:
    answer = run(root, "coverage", "-d", "news.yaml", "--as-of", "2025-06-01")
    assert answer.code == 0
    assert answer.out.startswith("As of 2025-06-01: 0 indicators; ")
    assert "Left out, because they are settled or over: strike, vote." in answer.out


def test_an_unknown_scenario_is_wrong_usage(root: Path) -> None:
    assert coverage(root, "stirke").code == 2
