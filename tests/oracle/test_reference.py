"""The oracle itself, against sums done by hand and numbers published elsewhere.

`CERTAIN` stands for news that leaves no doubt: r = 1 - 1e-12 gives a likelihood ratio
of 2e12, so that whatever the limit is, it is met to about 1e-11.
"""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from oracle.reference import assess, interval
from oracle.workspaces import random_workspace, write_workspace

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.no_cover

Data = dict[str, Any]

OPENS = dt.date(2024, 1, 1)
CLOSES = dt.date(2024, 12, 26)  # 360 days later
CERTAIN = "0.999999999999"
THIRD = Decimal(1) / 3


def day(number: int) -> dt.date:
    """Give the day of the horizon of a number, the opening day being 0."""
    return OPENS + dt.timedelta(days=number)


def make_model(grade: float | str | Decimal = CERTAIN, **changes: object) -> Data:
    """Make a model in which A1 is worth a given r, and nothing is discounted."""
    return {
        "scale": {"strong_for": 10, "slight_against": -2},
        "grades": {
            "reliability": {"A": grade, "B": 0.6, "C": 0.5, "D": 0.2, "E": 0, "F": 0.1},
            "credibility": {1: 1, 2: 0.5, 3: 0.4, 4: 0.3, 5: 0, 6: 0.8},
        },
        "expected": 0.5,
        "coverage": 1,
        "dependence": {"reports": 0, "indicators": 0},
        "half_life": None,
        "limits": {"theta": [1e-6, 0.999], "report_db": 400},
        "uncertainty": {"weight_db": 2, "prior_db": 1, "draws": 1000, "level": 0.9},
        **changes,
    }


def make_scenario(priors: Data, indicators: Data, **changes: object) -> Data:
    """Make a scenario `q` of 360 days."""
    return {
        "id": "q",
        "horizon": {"opens": OPENS, "closes": CLOSES},
        "outcomes": {name: {"prior": prior} for name, prior in priors.items()},
        "indicators": indicators,
        **changes,
    }


def report(grade: str = "A1", **options: object) -> Data:
    """Make a report of a grade."""
    return {"id": "r", "source": "dawn", "grade": grade, **options}


def development(name: str, number: int, observes: str | Data, *reports: Data) -> Data:
    """Make a development of a day of the horizon, told by A1 unless told otherwise."""
    return {
        "id": name,
        "date": day(number),
        "observes": [observes],
        "reports": list(reports) or [report()],
    }


def run(
    scenario: Data, developments: list[Data], model: Data | None = None, at: int = 360
) -> Data:
    """Assess a scenario at a day of the horizon; its one source is never graded."""
    return assess(scenario, model or make_model(), {"dawn": {}}, developments, day(at))


def difference(row: dict[str, float]) -> float:
    """Give the decibans that a row of two outcomes has between first and second."""
    first, second = row.values()
    return first - second


def ratio(row: dict[str, float]) -> float:
    """Give the likelihood ratio that a row of two outcomes stands for."""
    return float(10 ** (difference(row) / 10))


def event(*chances: float, **options: object) -> Data:
    """Make an event of a likelihood per outcome: a, b, c."""
    return {"likelihoods": dict(zip("abc", chances, strict=False)), **options}


EVEN = {"a": 0.5, "b": 0.5}


# Published numbers


@pytest.mark.parametrize(
    ("decibans", "probability"),
    [(1, 0.5573), (3, 0.6661), (5, 0.7597), (10, 0.9091), (20, 0.9901), (40, 0.99990)],
)
def test_a_certain_level_moves_even_odds_by_its_weight(
    decibans: float, probability: float
) -> None:
    """Deciban table: from even odds, p = x/(1+x) with x = 10^(dB/10)."""
    levels = {"seen": {"a": decibans}, "unseen": {"b": 3}}
    scenario = make_scenario(EVEN, {"i": {"kind": "state", "levels": levels}})
    told = development("d", 9, {"indicator": "q/i", "value": "seen"})
    assert run(scenario, [told])["probabilities"]["a"] == pytest.approx(
        probability, abs=5e-5
    )


