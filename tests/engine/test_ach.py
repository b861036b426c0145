"""Competing hypotheses: Heuer's and PARC's published examples, and cells by hand."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scenarios.domain.model import AchRules
from scenarios.engine.ach import (
    Level,
    Rating,
    diagnosticity,
    inconsistency,
    matrix,
    rate,
    summed,
)
from scenarios.engine.evidence import read_scenario
from scenarios.engine.reports import hear_all
from support import (
    day,
    floats,
    make_development,
    make_model,
    make_report,
    make_scenario,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.domain.development import Development
    from scenarios.engine.ach import MatrixRow
    from support import Data

ACH = Path(__file__).parents[3] / "shared" / "data" / "vectors" / "ach"
needs_vectors = pytest.mark.skipif(
    not ACH.is_dir(), reason="the vectors folder is absent: ../shared/data/vectors"
)

ROOT = Decimal(2).sqrt()
RULES: Data = {
    "consistent": 1,
    "inconsistent": 3,
    "very_inconsistent": 10,
    "credibility": {"high": 0.7, "medium": 0.4},
    "relevance": {"high": 0.9, "medium": 0.5},
    "weights": {"low": 1 / ROOT, "medium": 1, "high": ROOT},
}
LEVELS = {"L": Level.LOW, "M": Level.MEDIUM, "H": Level.HIGH}


def rules(**changes: object) -> AchRules:
    return AchRules.model_validate({**RULES, **changes})


def matrix_of(
    signs: Data, outcomes: Data, *told: Development, at: int = 200
) -> tuple[MatrixRow, ...]:
    """Fill the matrix of news; an A1 report is r = .8, and B1 .6."""
    scenario, model = make_scenario(signs, outcomes), make_model()
    heard = hear_all(told, {}, model, day(at))
    readings = read_scenario(scenario, heard, model, day(at))
    return matrix(readings, scenario, model, rules())


def published(name: str) -> Data:
    cases: list[Data] = json.loads((ACH / "ach_cases.json").read_text())
    return next(case for case in cases if case["name"] == name)


def heuer() -> tuple[list[str], list[Data], list[list[str]]]:
    """Write Heuer's matrix as indicators: 5 dB for what a piece is consistent with."""
    case = published("Heuer_Iraq_1993")
    names = [text.split()[0] for text in case["hypotheses"]]
    signs = [
        {
            "weights": {
                n: 5 for n, sign in zip(names, row[1:], strict=True) if sign == "+"
            }
        }
        for row in case["evidence"]
    ]
    return names, signs, [row[1:] for row in case["evidence"]]


def heuers_matrix(*dropped: str) -> tuple[list[str], tuple[MatrixRow, ...]]:
    """All of medium credibility (B1, r = .6) and relevance (strength .7)."""
    names, signs, _ = heuer()
    outcomes = dict(zip(names, (0.3, 0.3, 0.4), strict=True))
    told = [
        make_development(
            f"e{n}", n, {"indicator": f"e{n}", "strength": 0.7}, make_report("B1")
        )
        for n in range(1, 7)
        if f"e{n}" not in dropped
    ]
    indicators = {f"e{n}": sign for n, sign in enumerate(signs, start=1)}
    return names, matrix_of(indicators, outcomes, *told)


@needs_vectors
def test_heuers_example_reproduces() -> None:
    """1993: H2, then H3, then H1; E1 tells nothing (1999, figures 15 and 16)."""
    expected = published("Heuer_Iraq_1993")["expected"]
    names, rows = heuers_matrix()
    counts = [
        sum(row.ratings[place] is Rating.INCONSISTENT for row in rows)
        for place in range(3)
    ]
    assert counts == expected["inconsistency_counts"] == [3, 0, 2]
    # PARC's score of an all-medium matrix is the count, with a minus.
    assert floats(summed(rows, 3)) == [3, 0, 2]
    ranked = sorted(names, key=lambda name: summed(rows, 3)[names.index(name)])
    assert ranked == expected["ranking_most_likely_first"]
    flat = [f"E{n}" for n, row in enumerate(rows, start=1) if not row.diagnosticity]
    assert flat == expected["non_diagnostic_evidence"]


@needs_vectors
def test_heuers_example_without_its_assumptions() -> None:
    """E3 and E6 are assumptions: without them 2, 0 and 1 are left."""
    _, rows = heuers_matrix("e3", "e6")
    assert floats(summed(rows, 3)) == [2, 0, 1]


@needs_vectors
def test_open_synthesis_says_how_far_heuers_evidence_tells() -> None:
    """Votes of 4, 4 and 2 deviate by √(8/9) = .943; E1, alike everywhere, by 0."""
    _, rows = heuers_matrix()
    found = floats(row.diagnosticity for row in rows)
    assert found == pytest.approx([0, *[0.942809] * 5], abs=1e-6)


@needs_vectors
def test_every_cell_of_parcs_weights_reproduces() -> None:
    cells = published("PARC_ACH2_weighting")["expected_cells"]
    assert len(cells) == 45
    for cell in cells:
        found = inconsistency(
            Rating(cell["rating"]),
            LEVELS[cell["cred"]],
            LEVELS[cell["rel"]],
            rules().weights,
        )
        assert -float(found) == pytest.approx(cell["value"], abs=1e-12), cell


