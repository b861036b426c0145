"""Development → indicator: what counts, how much of it is left, and the state."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scenarios.domain.development import Development
from scenarios.engine.evidence import Reading, State, half_life_of, read_scenario
from scenarios.engine.reports import hear_all
from support import (
    HORIZON,
    OPENS,
    day,
    make_development,
    make_model,
    make_report,
    make_scenario,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from support import Data

A1 = 9.542425094  # dB of (1 + .8)/(1 - .8) = 9

EVENT: Data = {"weights": {"a": 3}}
WINDOW: Data = {**EVENT, "from": day(100), "within": "50d"}
COUNT: Data = {"kind": "count", "per": "90d", "rates": {"a": 1, "b": 2}}
STATE: Data = {"kind": "state", "levels": {"up": {"a": 3}, "down": {}}}
MEASURE: Data = {
    "kind": "measure",
    "expects": {"a": {"mean": 3, "sd": 1}, "b": {"mean": 5, "sd": 2}},
}
SEEN: dict[str, tuple[Data, Data]] = {
    "event": (EVENT, {}),
    "count": (COUNT, {}),
    "state": (STATE, {"value": "up"}),
    "measure": (MEASURE, {"value": 4}),
}


def read(
    sign: Data,
    developments: Iterable[Development] = (),
    at: int = HORIZON,
    **model: object,
) -> Reading:
    """Read the one indicator of a scenario."""
    rules = make_model(**model)
    told = hear_all(developments, {}, rules, day(at))
    (reading,) = read_scenario(make_scenario({"s": sign}), told, rules, day(at))
    return reading


def seen(number: int, grade: str = "A1", **fields: object) -> Development:
    return make_development(
        f"d{number}", number, {"indicator": "s", **fields}, make_report(grade)
    )


def left_of(reading: Reading) -> list[float]:
    return [float(each.decibans) for each in reading.evidence]


# What is left of a development


@pytest.mark.parametrize(("sign", "how"), SEEN.values(), ids=SEEN)
def test_decibans_fade_by_the_half_life(sign: Data, how: Data) -> None:
    """Day 10, read on day 40, with a half-life of 30 days: half of it."""
    reading = read({**sign, "half_life": "30d"}, [seen(10, **how)], 40)
    (evidence,) = reading.evidence
    assert evidence.age == 30
    assert float(evidence.fading) == pytest.approx(0.5, abs=1e-15)
    assert float(evidence.decibans) == pytest.approx(A1 / 2, abs=1e-8)
    assert evidence.day == day(10)


def test_strength_scales_before_fading() -> None:
    reading = read({**EVENT, "half_life": "30d"}, [seen(10, strength=0.3)], 40)
    assert left_of(reading) == [pytest.approx(A1 * 0.3 / 2, abs=1e-8)]


def test_nothing_ages_after_the_close() -> None:
    signs = {**EVENT, "half_life": "30d"}
    ages = [read(signs, [seen(10)], at).evidence[0].age for at in (11, 360, 400)]
    assert ages == [1, 350, 350]


@pytest.mark.parametrize(
    ("own", "models", "half_life"),
    [
        ({}, None, None),
        ({}, "70d", 70),
        ({"half_life": None}, "70d", None),
        ({"half_life": "20d"}, "70d", 20),
        ({"half_life": "20d"}, None, 20),
    ],
    ids=["none", "the model's", "never", "its own", "only its own"],
)
def test_a_half_life_is_ones_own_or_the_models(
    own: Data, models: str | None, half_life: int | None
) -> None:
    sign = make_scenario({"s": {**EVENT, **own}}).indicators["s"]
    assert half_life_of(sign, make_model(half_life=models)) == half_life


@pytest.mark.parametrize("grades", [["E1"], ["C3", "-A1"]], ids=["worthless", "denied"])
def test_a_rumour_is_worth_nothing(grades: list[str]) -> None:
    reports = [
        make_report(grade[-2:], stance="denies" if grade[0] == "-" else "asserts")
        for grade in grades
    ]
    reading = read(EVENT, [make_development("d", 10, "s", *reports)])
    assert left_of(reading) == [0]
    assert reading.evidence[0].doubt == 1
    assert reading.evidence[0].doubt_unfaded == 1


def test_doubt_is_what_is_left_of_certainty() -> None:
    """A1 has λ = 9 and r = .8. Of strength .5 it is λ = 3 and r = .5."""
    (evidence,) = read(COUNT, [seen(10, strength=0.5)]).evidence
    assert float(evidence.doubt) == pytest.approx(0.5, abs=1e-15)
    assert float(evidence.doubt_unfaded) == pytest.approx(0.2, abs=1e-15)


# What counts


@pytest.mark.parametrize(("sign", "how"), SEEN.values(), ids=SEEN)
def test_only_the_days_of_the_horizon_count(sign: Data, how: Data) -> None:
    told = [seen(number, **how) for number in (-1, 0, 200, HORIZON, HORIZON + 1)]
    reading = read(sign, told, 500)
    assert [each.day for each in reading.evidence] == [day(0), day(200), day(HORIZON)]


def test_a_sighting_counts_inside_its_window_and_an_absence_anywhere() -> None:
    days = (99, 100, 150, 151)
    assert len(read(WINDOW, [seen(each) for each in days]).evidence) == 2
    absent = [seen(each, absent=True) for each in days]
    reading = read(WINDOW, absent)
    assert len(reading.evidence) == 4
    assert all(each.absent for each in reading.evidence)


def test_each_scenario_and_indicator_has_its_own_observations() -> None:
    data = {
        "id": "d",
        "date": day(10),
        "observes": ["q/s", "q/u", "other/s", "other/t"],
        "reports": [{"id": "r", **make_report()}],
    }
    told = hear_all([Development.model_validate(data)], {}, make_model(), day(50))
    scenario = make_scenario({"t": EVENT, "s": EVENT, "u": EVENT})
    readings = read_scenario(scenario, told, make_model(), day(50))
    found = {reading.id: len(reading.evidence) for reading in readings}
    assert found == {"t": 0, "s": 1, "u": 1}
    assert list(found) == ["t", "s", "u"]


# How much of the window has passed


@pytest.mark.parametrize(
    ("at", "share"),
    [(-5, 0), (99, 0), (100, 0), (101, 0.02), (125, 0.5), (150, 1), (151, 1), (999, 1)],
)
def test_a_window_passes_day_by_day(at: int, share: float) -> None:
    reading = read(WINDOW, at=at)
    assert float(reading.elapsed) == pytest.approx(share)
    assert float(reading.window_share(day(at))) == pytest.approx(share)


def test_a_window_stops_at_the_close() -> None:
    """From day 340 on, 20 of 80 days."""
    reading = read({**EVENT, "from": day(340), "within": "80d"}, at=900)
    assert reading.elapsed == Decimal("0.25")
    assert reading.window_share(day(900)) == Decimal("0.25")


def test_a_window_opens_with_the_horizon_unless_it_says_otherwise() -> None:
    assert read({**EVENT, "within": "80d"}, at=20).elapsed == Decimal("0.25")


def test_without_a_window_nothing_passes_and_an_absence_is_whole() -> None:
    reading = read(EVENT, at=200)
    assert reading.elapsed == 0
    assert reading.window_share(day(3)) == 1


@pytest.mark.parametrize(
    ("at", "half_life", "exposure"),
    [
        (-9, None, 0),
        (0, None, 0),
        (45, None, 0.5),
        (360, None, 4),
        (999, None, 4),
        # 45/ln 2·(1 - 2^-2) = 48.6909576, over 90
        (90, "45d", 0.541010640),
        (-9, "45d", 0),
    ],
)
def test_a_count_is_exposed_from_the_opening_to_the_close(
    at: int, half_life: str | None, exposure: float
) -> None:
    reading = read({**COUNT, "half_life": half_life}, at=at)
    assert float(reading.elapsed) == pytest.approx(exposure, abs=1e-9)


@pytest.mark.parametrize("kind", ["state", "measure"])
def test_states_and_measures_have_no_window(kind: str) -> None:
    reading = read(SEEN[kind][0], at=200)
    assert reading.elapsed == 0
    assert reading.window_share(OPENS) == 0


@pytest.mark.parametrize(
    ("own", "coverage"),
    [({}, "0.9"), ({"coverage": 0.35}, "0.35")],
    ids=["the model's", "its own"],
)
@pytest.mark.parametrize("sign", [WINDOW, COUNT], ids=["event", "count"])
def test_coverage_is_ones_own_or_the_models(
    sign: Data, own: Data, coverage: str
) -> None:
    assert read({**sign, **own}).coverage == Decimal(coverage)


# The state

STATES: dict[str, tuple[Data, list[Development], int, State]] = {
    "an event without news": (EVENT, [], 300, State.OPEN),
    "an event with news": (EVENT, [seen(10)], 300, State.OBSERVED),
    "an event with news to come": (EVENT, [seen(10)], 9, State.OPEN),
    "an event with noise": (EVENT, [seen(10, "E1")], 300, State.OPEN),
    "an event known to be absent": (
        EVENT,
        [seen(10, absent=True)],
        300,
        State.OBSERVED,
    ),
    "a window to come": (WINDOW, [], 99, State.OPEN),
    "a window that opens today": (WINDOW, [], 100, State.OPEN),
    "a window of one day": (WINDOW, [], 101, State.SILENT),
    "a window that has passed": (WINDOW, [], 300, State.SILENT),
    "a window with news outside": (WINDOW, [seen(90)], 300, State.SILENT),
    "a window with noise": (WINDOW, [seen(110, "A5")], 300, State.SILENT),
    "a window with news": (WINDOW, [seen(110)], 300, State.OBSERVED),
    "a count before the opening": (COUNT, [], -1, State.OPEN),
    "a count on the first day": (COUNT, [], 0, State.OPEN),
    "a count on the second day": (COUNT, [], 1, State.SILENT),
    "a count with news on the first day": (COUNT, [seen(0)], 0, State.OBSERVED),
    "a count with noise": (COUNT, [seen(5, "E1")], 9, State.SILENT),
    "a state without news": (STATE, [], 300, State.OPEN),
    "a state with news": (STATE, [seen(5, value="up")], 300, State.OBSERVED),
    "a measure without news": (MEASURE, [], 300, State.OPEN),
    "a measure with news": (MEASURE, [seen(5, value=4)], 300, State.OBSERVED),
}


@pytest.mark.parametrize(("sign", "told", "at", "state"), STATES.values(), ids=STATES)
def test_the_state_of_an_indicator(
    sign: Data, told: list[Development], at: int, state: State
) -> None:
    assert read(sign, told, at).state is state
