from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

import pytest

from scenarios.bulk.developing import developments_of, scenario_of
from scenarios.bulk.explaining import explain
from scenarios.domain.scenario import Scenario
from scenarios.engine.ledger import draw_up
from support import floats

if TYPE_CHECKING:
    from scenarios.bulk.finished import Finished
    from scenarios.loading.workspace import Workspace


def test_an_explanation_is_the_ledger_that_the_engine_draws_up(
    finished: Finished, desk: Workspace
) -> None:
    chance = Random(5)
    for pair in chance.sample(finished.pairs, 8):
        scenario = Scenario.model_validate(scenario_of(finished, pair))
        developments = developments_of(finished, pair)
        day = finished.first + dt.timedelta(chance.randrange(180))
        explained = explain(finished, pair, day)
        whole = draw_up(scenario, desk.model().model, desk.sources, developments, day)
        for row, exact in zip(explained.ledger.rows, whole.rows, strict=True):
            assert floats(row.decibans) == pytest.approx(floats(exact.decibans), 1e-12)
            assert row.reading.state == exact.reading.state
        assert list(explained.probabilities) == pytest.approx(
            floats(explained.ledger.probabilities), abs=1e-9
        )


def test_every_event_of_a_pair_is_counted_once_per_indicator(
    finished: Finished,
) -> None:
    pair = ("PAK", "USA")
    explained = explain(finished, pair, finished.last)
    links = [
        link.indicator_id
        for development in developments_of(finished, pair)
        for link in development.observes
    ]
    counted = {
        name: sum(news.events for news in told) for name, told in explained.news.items()
    }
    assert counted == {name: links.count(name) for name in counted}
    assert sum(counted.values()) > 30


def test_the_first_day_has_no_day_before(finished: Finished) -> None:
    explained = explain(finished, finished.pairs[0], finished.first)
    assert explained.before is None
    later = explain(finished, finished.pairs[0], finished.last)
    assert later.before is not None
