"""An inbox keeps what came in, finds it again, and learns what was decided."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from items import CRICKET, GAZETTE, ITEMS, UNDATED, UNION
from journal.clerk import journal_at, who
from scenarios.journal.deciding import draft_decision
from scenarios.journal.errors import (
    AmbiguousItemError,
    ForeignJournalError,
    JournalUnreachableError,
    UnknownItemError,
)
from scenarios.journal.inbox import Inbox
from scenarios.journal.inbox_arrivals import FeedDays
from scenarios.journal.inbox_search import Search
from scenarios.journal.inbox_tables import INBOX_ID


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Inbox]:
    with Inbox.open(tmp_path / "inbox.db") as opened:
        yield opened


def test_what_is_put_in_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "new" / "inbox.db"
    with Inbox.open(path) as box:
        assert box.put(ITEMS).new == ITEMS
    with Inbox.open(path) as box:
        assert box.find("i-gazette") == GAZETTE
        assert box.count() == 4
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_known_just_so_is_left_alone(box: Inbox) -> None:
    box.put(ITEMS)
    later = GAZETTE.model_copy(update={"fetched": "2024-03-09T08:00:00Z"})
    arrived = box.put([later, UNION])
    assert (arrived.new, arrived.changed, arrived.known) == ((), (), 2)
    assert box.find("i-gazette").fetched == GAZETTE.fetched


def test_changed_words_are_kept_beside_the_old_ones(box: Inbox) -> None:
    box.put(ITEMS)
    corrected = GAZETTE.model_copy(update={"title": "Port of Hull does not walk out"})
    assert box.put([corrected]).changed == (corrected,)
    assert box.find("i-gazette") == corrected
    assert box.versions("i-gazette") == [GAZETTE, corrected]
    assert box.count() == 4
    # A paper that goes back to its first words has changed them once more.
    assert box.put([GAZETTE]).changed == (GAZETTE,)
    assert len(box.versions("i-gazette")) == 3


def test_an_item_is_found_by_the_beginning_of_its_id(box: Inbox) -> None:
    box.put([*ITEMS, UNION.model_copy(update={"id": "i-union-2"})])
    assert box.find("i-g") == GAZETTE
    assert box.find("i-union") == UNION
    with pytest.raises(AmbiguousItemError, match="i-union, i-union-2"):
        box.find("i-unio")
    for name in ("i-x", "", "i-%"):
        with pytest.raises(UnknownItemError, match="no item of the inbox"):
            box.find(name)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        (Search(), [CRICKET, GAZETTE, UNION, UNDATED]),
        (Search(most=2), [CRICKET, GAZETTE]),
        (Search("hull"), [UNION, GAZETTE]),
        (Search("dock*"), [GAZETTE]),
        (Search('"port of hull" -rain'), [GAZETTE]),
        (Search("walk -gazette"), [UNION]),
        (Search("مذاکرات"), [UNDATED]),
        (Search("hull", feed="union"), [UNION]),
        (Search(feed="gazette"), [CRICKET, GAZETTE]),
        (Search(site="Union.Example"), [UNION]),
        (Search(language="en"), [CRICKET, GAZETTE, UNION]),
        (Search(language="e"), []),
        (Search(since=date(2024, 3, 6)), [CRICKET]),
        (Search(until=date(2024, 3, 5)), [GAZETTE, UNION]),
        (Search("-hull"), []),
        (Search("zebra"), []),
    ],
)
def test_items_are_searched(
    search: Search, found: list[object], tmp_path: Path
) -> None:
    with Inbox.open(tmp_path / "inbox.db") as box:
        box.put(ITEMS)
        assert sorted(box.search(search), key=str) == sorted(found, key=str)
        if not search.words:
            assert box.search(search) == found


def test_only_the_newest_words_are_found(box: Inbox) -> None:
    box.put([GAZETTE])
    box.put([GAZETTE.model_copy(update={"title": "Correction", "text": ""})])
    assert box.search(Search("hull")) == []
    assert len(box.search(Search("correction"))) == 1


def test_decisions_are_learnt_from_the_journal(tmp_path: Path, box: Inbox) -> None:
    box.put(ITEMS)
    store = journal_at(tmp_path)
    box.learn(store)
    assert box.count() == 4
    store.append([draft_decision(CRICKET, "not_ours", {}, "cricket", who())])
    box.learn(store)
    box.learn(store)
    assert (box.count(), box.count(decided=True)) == (3, 1)
    assert box.decisions_on("i-cricket") == 1
    assert CRICKET not in box.search(Search())
    assert CRICKET in box.search(replace(Search(), decided=True))
    again = draft_decision(CRICKET, "not_ours", {}, "yes", who("b"), earlier=1)
    store.append([again])
    box.learn(store)
    assert box.decisions_on("i-cricket") == 2
    store.close()


def test_an_item_that_two_feeds_bring_is_one_item_and_two_arrivals(box: Inbox) -> None:
    world = GAZETTE.model_copy(update={"feed": "world", "publisher": "World news"})
    assert box.put([GAZETTE, world]).known == 1
    assert box.versions("i-gazette") == [GAZETTE]
    assert box.feeds() == {"gazette": 1, "world": 1}
    assert box.feeds_by_item() == {"i-gazette": ("gazette", "world")}
    for feed in ("gazette", "world"):
        assert box.search(Search(feed=feed)) == [GAZETTE]


def test_two_feeds_that_cut_a_text_differently_do_not_change_it_each_time(
    box: Inbox,
) -> None:
    short = GAZETTE.model_copy(update={"feed": "world", "text": "Dockers …"})
    box.put([GAZETTE])
    assert box.put([short]).changed == (short,)
    for _ in range(3):
        assert box.put([GAZETTE, short]).known == 2
    assert len(box.versions("i-gazette")) == 2


def test_what_was_decided_on_is_told_apart_from_what_waits(
    tmp_path: Path, box: Inbox
) -> None:
    box.put(ITEMS)
    store = journal_at(tmp_path)
    store.append([draft_decision(CRICKET, "not_ours", {}, "cricket", who())])
    box.learn(store)
    store.close()
    arrived = box.put(ITEMS)
    assert (arrived.known, arrived.decided) == (3, 1)


def test_the_days_of_a_feed_are_those_it_brought_items_and_answered(box: Inbox) -> None:
    box.put(ITEMS)
    for day in (date(2024, 3, 6), date(2024, 3, 5), date(2024, 3, 6)):
        box.note_answer("gazette", day)
    found = box.days_of("gazette")
    assert sorted(found.items, key=str) == [
        ("2024-03-05T07:30:00Z", "2024-03-05T08:00:00Z"),
        ("2024-03-06T10:00:00Z", None),
    ]
    assert found.answers == (date(2024, 3, 5), date(2024, 3, 6))
    assert box.days_of("nobody") == FeedDays((), ())


def test_an_inbox_of_version_1_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"
    with Inbox.open(path) as box:
        box.put(ITEMS)
    database = sqlite3.connect(path)
    for statement in (
        *("DROP TABLE arrival", "DROP TABLE answer"),
        "PRAGMA user_version = 1",
    ):
        database.execute(statement)
    database.close()
    with Inbox.open(path) as box:
        assert box.feeds() == {"": 1, "gazette": 2, "union": 1}
        assert box.put(ITEMS).known == 4


def test_two_programs_may_bring_it_up_to_date_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "inbox.db"
    Inbox.open(path).close()
    versions = iter([(INBOX_ID, 1), (INBOX_ID, 2)])
    monkeypatch.setattr("scenarios.journal.inbox._header", lambda _: next(versions))
    with Inbox.open(path) as box:
        assert box.count() == 0


def test_an_inbox_whose_making_was_interrupted_is_made(tmp_path: Path) -> None:
    path = tmp_path / "inbox.db"
    path.touch()
    with Inbox.open(path) as box:
        assert box.put(ITEMS).new == ITEMS


def test_what_is_put_outlives_a_loss_of_power(tmp_path: Path) -> None:
    with Inbox.open(tmp_path / "inbox.db") as box:
        connection = box._connection  # noqa: SLF001 what SQLite promises is set there
        ((mode,),) = connection.execute("PRAGMA journal_mode").fetchall()
        ((level,),) = connection.execute("PRAGMA synchronous").fetchall()
    assert (mode, level) == ("truncate", 2)


def test_an_empty_inbox_holds_nothing_and_is_kept_nowhere(tmp_path: Path) -> None:
    with Inbox.empty() as box:
        assert (box.count(), box.feeds(), box.search(Search())) == (0, {}, [])
    assert list(tmp_path.iterdir()) == []


def test_feeds_are_counted(box: Inbox) -> None:
    box.put(ITEMS)
    assert box.feeds() == {"": 1, "gazette": 2, "union": 1}


def test_items_cannot_be_changed_or_deleted(tmp_path: Path, box: Inbox) -> None:
    box.put(ITEMS)
    database = sqlite3.connect(tmp_path / "inbox.db")
    for statement in ("UPDATE item SET title = ''", "DELETE FROM item"):
        with pytest.raises(sqlite3.IntegrityError, match="an item is never"):
            database.execute(statement)
    database.close()


def test_a_failed_put_leaves_nothing(box: Inbox) -> None:
    def broken() -> Iterator[object]:
        yield GAZETTE
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        box.put(broken())  # type: ignore[arg-type]  # what stops midway is no item
    assert box.count() == 0


def test_another_database_is_no_inbox(tmp_path: Path) -> None:
    journal_at(tmp_path).close()
    with pytest.raises(ForeignJournalError, match="it is no inbox"):
        Inbox.open(tmp_path / "journal.db")


def test_an_inbox_of_another_version_is_refused(tmp_path: Path) -> None:
    Inbox.open(tmp_path / "inbox.db").close()
    database = sqlite3.connect(tmp_path / "inbox.db")
    database.execute("PRAGMA user_version = 9")
    database.close()
    with pytest.raises(ForeignJournalError, match="have version 9"):
        Inbox.open(tmp_path / "inbox.db")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalUnreachableError, match="file"):
        Inbox.open(tmp_path / "file" / "inbox.db")


def test_two_programs_may_make_it_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "inbox.db"
    Inbox.open(path).close()
    # The other program made it between our look and our making.
    looks = iter([False, True])
    monkeypatch.setattr("scenarios.journal.inbox._has_tables", lambda _: next(looks))
    monkeypatch.setattr("scenarios.journal.inbox._header", lambda _: (0, 0))
    monkeypatch.setattr(Path, "exists", lambda _: False)
    with Inbox.open(path) as box:
        monkeypatch.undo()
        assert box.count() == 0
