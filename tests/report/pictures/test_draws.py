"""The draws are those that the interval was read off."""

import numpy as np
import pytest

from pictures import data, said
from scenarios.assessment.drawing import draws_of
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.draws import BINS
from scenarios.report.pictures.kinds import draw
from scenarios.report.pictures.subject import NothingToDrawError


def test_every_draw_is_in_one_step(full: Dossier) -> None:
    rows = data(draw("draws", full, "strike"), "draws")
    for outcome in ("defeat", "ruling", "deal"):
        mine = [row for row in rows if row["outcome"] == outcome]
        assert sum(row["draws"] for row in mine) == 200
        assert all(row["end"] - row["start"] == pytest.approx(1 / BINS) for row in mine)


def test_the_interval_is_that_of_the_assessment_and_of_the_draws(full: Dossier) -> None:
    # numpy's own quantiles of the draws, beside ours.
    drawn = draws_of(full.assessment["strike"], full.assessment)
    ends = data(draw("draws", full, "strike"), "intervals")
    for row, outcome, column in zip(
        ends, full.assessment["strike"].outcomes, drawn, strict=True
    ):
        assert (row["low"], row["high"]) == (outcome.low, outcome.high)
        assert row["low"] == pytest.approx(np.quantile(column, 0.05), abs=1e-12)
        assert row["high"] == pytest.approx(np.quantile(column, 0.95), abs=1e-12)
        assert row["probability"] == float(outcome.probability)


def test_it_says_what_the_band_means(full: Dossier) -> None:
    text = said(draw("draws", full, "strike"))
    assert "out of 200 joint draws" in text
    assert "the 90 % interval, with 5 % of the draws on either side" in text
    assert "errors of 2 dB (standard deviation) on every weight and 1 dB" in text


def test_a_settled_question_has_no_draws(full: Dossier) -> None:
    with pytest.raises(NothingToDrawError, match="the question is settled"):
        draw("draws", full, "vote")
