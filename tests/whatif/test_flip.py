"""What flips a lead or a word: done, it flips; a tenth of a decibel less does not."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.case import Change
from scenarios.engine.reports import hear, truth_of
from scenarios.loading.developments import Developments
from scenarios.whatif.bench import benches
from scenarios.whatif.flip import KINDS, find_flips, goals_of
from scenarios.whatif.levers import news_levers, prior_levers, weight_levers
from scenarios.whatif.setting import Setting, lay_over
from support import (
    HORIZON,
    assess_in,
    day,
    draw_world,
    floats,
    make_development,
    make_report,
    make_workspace,
    scenario_data,
    workspace_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scenarios.assessment.results import Assessment, ScenarioAssessment
    from scenarios.domain.development import Development
    from scenarios.whatif.flip import Flip
    from scenarios.whatif.levers import Lever
    from support import Data

pytestmark = pytest.mark.no_cover

TENTH = Decimal("0.1")
DIGITS = Decimal("1e-36")


def base_of(seed: int) -> Setting:
    world = draw_world(seed % 300)
    as_of = world.dates[seed % len(world.dates)]
    return Setting(workspace_of(world), Developments(world.developments), as_of)


def reaches(flip: Flip, now: ScenarioAssessment, then: ScenarioAssessment) -> bool:
    """Tell whether a goal is reached, from two assessments alone."""
    if flip.goal == "lead":
        return then.leading.id != now.leading.id
    words = {outcome.id: outcome.word for outcome in then.outcomes}
    return words[now.leading.id] != now.leading.word


def laid(base: Setting, flip: Flip, change: Data) -> ScenarioAssessment:
    made = lay_over(base, [Change.model_validate(change)])
    return made.assess((flip.scenario,))[flip.scenario]


def weighted(flip: Flip, weight: Decimal) -> Data:
    indicator, _, level = flip.subject.partition("/")
    where: Data = {"indicator": f"{flip.scenario}/{indicator}"}
    where |= {"level": level} if level else {}
    return {"weight": {**where, "weights": {flip.outcome: weight}}}


def priors(base: Setting, flip: Flip, turn: Decimal) -> Data:
    """Turn the odds of a prior, and let the others keep their proportions."""
    scenario = base.workspace.scenarios[flip.scenario].scenario
    was = {name: outcome.prior for name, outcome in scenario.outcomes.items()}
    old = was[flip.subject]
    with localcontext(prec=50):
        odds = old / (1 - old) * 10 ** (turn / 10)
        new = odds / (1 + odds)
        whole = sum(was.values())
        turned = {
            name: new if name == flip.subject else p * (whole - new) / (whole - old)
            for name, p in was.items()
        }
        rounded = {name: p.quantize(DIGITS) for name, p in turned.items()}
    return {"prior": {"scenario": flip.scenario, "outcomes": rounded}}


def check_flip(base: Setting, now: Assessment, flip: Flip) -> None:
    """Make the change as an editor would, in full and a tenth of a decibel short."""
    told = now[flip.scenario]
    short = flip.size - TENTH
    full: Data | None = None
    less: Data | None = None
    match flip.kind:
        case "drop":
            full = {"drop": flip.subject}
        case "weight":
            assert isinstance(flip.start, Decimal)
            assert isinstance(flip.end, Decimal)
            assert abs(flip.end - flip.start) == flip.size
            nearer = flip.end - TENTH.copy_sign(flip.end - flip.start)
            full, less = weighted(flip, flip.end), weighted(flip, nearer)
        case "prior":
            assert isinstance(flip.start, Decimal)
            assert isinstance(flip.end, Decimal)
            sign = 1 if flip.end > flip.start else -1
            full = priors(base, flip, sign * flip.size)
            less = priors(base, flip, sign * short)
    if full is not None:
        then = laid(base, flip, full)
        assert reaches(flip, told, then), flip
        expected = pytest.approx(floats(flip.probabilities.values()), abs=1e-9)
        assert floats(then.probabilities.values()) == expected
        assert then.leading.id == flip.leads
    if less is not None and short > 0:
        assert not reaches(flip, told, laid(base, flip, less)), flip


@given(seed=st.integers(0, 10**6))
def test_applying_the_answer_flips_and_a_tenth_of_a_decibel_less_does_not(
    seed: int,
) -> None:
    base = base_of(seed)
    now = base.assess()
    for flip in find_flips(now, base.workspace.sources):
        check_flip(base, now, flip)


@given(seed=st.integers(0, 10**6))
def test_no_weaker_development_flips_when_it_is_dropped(seed: int) -> None:
    base = base_of(seed)
    now = base.assess()
    found = {
        (f.scenario, f.goal): f
        for f in find_flips(now, base.workspace.sources)
        if f.kind == "drop"
    }
    for bench in benches(now):
        sizes = {
            e.told.development.id: max(
                e.decibans
                for row in bench.ledger.rows
                for e in row.reading.evidence
                if e.told.development.id == name
            )
            for row in bench.ledger.rows
            for e in row.reading.evidence
            for name in [e.told.development.id]
        }
        for goal in goals_of(bench):
            flip = found.get((bench.scenario.id, goal.name))
            for name, size in sizes.items():
                if flip is not None and size >= flip.size:
                    continue
                laid_over = lay_over(base, [Change.model_validate({"drop": name})])
                ledger = laid_over.assess()[bench.scenario.id].ledger
                assert not goal.is_reached(ledger), (name, flip)


def regrade(base: Setting, name: str, report: str, grade: str) -> Setting:
    items = tuple(
        each.model_copy(
            update={
                "reports": tuple(
                    r.model_copy(update={"grade": grade}) if r.id == report else r
                    for r in each.reports
                )
            }
        )
        if each.id == name
        else each
        for each in base.developments.items
    )
    return replace(base, developments=Developments(items))


@given(seed=st.integers(0, 10**6))
def test_the_grade_is_the_least_that_flips_of_all_grades_of_all_reports(
    seed: int,
) -> None:
    """One development's reports against every grade, by brute force."""
    base = base_of(seed)
    now = base.assess()
    model = base.workspace.model().model
    every = {
        (a, b): truth_of(a, b, model.grades)
        for a in model.grades.reliability
        for b in model.grades.credibility
    }
    for flip in find_flips(now, base.workspace.sources):
        if flip.kind != "grade":
            continue
        name, _, report = flip.subject.partition("/")
        told = now[flip.scenario]
        assert isinstance(flip.end, str)
        assert isinstance(flip.start, str)
        laid_over = regrade(base, name, report, flip.end)
        assert reaches(flip, told, laid_over.assess()[flip.scenario])
        was = every[flip.start[0], flip.start[1]]
        assert abs(every[flip.end[0], flip.end[1]] - was) == flip.size
        for grade, r in every.items():
            if abs(r - was) < flip.size:
                other = regrade(base, name, report, "".join(grade))
                then = other.assess((flip.scenario,))[flip.scenario]
                assert not reaches(flip, told, then)


