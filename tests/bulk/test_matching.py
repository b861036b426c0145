from __future__ import annotations

import datetime as dt
from dataclasses import astuple
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.bulk.codes import cameo_codes, plover_types, role_codes
from scenarios.bulk.event import COLUMNS, CodedEvent
from scenarios.bulk.matching import condition, is_match
from scenarios.bulk.pattern import Events, Pattern

pytestmark = pytest.mark.no_cover

DAY = dt.date(2024, 2, 3)
CODES = sorted(cameo_codes())
SOME_ROLES = sorted(role_codes())[:8]


def keys(inner: st.SearchStrategy[Any] | None) -> st.SearchStrategy[dict[str, Any]]:
    flat: dict[str, st.SearchStrategy[Any]] = {
        "code": st.lists(st.sampled_from(CODES), min_size=1, max_size=3),
        "plover": st.lists(st.sampled_from(plover_types()), min_size=1, max_size=3),
        "quad": st.lists(st.integers(1, 4), min_size=1, max_size=3),
        "source_role": st.lists(st.sampled_from(SOME_ROLES), min_size=1, max_size=3),
        "target_role": st.lists(st.sampled_from(SOME_ROLES), min_size=1, max_size=3),
        "goldstein": st.lists(st.integers(-10, 10), min_size=2, max_size=2).map(sorted),
        "mentions": st.integers(1, 6),
        "sources": st.integers(1, 6),
    }
    if inner is not None:
        flat["any"] = st.lists(inner, min_size=1, max_size=2)
        flat["none"] = st.lists(inner, min_size=1, max_size=2)
    return st.fixed_dictionaries({}, optional=flat).filter(bool)


patterns = keys(keys(keys(None)))
roles = st.lists(st.sampled_from([*SOME_ROLES, "XXX"]), max_size=3).map(" ".join)
events = st.builds(
    CodedEvent,
    event=st.just(1),
    day=st.just(DAY),
    known=st.just(DAY),
    source=st.just("PAK"),
    target=st.just("USA"),
    source_roles=roles,
    target_roles=roles,
    code=st.none() | st.sampled_from([*CODES, "13y", "9999"]),
    plover=st.none() | st.sampled_from(plover_types()),
    quad=st.none() | st.integers(1, 4),
    goldstein=st.none() | st.integers(-100, 100).map(lambda n: n / 10),
    mentions=st.integers(1, 8),
    sources=st.integers(1, 8),
)


@settings(max_examples=150, deadline=None)
@given(patterns, st.lists(events, min_size=1, max_size=30))
def test_the_sql_and_the_predicate_choose_the_same_events(
    given_pattern: dict[str, Any], told: list[CodedEvent]
) -> None:
    pattern = Pattern.model_validate(given_pattern)
    with duckdb.connect() as base:
        columns = ", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())
        base.execute(f"CREATE TABLE events (place INTEGER, {columns})")
        marks = ", ".join("?" for _ in range(len(COLUMNS) + 1))
        rows = [(place, *astuple(event)) for place, event in enumerate(told)]
        base.executemany(f"INSERT INTO events VALUES ({marks})", rows)
        asked = f"SELECT {condition(pattern)} FROM events ORDER BY place"
        found = [answer for (answer,) in base.execute(asked).fetchall()]
    assert found == [is_match(pattern, event) for event in told]


def coded(**changes: object) -> CodedEvent:
    base: dict[str, Any] = {"event": 7, "day": DAY, "known": DAY}
    return CodedEvent(**{**base, "source": "PAK", "target": "USA", **changes})


@pytest.mark.parametrize(
    ("pattern", "event", "expected"),
    [
        pytest.param({"code": ["18"]}, {"code": "1823"}, True, id="a root holds all"),
        pytest.param({"code": ["18"]}, {"code": "081"}, False, id="from its start"),
        pytest.param({"code": ["01"]}, {"code": None}, False, id="no code, no match"),
        pytest.param({"plover": ["ASSAULT"]}, {"code": "202"}, True, id="mapped type"),
        pytest.param(
            {"plover": ["AID"]}, {"code": "202", "plover": "AID"}, True, id="own type"
        ),
        pytest.param({"quad": [3, 4]}, {"quad": 2}, False, id="another class"),
        pytest.param(
            {"source_role": ["MIL"]}, {"source_roles": "GOV MIL"}, True, id="one role"
        ),
        pytest.param(
            {"source_role": ["MIL"]}, {"target_roles": "MIL"}, False, id="the other's"
        ),
        pytest.param({"goldstein": [-10, -5]}, {"goldstein": -5.0}, True, id="edge"),
        pytest.param({"goldstein": [-10, 10]}, {}, False, id="scale not told"),
        pytest.param({"mentions": 3}, {"mentions": 2}, False, id="too few mentions"),
        pytest.param(
            {"any": [{"quad": [1]}, {"sources": 2}]}, {"sources": 2}, True, id="any"
        ),
        pytest.param(
            {"none": [{"code": ["14"]}]}, {"code": None}, True, id="none of what is not"
        ),
    ],
)
def test_a_pattern_asks_for_every_key(
    pattern: dict[str, Any], event: dict[str, Any], *, expected: bool
) -> None:
    assert is_match(Pattern.model_validate(pattern), coded(**event)) is expected


def test_direction_and_strength_alone_are_no_pattern() -> None:
    with pytest.raises(ValueError, match="would match every event"):
        Events.model_validate({"direction": "either", "strength": 0.5})