def test_twenty_heads_of_a_coin_that_may_have_two() -> None:
    """General Report on Tunny, p. 39: prior 1:10^4 (-40 dB), twenty factors of 2.

    20 * dB(2) = 60.206; 60.206 - 40 = 20.206 dB, odds 2^20/10^4 = 104.8576 and
    probability 104.8576/105.8576 = 0.990553.
    """
    priors = {"a": Decimal(1) / 10001, "b": Decimal(10000) / 10001}
    names = [f"toss-{number}" for number in range(20)]
    scenario = make_scenario(priors, {name: event(0.5, 0.25) for name in names})
    heads = [development(name, 5, f"q/{name}") for name in names]
    result = run(scenario, heads)
    rows = [result["ledger"][name]["decibans"] for name in names]
    assert sum(map(difference, rows)) == pytest.approx(60.206, abs=5e-4)
    assert difference(result["ledger"]["prior"]) == pytest.approx(-40, abs=1e-9)
    assert result["probabilities"]["a"] == pytest.approx(0.990553, abs=5e-7)


@pytest.mark.parametrize(
    ("truth", "chances", "expected"),
    [
        # r = (l - 1)/(l + 1); ratio = (1 + (l-1)*.8) / (1 + (l-1)*.2) = 7.4/2.6 for 9
        (0.8, (0.8, 0.2), 2.84615),
        (0.4, (0.8, 0.2), 1.63158),
        (0.2, (0.8, 0.2), 1.27273),
        (0, (0.8, 0.2), 1),
        (CERTAIN, (0.8, 0.2), 4),
        # (1 + .3)/(1 + .01) for 2, (1 + 9*.3)/(1 + 9*.01) for 10
        (THIRD, (0.3, 0.01), 1.2871),
        (0.5, (0.3, 0.01), 1.5686),
        (Decimal(9) / 11, (0.3, 0.01), 3.3945),
        (Decimal(99) / 101, (0.3, 0.01), 15.427),
        (CERTAIN, (0.3, 0.01), 30),
    ],
)
def test_cascade_of_two_outcomes(
    truth: float | str | Decimal, chances: tuple[float, float], expected: float
) -> None:
    """Schum's cascade: a doubtful report moves less than the sign itself would."""
    scenario = make_scenario(EVEN, {"i": event(*chances)})
    result = run(scenario, [development("d", 9, "q/i")], make_model(truth))
    row = result["ledger"]["i"]["decibans"]
    assert ratio(row) == pytest.approx(expected, rel=4e-5)


def test_cascade_in_decibans() -> None:
    """With theta .8/.2 a ratio of 9 gives 10*log10(7.4/2.6) = 4.543 dB."""
    scenario = make_scenario(EVEN, {"i": event(0.8, 0.2)})
    row = run(scenario, [development("d", 9, "q/i")], make_model(0.8))["ledger"]["i"]
    assert row["decibans"]["a"] == pytest.approx(4.543 / 2, abs=5e-4)
    assert row["decibans"]["b"] == pytest.approx(-4.543 / 2, abs=5e-4)
    assert row["state"] == "observed"
    # y = dB(9) = 9.5424
    heard = {"id": "d", "db": pytest.approx(9.542425, abs=1e-6)}
    assert row["developments"] == [{**heard, "origins": 1, "reports": 1}]


