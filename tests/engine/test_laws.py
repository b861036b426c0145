"""The laws of the sums, as properties over drawn workspaces and drawn numbers.

Drawn workspaces are those of tests/oracle; hypothesis draws their seeds. A law that
holds exactly is tested exactly, or to `ROUNDING`, because sums keep some forty digits.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise, product
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oracle.workspaces import draw_value
from scenarios.engine.decimals import ZERO, exact, power, total
from scenarios.engine.evidence import State
from scenarios.engine.likelihood import event_lambda, likelihood_db
from scenarios.engine.reports import discount, hear
from support import (
    HORIZON,
    OPENS,
    certain_model,
    day,
    draw_world,
    floats,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
    overlay,
    row_of,
    world_of,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scenarios.engine.ledger import Ledger
    from support import Data, World

    Strategy = st.SearchStrategy[Data]

pytestmark = pytest.mark.no_cover

ROUNDING = Decimal("1e-30")
SEEDS = st.integers(min_value=0, max_value=10**6)
CASES_PER_WORLD = 3


# What is compared


def drawn_cases(world: World, rng: Random) -> list[tuple[int, dt.date]]:
    """Draw some scenarios of a world by their places, each with a date."""
    pairs = list(product(range(len(world.scenarios)), world.dates))
    return rng.sample(pairs, min(CASES_PER_WORLD, len(pairs)))


def entries_of(ledger: Ledger) -> dict[tuple[str, str], Decimal]:
    """Return every entry of a ledger, and its probabilities, by part and outcome."""
    parts = {"prior": ledger.prior, "probability": ledger.probabilities}
    parts |= {} if ledger.clock is None else {"clock": ledger.clock}
    parts |= {f"row {row.reading.id}": row.decibans for row in ledger.rows}
    return {
        (part, outcome): entry
        for part, vector in parts.items()
        for outcome, entry in zip(ledger.outcomes, vector, strict=True)
    }


def states_of(ledger: Ledger) -> dict[str, State]:
    return {row.reading.id: row.reading.state for row in ledger.rows}


def furthest(one: Ledger, other: Ledger) -> Decimal:
    """Return the largest difference between two ledgers, over all their entries."""
    first, second = entries_of(one), entries_of(other)
    assert first.keys() == second.keys()
    return max(abs(first[key] - second[key]) for key in first)


def assert_same(one: Ledger, other: Ledger) -> None:
    assert furthest(one, other) <= ROUNDING
    assert states_of(one) == states_of(other)


def assert_same_worlds(one: World, other: World, rng: Random) -> None:
    """Compare the ledgers of two worlds, for some scenarios and dates of the first."""
    for place, date in drawn_cases(one, rng):
        assert_same(
            one.ledger(one.scenarios[place], date),
            other.ledger(other.scenarios[place], date),
        )


def observe(path: str, indicator: Data, rng: Random) -> Data:
    """Draw an observation of an indicator; of its absence too, where that can be."""
    kind = indicator.get("kind", "event")
    if kind in {"state", "measure"}:
        return {"indicator": path, "value": draw_value(rng, indicator)}
    absent = {"absent": True} if kind == "event" and rng.random() < 0.5 else {}
    return {"indicator": path, "strength": rng.choice((1, 0.37)), **absent}


def draw_sweeping(world: World, rng: Random, days: Sequence[int] = range(800)) -> Data:
    """Draw a development that observes every indicator, on a day from the opening."""
    opens = world.scenarios[0].horizon.opens
    return {
        "id": "sweeping",
        "date": opens + dt.timedelta(days=rng.choice(days)),
        "observes": [
            observe(f"{scenario['id']}/{name}", indicator, rng)
            for scenario in world.data["scenarios"]
            for name, indicator in scenario["indicators"].items()
        ],
    }


# 1. A worthless report, of anything, anywhere, changes nothing.


def draw_worthless(name: str, rng: Random, origins: Sequence[str | None]) -> Data:
    """Draw a report that is worth nothing: E or 5, asserting or denying."""
    letter, digit = rng.choice("ABCDEF"), rng.randint(1, 6)
    worthless: Sequence[Data] = (
        {"grade": f"E{digit}"},
        {"grade": f"{letter}5"},
        {"credibility": 5},
    )
    return {
        "id": name,
        "source": "source-0",
        "stance": rng.choice(("asserts", "denies")),
        "origin": rng.choice((None, "an origin of its own", *origins)),
        **rng.choice(worthless),
    }


def with_worthless_reports(development: Data, rng: Random) -> Data:
    """Add worthless reports to a development, anywhere among its own."""
    reports = list(development["reports"])
    origins = [report.get("origin") for report in reports]
    for number in range(rng.randint(1, 3)):
        report = draw_worthless(f"worthless-{number}", rng, origins)
        reports.insert(rng.randint(0, len(reports)), report)
    return {**development, "reports": reports}


@given(SEEDS)
def test_further_worthless_reports_change_nothing(seed: int) -> None:
    world, rng = draw_world(seed), Random(seed)
    noisy = [with_worthless_reports(d, rng) for d in world.data["developments"]]
    assert_same_worlds(world, world.told(noisy), rng)


@given(SEEDS)
def test_a_worthless_development_of_everything_changes_nothing(seed: int) -> None:
    world, rng = draw_world(seed), Random(seed)
    rumour = with_worthless_reports({**draw_sweeping(world, rng), "reports": []}, rng)
    rumoured = world.told([*world.data["developments"], rumour])
    assert_same_worlds(world, rumoured, rng)


@given(SEEDS)
def test_a_development_that_is_denied_changes_nothing(seed: int) -> None:
    """The denial is worth the assertion or more, so dB(λ) ≤ 0, which is a no-op."""
    world, rng = draw_world(seed), Random(seed)
    told = {"source": "source-0", "grade": rng.choice(("A1", "C2", "E5", "F6"))}
    denied = {"id": "no", "source": "source-0", "grade": "A1", "stance": "denies"}
    rumour = {**draw_sweeping(world, rng), "reports": [{"id": "yes", **told}, denied]}
    assert_same_worlds(world, world.told([*world.data["developments"], rumour]), rng)


# 2. No order matters, but that of documented ties.


def shuffled(mapping: Data, rng: Random) -> Data:
    """Write the keys of a mapping, and of all below it, in another order."""
    keys = rng.sample(sorted(mapping, key=str), len(mapping))
    return {
        key: shuffled(mapping[key], rng)
        if isinstance(mapping[key], dict)
        else mapping[key]
        for key in keys
    }


def tie_of(report: Data, development: Data) -> tuple[str, dt.date]:
    """Return what two reports share whose order may be what decides between them."""
    lonely = f"no origin but {report['id']}"
    return report.get("origin") or lonely, report.get("published") or development[
        "date"
    ]


def with_reports_shuffled(development: Data, rng: Random) -> Data:
    """Shuffle reports; those of one origin and one day keep their order."""
    reports = development["reports"]
    ties = [tie_of(report, development) for report in reports]
    waiting = {
        tie: [r for r, t in zip(reports, ties, strict=True) if t == tie] for tie in ties
    }
    mixed = [waiting[tie].pop(0) for tie in rng.sample(ties, len(ties))]
    return {**development, "reports": mixed}


@given(SEEDS)
def test_no_order_matters(seed: int) -> None:
    """Developments, reports, outcomes, indicators, weights: to the last digit."""
    world, rng = draw_world(seed), Random(seed)
    developments = [with_reports_shuffled(d, rng) for d in world.data["developments"]]
    rng.shuffle(developments)
    scenarios = [shuffled(scenario, rng) for scenario in world.data["scenarios"]]
    mixed = world_of(
        {**world.data, "scenarios": scenarios, "developments": developments}
    )
    for place, date in drawn_cases(world, rng):
        one = entries_of(world.ledger(world.scenarios[place], date))
        other = entries_of(mixed.ledger(mixed.scenarios[place], date))
        assert one == other


# 3. Copies count once; agreement never weakens.


def with_copies(development: Data, rng: Random) -> Data:
    """Print some reports a second time, right after the first, from the same origin."""
    reports: list[Data] = []
    for report in development["reports"]:
        origin = report.get("origin") or f"the origin of {report['id']}"
        first = {**report, "origin": origin}
        copy = {**first, "id": f"{report['id']}-again"}
        reports += rng.choice(([report], [first, copy], [first, copy]))
    return {**development, "reports": reports}


@given(SEEDS)
def test_a_second_copy_from_the_same_origin_changes_nothing(seed: int) -> None:
    world, rng = draw_world(seed), Random(seed)
    copied = [with_copies(d, rng) for d in world.data["developments"]]
    assert_same_worlds(world, world.told(copied), rng)


SIZES = st.decimals(min_value=0, max_value=400, places=6)
DEPENDENCE = st.decimals(min_value=0, max_value=Decimal("0.999999"), places=6)


@given(st.lists(SIZES, max_size=8), SIZES, DEPENDENCE)
def test_a_further_voice_never_weakens_the_sum(
    sizes: list[Decimal], further: Decimal, dependence: Decimal
) -> None:
    """It lies between the largest and the plain sum, and grows with every voice."""
    together = discount([*sizes, further], dependence)
    assert together - discount(sizes, dependence) >= -ROUNDING
    assert together - max(*sizes, further, ZERO) >= -ROUNDING
    assert together - total([*sizes, further]) <= ROUNDING


GRADES = st.sampled_from(
    [f"{letter}{digit}" for letter in "ABCDEF" for digit in "123456"]
)
STANCES = st.sampled_from(["asserts", "denies"])
VOICES = st.lists(st.tuples(GRADES, STANCES), min_size=1, max_size=6)


@given(VOICES, GRADES, DEPENDENCE, st.decimals(min_value=1, max_value=60, places=2))
def test_a_further_origin_never_weakens_what_it_agrees_with(
    voices: list[tuple[str, str]], grade: str, dependence: Decimal, limit: Decimal
) -> None:
    model = make_model(dependence={"reports": dependence}, limits={"report_db": limit})
    told = [make_report(grade, stance=stance) for grade, stance in voices]

    def told_db(*further: Data) -> Decimal:
        development = make_development("d", 9, [], *told, *further)
        heard = hear(development, {}, model, day(9))
        assert heard is not None
        return heard.decibans

    assert told_db(make_report(grade, stance="asserts")) - told_db() >= -ROUNDING
    assert told_db(make_report(grade, stance="denies")) - told_db() <= ROUNDING
    assert -limit <= told_db() <= limit


# 4. Continuity: news of no worth is the limit of news of little worth.


@given(SEEDS)
def test_fading_grades_lead_to_the_answer_without_the_news(seed: int) -> None:
    """Every kind, in silence, groups and half-lives: what r = 1e-24 moves is small,
    and a millionth of that r moves a millionth of it, so that the limit is 0.
    """
    drawn, rng = draw_world(seed), Random(seed)
    report = {"id": "faint", "source": "source-0", "grade": "D1"}
    news = {**draw_sweeping(drawn, rng), "reports": [report]}
    cases = drawn_cases(drawn, rng)
    moved = []
    for r in (Decimal("1e-24"), Decimal("1e-30")):
        world = drawn.graded(D=r)
        more = world.told([*world.data["developments"], news])
        moved.append(
            [
                furthest(
                    world.ledger(world.scenarios[place], date),
                    more.ledger(more.scenarios[place], date),
                )
                for place, date in cases
            ]
        )
    for little, less in zip(*moved, strict=True):
        assert little <= Decimal("1e-9")
        assert less <= little * Decimal("1.01e-6") + ROUNDING


def for_outcomes(names: str, entries: st.SearchStrategy[object]) -> Strategy:
    """Draw an entry for each outcome, in the order of their names."""
    drawn = st.tuples(*[entries] * len(names))
    return drawn.map(lambda given: dict(zip(names, given, strict=True)))


CHANCES = st.floats(min_value=0.001, max_value=0.998).map(lambda x: round(x, 6))
EVENTS = st.fixed_dictionaries(
    {
        "likelihoods": for_outcomes("ab", CHANCES),
        "within": st.integers(1, 200).map(lambda days: f"{days}d"),
        "from": st.integers(-20, 300).map(day),
        "coverage": st.floats(min_value=0.01, max_value=1).map(lambda x: round(x, 4)),
    }
)
NEWS = st.lists(st.tuples(st.integers(0, HORIZON), GRADES, st.booleans()), max_size=3)


@given(EVENTS, NEWS, st.integers(0, HORIZON + 5))
def test_from_day_to_day_a_window_moves_only_what_has_passed_of_it(
    event: Data, news: list[tuple[int, str, bool]], today: int
) -> None:
    """Without news and fading, L falls by min(λ, 1)·coverage·ΔF·θ and by no more,
    with ΔF one day of the window inside it and inside the horizon, else 0.
    """
    scenario, model = make_scenario({"s": event}), make_model()
    told = [
        make_development(
            f"d{place}",
            number,
            {"indicator": "s", "absent": absent},
            make_report(grade),
        )
        for place, (number, grade, absent) in enumerate(news)
        if number <= today
    ]

    def chances_at(number: int) -> tuple[list[Decimal], Decimal]:
        reading = row_of(ledger_of(scenario, told, number), "s").reading
        found = likelihood_db(reading, scenario, model)
        return [power(entry) for entry in found], event_lambda(reading)

    now, odds = chances_at(today)
    then, _ = chances_at(today + 1)
    days = int(event["within"].removesuffix("d"))
    begun = today - (event["from"] - OPENS).days
    runs = 0 <= begun < days and today < HORIZON
    step = min(odds, Decimal(1)) * Decimal(str(event["coverage"])) * int(runs) / days
    for before, after, theta in zip(
        now, then, event["likelihoods"].values(), strict=True
    ):
        assert float(before - after) == pytest.approx(float(step) * theta, rel=1e-14)


FADING: Mapping[str, tuple[Data, Data]] = {
    "event": ({"weights": {"a": 7}}, {}),
    "windowed event": ({"weights": {"a": 7}, "within": "20d"}, {}),
    "absence": ({"weights": {"a": 7}}, {"absent": True}),
    "state": ({"kind": "state", "levels": {"up": {"a": 7}}}, {"value": "up"}),
    "measure": (
        {
            "kind": "measure",
            "expects": {"a": {"mean": 3, "sd": 1}, "b": {"mean": 5, "sd": 2}},
        },
        {"value": 4},
    ),
}


@pytest.mark.parametrize(("sign", "seen"), FADING.values(), ids=FADING)
def test_news_that_has_faded_away_is_news_that_never_was(
    sign: Data, seen: Data
) -> None:
    """After 350 half-lives, 2^-350 or 4e-106 of its decibans is left."""
    scenario = make_scenario({"s": {**sign, "half_life": "1d"}})
    told = make_development("d", 10, {"indicator": "s", **seen})
    fresh, faded = ledger_of(scenario, [told], 10), ledger_of(scenario, [told])
    assert furthest(fresh, ledger_of(scenario, [], 10)) > Decimal("0.1")
    assert furthest(faded, ledger_of(scenario)) <= ROUNDING


# 5. What is retracted, or not published yet, was never entered.


def withdrawn_reports(
    development: Data, date: dt.date, rng: Random
) -> tuple[Data, Data]:
    """Make reports of no account: retracted by the date, or published after it.

    Returns:
        The development with those reports, and the development without them.
    """
    reports, kept = [], []
    for report in development["reports"]:
        back = {"retracted": {"on": date - dt.timedelta(days=rng.choice((0, 1, 60)))}}
        late = {"published": date + dt.timedelta(days=rng.choice((1, 2, 90)))}
        fate = rng.choice(({}, {}, back, late))
        reports.append({**report, **fate})
        kept += [] if fate else [report]
    return {**development, "reports": reports}, {**development, "reports": kept}


@given(SEEDS)
def test_what_is_withdrawn_or_to_come_was_never_entered(seed: int) -> None:
    world, rng = draw_world(seed), Random(seed)
    for place, date in drawn_cases(world, rng):
        pairs = [
            withdrawn_reports(d, date, rng)
            for d in [
                {**draw_sweeping(world, rng), "reports": []},
                *world.data["developments"],
            ]
        ]
        told = world.told([told for told, _ in pairs])
        never = world.told([kept for _, kept in pairs if kept["reports"]])
        scenario = world.scenarios[place]
        assert_same(told.ledger(scenario, date), never.ledger(scenario, date))


@given(SEEDS)
def test_tomorrows_news_is_not_known_today(seed: int) -> None:
    world, rng = draw_world(seed), Random(seed)
    report = {"id": "r", "source": "source-0", "grade": "A1"}
    for place, date in drawn_cases(world, rng):
        later = {
            **draw_sweeping(world, rng),
            "date": date + dt.timedelta(days=rng.choice((1, 30))),
            "reports": [{**report, "published": date - dt.timedelta(days=3)}],
        }
        told = world.told([*world.data["developments"], later])
        scenario = world.scenarios[place]
        assert_same(told.ledger(scenario, date), world.ledger(scenario, date))


def test_a_retraction_counts_from_its_day_on() -> None:
    scenario = make_scenario({"s": {"weights": {"a": 7}}})
    report = make_report("A1", published=day(20), retracted={"on": day(30)})
    told = [make_development("d", 10, "s", report)]
    nothing = ledger_of(scenario)
    known = {
        at: furthest(ledger_of(scenario, told, at), nothing) > 0
        for at in (19, 20, 29, 30)
    }
    assert known == {19: False, 20: True, 29: True, 30: False}


# 6. Certain news moves by exactly the weights' differences; corroboration never beyond.

DECIBANS = st.decimals(min_value=-100, max_value=100, places=3)
WEIGHTS = for_outcomes("abc", DECIBANS)
THREE = {"a": 0.2, "b": 0.5, "c": 0.3}
WIDE = {"limits": {"theta": [Decimal("1e-30"), Decimal("0.999999")]}}


@exact
def differences(one: Sequence[Decimal], other: Sequence[Decimal]) -> list[Decimal]:
    """Return what each entry of the first has over that of the other."""
    return [mine - theirs for mine, theirs in zip(one, other, strict=True)]


@exact
def times(factor: Decimal, vector: Sequence[Decimal]) -> list[Decimal]:
    return [factor * entry for entry in vector]


def assert_near(
    found: Sequence[Decimal], expected: Sequence[Decimal], tolerance: Decimal = ROUNDING
) -> None:
    assert all(abs(gap) <= tolerance for gap in differences(found, expected))


@exact
def steps(vector: Sequence[Decimal]) -> list[Decimal]:
    """Return the differences between neighbours."""
    return [after - before for before, after in pairwise(vector)]


def certain_signs(weights: Mapping[str, Decimal]) -> dict[str, tuple[Data, Data]]:
    """Return signs whose weights are those given, and how each is seen."""
    return {
        "event": ({"weights": weights, "expected": 0.5}, {}),
        "window": ({"weights": weights, "expected": 0.5, "within": "90d"}, {}),
        "state": (
            {"kind": "state", "levels": {"up": weights, "down": {}}},
            {"value": "up"},
        ),
    }


@given(WEIGHTS)
@settings(max_examples=30)
def test_certain_news_moves_by_exactly_the_weights_differences(
    weights: Data,
) -> None:
    """r = 1 - 1e-38, so λ = 2e38. What is left of certainty is a term of 1 beside λ·θ
    with θ ≥ .5e-20: at most 4.35/(2e38·.5e-20), less than 1e-17 dB.
    """
    model = certain_model("0." + "9" * 38, **WIDE)
    for sign, seen in certain_signs(weights).values():
        scenario = make_scenario({"s": sign}, THREE)
        told = [make_development("d", 40, {"indicator": "s", **seen})]
        row = row_of(ledger_of(scenario, told, model=model), "s").decibans
        assert_near(steps(row), steps(list(weights.values())), Decimal("1e-17"))


@given(WEIGHTS)
@settings(max_examples=30)
def test_one_more_certain_of_a_count_adds_exactly_the_weights_differences(
    weights: Data,
) -> None:
    model = certain_model("0." + "9" * 38)
    sign = {"kind": "count", "per": "90d", "weights": weights, "expected": 1.5}
    scenario = make_scenario({"s": sign}, THREE)
    told = [make_development(name, 40, "s") for name in ("one", "two")]
    rows = [
        row_of(ledger_of(scenario, known, model=model), "s").decibans
        for known in (told[:1], told)
    ]
    added = [after - before for before, after in zip(*rows, strict=True)]
    for found, expected in zip(
        steps(added), steps(list(weights.values())), strict=True
    ):
        assert abs(found - expected) <= Decimal("1e-17")


@given(
    WEIGHTS,
    st.integers(1, 6),
    st.integers(1, 4),
    st.sampled_from(["event", "window", "state"]),
)
def test_corroboration_never_goes_beyond_the_weights(
    weights: Data, voices: int, developments: int, kind: str
) -> None:
    """More voices and developments move a row towards its weights, never past them."""
    sign, seen = certain_signs(weights)[kind]
    scenario, model = make_scenario({"s": sign}, THREE), make_model(**WIDE)

    def moves(voices: int, developments: int) -> list[Decimal]:
        reports = [make_report("B2")] * voices
        told = [
            make_development(f"d{place}", 40, {"indicator": "s", **seen}, *reports)
            for place in range(developments)
        ]
        return steps(row_of(ledger_of(scenario, told, 40, model), "s").decibans)

    some, more = moves(voices, developments), moves(voices + 1, developments + 1)
    limits = steps(list(weights.values()))
    for found, further, limit in zip(some, more, limits, strict=True):
        direction = limit.compare(ZERO)
        assert direction * (further - found) >= -ROUNDING
        assert direction * further - abs(limit) <= ROUNDING


# 7. The names and the order of the outcomes are only names and an order.


def renamed(mapping: Mapping[str, object], names: Mapping[str, str]) -> Data:
    return {names[name]: entry for name, entry in mapping.items()}


def relabelled(scenario: Data, names: Mapping[str, str]) -> Data:
    """Call the outcomes of a scenario by other names."""
    indicators = {}
    for key, indicator in scenario["indicators"].items():
        other = dict(indicator)
        for part in ("weights", "likelihoods", "rates", "expects"):
            if part in indicator:
                other[part] = renamed(indicator[part], names)
        if "levels" in indicator:
            levels = indicator["levels"].items()
            other["levels"] = {level: renamed(given, names) for level, given in levels}
        indicators[key] = other
    outcomes = renamed(scenario["outcomes"], names)
    return {
        **scenario,
        "outcomes": outcomes,
        "indicators": indicators,
        "resolved": None,
    }


@given(SEEDS)
def test_renaming_the_outcomes_renames_the_answer(seed: int) -> None:
    world, rng = draw_world(seed), Random(seed)
    names = {
        name: f"x{rng.randint(0, 10**9)}-{name}"
        for scenario in world.data["scenarios"]
        for name in scenario["outcomes"]
    }
    scenarios = [relabelled(scenario, names) for scenario in world.data["scenarios"]]
    other = world_of({**world.data, "scenarios": scenarios})
    for place, date in drawn_cases(world, rng):
        before = entries_of(world.ledger(world.scenarios[place], date))
        after = entries_of(other.ledger(other.scenarios[place], date))
        assert after == {
            (part, names[name]): entry for (part, name), entry in before.items()
        }


# 8. The ledger adds up.


@exact
def shares(decibans: Sequence[Decimal]) -> list[Decimal]:
    """Return 10^(score/10) over the sum of them, without the engine's precautions."""
    odds = [Decimal(10) ** (entry / 10) for entry in decibans]
    return [each / total(odds) for each in odds]


