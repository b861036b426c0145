"""Variance shares: by hand, published functions, and another library on one sample."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray

from scenarios.engine.arrays.interval import draw, seeded
from scenarios.engine.arrays.sobol import Indices, doubt_indices, indices_of
from support import (
    day,
    ledger_of,
    make_development,
    make_model,
    make_scenario,
    packed,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from scenarios.engine.arrays.pack import Pack

Floats = NDArray[np.float64]

ANALYSIS = Path(__file__).parents[4] / "shared" / "data" / "vectors" / "analysis"
needs_vectors = pytest.mark.skipif(
    not ANALYSIS.is_dir(), reason="the vectors folder is absent: ../shared/data/vectors"
)
DRAWS = 2**18
A_OF_G = np.array([0, 1, 4.5, 9, 99, 99, 99, 99])


def ishigami(x: Floats) -> Floats:
    """Ishigami & Homma 1990, x in (−π, π)."""
    one, two, three = 2 * np.pi * x - np.pi
    return np.asarray(np.sin(one) + 7 * np.sin(two) ** 2 + 0.1 * three**4 * np.sin(one))


def sobol_g(x: Floats) -> Floats:
    """Sobol's g, x in (0, 1)."""
    a = A_OF_G[:, None]
    return np.asarray(((np.abs(4 * x - 2) + a) / (1 + a)).prod(axis=0))


def estimate(function: Callable[[Floats], Floats], inputs: int, draws: int) -> Indices:
    """Estimate the indices of a function of uniform inputs, as one answer."""
    rng = np.random.default_rng(20240630)
    first, second = rng.random((2, inputs, draws))
    mixed = []
    for place in range(inputs):
        other = first.copy()
        other[place] = second[place]
        mixed.append(function(other)[None])
    return indices_of(function(first)[None], function(second)[None], np.array(mixed))


@needs_vectors
@pytest.mark.parametrize(
    ("name", "function", "inputs"),
    [("ishigami", ishigami, 3), ("sobol_g", sobol_g, 8)],
)
def test_published_indices_reproduce(
    name: str, function: Callable[[Floats], Floats], inputs: int
) -> None:
    """Within the error of sampling, four standard errors of the total."""
    published = json.loads((ANALYSIS / "benchmarks.json").read_text())[name]
    found = estimate(function, inputs, DRAWS)
    total, error = found.total[:, 0], found.error[:, 0]
    assert (np.abs(total - published["ST"]) < 4 * error + 1e-6).all()
    assert found.first[:, 0].tolist() == pytest.approx(published["S1"], abs=0.01)
    assert error.max() < 0.005


def test_the_variance_of_ishigami_is_the_published_one() -> None:
    found = estimate(ishigami, 3, DRAWS)
    assert found.variance[0] == pytest.approx(13.8446, rel=0.01)


@pytest.mark.parametrize("function", [ishigami, sobol_g])
def test_another_library_gives_the_same_from_the_same_sample(
    function: Callable[[Floats], Floats],
) -> None:
    """SALib lays A, the mixed samples and B side by side, draw by draw."""
    sobol: Any = pytest.importorskip("SALib.analyze.sobol")
    inputs = 3 if function is ishigami else 8
    rng = np.random.default_rng(7)
    first, second = rng.random((2, inputs, 512))
    mixed = np.array([first] * inputs)
    for place in range(inputs):
        mixed[place, place] = second[place]
    answers = [function(x) for x in (first, *mixed, second)]
    problem = {
        "num_vars": inputs,
        "names": [str(place) for place in range(inputs)],
        "bounds": [[0, 1]] * inputs,
    }
    laid = np.array(answers).T.ravel()
    theirs = sobol.analyze(
        problem, laid, calc_second_order=False, num_resamples=2, seed=1
    )
    ours = indices_of(
        answers[0][None], answers[-1][None], np.array(answers[1:-1])[:, None]
    )
    assert ours.first[:, 0].tolist() == pytest.approx(theirs["S1"].tolist(), abs=1e-12)
    assert ours.total[:, 0].tolist() == pytest.approx(theirs["ST"].tolist(), abs=1e-12)


def test_indices_over_several_answers_are_weighted_by_variance() -> None:
    """Answers x and 2y of variance v and 4v: the shares are 1/5 and 4/5."""
    rng = np.random.default_rng(3)
    first, second = rng.standard_normal((2, 2, 200_000))
    scale = np.array([[1.0], [2.0]])
    a, b = first * scale, second * scale
    mixed = np.array([[b[0], a[1]], [a[0], b[1]]])
    found = indices_of(a, b, mixed)
    assert found.total.tolist() == [
        pytest.approx([1, 0], abs=0.02),
        pytest.approx([0, 1], abs=0.02),
    ]
    assert found.whole.total[:, 0].tolist() == pytest.approx([0.2, 0.8], abs=0.02)
    assert found.whole.variance[0] == pytest.approx(5, rel=0.02)


def test_an_answer_that_never_varies_has_no_shares() -> None:
    still = np.full((1, 8), 0.25)
    found = indices_of(still, still, np.array([still, still]))
    assert found.total.tolist() == found.first.tolist() == [[0], [0]]
    assert found.whole.total.tolist() == [[0], [0]]


def pack_of(**changes: object) -> Pack:
    event = {"likelihoods": {"a": 0.8, "b": 0.2}}
    scenario = make_scenario({"s": event, "t": event, "open": event})
    model = make_model(**changes)
    news = [make_development("d", 10, ["s", "t"])]
    ledger = ledger_of(scenario, news, 20, model)
    return packed(scenario, ledger, model, day(20))


def test_the_variance_shared_out_is_that_of_the_interval() -> None:
    uncertainty = make_model().uncertainty.model_copy(update={"draws": 40_000})
    found = doubt_indices(pack_of(), uncertainty, 20_000, seeded(b"one"))
    drawn = draw(pack_of(), uncertainty, seeded(b"another"))
    assert found.variance.tolist() == pytest.approx(drawn.var(axis=1), rel=0.05)
    assert found.total.shape == (4, 2)


def test_alike_signs_share_alike_and_an_open_one_has_none() -> None:
    found = doubt_indices(pack_of(), make_model().uncertainty, 20_000, seeded(b"one"))
    prior, first, second, silent = found.whole.total[:, 0].tolist()
    assert first == pytest.approx(second, abs=0.03)
    assert silent == 0
    assert prior < first


def test_without_doubt_about_weights_all_is_the_priors() -> None:
    sure = make_model(uncertainty={"weight_db": 0}).uncertainty
    found = doubt_indices(pack_of(), sure, 5_000, seeded(b"one"))
    total = found.whole.total[:, 0].tolist()
    assert total[0] == pytest.approx(1, abs=0.05)
    assert total[1:] == [0, 0, 0]
