from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bulk.test_running import probabilities
from scenarios.bulk.moving import movers

if TYPE_CHECKING:
    from scenarios.bulk.finished import Finished

DAY = dt.date(2024, 3, 5)


def test_the_movers_are_those_that_moved_most(finished: Finished) -> None:
    expected = []
    for pair in finished.pairs:
        found = probabilities(finished, pair)
        before, now = found[DAY - dt.timedelta(1)], found[DAY]
        changes = [b - a for a, b in zip(before, now, strict=True)]
        expected.append((max(changes, key=abs), pair))
    expected.sort(key=lambda entry: (-abs(entry[0]), entry[1]))
    found_movers = movers(finished, DAY, most=10)
    assert [each.pair for each in found_movers] == [pair for _, pair in expected[:10]]
    assert [each.change for each in found_movers] == pytest.approx(
        [change for change, _ in expected[:10]]
    )


def test_movers_of_one_outcome_are_judged_by_it_alone(finished: Finished) -> None:
    found = movers(finished, DAY, outcome="force", most=5)
    assert {each.outcome for each in found} == {"force"}
    assert [abs(e.change) for e in found] == sorted(
        (abs(e.change) for e in found), reverse=True
    )


def test_a_mover_names_the_news_of_its_day(finished: Finished) -> None:
    (first, *_) = movers(finished, DAY)
    with finished.database() as base:
        told = base.execute(
            "SELECT indicator, count(*) FROM contributions JOIN weights USING (weight) "
            "JOIN instances USING (instance) WHERE source = ? AND target = ? "
            "AND known = ? GROUP BY indicator",
            [*first.pair, DAY],
        ).fetchall()
    assert first.news == dict(told)
    assert 1 <= first.outlets <= sum(first.news.values())


def test_nothing_moves_on_the_first_day(finished: Finished) -> None:
    assert movers(finished, finished.first) == []