@pytest.mark.parametrize(
    ("truth", "observes", "expected"),
    [
        (0, "q/i", (0.5, 0.3, 0.2)),
        # l = 4: .5*(1+3*.1) : .3*(1+3*.4) : .2*(1+3*.8) = .65 : .66 : .68 of 1.99
        (0.6, "q/i", (0.3266, 0.3317, 0.3417)),
        (0.9, "q/i", (0.2017, 0.3545, 0.4438)),
        # Certain: .5*.1 : .3*.4 : .2*.8 = .05 : .12 : .16 of .33
        (CERTAIN, "q/i", (0.1515, 0.3636, 0.4848)),
        # Surely absent: .5*.9 : .3*.6 : .2*.2 = .45 : .18 : .04 of .67
        (CERTAIN, {"indicator": "q/i", "absent": True}, (0.6716, 0.2687, 0.0597)),
    ],
)
def test_cascade_of_three_outcomes(
    truth: float | str, observes: str | Data, expected: tuple[float, float, float]
) -> None:
    """Prior .5/.3/.2 and theta .1/.4/.8."""
    priors = {"a": 0.5, "b": 0.3, "c": 0.2}
    scenario = make_scenario(priors, {"i": event(0.1, 0.4, 0.8)})
    told = [development("d", 9, observes)]
    result = run(scenario, told, make_model(truth))["probabilities"]
    assert tuple(result.values()) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("chances", "expected"),
    # Not seen: (1-.95)/(1-.05) = 1:19, p = .05; (1-.9)/(1-.1) = 1:9, p = .10
    [((0.95, 0.05), 0.05), ((0.9, 0.1), 0.10)],
)
def test_silence_after_the_window_when_all_would_be_heard(
    chances: tuple[float, float], expected: float
) -> None:
    """Evidence of absence: coverage 1, the window of 90 days past."""
    scenario = make_scenario(EVEN, {"i": event(*chances, within="90d")})
    result = run(scenario, [], at=90)
    assert result["probabilities"]["a"] == pytest.approx(expected, abs=1e-12)
    assert result["ledger"]["i"]["state"] == "silent"
    assert run(scenario, [], at=0)["ledger"]["i"]["state"] == "open"


@pytest.mark.parametrize(("seen", "expected"), [(4, 10.9622), (0, 0.135335)])
def test_poisson_counts(seen: int, expected: float) -> None:
    """Rates 3 against 1 over one period: 3^4 * e^-2 = 10.9622; e^-2 = .135335."""
    count = {"kind": "count", "per": "360d", "rates": {"a": 3, "b": 1}}
    told = [development(f"d{number}", number, "q/i") for number in range(seen)]
    row = run(make_scenario(EVEN, {"i": count}), told)["ledger"]["i"]
    assert ratio(row["decibans"]) == pytest.approx(expected, rel=5e-6)
    assert row["state"] == ("observed" if seen else "silent")


@pytest.mark.parametrize(
    ("voices", "effective"),
    # By 5/(1 + 4*.6) and by 10/(1 + 9*.6)
    [(5, 1.4706), (10, 1.5625)],
)
def test_dependent_voices(voices: int, effective: float) -> None:
    """Kish's effective number: equal voices count as n/(1+(n-1)*rho)."""
    model = make_model(dependence={"reports": 0.6, "indicators": 0})
    scenario = make_scenario(EVEN, {"i": event(0.8, 0.2)})
    # B1 is r = .6: ratio 4, 6.0206 dB
    told = development("d", 9, "q/i", *[report("B1") for _ in range(voices)])
    heard = run(scenario, [told], model)["ledger"]["i"]["developments"][0]
    assert heard["db"] == pytest.approx(6.0206 * effective, abs=5e-4)
    assert heard["origins"] == heard["reports"] == voices


def test_the_clock_at_half_time() -> None:
    """A chance of .40 in a year is .225403 when half of it has passed.

    e^-(h/2) = sqrt(.6) = .774597; what is left is (.774597-.6)/.774597 = .225403.
    """
    scenario = make_scenario({"a": 0.4, "b": 0.6}, {})
    scenario["outcomes"]["a"]["deadline"] = True
    result = run(scenario, [], at=180)
    assert result["probabilities"]["a"] == pytest.approx(0.225403, abs=5e-7)
    # L = (.774597-.6)/.4 = .436492, -3.60024 dB against the other
    clock = result["ledger"]["clock"]
    assert difference(clock) == pytest.approx(-3.60024, abs=5e-5)
    assert "clock" not in run(make_scenario(EVEN, {}), [])["ledger"]


# Sums done by hand


def test_the_clock_stops_at_the_floor() -> None:
    """At the close L = 0, held at 1e-6: -60 dB."""
    scenario = make_scenario({"a": 0.4, "b": 0.6}, {})
    scenario["outcomes"]["a"]["deadline"] = True
    clocks = [run(scenario, [], at=at)["ledger"]["clock"] for at in (-9, 0, 360, 999)]
    expected = pytest.approx([0, 0, -60, -60], abs=1e-9)
    assert [difference(clock) for clock in clocks] == expected


