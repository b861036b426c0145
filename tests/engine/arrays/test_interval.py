"""The interval: what the analyst's doubt leaves open."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenarios.domain.model import Uncertainty
from scenarios.engine.arrays.interval import draw, interval, seeded
from scenarios.engine.arrays.kernels import evaluate
from support import (
    certain_model,
    day,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
    packed,
)

if TYPE_CHECKING:
    from scenarios.domain.development import Development
    from scenarios.domain.model import ScoringModel
    from scenarios.engine.arrays.pack import Pack
    from support import Data

EVENT: Data = {"likelihoods": {"a": 0.4, "b": 0.1}}


def doubt(
    weight_db: float = 2, prior_db: float = 1, draws: int = 50_000, level: float = 0.9
) -> Uncertainty:
    return Uncertainty.model_validate(
        {"weight_db": weight_db, "prior_db": prior_db, "draws": draws, "level": level}
    )


def pack_of(
    signs: Data,
    told: list[Development] | None = None,
    model: ScoringModel | None = None,
    outcomes: Data | None = None,
) -> Pack:
    scenario, rules = make_scenario(signs, outcomes), model or make_model()
    ledger = ledger_of(scenario, told or [], 90, rules)
    return packed(scenario, ledger, rules, day(90))


def seen(name: str, grade: str = "A1", **fields: object) -> Development:
    observes = {"indicator": name, **fields}
    return make_development(f"d-{name}", 9, observes, make_report(grade))


def span(pack: Pack, uncertainty: Uncertainty) -> list[list[float]]:
    ends = interval(pack, uncertainty, seeded(b"a digest"))
    return [[float(end) for end in row] for row in ends]


def test_the_generator_is_the_one_that_the_rules_name() -> None:
    """PCG64DXSM, seeded with the digest as a big-endian number."""
    expected = np.random.Generator(np.random.PCG64DXSM(0x0102)).standard_normal(5)
    assert seeded(b"\x01\x02").standard_normal(5).tolist() == expected.tolist()


def test_doubt_about_the_priors() -> None:
    """The log-odds err by 2^.5 dB; 90 % of a normal lie within 1.644854 of that:
    2.326175 dB, and p = 1/(1 + 10^±.2326175) = .3692 and .6308.
    """
    low, high = span(pack_of({}), doubt())
    assert low == pytest.approx([0.3692, 0.3692], abs=0.004)
    assert high == pytest.approx([0.6308, 0.6308], abs=0.004)


def test_doubt_about_an_event_seen_for_certain() -> None:
    """θ of .4 and .1 err by 2 dB each, the priors by 1: 6.0206 ± 1.644854·10^.5 dB,
    from .819121 to 11.222079 dB: p = .5470 and .9298.
    """
    low, high = span(pack_of({"s": EVENT}, [seen("s")], certain_model()), doubt())
    assert [low[0], high[0]] == pytest.approx([0.5470, 0.9298], abs=0.005)
    assert [1 - high[1], 1 - low[1]] == pytest.approx([low[0], high[0]], abs=1e-12)


def test_a_narrower_level_is_a_narrower_interval() -> None:
    """50 % of a normal lie within .674490: .953871 dB, .4453 to .5547."""
    low, high = span(pack_of({}), doubt(level=0.5))
    assert [low[0], high[0]] == pytest.approx([0.4453, 0.5547], abs=0.004)


def test_without_doubt_the_interval_is_the_answer() -> None:
    pack = pack_of({"s": EVENT}, [seen("s", "C3")])
    answer = pytest.approx(evaluate(pack).tolist(), abs=1e-12)
    assert span(pack, doubt(0, 0, 100)) == [answer, answer]


def test_the_ends_are_linear_quantiles_of_the_draws() -> None:
    """numpy's own, of the draws of the same seed; 101 draws make .05 a draw itself."""
    pack = pack_of({"s": EVENT}, [seen("s")])
    for draws in (100, 101, 1000):
        uncertainty = doubt(draws=draws)
        drawn = draw(pack, uncertainty, seeded(b"a digest"))
        assert drawn.shape == (2, draws)
        assert np.abs(drawn.sum(axis=0) - 1).max() < 1e-12
        expected = np.quantile(drawn, [0.05, 0.95], axis=1)
        assert span(pack, uncertainty) == [pytest.approx(ends) for ends in expected]


