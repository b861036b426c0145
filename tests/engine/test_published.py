"""Numbers published elsewhere, through the engine's own doors.

C4 to C12 are the sections of our notes on method, which say where each number is from.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scenarios.engine.decimals import ONE, ZERO, db, power
from scenarios.engine.ledger import softmax
from scenarios.engine.reports import discount, hear
from support import (
    EVEN,
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

    from scenarios.domain.model import ScoringModel
    from support import Data


def model_of(odds: str) -> ScoringModel:
    """Make a model whose A1 is worth a likelihood ratio: r = (λ - 1)/(λ + 1)."""
    above, _, below = odds.partition("/")
    over, under = Decimal(above), Decimal(below or 1)
    r = (over - under) / (over + under)
    return make_model(grades={"reliability": {"A": r}})


def ratio(scenario_of: Data, told: Sequence[Data], model: ScoringModel) -> float:
    """Return how much likelier what is known is under a than under b."""
    developments = [
        make_development(f"d{place}", 9, each) for place, each in enumerate(told)
    ]
    scenario = make_scenario({"s": scenario_of}, EVEN)
    row = ledger_of(scenario, developments, model=model).rows[0]
    return float(power(row.decibans[0] - row.decibans[1]))


# C4. Weight of evidence


@pytest.mark.parametrize(
    ("decibans", "likelier", "chance"),
    [
        (1, 1.259, 0.5573),
        (3, 1.995, 0.6661),
        (5, 3.162, 0.7597),
        (6, 3.981, 0.7992),
        (10, 10, 0.9091),
        (13, 19.95, 0.9523),
        (15, 31.62, 0.9693),
        (20, 100, 0.9901),
        (30, 1000, 0.9990),
        (40, 10000, 0.99990),
    ],
)
def test_the_table_of_decibans(decibans: int, likelier: float, chance: float) -> None:
    """From even odds, d decibans lead to a chance of 10^(d/10) in 1 + 10^(d/10)."""
    given = Decimal(decibans)
    assert float(power(given)) == pytest.approx(likelier, rel=3e-4)
    assert float(softmax([given, ZERO])[0]) == pytest.approx(chance, abs=5e-5)


@pytest.mark.parametrize(
    ("head", "decibans", "chance"),
    [
        # The Tunny report rounds a head to 3 db: 60 less 40 are 20 db, 100 to 1.
        (Decimal(3), 20, 100 / 101),
        # A head is 10 log10 2 = 3.010300: 60.206 - 40 = 20.206 db, 104.86 to 1.
        (Decimal("3.01029995663981195"), 20.206, 0.990553),
    ],
    ids=["as the Tunny report rounds", "exactly"],
)
def test_twenty_heads_of_the_tunny_report(
    head: Decimal, decibans: float, chance: float
) -> None:
    """A coin is double-headed with prior odds of 1 to 10^4, and falls on heads twenty
    times; every head is seen for certain.
    """
    prior = (ONE / 10001).quantize(Decimal("1e-25"))
    tosses = [f"toss-{number}" for number in range(20)]
    scenario = make_scenario(
        {toss: {"weights": {"double": head}} for toss in tosses},
        {"double": prior, "fair": 1 - prior},
    )
    told = [make_development("d", 9, tosses)]
    ledger = ledger_of(scenario, told, model=certain_model())
    score = ledger.score
    assert float(score[0] - score[1]) == pytest.approx(decibans, abs=5e-5)
    assert float(ledger.probabilities[0]) == pytest.approx(chance, abs=5e-7)


# C7. Home Assistant's Bayesian sensor, whose tests are exact to six digits


@pytest.mark.parametrize(
    ("prior", "signs", "expected"),
    [
        (0.2, [(0.8, 0.4, "seen")], 0.333333),
        (0.2, [(0.8, 0.4, "absent")], 0.076923),
        (0.2, [(0.8, 0.4, "unknown")], 0.2),
        (0.2, [(0.7, 0.4, "seen")], 0.304348),
        (0.2, [(0.7, 0.4, "absent")], 0.111111),
        (0.2, [(0.7, 0.4, "seen"), (0.9, 0.2, "seen")], 0.663158),
        (0.2, [(0.7, 0.4, "absent"), (0.9, 0.2, "absent")], 0.0153846),
        (0.3, [(0.3, 0.15, "seen")], 0.461538),
        (0.3, [(0.3, 0.15, "seen"), (0.6, 0.05, "seen")], 0.911392),
        (
            0.3,
            [(0.3, 0.15, "seen"), (0.6, 0.05, "seen"), (0.1, 0.6, "absent")],
            0.958580,
        ),
    ],
)
def test_home_assistants_sensor(
    prior: float, signs: list[tuple[float, float, str]], expected: float
) -> None:
    indicators = {
        f"s{place}": {"likelihoods": {"on": true, "off": false}}
        for place, (true, false, _) in enumerate(signs)
    }
    told = [
        make_development(
            f"d{place}", 9, {"indicator": f"s{place}", "absent": fate == "absent"}
        )
        for place, (_, _, fate) in enumerate(signs)
        if fate != "unknown"
    ]
    scenario = make_scenario(indicators, {"on": prior, "off": round(1 - prior, 1)})
    found = ledger_of(scenario, told, model=certain_model()).probabilities[0]
    assert float(found) == pytest.approx(expected, abs=5e-7)


# C9. Soft evidence is a likelihood, not a belief to be met


def test_soft_evidence_is_virtual_evidence() -> None:
    """.105·.2 : .730·.3 : .165·.5 = .021 : .219 : .0825, whose sum is .3225."""
    priors = {"low": 0.105, "normal": 0.730, "high": 0.165}
    sign = {"likelihoods": {"low": 0.2, "normal": 0.3, "high": 0.5}}
    told = [make_development("d", 9, "s")]
    scenario = make_scenario({"s": sign}, priors)
    found = ledger_of(scenario, told, model=certain_model()).probabilities
    assert floats(found) == pytest.approx([0.0651, 0.6791, 0.2558], abs=5e-5)


# C10. The cascade: L = λ·θ + 1 - θ


@pytest.mark.parametrize(
    ("thetas", "odds", "expected"),
    [
        # (9·.8 + .2)/(9·.2 + .8) = 7.4/2.6
        ((0.8, 0.2), "9", 2.84615),
        # (7·.8/3 + .2)/(7·.2/3 + .8) = 6.2/3.8
        ((0.8, 0.2), "7/3", 1.63158),
        ((0.8, 0.2), "1.5", 1.27273),
        ((0.8, 0.2), "1", 1),
        ((0.8, 0.2), "1e24", 4),
        # (2·.3 + .7)/(2·.01 + .99) = 1.3/1.01
        ((0.3, 0.01), "2", 1.2871),
        ((0.3, 0.01), "3", 1.5686),
        ((0.3, 0.01), "10", 3.3945),
        ((0.3, 0.01), "100", 15.427),
        ((0.3, 0.01), "1e24", 30),
    ],
)
def test_the_cascade_of_two_outcomes(
    thetas: tuple[float, float], odds: str, expected: float
) -> None:
    model = certain_model() if odds == "1e24" else model_of(odds)
    sign = {"likelihoods": dict(zip(EVEN, thetas, strict=True))}
    found = ratio(sign, [{"indicator": "s"}], model)
    assert found == pytest.approx(expected, rel=4e-5)


def test_the_cascade_in_decibans() -> None:
    """A ratio of 7.4/2.6 is 4.543 db."""
    sign = {"likelihoods": {"a": 0.8, "b": 0.2}}
    found = ratio(sign, [{"indicator": "s"}], model_of("9"))
    assert float(db(Decimal(found))) == pytest.approx(4.543, abs=5e-4)


@pytest.mark.parametrize(
    ("odds", "seen", "expected"),
    [
        ("1", {}, [0.5, 0.3, 0.2]),
        # .5·1.3 : .3·2.2 : .2·3.4 = .65 : .66 : .68
        ("4", {}, [0.3266, 0.3317, 0.3417]),
        # .5·2.8 : .3·8.2 : .2·15.4 = 1.4 : 2.46 : 3.08
        ("19", {}, [0.2017, 0.3545, 0.4438]),
        # .5·.1 : .3·.4 : .2·.8 = .05 : .12 : .16
        ("1e24", {}, [0.1515, 0.3636, 0.4848]),
        # Absent for certain: .5·.9 : .3·.6 : .2·.2 = .45 : .18 : .04
        ("1e24", {"absent": True}, [0.6716, 0.2687, 0.0597]),
    ],
    ids=["λ 1", "λ 4", "λ 19", "λ without end", "λ 0"],
)
def test_the_cascade_of_three_outcomes(
    odds: str, seen: Data, expected: list[float]
) -> None:
    model = certain_model() if odds == "1e24" else model_of(odds)
    scenario = make_scenario(
        {"s": {"likelihoods": {"a": 0.1, "b": 0.4, "c": 0.8}}},
        {"a": 0.5, "b": 0.3, "c": 0.2},
    )
    told = [make_development("d", 9, {"indicator": "s", **seen})]
    found = ledger_of(scenario, told, model=model).probabilities
    assert floats(found) == pytest.approx(expected, abs=5e-5)


# C11. Absence


@pytest.mark.parametrize(
    ("thetas", "against", "chance"),
    [
        # Not seeing what is .95 likely if true and .05 if not: .05 against .95.
        ((0.95, 0.05), 1 / 19, 0.05),
        # .1 against .9: a ratio of .111, which leads from even odds to .10.
        ((0.9, 0.1), 0.1111, 0.10),
    ],
    ids=["19 to 1", "9 to 1"],
)
def test_evidence_of_absence(
    thetas: tuple[float, float], against: float, chance: float
) -> None:
    """The window has passed, and we would have heard."""
    sign = {
        "likelihoods": dict(zip(EVEN, thetas, strict=True)),
        "within": "30d",
        "coverage": 1,
    }
    assert ratio(sign, [], make_model()) == pytest.approx(against, abs=5e-5)
    found = ledger_of(make_scenario({"s": sign}, EVEN)).probabilities[0]
    assert float(found) == pytest.approx(chance, abs=1e-12)


# C12. Counts, voices and hazards


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        # 4·ln(3/1) - (3 - 1) = 4.394449 - 2 = 2.394449
        (4, 10.9622),
        # Nothing is e^-3 likely under the one and e^-1 under the other.
        (0, 0.135335),
    ],
)
def test_a_poisson_count(events: int, expected: float) -> None:
    """Rates of 3 against 1 in the whole horizon, of which we hear everything."""
    sign = {
        "kind": "count",
        "per": f"{HORIZON}d",
        "rates": {"a": 3, "b": 1},
        "coverage": 1,
    }
    told: list[Data] = [{"indicator": "s"}] * events
    assert ratio(sign, told, certain_model()) == pytest.approx(expected, rel=5e-6)


@pytest.mark.parametrize(
    ("voices", "expected"),
    # n/(1 + (n - 1)·.6): 5/3.4 and 10/6.4
    [(5, 1.4706), (10, 1.5625)],
)
def test_the_effective_number_of_voices(voices: int, expected: float) -> None:
    found = discount([ONE] * voices, Decimal("0.6"))
    assert float(found) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("origins", "dependence", "expected"),
    [
        # Told apart and independent: 3^5.
        (["a", "b", "c", "d", "e"], 0, 243),
        # 3^(5/(1 + 4·.6)) = 3^1.4706
        (["a", "b", "c", "d", "e"], 0.6, 5.03),
        # One origin speaks once.
        (["wire"] * 5, 0, 3),
    ],
    ids=["naive", "dependent", "one origin"],
)
def test_five_reports_of_three_to_one(
    origins: list[str], dependence: float, expected: float
) -> None:
    """r = .5 gives λ = 1.5/.5 = 3; grade C1."""
    model = make_model(dependence={"reports": dependence})
    reports = [make_report("C1", origin=origin) for origin in origins]
    told = hear(make_development("d", 9, [], *reports), {}, model, day(9))
    assert told is not None
    assert float(power(told.decibans)) == pytest.approx(expected, abs=5e-3)


def test_a_hazard_at_half_time() -> None:
    """40 % in a year is h = -ln .6 = .510826; in the half that is left it is
    1 - e^(-.255413) = 1 - .6^.5 = .225403.
    """
    scenario = make_scenario({}, {"a": {"prior": 0.4, "deadline": True}, "b": 0.6})
    found = ledger_of(scenario, at=HORIZON // 2).probabilities[0]
    assert float(found) == pytest.approx(0.225403, abs=5e-7)
