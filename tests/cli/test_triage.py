"""`scenarios inbox` and `triage`: from what came in to what counts, with reasons."""

import json
from pathlib import Path

import pytest

from assessment.test_triaging import HEAD, HULL, SITED
from desk import Answer, enter, run, write_workspace
from items import ITEMS
from scenarios.journal.inbox import Inbox

DAY = ("--as-of", "2024-04-15")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_workspace(tmp_path, {"sources.yaml": SITED})
    (tmp_path / "decisions.yaml").write_text(HEAD + HULL, encoding="utf-8")
    with Inbox.open(tmp_path / ".scenarios" / "inbox.db") as box:
        box.put(ITEMS)
    return tmp_path


def as_anna(folder: Path, *arguments: str) -> Answer:
    return run(folder, *arguments, SCENARIOS_ACTOR="anna")


def test_the_inbox_needs_no_journal(folder: Path) -> None:
    answer = run(folder, "inbox")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith("4 items shown; 4 wait.\n")


def test_words_and_filters_narrow_the_list(folder: Path) -> None:
    found = json.loads(run(folder, "inbox", "hull", "--feed", "union", "--json").out)
    assert [item["id"] for item in found["items"]] == ["i-union"]
    assert found["waiting"] == 4
    lines = run(folder, "inbox", "--since", "2024-03-06", "--csv").out.splitlines()
    assert [line.split(",")[0] for line in lines] == ["item", "i-cricket"]


def test_one_item_is_shown_in_full(folder: Path) -> None:
    answer = run(folder, "inbox", "--show", "i-g")
    assert "Dockers at the port of Hull stopped work" in answer.out
    told = json.loads(run(folder, "inbox", "--show", "i-g", "--json").out)
    assert told["decided"] is False
    assert run(folder, "inbox", "--show", "i-g", "--markdown").out.startswith("| item")
    answer = run(folder, "inbox", "--show", "zebra")
    assert (answer.code, answer.out) == (2, "")
    assert "no item of the inbox is called 'zebra'" in answer.err


def test_decisions_are_previewed_and_then_recorded(folder: Path) -> None:
    enter(folder, "record", "news.yaml", *DAY)
    log = enter(folder, "audit", "log").out
    preview = enter(folder, "triage", "--apply", "decisions.yaml", "--preview", *DAY)
    head = "on 3 items: 1 new development, 1 further report, 1 not ours."
    assert preview.out.startswith(f"Would decide {head}\n")
    assert enter(folder, "audit", "log").out == log
    done = enter(folder, "triage", "--apply", "decisions.yaml", *DAY)
    assert done.out == preview.out.replace("Would decide", "Decided", 1)
    assert "Hull walks out" in done.out
    waiting = json.loads(enter(folder, "inbox", "--json").out)
    assert [item["id"] for item in waiting["items"]] == ["i-undated"]
    trail = enter(folder, "explain", "strike", *DAY).out
    assert "https://www.gazette.example/port-of-hull" in trail
    enter(folder, "audit", "verify")


def test_a_story_that_is_withdrawn_counts_no_more(folder: Path) -> None:
    enter(folder, "record", "news.yaml", *DAY)
    before = enter(folder, "assess", "strike", *DAY, "--csv").out
    enter(folder, "triage", "--apply", "decisions.yaml", *DAY)
    assert enter(folder, "assess", "strike", *DAY, "--csv").out != before
    for report in ("d9/r1", "d9/r2"):
        enter(
            folder, "retract", report, "--on", "2024-04-01", "--why", "withdrawn", *DAY
        )
    after = enter(folder, "assess", "strike", *DAY, "--csv").out
    probabilities = [
        [line.split(",")[4] for line in text.splitlines()] for text in (before, after)
    ]
    assert probabilities[0] == probabilities[1]


def test_json_tells_decisions_records_and_movement(folder: Path) -> None:
    enter(folder, "record", "news.yaml", *DAY)
    told = json.loads(
        enter(folder, "triage", "--apply", "decisions.yaml", *DAY, "--json").out
    )
    assert [each["decision"] for each in told["decided"]] == [
        "new",
        "report_of",
        "not_ours",
    ]
    assert len(told["records"]) == 5
    assert [each["scenario"] for each in told["moved"]] == ["strike"]


def test_faults_stop_all_of_it(folder: Path) -> None:
    enter(folder, "record", "news.yaml", *DAY)
    text = (HEAD + HULL).replace("i-union", "i-onion")
    (folder / "decisions.yaml").write_text(text, encoding="utf-8")
    answer = as_anna(folder, "triage", "--apply", "decisions.yaml", *DAY)
    assert answer.code == 1
    assert answer.err.startswith("decisions.yaml:7:11: error: decisions.1.item: ")
    assert json.loads(enter(folder, "inbox", "--json").out)["waiting"] == 4
