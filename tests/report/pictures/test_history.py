"""The history shows what the table of the history holds."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dossiers import FULL, PLAIN, compile_here
from pictures import by_name, data, labels, said
from scenarios.assessment.words import percent_range
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.numbers import percent_of_word
from scenarios.report.pictures.kinds import draw


def test_its_lines_are_those_of_the_table(full: Dossier) -> None:
    spec = draw("history", full, "strike")
    table = [
        (str(row["on"]), row["outcome"], row["probability"], row["low"], row["high"])
        for row in by_name(tables_of(full)["history"])
        if row["scenario"] == "strike"
    ]
    lines = [
        (row["on"], row["outcome"], row["probability"])
        for row in data(spec, "probabilities")
    ]
    assert sorted(lines) == sorted(row[:3] for row in table)
    band = [(row["on"], row["low"], row["high"]) for row in data(spec, "interval")]
    assert band == [
        (on, low, high) for on, outcome, _, low, high in table if outcome == "deal"
    ]


def test_each_line_ends_in_the_number_of_the_assessment(full: Dossier) -> None:
    found = labels(draw("history", full, "strike"))
    for outcome in full.assessment["strike"].outcomes:
        figure = percent_of_word(outcome.probability, "icd-203")
        assert outcome.low is not None
        assert outcome.high is not None
        assert f"{figure} ({percent_range(outcome.low, outcome.high)})" in found


def test_each_number_in_it_is_explained_under_it(full: Dossier) -> None:
    spec = draw("history", full, "strike")
    numbers = [row["label"] for row in data(spec, "numbers")]
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    assert numbers
    notes = " ".join(row["label"] for row in data(spec, "notes"))
    assert "2024-02-05 to 02-06: Both sides met for an hour" in notes
    markers = {row["on"] for row in data(spec, "markers")}
    assert markers <= {row["on"] for row in data(spec, "probabilities")}


def test_the_claim_tells_the_change_since_the_earlier_day(full: Dossier) -> None:
    assert "«A deal is signed» is almost certain" in said(
        draw("history", full, "strike")
    )
    assert "since 2024-02-10" in said(draw("history", full, "strike"))
    assert "since 2024-02-10" in labels(draw("history", full, "strike"))


def test_the_claim_is_about_the_outcome_asked_for(full: Dossier) -> None:
    spec = draw("history", full, "strike", "defeat")
    assert "«The union gives in» is " in said(spec)
    assert "Band: that of «The union gives in»" in said(spec)


def test_a_settled_question_says_so(full: Dossier) -> None:
    spec = draw("history", full, "vote")
    assert said(spec).startswith(
        "The ballot: settled on 2024-02-20, «They vote for it»"
    )
    assert "100 % settled" in labels(spec)
    assert "closes 2024-02-29" in labels(spec)


def test_a_close_far_ahead_is_told_beside_the_scale(full: Dossier) -> None:
    assert "closes 2024-12-31 →" in labels(draw("history", full, "strike"))


@pytest.mark.parametrize("day", [date(2023, 12, 1), date(2024, 1, 1), date(2030, 1, 1)])
def test_a_day_before_at_or_long_after_the_horizon_is_drawn(
    day: date, tmp_path: Path
) -> None:
    order = replace(PLAIN, as_of=day, every=30)
    spec = draw("history", compile_here(tmp_path, order), "strike")
    assert data(spec, "probabilities")
    on = {row["on"] for row in data(spec, "probabilities")}
    assert (len(on) == 1) == (day <= date(2024, 1, 1))


def test_without_an_earlier_day_the_change_is_since_the_first(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, replace(FULL, since=None, cases=()))
    assert "since 2024-01-01" in said(draw("history", dossier, "strike"))
