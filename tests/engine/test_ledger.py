"""The ledger: prior, clock, rows and groups, by hand."""

from __future__ import annotations

from decimal import Decimal
from math import log10
from typing import TYPE_CHECKING

import pytest

from scenarios.engine.ledger import clock_db, revise, softmax
from support import (
    HORIZON,
    day,
    floats,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
    row_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.domain.development import Development
    from support import Data

THREE = {"a": 0.2, "b": 0.5, "c": 0.3}
EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.4, "c": 0.1}}


def centred(ratios: Sequence[float]) -> list[float]:
    """Return the decibans of ratios, less their mean."""
    entries = [10 * log10(ratio) for ratio in ratios]
    return [entry - sum(entries) / len(entries) for entry in entries]


def seen(name: str, grade: str = "A1", **fields: object) -> Development:
    observes = {"indicator": name, **fields}
    return make_development(f"d-{name}", 10, observes, make_report(grade))


# Prior and clock


def test_the_prior_is_centred_decibans() -> None:
    """-6.989700, -3.010300 and -5.228787 dB; their mean is -5.076262."""
    ledger = ledger_of(make_scenario({}, THREE))
    expected = [-1.913438, 2.065962, -0.152525]
    assert floats(ledger.prior) == pytest.approx(expected, abs=1e-6)
    assert ledger.outcomes == ("a", "b", "c")
    assert ledger.clock is None
    assert ledger.rows == ()
    assert floats(ledger.probabilities) == pytest.approx(list(THREE.values()))


TIMED = {
    "a": {"prior": 0.2, "deadline": True},
    "b": {"prior": 0.5},
    "c": {"prior": 0.3, "deadline": True},
}


@pytest.mark.parametrize(
    ("at", "left"),
    [
        (-30, (1, 1)),
        (0, (1, 1)),
        # (.8^.25 - .8)/.2 = .728708 and (.7^.25 - .7)/.3 = .715637
        (90, (0.7287081, 0.7156374)),
        # At half time (.8^.5 - .8)/.2 = .472136 and (.7^.5 - .7)/.3 = .455533
        (180, (0.4721360, 0.4555334)),
        # Nothing is left: the floor of limits.theta.
        (360, (1e-6, 1e-6)),
        (500, (1e-6, 1e-6)),
    ],
)
def test_the_chance_of_a_deadline_runs_down(at: int, left: tuple[float, float]) -> None:
    scenario = make_scenario({}, TIMED)
    found = clock_db(scenario, make_model(), day(at))
    assert found is not None
    expected = [10 * log10(left[0]), 0, 10 * log10(left[1])]
    assert floats(found) == pytest.approx(expected, abs=2e-6)
    row = ledger_of(scenario, at=at).clock
    assert row is not None
    assert floats(row) == pytest.approx(centred([left[0], 1, left[1]]), abs=2e-6)


def test_without_a_deadline_there_is_no_clock() -> None:
    assert clock_db(make_scenario({}, THREE), make_model(), day(90)) is None


# Rows, groups and the score


def test_a_row_is_centred_decibans() -> None:
    """λ = 9: L = 1 + 8·θ = 7.4, 4.2 and 1.8."""
    ledger = ledger_of(make_scenario({"s": EVENT}, THREE), [seen("s")])
    row = row_of(ledger, "s")
    expected = centred([7.4, 4.2, 1.8])
    assert row.factor == 1
    assert floats(row.alone) == pytest.approx(expected, abs=1e-9)
    assert floats(row.decibans) == pytest.approx(expected, abs=1e-9)
    # .2·7.4 : .5·4.2 : .3·1.8 = 1.48 : 2.1 : .54, of 4.12
    chances = [1.48 / 4.12, 2.1 / 4.12, 0.54 / 4.12]
    assert floats(ledger.probabilities) == pytest.approx(chances, abs=1e-12)


def test_the_score_is_the_sum_of_prior_clock_and_rows() -> None:
    ledger = ledger_of(make_scenario({"s": EVENT}, TIMED), [seen("s")], 180)
    ratios = [0.2 * 0.472136 * 7.4, 0.5 * 4.2, 0.3 * 0.4555334 * 1.8]
    assert floats(ledger.score) == pytest.approx(centred(ratios), abs=2e-6)
    chances = [ratio / sum(ratios) for ratio in ratios]
    assert floats(ledger.probabilities) == pytest.approx(chances, abs=1e-7)


def grouped(*names: str, **signs: Data) -> Data:
    return {
        name: {**sign, "group": "alike"} if name in names else sign
        for name, sign in signs.items()
    }


