"""Records fold into developments: corrections stand on top of what was entered."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal.chronicle import (
    NEWS,
    STEPS,
    Data,
    PlainBook,
    Step,
    draft_step,
    make,
    records_of,
    reread,
)
from journal.clerk import who
from scenarios.domain.canonical import digest_of
from scenarios.domain.scenario import Resolution
from scenarios.journal.errors import MalformedRecordError
from scenarios.journal.news import News, fold
from scenarios.journal.record import Kind, Record

HISTORIES = st.tuples(NEWS, st.lists(STEPS, max_size=10))
FIRST: Data = {
    "id": "d",
    "date": "2024-05-01",
    "title": "They met",
    "observes": ["q/talks", {"indicator": "q/mood", "value": "warm"}],
    "reports": [{"id": "r1", "source": "herald"}, {"id": "r2", "source": "wire"}],
}
RETRACT = ("retract", "d", "r1", date(2024, 6, 1), "denied")


def told(history: tuple[list[Data], list[Step]]) -> tuple[PlainBook, list[Record]]:
    """Let a history happen; return what a plain book makes of it, and its records."""
    entries, steps = history
    book, author, drafts = PlainBook(), who(), []
    for step in [*(("enter", each) for each in entries), *steps]:
        settled = book.settle(step)
        if settled is not None:
            book.apply(settled)
            drafts.append(draft_step(settled, author))
    return book, [reread(record) for record in records_of(drafts)]


def news_of(*steps: Step) -> News:
    """Return what a journal was told that began with FIRST."""
    _, records = told(([FIRST], list(steps)))
    return fold(records)


def standing(*steps: Step) -> str:
    return digest_of(news_of(*steps).developments)


@given(HISTORIES)
def test_a_plain_book_comes_to_the_same(
    history: tuple[list[Data], list[Step]],
) -> None:
    book, records = told(history)
    news = fold(records)
    assert list(news.developments) == book.told
    assert digest_of(news.developments) == digest_of(book.told)
    ends = {name: Resolution.model_validate(end) for name, end in book.ends.items()}
    assert news.resolutions == ends
    assert {n: e.entered for n, e in news.entries.items()} == {
        name: make(data) for name, data in book.given.items()
    }


@given(HISTORIES, st.data())
def test_folding_in_pieces_is_folding_at_once(
    history: tuple[list[Data], list[Step]], data: st.DataObject
) -> None:
    _, records = told(history)
    cut = data.draw(st.integers(0, len(records)))
    before = fold(records[:cut])
    kept = dict(before.entries), dict(before.resolutions)
    assert fold(records[cut:], onto=before) == fold(records)
    assert (before.entries, before.resolutions) == kept


@given(HISTORIES)
def test_an_entry_lists_every_record_on_it(
    history: tuple[list[Data], list[Step]],
) -> None:
    _, records = told(history)
    for name, entry in fold(records).entries.items():
        about = [r.seq for r in records if r.draft.body.get("development") == name]
        first = next(
            r.seq
            for r in records
            if r.draft.kind is Kind.DEVELOPMENT_RECORDED
            and r.draft.body["development"] == name
        )
        assert entry.records == tuple(seq for seq in about if seq >= first)


def test_an_empty_journal_tells_nothing() -> None:
    assert fold([]) == News({}, {})
    assert fold(records_of([])).developments == ()


def test_a_correction_of_nothing_changes_nothing() -> None:
    before = standing()
    assert standing(("retract", "e", "r1", date(2024, 6, 1), "no such")) == before
    assert standing(("retract", "d", "r9", date(2024, 6, 1), "no such")) == before
    assert standing(("regrade", "d", "r9", "A1", "no such")) == before
    assert standing(("unlink", "d", "q/pay", "no such")) == before
    assert standing(("add", "d", {"id": "r1", "source": "other"})) == before
    assert news_of(("note", "nothing")).entries["d"].records == (1,)


def test_entering_again_takes_no_correction_back() -> None:
    corrections: list[Step] = [
        RETRACT,
        ("regrade", "d", "r2", "C3", "they guess"),
        ("link", "d", {"indicator": "q/pay", "value": 3}, "it names a sum"),
        ("unlink", "d", "q/talks", "they did not meet"),
        ("add", "d", {"id": "r3", "source": "union"}),
    ]
    assert standing(*corrections, ("enter", FIRST)) == standing(*corrections)


def test_a_revision_keeps_the_corrections_of_the_parts_it_left() -> None:
    reports = [FIRST["reports"][0], {**FIRST["reports"][1], "credibility": 2}]
    revised = {**FIRST, "title": "They met twice", "reports": reports}
    regrade = ("regrade", "d", "r2", "C3", "they guess")
    news = news_of(RETRACT, regrade, ("unlink", "d", "q/mood", ""), ("enter", revised))
    (now,) = news.developments
    first, second = now.reports
    assert now.title == "They met twice"
    assert first.retracted is not None
    assert (second.credibility, second.grade) == ("2", None)
    assert [each.indicator for each in now.observes] == ["q/talks"]


@pytest.mark.parametrize(
    "change",
    [
        {"credibility": 2},
        {"published": "2024-05-03"},
        {"grade": "A1"},
        {"stance": "denies"},
        {"origin": "ministry"},
    ],
)
def test_what_was_withdrawn_stays_so_whatever_else_is_said_of_it(change: Data) -> None:
    report, other = FIRST["reports"]
    revised = {**FIRST, "reports": [{**report, **change}, other]}
    (now,) = news_of(RETRACT, ("enter", revised)).developments
    (without,) = news_of(("enter", revised)).developments
    first = now.reports[0]
    assert first.retracted is not None
    assert first.retracted.why == "denied"
    assert first.model_copy(update={"retracted": None}) == without.reports[0]


def test_another_source_under_the_name_of_what_was_withdrawn_is_another_report() -> (
    None
):
    other = {"id": "r1", "source": "union"}
    revised = {**FIRST, "reports": [other, FIRST["reports"][1]]}
    (now,) = news_of(RETRACT, ("enter", revised)).developments
    assert now.reports[0].retracted is None


def test_a_file_that_takes_its_own_retraction_back_is_believed() -> None:
    report, other = FIRST["reports"]
    said = {**report, "retracted": {"on": "2024-06-01", "why": "denied"}}
    withdrawn = {**FIRST, "reports": [said, other]}
    (now,) = news_of(("enter", withdrawn), ("enter", FIRST)).developments
    assert now.reports[0].retracted is None


def test_what_was_added_and_withdrawn_stays_so_when_it_is_entered() -> None:
    added = {"id": "r3", "source": "union"}
    revised = {**FIRST, "reports": [*FIRST["reports"], {**added, "credibility": 3}]}
    withdraw = ("retract", "d", "r3", date(2024, 6, 1), "denied")
    (now,) = news_of(("add", "d", added), withdraw, ("enter", revised)).developments
    assert now.reports[2].retracted is not None


def test_a_revision_takes_away_what_it_leaves_out() -> None:
    revised = {**FIRST, "reports": FIRST["reports"][:1], "observes": ["q/talks"]}
    link = ("link", "d", "q/pay", "it names a sum")
    (now,) = news_of(link, RETRACT, ("enter", revised)).developments
    assert [each.id for each in now.reports] == ["r1"]
    assert [each.indicator for each in now.observes] == ["q/talks", "q/pay"]


def test_what_a_correction_brought_gives_way_to_what_is_entered() -> None:
    link = ("link", "d", {"indicator": "q/pay", "value": 3}, "it names a sum")
    entered = {"indicator": "q/pay", "value": 4}
    revised = {**FIRST, "observes": [*FIRST["observes"], entered]}
    (now,) = news_of(link, ("enter", revised)).developments
    assert [each.level for each in now.observes if each.indicator == "q/pay"] == ["4"]
    (then,) = news_of(link, ("enter", revised), ("enter", FIRST)).developments
    assert all(each.indicator != "q/pay" for each in then.observes)


def test_unlinking_what_was_linked_is_as_if_it_never_was() -> None:
    link = ("link", "d", {"indicator": "q/pay", "value": 3}, "it names a sum")
    assert standing(link) != standing()
    assert standing(link, ("unlink", "d", "q/pay", "it does not")) == standing()


def test_the_newest_word_on_how_it_ended_stands() -> None:
    def ends(outcome: str, day: int) -> Step:
        return ("resolve", "q", outcome, date(2024, 7, day), f"for {outcome}")

    resolved = news_of(ends("a", 1), ends("b", 2)).resolutions["q"]
    assert (resolved.outcome, resolved.on) == ("b", date(2024, 7, 2))
    assert resolved.why == "for b"


def test_how_it_ended_can_be_taken_back() -> None:
    ended = ("resolve", "q", "a", date(2024, 7, 1), "so it seemed")
    back = ("resolve", "q", None, date(2024, 7, 3), "it had not")
    assert news_of(ended, back).resolutions == {}
    assert news_of(back).resolutions == {}
    assert news_of(ended, back, ended).resolutions["q"].outcome == "a"


@pytest.mark.parametrize(
    ("kind", "body", "told"),
    [
        (Kind.DEVELOPMENT_RECORDED, {"development": "d"}, "'date'"),
        (
            Kind.DEVELOPMENT_RECORDED,
            {"development": "d", "date": "soon", "observes": [], "reports": []},
            "must be a date",
        ),
        (Kind.REPORT_RETRACTED, {"development": "talks", "report": "r1"}, "'on'"),
        (
            Kind.OBSERVATION_LINKED,
            {
                "development": "talks",
                "observes": [{"indicator": "q/a", "strength": "x"}],
            },
            "observation.linked",
        ),
        (Kind.SCENARIO_RESOLVED, {"scenario": 5}, "'outcome'"),
        (Kind.REPORT_REGRADED, {"report": "r1", "grade": "B2"}, "'development'"),
        (
            Kind.REPORT_REGRADED,
            {"development": "talks", "report": "r1", "grade": "Z9"},
            "grade",
        ),
    ],
)
def test_a_record_that_is_not_of_its_kind_is_named(
    kind: Kind, body: dict[str, object], told: str
) -> None:
    talks = {"id": "talks", "date": "2024-05-01", "reports": []}
    good = draft_step(("enter", talks), who())
    bad = who("bad").draft(kind, body)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(MalformedRecordError, match="body of record 2") as caught:
        fold(records_of([good, bad]))
    assert told in str(caught.value)