@exact
def column_sums(vectors: Sequence[Sequence[Decimal]]) -> list[Decimal]:
    return [sum(column, ZERO) for column in zip(*vectors, strict=True)]


@given(SEEDS)
def test_the_ledger_adds_up(seed: int) -> None:
    """Rows are centred and add up to the score; its softmax is the answer; it is 1."""
    world, rng = draw_world(seed), Random(seed)
    for place, date in drawn_cases(world, rng):
        ledger = world.ledger(world.scenarios[place], date)
        vectors = [ledger.prior, *(row.decibans for row in ledger.rows)]
        vectors += [] if ledger.clock is None else [ledger.clock]
        assert_near([total(vector) for vector in vectors], [ZERO] * len(vectors))
        assert_near(ledger.score, column_sums(vectors))
        assert_near(ledger.probabilities, shares(ledger.score))
        assert_near([total(ledger.probabilities)], [Decimal(1)])
        for row in ledger.rows:
            assert 0 < row.factor <= 1


# 9. What one expects to believe tomorrow is what one believes today.


def mixed(worlds: Sequence[tuple[float, Ledger]]) -> list[float]:
    """Average the answers of possible worlds, by their chances."""
    return [
        sum(chance * float(ledger.probabilities[place]) for chance, ledger in worlds)
        for place in range(len(worlds[0][1].outcomes))
    ]