def told_db(model: Data, *reports: Data, at: int = 360) -> float:
    """Give y_d of a development of day 9 told by some reports."""
    scenario = make_scenario(EVEN, {"i": event(0.8, 0.2)})
    told = development("d", 9, "q/i", *reports)
    return float(
        run(scenario, [told], model, at)["ledger"]["i"]["developments"][0]["db"]
    )


def test_voices_of_an_origin_count_once() -> None:
    """The best report speaks: B1, r = .6, 6.0206 dB."""
    wire = [report(grade, origin="wire") for grade in ("C1", "B1", "D1")]
    assert told_db(make_model(), *wire) == pytest.approx(6.0206, abs=5e-5)
    # Each without an origin is its own: dB(3) + dB(4) + dB(1.5) = 12.5527
    loose = [report("C1", origin=""), report("B1", origin=None), report("D1")]
    assert told_db(make_model(), *loose) == pytest.approx(12.5527, abs=5e-5)


def test_unequal_voices_are_discounted_by_their_effective_number() -> None:
    """Strengths dB(4) = 6.0206 and dB(1.5) = 1.76091 less a denial of dB(1.5).

    n = 7.78151/6.0206 = 1.292481; with rho .2 the sum is 7.78151/1.058496 = 7.351477;
    less 1.76091 it is 5.590564.
    """
    model = make_model(dependence={"reports": 0.2, "indicators": 0})
    reports = [report("B1"), report("D1"), report("D1", stance="denies")]
    assert told_db(model, *reports) == pytest.approx(5.590564, abs=5e-6)


def test_ties_in_an_origin_go_to_the_newest_and_then_the_later() -> None:
    """D1 and C3 are both r = .2 as decimals: .2*1 = .5*.4."""
    older = report("D1", origin="wire", published=day(10))
    newer = report("C3", origin="wire", published=day(11), stance="denies")
    model = make_model()
    assert told_db(model, newer, older) == 0
    assert told_db(model, newer, older, at=10) == pytest.approx(1.76091, abs=5e-6)
    same_day = {**newer, "published": day(10)}
    assert told_db(model, same_day, older) == pytest.approx(1.76091, abs=5e-6)
    assert told_db(model, older, same_day) == 0


def test_equal_products_tie_as_decimals_where_floats_differ() -> None:
    """.7*.1 is .06999999999999999 in floats, but .07 in decimals."""
    model = make_model()
    model["grades"]["reliability"] |= {"B": 0.7, "C": 0.07}
    model["grades"]["credibility"][4] = 0.1
    pair = [report("C1", origin="wire"), report("B4", origin="wire", stance="denies")]
    assert told_db(model, *pair) == 0


def test_grades_are_those_of_the_published_date() -> None:
    """Ungraded is F (.1); from day 20 C (.5); no digit is 6 (.8); `grade` overrides."""
    reliability = [{"from": day(20), "grade": "C"}, {"from": day(40), "grade": "D"}]
    sources = {"dawn": {"reliability": reliability[::-1]}}
    scenario = make_scenario(EVEN, {"i": event(0.8, 0.2)})

    def heard(**options: object) -> float:
        """Give the ratio of one report."""
        told = development("d", 9, "q/i", {"id": "r", "source": "dawn", **options})
        ledger = assess(scenario, make_model(), sources, [told], CLOSES)["ledger"]
        return float(10 ** (ledger["i"]["developments"][0]["db"] / 10))

    assert heard() == pytest.approx(1.08 / 0.92)  # the development's day: F6
    assert heard(published=day(19), credibility=1) == pytest.approx(1.1 / 0.9)
    assert heard(published=day(20), credibility=2) == pytest.approx(1.25 / 0.75)
    assert heard(published=day(99), credibility=1) == pytest.approx(1.2 / 0.8)
    assert heard(published=day(99), grade="B1") == pytest.approx(4)
    assert heard(published=day(99), credibility=5) == 1