@needs_vectors
def test_burtons_rule_is_the_same_without_weights() -> None:
    rule = published("OpenSourceACH_Burton_rule")["hypothesis_score"]
    words = {"II": "Very Inconsistent", "I": "Inconsistent", "N": "Neutral"}
    words |= {"C": "Consistent", "CC": "Very Consistent"}
    medium = (Level.MEDIUM, Level.MEDIUM, rules().weights)
    for rating, word in words.items():
        assert inconsistency(Rating(rating), *medium) == rule[word]


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ((0, 0, 0), "N N N"),
        ((0, 2.9, 1), "N N N"),
        ((0, 3, 1), "C I C"),
        ((0, 3, 1.1), "C I N"),
        ((1, 0, 9.9), "C C I"),
        ((0, 10, 5), "CC II I"),
        ((1, 2, 20, 0), "CC N II CC"),
    ],
)
def test_a_cell_is_read_off_how_far_its_outcome_stands_below(
    gaps: Sequence[float], expected: str
) -> None:
    found = rate([Decimal(str(gap)) for gap in gaps], rules())
    assert " ".join(rating.value for rating in found) == expected


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [("CC II", 2), ("C I", 1), ("N N", 0), ("CC N II", 1.632993)],
)
def test_diagnosticity_is_how_far_ratings_differ(ratings: str, expected: float) -> None:
    """Votes of 5 and 1 deviate by 2; of 5, 3 and 1 by √(8/3)."""
    found = diagnosticity([Rating(text) for text in ratings.split()])
    assert float(found) == pytest.approx(expected, abs=1e-6)


THREE = {"a": 0.4, "b": 0.3, "c": 0.3}


def test_news_of_every_kind_fills_a_row() -> None:
    """θ .5, .05 and .5; an absence .5, .95 and .5: 2.8 dB, so N; rates; levels."""
    event = {"weights": {"a": 10, "c": 10}}
    count = {"kind": "count", "per": "90d", "rates": {"a": 1, "b": 4, "c": 1}}
    state = {"kind": "state", "levels": {"up": {"a": 12}, "down": {}}}
    expects = {
        name: {"mean": mean, "sd": 1}
        for name, mean in zip("abc", (1, 1, 4), strict=True)
    }
    rows = matrix_of(
        {
            "seen": event,
            "absent": event,
            "count": count,
            "state": state,
            "measure": {"kind": "measure", "expects": expects},
            "untold": event,
        },
        THREE,
        make_development("d1", 1, "seen"),
        make_development("d2", 2, {"indicator": "absent", "absent": True}),
        make_development("d3", 3, "count"),
        make_development("d4", 4, {"indicator": "state", "value": "up"}),
        make_development("d5", 5, {"indicator": "measure", "value": 1}),
        make_development("d6", 6, "untold", make_report("E1")),
    )
    found = {r.reading.id: " ".join(rating.value for rating in r.ratings) for r in rows}
    assert found == {
        "seen": "CC II CC",
        "absent": "N N N",
        "count": "I C I",
        "state": "CC II II",
        # 3 deviations off are e^-4.5, 19.5 dB.
        "measure": "CC CC II",
    }
    assert [row.evidence.day for row in rows] == sorted(
        row.evidence.day for row in rows
    )


def test_credibility_and_relevance_weigh_a_cell() -> None:
    """A1 is r .8, high; D1 .2, low. Strength .6 medium, .4 low; half faded .5 medium.

    B is at 10 dB, II: 2·√2·√2, 2·√½·1, 2·√2·√½ and 2·√2·1.
    """
    event = {"weights": {"a": 10}}
    signs = dict.fromkeys("stu", event) | {"v": {**event, "half_life": "50d"}}
    rows = matrix_of(
        signs,
        {"a": 0.5, "b": 0.5},
        make_development("d1", 1, "s"),
        make_development(
            "d2", 2, {"indicator": "t", "strength": 0.6}, make_report("D1")
        ),
        make_development("d3", 3, {"indicator": "u", "strength": 0.4}),
        make_development("d4", 50, "v"),
        at=100,
    )
    levels = [(row.credibility.value[0], row.relevance.value[0]) for row in rows]
    assert levels == [("h", "h"), ("l", "m"), ("h", "l"), ("h", "m")]
    against = [float(row.against[1]) for row in rows]
    root = float(ROOT)
    assert against == pytest.approx([4, 2 / root, 2, 2 * root], rel=1e-12)
    assert [row.against[0] for row in rows] == [0, 0, 0, 0]


def test_what_is_impossible_is_very_inconsistent() -> None:
    likelihoods = {"a": {"up": 1, "down": 0}, "b": {"up": 0, "down": 1}}
    signs = {"s": {"kind": "state", "likelihoods": likelihoods}}
    told = make_development("d", 1, {"indicator": "s", "value": "up"})
    (row,) = matrix_of(signs, {"a": 0.5, "b": 0.5}, told)
    assert [rating.value for rating in row.ratings] == ["CC", "II"]


def test_without_news_the_matrix_is_empty() -> None:
    rows = matrix_of({"s": {"weights": {"a": 9}, "within": "9d"}}, {"a": 0.5, "b": 0.5})
    assert rows == ()
    assert list(summed(rows, 2)) == [0, 0]
