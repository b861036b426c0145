"""Which key signs at which size: only one that the key before signed for."""

from pathlib import Path

import pytest

from journal.clerk import LOG, chance, journal_at, keyring_at, rich_journal_at, who
from journal.store_contract import NOW, notes
from scenarios.journal.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint
from scenarios.journal.errors import UntrustedKeyError
from scenarios.journal.founding import first_record
from scenarios.journal.note import (
    MalformedTextError,
    SigningKey,
    UnverifiedNoteError,
    write_vkey,
)
from scenarios.journal.record import Draft, Kind, Record, seal_record
from scenarios.journal.trust import endorse, follow_keys, keys_of

KEYS = [SigningKey(LOG, chance(f"key {number}")(32)) for number in range(4)]
VKEYS = [write_vkey(key.verifying) for key in KEYS]
FIRST = first_record(LOG, NOW, "anna", VKEYS[0])
PLACE = (1, FIRST.leaf)


def added(body: dict[str, str | int], before: Record = FIRST) -> Record:
    draft = Draft("anna", NOW, Kind.KEY_ADDED, body, f"{before.seq + 1:032x}")
    return seal_record(draft, LOG, before.seq + 1, before.leaf)


def change(new: int, old: int, before: Record = FIRST) -> Record:
    place = (before.seq + 1, before.leaf)
    signature = endorse(VKEYS[new], place, KEYS[old])
    return added({"vkey": VKEYS[new], "signature": signature}, before)


def test_each_key_signs_from_the_record_after_the_one_that_names_it() -> None:
    second = change(1, 0)
    third = change(2, 1, second)
    chain = follow_keys(FIRST, [second, third])
    keys = [
        KEYS.index(k)
        for n in (1, 2, 3, 9)
        for k in KEYS
        if k.verifying == chain.in_force(n)
    ]
    assert keys == [0, 1, 2, 2]


def test_the_chain_opens_only_what_the_key_in_force_signed() -> None:
    chain = follow_keys(FIRST, [change(1, 0)])
    for size, right in ((1, 0), (2, 1), (7, 1)):
        for number in (0, 1, 2):
            head = Checkpoint(LOG, size, bytes(32))
            signed = sign_checkpoint(head, KEYS[number])
            if number == right:
                assert chain.open(signed) == head
            else:
                with pytest.raises(UnverifiedNoteError):
                    chain.open(signed)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({}, "it names no key: verifying key"),
        ({"vkey": 7}, "it names no key: verifying key"),
        ({"vkey": VKEYS[1]}, "nobody signed for the key"),
        ({"vkey": VKEYS[1], "signature": 7}, "nobody signed for the key"),
        ({"vkey": VKEYS[1], "signature": ""}, "the key before did not sign for"),
        (
            {"vkey": VKEYS[1], "signature": endorse(VKEYS[1], PLACE, KEYS[1])},
            "the key before did not sign for",
        ),
        (
            {"vkey": VKEYS[1], "signature": endorse(VKEYS[2], PLACE, KEYS[0])},
            "the key before did not sign for",
        ),
        (
            {"vkey": VKEYS[1], "signature": endorse(VKEYS[1], (2, PLACE[1]), KEYS[0])},
            "the key before did not sign for",
        ),
        (
            {"vkey": VKEYS[1], "signature": endorse(VKEYS[1], (1, "0" * 64), KEYS[0])},
            "the key before did not sign for",
        ),
        (
            {
                "vkey": VKEYS[1],
                "signature": endorse(VKEYS[1], PLACE, KEYS[0]) + "\n— a AAAAAAAA",
            },
            "nobody signed for the key",
        ),
        (
            {"vkey": VKEYS[0], "signature": endorse(VKEYS[0], PLACE, KEYS[0])},
            "was in force before",
        ),
        (
            {"vkey": write_vkey(SigningKey("other", bytes(32)).verifying)},
            "the key is called 'other'",
        ),
    ],
)
def test_a_key_that_the_one_before_did_not_sign_for_is_refused(
    body: dict[str, str | int], fault: str
) -> None:
    with pytest.raises(UntrustedKeyError, match=fault) as caught:
        follow_keys(FIRST, [added(body)])
    assert caught.value.seq == 1


def test_an_older_key_cannot_sign_for_another() -> None:
    second = change(1, 0)
    with pytest.raises(UntrustedKeyError, match="record 2: the key before did not"):
        follow_keys(FIRST, [second, change(2, 0, second)])


def test_a_checkpoint_is_never_taken_for_the_naming_of_a_key() -> None:
    # A journal may be called anything, even like the statement; then its third line
    # would have to be a root.
    name = "scenarios/key-added@1"
    text = f"{name}\n{LOG}\nrecord 1 after {FIRST.leaf}\n{VKEYS[1]}\n"
    with pytest.raises(MalformedTextError):
        parse_checkpoint(text)


def test_a_journal_without_a_key_can_neither_get_one_nor_sign() -> None:
    bare = first_record(LOG, NOW, "anna")
    chain = follow_keys(bare, [])
    with pytest.raises(UntrustedKeyError, match="names no key that could sign"):
        chain.in_force(1)
    with pytest.raises(UntrustedKeyError, match="names no key that could sign"):
        follow_keys(bare, [change(1, 0)])


def test_the_keys_of_a_store_are_followed(tmp_path: Path) -> None:
    with rich_journal_at(tmp_path) as store:
        chain = keys_of(store)
        assert [reign.start for reign in chain.reigns] == [1, 9]
        assert chain.origin == LOG
    with journal_at(tmp_path / "other") as plain:
        plain.append([*notes(2), who().draft(Kind.KEY_ADDED, {"vkey": "x"})])
        with pytest.raises(UntrustedKeyError, match="record 3: it names no key"):
            keys_of(plain)
    assert keyring_at(tmp_path).path_of(LOG).exists()
