"""Entering a file records what is new of it, all or nothing, and says what it moved."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assessment.office import SPRING, Office, office_at, quiet
from desk import NEWS, replace_once
from scenarios.assessment.briefing import brief
from scenarios.assessment.recording import BATCH, record_developments, record_drafts
from scenarios.assessment.weighing import weigh
from scenarios.errors import FaultyDataError
from scenarios.journal.correcting import draft_note
from scenarios.journal.record import Kind
from scenarios.loading.developments import Developments, parse_developments

if TYPE_CHECKING:
    from pathlib import Path

REVISED = replace_once(NEWS, "strength: 0.8", "strength: 0.5")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_at(tmp_path)


def many(office: Office, *names: str) -> Developments:
    """Return developments of some names, as a JSONL file lists them."""
    dated = ({"id": name, "date": "2024-03-01", "reports": []} for name in names)
    data = "\n".join(json.dumps(each) for each in dated).encode()
    return parse_developments(data, "many.jsonl", office.workspace)


def test_a_file_is_recorded_and_what_it_moved_is_known(office: Office) -> None:
    recorded = office.enter()
    assert [each.seq for each in recorded.records] == [1, 2, 3, 4, 5]
    assert recorded.entered == {"d1", "d2", "d3", "d4", "d5"}
    assert recorded.before.developments.items == ()
    assert recorded.after == office.brief()
    talks = ("strike", "deal")
    before, after = (
        {
            (each.id, name): p
            for each in weigh(it.workspace, it.developments.items, SPRING)
            for name, p in each.probabilities.items()
        }
        for it in (recorded.before, recorded.after)
    )
    assert before[talks] != after[talks]


def test_entering_again_records_nothing(office: Office) -> None:
    office.enter()
    again = office.enter()
    assert (again.records, again.entered) == ((), frozenset())
    assert again.before == again.after
    assert office.store.head().size == 6


def test_what_changed_is_a_revision(office: Office) -> None:
    office.enter()
    recorded = office.enter(REVISED)
    (record,) = recorded.records
    assert record.draft.kind is Kind.DEVELOPMENT_REVISED
    assert recorded.entered == {"d1"}
    assert office.enter(REVISED).records == ()
    assert recorded.after == office.brief()


def test_a_correction_enters_no_development(office: Office) -> None:
    before = office.enter().after
    draft = draft_note("so it was said", {"development": "d1"}, office.author)
    recorded = record_drafts(office.store, office.workspace, before, [draft])
    assert recorded.entered == frozenset()
    assert recorded.after.news == before.news
    assert recorded.after.developments.journal != before.developments.journal


def test_many_are_made_safe_in_batches(office: Office) -> None:
    names = [f"d{number}" for number in range(BATCH + 1)]
    told: list[tuple[int, int]] = []
    plan, recorded = record_developments(
        office.store,
        office.workspace,
        many(office, *names),
        office.author,
        lambda done, total: told.append((done, total)),
    )
    assert len(plan.new) == len(recorded.records) == BATCH + 1
    assert told == [(BATCH, BATCH + 1), (BATCH + 1, BATCH + 1)]


def test_a_program_that_stopped_midway_goes_on_where_it_stopped(
    office: Office,
) -> None:
    class StoppedError(Exception):
        pass

    def stop(_: int, __: int) -> None:
        raise StoppedError

    names = [f"d{number}" for number in range(BATCH + 3)]
    given = many(office, *names)
    with pytest.raises(StoppedError):
        record_developments(office.store, office.workspace, given, office.author, stop)
    _, recorded = record_developments(
        office.store, office.workspace, given, office.author, quiet
    )
    assert recorded.entered == set(names[BATCH:])
    assert recorded.after.developments.items == given.items


@pytest.mark.parametrize(
    ("name", "fault"),
    [("cafe\u0301", "NFC"), ("letter-\u0378", "unassigned character U+0378")],
)
def test_a_name_that_no_record_holds_is_told_before_any_is_recorded(
    office: Office, name: str, fault: str
) -> None:
    names = [f"d{number}" for number in range(BATCH)]
    given = many(office, *names, name, "fine", f"{name}-2")
    with pytest.raises(FaultyDataError) as caught:
        record_developments(office.store, office.workspace, given, office.author, quiet)
    told = [str(issue) for issue in caught.value.issues]
    assert [line.partition(" error")[0] for line in told] == [
        f"many.jsonl:{BATCH + 1}:1:",
        f"many.jsonl:{BATCH + 3}:1:",
    ]
    assert all(f"{name}" in line and fault in line for line in told)
    assert office.store.head().size == 1


def test_a_name_of_no_file_is_told_by_itself(office: Office) -> None:
    given = Developments(many(office, "cafe\u0301").items)
    with pytest.raises(FaultyDataError, match="cannot be recorded") as caught:
        record_developments(office.store, office.workspace, given, office.author, quiet)
    assert [issue.location.path for issue in caught.value.issues] == ["cafe\u0301"]
    assert brief(office.store, office.workspace).developments.items == ()
