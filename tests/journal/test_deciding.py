"""A decision on an item is a record that names it, and nobody decides twice."""

import json
from pathlib import Path

import pytest

from items import GAZETTE, UNDATED
from journal.clerk import journal_at, who
from scenarios.domain.development import Development
from scenarios.journal.deciding import draft_decision, draft_report
from scenarios.journal.entering import draft_entry
from scenarios.journal.errors import MalformedRecordError, ReusedRequestError
from scenarios.journal.news import fold
from scenarios.journal.record import Kind
from scenarios.journal.subjects import about_item, subjects_of

D = Development.model_validate({"id": "d", "date": "2024-03-01"})
R = {"id": "r1", "source": "gazette", "published": "2024-03-05", "summary": "Hull"}


def test_a_decision_says_what_was_made_of_which_item_and_why() -> None:
    about = {"development": "d", "report": "r1"}
    draft = draft_decision(GAZETTE, "report_of", about, "the same walk-out", who())
    assert draft.kind is Kind.NOTE
    assert draft.body["item"] == "i-gazette"
    assert draft.body["decision"] == "report_of"
    assert str(draft.body["digest"]).startswith("sha256:")
    assert (draft.body["development"], draft.body["report"]) == ("d", "r1")
    (payload,) = draft.payloads
    assert json.loads(payload.data) == {
        "title": "Port of Hull walks out too",
        "url": "https://www.gazette.example/port-of-hull",
        "why": "the same walk-out",
    }
    assert about_item("i-gazette") in subjects_of(draft)


def test_of_two_who_decide_at_once_the_second_is_refused(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append([draft_decision(UNDATED, "not_ours", {}, "no date", who("a"))])
        second = draft_decision(UNDATED, "report_of", {}, "ours", who("b"))
        with pytest.raises(ReusedRequestError):
            store.append([second])
        anew = draft_decision(UNDATED, "report_of", {}, "x", who("b"), earlier=1)
        (record,) = store.append([anew])
        assert store.mentions(about_item("i-undated")) == (record.seq - 1, record.seq)


def test_a_report_is_added_to_what_is_on_record(tmp_path: Path) -> None:
    report = Development.model_validate(
        {"id": "d", "date": "2024-03-01", "reports": [R]}
    ).reports[0]
    with journal_at(tmp_path) as store:
        store.append([draft_entry(Kind.DEVELOPMENT_RECORDED, D, who("a"))])
        store.append([draft_report(D, report, who("b"))])
        (found,) = fold(store.read()).developments
    assert found.reports == (report,)


def test_what_a_record_may_not_hold_is_refused() -> None:
    # A character that no version of Unicode has settled yet.
    item = GAZETTE.model_copy(update={"id": "i-\U000e0fff"})
    with pytest.raises(MalformedRecordError):
        draft_decision(item, "not_ours", {}, "why", who())
