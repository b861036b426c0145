"""What would change the picture, by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from scenarios.explanation.prospects import prospects
from support import (
    assess_in,
    day,
    make_development,
    make_report,
    make_workspace,
    scenario_data,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scenarios.domain.development import Development
    from scenarios.explanation.prospects import Prospect
    from support import Data

EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}
WINDOW: Data = {**EVENT, "from": day(100), "within": "50d", "coverage": 0.5}
COUNT: Data = {
    "kind": "count",
    "per": "360d",
    "rates": {"a": 2, "b": 1},
    "coverage": 1,
}
STATE: Data = {
    "kind": "state",
    "likelihoods": {
        "a": {"up": 0.75, "down": 0.25, "off": 0},
        "b": {"up": 0.25, "down": 0.5, "off": 0.25},
    },
}
MEASURE: Data = {
    "kind": "measure",
    "expects": {"a": {"mean": 1, "sd": 1}, "b": {"mean": 2, "sd": 1}},
}
PRIORS = {"a": 0.4, "b": 0.6}


def prospects_of(
    folder: Path,
    signs: Data,
    told: Sequence[Development] = (),
    at: int = 90,
    **changes: object,
) -> Sequence[Prospect]:
    question = scenario_data(signs, PRIORS, **changes)
    found = assess_in(make_workspace(folder, question), told, at)
    return prospects(found, found["q"])


def sights_of(found: Sequence[Prospect]) -> dict[tuple[str, str], float]:
    """Return the chance of a by what would be seen."""
    return {(p.indicator, p.sight): float(p.probabilities["a"]) for p in found}


def test_each_sign_is_seen_for_certain_in_turn(tmp_path: Path) -> None:
    """On day 90 the count has been silent for a quarter: e^-.5 against e^-.25, odds of
    .4/.6·e^-.25 = .519200 for a. Seen, the event makes them ×4, one more count ×2, a
    level ×3 or ×.5. What a cannot have is no prospect, nor is a measure.
    """
    signs = {"s": EVENT, "n": COUNT, "l": STATE, "m": MEASURE}
    found = prospects_of(tmp_path, signs)
    odds = {("s", "seen"): 4, ("l", "up"): 3, ("n", "one more"): 2, ("l", "down"): 0.5}
    chances = {
        sight: 0.5192005 * times / (1 + 0.5192005 * times)
        for sight, times in odds.items()
    }
    assert sights_of(found) == pytest.approx(chances, abs=1e-6)


def test_what_changes_the_lead_comes_first_then_what_shifts_most(
    tmp_path: Path,
) -> None:
    """b leads with .6. Strong signs for b shift more than a weak one for a, but do not
    change who leads: ×2 makes odds of 4/3, ×1/2 of 1/3, ×1/16 of 1/24.
    """
    signs = {
        "strongly-b": {"likelihoods": {"a": 0.05, "b": 0.8}},
        "just-a": {"likelihoods": {"a": 0.8, "b": 0.4}},
        "hardly-b": {"likelihoods": {"a": 0.2, "b": 0.4}},
        "also-hardly-b": {"likelihoods": {"a": 0.2, "b": 0.4}},
    }
    found = prospects_of(tmp_path, signs)
    names = [prospect.indicator for prospect in found]
    assert names == ["just-a", "strongly-b", "also-hardly-b", "hardly-b"]
    leads = [prospect.changes_lead for prospect in found]
    assert leads == [True, False, False, False]
    chances = [4 / 7, 1 / 25, 1 / 4, 1 / 4]
    assert list(sights_of(found).values()) == pytest.approx(chances)
    now = {"a": Decimal("0.4"), "b": Decimal("0.6")}
    shifts = [float(prospect.shift(now)) for prospect in found]
    assert shifts == pytest.approx([4 / 7 - 0.4, 0.36, 0.15, 0.15])


@pytest.mark.parametrize(
    ("told", "at", "sights"),
    [
        ([], 50, [("s", "seen"), ("w", "seen")]),
        ([], 120, [("s", "seen"), ("w", "seen")]),
        ([], 149, [("s", "seen"), ("w", "seen")]),
        ([], 150, [("s", "seen")]),
        ([make_development("d", 10, "s")], 120, [("w", "seen")]),
        ([make_development("d", 110, "w")], 120, [("s", "seen")]),
        (
            [make_development("d", 10, "s", make_report("E1"))],
            50,
            [("s", "seen"), ("w", "seen")],
        ),
        ([], 359, [("s", "seen")]),
        ([], 360, []),
        ([], 400, []),
    ],
    ids=[
        "before the window",
        "inside the window",
        "its last day but one",
        "its last day",
        "seen already",
        "seen in the window",
        "only a rumour",
        "the last day but one",
        "the close",
        "after the close",
    ],
)
def test_only_what_can_still_be_seen_is_a_prospect(
    tmp_path: Path,
    told: list[Development],
    at: int,
    sights: list[tuple[str, str]],
) -> None:
    found = prospects_of(tmp_path, {"s": EVENT, "w": WINDOW}, told, at)
    assert sorted(sights_of(found)) == sights


def test_a_settled_question_has_no_prospects(tmp_path: Path) -> None:
    resolved = {"outcome": "a", "on": day(50)}
    assert prospects_of(tmp_path, {"s": EVENT}, at=60, resolved=resolved) == []


def test_seeing_it_replaces_the_silence_before(tmp_path: Path) -> None:
    """Half the window passed: L = 1 - .25·θ, .8 and .95 before; seen, .8 and .2."""
    found = prospects_of(tmp_path, {"w": WINDOW}, at=125)
    odds = 0.4 / 0.6 * 4
    expected = {("w", "seen"): odds / (1 + odds)}
    assert sights_of(found) == pytest.approx(expected, abs=1e-12)


def test_a_prospect_shares_the_discount_of_its_group(tmp_path: Path) -> None:
    """s, seen with λ = 9, has 10 log10 (7.4/2.6) = 4.542583 dB, t would have 10 log10 4
    = 6.020600: n = 10.563183/6.020600 = 1.754507, a factor of 1/1.377253. All in all
    10.563183/1.377253 = 7.669744 dB on the prior's -1.760913: 5.908831 dB, .795850.
    """
    signs = {name: {**EVENT, "group": "alike"} for name in ("s", "t")}
    found = prospects_of(tmp_path, signs, [make_development("d", 10, "s")])
    assert sights_of(found) == pytest.approx({("t", "seen"): 0.795850}, abs=1e-6)
