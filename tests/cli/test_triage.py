"""`scenarios inbox` and `triage`: from what came in to what counts, with reasons."""

import json
import os
import pty
import re
import sys
from pathlib import Path

import pytest

from assessment.test_triaging import HEAD, HULL, SITED
from desk import (
    Answer,
    clean_environment,
    command,
    enter,
    run,
    write_workspace,
)
from items import GAZETTE, ITEMS
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


def in_a_terminal(folder: Path, *answers: str) -> str:
    """Answer what `triage` asks in a real terminal; return all that was shown."""
    environment = clean_environment(SCENARIOS_ACTOR="anna", COLUMNS="100")
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover
        os.chdir(folder)
        os.execve(sys.executable, command("triage", *DAY), environment)  # noqa: S606 the program under test
    os.write(terminal, "".join(f"{answer}\n" for answer in answers).encode())
    shown = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, shown.decode()
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", shown)
    return plain.decode().replace("\r\n", "\n")


def test_a_terminal_goes_through_what_waits(folder: Path) -> None:
    enter(folder, "record", "news.yaml", *DAY)
    shown = in_a_terminal(
        folder,
        *("x", "cricket", "y"),
        *("n", "2024-03-05", "Hull walks out", "d9", "strike/walkouts", "2", "wire"),
        *("a further port", "y"),
        *("r", "d99", "3", "wire", "same", "r", "d9", "3", "wire", "the same", "n"),
        *("r", "d9", "3", "wire", "the same", "y"),
        "s",
    )
    assert "1 of 4" in shown
    assert "unknown development `d99`" in shown
    assert "The dockers' strike" in shown
    assert shown.rstrip().endswith("1 still wait.")
    waiting = json.loads(enter(folder, "inbox", "--json").out)
    assert [item["id"] for item in waiting["items"]] == ["i-undated"]
    trail = enter(folder, "explain", "strike", *DAY).out
    assert "https://www.gazette.example/port-of-hull" in trail
    enter(folder, "audit", "verify")


def test_what_was_just_recorded_is_proposed_for_the_next_item(folder: Path) -> None:
    again = GAZETTE.model_copy(
        update={
            "id": "i-copy",
            "url": "https://union.example/hull-too",
            "site": "union.example",
            "text": "Dockers at the port of Hull stopped work on Tuesday morning.",
            "published": "2024-03-05T06:30:00Z",
        }
    )
    with Inbox.open(folder / ".scenarios" / "inbox.db") as box:
        box.put([again])
    enter(folder, "record", "news.yaml", *DAY)
    shown = in_a_terminal(
        folder,
        *("x", "cricket", "y"),
        *("n", "2024-03-05", "Port of Hull walks out", "d9", "strike/walkouts", "2"),
        *("wire", "a further port", "y"),
        *("", "", "2", "wire", "the same", "y"),
        "q",
    )
    assert "may tell of d9: it shares" in shown
    assert "of which development [d9]:" in shown
    waiting = json.loads(enter(folder, "inbox", "--json").out)
    assert "i-copy" not in {item["id"] for item in waiting["items"]}


def test_who_quits_leaves_the_rest_waiting(folder: Path) -> None:
    enter(folder, "record", "news.yaml", *DAY)
    assert in_a_terminal(folder, "q").rstrip().endswith("4 still wait.")


def test_without_a_terminal_it_asks_for_a_file(folder: Path) -> None:
    enter(folder, "record", "news.yaml", *DAY)
    answer = as_anna(folder, "triage")
    assert answer.code == 2
    assert "use --draft and --apply FILE" in " ".join(answer.err.split())
    both = as_anna(folder, "triage", "--draft", "--apply", "decisions.yaml")
    assert (both.code, "choose one of" in both.err) == (2, True)


def test_a_draft_is_refused_until_every_decision_has_its_reason(folder: Path) -> None:
    enter(folder, "record", "news.yaml", *DAY)
    draft = enter(folder, "triage", "--draft").out
    (folder / "draft.yaml").write_text(draft, encoding="utf-8")
    answer = as_anna(folder, "triage", "--apply", "draft.yaml")
    assert answer.code == 1
    assert answer.err.count(".why: ") == 4