def test_a_group_shares_its_factor() -> None:
    """Spreads before the factor: of s 10 log10 (7.4/1.8) = 6.139592; of t, with λ = 3,
    10 log10 (2.6/1.2) = 3.357921. n = 9.497513/6.139592 = 1.546929, and the factor is
    1/(1 + .546929·.5) = .785260. The third is in no group.
    """
    signs = grouped("s", "t", s=EVENT, t=EVENT, u=EVENT)
    told = [seen("s"), seen("t", "C1"), seen("u")]
    ledger = ledger_of(make_scenario(signs, THREE), told)
    factors = [float(row.factor) for row in ledger.rows]
    assert factors == pytest.approx([0.785260, 0.785260, 1], abs=1e-6)
    row = row_of(ledger, "t")
    assert floats(row.alone) == pytest.approx(centred([2.6, 1.8, 1.2]), abs=1e-9)
    shared = [entry * 0.785260 for entry in centred([2.6, 1.8, 1.2])]
    assert floats(row.decibans) == pytest.approx(shared, abs=1e-5)


def test_equal_rows_of_a_group_count_fully_against_each_other() -> None:
    """Three equal rows: n = 3, 1/(1 + 2·.5)."""
    signs = grouped("s", "t", "u", s=EVENT, t=EVENT, u=EVENT)
    ledger = ledger_of(make_scenario(signs, THREE), [seen(name) for name in signs])
    assert [float(row.factor) for row in ledger.rows] == pytest.approx([0.5] * 3)


def test_a_silent_row_belongs_to_its_group() -> None:
    """L = 1 - .9·θ after the window: .28, .64 and .91, a spread of 5.118834 dB. With
    6.139592 n is 1.833742, and the factor 1/1.416871.
    """
    signs = grouped("s", "t", s=EVENT, t={**EVENT, "within": "9d"})
    ledger = ledger_of(make_scenario(signs, THREE), [seen("s")])
    factors = [float(row.factor) for row in ledger.rows]
    assert factors == pytest.approx([0.705780, 0.705780], abs=1e-6)


@pytest.mark.parametrize(
    "told",
    [[], [seen("s")], [seen("s", "E1")]],
    ids=["no news", "one row", "noise"],
)
def test_a_group_of_one_voice_is_not_discounted(told: list[Development]) -> None:
    signs = grouped("s", "t", s=EVENT, t=EVENT)
    ledger = ledger_of(make_scenario(signs, THREE), told)
    assert [row.factor for row in ledger.rows] == [1, 1]


# Drawing it up again


def test_a_revised_ledger_is_that_of_the_other_reading() -> None:
    """What is changed is changed, the group's factor too; the rest stays."""
    signs = grouped("s", "t", s=EVENT, t=EVENT, u=EVENT)
    scenario, model = make_scenario(signs, TIMED), make_model()
    told = [seen("s"), seen("t", "C1"), seen("u")]
    ledger = ledger_of(scenario, told, 180)
    known = row_of(ledger_of(scenario, [told[0], seen("t", "A1")], 180), "t")
    # An uncentred row will do: dB(L) up to a constant.
    entries = [entry + 5 for entry in known.alone]
    revised = revise(ledger, {"t": (known.reading, entries)}, model)
    expected = ledger_of(scenario, [told[0], seen("t", "A1"), told[2]], 180)
    assert revised.prior == ledger.prior
    assert revised.clock == ledger.clock
    assert floats(revised.score) == pytest.approx(floats(expected.score), abs=1e-12)
    assert row_of(revised, "t").reading is known.reading
    assert row_of(revised, "u") == row_of(ledger, "u")
    assert revise(ledger, {}, model) == ledger


def test_softmax_is_in_proportion_and_adds_up() -> None:
    """10^.3 : 1 : 10^-100 is 1.995262 : 1 : nothing, and far scores do not overflow."""
    score = [Decimal(100_003), Decimal(100_000), Decimal(99_000)]
    found = floats(softmax(score))
    assert found == pytest.approx([0.666139, 0.333861, 0], abs=1e-6)
    assert found[2] > 0
    assert sum(found) == pytest.approx(1)


def test_a_ledger_is_the_same_after_the_close() -> None:
    scenario = make_scenario({"s": EVENT}, TIMED)
    closing, later = (
        ledger_of(scenario, [seen("s")], at) for at in (HORIZON, HORIZON + 90)
    )
    assert closing.score == later.score
