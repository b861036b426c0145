"""What was seen last tells of a journal that was rolled back, forked or replaced."""

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journal.clerk import LOG, clock, journal_at, last_seen_at
from journal.store_contract import NOW, notes
from scenarios.journal.checkpoint import Checkpoint
from scenarios.journal.errors import (
    ContradictedHeadError,
    DamagedJournalError,
    SeenHeadError,
    UnknownRecordError,
)
from scenarios.journal.heads import (
    LastSeen,
    SeenHead,
    as_kept,
    check_seen,
    identity_of,
    pinned_keys,
    root_at,
    see,
)
from scenarios.journal.place import Place, open_journal
from scenarios.journal.store import Store
from scenarios.journal.watched import WatchedStore

ROOT = bytes(range(32))
HEAD = SeenHead(LOG, "a key", 7, ROOT, NOW)


def test_a_head_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    seen = last_seen_at(tmp_path)
    assert seen.read() is None
    seen.keep(HEAD)
    assert seen.read() == HEAD
    larger = replace(HEAD, size=9, vkey=None)
    seen.keep(larger)
    assert last_seen_at(tmp_path).read() == larger
    seen.keep(replace(HEAD, size=8))
    assert seen.read() == larger
    assert str(HEAD) == f"7 records of {LOG}, seen 2026-11-21 23:06 UTC"


def test_a_new_pin_keeps_the_heads_before_it(tmp_path: Path) -> None:
    seen = last_seen_at(tmp_path)
    seen.pin_anew(HEAD, "nothing was seen before")
    seen.pin_anew(replace(HEAD, size=3), "an older backup")
    seen.keep(replace(HEAD, size=4))
    seen.pin_anew(replace(HEAD, origin="other", size=2), "another journal")
    assert seen.read() == replace(HEAD, origin="other", size=2)
    earlier = json.loads(seen.path.read_bytes())["earlier"]
    assert [(each["size"], each["why"]) for each in earlier] == [
        (7, "an older backup"),
        (4, "another journal"),
    ]


def test_every_place_has_a_file_of_its_own_however_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    one = LastSeen(tmp_path, Place(tmp_path / "journal.db"))
    same = LastSeen(tmp_path, Place(tmp_path / "link" / ".." / tmp_path.name / "x"))
    assert LastSeen(tmp_path, Place(tmp_path / "link" / "journal.db")).path == one.path
    assert same.path != one.path


def test_a_password_is_no_part_of_a_place() -> None:
    url = "postgresql://anna:secret@db:5433/desk?host=%2Frun&password=secret&sslpassword=secret"
    assert identity_of(Place(None, url)) == (
        "postgresql://anna@db:5433/desk?host=%2Frun"
    )
    plain = Place(None, "postgresql://anna:secret@db/desk")
    assert identity_of(plain) == "postgresql://anna@db/desk"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"format": "x"}, "its format is not scenarios/seen-head@1"),
        ({"size": 0}, "is not as it was written"),
        ({"size": "7"}, "is not as it was written"),
        ({"size": True}, "is not as it was written"),
        ({"origin": 7}, "is not as it was written"),
        ({"vkey": 7}, "is not as it was written"),
        ({"root": "00"}, "is not as it was written"),
        ({"root": "xy"}, "is not as it was written: ValueError"),
        ({"root": None}, "is not as it was written: TypeError"),
        ({"seen": "today"}, "is not as it was written: ValueError"),
    ],
)
def test_a_file_that_was_changed_is_not_taken_for_nothing(
    tmp_path: Path, change: dict[str, Any], fault: str
) -> None:
    seen = last_seen_at(tmp_path)
    seen.keep(HEAD)
    fields = json.loads(seen.path.read_bytes())
    seen.path.write_text(json.dumps(fields | change))
    for use in (seen.read, lambda: seen.keep(HEAD)):
        with pytest.raises(SeenHeadError, match=fault):
            use()


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 9_999])
def test_a_file_that_is_something_else_is_told_and_can_be_pinned_anew(
    tmp_path: Path, content: bytes
) -> None:
    seen = last_seen_at(tmp_path)
    seen.keep(HEAD)
    seen.path.write_bytes(content)
    with pytest.raises(SeenHeadError):
        seen.read()
    seen.pin_anew(HEAD, "it was broken")
    assert seen.read() == HEAD
    (earlier,) = json.loads(seen.path.read_bytes())["earlier"]
    assert earlier["why"] == "it was broken"
    assert earlier["unreadable"]