@given(seed=st.integers(0, 10**6))
def test_one_more_observation_is_as_strong_as_it_says(seed: int) -> None:
    """A development told today by one A1 report is what its lever says at those dB;
    an answer's strength flips, a tenth of a decibel less does not.
    """
    base = base_of(seed)
    now = base.assess()
    model = base.workspace.model().model
    found = find_flips(now, base.workspace.sources)
    for bench in benches(now):
        for lever in list(news_levers(bench))[:4]:
            name = "\U0010ffff"
            report = {"id": "r", "source": "source-0", "grade": "A1"}
            added = Change.model_validate(
                {
                    "add": {
                        "id": name,
                        "date": base.as_of,
                        "observes": [lever.observation],
                        "reports": [report],
                    }
                }
            )
            assert added.add is not None
            told = hear(added.add, {}, model, base.as_of)
            assert told is not None
            then = lay_over(base, [added]).assess()[bench.scenario.id].ledger
            exact = lever.ledger(told.decibans).probabilities
            assert floats(exact) == pytest.approx(floats(then.probabilities), abs=1e-12)
        goals = {goal.name: goal for goal in goals_of(bench)}
        levers = {(lv.reading.id, lv.sight): lv for lv in news_levers(bench)}
        for flip in found:
            if (flip.scenario, flip.kind) == (bench.scenario.id, "observation"):
                lever = levers[flip.subject, str(flip.end)]
                assert goals[flip.goal].is_reached(lever.ledger(flip.size))
                if flip.size > TENTH:
                    short = lever.ledger(flip.size - TENTH)
                    assert not goals[flip.goal].is_reached(short)


