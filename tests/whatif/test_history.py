"""Scenarios over time: each day is its assessment, and each step adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

from oracle.workspaces import random_workspace, write_workspace
from scenarios import assess, load_developments, load_workspace
from scenarios.errors import FaultyDataError, UnknownModelError, UnknownScenarioError
from scenarios.loading.developments import Developments
from scenarios.loading.shipped import shipped_folder
from scenarios.whatif import history as module
from scenarios.whatif.history import history
from scenarios.whatif.period import Period
from support import day, make_development, make_report, make_workspace, scenario_data

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.domain.development import Development
    from scenarios.whatif.series import Point, Series
    from support import Data

EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}
WINDOW: Data = {**EVENT, "within": "90d"}
LATER = date(2030, 1, 1)


def follow(
    folder: Path,
    signs: Data,
    *told: Development,
    period: Period,
    resolved: Data | None = None,
) -> Series:
    changes = {} if resolved is None else {"resolved": resolved}
    workspace = make_workspace(folder, {**scenario_data(signs), **changes})
    return history(workspace, Developments(told), period).series[0]


def steps_to(end: int, start: int = 0) -> Period:
    return Period(LATER, day(start), day(end), every=None)


@pytest.mark.parametrize("seed", range(12))
def test_every_point_is_the_assessment_of_its_day(seed: int, tmp_path: Path) -> None:
    """To 1e-12; the interval to 1e-9, having as many draws; every third day."""
    data = random_workspace(Random(seed))
    write_workspace(data, tmp_path)
    workspace = load_workspace(tmp_path)
    news = load_developments(tmp_path / "developments.jsonl", workspace)
    first = min(data["dates"])
    period = Period(LATER, first, max(first + timedelta(days=9), *data["dates"]), 23)
    for series in history(workspace, news, period).series:
        for point in series.points:
            expected = assess(workspace, news, point.on)[series.scenario.id]
            for outcome in expected.outcomes:
                found = point.probabilities[outcome.id]
                assert found == pytest.approx(float(outcome.probability), abs=1e-12)
                if series.draws == workspace.model().model.uncertainty.draws:
                    ends = point.low.get(outcome.id), point.high.get(outcome.id)
                    assert ends == pytest.approx((outcome.low, outcome.high), abs=1e-9)


@pytest.mark.parametrize("every", [None, 1, 30])
def test_news_and_quiet_add_up_to_every_step(every: int | None) -> None:
    workspace = load_workspace(shipped_folder())
    path = shipped_folder() / "examples" / "us-pakistan" / "developments.jsonl"
    news = load_developments(path, workspace)
    names = ["ties", "aid-changes"]
    found = history(workspace, news, Period(LATER, every=every), scenarios=names)
    assert [series.scenario.id for series in found.series] == names
    for series in found.series:
        moved = False
        for before, after in pairwise(series.points):
            for name, now in after.probabilities.items():
                step = after.news[name] + after.quiet[name]
                assert now - before.probabilities[name] == pytest.approx(
                    step, abs=1e-14
                )
            moved = moved or bool(after.moves)
        assert moved


def test_a_step_says_which_development_made_it(tmp_path: Path) -> None:
    """A1 of θ .8 and .2 is 7.4 against 2.6: .74. Then C1, λ = 3, of θ .3 and .9.

    1.6 against 2.8: .74·1.6 = 1.184 against .26·2.8 = .728, and a has .61925.
    """
    other = {"likelihoods": {"a": 0.3, "b": 0.9}}
    series = follow(
        tmp_path,
        {"s": EVENT, "t": other, "u": EVENT},
        make_development("first", 10, "s"),
        make_development("second", 20, "t", make_report("C1")),
        make_development("worthless", 25, "u", make_report("E1")),
        period=steps_to(40),
    )
    ons = [(point.on - day(0)).days for point in series.points]
    assert ons == [0, 10, 20, 40]
    chances = [point.probabilities["a"] for point in series.points]
    assert chances == pytest.approx([0.5, 0.74, 0.619247, 0.619247], abs=1e-6)
    (first,), (second,) = series.points[1].moves, series.points[2].moves
    assert (first.development.id, first.indicators) == ("first", ("s",))
    assert dict(first.points) == pytest.approx({"a": 0.24, "b": -0.24}, abs=1e-12)
    assert (first.most_moved, second.most_moved) == ("a", "b")
    assert second.size == pytest.approx(0.120753, abs=1e-6)
    assert series.points[2].quiet == pytest.approx({"a": 0, "b": 0}, abs=1e-15)


def test_a_retraction_is_a_step_back(tmp_path: Path) -> None:
    retracted = {"on": day(30), "why": "never said"}
    report = make_report(retracted=retracted)
    told = make_development("d", 10, "s", report)
    series = follow(tmp_path, {"s": EVENT}, told, period=steps_to(40))
    chances = [point.probabilities["a"] for point in series.points]
    assert chances == pytest.approx([0.5, 0.74, 0.5, 0.5], abs=1e-12)
    (back,) = series.points[2].moves
    assert back.points["a"] == pytest.approx(-0.24, abs=1e-12)
    assert back.days == (day(30),)


def test_a_step_of_a_week_names_the_days_on_which_its_news_came(tmp_path: Path) -> None:
    """Told on days 10 and 12, taken back on 13: points lie on days 0, 7, 14 and 21."""
    reports = [
        make_report(id="r1", origin="one"),
        make_report(
            id="r2",
            origin="two",
            published=day(12),
            retracted={"on": day(13), "why": "never said"},
        ),
    ]
    told = make_development("d", 10, "s", *reports)
    late = make_development("e", 14, "t")
    period = Period(LATER, day(0), day(21), every=7)
    series = follow(tmp_path, {"s": EVENT, "t": EVENT}, told, late, period=period)
    moves = {m.development.id: m.days for p in series.points for m in p.moves}
    assert moves == {"d": (day(10), day(12), day(13)), "e": (day(14),)}


def test_silence_moves_without_news(tmp_path: Path) -> None:
    """At the end of a window .28 against .82 is left: a has .254545."""
    series = follow(
        tmp_path, {"s": WINDOW}, period=Period(LATER, day(0), day(90), every=45)
    )
    last = series.points[-1]
    assert last.probabilities["a"] == pytest.approx(0.28 / 1.1, abs=1e-12)
    assert sum(p.quiet["a"] for p in series.points) == pytest.approx(0.28 / 1.1 - 0.5)
    assert all(point.news == {"a": 0, "b": 0} for point in series.points)


def test_what_is_settled_moves_no_more(tmp_path: Path) -> None:
    resolved = {"outcome": "b", "on": day(30)}
    told = make_development("d", 10, "s"), make_development("late", 35, "s")
    series = follow(
        tmp_path, {"s": EVENT}, *told, period=steps_to(40), resolved=resolved
    )
    settled = [point for point in series.points if point.settled]
    assert [(point.on - day(0)).days for point in settled] == [30, 40]
    assert all(point.probabilities == {"a": 0, "b": 1} for point in settled)
    assert all(not point.moves and not point.low for point in settled)
    assert not series.points[1].settled


def test_a_day_whose_news_moves_nothing_is_no_step(tmp_path: Path) -> None:
    """A worse report of what is better told: the best development counts."""
    told = [
        make_development("best", 10, "s"),
        make_development("worse", 20, "s", make_report("D1")),
    ]
    series = follow(tmp_path, {"s": EVENT}, *told, period=steps_to(30))
    assert [(point.on - day(0)).days for point in series.points] == [0, 10, 30]


def test_of_two_on_one_day_the_stronger_comes_first(tmp_path: Path) -> None:
    told = [
        make_development("weak", 10, "s", make_report("D1")),
        make_development("strong", 10, "t"),
    ]
    series = follow(tmp_path, {"s": EVENT, "t": EVENT}, *told, period=steps_to(30))
    names = [move.development.id for move in series.points[1].moves]
    assert names == ["strong", "weak"]


def widest(point: Point, other: Point) -> float:
    ends = [(point.low, other.low), (point.high, other.high)]
    return max(abs(a[name] - b[name]) for a, b in ends for name in a)


def test_between_the_days_of_news_intervals_run_straight(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And are near those that each day would have from the same draws."""
    signs = {"s": WINDOW, "t": {**EVENT, "half_life": "60d"}}
    told = make_development("d", 33, "t")
    daily = Period(LATER, day(0), day(120), every=1)
    straight = follow(tmp_path / "a", signs, told, period=daily)
    monkeypatch.setattr("scenarios.whatif.series.WEEK", 1)
    each = follow(tmp_path / "b", signs, told, period=daily)
    assert straight.draws == each.draws == 1000
    pairs = zip(straight.points, each.points, strict=True)
    differences = [widest(*pair) for pair in pairs]
    assert 0 < max(differences) < 0.005
    assert differences[32] == differences[33] == differences[90] == 0


def test_the_more_days_the_fewer_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_DRAWS", 3000)
    signs = {"s": EVENT}
    few = follow(tmp_path, signs, period=Period(LATER, day(0), day(70), every=7))
    assert few.draws == 3000 // 11
    many = follow(tmp_path, signs, period=Period(LATER, day(0), day(350), every=7))
    assert many.draws == 100


def test_names_that_are_not_there_are_refused(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, scenario_data({"s": EVENT}))
    period, news = Period(LATER), Developments(())
    with pytest.raises(UnknownScenarioError):
        history(workspace, news, period, scenarios=["zebra"])
    with pytest.raises(UnknownModelError):
        history(workspace, news, period, model="zebra")


def test_a_model_that_lacks_a_word_is_refused(tmp_path: Path) -> None:
    signs = {"s": {"weights": {"a": "strong_for"}}}
    workspace = make_workspace(tmp_path, scenario_data(signs))
    found = workspace.models["default"]
    bare = found.model.model_copy(update={"scale": {}})
    broken = replace(workspace, models={"default": replace(found, model=bare)})
    with pytest.raises(FaultyDataError, match="lacks `strong_for`"):
        history(broken, Developments(()), Period(LATER))
