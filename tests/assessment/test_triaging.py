"""Triage: decisions go on record together, or every fault of them is told."""

from pathlib import Path

import pytest

from assessment.office import SPRING, Office, office_at
from desk import SOURCES, replace_once
from items import ITEMS
from scenarios.assessment.recording import foresee_drafts, record_drafts
from scenarios.assessment.triaging import Desk, Triage, plan_triage
from scenarios.assessment.weighing import weigh
from scenarios.domain.item import Item
from scenarios.errors import FaultyDataError
from scenarios.explanation.impact import effect_of
from scenarios.journal.errors import UnknownItemError
from scenarios.journal.record import Kind
from scenarios.journal.subjects import about_item
from scenarios.loading.decisions import parse_decisions

SITED = replace_once(
    replace_once(SOURCES, "The Gazette,", "The Gazette, sites: [gazette.example],"),
    "The union,",
    "The union, sites: [union.example],",
)
HEAD = "format: scenarios/decisions@1\ndecisions:\n"
HULL = """\
  - item: i-gazette
    new: {id: d9, date: 2024-03-05, title: Hull walks out, observes: [strike/walkouts]}
    report: {credibility: 2, origin: wire}
    why: a further port
  - item: i-union
    report_of: d9
    report: {credibility: 3, origin: wire}
    why: the same walk-out
  - {item: i-cricket, not_ours: true, why: cricket}
"""


def find(name: str) -> Item:
    for item in ITEMS:
        if item.id == name:
            return item
    raise UnknownItemError(name)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    opened = office_at(tmp_path, {"sources.yaml": SITED})
    opened.enter()
    return opened


def desk_of(office: Office) -> Desk:
    def decisions_on(name: str) -> int:
        return len(office.store.mentions(about_item(name)))

    news = office.brief().news
    return Desk(office.workspace, news, find, decisions_on, office.author)


def plan(office: Office, text: str) -> Triage:
    file = parse_decisions((HEAD + text).encode(), "decisions.yaml")
    return plan_triage(file, desk_of(office))


def faults(office: Office, text: str) -> list[str]:
    with pytest.raises(FaultyDataError) as told:
        plan(office, text)
    return [str(issue) for issue in told.value.issues]


def test_decisions_become_records_each_beside_what_it_made(office: Office) -> None:
    drafts = plan(office, HULL).drafts
    assert [draft.kind for draft in drafts] == [
        Kind.DEVELOPMENT_RECORDED,
        Kind.NOTE,
        Kind.REPORT_ADDED,
        Kind.NOTE,
        Kind.NOTE,
    ]
    notes = [draft.body for draft in drafts if draft.kind is Kind.NOTE]
    assert [(note["item"], note["decision"]) for note in notes] == [
        ("i-gazette", "new"),
        ("i-union", "report_of"),
        ("i-cricket", "not_ours"),
    ]
    assert [note.get("report") for note in notes] == ["r1", "r2", None]


def test_a_preview_moves_what_recording_moves_and_leaves_the_journal_alone(
    office: Office,
) -> None:
    before, drafts = office.brief(), plan(office, HULL).drafts
    size = office.store.head().size
    foreseen = foresee_drafts(office.store, office.workspace, before, drafts)
    assert office.store.head().size == size
    recorded = record_drafts(office.store, office.workspace, before, drafts)
    assert foreseen.records == recorded.records
    assert foreseen.scenarios == recorded.scenarios == ("strike",)
    effects = [effect_of(each, SPRING) for each in (foreseen, recorded)]
    moved = [[m.after for m in each.impacts[0].moves] for each in effects]
    assert moved[0] == moved[1]
    assert effects[0].impacts


def test_what_was_accepted_counts_like_a_file_that_says_the_same(
    office: Office,
) -> None:
    record_drafts(
        office.store, office.workspace, office.brief(), plan(office, HULL).drafts
    )
    found = office.brief()
    (news,) = [each for each in found.developments.items if each.id == "d9"]
    assert [report.source for report in news.reports] == ["gazette", "union"]
    assert [str(report.published) for report in news.reports] == ["2024-03-05"] * 2
    (weighed,) = weigh(
        found.workspace, found.developments.items, SPRING, scenarios=["strike"]
    )
    (row,) = [r for r in weighed.ledger.rows if r.reading.id == "walkouts"]
    told = {each.told.development.id: each.told for each in row.reading.evidence}
    # Two papers, one wire: one voice, and the better of the two speaks.
    assert len(told["d9"].voices) == 1
    assert told["d9"].voices[0].report.source == "gazette"


def test_every_fault_is_told_at_its_place(office: Office) -> None:
    text = """\
  - {item: i-zebra, not_ours: true, why: x}
  - {item: i-gazette, report_of: d99, why: x}
  - {item: i-gazette, not_ours: true, why: x}
  - item: i-union
    new: {id: d1, date: 2024-03-05, observes: [strike/walkout]}
    report: {source: unoin}
    why: x
  - {item: i-undated, report_of: d1, again: true, why: x}
"""
    found = faults(office, text)
    assert [line.split(": error: ")[0].split(":")[1] for line in found] == [
        "3",
        "4",
        "5",
        "7",
        "7",
        "8",
        "10",
        "10",
        "10",
    ]
    told = "\n".join(found)
    assert "no item of the inbox is called 'i-zebra'" in told
    assert "unknown development `d99`" in told
    assert "is decided on by entry 1 of this file" in told
    assert "`d1` is on record already; make it `report_of: d1`" in told
    assert "strike has no indicator `walkout`; did you mean `walkouts`" in told
    assert "unknown source `unoin`; did you mean `union`" in told
    assert "has not been decided on yet; leave it out" in told
    assert "does not say when it was published" in told


def test_a_fault_of_a_new_development_is_told_once(office: Office) -> None:
    text = HULL.replace("strike/walkouts", "strike/walkabout")
    (fault,) = faults(office, text)
    assert "walkabout" in fault


def test_what_is_decided_is_decided_again_only_by_saying_so(office: Office) -> None:
    refuse = "  - {item: i-cricket, not_ours: true, why: cricket}\n"
    drafts = plan(office, refuse).drafts
    record_drafts(office.store, office.workspace, office.brief(), drafts)
    (fault,) = faults(office, refuse)
    assert "say `again: true` to decide anew" in fault
    anew = refuse.replace("why", "again: true, why")
    (draft,) = plan(office, anew).drafts
    assert draft.req != drafts[0].req


def test_a_name_that_no_record_may_hold_is_told(office: Office) -> None:
    text = HULL.replace("id: d9", 'id: "d9\U000e0fff"').replace(
        "report_of: d9", 'report_of: "d9\U000e0fff"'
    )
    found = faults(office, text)
    assert any("cannot be recorded" in line for line in found)