PRIORS = st.integers(1, 98).flatmap(
    lambda one: st.integers(1, 99 - one).map(
        lambda two: {"a": one / 100, "b": two / 100, "c": (100 - one - two) / 100}
    )
)
THETAS = for_outcomes("abc", CHANCES)


@given(PRIORS, THETAS, GRADES)
def test_the_answer_expected_from_a_report_to_come_is_the_prior(
    priors: Data, thetas: Data, grade: str
) -> None:
    """A report will say «seen» or «known to be absent»: it tracks the truth with
    chance r and is a coin's toss otherwise, so that it errs with chance (1 - r)/2.
    """
    scenario, model = (
        make_scenario({"s": {"likelihoods": thetas}}, priors),
        make_model(),
    )
    r = float(model.grades.reliability[grade[0]] * model.grades.credibility[grade[1]])
    chance_seen = sum(
        priors[name] * (theta * (1 + r) / 2 + (1 - theta) * (1 - r) / 2)
        for name, theta in thetas.items()
    )
    seen, absent = (
        ledger_of(
            scenario,
            [
                make_development(
                    "d", 9, {"indicator": "s", "absent": absent}, make_report(grade)
                )
            ],
        )
        for absent in (False, True)
    )
    expected = mixed([(chance_seen, seen), (1 - chance_seen, absent)])
    assert expected == pytest.approx(list(priors.values()), abs=1e-12)


