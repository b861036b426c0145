"""Likelihoods of the four kinds, by hand."""

from __future__ import annotations

from math import log10
from typing import TYPE_CHECKING

import pytest

from scenarios.engine.likelihood import (
    event_lambda,
    event_odds,
    has_limits,
    likelihood_db,
    observed_chances,
)
from support import (
    HORIZON,
    certain_model,
    day,
    floats,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.domain.development import Development
    from scenarios.domain.model import ScoringModel
    from scenarios.engine.evidence import Reading
    from support import Data

# λ of a report of A1 is 9, of C1 3, of D1 1.5.
EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}
WINDOW: Data = {**EVENT, "from": day(100), "within": "50d", "coverage": 0.6}


def seen(
    number: int, grade: str = "A1", name: str = "", **fields: object
) -> Development:
    return make_development(
        name or f"d{number}", number, {"indicator": "s", **fields}, make_report(grade)
    )


def read(
    sign: Data, told: Sequence[Development], at: int, model: ScoringModel | None = None
) -> Reading:
    scenario = make_scenario({"s": sign})
    return ledger_of(scenario, told, at, model).rows[0].reading


def likelihoods(
    sign: Data,
    told: Sequence[Development] = (),
    at: int = HORIZON,
    model: ScoringModel | None = None,
) -> list[float]:
    """Return L under a and b, up to a common factor for states, measures and counts."""
    rules = model or make_model()
    reading = read(sign, told, at, rules)
    found = likelihood_db(reading, make_scenario({"s": sign}), rules)
    return [10 ** (float(entry) / 10) for entry in found]


# Events: L = 1 + (s - 1)·θ with s = max(λ, 1) + min(λ, 1)·(1 - coverage·F) - 1

EVENTS: dict[str, tuple[Data, list[Development], int, float, float]] = {
    "nothing": (EVENT, [], 300, 1, 1),
    "news": (EVENT, [seen(10)], 300, 9, 9),
    "the best of the news": (
        EVENT,
        [seen(10), seen(5, "C1"), seen(40, "D1")],
        300,
        9,
        9,
    ),
    "an absence": (EVENT, [seen(10, absent=True)], 300, 1 / 9, 1 / 9),
    "the best of the absences": (
        EVENT,
        [seen(10, absent=True), seen(11, "C1", absent=True)],
        300,
        1 / 9,
        1 / 9,
    ),
    "news and an absence": (
        EVENT,
        [seen(10, "C1"), seen(20, "A1", absent=True)],
        300,
        3 / 9,
        3 / 9,
    ),
    "a window to come": (WINDOW, [], 100, 1, 1),
    # F = .5, so that 1 - .6·.5 = .7 is left.
    "half a window": (WINDOW, [], 125, 1, 0.7),
    "a window that has passed": (WINDOW, [], 300, 1, 0.4),
    # 9 + 1·.4 - 1
    "news, and the window passed": (WINDOW, [seen(120)], 300, 9, 8.4),
    # Its absence by the first day says nothing of the window.
    "an absence before the window": (WINDOW, [seen(90, absent=True)], 300, 1, 0.4),
    # On day 125 half of the window had passed: 1 - (1 - 1/9)·.5 = 5/9.
    # Then 1 + 5/9·.7 - 1, and at the end 5/9·.4.
    "an absence of half the window": (
        WINDOW,
        [seen(125, absent=True)],
        125,
        5 / 9,
        3.5 / 9,
    ),
    "and then the rest passes": (WINDOW, [seen(125, absent=True)], 300, 5 / 9, 2 / 9),
    # After it: the whole window, 1/9 and 1/9·.4.
    "an absence after the window": (
        WINDOW,
        [seen(200, absent=True)],
        300,
        1 / 9,
        0.4 / 9,
    ),
    # 9·5/9 = 5, and 5 + .4 - 1.
    "news and half an absence": (
        WINDOW,
        [seen(120), seen(125, absent=True, name="no")],
        300,
        5,
        4.4,
    ),
}


