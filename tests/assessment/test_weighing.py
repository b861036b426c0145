"""Weighing gives the numbers of an assessment, and what is withdrawn has none."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.office import SPRING, Office, drawn_at, office_at
from scenarios import assess
from scenarios.assessment.linking import make_observation
from scenarios.assessment.weighing import Weighed, weigh
from scenarios.errors import FaultyDataError, UnknownModelError, UnknownScenarioError
from scenarios.journal.correcting import draft_link, draft_unlinking

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from pathlib import Path

    from scenarios.domain.development import Development

FEW = settings(
    max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SEEDS = st.integers(0, 10**6)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = office_at(tmp_path)
    office.enter()
    return office


def numbers(weighed: Iterable[Weighed]) -> list[object]:
    """Return every number of some ledgers."""
    return [
        (each.probabilities, each.scores, each.words, each.ledger.prior, rows)
        for each in weighed
        for rows in [[(r.factor, r.decibans) for r in each.ledger.rows]]
    ]


def without(
    developments: Sequence[Development], name: str, report: str
) -> list[Development]:
    """Leave a report out."""
    return [
        each.model_copy(
            update={"reports": tuple(r for r in each.reports if r.id != report)}
        )
        if each.id == name
        else each
        for each in developments
    ]


def test_weighing_gives_what_an_assessment_gives(office: Office) -> None:
    found = office.brief()
    items = found.developments.items
    for model in (None, "wary"):
        whole = assess(found.workspace, found.developments, SPRING, model=model)
        parts = weigh(found.workspace, items, SPRING, model=model)
        assert [each.id for each in parts] == [each.id for each in whole.scenarios]
        for part, each in zip(parts, whole.scenarios, strict=True):
            assert part.ledger == each.ledger
            assert part.probabilities == each.probabilities
            assert part.words == {o.id: o.word for o in each.outcomes}
            assert part.scenario == each.scenario
            assert part.as_of == SPRING
            assert abs(sum(part.scores.values(), Decimal(0))) < Decimal("1e-25")


def test_scenarios_are_weighed_in_the_order_asked_for(office: Office) -> None:
    asked = weigh(office.workspace, [], SPRING, scenarios=["vote", "strike"])
    assert [each.id for each in asked] == ["vote", "strike"]


def test_what_is_not_there_cannot_be_weighed(office: Office) -> None:
    with pytest.raises(UnknownScenarioError):
        weigh(office.workspace, [], SPRING, scenarios=["strikes"])
    with pytest.raises(UnknownModelError):
        weigh(office.workspace, [], SPRING, model="bold")


def test_a_scale_that_lacks_a_word_cannot_weigh(tmp_path: Path) -> None:
    models = {"models/curt.yaml": "format: scenarios/model@1\nid: curt\ntitle: C\n"}
    office = office_at(tmp_path, models)
    curt = office.workspace.models["curt"]
    short = curt.model.model_copy(update={"scale": {"neutral": 0}})
    object.__setattr__(curt, "model", short)
    with pytest.raises(FaultyDataError, match="strong_for"):
        weigh(office.workspace, [], SPRING, model="curt")


@FEW
@given(seed=SEEDS, data=st.data())
def test_a_retracted_report_is_as_if_it_never_was(
    tmp_path_factory: pytest.TempPathFactory, seed: int, data: st.DataObject
) -> None:
    office, news, dates = drawn_at(tmp_path_factory.mktemp("drawn"), seed)
    office.enter(news)
    told = [(each, report) for each in news.items for report in each.reports]
    if told:
        each, report = data.draw(st.sampled_from(told))
        on = data.draw(st.sampled_from(dates))
        office.retract(f"{each.id}/{report.id}", on)
        now = office.brief().developments.items
        never = without(news.items, each.id, report.id)
        for as_of in (day for day in dates if day >= on):
            _check_equal(office, now, never, as_of)
        if report.retracted is None:
            for as_of in (day for day in dates if day < on):
                _check_equal(office, now, news.items, as_of)
    office.store.close()


def _check_equal(
    office: Office,
    one: Sequence[Development],
    other: Sequence[Development],
    as_of: date,
) -> None:
    first = numbers(weigh(office.workspace, one, as_of))
    assert first == numbers(weigh(office.workspace, other, as_of))


def test_a_link_taken_back_is_as_if_it_never_was(office: Office) -> None:
    before = office.brief().developments
    talks = before.items[0]
    observation = make_observation(
        talks,
        "strike/mood",
        office.workspace.known,
        value="cold",
        strength=None,
        absent=False,
    )
    office.append(draft_link(talks, observation, "so it was said", office.author))
    linked = office.brief().developments
    unlinking = draft_unlinking(linked.items[0], "strike/mood", "no", office.author)
    office.append(unlinking)
    after = office.brief().developments
    assert after.items == before.items
    assert after.digest == before.digest != linked.digest
    moved = numbers(weigh(office.workspace, linked.items, SPRING))
    assert moved != numbers(weigh(office.workspace, before.items, SPRING))
