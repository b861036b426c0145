"""A URL names a file or a server, and says what would be right where it names none."""

import sys
from pathlib import Path

import pytest

from cluster import Cluster
from journal.postgres_desk import fresh, schema_of
from journal.store_contract import NOW, ORIGIN
from scenarios.journal.errors import (
    BadJournalUrlError,
    JournalExistsError,
    JournalNotFoundError,
    MissingDriverError,
)
from scenarios.journal.founding import first_record
from scenarios.journal.place import create_journal, find_place, open_journal

ROOT = Path("/desk")


@pytest.mark.parametrize(
    ("url", "file"),
    [
        (None, "/desk/.scenarios/journal.db"),
        ("", "/desk/.scenarios/journal.db"),
        ("sqlite:///ours.db", "/desk/ours.db"),
        ("sqlite:///deep/a%20b.db", "/desk/deep/a b.db"),
        ("sqlite:////var/ours.db", "/var/ours.db"),
    ],
)
def test_a_file_is_relative_to_the_workspace(url: str | None, file: str) -> None:
    assert find_place(url, ROOT).file == Path(file)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://anna:secret@db:5433/desk", "postgresql://anna@db:5433/desk"),
        ("postgres://db/desk", "postgresql://db/desk"),
        ("postgresql:///desk?host=/run", "postgresql:///desk"),
        (
            "postgresql://db/desk?schema=case_7&password=secret",
            "postgresql://db/desk?schema=case_7",
        ),
    ],
)
def test_a_server_is_shown_without_its_password(url: str, shown: str) -> None:
    place = find_place(url, ROOT)
    assert (place.file, place.server, str(place)) == (None, url, shown)


@pytest.mark.parametrize(
    "url",
    [
        "journal.db",
        "mysql://db/desk",
        "sqlite://host/a.db",
        "sqlite:///",
        "sqlite:",
        "sqlite:///a.db?mode=ro",
        "sqlite:///a.db#x",
        "sqlite:///a%00b",
        "postgresql://db:port/desk",
        "postgresql://[db/desk",
        "postgresql://db/desk?schema=",
        "postgresql://db/desk?schema=Ours",
    ],
)
def test_what_is_no_place_is_refused_with_what_would_be_right(url: str) -> None:
    with pytest.raises(BadJournalUrlError, match="the journal cannot be at"):
        find_place(url, ROOT)


def test_a_password_is_not_told() -> None:
    with pytest.raises(BadJournalUrlError) as caught:
        find_place("mysql://anna:secret@db/desk", ROOT)
    assert "secret" not in str(caught.value)
    with pytest.raises(BadJournalUrlError) as caught:
        find_place("postgresql://anna:sec/ret@db/desk?password=secret", ROOT)
    assert "sec" not in str(caught.value)


def test_a_journal_is_made_and_opened_at_its_place(tmp_path: Path) -> None:
    place = find_place(None, tmp_path)
    assert str(place) == str(tmp_path / ".scenarios" / "journal.db")
    with pytest.raises(JournalNotFoundError):
        open_journal(place)
    first = first_record(ORIGIN, NOW, "anna")
    with create_journal(place, first) as made, open_journal(place) as opened:
        assert opened.head() == made.head()
        assert opened.origin == ORIGIN
        assert opened.where == str(place)


def test_a_journal_is_made_and_opened_on_a_server(cluster: Cluster) -> None:
    url = fresh(cluster)
    place = find_place(url, ROOT)
    with pytest.raises(JournalNotFoundError):
        open_journal(place)
    first = first_record(ORIGIN, NOW, "anna")
    with create_journal(place, first) as made, open_journal(place) as opened:
        assert opened.head() == made.head()
        assert opened.where == str(place)
        assert schema_of(url) in str(place)
    with pytest.raises(JournalExistsError):
        create_journal(place, first)


def test_without_its_driver_a_server_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in list(sys.modules):
        if name.startswith("scenarios.journal.postgres"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    place = find_place("postgresql://db/desk", ROOT)
    with pytest.raises(MissingDriverError) as caught:
        open_journal(place)
    assert "pip install 'scenarios-engine[postgres]'" in str(caught.value)