@given(PRIORS, THETAS, st.integers(0, 100), st.sampled_from([0.3, 0.9, 1]))
def test_the_answer_expected_from_a_window_is_the_prior(
    priors: Data, thetas: Data, at: int, coverage: float
) -> None:
    """By day `at` it was seen, with chance θ·coverage·F, or all is silent."""
    event = {"likelihoods": thetas, "within": "80d", "coverage": coverage}
    scenario, model = make_scenario({"s": event}, priors), certain_model()
    share = coverage * min(at, 80) / 80
    chance_seen = sum(priors[name] * theta * share for name, theta in thetas.items())
    seen = ledger_of(scenario, [make_development("d", 0, "s")], 0, model)
    silent = ledger_of(scenario, [], at, model)
    expected = mixed([(chance_seen, seen), (1 - chance_seen, silent)])
    assert expected == pytest.approx(list(priors.values()), abs=1e-12)


@given(PRIORS, THETAS, st.integers(0, 100), st.sampled_from([0.3, 0.9]))
def test_the_answer_expected_from_the_truth_to_come_is_that_of_silence(
    priors: Data, thetas: Data, at: int, coverage: float
) -> None:
    """After silence up to day `at`, it is there after all with chance
    Σ p_k·θ_k·(1 - coverage·F)/(1 - coverage·F·θ_k), p_k the answer so far.
    """
    event = {"likelihoods": thetas, "within": "80d", "coverage": coverage}
    scenario, model = make_scenario({"s": event}, priors), certain_model()
    silent = ledger_of(scenario, [], at, model)
    share = coverage * min(at, 80) / 80
    chance = sum(
        p * theta * (1 - share) / (1 - share * theta)
        for p, theta in zip(floats(silent.probabilities), thetas.values(), strict=True)
    )
    there = ledger_of(scenario, [make_development("d", 0, "s")], 0, model)
    gone = make_development("d", 90, {"indicator": "s", "absent": True})
    not_there = ledger_of(scenario, [gone], 90, model)
    expected = mixed([(chance, there), (1 - chance, not_there)])
    assert expected == pytest.approx(floats(silent.probabilities), abs=1e-12)


