"""What a journal was told is assessed as the file is that it was entered from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessment.office import SPRING, Office, drawn_at, office_at
from desk import NEWS, SCENARIO, replace_once
from journal.clerk import journal_at
from scenarios import assess, load_workspace
from scenarios.assessment.briefing import brief, position_at, size_at
from scenarios.errors import Severity
from scenarios.journal.correcting import draft_note, draft_resolution
from scenarios.journal.errors import UnknownRecordError
from scenarios.journal.redacting import draft_redaction
from scenarios.journal.tree import root_of
from scenarios.loading.developments import Position, Whole

if TYPE_CHECKING:
    from pathlib import Path

FEW = settings(
    max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SEEDS = st.integers(0, 10**6)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = office_at(tmp_path)
    office.enter()
    return office


@FEW
@given(seed=SEEDS)
def test_a_journal_gives_the_assessment_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    office, news, dates = drawn_at(tmp_path_factory.mktemp("drawn"), seed)
    office.enter(news)
    found = office.brief()
    assert found.issues == ()
    assert found.developments.items == news.items
    assert found.developments.whole == news.whole
    for as_of in dates[:: max(1, len(dates) // 3)]:
        told = assess(found.workspace, found.developments, as_of)
        assert told.journal == position_at(office.store, office.store.head().size)
        assert replace(told, journal=None) == assess(office.workspace, news, as_of)
    office.store.close()


def test_what_was_redacted_is_told_by_development_and_report(office: Office) -> None:
    assert office.brief().developments.redacted == {}
    draft = draft_redaction(office.store, "d1", "r2", "by law", office.author)
    office.append(draft)
    office.store.purge()
    assert office.brief().developments.redacted == {"d1": {"r2"}}
    office.append(draft_redaction(office.store, "d4", None, "by law", office.author))
    office.store.purge()
    assert office.brief().developments.redacted == {"d1": {"r2"}, "d4": {""}}


def test_each_position_knows_what_a_journal_of_that_length_knows(
    office: Office, tmp_path: Path
) -> None:
    office.retract("d1/r1", date(2024, 3, 1))
    office.enter(replace_once(NEWS, "strength: 0.8", "strength: 0.5"))
    why = "the court ruled"
    office.append(
        draft_resolution("strike", "ruling", date(2024, 5, 1), why, office.author)
    )
    records = list(office.store.read())
    for record in records[1:]:
        with journal_at(tmp_path / f"{record.seq}") as prefix:
            # The first record is another, the rest are sealed anew after it.
            prefix.append([each.draft for each in records[1 : record.seq + 1]])
            then = brief(prefix, office.workspace)
        known = brief(office.store, office.workspace, known_at=record.seq)
        by_time = brief(office.store, office.workspace, known_at=record.draft.at)
        assert known.news == by_time.news == then.news
        assert known.workspace == then.workspace
        assert known.developments.items == then.developments.items
        assert known.developments.records == then.developments.records
        assert known.developments.whole == then.developments.whole
    assert known.news == office.brief().news
    assert known.workspace.scenarios["strike"].scenario.resolved is not None


def test_a_position_is_the_size_and_the_root_over_the_leaves(office: Office) -> None:
    leaves = [bytes.fromhex(record.leaf) for record in office.store.read()]
    for size in range(len(leaves) + 1):
        root = root_of(leaves[:size]).hex()
        assert position_at(office.store, size) == Position(size, root)


def test_a_time_is_the_last_record_written_by_then(office: Office) -> None:
    times = [record.draft.at for record in office.store.read()]
    second = timedelta(seconds=1)
    assert size_at(office.store, times[0] - second) == 0
    assert size_at(office.store, times[3]) == 4
    assert size_at(office.store, times[3] + second) == 4
    assert size_at(office.store, datetime(9999, 1, 1, tzinfo=UTC)) == len(times)
    assert size_at(office.store, None) == len(times)


def test_before_its_first_record_a_journal_knows_nothing(office: Office) -> None:
    told = brief(office.store, office.workspace, datetime(2000, 1, 1, tzinfo=UTC))
    assert told.developments.items == ()
    assert told.developments.journal == Position(0, root_of([]).hex())


@pytest.mark.parametrize("number", [-1, 6, 10**30])
def test_a_record_that_is_not_there_is_no_position(office: Office, number: int) -> None:
    assert office.store.head().size == 6
    with pytest.raises(UnknownRecordError, match=f"there is no record {number};"):
        brief(office.store, office.workspace, number)


def test_a_link_without_a_place_is_left_out_and_told(
    office: Office, tmp_path: Path
) -> None:
    pruned = replace_once(SCENARIO, "}, cold: {", "}, icy: {")
    pruned = replace_once(pruned, "  talks:\n", "  meetings:\n")
    root = tmp_path / "later"
    office_at(root, {"scenarios/strike.yaml": pruned, "cases/calm.yaml": None})
    found = brief(office.store, load_workspace(root / "desk"))
    told = [str(issue) for issue in found.issues]
    where = office.store.where
    gone = "strike has no indicator `talks`; did you mean `walkouts`?"
    other = "unknown level `cold`; the levels are warm, icy"
    assert told == [
        f"{where}:1:1: warning: d1.observes.0: {gone}",
        f"{where}:2:1: warning: d2.observes.1.value: {other}",
    ]
    assert {issue.severity for issue in found.issues} == {Severity.WARNING}
    links = [[o.indicator for o in d.observes] for d in found.developments.items[:2]]
    assert links == [[], ["strike/walkouts"]]
    assert found.developments.whole == Whole.of(found.news.developments)
    assert found.developments.whole == office.brief().developments.whole


def test_a_source_without_a_place_leaves_links_where_they_are(
    office: Office, tmp_path: Path
) -> None:
    bare = {"sources.yaml": None, "cases/calm.yaml": None}
    later = office_at(tmp_path / "later", bare)
    found = brief(office.store, later.workspace)
    assert found.issues == ()
    assert found.developments.items == office.brief().developments.items


def test_a_resolution_settles_the_workspace(office: Office) -> None:
    ends = draft_resolution("strike", "deal", SPRING, "signed", office.author)
    office.append(ends)
    found = office.brief()
    settled = assess(found.workspace, found.developments, SPRING)["strike"]
    assert settled.resolved is not None
    assert settled.resolved.why == "signed"
    assert settled.probabilities["deal"] == 1


def test_a_resolution_of_what_is_gone_settles_nothing(office: Office) -> None:
    for name, outcome in (("gone", "deal"), ("strike", "gone")):
        office.append(draft_resolution(name, outcome, SPRING, "", office.author))
    office.append(draft_note("on it", {"scenario": "strike"}, office.author))
    assert office.brief().workspace == office.workspace
