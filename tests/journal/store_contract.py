"""What every store has to pass: subclass `StoreContract` and give it four fixtures."""

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scenarios.journal.errors import (
    BrokenChainError,
    ClosedJournalError,
    DamagedJournalError,
    MalformedRecordError,
    ReusedRequestError,
    StoreError,
    UnknownRecordError,
)
from scenarios.journal.payload import Payload
from scenarios.journal.record import Draft, Kind, parse_record, verify_chain
from scenarios.journal.store import Head, Store
from scenarios.journal.subjects import (
    about_development,
    about_kind,
    about_redaction,
    about_scenario,
)
from scenarios.journal.tree import Frontier, leaf_hash, root_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.journal.canonical import Value

NOW = datetime(2026, 11, 21, 23, 6, 46, 241_000, UTC)
ORIGIN = "example.org/case-42"
Make = Callable[[], Store]
Again = Callable[[Store], Store]
Tamper = Callable[[Store, str], None]
Traces = Callable[[Store, bytes], bool]


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


SECRET = "the man from Gdańsk who asked not to be named".encode()
PAGES = 1100
"""More records than are read, fetched or added at a time."""


def report(number: int, text: bytes = SECRET) -> Draft:
    """Write a report on a development, with its title beside the record."""
    payload = Payload(bytes([number % 256]) * 32, text)
    body: Mapping[str, Value] = {
        "development": f"envoy-{number}",
        "observes": ({"indicator": "talks/envoy-sent"},),
        "title": {"payload": payload.commitment},
    }
    kind = Kind.REPORT_ADDED
    return draft(number, kind=kind, body=body, payloads=(payload,))