# 10. The clock composes.


@given(
    st.decimals(min_value=Decimal("0.001"), max_value=Decimal("0.995"), places=4),
    st.integers(1, HORIZON - 2),
    st.integers(1, HORIZON - 1),
)
def test_the_clock_of_a_horizon_is_that_of_its_parts(
    prior: Decimal, first: int, second: int
) -> None:
    """Stop on a day, take the answer as the prior of what is left, and go on."""
    model = make_model(limits={"theta": [Decimal("1e-30"), 0.999]})

    def outcomes(chance: Decimal) -> Data:
        rest = 1 - chance
        return {
            "a": {"prior": chance, "deadline": True},
            "b": {"prior": rest / 4},
            "c": {"prior": rest * 3 / 4},
        }

    early, late = sorted((first, second))
    whole = make_scenario({}, outcomes(prior))
    so_far = ledger_of(whole, at=early, model=model).probabilities[0]
    horizon = {"opens": day(early), "closes": day(HORIZON)}
    rest = make_scenario(
        {}, outcomes(so_far.quantize(Decimal("1e-28"))), horizon=horizon
    )
    at_once = ledger_of(whole, at=late, model=model).probabilities
    in_parts = ledger_of(rest, at=late, model=model).probabilities
    assert floats(in_parts) == pytest.approx(floats(at_once), rel=1e-12, abs=1e-24)


