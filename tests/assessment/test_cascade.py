"""A retraction names every published word that would have been another without it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.office import SPRING, Office, drawn_at, office_at
from scenarios import assess
from scenarios.assessment.cascade import Affected, affected_judgements, cascade_of
from scenarios.assessment.replaying import Archive
from scenarios.journal.correcting import (
    draft_regrading,
    draft_retraction,
    find_report,
)
from scenarios.loading.developments import Developments

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from scenarios.assessment.publishing import Judgement
    from scenarios.domain.development import Development

FEW = settings(
    max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = office_at(tmp_path)
    office.enter()
    return office


def told_without(
    office: Office, items: Sequence[Development], judgement: Judgement, name: str
) -> list[Affected]:
    """Assess anew without a report, from a plain list and not from the record."""
    development, _, report = name.partition("/")
    fewer = []
    for each in items:
        kept = tuple(
            r for r in each.reports if (each.id, r.id) != (development, report)
        )
        fewer.append(each.model_copy(update={"reports": kept}))
    as_of = judgement.assessment.as_of
    again = assess(office.workspace, Developments(tuple(fewer)), as_of)
    return [
        Affected(judgement.record.seq, as_of, then.id, a.id, a.word, b.word)
        for then in judgement.assessment.scenarios
        for a, b in zip(then.outcomes, again[then.id].outcomes, strict=True)
        if a.word != b.word
    ]


def test_a_retraction_finds_the_words_it_would_have_changed(office: Office) -> None:
    items = office.brief().developments.items
    days = (date(2024, 2, 19), SPRING, date(2024, 6, 1))
    judgements = [office.publish(as_of) for as_of in days]
    name = "d2/r1"
    draft = draft_retraction(
        *find_report(office.brief().news, name), SPRING, "denied", office.author
    )
    office.append(draft)
    found = cascade_of(draft, office.store)
    assert found is not None
    wanted = [e for j in judgements for e in told_without(office, items, j, name)]
    assert list(found) == wanted
    assert len(wanted) > 0
    # On the first day it had not been published, on the others it counted.
    assert {each.seq for each in wanted} <= {each.record.seq for each in judgements[1:]}


def test_a_judgement_that_did_not_know_the_development_is_left_alone(
    office: Office,
) -> None:
    office.publish(known_at=1)
    assert list(affected_judgements(Archive(office.store), "d2", "r1")) == []
    office.publish()
    assert list(affected_judgements(Archive(office.store), "d2", "r9")) == []


def test_only_a_retraction_has_a_cascade(office: Office) -> None:
    office.publish()
    told = find_report(office.brief().news, "d2/r1")
    regrading = draft_regrading(*told, "E5", "a bad source", office.author)
    assert cascade_of(regrading, office.store) is None


@FEW
@given(seed=st.integers(0, 10**6), data=st.data())
def test_a_cascade_is_what_assessing_without_the_report_gives(
    tmp_path_factory: pytest.TempPathFactory, seed: int, data: st.DataObject
) -> None:
    office, news, dates = drawn_at(tmp_path_factory.mktemp("drawn"), seed)
    office.enter(news)
    names = [f"{each.id}/{r.id}" for each in news.items for r in each.reports]
    if names:
        judgements = [office.publish(day) for day in dates[-4::2]]
        for name in data.draw(st.lists(st.sampled_from(names), max_size=2)):
            found = affected_judgements(Archive(office.store), *name.split("/"))
            assert list(found) == [
                each
                for judgement in judgements
                for each in told_without(office, news.items, judgement, name)
            ]
    office.store.close()
