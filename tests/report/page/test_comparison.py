"""What-ifs beside the base, told with their own day, model and staleness."""

from pathlib import Path

from dossiers import FULL, compile_here
from scenarios.report.page.comparison import compare


def test_cases_and_the_scenarios_they_move_are_told(tmp_path: Path) -> None:
    sheet = compile_here(tmp_path, FULL).sheet
    assert sheet is not None
    trials, moved, unmoved = compare(sheet)
    (trial,) = trials
    assert (trial.id, trial.title) == ("calm", "The talks never met")
    assert (trial.as_of.isoformat(), trial.model) == ("2024-12-31", "wary")
    assert trial.stale == ()
    assert [each.title for each in moved] == ["The dockers' strike"]
    assert unmoved == ["The ballot"]


def test_each_cell_is_the_case_and_its_distance_from_the_base(tmp_path: Path) -> None:
    sheet = compile_here(tmp_path, FULL).sheet
    assert sheet is not None
    _, (strike,), _ = compare(sheet)
    base = sheet.base.assessment["strike"].probabilities.values()
    case = sheet.cases[0].assessment["strike"].probabilities.values()
    for (_, was), (cell,), now, then in zip(
        strike.outcomes, strike.cells, base, case, strict=True
    ):
        assert (was, cell.probability) == (now, then)
        assert abs(cell.points - (then - now)) < 1e-12
        assert cell.standard == "phia"
    assert sum(cell.leads for (cell,) in strike.cells) == 1