# 11. Every likelihood is positive and finite.

EXTREME_WEIGHTS = st.sampled_from([-100, 100, 0, 99.999])
EXTREME_CHANCES = st.sampled_from([1e-12, 0.5, 0.999999999999])
EXTREME_RATES = st.sampled_from([Decimal("1e-300"), Decimal(1), Decimal("1e6")])
EXTREME_MEANS = st.fixed_dictionaries(
    {
        "mean": st.sampled_from([-1e9, -3, 0, 1e9]),
        "sd": st.sampled_from([1e-9, 1, 1e9]),
    }
)


EXTREME_SIGNS = st.fixed_dictionaries(
    {
        "event": st.fixed_dictionaries(
            {
                "weights": for_outcomes("abc", EXTREME_WEIGHTS),
                "expected": st.sampled_from([Decimal("1e-300"), 1]),
                "within": st.sampled_from(["1d", "9999999d"]),
                "coverage": st.sampled_from([Decimal("1e-300"), 1]),
            }
        ),
        "sign": st.fixed_dictionaries(
            {"likelihoods": for_outcomes("abc", EXTREME_CHANCES)}
        ),
        "count": st.fixed_dictionaries(
            {
                "kind": st.just("count"),
                "per": st.sampled_from(["1d", "9999999d"]),
                "rates": for_outcomes("abc", EXTREME_RATES),
                "half_life": st.sampled_from(["1d", None]),
            }
        ),
        "state": st.fixed_dictionaries(
            {
                "kind": st.just("state"),
                "levels": st.fixed_dictionaries(
                    {"up": for_outcomes("abc", EXTREME_WEIGHTS)}
                ),
            }
        ),
        "level": st.just(
            {
                "kind": "state",
                "likelihoods": {
                    "a": {"up": 1, "down": 0},
                    "b": {"up": 0, "down": 1},
                    "c": {"up": 0.5, "down": 0.5},
                },
            }
        ),
        "normal": st.fixed_dictionaries(
            {"kind": st.just("measure"), "expects": for_outcomes("abc", EXTREME_MEANS)}
        ),
        "lognormal": st.fixed_dictionaries(
            {
                "kind": st.just("measure"),
                "distribution": st.just("lognormal"),
                "expects": for_outcomes("abc", EXTREME_MEANS),
            }
        ),
    }
)
EXTREME_SIGHTINGS = st.lists(
    st.fixed_dictionaries(
        {
            "event": st.fixed_dictionaries({"absent": st.booleans()}),
            "sign": st.fixed_dictionaries({"absent": st.booleans()}),
            "count": st.fixed_dictionaries(
                {"strength": st.sampled_from([Decimal("1e-300"), 1])}
            ),
            "state": st.just({"value": "up"}),
            "level": st.fixed_dictionaries({"value": st.sampled_from(["up", "down"])}),
            "normal": st.fixed_dictionaries(
                {"value": st.sampled_from([-1e12, 0, 1e-12])}
            ),
            "lognormal": st.fixed_dictionaries(
                {"value": st.sampled_from([Decimal("1e-300"), 1, Decimal("1e300")])}
            ),
        }
    ),
    max_size=3,
)
LEAST = {
    "a": {"prior": 1e-9, "deadline": True},
    "b": {"prior": 0.999999998},
    "c": {"prior": 1e-9, "deadline": True},
}
EXTREME_LIMITS = st.sampled_from(
    [[1e-9, 0.999999999], [Decimal("1e-300"), 0.999999999]]
)


