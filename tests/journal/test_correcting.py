"""Corrections name what is there, say why beside the record, and take nothing away."""

import json
from datetime import date

import pytest

from journal.chronicle import Data, draft_step, make, records_of
from journal.clerk import who
from scenarios.domain.development import Development, Observation, Report
from scenarios.errors import UnknownNameError
from scenarios.journal.correcting import (
    draft_link,
    draft_note,
    draft_regrading,
    draft_resolution,
    draft_retraction,
    draft_unlinking,
    find_development,
    find_report,
)
from scenarios.journal.errors import (
    AmbiguousReportError,
    UnknownDevelopmentError,
    UnknownLinkError,
    UnknownReportError,
)
from scenarios.journal.news import News, fold
from scenarios.journal.record import Draft, Kind

HELD = {"indicator": "q/pay", "value": 3.5, "why": "it names a sum"}
TALKS: Data = {
    "id": "talks",
    "date": "2024-05-01",
    "observes": ["q/talks", HELD],
    "reports": [{"id": "r1", "source": "herald"}, {"id": "r2", "source": "wire"}],
}
STRIKE: Data = {
    "id": "strike",
    "date": "2024-05-02",
    "reports": [{"id": "r1", "source": "herald"}, {"id": "poster", "source": "union"}],
}
DAY = date(2024, 6, 1)


@pytest.fixture
def news() -> News:
    author = who()
    entries = [draft_step(("enter", each), author) for each in (TALKS, STRIKE)]
    return fold(records_of(entries))


@pytest.fixture
def talks(news: News) -> Development:
    return find_development(news, "talks")


def whys(draft: Draft) -> list[Data]:
    return [json.loads(payload.data) for payload in draft.payloads]


def bare(draft: Draft) -> Data:
    """Return the body without the commitment to its reason."""
    return {key: value for key, value in draft.body.items() if key != "payload"}


def test_a_development_is_found_by_its_id(news: News) -> None:
    assert find_development(news, "strike") == make(STRIKE)
    with pytest.raises(UnknownDevelopmentError, match=r"'stirke'; did you mean `stri"):
        find_development(news, "stirke")


def test_of_an_empty_journal_no_other_name_is_offered() -> None:
    with pytest.raises(UnknownDevelopmentError) as caught:
        find_development(fold([]), "talks")
    assert str(caught.value) == "unknown development 'talks'; there is none"


def test_a_report_is_found_by_its_development_or_where_it_is_one(news: News) -> None:
    development, report = find_report(news, "strike/r1")
    assert (development.id, report.id) == ("strike", "r1")
    development, report = find_report(news, "poster")
    assert (development.id, report.source) == ("strike", "union")


def test_a_report_of_several_developments_has_to_be_named_in_full(news: News) -> None:
    with pytest.raises(AmbiguousReportError) as caught:
        find_report(news, "r1")
    told = "'r1' names 2 reports; name one of talks/r1, strike/r1"
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("r9", UnknownReportError),
        ("talks/poster", UnknownReportError),
        ("nowhere/r1", UnknownDevelopmentError),
    ],
)
def test_a_report_that_is_not_there_is_refused(
    news: News, name: str, error: type[UnknownNameError]
) -> None:
    with pytest.raises(error, match=name.partition("/")[0]):
        find_report(news, name)


def test_many_names_are_not_all_listed() -> None:
    known = [f"d{number}" for number in range(9)]
    told = str(UnknownDevelopmentError("elsewhere", known))
    assert told == "unknown development 'elsewhere'; there is d0, d1, d2, d3, d4 …"


def test_a_retraction_says_from_when(talks: Development) -> None:
    draft = draft_retraction(talks, talks.reports[1], DAY, "It was denied.", who())
    assert draft.kind is Kind.REPORT_RETRACTED
    assert bare(draft) == {"development": "talks", "report": "r2", "on": "2024-06-01"}
    assert whys(draft) == [{"why": "It was denied."}]


def test_a_regrading_says_the_grade(talks: Development) -> None:
    draft = draft_regrading(talks, talks.reports[0], "B2", "", who())
    assert draft.kind is Kind.REPORT_REGRADED
    assert draft.body == {"development": "talks", "report": "r1", "grade": "B2"}
    assert draft.payloads == ()


def test_a_link_says_the_value_and_not_the_reason(talks: Development) -> None:
    observation = Observation.model_validate(HELD)
    draft = draft_link(talks, observation, "it does", who())
    assert draft.kind is Kind.OBSERVATION_LINKED
    held = {"indicator": "q/pay", "number": "3.5"}
    assert bare(draft) == {"development": "talks", "observes": (held,)}
    assert whys(draft) == [{"why": "it does"}]


def test_only_what_is_linked_can_be_unlinked(talks: Development) -> None:
    draft = draft_unlinking(talks, "q/talks", "they did not meet", who())
    assert draft.kind is Kind.OBSERVATION_UNLINKED
    assert bare(draft) == {"development": "talks", "indicator": "q/talks"}
    with pytest.raises(UnknownLinkError, match=r"unknown link 'q/pya'; did you mean"):
        draft_unlinking(talks, "q/pya", "", who())


def test_a_resolution_says_what_came_true_and_when() -> None:
    draft = draft_resolution("q", "up", DAY, "so said the court", who())
    assert draft.kind is Kind.SCENARIO_RESOLVED
    assert bare(draft) == {"scenario": "q", "outcome": "up", "on": "2024-06-01"}


def test_a_note_keeps_its_text_beside_the_record() -> None:
    draft = draft_note("Half a letter: \ud800", {"scenario": "q"}, who())
    assert draft.kind is Kind.NOTE
    assert bare(draft) == {"scenario": "q"}
    [payload] = draft.payloads
    assert payload.data.decode(errors="surrogatepass") == (
        '{"why":"Half a letter: \ud800"}'
    )


def test_a_correction_changes_nothing_that_was_found(news: News) -> None:
    before = news.developments
    development, report = find_report(news, "poster")
    assert isinstance(report, Report)
    draft_retraction(development, report, DAY, "", who())
    assert news.developments == before