def test_all_errors_are_drawn_in_the_order_of_the_file() -> None:
    """The priors' first, then each indicator's, of which nothing is known too: what
    one indicator errs by does not change when another opens.
    """
    signs = {"s": EVENT, "t": EVENT}
    uncertainty = doubt(draws=200)
    drawn = draw(pack_of(signs, [seen("t")]), uncertainty, seeded(b"a digest"))
    rng = seeded(b"a digest")
    prior, _, error = (
        10 ** (sd * rng.standard_normal((2, 200)) / 10) for sd in (1, 2, 2)
    )
    # λ = 9, and a window of which nothing is said: L = 1 + 8·θ.
    weight = 0.5 * prior / (0.5 * prior).sum(axis=0)
    weight = weight * (1 + 8 * np.clip([[0.4], [0.1]] * error, 1e-6, 0.999))
    assert np.abs(drawn - weight / weight.sum(axis=0)).max() < 1e-12


def test_one_error_is_shared_by_all_levels_and_values() -> None:
    """Up and then down, each for certain: the first is forgotten, error and all."""
    levels = {"kind": "state", "levels": {"up": {"a": 10}, "down": {"b": 4}}}
    twice = [
        make_development("d1", 9, {"indicator": "s", "value": "up"}),
        make_development("d2", 19, {"indicator": "s", "value": "down"}),
    ]
    model, uncertainty = certain_model(), doubt(draws=200)
    both, last = (
        draw(pack_of({"s": levels}, told, model), uncertainty, seeded(b"a digest"))
        for told in (twice, twice[1:])
    )
    assert np.abs(both - last).max() < 1e-12


def test_the_clock_uses_the_drawn_priors() -> None:
    timed = {"a": {"prior": 0.4, "deadline": True}, "b": 0.6}
    pack, uncertainty = pack_of({}, outcomes=timed), doubt(draws=200)
    drawn = draw(pack, uncertainty, seeded(b"a digest"))
    errors = 10 ** (seeded(b"a digest").standard_normal((2, 200)) / 10)
    first, second = np.array([[0.4], [0.6]]) * errors
    prior = first / (first + second)
    # A quarter of the horizon has gone: ((1 - π)^.25 - (1 - π))/π is left of π.
    left = (1 - prior) ** 0.25 - (1 - prior)
    assert np.abs(drawn[0] - left / (left + 1 - prior)).max() < 1e-12


EXTREMES: dict[str, Pack] = {
    "a certain sign, not heard of": pack_of(
        {"s": {"weights": {"a": 5}, "expected": 1, "coverage": 1, "within": "9d"}},
        model=make_model(limits={"theta": [1e-6, Decimal("0." + "9" * 20)]}),
    ),
    "a prior that rounds to 1": pack_of(
        {}, outcomes={"a": {"prior": 0.999999999, "deadline": True}, "b": 1e-9}
    ),
    "a value far out, again and again": pack_of(
        {
            "s": {
                "kind": "measure",
                "expects": {"a": {"mean": 0, "sd": 1}, "b": {"mean": 1e6, "sd": 1}},
            }
        },
        [
            make_development(f"d{number}", number, {"indicator": "s", "value": 0})
            for number in range(20)
        ],
        certain_model(),
    ),
}


@pytest.mark.parametrize("pack", EXTREMES.values(), ids=EXTREMES)
def test_no_draw_leaves_the_numbers(pack: Pack) -> None:
    """And none warns of it: warnings are errors here."""
    drawn = draw(pack, doubt(20, 20, 20_000), seeded(b"a digest"))
    assert np.isfinite(drawn).all()
    assert np.isfinite(evaluate(pack)).all()