@given(
    EXTREME_SIGNS,
    EXTREME_SIGHTINGS,
    EXTREME_LIMITS,
    st.sampled_from([{}, {"group": "g"}]),
)
def test_every_likelihood_is_positive_and_finite(
    signs: Data, sightings: list[Data], theta: list[float], group: Data
) -> None:
    signs = {name: {**sign, **group} for name, sign in signs.items()}
    model = certain_model("0." + "9" * 20, limits={"theta": theta})
    scenario = make_scenario(signs, LEAST)
    told = [
        make_development(
            f"d{place}",
            place,
            [{"indicator": name, **seen} for name, seen in sighting.items()],
        )
        for place, sighting in enumerate(sightings)
    ]
    for at in (-1, 0, 2, HORIZON, HORIZON + 9):
        ledger = ledger_of(scenario, told, at, model)
        assert all(entry.is_finite() for entry in entries_of(ledger).values())
        assert_near([total(ledger.probabilities)], [Decimal(1)])


# 12. What is out of place changes nothing; strength scales; repetition adds nothing.


@given(SEEDS)
def test_without_a_window_time_alone_changes_nothing(seed: int) -> None:
    """Only windows, counts, clocks and fading move while nothing is heard."""
    world = draw_world(seed)
    quiet = world.told([])
    for scenario in quiet.scenarios:
        for date in quiet.dates:
            for row in quiet.ledger(scenario, date).rows:
                kind = row.reading.indicator.kind
                timed = kind == "count" or getattr(
                    row.reading.indicator, "within", None
                )
                assert timed or all(entry == 0 for entry in row.decibans)
                assert timed or row.reading.state is State.OPEN


