"""`scenarios audit replay`: a judgement comes out again, or how it differs is told."""

import json
from pathlib import Path
from typing import Any

import pytest

from desk import SCENARIO, enter, replace_once, run, write_workspace
from journal.clerk import who
from scenarios.journal.sqlite import SqliteStore

DAY = ("--as-of", "2024-04-15")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with two published judgements, records 7 and 8."""
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    enter(root, "publish", *DAY)
    enter(root, "publish", "strike", "--as-of", "2024-06-01")
    return root


def forge(root: Path, path: Path, seq: int, body: dict[str, Any]) -> dict[str, Any]:
    """Write a journal whose record of a number says something else; name its place."""
    with SqliteStore.open(root / ".scenarios" / "journal.db") as store:
        first, *others = store.read()
    author = who()
    with SqliteStore.found(path, first) as other:
        other.extend(others[: seq - 1])
        for each in others[seq - 1 :]:
            said = body if each.seq == seq else each.draft.body
            other.append([author.draft(each.draft.kind, said)])
    return {"SCENARIOS_JOURNAL": f"sqlite:///{path}"}


def body_of(root: Path, seq: int) -> Any:  # noqa: ANN401 JSON
    with SqliteStore.open(root / ".scenarios" / "journal.db") as store:
        return json.loads(store.record(seq).data)["body"]


def test_every_judgement_is_made_again(root: Path) -> None:
    assert enter(root, "audit", "replay").out == (
        "record 7, as of 2024-04-15, 2 scenarios: the same bytes; intervals within "
        "1e-06\n"
        "record 8, as of 2024-06-01, 1 scenario: the same bytes; intervals within "
        "1e-06\n"
    )


def test_one_is_asked_for_by_its_record(root: Path) -> None:
    told = json.loads(enter(root, "audit", "replay", "8", "--json").out)
    (replay,) = told["replays"]
    published = SqliteStore.open(root / ".scenarios" / "journal.db").record(8)
    assert told["holds"] is replay["holds"] is replay["same_bytes"] is True
    assert (replay["record"], replay["scenarios"]) == (8, ["strike"])
    assert (replay["gap"], replay["redacted"]) == (0, 0)
    body = json.loads(published.data)["body"]
    assert replay["result"] == body["result"]


def test_later_edits_and_corrections_change_nothing(root: Path) -> None:
    path = root / "scenarios" / "strike.yaml"
    path.write_text(replace_once(SCENARIO, "prior: 0.6", "prior: 0.60"))
    enter(root, "regrade", "d1/r1", "E5", "--why", "unsound")
    before = enter(root, "audit", "replay").out
    assert before.count("the same bytes") == 2
    assert run(root, "redact", "d1", "--why", "the court").code == 0
    told = enter(root, "audit", "replay", "7").out
    assert told.endswith("redacted since, so its digest of the news is believed\n")
    assert enter(root, "audit", "verify", "--replay").out.count("\nok") >= 4


def test_a_judgement_that_its_ground_does_not_lead_to_is_told(
    root: Path, tmp_path: Path
) -> None:
    body = body_of(root, 8)
    body["result"][0]["outcomes"][0]["probability"] = "0.5"
    body["drawn"][0]["intervals"][0]["low"] = "0.25"
    body["drawn"][0]["confidence"]["level"] = "high"
    where = forge(root, tmp_path / "forged.db", 8, body)
    answer = run(root, "audit", "replay", "8", **where)
    assert answer.code == 1
    assert "OTHER BYTES than were published; INTERVALS APART by up to" in answer.out
    assert "ANOTHER CONFIDENCE" in answer.out
    checked = run(root, "audit", "verify", "--replay", **where)
    assert checked.code == 1
    assert "FAILS  judgements" in checked.out


def test_what_is_no_judgement_is_refused(root: Path) -> None:
    answer = run(root, "audit", "replay", "3")
    assert answer.code == 2
    assert "record 3 is no published judgement" in answer.err


def test_a_journal_without_judgements_holds(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    answer = run(root, "audit", "replay")
    said = "No judgement is published in this journal.\n"
    assert (answer.code, answer.out, answer.err) == (0, "", said)
    assert (
        "judgements  none is published"
        in enter(root, "audit", "verify", "--replay").out
    )


def test_an_altered_text_of_a_file_fails_the_check(root: Path, tmp_path: Path) -> None:
    body = body_of(root, 6)
    body["texts"][0]["text"] += "# "
    where = forge(root, tmp_path / "forged.db", 6, body)
    checked = run(root, "audit", "verify", "--replay", **where)
    assert checked.code == 1
    assert "cannot be had" in checked.out