def test_what_is_not_known_yet_or_any_more_does_not_count() -> None:
    """Published on day 30 and retracted on day 50: known from 30 to 49."""
    scenario = make_scenario(EVEN, {"i": event(0.8, 0.2)})
    told = report(published=day(30), retracted={"on": day(50), "why": "wrong"})
    case = [development("d", 9, "q/i", told)]
    known = [
        len(run(scenario, case, at=at)["ledger"]["i"]["developments"])
        for at in (9, 29, 30, 49, 50)
    ]
    assert known == [0, 0, 1, 1, 0]


def test_news_counts_inside_its_window_and_horizon() -> None:
    """Window of days 10 to 30, both ends included; absence may be known outside it."""
    sign = event(0.8, 0.2, within="20d", **{"from": day(10)})
    scenario = make_scenario(EVEN, {"i": sign})

    def count(number: int, observes: str | Data = "q/i") -> int:
        """Count what a development of a day makes."""
        ledger = run(scenario, [development("d", number, observes)], at=999)["ledger"]
        return len(ledger["i"]["developments"])

    assert [count(number) for number in (9, 10, 30, 31)] == [0, 1, 1, 0]
    absent = {"indicator": "q/i", "absent": True}
    assert [count(number, absent) for number in (-1, 0, 360, 361)] == [0, 1, 1, 0]


def test_news_fades_by_its_half_life_until_the_close() -> None:
    """10 dB of day 300 are worth 5 after the half-life of 60 days, then stay so."""
    levels = {"seen": {"a": "strong_for"}}
    sign = {"kind": "state", "levels": levels, "half_life": "60d"}
    # r = 9/11: ratio 10, 10 dB
    told = development("d", 300, {"indicator": "q/i", "value": "seen"})
    model = make_model(Decimal(9) / 11, half_life="7d")
    for at in (360, 999):
        ledger = run(make_scenario(EVEN, {"i": sign}), [told], model, at)["ledger"]
        assert ledger["i"]["developments"][0]["db"] == pytest.approx(5)
    never = make_scenario(EVEN, {"i": {**sign, "half_life": None}})
    heard = run(never, [told], model)["ledger"]["i"]["developments"][0]
    assert heard["db"] == pytest.approx(10)


def test_weights_give_chances_relative_to_the_most_favoured() -> None:
    """expected .5, weights +10 and -2: theta .5 and .5*10^-1.2 = .03154787.

    A ratio of 4 gives (1 + 3*.5)/(1 + 3*.03154787) = 2.5/1.0946436 = 2.2838484.
    """
    sign = {"weights": {"a": "strong_for", "b": "slight_against"}, "kind": "event"}
    told = [development("d", 9, "q/i", report("B1"))]
    row = run(make_scenario(EVEN, {"i": sign}), told)["ledger"]["i"]["decibans"]
    assert ratio(row) == pytest.approx(2.2838484, rel=1e-7)


def test_news_and_absence_and_silence_together() -> None:
    """Window of 100 days, coverage .5, at its end; theta .8/.2.

    News of B1 (ratio 4), and absence by day 60 from C1 (ratio 3): 1 - (2/3)*.6 = .6;
    l = 2.4; pull = 2.4 + (1 - .5) - 2 = .9; ratio 1.72/1.18 = 1.4576271.
    A second, worse piece of news adds nothing.
    """
    sign = event(0.8, 0.2, within="100d", coverage=0.5)
    absent = {"indicator": "q/i", "absent": True}
    told = [
        development("d1", 20, "q/i", report("B1")),
        development("d2", 60, absent, report("C1")),
        development("d3", 70, "q/i", report("D1")),
    ]
    row = run(make_scenario(EVEN, {"i": sign}), told, at=100)["ledger"]["i"]
    assert ratio(row["decibans"]) == pytest.approx(1.72 / 1.18)
    # Absence alone: l = .6, pull = 1 + .6*.5 - 2 = -.7; (1-.56)/(1-.14)
    row = run(make_scenario(EVEN, {"i": sign}), told[1:2], at=100)["ledger"]["i"]
    assert ratio(row["decibans"]) == pytest.approx(0.44 / 0.86)