@given(SEEDS, st.sampled_from([-1, -30, 1, 40]))
def test_a_development_outside_the_horizon_changes_nothing(
    seed: int, days: int
) -> None:
    drawn, rng = draw_world(seed), Random(seed)
    scenarios = drawn.data["scenarios"][:1]
    world = world_of(overlay(drawn.data, {"scenarios": scenarios}))
    horizon = world.scenarios[0].horizon
    edge = horizon.opens if days < 0 else horizon.closes
    report = {"id": "r", "source": "source-0", "grade": "A1"}
    elsewhere = {
        **draw_sweeping(world, rng),
        "date": edge + dt.timedelta(days=days),
        "reports": [report],
    }
    kept = [d for d in world.data["developments"] if d["id"] != elsewhere["id"]]
    assert_same_worlds(world, world.told([*kept, elsewhere]), rng)


@pytest.mark.parametrize(
    ("number", "counts"),
    [(99, False), (100, True), (150, True), (151, False)],
    ids=["before", "first day", "last day", "after"],
)
def test_a_sighting_counts_inside_its_window_only(number: int, *, counts: bool) -> None:
    event = {"weights": {"a": 7}, "from": day(100), "within": "50d"}
    scenario = make_scenario({"s": event})
    told = make_development("d", number, "s")
    moved = furthest(ledger_of(scenario, [told]), ledger_of(scenario))
    assert (moved > 1) is counts


@given(GRADES, st.decimals(min_value=Decimal("0.01"), max_value=1, places=4))
def test_strength_scales_the_decibans_of_an_event(
    grade: str, strength: Decimal
) -> None:
    scenario = make_scenario({"s": {"weights": {"a": 7}}})
    plain, scaled = (
        row_of(
            ledger_of(
                scenario,
                [
                    make_development(
                        "d", 9, {"indicator": "s", "strength": each}, make_report(grade)
                    )
                ],
            ),
            "s",
        )
        .reading.evidence[0]
        .decibans
        for each in (1, strength)
    )
    assert_near([scaled], times(strength, [plain]))


@given(GRADES, st.decimals(min_value=Decimal("0.01"), max_value=1, places=4))
def test_strength_scales_what_one_more_adds_to_a_count(
    grade: str, strength: Decimal
) -> None:
    count = {"kind": "count", "per": "90d", "rates": {"a": 2, "b": 0.5}}
    scenario = make_scenario({"s": count})

    def added(strength: Decimal) -> list[Decimal]:
        seen = {"indicator": "s", "strength": strength}
        told = [make_development("d", 9, seen, make_report(grade))]
        known, silent = (ledger_of(scenario, each) for each in (told, []))
        rows = (row_of(known, "s").decibans, row_of(silent, "s").decibans)
        return differences(*rows)

    assert_near(added(strength), times(strength, added(Decimal(1))))


@given(
    st.lists(GRADES, min_size=1, max_size=4),
    st.sampled_from([{}, {"absent": True}]),
    st.sampled_from([{}, {"within": "80d"}]),
)
def test_repetition_of_an_event_adds_nothing_beyond_the_best(
    grades: list[str], absent: Data, window: Data
) -> None:
    scenario = make_scenario({"s": {"weights": {"a": 7}, **window}})
    told = [
        make_development(
            f"d{place}", 40, {"indicator": "s", **absent}, make_report(grade)
        )
        for place, grade in enumerate(grades)
    ]
    alone = [ledger_of(scenario, [each]) for each in told]
    best = max(alone, key=lambda ledger: ledger.rows[0].reading.evidence[0].decibans)
    together = ledger_of(scenario, told)
    assert furthest(together, best) <= ROUNDING
