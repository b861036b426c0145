"""Several processes find in a store what one of them finds, and name it alike."""

import os
from collections.abc import Iterator
from functools import partial
from multiprocessing import Pipe
from pathlib import Path

import pytest

from journal.clerk import silent
from journal.sqlite_desk import unlocked
from journal.store_contract import NOW, ORIGIN, draft, report
from scenarios.journal.errors import DamagedJournalError
from scenarios.journal.sharing import Again, audit, tell_subjects
from scenarios.journal.sql_audit import PAGE, Part
from scenarios.journal.sqlite import SqliteStore

RECORDS = 5 * PAGE + 7


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a journal of five pages and a few records."""
    path = tmp_path_factory.mktemp("long") / ".scenarios" / "journal.db"
    with SqliteStore.create(path, ORIGIN, NOW, "anna") as store:
        store.append([report(number) for number in range(RECORDS - 2)])
        store.append([draft(RECORDS)])
    return path


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    """Return that journal, open."""
    with SqliteStore.open(path) as store:
        yield store


def test_several_processes_lead_to_the_same_head(store: SqliteStore) -> None:
    told: list[int] = []
    head = audit(store, told.append, processes=3, worthwhile=0)
    assert head == store.head() == store.verify() == store.verify(processes=3)
    assert told == sorted(told)
    assert told[-1] == head.size == RECORDS


DAMAGE = {
    "subjects that are gone": "DELETE FROM subject WHERE seq IN (300, 900)",
    "a node that is gone": "DELETE FROM node WHERE height = 1 AND place = 200",
    "nodes between parts": "UPDATE node SET hash = zeroblob(32) WHERE height = 8",
    "texts that are gone": "DELETE FROM payload WHERE seq IN (700, 1285)",
    "a leaf": "UPDATE record SET leaf = zeroblob(32) WHERE seq = 511",
    "a subject too many": "INSERT INTO subject VALUES ('kind/note', 1286)",
    "records of two parts": "UPDATE record SET data = CAST(data || ' ' AS BLOB) "
    "WHERE seq IN (600, 1200)",
}


@pytest.mark.parametrize("statement", DAMAGE.values(), ids=DAMAGE)
def test_what_is_wrong_is_named_as_one_process_names_it(
    path: Path, tmp_path: Path, statement: str
) -> None:
    copy = tmp_path / "journal.db"
    with SqliteStore.open(path) as store:
        store.back_up(copy)
    unlocked(copy, statement)
    with SqliteStore.open(copy) as store:
        named = []
        for processes in (1, 2):
            with pytest.raises(DamagedJournalError) as caught:
                audit(store, silent, processes=processes, worthwhile=0)
            named.append(str(caught.value))
    assert named[0] == named[1]


def test_a_missing_text_is_forgiven_by_all_of_them_or_none(
    path: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "journal.db"
    with SqliteStore.open(path) as store:
        store.back_up(copy)
    unlocked(copy, "DELETE FROM payload")
    with SqliteStore.open(copy) as store:
        head = audit(store, silent, texts=False, processes=2, worthwhile=0)
        assert head == store.head()


def test_a_helper_tells_the_subjects_of_each_part_that_holds(path: Path) -> None:
    again = partial(SqliteStore.open, path)
    spans = (Part(0, 1), Part(1, 4), Part(256, 512), Part(256, 9999))
    ear, mouth = Pipe()
    with ear, mouth:
        for part in (*spans, None):
            ear.send(part)
        tell_subjects(mouth, again, texts=True)
        assert [ear.recv() for _ in spans] == [1, 6, 512, None]


def test_a_helper_goes_where_nobody_asks_or_nothing_opens(
    path: Path, tmp_path: Path
) -> None:
    ear, mouth = Pipe()
    ear.close()
    with mouth:
        for each in (path, tmp_path / "nowhere.db"):
            tell_subjects(mouth, partial(SqliteStore.open, each), texts=True)


class Lonely(SqliteStore):
    """A store that nobody can help with."""

    @property
    def again(self) -> Again:
        return partial(os._exit, 1)


def test_helpers_that_die_are_not_waited_for(path: Path) -> None:
    with Lonely.open(path) as store:
        assert audit(store, silent, processes=2, worthwhile=0) == store.head()
