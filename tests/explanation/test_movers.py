"""Which developments moved an assessment most."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.explanation.movers import Mover, leave_one_out, movement, movers
from support import (
    assess_in,
    day,
    make_development,
    make_report,
    make_workspace,
    scenario_data,
)

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios import Assessment
    from support import Data

EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}
OTHER: Data = {"likelihoods": {"a": 0.1, "b": 0.6}}
COUNT: Data = {"kind": "count", "per": "90d", "rates": {"a": 1, "b": 1}}


def points_of(mover: Mover) -> Data:
    return {name: float(change) for name, change in mover.points.items()}


@pytest.fixture
def assessment(tmp_path: Path) -> Assessment:
    """Assess six developments, of which four count.

    Of A1 λ = 9, of C1 3, of D1 1.5. «strong» observes both events: 7.4 against 2.6,
    and 1.8 against 5.8. «weak» says of the first what «strong» says better. «count»
    says nothing, the rates being equal. «rumour» and «late» do not count.
    """
    question = scenario_data({"s": EVENT, "t": OTHER, "n": COUNT})
    return assess_in(
        make_workspace(tmp_path, question),
        [
            make_development("weak", 10, "s", make_report("C1")),
            make_development("strong", 20, ["s", "t"]),
            make_development("more", 30, "t", make_report("D1")),
            make_development("count", 30, "n"),
            make_development("rumour", 40, ["s", "t"], make_report("E1")),
            make_development("late", 300, "s"),
        ],
        at=200,
    )


def test_movers_are_those_that_count_the_strongest_first(
    assessment: Assessment,
) -> None:
    """With all: 7.4·1.8 = 13.32 against 2.6·5.8 = 15.08, so that a has .469014.

    Without «strong» there remain «weak», 2.6 against 1.4, and «more», 1.05 against
    1.3: 2.73 against 1.82, and a has .6. The others add nothing to what is better told.
    """
    found = movers(assessment, assessment["q"])
    names = [mover.development.id for mover in found]
    assert names == ["strong", "count", "more", "weak"]
    strong = found[0]
    assert strong.indicators == ("s", "t")
    assert points_of(strong) == pytest.approx({"a": -0.130986, "b": 0.130986}, abs=1e-6)
    assert float(strong.size) == pytest.approx(0.130986, abs=1e-6)
    assert strong.most_moved == "b"
    assert sum(points_of(strong).values()) == pytest.approx(0, abs=1e-15)
    for mover in found[1:]:
        assert float(mover.size) == pytest.approx(0, abs=1e-12)


def test_a_mover_is_what_leaving_it_out_would_change(
    assessment: Assessment, tmp_path: Path
) -> None:
    """Against another assessment, without it; groups and fading included."""
    signs = {
        name: {**sign, "group": "alike", "half_life": "90d"}
        for name, sign in {"s": EVENT, "t": {**OTHER, "within": "99d"}}.items()
    }
    workspace = make_workspace(tmp_path / "other", scenario_data(signs))
    told = [
        make_development("d1", 10, ["s", "t"]),
        make_development("d2", 50, "s", make_report("B2")),
        make_development("d3", 60, {"indicator": "t", "absent": True}),
    ]
    whole = assess_in(workspace, told, 70)
    for mover in movers(whole, whole["q"]):
        others = [each for each in told if each.id != mover.development.id]
        without = assess_in(workspace, others, 70)["q"].probabilities
        now = whole["q"].probabilities
        expected = {name: float(now[name] - without[name]) for name in now}
        assert points_of(mover) == pytest.approx(expected, abs=1e-15)
    assert assessment.as_of == day(200)


def test_nothing_moves_a_settled_question(tmp_path: Path) -> None:
    resolved = {"outcome": "a", "on": day(50)}
    question = scenario_data({"s": EVENT}, resolved=resolved)
    workspace = make_workspace(tmp_path, question)
    settled = assess_in(workspace, [make_development("d", 10, "s")], 60)
    (mover,) = movers(settled, settled["q"])
    assert mover.points == {"a": 0, "b": 0}


def test_movement_holds_the_strongest_of_every_scenario(tmp_path: Path) -> None:
    question = scenario_data({"s": EVENT, "t": OTHER})
    workspace = make_workspace(tmp_path, question, {**question, "id": "z"})
    told = [make_development("d1", 10, "s"), make_development("d2", 20, "t")]
    moved = movement(assess_in(workspace, told), 1)
    names = {name: [m.development.id for m in found] for name, found in moved.items()}
    # Left out, s would take 7.4 : 2.6 from even odds, t 1.8 : 5.8.
    assert names == {"q": ["d2"], "z": []}


def test_the_most_moved_outcome_may_have_lost(tmp_path: Path) -> None:
    """Seen for certain 1 : 8 : 8 of even thirds: a goes from .333 to .059."""
    thetas = {"a": 0.1, "b": 0.8, "c": 0.8}
    signs = {"s": {"likelihoods": thetas}}
    third = {"a": 0.34, "b": 0.33, "c": 0.33}
    workspace = make_workspace(tmp_path, scenario_data(signs, third))
    found = assess_in(workspace, [make_development("d", 10, "s")])
    (mover,) = movers(found, found["q"])
    assert mover.most_moved == "a"
    assert mover.size == -mover.points["a"]


def test_only_the_developments_wanted_are_left_out(assessment: Assessment) -> None:
    each = assessment["q"]
    found = leave_one_out(
        each.ledger, each.scenario, assessment.model, assessment.as_of, {"more", "x"}
    )
    (mover,) = found
    assert mover.development.id == "more"
    assert mover in movers(assessment, each)
