"""An assessment in a terminal: what is said of intervals, leads and ground."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Files, write_workspace
from scenarios.assessment.assess import assess
from scenarios.assessment.confidence import Confidence
from scenarios.assessment.results import Assessment, OutcomeAssessment
from scenarios.loading.developments import Developments, load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.layout import paint
from scenarios.report.terminal import interval_bar, show_assessment


def outcome(
    probability: str, low: float | None, high: float | None
) -> OutcomeAssessment:
    prior = Decimal("0.5")
    return OutcomeAssessment("a", "A", prior, Decimal(probability), low, high, "likely")


@pytest.mark.parametrize(
    ("shown", "bar"),
    [
        (outcome("0.5", 0.25, 0.75), "···━━━●━━━···"),
        (outcome("0", 0, 0.08), "●━···········"),
        (outcome("1", 1, 1), "············●"),
        (outcome("1", None, None), "············●"),
        (outcome("0", None, None), "●············"),
        # Draws may lie to one side of the probability.
        (outcome("0.75", 0.25, 0.5), "···━━━━━━●···"),
        (outcome("0.25", 0.5, 0.75), "···●━━━━━━···"),
    ],
)
def test_an_interval_is_drawn_from_0_to_1(shown: OutcomeAssessment, bar: str) -> None:
    assert interval_bar(shown, 13) == bar


@pytest.mark.parametrize("hundredths", range(101))
def test_every_bar_is_full_and_has_one_dot(hundredths: int) -> None:
    bar = interval_bar(outcome(f"{hundredths / 100}", 0.0, 1.0), 25)
    assert len(bar) == 25
    assert bar.count("●") == 1


def assessed(root: Path, day: date, *, news: bool = True) -> Assessment:
    workspace = load_workspace(root)
    developments = (
        load_developments(root / "news.yaml", workspace) if news else Developments(())
    )
    return assess(workspace, developments, day)


def lines_of(assessment: Assessment, width: int = 110) -> list[str]:
    return [paint(line, colour=False) for line in show_assessment(assessment, width)]


def test_the_leading_outcome_is_bold(tmp_path: Path) -> None:
    assessment = assessed(write_workspace(tmp_path), date(2024, 4, 15))
    painted = [paint(line, colour=True) for line in show_assessment(assessment, 110)]
    (deal,) = (line for line in painted if "A deal is signed" in line)
    (defeat,) = (line for line in painted if "The union gives in" in line)
    assert "\x1b[1mA deal is signed\x1b[0m" in deal
    assert "\x1b[1m" not in defeat


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2023, 12, 31), "0 of 5 developments known by then"),
        (date(2024, 2, 4), "0 of 5 developments known by then"),
        (date(2024, 3, 10), "3 of 5 developments known by then"),
        (date(2024, 4, 2), "5 developments on file"),
        # That the only report of d5 is withdrawn does not make it unknown.
        (date(2024, 5, 2), "5 developments on file"),
    ],
)
def test_the_head_says_how_many_developments_were_known(
    day: date, said: str, tmp_path: Path
) -> None:
    head = lines_of(assessed(write_workspace(tmp_path), day))[0]
    assert f"model default, {said}, likelihood words of ICD-203" in head


def test_only_developments_linked_to_the_question_are_counted(tmp_path: Path) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    news = load_developments(tmp_path / "news.yaml", workspace)
    found = assess(workspace, news, date(2024, 3, 1), scenarios=["vote"])
    assert "0 of 1 linked development known by then" in lines_of(found)[0]


def test_without_news_it_says_that_nothing_is_observed(tmp_path: Path) -> None:
    lines = lines_of(assessed(write_workspace(tmp_path), date(2024, 1, 2), news=False))
    assert lines[0].startswith("As of 2024-01-02   model default, 0 developments on")
    assert any(line.endswith("Nothing is observed yet.") for line in lines)


def test_the_interval_of_the_model_stands_in_the_heading(tmp_path: Path) -> None:
    files: Files = {
        "models/wary.yaml": "format: scenarios/model@1\nid: wary\ntitle: W\n"
        "uncertainty: {level: 0.5}\n",
        "workspace.yaml": "model: wary\n",
    }
    lines = lines_of(assessed(write_workspace(tmp_path, files), date(2024, 4, 15)))
    assert any("50 % interval" in line for line in lines)


@pytest.mark.parametrize("width", [60, 80, 110, 160])
def test_prose_fits_the_width(tmp_path: Path, width: int) -> None:
    lines = lines_of(assessed(write_workspace(tmp_path), date(2024, 4, 15)), width)
    prose = [line for line in lines if "interval  " not in line and "·" not in line]
    assert max(map(len, [line for line in prose if "As of" not in line])) <= max(
        width, 80
    )


def test_a_settled_question_without_a_reason_ends_with_its_day(tmp_path: Path) -> None:
    assessment = assessed(write_workspace(tmp_path), date(2024, 4, 15))
    vote = assessment["vote"]
    assert vote.resolved is not None
    silent = replace(vote, resolved=vote.resolved.model_copy(update={"why": ""}))
    lines = lines_of(replace(assessment, scenarios=(silent,)))
    assert "  Settled on 2024-02-20." in lines


@pytest.mark.parametrize(
    ("day", "line"),
    [
        (date(2023, 12, 30), "  The horizon opens in 2 days."),
        (date(2023, 12, 31), "  The horizon opens in 1 day."),
        (
            date(2025, 1, 1),
            "  The horizon closed 1 day ago: say in the file how it was `resolved`.",
        ),
    ],
)
def test_a_day_outside_the_horizon_is_told_to_be_one(
    tmp_path: Path, day: date, line: str
) -> None:
    assert line in lines_of(assessed(write_workspace(tmp_path), day))


@pytest.mark.parametrize("day", [date(2024, 1, 1), date(2024, 12, 31)])
def test_the_ends_of_the_horizon_are_inside(tmp_path: Path, day: date) -> None:
    lines = lines_of(assessed(write_workspace(tmp_path), day))
    assert not any("The horizon" in line for line in lines)


def test_ground_that_is_moderate_throughout_is_told_so(tmp_path: Path) -> None:
    assessment = assessed(write_workspace(tmp_path), date(2024, 4, 15))
    strike = assessment["strike"]
    reasons = tuple(f"reason {n}: moderate" for n in range(6))
    moderate = replace(strike, confidence=Confidence("moderate", reasons))
    lines = lines_of(replace(assessment, scenarios=(moderate,)))
    assert "  Confidence moderate: every criterion is moderate." in lines