def test_a_doubtful_count_pulls_towards_the_geometric_mean() -> None:
    """Rates 4 and 1, mean 2; r = .6: (.6*4 + .4*2)/(.6 + .8) = 3.2/1.4.

    At half strength half its decibans; coverage .5 over half a period: e^-(3*.25).
    """
    count = {"kind": "count", "per": "360d", "rates": {"a": 4, "b": 1}, "coverage": 0.5}
    observes = {"indicator": "q/i", "strength": 0.5}
    told = [development("d", 9, observes, report("B1"))]
    row = run(make_scenario(EVEN, {"i": count}), told, at=180)["ledger"]["i"]
    # 5*log10(3.2/1.4) - .75*10/ln 10 = 1.795109 - 3.257209 = -1.462099
    assert difference(row["decibans"]) == pytest.approx(-1.462099, abs=5e-6)
    # y = .5*dB(4) = 3.0103
    assert row["developments"][0]["db"] == pytest.approx(3.0103, abs=5e-5)


def test_a_fading_count_has_a_fading_exposure() -> None:
    """Half-life 90 days, 180 days in: 90/ln 2*(1 - 1/4) = 97.38191 days of 360.

    Rates 4 and 1: -3*.2705053*10/ln 10 = -3.524369 dB; news of day 90, certain, adds
    half of dB(4) = 3.0103.
    """
    count = {"kind": "count", "per": "360d", "rates": {"a": 4, "b": 1}}
    scenario = make_scenario(EVEN, {"i": {**count, "half_life": "90d"}})
    row = run(scenario, [], at=180)["ledger"]["i"]["decibans"]
    assert difference(row) == pytest.approx(-3.524369, abs=5e-6)
    told = [development("d", 90, "q/i")]
    row = run(scenario, told, at=180)["ledger"]["i"]["decibans"]
    assert difference(row) == pytest.approx(-3.524369 + 3.0103, abs=5e-6)


def test_a_doubtful_newer_state_lets_the_older_stand() -> None:
    """Likelihoods .8/.2 for warm; r = .6 of warm, then r = .2 of cold.

    R = .6*.8 + .4*.5 = .68 and .6*.2 + .4*.5 = .32 (means .5 and 1);
    then .2*.2 + .8*.5*.68/.5 = .584 and .2*.8 + .8*.5*.32/.5 = .416.
    In the other order .2*.2 + .8*.5 = .44 and .56, then .48 + .4*.5*.88 = .656 and
    .12 + .4*.5*1.12 = .344.
    """
    likelihoods = {"a": {"warm": 0.8, "cold": 0.2}, "b": {"warm": 0.2, "cold": 0.8}}
    sign = {"kind": "state", "likelihoods": likelihoods}
    scenario = make_scenario(EVEN, {"i": sign})

    def told(name: str, value: str, grade: str) -> Data:
        """Make a development of day 9."""
        observes = {"indicator": "q/i", "value": value}
        return development(name, 9, observes, report(grade))

    # By code point "Z" comes before "b".
    first = run(scenario, [told("b", "cold", "D1"), told("Z", "warm", "B1")])
    row = first["ledger"]["i"]["decibans"]
    assert ratio(row) == pytest.approx(0.584 / 0.416)
    other = run(scenario, [told("b", "warm", "B1"), told("Z", "cold", "D1")])
    assert ratio(other["ledger"]["i"]["decibans"]) == pytest.approx(0.656 / 0.344)


def test_given_level_likelihoods_are_clipped() -> None:
    """Certain news of a level of 1 against 0: .999/1e-6, 59.9957 dB."""
    likelihoods = {"a": {"warm": 1, "cold": 0}, "b": {"warm": 0, "cold": 1}}
    sign = {"kind": "state", "likelihoods": likelihoods}
    told = development("d", 9, {"indicator": "q/i", "value": "warm"})
    # r = 1 - 2e-41 leaves the mean no weight.
    model = make_model("0." + "9" * 40)
    row = run(make_scenario(EVEN, {"i": sign}), [told], model)["ledger"]["i"]
    assert difference(row["decibans"]) == pytest.approx(59.995655, abs=5e-6)


