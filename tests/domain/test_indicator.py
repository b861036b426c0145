"""Indicators of the four kinds: what they need, and what they refuse."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter

from scenarios.domain.indicator import (
    KINDS,
    CountIndicator,
    EventIndicator,
    Indicator,
    MeasureIndicator,
    StateIndicator,
    named_outcomes,
)
from scenarios.domain.noun import Noun
from support import OPENS, day, refusal

if TYPE_CHECKING:
    from support import Data


class Sign(Noun):
    """An indicator of any kind, in a noun, so that faults have a place."""

    sign: Indicator


def make_sign(**fields: object) -> Indicator:
    return Sign.model_validate({"sign": {"title": "A sign", **fields}}).sign


def refuse_sign(fields: Data, **context: object) -> str:
    return refusal(Sign, {"sign": {"title": "A sign", **fields}}, **context)


RATES = {"a": 0.4, "b": 2}
EXPECTS = {"a": {"mean": 60, "sd": 20}, "b": {"mean": -1, "sd": 0.5}}
LEVELS = {"low": {"a": 3}, "high": {}}
SHARES = {"a": {"low": 0.25, "high": 0.75}, "b": {"low": 1, "high": 0}}

LEGAL: dict[str, tuple[type[object], Data]] = {
    "an event without its kind": (EventIndicator, {"weights": {"a": 3}}),
    "an event with its kind": (EventIndicator, {"kind": "event", "weights": {}}),
    "an event by likelihoods": (EventIndicator, {"likelihoods": {"a": 0.1, "b": 0.9}}),
    "an event with every option": (
        EventIndicator,
        {
            "weights": {"a": "strong_for", "b": -100},
            "expected": 1,
            "from": "2024-02-01",
            "within": "90d",
            "coverage": 1e-9,
            "half_life": None,
            "group": "alike",
            "why": "Because.",
            "cites": ["a.txt"],
        },
    ),
    "a count by rates": (
        CountIndicator,
        {"kind": "count", "per": "9d", "rates": RATES},
    ),
    "a count by weights": (
        CountIndicator,
        {"kind": "count", "per": "9d", "weights": {"a": 3}, "expected": 40},
    ),
    "a state by weights": (StateIndicator, {"kind": "state", "levels": LEVELS}),
    "a state by likelihoods": (
        StateIndicator,
        {"kind": "state", "likelihoods": SHARES},
    ),
    "a state whose shares round": (
        StateIndicator,
        {"kind": "state", "likelihoods": {"a": {"low": 0.333333, "high": 0.666666}}},
    ),
    "a measure": (MeasureIndicator, {"kind": "measure", "expects": EXPECTS}),
    "a lognormal measure": (
        MeasureIndicator,
        {
            "kind": "measure",
            "expects": EXPECTS,
            "distribution": "lognormal",
            "unit": "t",
        },
    ),
}


@pytest.mark.parametrize(("kind", "fields"), LEGAL.values(), ids=LEGAL)
def test_a_legal_indicator_is_accepted(kind: type[object], fields: Data) -> None:
    assert type(make_sign(**fields)) is kind


NEEDS_ONE = "needs either `{}` or `{}`, and only one of them"
ILLEGAL: dict[str, tuple[Data, str]] = {
    "an unknown kind": (
        {"kind": "evnt"},
        "sign: has an unknown kind; write event, count, state or measure",
    ),
    "a kind that is no text": (
        {"kind": 5},
        "sign: has an unknown kind; write event, count, state or measure",
    ),
    "an event without a scale": (
        {},
        "sign.event: " + NEEDS_ONE.format("weights", "likelihoods"),
    ),
    "an event with two scales": (
        {"weights": {}, "likelihoods": {"a": 0.5}},
        "sign.event: " + NEEDS_ONE.format("weights", "likelihoods"),
    ),
    "an event that says what to expect twice": (
        {"likelihoods": {"a": 0.5}, "expected": 0.5},
        "sign.event: has `expected` beside `likelihoods`, which already say it",
    ),
    "a count without a scale": (
        {"kind": "count", "per": "9d"},
        "sign.count: " + NEEDS_ONE.format("rates", "weights"),
    ),
    "a count that says what to expect twice": (
        {"kind": "count", "per": "9d", "rates": RATES, "expected": 2},
        "sign.count: has `expected` beside `rates`, which already say it",
    ),
    "a count without its time": (
        {"kind": "count", "rates": RATES},
        "sign.count.per: Field required",
    ),
    "a rate of nothing": (
        {"kind": "count", "per": "9d", "rates": {"a": 0}},
        "sign.count.rates.a: Input should be greater than 0",
    ),
    "a count that is not expected": (
        {"kind": "count", "per": "9d", "weights": {}, "expected": 0},
        "sign.count.expected: Input should be greater than 0",
    ),
    "a state without a scale": (
        {"kind": "state"},
        "sign.state: " + NEEDS_ONE.format("levels", "likelihoods"),
    ),
    "a state without levels": (
        {"kind": "state", "levels": {}},
        "sign.state: has no level; give at least one",
    ),
    "a state without likelihoods": (
        {"kind": "state", "likelihoods": {}},
        "sign.state: has no level; give at least one",
    ),
    "a state that lacks levels under an outcome": (
        {
            "kind": "state",
            "likelihoods": {"a": {"low": 1}, "b": {"mid": 0.5, "high": 0.5}},
        },
        "sign.state: lacks the levels `mid`, `high`; lacks the levels `low`",
    ),
    "a state whose shares do not add up": (
        {"kind": "state", "likelihoods": {"a": {"low": 0.5, "high": 0.500002}}},
        "sign.state: sums to 1.000002; it must sum to 1",
    ),
    "a share beyond 1": (
        {"kind": "state", "likelihoods": {"a": {"low": 1.1}}},
        "sign.state.likelihoods.a.low: Input should be less than or equal to 1",
    ),
    "a measure without expectations": (
        {"kind": "measure"},
        "sign.measure.expects: Field required",
    ),
    "a spread of nothing": (
        {"kind": "measure", "expects": {"a": {"mean": 1, "sd": 0}}},
        "sign.measure.expects.a.sd: Input should be greater than 0",
    ),
    "an unknown distribution": (
        {"kind": "measure", "expects": EXPECTS, "distribution": "uniform"},
        "sign.measure.distribution: Input should be 'normal' or 'lognormal'",
    ),
    "an impossible likelihood": (
        {"likelihoods": {"a": 0}},
        "sign.event.likelihoods.a: Input should be greater than 0",
    ),
    "a certain likelihood": (
        {"likelihoods": {"a": 1}},
        "sign.event.likelihoods.a: Input should be less than 1",
    ),
    "an event that is not expected": (
        {"weights": {}, "expected": 0},
        "sign.event.expected: Input should be greater than 0",
    ),
    "an event of which we never hear": (
        {"weights": {}, "coverage": 0},
        "sign.event.coverage: Input should be greater than 0",
    ),
    "a weight beyond 100": (
        {"weights": {"a": 100.001}},
        "sign.event.weights.a: must lie within ±100 decibans",
    ),
    "a weight that is no number": (
        {"weights": {"a": None}},
        "sign.event.weights.a: must be a number",
    ),
    "a window on a state": (
        {"kind": "state", "levels": LEVELS, "within": "9d"},
        "sign.state.within: Extra inputs are not permitted",
    ),
    "a half-life of nothing": (
        {"weights": {}, "half_life": "0d"},
        (
            "sign.event.half_life: must be a duration in whole days of at least 1d, "
            "like 180d"
        ),
    ),
}


@pytest.mark.parametrize(("fields", "fault"), ILLEGAL.values(), ids=ILLEGAL)
def test_an_illegal_indicator_is_refused(fields: Data, fault: str) -> None:
    assert refuse_sign(fields) == fault


def test_an_indicator_that_is_no_mapping_is_refused() -> None:
    assert refusal(Sign, {"sign": "seen"}).startswith("sign.event: ")


def test_an_indicator_may_be_given_as_a_noun() -> None:
    sign = make_sign(kind="count", per="9d", rates=RATES)
    assert Sign(sign=sign).sign is sign


OUTCOMES = ("reduced", "unchanged")
CONTEXTUAL: dict[str, tuple[Data, str]] = {
    "unknown words": (
        {"weights": {"reduced": "strong_fro"}},
        (
            "sign.event.weights.reduced: unknown word `strong_fro`; did you mean "
            "`strong_for`?"
        ),
    ),
    "words like no other": (
        {"weights": {"reduced": "zebra"}},
        (
            "sign.event.weights.reduced: unknown word `zebra`; write decibans or a "
            "word of the model's scale: strong_for, neutral"
        ),
    ),
    "unknown outcomes of weights": (
        {"weights": {"reducd": 3, "zebra": 4}},
        (
            "sign.event.weights: unknown outcome `reducd`; did you mean `reduced`?; "
            "unknown outcome `zebra`"
        ),
    ),
    "unknown outcomes of levels": (
        {"kind": "state", "levels": {"low": {"zebra": 3}}},
        "sign.state.levels.low: unknown outcome `zebra`",
    ),
    "missing outcomes of likelihoods": (
        {"likelihoods": {"reduced": 0.5}},
        "sign.event.likelihoods: lacks `unchanged`; give every outcome",
    ),
    "missing outcomes of rates": (
        {"kind": "count", "per": "9d", "rates": {}},
        "sign.count.rates: lacks `reduced`, `unchanged`; give every outcome",
    ),
    "strangers beside missing outcomes": (
        {"likelihoods": {"zebra": 0.5, "reduced": 0.5}},
        (
            "sign.event.likelihoods: unknown outcome `zebra`; lacks `unchanged`; "
            "give every outcome"
        ),
    ),
    "strangers beside bad values": (
        {"weights": {"zebra": 3, "reduced": 101}},
        ("sign.event.weights: unknown outcome `zebra`; must lie within ±100 decibans"),
    ),
    "bad values alone": (
        {"weights": {"reduced": 101}},
        "sign.event.weights.reduced: must lie within ±100 decibans",
    ),
    "weights that are no mapping": (
        {"weights": 3},
        "sign.event.weights: Input should be a valid dictionary",
    ),
    "missing outcomes of expectations": (
        {"kind": "measure", "expects": {"unchanged": {"mean": 1, "sd": 1}}},
        "sign.measure.expects: lacks `reduced`; give every outcome",
    ),
}


@pytest.mark.parametrize(("fields", "fault"), CONTEXTUAL.values(), ids=CONTEXTUAL)
def test_what_the_scenario_and_the_model_do_not_know_is_refused(
    fields: Data, fault: str
) -> None:
    context = {"outcomes": OUTCOMES, "words": ("strong_for", "neutral")}
    assert refuse_sign(fields, **context) == fault


def test_known_words_and_outcomes_are_accepted() -> None:
    context = {"outcomes": OUTCOMES, "words": ("strong_for", "neutral")}
    data = {"title": "A sign", "weights": {"reduced": "strong_for", "unchanged": -3.5}}
    sign = TypeAdapter[EventIndicator](EventIndicator).validate_python(
        data, context=context
    )
    assert sign.weights == {"reduced": "strong_for", "unchanged": Decimal("-3.5")}


@pytest.mark.parametrize(
    ("given", "sets"),
    [({}, False), ({"half_life": None}, True), ({"half_life": "9d"}, True)],
    ids=["left out", "null", "days"],
)
def test_null_and_a_half_life_left_out_are_told_apart(
    given: Data, *, sets: bool
) -> None:
    assert make_sign(weights={}, **given).sets_half_life is sets


def test_a_window_opens_with_the_horizon_unless_it_says_otherwise() -> None:
    assert EventIndicator(title="A", weights={}).window_opens(OPENS) == OPENS
    later = make_sign(weights={}, **{"from": day(30)})
    assert isinstance(later, EventIndicator)
    assert later.window_opens(OPENS) == day(30)


@pytest.mark.parametrize(
    ("within", "held"),
    [
        ({}, [True] * 5),
        ({"within": "9d"}, [True, True, False, False, False]),
        ({"within": "9d", "from": day(30)}, [False, False, True, True, False]),
    ],
    ids=["no window", "from the opening", "from a day of its own"],
)
def test_a_window_holds_both_its_ends(within: Data, held: list[bool]) -> None:
    event = make_sign(weights={}, **within)
    assert isinstance(event, EventIndicator)
    days = [day(number) for number in (0, 9, 30, 39, 40)]
    assert [event.window_holds(each, OPENS) for each in days] == held


@pytest.mark.parametrize(
    ("fields", "levels"),
    [
        ({"levels": LEVELS}, ("low", "high")),
        ({"likelihoods": SHARES}, ("low", "high")),
    ],
    ids=["weights", "likelihoods"],
)
def test_a_state_knows_its_levels_in_the_order_of_the_file(
    fields: Data, levels: tuple[str, ...]
) -> None:
    state = make_sign(kind="state", **fields)
    assert isinstance(state, StateIndicator)
    assert state.level_ids == levels


@pytest.mark.parametrize(
    ("fields", "outcomes"),
    [
        ({"weights": {"a": 1, "c": 2}}, {"a", "c"}),
        ({"likelihoods": {"a": 0.1, "b": 0.2}}, {"a", "b"}),
        ({"kind": "count", "per": "9d", "rates": RATES}, {"a", "b"}),
        ({"kind": "count", "per": "9d", "weights": {"c": 1}}, {"c"}),
        ({"kind": "state", "levels": {"low": {"a": 1}, "high": {"c": 1}}}, {"a", "c"}),
        ({"kind": "state", "likelihoods": SHARES}, {"a", "b"}),
        ({"kind": "measure", "expects": EXPECTS}, {"a", "b"}),
    ],
    ids=[
        "weights",
        "likelihoods",
        "rates",
        "a count's weights",
        "levels",
        "shares",
        "expects",
    ],
)
def test_an_indicator_names_its_outcomes(fields: Data, outcomes: set[str]) -> None:
    assert named_outcomes(make_sign(**fields)) == outcomes


def test_every_kind_has_its_noun() -> None:
    assert {kind: noun.__name__ for kind, noun in KINDS.items()} == {
        "event": "EventIndicator",
        "count": "CountIndicator",
        "state": "StateIndicator",
        "measure": "MeasureIndicator",
    }
