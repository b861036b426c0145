"""The page on the speed of bulk runs says what was measured, missed targets too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("psutil", reason="processor time of children is told by psutil")

from benchmarks.bulk_clock import Taken, ratio, take_turns
from benchmarks.bulk_page import PAGE, refresh
from benchmarks.bulk_results import (
    FILE,
    OURS,
    SCAN,
    SCAN_OF_FIVE,
    Measured,
    Results,
    targets,
)
from benchmarks.timing import Contender

if TYPE_CHECKING:
    from pathlib import Path

MARKED = "before\n<!-- measured -->\nold\n<!-- end -->\nafter\n"


def measured(rows: int, ours: float) -> Measured:
    taken = {
        SCAN: Taken((0.5, 0.5), (0.3, 0.3)),
        SCAN_OF_FIVE: Taken((1.0, 1.0), (0.6, 0.6)),
        OURS: Taken((ours, ours + 1), (2.0, 3.0)),
        "pandas": Taken((8.0, 8.0), (9.0, 9.0)),
    }
    return Measured("watch", rows, 700, 1.5, taken, 5.125, 200.0, 0.25)


RESULTS = Results(
    "2026-11-22", "a machine", (measured(10_000_000, 3.0), measured(50_000_000, 15.0))
)


def test_the_tables_of_the_page_are_those_of_the_results() -> None:
    text = PAGE.read_text("utf-8")
    assert refresh(text, Results.load(FILE)) == text


def test_targets_are_held_against_ratios_of_the_same_round() -> None:
    found = {each.what: each for each in targets(RESULTS)}
    # The medians of (3/1, 4/1), (3/0.5, 4/0.5) and (8/3, 8/4).
    assert found["ours over the scan of five"].found == 3.5
    assert found["ours over the scan of five"].is_met
    assert found["ours over the scan of what it reads"].found == 7
    assert not found["ours over the scan of what it reads"].is_met
    assert found["pandas, over ours"].found == pytest.approx((8 / 3 + 2) / 2)
    assert not found["pandas, over ours"].is_met
    grown = found["fifty million rows over ten million"]
    assert grown.found == pytest.approx(15.5 / 3.5)
    assert grown.is_met
    assert not found["seconds to explain a cell, 10 million rows, watch"].is_met


def test_a_missed_target_is_marked_so() -> None:
    page = refresh(MARKED, RESULTS)
    assert "| ✗ | ours over the scan of what it reads | at most 6 | 7.00 |" in page
    assert "| ✓ | ours over the scan of five | at most 6 | 3.50 |" in page
    assert page.startswith("before\n<!-- measured -->\n")
    assert page.endswith("a machine.\n\n<!-- end -->\nafter\n")


def test_results_are_read_as_they_were_written(tmp_path: Path) -> None:
    RESULTS.save(tmp_path / "x.json")
    assert Results.load(tmp_path / "x.json") == RESULTS


def test_contenders_take_turns_after_one_to_warm_up() -> None:
    ran: list[str] = []
    contenders = [
        Contender(name, lambda name=name: ran.append(name), lambda: ran.append("-"))  # type: ignore[misc] # bound early
        for name in ("a", "b")
    ]
    taken = take_turns(contenders, 2)
    assert "".join(ran) == "-a-b" * 3
    assert [len(each.wall) for each in taken.values()] == [2, 2]


def test_a_ratio_is_the_median_over_the_rounds() -> None:
    assert ratio(Taken((2, 9, 4), ()), Taken((1, 3, 4), ())) == 2