@given(seed=st.integers(0, 10**6), turn=st.floats(-6, 6))
def test_a_lever_says_the_same_in_arrays_and_in_decimals(
    seed: int, turn: float
) -> None:
    for bench in benches(base_of(seed).assess()):
        levers: list[Lever] = [
            *weight_levers(bench),
            *prior_levers(bench),
            *news_levers(bench),
        ]
        for lever in levers[:: max(1, len(levers) // 6)]:
            at = min(max(turn, lever.low), lever.high)
            (found,) = lever.sweep(np.array([at])).T
            exact = floats(lever.ledger(Decimal(at)).probabilities)
            assert found.tolist() == pytest.approx(exact, abs=1e-12), lever


# By hand.

EVENT: Data = {"weights": {"a": 6}, "expected": 0.5}


def flips_of(
    folder: Path,
    signs: Data,
    told: Sequence[Development] = (),
    at: int = 90,
    **changes: object,
) -> Mapping[tuple[str, str], Flip]:
    outcomes = {"a": 0.7, "b": 0.3}
    question = scenario_data(signs, outcomes, **changes)
    found = assess_in(make_workspace(folder, question), told, at)
    return {(flip.goal, flip.kind): flip for flip in find_flips(found, {})}


def test_a_prior_flips_where_its_odds_are_even(tmp_path: Path) -> None:
    """The odds are 7 to 3, 3.679768 dB; the word `likely` ends at .55, .871502 dB, or
    at .8, 6.020600 dB: 2.808266 down or 2.340832 up, the lesser of the two.
    """
    found = flips_of(tmp_path, {})
    lead, word = found["lead", "prior"], found["word", "prior"]
    assert set(found) == {("lead", "prior"), ("word", "prior")}
    assert float(lead.size) == pytest.approx(3.679768, abs=1e-6)
    assert (lead.leads, lead.subject) == ("b", "a")
    assert float(word.size) == pytest.approx(2.340832, abs=1e-6)
    assert word.word == "very likely"
    assert lead.flag is not None
    assert lead.flag.startswith("--prior q:a=0.49999")


def test_a_weight_flips_where_its_row_makes_up_for_the_rest(tmp_path: Path) -> None:
    """A1 of r = .8 is λ = 9: L = 1 + 8θ. Of a, θ = .5 and L = 5; of b, w = -6 and
    θ = .125594. In all a stands at 7·5 to 3·2.004754 and b leads where 7·L_a falls to
    3·5, that is θ_a = .142857 with b the favoured one: a weight 5.440680 below b's 0.
    """
    told = [make_development("d", 30, "s")]
    flip = flips_of(tmp_path, {"s": EVENT}, told)["lead", "weight"]
    assert (flip.subject, flip.outcome, flip.start) == ("s", "a", Decimal(6))
    assert float(flip.end or 0) == pytest.approx(-5.440680, abs=1e-6)
    assert flip.flag == f"--weight q/s:a={flip.end}"
    assert flip.leads == "b"


def test_a_development_that_alone_holds_the_lead_is_found(tmp_path: Path) -> None:
    signs = {"s": {"likelihoods": {"a": 0.1, "b": 0.9}}}
    told = [
        make_development("strong", 30, "s"),
        make_development("weak", 30, "s", make_report("D4")),
    ]
    flip = flips_of(tmp_path, signs, told)["lead", "drop"]
    assert (flip.subject, flip.leads, flip.flag) == ("strong", "a", "--drop strong")
    assert float(flip.size) == pytest.approx(9.542425, abs=1e-6)
    assert (flip.start, flip.end) == (None, None)


def test_a_report_that_alone_holds_the_lead_is_found(tmp_path: Path) -> None:
    """a leads again where (1 + .1·s)·7 > (1 + .9·s)·3, s < 2: λ < 3, r < .5. Of the
    grades below that, B3 at .45 is the nearest.
    """
    signs = {"s": {"likelihoods": {"a": 0.1, "b": 0.9}}}
    told = [make_development("d", 30, "s", make_report("A1"))]
    flip = flips_of(tmp_path, signs, told)["lead", "grade"]
    assert (flip.subject, flip.start, flip.end) == ("d/r0", "A1", "B3")
    assert flip.size == Decimal("0.35")
    assert flip.flag is None


def test_one_more_observation_flips_as_soon_as_it_is_told_so_well(
    tmp_path: Path,
) -> None:
    """(1 + .1·s)·7 = (1 + .9·s)·3 at s = 2: λ = 3, 4.771213 dB."""
    signs = {"s": {"likelihoods": {"a": 0.1, "b": 0.9}}}
    flip = flips_of(tmp_path, signs)["lead", "observation"]
    assert (flip.subject, flip.start, flip.end) == ("s", None, "seen")
    assert float(flip.size) == pytest.approx(4.771213, abs=1e-6)
    assert flip.flag is None


@pytest.mark.parametrize("at", [-1, HORIZON + 1], ids=["before", "after"])
def test_outside_the_horizon_nothing_can_be_observed(tmp_path: Path, at: int) -> None:
    found = flips_of(tmp_path, {"s": EVENT, "n": COUNT}, at=at)
    assert {kind for _, kind in found} <= {"prior", "weight"}


COUNT: Data = {"kind": "count", "per": "90d", "rates": {"a": 4, "b": 1}}


def test_outside_its_window_an_event_cannot_be_observed(tmp_path: Path) -> None:
    signs = {"s": {**EVENT, "from": day(100), "within": "9d"}}
    assert ("lead", "observation") not in flips_of(tmp_path, signs, at=99)
    assert ("lead", "observation") not in flips_of(tmp_path, signs, at=110)


def test_a_settled_question_cannot_be_flipped(tmp_path: Path) -> None:
    resolved = {"outcome": "a", "on": day(50)}
    assert flips_of(tmp_path, {"s": EVENT}, resolved=resolved) == {}


def test_a_lead_that_nothing_single_flips_has_no_answer(tmp_path: Path) -> None:
    """Against the odds of a prior anything can be turned, but the last of it."""
    found = flips_of(tmp_path, {"s": {"weights": {"a": 1, "b": 1}}})
    assert {kind for goal, kind in found if goal == "lead"} == {"prior"}


def test_every_kind_has_a_unit() -> None:
    assert set(KINDS) == {"drop", "grade", "weight", "prior", "observation"}