@pytest.mark.parametrize(
    ("sign", "told", "at", "odds", "known"), EVENTS.values(), ids=EVENTS
)
def test_an_event(
    sign: Data, told: list[Development], at: int, odds: float, known: float
) -> None:
    """With θ of .8 and .2, L is 1 + (s - 1)·.8 and 1 + (s - 1)·.2."""
    reading = read(sign, told, at)
    assert float(event_lambda(reading)) == pytest.approx(odds, abs=1e-12)
    assert float(event_odds(reading)) == pytest.approx(known, abs=1e-12)
    expected = [1 + (known - 1) * 0.8, 1 + (known - 1) * 0.2]
    assert likelihoods(sign, told, at) == pytest.approx(expected, abs=1e-12)


def test_an_absence_after_the_window_of_which_we_hear_all_leaves_nothing() -> None:
    """Certain, and the window passed: L = 1 - θ."""
    sign = {**WINDOW, "coverage": 1}
    told = [seen(200, absent=True)]
    found = likelihoods(sign, told, model=certain_model())
    assert found == pytest.approx([0.2, 0.8], abs=1e-12)


def test_thetas_are_clipped() -> None:
    """.8 and .2 become .7 and .3; news of λ = 9 makes 1 + 8·θ of them."""
    model = make_model(limits={"theta": [0.3, 0.7]})
    assert likelihoods(EVENT, [seen(10)], model=model) == pytest.approx([6.6, 3.4])


# Counts: Π (r·m + (1 - r)·m~)^(a·strength) · e^(-coverage·m·E)

COUNT: Data = {
    "kind": "count",
    "per": "90d",
    "rates": {"a": 4, "b": 1},
    "coverage": 0.5,
}


def fades(sign: Data, days: int) -> Data:
    return {**sign, "half_life": f"{days}d"}


@pytest.mark.parametrize(
    ("sign", "told", "at", "ratio_db"),
    [
        # E = 2: e^(-.5·4·2)/e^(-.5·1·2) = e^-3, that is -13.028834 dB.
        (COUNT, [], 180, -13.028834),
        # m~ = 2, r = .8: .8·4 + .2·2 = 3.6 against .8·1 + .2·2 = 1.2, so 3 to 1.
        # On the first day there is no exposure: 4.771213 dB.
        (COUNT, [seen(0)], 0, 4.771213),
        # Two of them and the silence: 2·4.771213 - 13.028834.
        (COUNT, [seen(0), seen(9)], 180, -3.486408),
        # Half the strength takes half the decibans; r stays .8.
        (COUNT, [seen(0, strength=0.5)], 0, 2.385606),
        # r = .5: 3 against 1.5: 3.0103 dB.
        (COUNT, [seen(0, "C1")], 0, 3.010300),
        # Noise says nothing.
        (COUNT, [seen(0, "E1")], 0, 0),
        # After one half-life of 90 days half of 4.771213 is left, and of
        # the exposure 1/ln 2·.5 = .721348: -.5·3·.721348·4.342945 = -4.699159.
        (fades(COUNT, 90), [seen(0)], 90, -2.313552),
    ],
    ids=["silence", "one", "two", "weak", "doubtful", "noise", "faded"],
)
def test_a_count(sign: Data, told: list[Development], at: int, ratio_db: float) -> None:
    first, second = likelihoods(sign, told, at)
    assert 10 * log10(first / second) == pytest.approx(ratio_db, abs=2e-6)


# States and measures: R <- r·p + (1 - r)·p^·R/R^

STATE: Data = {
    "kind": "state",
    "likelihoods": {
        "a": {"up": 0.6, "down": 0.4, "off": 0},
        "b": {"up": 0.2, "down": 0.7, "off": 0.1},
    },
}
LEVELS: Data = {"kind": "state", "levels": {"up": {"a": 10}, "down": {"b": 10}}}
MEASURE: Data = {
    "kind": "measure",
    "expects": {"a": {"mean": 3, "sd": 1}, "b": {"mean": 5, "sd": 2}},
}