@pytest.mark.parametrize(
    ("distribution", "value", "expected"),
    [
        # Densities at 4: e^(-(4-3)^2/2)/1 against e^(-((4-1)/2)^2/2)/2
        ("normal", 4, 0.60653066 / (0.32465247 / 2)),
        # ln e^2 = 2: e^(-1/2)/1 against e^(-(1/2)^2/2)/2
        ("lognormal", "7.3890560989306502272304274605750", 0.60653066 / 0.44124845),
    ],
)
def test_measures(distribution: str, value: float | str, expected: float) -> None:
    """Mean 3, sd 1 against mean 1, sd 2; certain news."""
    expects = {"a": {"mean": 3, "sd": 1}, "b": {"mean": 1, "sd": 2}}
    sign = {"kind": "measure", "expects": expects, "distribution": distribution}
    told = development("d", 9, {"indicator": "q/i", "value": value})
    row = run(make_scenario(EVEN, {"i": sign}), [told])["ledger"]["i"]["decibans"]
    assert ratio(row) == pytest.approx(expected, rel=1e-7)


def test_a_value_far_in_the_tail_leaves_only_the_doubt() -> None:
    """At 10^6 the ratio of densities is beyond floats; r = .6 gives (.6 + .2)/.2 = 4.

    p = 0 and 1, mean .5: .6*1 + .4*.5 = .8 against .4*.5 = .2.
    """
    expects = {"a": {"mean": 3, "sd": 0.5}, "b": {"mean": 1, "sd": 0.25}}
    sign = {"kind": "measure", "expects": expects}
    observes = {"indicator": "q/i", "value": 1000000}
    told = development("d", 9, observes, report("B1"))
    row = run(make_scenario(EVEN, {"i": sign}), [told])["ledger"]["i"]["decibans"]
    assert ratio(row) == pytest.approx(4, rel=1e-12)


def test_rows_of_a_group_share_a_factor() -> None:
    """Certain news of 4:1 and 2:1, spreads 6.0206 and 3.0103: n = 1.5.

    With dependence .5 the factor is 1/(1 + .5*.5) = .8; a row alone keeps 1, and one
    of no spread changes nothing.
    """
    model = make_model(dependence={"reports": 0, "indicators": 0.5})
    signs = {
        "i": event(0.8, 0.2, group="money"),
        "j": event(0.3, 0.6, group="money"),
        "k": event(0.3, 0.6, group="money"),
        "l": event(0.3, 0.6),
    }
    told = [development(name, 9, f"q/{name}") for name in "ijl"]
    ledger = run(make_scenario(EVEN, signs), told, model)["ledger"]
    factors = [ledger[name]["factor"] for name in signs]
    assert factors == pytest.approx([0.8, 0.8, 0.8, 1], abs=1e-9)
    row = ledger["j"]["decibans"]
    assert difference(row) == pytest.approx(-0.8 * 3.0103, abs=5e-5)
    assert ledger["k"]["state"] == "open"


def test_a_resolved_scenario_keeps_its_ledger() -> None:
    """From the day it is resolved its outcome has probability 1, and no interval."""
    resolved = {"outcome": "b", "on": day(100), "why": "It happened."}
    signs = {"i": event(0.8, 0.2)}
    told = [development("d", 9, "q/i")]
    open_case, case = (
        make_scenario(EVEN, signs),
        make_scenario(EVEN, signs, resolved=resolved),
    )
    assert run(case, told, at=99) == run(open_case, told, at=99)
    result = run(case, told, at=100)
    assert result["probabilities"] == {"a": 0, "b": 1}
    assert result["ledger"] == run(open_case, told, at=100)["ledger"]
    drawn = interval(case, make_model(), {"dawn": {}}, told, CLOSES, 9, Random(1))
    assert drawn == {}


def test_the_interval_of_the_prior() -> None:
    """Two outcomes: log-odds have sd sqrt(2)*prior_db; 90 % is 1.644854 sds.

    Even priors, 1 dB: 2.326175 dB, p = 1/(1 + 10^.2326175) = .3692 and .6308.
    """
    case = make_scenario(EVEN, {})
    drawn = interval(case, make_model(), {"dawn": {}}, [], CLOSES, 4000, Random(7))
    assert drawn["a"] == pytest.approx((0.3692, 0.6308), abs=0.006)
    assert drawn["b"] == pytest.approx((0.3692, 0.6308), abs=0.006)