def redaction(number: int, *reports: Draft) -> Draft:
    """Write the redaction of the titles of reports."""
    gone = [payload.commitment for each in reports for payload in each.payloads]
    return draft(number, kind=Kind.PAYLOAD_REDACTED, body={"redacted": gone})


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

    @pytest.fixture
    def tamper(self) -> Tamper:
        """Return what runs a statement behind the back of everything that forbids it.

        The stores name their tables and columns alike.
        """
        raise NotImplementedError

    @pytest.fixture
    def traces(self) -> Traces:
        """Return what tells whether the tables of a store hold some bytes on disk."""
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
                for read in (store.read, store.skim):
                    with pytest.raises(ValueError, match="count from 0"):
                        read(start, stop)

    def test_a_journal_is_skimmed_as_it_is_read(self, make: Make) -> None:
        with make() as store:
            store.append([report(number) for number in range(4)])
            read = [
                (each.seq, each.leaf, each.req, each.data, each.draft.payloads)
                for each in store.read()
            ]
            for start, stop in ((0, None), (2, None), (1, 3), (3, 99), (9, None)):
                skimmed = [
                    (each.seq, each.leaf, each.req, each.data, each.payloads)
                    for each in store.skim(start, stop)
                ]
                assert skimmed == read[start:stop]

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

    def test_a_store_follows_what_others_add(self, make: Make, again: Again) -> None:
        with make() as one, again(one) as two:
            one.append([draft(2000)])
            for count in (1, 5, 300, 2):
                first = two.head().size
                two.append(notes(PAGES)[first : first + count])
                assert one.head() == two.head()
                assert one.append([draft(2000 + first)])[-1].seq == first + count
            assert one.verify() == two.verify()

    def test_a_closed_store_says_so(self, make: Make, again: Again) -> None:
        store = make()
        with again(store) as other:
            store.close()
            store.close()
            for call in (store.head, store.verify, lambda: store.append(notes(1))):
                with pytest.raises(ClosedJournalError, match="open it again"):
                    call()
            assert other.head().size == 1

    def test_payloads_come_back_and_are_no_part_of_the_bytes(self, make: Make) -> None:
        with make() as store:
            drafts = [report(1), draft(2), report(3, b"another")]
            appended = store.append(drafts)
            kept = [each.draft.payloads for each in store.read(1)]
            assert kept == [drafts[0].payloads, (), drafts[2].payloads]
            assert store.record(3).draft.payloads[0].data == b"another"
            assert all(SECRET not in each.data for each in appended)
            assert store.verify().size == 4

    def test_a_redaction_removes_payloads_and_leaves_the_rest(self, make: Make) -> None:
        one, two, three = report(1), report(2, b"second"), report(3, b"third")
        with make() as store:
            store.append([one, two])
            before = [record.data for record in store.read()]
            store.append([three, redaction(9, one, three)])
            assert [record.data for record in store.read(0, 3)] == before
            kept = [each.draft.payloads for each in store.read(1)]
            assert kept == [(), two.payloads, (), ()]
            assert store.mentions(about_redaction(one.payloads[0].commitment)) == (4,)
            assert store.verify() == store.head()
            # What was said is still on record, and saying it again changes nothing.
            assert store.append([one])[0].seq == 1
            assert store.record(1).draft.payloads == ()

    def test_after_a_purge_the_store_holds_no_trace(
        self, make: Make, again: Again, traces: Traces
    ) -> None:
        # No other test writes it: the stores may share files.
        gone = b"the man from Sopot who was never to be found"
        long = bytes(range(1, 256)) * 40 + gone
        first, second = report(1, gone), report(2, long)
        with make() as store:
            store.append([first, second, report(3, b"this text stays")])
            assert traces(store, gone)
            store.append([redaction(9, first, second)])
            store.purge()
            assert not traces(store, gone)
            assert traces(store, b"this text stays")
            with again(store) as other:
                assert other.verify() == store.head()
                assert other.record(3).draft.payloads[0].data == b"this text stays"

    def test_records_are_found_by_what_they_are_about(self, make: Make) -> None:
        end = {"scenario": "talks", "development": "envoy-1"}
        with make() as store:
            store.append([report(1), draft(2), report(3)])
            store.append([draft(4, kind=Kind.SCENARIO_RESOLVED, body=end)])
            assert store.mentions(about_development("envoy-1")) == (1, 4)
            assert store.mentions(about_scenario("talks")) == (1, 3, 4)
            assert store.mentions(about_kind(Kind.LOG_CREATED)) == (0,)
            assert store.mentions(about_kind(Kind.SCENARIO_RESOLVED)) == (4,)
            assert store.mentions(about_development("envoy")) == ()

    @pytest.mark.parametrize(
        "name", ["a\0b", "x" * 9000, "né " * 50, "new\nline", "é€🌍"], ids=ascii
    )
    def test_any_text_can_be_a_subject(self, make: Make, name: str) -> None:
        with make() as store:
            store.append([draft(1, body={"development": name}), draft(2)])
            assert store.mentions(about_development(name)) == (1,)
            assert store.verify().size == 3

    def test_records_of_one_store_go_on_in_another(self, make: Make) -> None:
        with make() as one, make() as two:
            one.append([report(1), draft(2)])
            one.append([report(3, b"third"), redaction(9, report(1))])
            head = two.extend(one.read(1, 3))
            assert head == two.head()
            assert two.extend(one.read(3)) == one.head() == two.verify()
            assert [each.data for each in two.read()] == [
                each.data for each in one.read()
            ]
            for kept, copied in zip(one.read(), two.read(), strict=True):
                assert kept.draft.payloads == copied.draft.payloads
            assert two.mentions(about_scenario("talks")) == (1, 3)
            assert two.extend([]) == one.head()

    def test_records_that_do_not_follow_are_not_added(self, make: Make) -> None:
        with make() as one, make() as two:
            one.append(notes(3))
            with pytest.raises(BrokenChainError, match="breaks at record 1"):
                two.extend(one.read(2))
            with pytest.raises(BrokenChainError, match="breaks at record 3"):
                two.extend([one.record(1), one.record(2), one.record(2)])
            assert two.head().size == 1
            two.append([draft(50)])
            with pytest.raises(BrokenChainError, match="record 1 stands in"):
                two.extend(one.read(1))
            assert two.verify().size == 2

    def test_many_records_make_one_tree_however_they_come(self, make: Make) -> None:
        drafts = notes(PAGES)
        with make() as one, make() as two:
            told: list[int] = []
            records = one.append(drafts)
            assert [each.seq for each in records] == list(range(1, PAGES + 1))
            assert one.append(drafts[:600]) == records[:600]
            two.extend(one.read(1))
            assert two.head() == one.head() == two.verify(told.append)
            assert told[-1] == PAGES + 1
            for first in range(0, PAGES, 90):
                assert (
                    two.append(drafts[first : first + 90])
                    == records[first : first + 90]
                )
            leaves = [leaf_hash(each.data) for each in two.read()]
            assert two.head().root == root_of(leaves)

    def test_the_newest_checkpoint_is_kept(self, make: Make, again: Again) -> None:
        with make() as store:
            assert store.checkpoint() is None
            store.keep_checkpoint(1, b"one")
            store.keep_checkpoint(3, b"three\0")
            assert store.checkpoint() == b"three\0"
            for size in (2, 3):
                with pytest.raises(DamagedJournalError, match="larger than the last"):
                    store.keep_checkpoint(size, b"late")
            with again(store) as other:
                assert other.checkpoint() == b"three\0"

    @pytest.mark.parametrize(
        ("statement", "fault"),
        [
            ("DELETE FROM payload WHERE seq = 1", "text of record 1 is missing, and"),
            ("UPDATE payload SET data = salt WHERE seq = 1", "no commitment to a pay"),
            ("UPDATE payload SET salt = prev_of_2 WHERE seq = 1", "no commitment to"),
            (
                "INSERT INTO payload SELECT 2, commitment, salt, data FROM payload",
                "no commitment to a payload",
            ),
            (
                "DELETE FROM subject WHERE name = 'development/envoy-1'",
                "does not list record 1 under development/envoy-1",
            ),
            (
                "UPDATE subject SET seq = 2 WHERE name = 'development/envoy-1'",
                "does not list record 1 under",
            ),
            ("INSERT INTO subject VALUES ('kind/note', 2)", "lists what is no record"),
            ("INSERT INTO subject VALUES ('kind/note', 99)", "lists what is no record"),
            ("DELETE FROM node WHERE height = 1 AND place = 1", "height=1, index=1"),
            ("UPDATE node SET hash = prev_of_2 WHERE height = 2", "height=2, index=0"),
            (
                "INSERT INTO node SELECT 3, 0, hash FROM node WHERE height = 2",
                "no tree",
            ),
            ("DELETE FROM record WHERE seq = 2", "records are missing from 0 to 6"),
        ],
    )
    def test_what_was_changed_behind_its_back_is_found(
        self, make: Make, again: Again, tamper: Tamper, statement: str, fault: str
    ) -> None:
        prev = "(SELECT prev FROM record WHERE seq = 2)"
        with make() as store:
            store.append([report(1), *notes(5)[2:], report(7, b"more"), draft(8)])
            tamper(store, statement.replace("prev_of_2", prev))
            # Who keeps heads may find a changed tree as soon as it is opened.
            seen = f"{fault}|are not the 7 records"
            with pytest.raises(StoreError, match=seen), again(store) as other:
                other.verify()

    def test_a_forged_redaction_does_not_hide_a_missing_text(
        self, make: Make, again: Again, tamper: Tamper
    ) -> None:
        with make() as store:
            store.append([report(1), draft(2)])
            subject = about_redaction(report(1).payloads[0].commitment)
            tamper(store, f"INSERT INTO subject VALUES ('{subject}', 2)")
            tamper(store, "DELETE FROM payload")
            with (
                again(store) as other,
                pytest.raises(DamagedJournalError, match="lists what is no record"),
            ):
                other.verify()

    def test_a_store_that_lost_its_records_says_so(
        self, make: Make, tamper: Tamper
    ) -> None:
        with make() as store:
            tamper(store, "DELETE FROM record")
            with pytest.raises(DamagedJournalError, match="all its records are gone"):
                store.append(notes(1))
