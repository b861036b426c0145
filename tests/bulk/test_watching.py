from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from bulk.test_running import probabilities
from scenarios.bulk.contributing import instance_of
from scenarios.bulk.watching import Rule, load_rule, watch
from scenarios.errors import FaultyDataError, UnreadableFileError

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios.bulk.finished import Finished
    from scenarios.bulk.template import Pair

pytestmark = pytest.mark.no_cover

RULE: dict[str, Any] = {
    "format": "scenarios/rule@1",
    "id": "cooling",
    "title": "Relations cool",
    "outcome": "cooling",
    "at_least": 0.4,
    "rise": 0.1,
    "within": "10d",
    "sources": 2,
}


def begun(finished: Finished, rule: Rule, pair: Pair) -> list[dt.date]:
    """Tell by hand on which days a rule begins to hold for a pair."""
    place = finished.outcomes.index(rule.outcome)
    chances = {d: p[place] for d, p in sorted(probabilities(finished, pair).items())}
    days, held = [], False
    for day, now in chances.items():
        earlier = max(finished.first, day - dt.timedelta(rule.within))
        rise = now - chances[earlier]
        holds = now >= rule.at_least and (rule.rise is None or rise >= rule.rise)
        if holds and not held:
            days.append(day)
        held = holds
    return days


def outlets(finished: Finished, rule: Rule, pair: Pair, day: dt.date) -> int:
    with finished.database() as base:
        ((number,),) = base.execute(
            "SELECT count(DISTINCT outlet) FROM contributions JOIN weights "
            "USING (weight) WHERE instance = ? AND known > ? AND known <= ? "
            f'AND "db_{rule.outcome}" > 0 AND decibans > 0',
            [instance_of(pair), day - dt.timedelta(rule.within), day],
        ).fetchall()
    return int(number)


@pytest.mark.parametrize(
    "changes", [{}, {"rise": None, "at_least": 0.6}, {"sources": 3, "within": "3d"}]
)
def test_an_alert_is_raised_where_the_rule_begins_to_hold(
    finished: Finished, changes: dict[str, Any]
) -> None:
    given = {key: v for key, v in {**RULE, **changes}.items() if v is not None}
    rule = Rule.model_validate(given)
    watched = watch(finished, rule, finished.first)
    expected = {
        (day, pair): outlets(finished, rule, pair, day)
        for pair in finished.pairs
        for day in begun(finished, rule, pair)
    }
    alerts = {(a.day, a.pair): a.outlets for a in watched.alerts}
    held_back = {(a.day, a.pair): a.outlets for a in watched.held_back}
    assert alerts == {k: n for k, n in expected.items() if n >= rule.sources}
    assert held_back == {k: n for k, n in expected.items() if n < rule.sources}
    assert alerts
    assert list(alerts) == sorted(alerts)


def test_alerts_of_earlier_days_are_left_out(finished: Finished) -> None:
    rule = Rule.model_validate(RULE)
    since = dt.date(2024, 3, 1)
    every = watch(finished, rule, finished.first).alerts
    later = watch(finished, rule, since).alerts
    assert later == tuple(each for each in every if each.day >= since)


def test_the_faults_of_a_rule_are_told_at_their_places(
    finished: Finished, tmp_path: Path
) -> None:
    path = tmp_path / "cooling.yaml"
    path.write_text(
        "format: scenarios/rule@1\nid: cooler\ntitle: T\noutcome: colling\n"
        "at_least: 0.4\nsources: 2\n"
    )
    with pytest.raises(FaultyDataError) as caught:
        load_rule(path, finished)
    assert [str(i).removeprefix(f"{path}:") for i in caught.value.issues] == [
        "2:5: error: id: must be the file's name, `cooling`",
        "4:10: error: outcome: unknown outcome `colling`; did you mean `cooling`?",
    ]
    path.write_text(path.read_text().replace("sources: 2", "sorces: 0"))
    with pytest.raises(FaultyDataError, match="did you mean `sources`"):
        load_rule(path, finished)
    with pytest.raises(UnreadableFileError):
        load_rule(tmp_path / "gone.yaml", finished)
