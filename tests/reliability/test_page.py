"""The page on reliability says what was measured, and that it holds."""

import re

import pytest
from benchmarks.reliability.findings import Figure, Finding
from benchmarks.reliability.page import PAGE, refresh
from benchmarks.reliability.results import FILE, Run, load_runs
from benchmarks.reliability.run import EXPERIMENTS

RUNS = load_runs(FILE)
TEXT = PAGE.read_text("utf-8")


def test_the_tables_of_the_page_are_those_of_the_results() -> None:
    assert refresh(TEXT, RUNS) == TEXT


def test_there_are_results_and_every_experiment_is_explained() -> None:
    ran = [run.experiment for run in RUNS]
    assert ran
    assert ran == [name for name in EXPERIMENTS if name in ran]
    assert re.findall(r"^\| `(\w+)` \| .+ \| .+ \|$", TEXT, re.MULTILINE) == list(
        EXPERIMENTS
    )


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run.experiment)
def test_what_was_not_kept_is_marked_so(run: Run) -> None:
    for finding in run.findings:
        mark = "–" if finding.skipped else "✓" if finding.holds else "✗"
        assert f"\n| {mark} | {finding.kept_by} | " in TEXT


def test_another_figure_makes_another_page() -> None:
    finding = Finding("It | holds", "a store", (Figure("lost", 3, most=0),))
    run = Run("kill", "2026-11-22", "a machine", 1234, (finding,))
    page = refresh("before\n<!-- measured -->\nold\n<!-- end -->\nafter\n", [run])
    assert page == (
        "before\n<!-- measured -->\n\n### It | holds\n\n"
        "| | kept by | measured | with the protection taken out |\n"
        "|---|---|---|---|\n| ✗ | a store | 3 lost (wanted: 0) |  |\n\n"
        "`kill`, 2026-11-22, 1,234 s; a machine.\n\n<!-- end -->\nafter\n"
    )
