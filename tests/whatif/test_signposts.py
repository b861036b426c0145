"""What to watch next: every signpost conserves the evidence that is expected of it."""

from __future__ import annotations

import json
from math import fsum, log2
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.assessment.assess import assess
from scenarios.domain.case import Change
from scenarios.loading.developments import Developments
from scenarios.whatif.setting import Setting, lay_over
from scenarios.whatif.signposts import find_signposts
from support import (
    assess_in,
    day,
    draw_world,
    make_development,
    make_report,
    make_workspace,
    scenario_data,
    workspace_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from scenarios.domain.development import Development
    from scenarios.whatif.signposts import Signpost
    from support import Data

pytestmark = pytest.mark.no_cover

VECTORS = Path(__file__).parents[3] / "shared/data/vectors/analysis/benchmarks.json"
EVENT: Data = {"likelihoods": {"a": 0.8, "b": 0.2}}
WINDOW: Data = {**EVENT, "from": day(100), "within": "50d", "coverage": 0.5}
PRIORS = {"a": 0.4, "b": 0.6}


def signposts_of(  # noqa: PLR0913 what an assessment is made from
    folder: Path,
    signs: Data,
    told: Sequence[Development] = (),
    at: int = 90,
    days: int = 30,
    outcomes: Data | None = None,
    **model: object,
) -> Sequence[Signpost]:
    question = scenario_data(signs, PRIORS if outcomes is None else outcomes)
    workspace = make_workspace(folder, question, **model)
    return find_signposts(assess_in(workspace, told, at), days)


def chance_of_a(outcomes: Mapping[str, Decimal]) -> float:
    return float(outcomes["a"])


def entropy(chances: Iterable[Decimal]) -> float:
    return -sum(float(p) * log2(p) for p in chances if p)


@given(seed=st.integers(0, 10**6))
def test_signposts_conserve_probability(seed: int) -> None:
    """Where no discount is in play, what is expected tomorrow is what is so today."""
    world = draw_world(seed % 300)
    for as_of in world.dates:
        found = assess(workspace_of(world), Developments(world.developments), as_of)
        for each in find_signposts(found, 30):
            assert 0 <= each.chance < 1
            assert each.bits >= 0
            assert 0 <= each.expected_change <= 1
            for name, now in each.now.items():
                off = abs(each.average[name] - now)
                assert not each.exact or off < 1e-9, (seed, as_of, each.indicator)


@given(seed=st.integers(0, 10**6))
def test_if_seen_and_if_absent_are_what_a_case_that_assumes_it_says(seed: int) -> None:
    world = draw_world(seed % 300)
    as_of = world.dates[seed % len(world.dates)]
    news = Developments(world.developments)
    base = Setting(workspace_of(world), news, as_of)
    for each in find_signposts(base.assess(), 30)[:3]:
        for then, absent in ((each.if_seen, False), (each.if_absent, True)):
            link = f"{each.scenario}/{each.indicator}"
            change = {"assume": {"indicator": link, "absent": absent}}
            laid = lay_over(base, [Change.model_validate(change)]).assess()
            expected = {
                k: float(p) for k, p in laid[each.scenario].probabilities.items()
            }
            assert {k: float(p) for k, p in then.items()} == pytest.approx(
                expected, abs=1e-15
            )


def test_an_open_event_by_hand(tmp_path: Path) -> None:
    """.4·.8 + .6·.2 = .44; seen .32/.44, absent .08/.56; the odds of a go from 2/3 to
    8/3 or 1/6. It has no window: nobody can say when it will be heard of.
    """
    (found,) = signposts_of(tmp_path, {"s": EVENT})
    assert float(found.chance) == pytest.approx(0.44, abs=1e-15)
    assert chance_of_a(found.if_seen) == pytest.approx(0.32 / 0.44, abs=1e-15)
    assert chance_of_a(found.if_absent) == pytest.approx(0.08 / 0.56, abs=1e-15)
    assert chance_of_a(found.average) == pytest.approx(0.4, abs=1e-15)
    shift = 0.44 * (0.32 / 0.44 - 0.4) + 0.56 * (0.4 - 0.08 / 0.56)
    assert float(found.expected_change) == pytest.approx(shift, abs=1e-15)
    left = 0.44 * entropy(found.if_seen.values())
    left += 0.56 * entropy(found.if_absent.values())
    expected = entropy(found.now.values()) - left
    assert float(found.bits) == pytest.approx(expected, abs=1e-12)
    assert (found.exact, found.soon, found.silence) == (True, None, None)


def test_a_silent_event_by_hand(tmp_path: Path) -> None:
    """Half the window passed at a coverage of .5: now .4·(1 - .25·.8) = .32 against
    .6·(1 - .25·.2) = .57. That it is there: (.4·.8 + .6·.2)·.75/.89 = .33/.89; that
    it will be heard of in ten days, a fifth of the window: .44·.5·.2/.89 = .044/.89.
    """
    (found,) = signposts_of(tmp_path, {"w": WINDOW}, at=125, days=10)
    assert chance_of_a(found.now) == pytest.approx(0.32 / 0.89, abs=1e-15)
    assert float(found.chance) == pytest.approx(0.33 / 0.89, abs=1e-15)
    assert found.soon is not None
    assert float(found.soon) == pytest.approx(0.044 / 0.89, abs=1e-15)
    assert chance_of_a(found.if_seen) == pytest.approx(0.32 / 0.44, abs=1e-15)
    assert chance_of_a(found.if_absent) == pytest.approx(0.08 / 0.56, abs=1e-15)
    assert found.silence == (day(101), day(150))


@pytest.mark.parametrize(
    ("at", "days", "share"),
    [(90, 5, 0), (90, 35, 0.5), (100, 25, 0.5), (125, 999, 0.5), (150, 9, 0)],
)
def test_it_can_be_heard_of_only_in_what_is_left_of_its_window(
    tmp_path: Path, at: int, days: int, share: float
) -> None:
    (found,) = signposts_of(tmp_path, {"w": WINDOW}, at=at, days=days)
    passed = 0.25 if at == 125 else 0.5 if at == 150 else 0
    whole = 0.4 * (1 - passed * 0.8) + 0.6 * (1 - passed * 0.2)
    assert float(found.soon or 0) == pytest.approx(0.44 * 0.5 * share / whole)


def test_silence_is_full_at_the_close_at_the_latest(tmp_path: Path) -> None:
    (found,) = signposts_of(tmp_path, {"w": {**WINDOW, "within": "900d"}})
    assert found.silence == (day(101), day(360))


def test_only_events_not_heard_of_are_signposts_the_most_telling_first(
    tmp_path: Path,
) -> None:
    signs = {
        "weak": {"likelihoods": {"a": 0.5, "b": 0.4}},
        "strong": EVENT,
        "also-weak": {"likelihoods": {"a": 0.5, "b": 0.4}},
        "heard": EVENT,
        "known-absent": EVENT,
        "rumour": {"likelihoods": {"a": 0.7, "b": 0.2}},
        "n": {"kind": "count", "per": "9d", "rates": {"a": 2, "b": 1}},
        "l": {"kind": "state", "levels": {"up": {"a": 2}}},
    }
    told = [
        make_development("d", 10, "heard"),
        make_development("e", 10, {"indicator": "known-absent", "absent": True}),
        make_development("f", 10, "rumour", make_report("E1")),
    ]
    found = signposts_of(tmp_path, signs, told)
    names = [each.indicator for each in found]
    assert names == ["strong", "rumour", "also-weak", "weak"]
    assert {each.most_moved for each in found} == {"a"}


def test_a_settled_question_has_no_signposts(tmp_path: Path) -> None:
    resolved = {"outcome": "a", "on": day(50)}
    question = scenario_data({"s": EVENT}, PRIORS, resolved=resolved)
    workspace = make_workspace(tmp_path, question)
    assert len(find_signposts(assess_in(workspace, at=49), 30)) == 1
    assert find_signposts(assess_in(workspace, at=50), 30) == []


@pytest.mark.parametrize(
    ("other", "dependence", "exact"),
    [
        ({**EVENT, "group": "g"}, 0.5, True),
        ({**EVENT, "group": "g", "within": "90d"}, 0.5, False),
        ({**EVENT, "group": "g", "within": "90d"}, 0, True),
        ({**EVENT, "group": "h", "within": "90d"}, 0.5, True),
        ({**EVENT, "within": "90d"}, 0.5, True),
    ],
    ids=["open", "silent", "no discount", "another group", "no group"],
)
def test_a_discount_in_play_is_said(
    tmp_path: Path, other: Data, dependence: float, *, exact: bool
) -> None:
    signs = {"s": {**EVENT, "group": "g"}, "t": other}
    found = signposts_of(
        tmp_path, signs, dependence={"reports": 0, "indicators": dependence}
    )
    said = {each.indicator: each for each in found}["s"]
    assert said.exact is exact
    off = abs(chance_of_a(said.average) - chance_of_a(said.now))
    assert (off < 1e-12) is exact


# Published values of information.


def load_vectors() -> Mapping[str, Data]:
    if not VECTORS.is_file():
        pytest.skip("the published vectors are not beside the checkout")
    problems = json.loads(VECTORS.read_text("utf-8"))["voi"]
    return {problem["id"]: problem for problem in problems}


def best(problem: Data, chances: Mapping[str, Decimal]) -> float:
    """Return what the best act is expected to pay."""
    here = [float(chances[state]) for state in problem["states"]]
    return max(
        fsum(p * float(pay) for p, pay in zip(here, pays, strict=True))
        for pays in problem["payoff"].values()
    )


def test_the_oil_wildcatters_test_is_worth_what_raiffa_says(tmp_path: Path) -> None:
    """Each result of the seismic test is a sign; the three together are the test."""
    problem = load_vectors()["oil_wildcatter"]
    priors = dict(zip(problem["states"], problem["prior"], strict=True))
    signs = {
        name: {"likelihoods": dict(zip(problem["states"], chances, strict=True))}
        for name, chances in problem["likelihood"].items()
    }
    found = signposts_of(tmp_path, signs, outcomes=priors)
    want, worth = problem["want"], 0.0
    for each in found:
        result = want["policy"][each.indicator]
        assert float(each.chance) == pytest.approx(result["P"], abs=1e-12)
        posterior = [float(p) for p in each.if_seen.values()]
        assert posterior == pytest.approx(result["posterior"], abs=1e-12)
        assert best(problem, each.if_seen) == pytest.approx(result["EV"], abs=1e-9)
        worth += float(each.chance) * best(problem, each.if_seen)
    assert worth == pytest.approx(want["EV_with_free_sample_info"], abs=1e-9)
    assert worth - best(problem, found[0].now) == pytest.approx(want["EVSI"], abs=1e-9)


def test_a_clairvoyant_is_worth_what_howard_says_for_the_party(tmp_path: Path) -> None:
    problem = load_vectors()["party_problem_risk_neutral"]
    priors = dict(zip(problem["states"], problem["prior"], strict=True))
    sure: Data = {"likelihoods": {"sun": 1 - 1e-15, "rain": 1e-15}}
    (found,) = signposts_of(
        tmp_path,
        {"clairvoyant": sure},
        outcomes=priors,
        limits={"theta": [1e-16, 1 - 1e-16]},
    )
    chance = float(found.chance)
    worth = chance * best(problem, found.if_seen)
    worth += (1 - chance) * best(problem, found.if_absent)
    want = problem["want"]
    assert best(problem, found.now) == pytest.approx(want["EV_best"], abs=1e-9)
    assert worth == pytest.approx(want["EVwPI"], abs=1e-9)
    assert worth - best(problem, found.now) == pytest.approx(want["EVPI"], abs=1e-9)


def test_the_information_of_a_channel_is_that_of_the_textbook(tmp_path: Path) -> None:
    """Binary symmetric channel, .2 of crossing: 1 - H(.2) = .278072 (Shannon 1948)."""
    (found,) = signposts_of(tmp_path, {"s": EVENT}, outcomes={"a": 0.5, "b": 0.5})
    assert float(found.bits) == pytest.approx(0.2780719, abs=1e-7)
