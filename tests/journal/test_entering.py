"""Entering developments records what is new or revised, and nothing twice."""

from hypothesis import given

from journal.chronicle import NEWS, Data, draft_step, make, records_of
from journal.clerk import who
from scenarios.journal.entering import Entering, draft_entry, plan_entries
from scenarios.journal.news import fold
from scenarios.journal.record import Draft, Kind

FIRST: Data = {"id": "d1", "date": "2024-05-01", "observes": ["q/talks"]}
SECOND: Data = {"id": "d2", "date": "2024-05-02", "title": "They met"}


def enter(*entries: Data) -> list[Draft]:
    author = who()
    return [draft_step(("enter", each), author) for each in entries]


@given(NEWS)
def test_entering_again_what_is_known_records_nothing(entries: list[Data]) -> None:
    given_ = list(map(make, entries))
    plan = plan_entries(given_, fold(records_of(enter(*entries))))
    assert plan == Entering((), (), len(entries))
    assert plan.entered == ()


@given(NEWS)
def test_all_is_new_to_an_empty_journal(entries: list[Data]) -> None:
    given_ = tuple(map(make, entries))
    plan = plan_entries(given_, fold([]))
    assert plan == Entering(given_, (), 0)


def test_what_is_new_comes_before_what_is_revised() -> None:
    revised, third = {**FIRST, "title": "At last"}, {**SECOND, "id": "d3"}
    news = fold(records_of(enter(FIRST, SECOND)))
    plan = plan_entries(map(make, (revised, SECOND, third)), news)
    assert [each.id for each in plan.new] == ["d3"]
    assert [each.id for each in plan.revised] == ["d1"]
    assert [each.id for each in plan.entered] == ["d3", "d1"]
    assert plan.unchanged == 1


def test_a_corrected_development_is_known_by_what_was_entered() -> None:
    unlink = draft_step(("unlink", "d1", "q/talks", "they did not"), who("later"))
    news = fold(records_of([*enter(FIRST), unlink]))
    assert news.developments[0].observes == ()
    assert plan_entries([make(FIRST)], news).unchanged == 1
    corrected = plan_entries(news.developments, news)
    assert [each.id for each in corrected.revised] == ["d1"]


def test_a_draft_says_whether_it_is_a_revision() -> None:
    draft = draft_entry(Kind.DEVELOPMENT_REVISED, make(SECOND), who())
    assert draft.kind is Kind.DEVELOPMENT_REVISED
    assert draft.body["development"] == "d2"
    assert [each.data for each in draft.payloads] == [b'{"title":"They met"}']
