"""What stands on record of a source: agreed, disputed, alone, copied, withdrawn."""

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.domain.development import Development
from scenarios.domain.source import Source
from scenarios.explanation.source_record import SourceRecord, review_sources

DAY = date(2024, 6, 30)
SOURCES = {
    "a": Source.model_validate(
        {
            "title": "The A",
            "reliability": [
                {"from": "2020-01-01", "grade": "C"},
                {"from": "2024-03-01", "grade": "B"},
                {"from": "2025-01-01", "grade": "A"},
            ],
        }
    ),
    "b": Source(title="The B"),
}


def tell(*reports: str, day: str = "2024-05-01", name: str = "d") -> Development:
    """Make a development of reports like `source~origin!@month/day-month/day`."""
    made: list[dict[str, Any]] = []
    for place, text in enumerate(reports):
        rest, _, retracted = text.partition("-")
        rest, _, published = rest.partition("@")
        denies = rest.endswith("!")
        source, _, origin = rest.rstrip("!").partition("~")
        report: dict[str, Any] = {"id": f"r{place}", "source": source}
        report |= {"origin": origin} if origin else {}
        report |= {"stance": "denies"} if denies else {}
        report |= (
            {"published": f"2024-{published.replace('/', '-')}"} if published else {}
        )
        if retracted:
            on = f"2024-{retracted.replace('/', '-')}"
            report |= {"retracted": {"on": on}}
        made.append(report)
    return Development.model_validate({"id": name, "date": day, "reports": made})


def record(source: str, *developments: Development) -> SourceRecord:
    (found,) = review_sources(developments, SOURCES, DAY, [source])
    return found


@pytest.mark.parametrize(
    ("reports", "agreed", "disputed", "alone", "copied"),
    [
        (["a"], 0, 0, 1, 0),
        (["a", "b"], 1, 0, 0, 0),
        (["a", "b!"], 0, 1, 0, 0),
        (["a!", "b!"], 1, 0, 0, 0),
        (["a~wire", "b~wire"], 0, 0, 0, 1),
        (["a~wire", "b~wire!"], 0, 0, 0, 1),
        (["a~wire", "b~wire", "c"], 1, 0, 0, 1),
        (["a~wire", "b~desk"], 1, 0, 0, 0),
        (["a~wire", "a", "b~wire"], 0, 0, 0, 1),
        (["a", "b", "c!"], 1, 1, 0, 0),
        (["a", "a!", "b"], 1, 1, 0, 0),
        (["a", "b-05/20"], 0, 0, 1, 0),
        (["a", "b@07/01"], 0, 0, 1, 0),
    ],
)
def test_others_agree_deny_or_are_silent(
    reports: list[str], agreed: int, disputed: int, alone: int, copied: int
) -> None:
    found = record("a", tell(*reports))
    counts = [len(x) for x in (found.agreed, found.disputed, found.alone, found.copied)]
    assert counts == [agreed, disputed, alone, copied]
    assert found.developments == ("d",)


def test_what_was_withdrawn_is_counted_apart() -> None:
    found = record("a", tell("a-05/20", "b"), tell("a-07/20", name="e"))
    assert found.retracted == ("d/r0",)
    assert found.developments == ("e",)


def test_later_news_is_left_out() -> None:
    found = record("a", tell("a", day="2024-07-01"), tell("a@07/01", name="e"))
    assert (found.developments, found.retracted) == ((), ())


def test_the_letter_is_that_of_the_day() -> None:
    found = record("a", tell("a"))
    assert (found.title, found.letter, found.since) == (
        "The A",
        "B",
        date(2024, 3, 1),
    )
    found = record("b", tell("b"))
    assert (found.title, found.letter, found.since) == ("The B", "F", None)
    (unknown,) = review_sources([tell("z")], SOURCES, DAY)
    assert (unknown.title, unknown.letter, unknown.since) == ("", "F", None)


def test_all_that_reported_are_listed_in_order() -> None:
    found = review_sources([tell("z", "b-05/20"), tell("a", name="e")], SOURCES, DAY)
    assert [each.id for each in found] == ["a", "b", "z"]


texts = st.sampled_from(["a", "b", "c", "a~w", "b~w", "a!", "c!", "b-05/20"])


@given(st.lists(texts, max_size=6), st.randoms())
def test_the_order_of_reports_never_matters(reports: list[str], chance: Random) -> None:
    mixed = list(reports)
    chance.shuffle(mixed)
    one = review_sources([tell(*reports)], SOURCES, DAY)
    other = review_sources([tell(*mixed)], SOURCES, DAY)
    strip = [(e.id, e.developments, e.agreed, e.disputed, e.alone) for e in one]
    assert strip == [
        (e.id, e.developments, e.agreed, e.disputed, e.alone) for e in other
    ]


@given(st.lists(texts, min_size=1, max_size=6))
def test_who_is_alone_is_neither_agreed_with_nor_disputed(reports: list[str]) -> None:
    for each in review_sources([tell(*reports)], SOURCES, DAY):
        assert not set(each.alone) & {*each.agreed, *each.disputed, *each.copied}
        assert set(each.agreed) | set(each.disputed) <= set(each.developments)