def test_a_file_without_a_history_gets_one(tmp_path: Path) -> None:
    seen = last_seen_at(tmp_path)
    seen.keep(HEAD)
    fields = json.loads(seen.path.read_bytes())
    seen.path.write_text(json.dumps(fields | {"earlier": None}))
    seen.pin_anew(HEAD, "why")
    assert len(json.loads(seen.path.read_bytes())["earlier"]) == 1


def test_a_file_that_cannot_be_read_or_written_is_told(tmp_path: Path) -> None:
    seen = last_seen_at(tmp_path)
    seen.path.mkdir(parents=True)
    with pytest.raises(SeenHeadError, match="cannot be read: Is a directory"):
        seen.read()
    (tmp_path / "file").touch()
    blocked = LastSeen(tmp_path / "file", Place(tmp_path / "journal.db"))
    with pytest.raises(SeenHeadError, match="cannot be read"):
        blocked.read()
    with pytest.raises(SeenHeadError, match="cannot be written"):
        blocked.pin_anew(HEAD, "why")


def test_a_journal_that_grows_continues_every_head_before(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        heads = [see(store, clock())]
        for each in notes(17):
            store.append([each])
            heads.append(see(store, clock()))
        assert [head.size for head in heads] == list(range(1, 19))
        for head in heads:
            assert root_at(store, head.size) == head.root
            check_seen(store, head, heads[-1])


def refusal(store: Store, last: SeenHead) -> str:
    with pytest.raises(ContradictedHeadError) as caught:
        check_seen(store, last, see(store, clock()))
    assert "scenarios audit verify --against FILE" in str(caught.value)
    assert "scenarios audit accept --why" in str(caught.value)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_journal_that_was_rolled_back_is_refused(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(3))
        shutil.copy(tmp_path / "journal.db", tmp_path / "old.db")
        store.append(notes(5))
        last = see(store, clock())
    (tmp_path / "old.db").replace(tmp_path / "journal.db")
    with open_journal(Place(tmp_path / "journal.db")) as old:
        said = refusal(old, last)
    assert f"it holds 4 records, but there were 6 records of {LOG}" in said


def test_a_journal_whose_past_was_forged_is_refused(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(5))
        last = see(store, clock())
    (tmp_path / "journal.db").unlink()
    with journal_at(tmp_path) as forged:
        forged.append(notes(7)[1:])
        assert see(forged, clock()).vkey == last.vkey
        said = refusal(forged, last)
    assert f"its first 6 records are not the 6 records of {LOG}" in said


def test_another_journal_or_key_is_refused(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        last = see(store, clock())
        said = refusal(store, replace(last, origin="another"))
        assert f"it is the journal {LOG}, but here stood 1 records of another" in said
        for vkey in (None, "another"):
            said = refusal(store, replace(last, vkey=vkey))
            assert "it names another key than the one that signs for" in said


def test_a_tree_with_a_hole_is_damaged(tmp_path: Path) -> None:
    class Holey(WatchedStore):
        def node(self, height: int, index: int) -> bytes:
            raise UnknownRecordError(f"node ({height}, {index})", 4)

    with journal_at(tmp_path) as store:
        holey = Holey(store, last_seen_at(tmp_path), clock(), print)
        with pytest.raises(DamagedJournalError, match=r"node \(0, 0\)"):
            root_at(holey, 1)


def test_the_keys_pinned_for_a_journal_are_found_wherever_it_was_seen(
    tmp_path: Path,
) -> None:
    heads = tmp_path / "heads"
    another, other = replace(HEAD, vkey="another"), replace(HEAD, origin="other")
    seen = [HEAD, another, other, replace(HEAD, vkey=None), HEAD]
    for number, head in enumerate(seen):
        LastSeen(heads, Place(tmp_path / str(number))).keep(head)
    (heads / "broken.json").write_text("{")
    (heads / "else.json").write_text("[]")
    assert pinned_keys(heads, LOG) == {"a key", "another"}
    assert pinned_keys(heads, "nobody") == pinned_keys(tmp_path / "x", LOG) == set()


def test_a_head_that_was_seen_is_one_that_was_kept() -> None:
    assert as_kept(None, "x") is None
    kept = as_kept(HEAD, "x")
    assert kept is not None
    assert (kept.where, kept.signed) == ("x", None)
    assert kept.checkpoint == Checkpoint(LOG, 7, ROOT)
