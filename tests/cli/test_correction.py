"""What every correction does before and after it is recorded."""

from pathlib import Path

import pytest

from desk import SCENARIO as STRIKE
from desk import enter, head_of, replace_once, run, write_workspace

WHY = ("--why", "read again")
CORRECTIONS = [
    ("retract", "d1/r1", *WHY),
    ("regrade", "d1/r1", "A1", *WHY),
    ("observe", "d1", "strike/marches", *WHY),
    ("unobserve", "d1", "strike/talks", *WHY),
    ("resolve", "strike", "deal", *WHY),
]
EACH = pytest.mark.parametrize(
    "arguments", CORRECTIONS, ids=[name for name, *_ in CORRECTIONS]
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    return root


@EACH
def test_a_correction_is_one_record_and_takes_nothing_away(
    root: Path, arguments: tuple[str, ...]
) -> None:
    before = enter(root, "explain", "--as-of", "2024-04-15", "--csv").out
    enter(root, *arguments, "--as-of", "2024-04-15")
    assert head_of(root) == 7
    then = ("--as-of", "2024-04-15", "--known-at", "5")
    assert enter(root, "explain", *then, "--csv").out == before


@EACH
def test_a_model_that_is_not_there_is_told_before_anything_is_recorded(
    root: Path, arguments: tuple[str, ...]
) -> None:
    answer = run(root, *arguments, "--model", "wry")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("error: unknown model 'wry'; did you mean `wary`?")
    assert head_of(root) == 6


@EACH
def test_where_there_is_no_journal_none_is_made(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "error: .scenarios/journal.db: there is no journal here; `scenarios record` "
        "makes one\n"
    )
    assert not (root / ".scenarios").exists()


def test_links_without_a_place_are_warned_of_in_one_line(root: Path) -> None:
    (root / "scenarios/strike.yaml").write_text(
        replace_once(STRIKE, "  mood:", "  tone:")
    )
    answer = run(root, *CORRECTIONS[0], SCENARIOS_ACTOR="anna")
    assert answer.code == 0
    assert answer.err == (
        "warning: .scenarios/journal.db: record 2: d2.observes.1: strike has no "
        "indicator `mood`; it does not count\n"
    )


def test_colour_is_for_those_who_force_it(root: Path) -> None:
    day = ("--as-of", "2024-04-15")
    coloured = enter(root, *CORRECTIONS[1], *day, FORCE_COLOR="1").out
    assert "\x1b[1;36mstrike\x1b[0m" in coloured
    assert "\x1b" not in enter(root, *CORRECTIONS[3], *day).out