def test_the_interval_of_a_certain_sign() -> None:
    """Theta .4/.1 with 2 dB each: 6.0206 +- 1.644854*sqrt(2*4 + 2*1) dB.

    5.201485 dB either way: p of .819121 dB is .5470, of 11.222085 dB .9298.
    """
    case = make_scenario(EVEN, {"i": event(0.4, 0.1)})
    told = [development("d", 9, "q/i")]
    drawn = interval(case, make_model(), {"dawn": {}}, told, CLOSES, 4000, Random(8))
    assert drawn["a"] == pytest.approx((0.5470, 0.9298), abs=0.012)


# Laws, on drawn workspaces


def drawn_cases(seed: int) -> list[tuple[Data, Data, Data, list[Data], dt.date]]:
    """List the arguments of every assessment of a drawn workspace."""
    drawn = random_workspace(Random(seed))
    shared = (drawn["model"], drawn["sources"], drawn["developments"])
    return [
        (scenario, *shared, date)
        for scenario in drawn["scenarios"]
        for date in drawn["dates"]
    ]


@pytest.mark.parametrize("seed", range(20))
def test_rows_add_up_to_the_score(seed: int) -> None:
    """The score is the sum of the rows, and the probability its softmax."""
    for scenario, model, sources, developments, date in drawn_cases(seed):
        unresolved = {**scenario, "resolved": None}
        result = assess(unresolved, model, sources, developments, date)
        ledger = result["ledger"]
        rows = [row.get("decibans", row) for row in ledger.values()]
        scores = {name: sum(row[name] for row in rows) for name in rows[0]}
        odds = {name: 10 ** (score / 10) for name, score in scores.items()}
        shares = {name: odd / sum(odds.values()) for name, odd in odds.items()}
        assert result["probabilities"] == pytest.approx(shares, abs=1e-9)


@pytest.mark.parametrize("seed", range(20, 40))
def test_the_order_of_developments_never_matters(seed: int) -> None:
    """Developments given backwards make the same assessment."""
    for scenario, model, sources, developments, date in drawn_cases(seed):
        result = assess(scenario, model, sources, developments, date)
        assert result == assess(scenario, model, sources, developments[::-1], date)


@pytest.mark.parametrize("seed", range(40, 60))
def test_worthless_reports_change_no_probability(seed: int) -> None:
    """A voice of grade E1 added to every development is worth nothing anywhere."""
    for scenario, model, sources, developments, date in drawn_cases(seed):
        worthless = {"id": "none", "source": "source-0", "grade": "E1"}
        noisy = [
            {**item, "reports": [*item["reports"], worthless]} for item in developments
        ]
        plain = assess(scenario, model, sources, developments, date)["probabilities"]
        result = assess(scenario, model, sources, noisy, date)["probabilities"]
        assert result == pytest.approx(plain, abs=1e-12)


def test_a_drawn_workspace_is_the_same_again_and_can_be_written(tmp_path: Path) -> None:
    """A seed gives one workspace; its developments are read back as they were."""
    drawn = random_workspace(Random(3))
    assert drawn == random_workspace(Random(3))
    write_workspace(drawn, tmp_path)
    lines = (tmp_path / "developments.jsonl").read_text(encoding="utf-8").splitlines()
    read = [json.loads(line) for line in lines]
    assert [item["id"] for item in read] == [
        item["id"] for item in drawn["developments"]
    ]
    for name in ("sources.yaml", "models/default.yaml", "scenarios/first.yaml"):
        assert (tmp_path / name).read_text(encoding="utf-8").endswith("\n")
    scenario, date = drawn["scenarios"][0], drawn["dates"][-1]
    rest = (drawn["model"], drawn["sources"])
    assert assess(scenario, *rest, read, date) == assess(
        scenario, *rest, drawn["developments"], date
    )
