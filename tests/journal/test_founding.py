"""The first record says whose journal it is, and by which key its heads are signed."""

import pytest

from journal.store_contract import NOW, ORIGIN
from scenarios.journal.errors import MalformedRecordError
from scenarios.journal.founding import first_record
from scenarios.journal.record import FIRST_PREV, Kind, parse_record


def test_the_first_record_names_its_journal() -> None:
    record = first_record(ORIGIN, NOW, "anna")
    assert (record.seq, record.prev, record.log) == (0, FIRST_PREV, ORIGIN)
    assert record.draft.kind is Kind.LOG_CREATED
    assert (record.draft.actor, record.draft.at) == ("anna", NOW)
    assert record.draft.body == {"origin": ORIGIN, "version": 1}
    assert parse_record(record.data) == record


def test_the_first_record_names_the_key_if_there_is_one() -> None:
    record = first_record(ORIGIN, NOW, "anna", "example.org/case-42+0a1b2c3d+AQID")
    assert record.draft.body["vkey"] == "example.org/case-42+0a1b2c3d+AQID"


def test_the_same_founding_gives_the_same_bytes() -> None:
    one, two = (first_record(ORIGIN, NOW, "anna") for _ in range(2))
    assert one.data == two.data != first_record(ORIGIN, NOW, "ben").data


@pytest.mark.parametrize(
    ("origin", "actor", "place"),
    [
        ("a b", "anna", "log"),
        ("a+b", "anna", "log"),
        ("", "anna", "log"),
        (ORIGIN, "", "actor"),
        (ORIGIN, "an\nna", "actor"),
    ],
)
def test_names_that_are_none_found_nothing(origin: str, actor: str, place: str) -> None:
    with pytest.raises(MalformedRecordError, match=f"^{place}: "):
        first_record(origin, NOW, actor)
