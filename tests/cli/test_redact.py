"""`scenarios redact`: texts go, numbers and reasons of the record stay."""

import json
from pathlib import Path

import pytest

from desk import enter, head_of, run, write_workspace

DAY = ("--as-of", "2024-04-15")
WHY = ("--why", "order of the court")
WARNING = (
    "Exports and backups made before still hold what was redacted, and so do the files "
    "that it was recorded from; recorded again, they do not bring it back.\n"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    return root


def test_the_texts_of_a_development_go_and_no_number_moves(root: Path) -> None:
    ledger = enter(root, "explain", *DAY, "--csv").out
    assert (
        b"Both sides met for an hour" in (root / ".scenarios/journal.db").read_bytes()
    )
    answer = run(root, "redact", "d1", *WHY, SCENARIOS_ACTOR="anna")
    assert (answer.code, answer.err) == (0, WARNING)
    assert answer.out == "Record 6: payload.redacted by anna.\n"
    assert enter(root, "explain", *DAY, "--csv").out == ledger
    for file in (root / ".scenarios").iterdir():
        assert b"Both sides met for an hour" not in file.read_bytes()


def test_the_texts_of_one_report_can_go_alone(root: Path) -> None:
    answer = run(root, "redact", "d1/r2", *WHY, "--json", SCENARIOS_ACTOR="anna")
    assert json.loads(answer.out)["records"][0]["kind"] == "payload.redacted"
    explained = enter(root, "explain", "strike", *DAY).out
    assert "Both sides met for an hour" in explained
    assert "They met." not in explained


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("d9", "unknown development 'd9'; there is d1, d2, d3, d4, d5"),
        ("d1/r9", "unknown report 'd1/r9'; did you mean `d1/r2`?"),
        ("d2/r1", "d2/r1 has no text in the journal that could be redacted"),
    ],
)
def test_what_has_no_text_is_told(root: Path, name: str, said: str) -> None:
    answer = run(root, "redact", name, *WHY)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == f"error: {said}\n"
    assert head_of(root) == 6
