"""Many variants at once: each is what it would be alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from scenarios.engine.arrays.kernels import evaluate, finish, log_row, softmax
from scenarios.engine.arrays.pack import (
    Clock,
    CountRow,
    EventRow,
    Floats,
    LatestRow,
    Pack,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = EventRow | CountRow | LatestRow


def column(*entries: float) -> Floats:
    return np.array([[entry] for entry in entries])


def make_pack(
    *rows: Row | None,
    groups: tuple[tuple[int, ...], ...] = (),
    clock: Clock | None = None,
    prior: Sequence[float] = (0.25, 0.75),
) -> Pack:
    return Pack(
        prior=column(*prior),
        spare=column(*(1 - chance for chance in prior)),
        rows=rows,
        groups=groups,
        clock=clock,
        theta=(0.05, 0.9),
        dependence=0.5,
    )


EVENT = EventRow(theta=column(0.8, 0.2), spare=column(0.2, 0.8), odds=9)
COUNT = CountRow(
    rate=column(4, 1), doubt=np.array([0.2]), size=np.array([0.5]), exposure=0.3
)
LATEST = LatestRow(
    chances=np.array([column(0.6, 0.2), column(0.4, 0.01)]),
    doubt=np.array([0.2, 0.5]),
    clipped=True,
)
UNCLIPPED = LatestRow(LATEST.chances, LATEST.doubt, clipped=False)

# One variant leaves the first outcome alone and doubles the second, the other trebles
# the first and halves the second.
SHIFT = np.array([[1, 3], [2, 0.5]])

KERNELS: dict[str, tuple[Row, list[float], list[list[float]]]] = {
    # 1 + 8·θ; shifted θ are .8 and .4, then 2.4, clipped to .9, and .1.
    "event": (EVENT, [7.4, 2.6], [[7.4, 8.2], [4.2, 1.8]]),
    # m~ = 2: (.8·4 + .2·2)^.5·e^(-.3·4) and (.8·1 + .2·2)^.5·e^-.3.
    # Shifted: 4 and 2, m~ = 8^.5; 12 and .5, m~ = 6^.5.
    "count": (
        COUNT,
        [3.6**0.5 * np.exp(-1.2), 1.2**0.5 * np.exp(-0.3)],
        [
            [
                (3.2 + 0.2 * 8**0.5) ** 0.5 * np.exp(-1.2),
                (9.6 + 0.2 * 6**0.5) ** 0.5 * np.exp(-3.6),
            ],
            [
                (1.6 + 0.2 * 8**0.5) ** 0.5 * np.exp(-0.6),
                (0.4 + 0.2 * 6**0.5) ** 0.5 * np.exp(-0.15),
            ],
        ],
    ),
    # First .8·.6 + .2·.4 = .56 and .16 + .08 = .24, mean .4. Then of .4 and .01,
    # clipped to .05, with a mean of .225: .5·.4 + .5·.225·.56/.4 = .3575 and
    # .025 + .0675 = .0925.
    # Shifted once: .6 and .4, mean .5: .58 and .42; then .4 and .02, clipped to .05:
    # .2 + .5·.225·.58/.5 = .3305 and .025 + .0945 = .1195.
    # Shifted otherwise: 1.8, clipped to .9, and .1, mean .5: .82 and .18; then 1.2,
    # clipped to .9, and .005, clipped to .05, mean .475: .45 + .2375·.82/.5 = .8395
    # and .025 + .0855 = .1105.
    "clipped state": (LATEST, [0.3575, 0.0925], [[0.3305, 0.8395], [0.1195, 0.1105]]),
    # The second of .4 and .01, mean .205: .2 + .5·.205·1.4 = .3435, .005 + .0615.
    # Shifted once: .58 and .42; .4 and .02, mean .21: .2 + .105·1.16 = .3218 and
    # .01 + .105·.84 = .0982. Otherwise: 1.8 and .1, mean .95: 1.63 and .27; 1.2 and
    # .005, mean .6025: .6 + .30125·1.63/.95 = 1.116882, .0025 + .085618 = .088118.
    "unclipped state": (
        UNCLIPPED,
        [0.3435, 0.0665],
        [[0.3218, 1.1168816], [0.0982, 0.0881184]],
    ),
}


@pytest.mark.parametrize(("row", "plain", "shifted"), KERNELS.values(), ids=KERNELS)
def test_a_row_is_the_logarithm_of_its_likelihoods(
    row: Row, plain: list[float], shifted: list[list[float]]
) -> None:
    pack = make_pack(row)
    found = np.exp(log_row(row, pack))
    assert found.shape == (2, 1)
    assert found[:, 0].tolist() == pytest.approx(plain, rel=1e-6)
    found = np.exp(log_row(row, pack, SHIFT))
    assert found.shape == (2, 2)
    assert found.ravel().tolist() == pytest.approx(np.ravel(shifted), rel=1e-6)


@pytest.mark.parametrize("row", [EVENT, COUNT, LATEST, UNCLIPPED])
def test_shifting_by_1_shifts_nothing_and_changes_no_argument(row: Row) -> None:
    pack, ones = make_pack(row), np.ones((2, 3))
    plain = log_row(row, pack)
    shifted = log_row(row, pack, ones)
    assert np.abs(shifted - plain).max() < 1e-15
    assert ones.tolist() == np.ones((2, 3)).tolist()
    assert log_row(row, pack).tolist() == plain.tolist()


def test_what_floats_cannot_hold_is_the_least_that_they_can() -> None:
    """Two certain reports of what is impossible under b: 1e-200·1e-200."""
    row = LatestRow(
        chances=np.array([column(1, 0), column(1, 0)]),
        doubt=np.array([1e-200, 1e-200]),
        clipped=False,
    )
    found = log_row(row, make_pack(row))
    assert np.isfinite(found).all()
    assert found[1, 0] < -690


def test_evaluating_adds_prior_and_rows() -> None:
    """.25·7.4·.3575 : .75·2.6·.0925; an open row adds nothing."""
    first, second = 0.25 * 7.4 * 0.3575, 0.75 * 2.6 * 0.0925
    found = evaluate(make_pack(EVENT, None, LATEST))
    assert found.tolist() == pytest.approx(
        [first / (first + second), second / (first + second)], rel=1e-12
    )


def test_evaluating_nothing_gives_the_prior() -> None:
    assert evaluate(make_pack(None)).tolist() == pytest.approx([0.25, 0.75], rel=1e-15)


@pytest.mark.parametrize(
    ("left", "chance"),
    [
        (1, 1),
        # At half time (.75^.5 - .75)/.25 = .464102 of it
        (0.5, 0.4641016),
        # Nothing is left: the floor of limits.theta.
        (0, 0.05),
    ],
)
def test_the_clock_runs_down(left: float, chance: float) -> None:
    clock = Clock(np.array([True, False]), left)
    odds = 0.25 * chance / 0.75
    found = evaluate(make_pack(clock=clock))
    assert found[0] == pytest.approx(odds / (1 + odds), rel=1e-6)


def logs(*likelihoods: float) -> Floats:
    return np.log(column(*likelihoods))


def odds_of(probabilities: Floats) -> list[float]:
    """Return how much likelier the first of two outcomes is, per variant."""
    return [float(odds) for odds in probabilities[0] / probabilities[1]]


def test_a_group_is_discounted_variant_by_variant() -> None:
    """Spreads of ln 8 and ln 2: n = 4/3, a factor of 1/(1 + 1/6), so 16^(6/7); in the
    other variant both are ln 4: n = 2, 16^(2/3). The third row is in no group.
    """
    rows = [
        np.log(np.array([[8, 4.0], [1, 1]])),
        logs(5, 1),
        np.log(np.array([[2, 4.0], [1, 1]])),
    ]
    pack = make_pack(None, None, None, groups=((0, 2),), prior=(0.5, 0.5))
    found = odds_of(finish(pack, rows, pack.prior, pack.spare))
    assert found == pytest.approx([16 ** (6 / 7) * 5, 16 ** (2 / 3) * 5], rel=1e-12)


@pytest.mark.parametrize(
    ("rows", "odds"),
    [
        ([logs(8, 1), None], 8),
        ([logs(8, 1), logs(3, 3)], 8),
        ([logs(3, 3), logs(7, 7)], 1),
        ([None, None], 1),
    ],
    ids=["the other open", "the other of no weight", "both of no weight", "both open"],
)
def test_one_voice_of_a_group_is_not_discounted(
    rows: list[Floats | None], odds: float
) -> None:
    pack = make_pack(None, None, groups=((0, 1),), prior=(0.5, 0.5))
    found = odds_of(finish(pack, rows, pack.prior, pack.spare))
    assert found == pytest.approx([odds], rel=1e-12)


def test_a_prior_that_does_not_vary_serves_rows_that_do() -> None:
    pack = make_pack(None, prior=(0.5, 0.5))
    rows = [np.log(np.array([[8, 4, 2.0], [1, 1, 1]]))]
    found = odds_of(finish(pack, rows, pack.prior, pack.spare))
    assert found == pytest.approx([8, 4, 2], rel=1e-12)
    assert pack.prior.tolist() == [[0.5], [0.5]]


def test_softmax_adds_up_and_does_not_overflow() -> None:
    score = np.array([[1000, 0], [1000 + np.log(3), -2000.0]])
    found = softmax(score)
    assert found.tolist() == [pytest.approx([0.25, 1]), pytest.approx([0.75, 0])]
