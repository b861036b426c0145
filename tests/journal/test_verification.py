"""A journal is checked against itself and against what is known of it elsewhere."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from journal.clerk import (
    LOG,
    chance,
    clock,
    journal_at,
    keyring_at,
    rich_journal_at,
    silent,
    text,
    who,
)
from journal.sqlite_desk import unlocked
from journal.store_contract import NOW, notes
from scenarios.journal.checkpoint import Checkpoint, sign_checkpoint
from scenarios.journal.findings import Finding, KeptHead, State
from scenarios.journal.founding import first_record
from scenarios.journal.heads import see
from scenarios.journal.note import SigningKey
from scenarios.journal.place import Place, create_journal, open_journal
from scenarios.journal.record import Kind
from scenarios.journal.sealing import seal_head
from scenarios.journal.store import Store
from scenarios.journal.trust import keys_of
from scenarios.journal.verification import Known, verify_store


def verified(store: Store, known: Known | None = None, **how: Any) -> dict[str, Any]:  # noqa: ANN401 passed on
    given = known or Known(see(store, clock()))
    verdict = verify_store(store, given, silent, **how)
    return {each.check: each for each in verdict.findings} | {"holds": verdict.holds}


def states(found: Mapping[str, Finding]) -> dict[str, State]:
    return {name: each.state for name, each in found.items() if name != "holds"}


@pytest.mark.parametrize("quick", [False, True])
def test_a_good_journal_holds(tmp_path: Path, *, quick: bool) -> None:
    with rich_journal_at(tmp_path) as store:
        seal_head(store, keyring_at(tmp_path))
        store.append(notes(3))
        now = see(store, clock())
        found = verified(store, Known(now, now), quick=quick)
        assert found["holds"]
        assert set(states(found).values()) == {State.HOLDS}
        assert list(states(found)) == ["records", "keys", "checkpoint", "last seen"]
        assert found["keys"].said.endswith("in force, after 1 change")
        assert found["checkpoint"].said == "the head of 11 is signed; 3 added since"
        assert found["records"].said == (
            "the first and last of 14 looked at; leave out --quick to read all"
            if quick
            else "14 read and hashed"
        )


def test_what_need_not_be_there_is_told(tmp_path: Path) -> None:
    place = Place(tmp_path / "journal.db")
    with create_journal(place, first_record(LOG, NOW, "anna")) as store:
        found = verified(store)
        assert found["holds"]
        assert states(found) == {
            "records": State.HOLDS,
            "keys": State.ABSENT,
            "checkpoint": State.ABSENT,
            "last seen": State.ABSENT,
        }


def test_the_first_bad_record_is_named_and_ends_the_check(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(5))
    changed = (
        "UPDATE record SET data = "
        "CAST(replace(CAST(data AS TEXT), '\"number\":2', '\"number\":7') AS BLOB)"
    )
    unlocked(tmp_path / "journal.db", changed)
    with open_journal(Place(tmp_path / "journal.db")) as store:
        found = verified(store)
        assert not found["holds"]
        assert states(found) == {"records": State.FAILS}
        assert "record 3 is not what its leaf says" in found["records"].said
        # The ends alone do not tell.
        assert verified(store, quick=True)["holds"]


def test_missing_texts_fail_unless_they_were_never_there(tmp_path: Path) -> None:
    word = text("a text")
    with journal_at(tmp_path) as store:
        store.append([who().draft(Kind.NOTE, {"payload": word.commitment}, (word,))])
    unlocked(tmp_path / "journal.db", "DELETE FROM payload")
    with open_journal(Place(tmp_path / "journal.db")) as store:
        assert "a text of record 1 is missing" in verified(store)["records"].said
        assert verified(store, texts=False)["holds"]


def test_a_key_that_is_known_must_be_the_first(tmp_path: Path) -> None:
    with rich_journal_at(tmp_path) as store:
        now = see(store, clock())
        assert verified(store, Known(now, vkey=now.vkey))["holds"]
        found = verified(store, Known(now, vkey="x+00000000+AA=="))
        assert not found["holds"]
        assert found["keys"].state is State.FAILS
        assert "not x+00000000+AA==" in found["keys"].said


def test_a_key_that_nobody_signed_for_fails(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append([who().draft(Kind.KEY_ADDED, {"vkey": "x"})])
        found = verified(store)
        assert found["keys"].state is State.FAILS
        assert "record 1: it names no key" in found["keys"].said


def kept(store: Store, size: int, root: bytes, key: SigningKey | None) -> KeptHead:
    head = Checkpoint(store.origin, size, root)
    return KeptHead("h", head, None if key is None else sign_checkpoint(head, key))


def test_a_journal_is_held_against_heads_kept_elsewhere(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        key = ring.make(LOG)
        heads = [kept(store, 1, store.head().root, signer) for signer in (None, key)]
        for each in notes(6):
            store.append([each])
            head = store.head()
            heads += [kept(store, head.size, head.root, each) for each in (None, key)]
        now = see(store, clock())
        for head_kept in heads:
            found = verified(store, Known(now, kept=head_kept))
            assert found["holds"]
            signed = "unsigned" if head_kept.signed is None else "signed"
            size = head_kept.checkpoint.size
            said = f"it continues the {signed} head of {size} in h"
            assert found["against"].said == said
        stranger = SigningKey(LOG, chance("stranger")(32))
        root = store.head().root
        for wrong, fault in (
            (kept(store, 7, bytes(32), None), "its first 7 records are not those of h"),
            (kept(store, 8, root, key), "it holds 7 records, but h was made of 8"),
            (kept(store, 0, root, key), "but h was made of 0"),
            (kept(store, 7, root, stranger), "is not of this text and key|signed by"),
            (
                KeptHead("h", Checkpoint("other", 7, root), None),
                f"h is a head of other, not {LOG}",
            ),
        ):
            found = verified(store, Known(now, kept=wrong))
            assert not found["holds"]
            assert found["against"].state is State.FAILS
            assert any(each in found["against"].said for each in fault.split("|"))


def forge_again(folder: Path) -> Store:
    """Rewrite the journal of a folder from end to end, with its own key."""
    (folder / "journal.db").unlink()
    store = journal_at(folder)
    store.append(notes(9)[1:])
    return store


@pytest.mark.parametrize("attack", ["rolled back", "forked", "forged again"])
def test_what_holds_together_but_is_not_what_was_there_is_found(
    tmp_path: Path, attack: str
) -> None:
    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        store.append(notes(3))
        shutil.copy(tmp_path / "journal.db", tmp_path / "old.db")
        store.append(notes(8)[3:])
        signed = seal_head(store, ring)
        last = see(store, clock())
    if attack == "forged again":
        forged = forge_again(tmp_path)
    else:
        shutil.copy(tmp_path / "old.db", tmp_path / "journal.db")
        forged = open_journal(Place(tmp_path / "journal.db"))
        forged.append(notes(20)[15:] if attack == "forked" else [])
    with forged as store:
        seal_head(store, ring)
        now = see(store, clock())
        # By itself it is as good as any: this is why a head is kept elsewhere.
        assert verified(store, Known(replace(now)))["holds"]
        found = verified(store, Known(now, last))
        assert found["last seen"].state is State.FAILS
        head = KeptHead("h", keys_of(store).open(signed), signed)
        found = verified(store, Known(now, kept=head))
        assert found["against"].state is State.FAILS


def test_further_checks_are_made_where_the_records_hold(tmp_path: Path) -> None:
    def more(store: Store) -> Finding:
        return Finding("more", State.FAILS, store.origin)

    with journal_at(tmp_path) as store:
        found = verified(store, more=(more,))
        assert found["more"].said == LOG
        assert not found["holds"]
