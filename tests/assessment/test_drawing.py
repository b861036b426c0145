"""The draws behind an interval come again, to the digit."""

from pathlib import Path

import numpy as np

from scenarios.assessment.drawing import draws_of
from support import assess_in, make_development, make_workspace, scenario_data


def test_the_draws_are_those_that_the_interval_was_read_off(tmp_path: Path) -> None:
    scenario = scenario_data({"s": {"weights": {"a": 6}, "within": "90d"}})
    workspace = make_workspace(tmp_path, scenario)
    assessment = assess_in(workspace, [make_development("d", 20, "s")], 150)
    drawn = draws_of(assessment["q"], assessment)
    assert drawn.shape == (2, 1000)
    assert np.allclose(drawn.sum(axis=0), 1)
    for outcome, column in zip(assessment["q"].outcomes, drawn, strict=True):
        # numpy's own quantiles, beside ours.
        assert outcome.low == np.quantile(column, 0.05)
        assert outcome.high == np.quantile(column, 0.95)
