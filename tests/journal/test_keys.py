"""Keys lie outside the data folder, for their owner alone, sealed if wanted."""

import json
from pathlib import Path
from stat import S_IMODE

import pytest

from journal.clerk import LOG, chance, keyring_at
from scenarios.journal.errors import (
    KeyFileError,
    KeyNotFoundError,
    WrongPassphraseError,
)
from scenarios.journal.keys import Keyring, open_key, seal_key
from scenarios.journal.note import SigningKey, write_skey, write_vkey

KEY = SigningKey(LOG, bytes(range(32)))


def never() -> str:
    raise AssertionError


def vkey(key: SigningKey) -> str:
    return write_vkey(key.verifying)


def test_a_key_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path / "config")
    key = ring.make(LOG)
    path = ring.path_of(LOG)
    assert path == tmp_path / "config" / "keys" / "example.org%2Fcase-42.key"
    assert path.read_text() == f"{write_skey(key)}\n"
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert S_IMODE(path.parent.stat().st_mode) == 0o700
    assert ring.make(LOG) == ring.load(LOG, vkey(key)) == key
    assert ring.make("other") != key


def test_the_keys_of_long_names_have_files_of_their_own(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    names = ["/" * 200, "/" * 199 + "a", "/" * 199 + "b"]
    keys = [ring.make(name) for name in names]
    assert [ring.load(k.name, vkey(k)) for k in keys] == keys
    assert len({ring.path_of(name) for name in names}) == 3


def test_a_key_may_lie_elsewhere(tmp_path: Path) -> None:
    file = tmp_path / "stick" / "my.key"
    ring = Keyring(tmp_path / "keys", chance(), file=file)
    key = ring.make(LOG)
    assert file.read_text() == f"{write_skey(key)}\n"
    assert not (tmp_path / "keys").exists()


def test_a_passphrase_seals_a_key(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path, "correct horse")
    key = ring.make(LOG)
    data = ring.path_of(LOG).read_bytes()
    assert key.seed not in data
    assert write_skey(key).encode() not in data
    assert json.loads(data)["vkey"] == vkey(key)
    assert ring.load(LOG, vkey(key)) == key
    asked: list[Path] = []

    def ask(path: Path) -> str:
        asked.append(path)
        return "correct horse"

    asking = Keyring(ring.folder, chance(), ask=ask)
    assert asking.load(LOG, vkey(key)) == key
    assert asked == [ring.path_of(LOG)]


def test_a_wrong_passphrase_opens_nothing(tmp_path: Path) -> None:
    key = keyring_at(tmp_path, "correct horse").make(LOG)
    for ring in (keyring_at(tmp_path, "wrong"), keyring_at(tmp_path)):
        with pytest.raises(WrongPassphraseError, match="SCENARIOS_KEY_PASSPHRASE"):
            ring.load(LOG, vkey(key))


def test_a_sealed_key_cannot_be_changed_or_passed_off() -> None:
    sealed = json.loads(seal_key(KEY, "p", chance()))
    other = json.loads(seal_key(SigningKey(LOG, bytes(32)), "p", chance("other")))
    for name in ("vkey", "salt", "nonce", "sealed"):
        mixed = json.dumps(sealed | {name: other[name]}).encode()
        with pytest.raises(WrongPassphraseError):
            open_key(mixed, "x.key", lambda: "p")


def test_the_same_passphrase_seals_differently_each_time() -> None:
    entropy = chance()
    sealed = [json.loads(seal_key(KEY, "p", entropy)) for _ in range(2)]
    assert sealed[0]["vkey"] == sealed[1]["vkey"]
    for name in ("salt", "nonce", "sealed"):
        assert sealed[0][name] != sealed[1][name]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "does not start with PRIVATE"),
        (b"\xff", "can't decode"),
        (b"PRIVATE+KEY+a+00000000+AAAA", "is not Ed25519"),
        (write_skey(KEY).encode() + b"\n\n", "is not base64"),
        (b"{", "Expecting property name"),
        (b"{}", "its format is not scenarios/sealed-key@1"),
        (b'{"a":' + b"[" * 9_000, "is no signing key"),
        (b'{"format": "scenarios/sealed-key@1"}', "salt: is not base64"),
    ],
)
def test_a_file_that_is_no_key_is_told_without_showing_it(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    ring = keyring_at(tmp_path)
    ring.make(LOG)
    ring.path_of(LOG).write_bytes(content)
    with pytest.raises(KeyFileError, match=fault) as caught:
        ring.load(LOG, vkey(KEY))
    assert write_skey(KEY)[-40:] not in str(caught.value)


def test_the_key_of_another_journal_is_refused(tmp_path: Path) -> None:
    ring = Keyring(tmp_path, chance(), file=tmp_path / "my.key")
    key = ring.make(LOG)
    with pytest.raises(KeyFileError, match=f"is the key of '{LOG}', not of 'other'"):
        ring.make("other")
    with pytest.raises(KeyFileError, match="not the one in force, exa"):
        ring.load(LOG, vkey(KEY))
    assert ring.load(LOG, vkey(key)) == key


def test_a_missing_key_says_where_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(KeyNotFoundError, match="name its file in SCENARIOS_KEY") as e:
        keyring_at(tmp_path).load(LOG, vkey(KEY))
    assert str(keyring_at(tmp_path).path_of(LOG)) in str(e.value)


def test_a_place_that_cannot_hold_a_key_is_told(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file")
    with pytest.raises(KeyFileError, match="cannot be made"):
        keyring_at(tmp_path).make(LOG)
    folder = Keyring(tmp_path, chance(), file=tmp_path)
    with pytest.raises(KeyFileError, match="cannot be read: Is a directory"):
        folder.make(LOG)


def test_the_next_key_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    old = ring.make(LOG)
    new = ring.make_next(LOG)
    assert ring.make_next(LOG) == new != old
    assert ring.load(LOG, vkey(old)) == old
    ring.promote(LOG)
    assert ring.load(LOG, vkey(new)) == new
    assert not ring.next_of(LOG).exists()


def test_a_change_of_keys_that_was_cut_short_is_finished(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    ring.make(LOG)
    new = ring.make_next(LOG)
    assert ring.load(LOG, vkey(new)) == new
    assert not ring.next_of(LOG).exists()
    assert ring.load(LOG, vkey(new)) == new