UP, DOWN = {"value": "up"}, {"value": "down"}
LATEST: dict[str, tuple[Data, list[Development], float]] = {
    "nothing": (STATE, [], 1),
    # r = .8, p^ = .4: .48 + .08 = .56 against .16 + .08 = .24.
    "up": (STATE, [seen(10, **UP)], 0.56 / 0.24),
    # Then R^ = .4, and of «down» p^ = .55: .8·.4 + .2·.55·.56/.4 = .474 against
    # .8·.7 + .2·.55·.24/.4 = .626.
    "up, then down": (STATE, [seen(10, **UP), seen(20, **DOWN)], 0.474 / 0.626),
    # By date, however listed.
    "down, told first": (STATE, [seen(20, **DOWN), seen(10, **UP)], 0.474 / 0.626),
    # On one day by id: «a» is down, .8·.4 + .11 = .43 against .56 + .11 = .67; then
    # «b» is up, R^ = .55: .48 + .08·.43/.55 = .542545 and .16 + .08·.67/.55 = .257455.
    "two on one day": (
        STATE,
        [seen(10, name="b", **UP), seen(10, name="a", **DOWN)],
        0.5425454545 / 0.2574545455,
    ),
    # A level that a cannot have, clipped at .000001: p^ = .0500005,
    # .8·.000001 + .2·.0500005 = .0100009 against .08 + .0100001.
    "off": (STATE, [seen(10, value="off")], 0.0100009 / 0.0900001),
    # Noise lets the older stand: .56 against .24.
    "up, then noise": (STATE, [seen(10, **UP), seen(20, "E1", **DOWN)], 0.56 / 0.24),
    # By weights: 1 and .1, p^ = .55: .91 against .08 + .11.
    "up by weights": (LEVELS, [seen(10, **UP)], 0.91 / 0.19),
    # Fading to λ = 3, r = .5: .5 + .275 against .05 + .275.
    "up by weights, faded": (fades(LEVELS, 350), [seen(10, **UP)], 0.775 / 0.325),
    # At 4: p = 1 and .727496, p^ = .863748: .8 + .17275 against .581997 + .17275.
    "a measure": (MEASURE, [seen(10, value=4)], 0.972750 / 0.754747),
}


@pytest.mark.parametrize(("sign", "told", "ratio"), LATEST.values(), ids=LATEST)
def test_the_latest_stands_over_the_older(
    sign: Data, told: list[Development], ratio: float
) -> None:
    first, second = likelihoods(sign, told)
    assert first / second == pytest.approx(ratio, rel=2e-6)


def test_limits_hold_for_given_level_likelihoods_only() -> None:
    signs = {"s": STATE, "t": LEVELS, "u": MEASURE, "v": EVENT}
    rows = ledger_of(make_scenario(signs)).rows
    found = {row.reading.id: has_limits(row.reading) for row in rows}
    assert found == {"s": True, "t": False, "u": False, "v": False}


@pytest.mark.parametrize(
    ("sign", "how", "expected"),
    [
        (STATE, {"value": "off"}, [0, 0.1]),
        (LEVELS, UP, [1, 0.1]),
        (MEASURE, {"value": 4}, [1, 0.727496]),
        (EVENT, {}, [1, 1]),
    ],
    ids=["state", "levels", "measure", "event"],
)
def test_what_a_development_shows(sign: Data, how: Data, expected: list[float]) -> None:
    scenario, model = make_scenario({"s": sign}), make_model()
    reading = ledger_of(scenario, [seen(10, **how)]).rows[0].reading
    found = observed_chances(reading, reading.evidence[0], scenario, model)
    assert floats(found) == pytest.approx(expected, abs=1e-6)
