"""A development comes back from its record, and its texts stand beside the record."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.chronicle import (
    ENTRIES,
    OBSERVATIONS,
    REPORTS,
    Data,
    make,
    records_of,
    reread,
    without_texts,
)
from journal.clerk import who
from scenarios.domain.canonical import canonical_bytes, digest_of
from scenarios.domain.development import Development, Observation, Report
from scenarios.journal.correcting import draft_link
from scenarios.journal.entering import draft_entry
from scenarios.journal.entries import (
    development_of,
    observations_of,
    reports_of,
    write_reports,
)
from scenarios.journal.record import Draft, Kind, Record, parse_record


def entered(development: Development) -> Record:
    draft = draft_entry(Kind.DEVELOPMENT_RECORDED, development, who())
    _, record = records_of([draft])
    return record


def plain(development: Development) -> Data:
    read: Data = json.loads(canonical_bytes(development))
    return read


def observed(**parts: object) -> Development:
    observation = {"indicator": "q/mood", **parts}
    return make({"id": "d", "date": "2024-05-01", "observes": [observation]})


@given(ENTRIES)
def test_a_development_comes_back_from_its_record(data: Data) -> None:
    development = make(data)
    back = development_of(reread(entered(development)).draft)
    assert back == development
    assert digest_of([back]) == digest_of([development])


@given(ENTRIES)
def test_without_its_payloads_only_its_texts_are_gone(data: Data) -> None:
    development = make(data)
    bare = parse_record(entered(development).data)
    back = development_of(bare.draft)
    assert plain(back) == without_texts(plain(development))


@given(ENTRIES)
def test_no_free_text_stands_in_a_record(data: Data) -> None:
    record = entered(make(data))
    assert "⟦".encode() not in record.data
    told = "".join(each.data.decode() for each in record.draft.payloads)
    assert told.count("⟦") == str(plain(make(data))).count("⟦")


def test_a_record_says_all_that_feeds_a_number() -> None:
    report = {
        "id": "r1",
        "source": "herald",
        "published": "2024-05-03",
        "credibility": 2,
        "origin": "wire",
        "stance": "denies",
        "grade": "B3",
        "retracted": {"on": "2024-06-01", "why": "It was wrong."},
        "item": "item-0a1b",
        "feed": "herald",
    }
    observes = [{"indicator": "q/pay", "value": 3.5, "strength": 0.5, "absent": True}]
    data = {"id": "d", "date": "2024-05-01", "observes": observes, "reports": [report]}
    body = json.loads(entered(make(data)).data)["body"]
    body["reports"][0].pop("payload")
    assert body == {
        "development": "d",
        "date": "2024-05-01",
        "observes": [
            {"indicator": "q/pay", "number": "3.5", "strength": "0.5", "absent": True}
        ],
        "reports": [
            {
                "report": "r1",
                "source": "herald",
                "credibility": "2",
                "stance": "denies",
                "origin": "wire",
                "grade": "B3",
                "published": "2024-05-03",
                "retracted": "2024-06-01",
                "item": "item-0a1b",
            }
        ],
    }


@pytest.mark.parametrize("number", ["1e50", "-1e300", "1e-300", "0e9", "7"])
def test_a_number_with_a_far_exponent_comes_back(number: str) -> None:
    development = observed(value=Decimal(number))
    back = development_of(reread(entered(development)).draft)
    assert back.observes[0].value == Decimal(number)


@pytest.mark.parametrize("level", ["1", "1.0", "1.50", "2024"])
def test_a_level_that_looks_like_a_number_keeps_its_spelling(level: str) -> None:
    back = development_of(reread(entered(observed(value=Decimal(level)))).draft)
    assert back.observes[0].level == level


@given(st.lists(REPORTS, max_size=3, unique_by=lambda each: each["id"]))
def test_reports_come_back_from_the_record_that_adds_them(data: list[Data]) -> None:
    reports = tuple(map(Report.model_validate, data))
    bodies, payloads = write_reports(reports, who().entropy)
    body: Data = {"development": "d", "reports": bodies}
    draft = who().draft(Kind.REPORT_ADDED, body, tuple(payloads))
    assert reports_of(_read(draft)) == reports


@given(OBSERVATIONS.filter(lambda each: isinstance(each, dict)), st.text(max_size=5))
def test_a_link_comes_back_with_the_reason_of_its_record(data: Data, why: str) -> None:
    observation = Observation.model_validate({**data, "why": why})
    draft = draft_link(observed(), observation, why, who())
    assert observations_of(_read(draft)) == (observation,)


def _read(draft: Draft) -> Draft:
    _, record = records_of([draft])
    return reread(record).draft
