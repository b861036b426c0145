"""What every store has to pass: subclass `StoreContract` and give it two fixtures."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.journal.errors import (
    ClosedJournalError,
    MalformedRecordError,
    ReusedRequestError,
    UnknownRecordError,
)
from scenarios.journal.record import Draft, Kind, parse_record, verify_chain
from scenarios.journal.store import Head, Store
from scenarios.journal.tree import Frontier, leaf_hash, root_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.journal.canonical import Value

NOW = datetime(2026, 11, 21, 23, 6, 46, 241_000, UTC)
ORIGIN = "example.org/case-42"
Make = Callable[[], Store]
Again = Callable[[Store], Store]


def draft(number: int, text: str = "seen", **changes: object) -> Draft:
    """Write a note; drafts of different numbers have different requests."""
    body: Mapping[str, Value] = {"text": text, "number": number}
    fields: dict[str, object] = {
        "actor": "anna",
        "at": NOW + timedelta(seconds=number),
        "kind": Kind.NOTE,
        "body": body,
        "req": f"{number + 1:032x}",
    }
    return Draft(**(fields | changes))  # type: ignore[arg-type]  # tests break types


def notes(count: int) -> list[Draft]:
    """Write several notes."""
    return [draft(number) for number in range(count)]


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(1 - 2**53, 2**53 - 1) | TEXTS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=8,
)
DRAFTS = st.builds(
    Draft,
    actor=st.from_regex(r"[a-zé][a-z ø.-]{0,8}", fullmatch=True),
    at=st.datetimes(timezones=st.just(UTC)),
    kind=st.sampled_from([kind for kind in Kind if kind is not Kind.LOG_CREATED]),
    body=st.dictionaries(KEYS, VALUES, max_size=3),
    req=st.from_regex(r"[0-9a-f]{31}[1-9a-f]", fullmatch=True),
)
SEQUENCES = st.lists(DRAFTS, max_size=6, unique_by=lambda each: each.req)


class StoreContract:
    """The promises of `Store`."""

    @pytest.fixture
    def make(self) -> Make:
        """Return what makes a new journal of `ORIGIN`, holding its first record."""
        raise NotImplementedError

    @pytest.fixture
    def again(self) -> Again:
        """Return what opens the journal of a store once more."""
        raise NotImplementedError

    def test_a_new_journal_holds_its_first_record(self, make: Make) -> None:
        with make() as store:
            (first,) = store.read()
            assert first.draft.kind is Kind.LOG_CREATED
            assert first.draft.body["origin"] == first.log == store.origin == ORIGIN
            assert first.draft.at == NOW
            leaf = leaf_hash(first.data)
            assert store.head() == Head(1, leaf.hex(), leaf)

    # Several stores inherit this test, each with examples of its own.
    @settings(
        max_examples=25,
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.differing_executors,
        ],
    )
    @given(batches=st.lists(SEQUENCES, max_size=2))
    def test_any_drafts_come_back_and_can_be_recomputed(
        self, make: Make, again: Again, batches: list[list[Draft]]
    ) -> None:
        with make() as store:
            for batch in batches:
                assert [each.draft for each in store.append(batch)] == batch
            with again(store) as other:
                exported = [record.data for record in other.read()]
                assert other.head() == other.verify() == store.head()
            records = [parse_record(data) for data in exported]
            assert records == list(store.read())
            said = {each.req: each for batch in batches for each in batch}
            assert [each.draft for each in records[1:]] == list(said.values())
            last = verify_chain(records)
            assert last is not None
            leaves = [leaf_hash(data) for data in exported]
            assert store.head() == Head(len(records), last.leaf, root_of(leaves))

    def test_every_complete_node_is_kept_and_no_other(self, make: Make) -> None:
        frontier = Frontier()
        with make() as store:
            store.append(notes(12))
            kept: dict[tuple[int, int], bytes] = {}
            for record in store.read():
                frontier, complete = frontier.append(bytes.fromhex(record.leaf))
                kept |= {(each.height, each.index): each.hash for each in complete}
            for height in range(-1, 6):
                for index in range(-1, 15):
                    if (height, index) in kept:
                        assert store.node(height, index) == kept[height, index]
                    else:
                        with pytest.raises(UnknownRecordError, match="complete node"):
                            store.node(height, index)
            with pytest.raises(UnknownRecordError):
                store.node(0, 2**70)
            with pytest.raises(UnknownRecordError):
                store.node(2**70, 0)

    def test_records_are_read_by_their_positions(self, make: Make) -> None:
        with make() as store:
            store.append(notes(7))
            records = list(store.read())
            assert [each.seq for each in records] == list(range(8))
            assert list(store.read(2, 5)) == records[2:5]
            assert list(store.read(6)) == records[6:]
            assert list(store.read(5, 99)) == records[5:]
            assert list(store.read(9)) == list(store.read(3, 3)) == []
            assert store.record(3) == records[3]
            for wrong in (-1, 8, 2**70):
                with pytest.raises(UnknownRecordError, match=f"record {wrong};"):
                    store.record(wrong)
            for start, stop in ((-1, None), (0, -2)):
                with pytest.raises(ValueError, match="count from 0"):
                    store.read(start, stop)

    def test_a_repeated_request_is_recorded_once(self, make: Make) -> None:
        with make() as store:
            (first,) = store.append([draft(3)])
            later = draft(3, at=NOW + timedelta(days=9))
            records = store.append([draft(4), later, draft(4)])
            assert records == (store.record(2), first, store.record(2))
            assert store.append([]) == ()
            assert store.head().size == 3

    @pytest.mark.parametrize(
        "changes",
        [
            {"body": {"text": "otherwise", "number": 3}},
            {"actor": "ben"},
            {"kind": Kind.KEY_ADDED},
        ],
        ids=["body", "actor", "kind"],
    )
    def test_a_request_with_other_content_undoes_the_batch(
        self, make: Make, changes: dict[str, Any]
    ) -> None:
        with make() as store:
            store.append([draft(2), draft(3)])
            before = store.head()
            with pytest.raises(ReusedRequestError, match="recorded as 2 with other"):
                store.append([draft(5), draft(3, **changes)])
            assert store.head() == before == store.verify()
            assert [each.seq for each in store.append([draft(5)])] == [3]

    def test_a_draft_that_cannot_follow_undoes_the_batch(self, make: Make) -> None:
        with make() as store:
            with pytest.raises(MalformedRecordError, match="created at 2"):
                store.append([draft(1), draft(2, kind=Kind.LOG_CREATED)])
            assert store.head().size == 1

    def test_two_stores_of_one_journal_take_turns(
        self, make: Make, again: Again
    ) -> None:
        with make() as one, again(one) as two:
            for number in range(6):
                (one, two)[number % 2].append([draft(number)])
            assert one.head() == two.head() == one.verify()
            reading = one.read()
            next(reading)
            two.append([draft(9)])
            assert len(list(reading)) == 6

    def test_a_closed_store_says_so(self, make: Make, again: Again) -> None:
        store = make()
        with again(store) as other:
            store.close()
            store.close()
            for call in (store.head, store.verify, lambda: store.append(notes(1))):
                with pytest.raises(ClosedJournalError, match="open it again"):
                    call()
            assert other.head().size == 1
