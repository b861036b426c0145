"""A finding holds where its figures, and its control's, lie within their bounds."""

from pathlib import Path

import pytest
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.results import Run, load_runs, save_runs

LOST = Figure("lost", 0, most=0)
SEEN = Figure("lost without protection", 7, least=1)


@pytest.mark.parametrize(
    ("figure", "met", "said"),
    [
        (Figure("kills", 1000), True, "1,000 kills"),
        (Figure("lost", 0, most=0), True, "0 lost (wanted: 0)"),
        (Figure("lost", 1, most=0), False, "1 lost (wanted: 0)"),
        (Figure("%", 41.26, least=20), True, "41.3 % (wanted: ≥ 20)"),
        (Figure("%", 19.9, least=20), False, "19.9 % (wanted: ≥ 20)"),
        (Figure("ms", 0.25, most=10), True, "0.25 ms (wanted: ≤ 10)"),
        (Figure("lines", 2, least=1, most=1), False, "2 lines (wanted: 1)"),
        (Figure("%", 5, least=1, most=9), True, "5 % (wanted: ≥ 1 and ≤ 9)"),
    ],
)
def test_a_figure_says_what_was_wanted(
    figure: Figure,
    met: object,
    said: str,
) -> None:
    assert figure.is_met is met
    assert str(figure) == said


def test_a_finding_holds_only_if_its_control_fails() -> None:
    blind = Figure("lost without protection", 0, least=1)
    assert Finding("", "", (LOST,), (SEEN,)).holds
    assert not Finding("", "", (LOST,), (blind,)).holds
    assert not Finding("", "", (Figure("lost", 3, most=0),), (SEEN,)).holds


def test_results_come_back_and_newer_ones_take_the_place_of_older(
    tmp_path: Path,
) -> None:
    file = tmp_path / "found.json"
    finding = Finding("A promise", "a store", (LOST,), (SEEN,), said="it is full")
    first = Run("kill", "2026-11-21", "a machine", 9, (finding,))
    other = Run("power", "2026-11-21", "a machine", 9, ())
    later = Run("kill", "2026-11-22", "a machine", 8, (finding, finding))
    assert load_runs(file) == []
    save_runs(file, [first, other], ["kill", "power"])
    save_runs(file, [later], ["power", "kill"])
    assert load_runs(file) == [other, later]
    save_runs(file, [], ["kill"])
    assert load_runs(file) == [later]


def test_what_is_drawn_is_the_same_every_time(tmp_path: Path) -> None:
    one, other = (Setup(tmp_path, quick=True, keepers=()) for _ in range(2))
    assert one.rng("kill").random() == other.rng("kill").random()
    assert one.rng("kill").random() != one.rng("power").random()
    assert one.fresh() != one.fresh()
