"""The key that signs the heads of a journal, in a file outside the data folder.

Whoever can write the journal should not find the key beside it. The file is only its
owner's to read, and a passphrase can seal it: scrypt (RFC 7914) makes a key of the
passphrase, ChaCha20-Poly1305 (RFC 8439) seals the private key with it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from scenarios.journal.errors import (
    KeyFileError,
    KeyNotFoundError,
    WrongPassphraseError,
)
from scenarios.journal.files import make_folder, write_whole
from scenarios.journal.note import (
    NoteError,
    SigningKey,
    from_base64,
    parse_skey,
    to_base64,
    write_skey,
    write_vkey,
)

__all__ = ["Keyring", "open_key", "seal_key"]

SEALED = "scenarios/sealed-key@1"
SALT_BYTES = 16
NONCE_BYTES = 12
SEED_BYTES = 32
SCRYPT = {"length": 32, "n": 2**16, "r": 8, "p": 1}
"""64 MB and about 0.2 s a try; another cost would be another format."""

LONGEST_NAME = 180
MOST_BYTES = 10_000

Entropy = Callable[[int], bytes]


def seal_key(key: SigningKey, passphrase: str | None, entropy: Entropy) -> bytes:
    """Write a private key as the content of its file, sealed if with a passphrase."""
    skey = f"{write_skey(key)}\n".encode()
    if passphrase is None:
        return skey
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    vkey = write_vkey(key.verifying)
    salt, nonce = entropy(SALT_BYTES), entropy(NONCE_BYTES)
    sealing = ChaCha20Poly1305(_stretch(passphrase, salt))
    sealed = sealing.encrypt(nonce, skey, f"{SEALED}\n{vkey}".encode())
    shown = {
        "format": SEALED,
        "vkey": vkey,
        "salt": to_base64(salt),
        "nonce": to_base64(nonce),
        "sealed": to_base64(sealed),
    }
    return f"{json.dumps(shown, indent=2)}\n".encode()


def open_key(data: bytes, where: str, passphrase: Callable[[], str]) -> SigningKey:
    """Read the content of a key's file.

    Args:
        data: The content.
        where: The file, for the error.
        passphrase: Asked only where the key is sealed.

    Raises:
        NoteError: It is no key.
        ValueError: It is not written the way of such a file.
        WrongPassphraseError: The passphrase does not open it.
    """
    if not data.startswith(b"{"):
        return parse_skey(data.decode().removesuffix("\n"))
    fields: Any = json.loads(data)
    if not isinstance(fields, dict) or fields.get("format") != SEALED:
        message = f"its format is not {SEALED}"
        raise ValueError(message)
    salt, nonce, sealed = (
        from_base64(f"{fields.get(name, '-')}", name)
        for name in ("salt", "nonce", "sealed")
    )
    bound = f"{SEALED}\n{fields.get('vkey')}".encode()
    skey = _unseal(_stretch(passphrase(), salt), nonce, sealed, bound)
    if skey is None:
        raise WrongPassphraseError(where)
    return parse_skey(skey.decode().removesuffix("\n"))


@dataclass(frozen=True, slots=True)
class Keyring:
    """Where the keys of journals are, and what opens them.

    Attributes:
        folder: Holds a file per journal, named by its origin.
        entropy: Returns that many random bytes, fit for secrets.
        file: Another file that holds the key.
        passphrase: Seals a key that is made.
        ask: Asks for the passphrase of a sealed key; is told which file it is.
    """

    folder: Path
    entropy: Entropy
    file: Path | None = None
    passphrase: str | None = field(default=None, repr=False)
    ask: Callable[[Path], str] | None = None

    def path_of(self, origin: str) -> Path:
        """Return the file of the key of a journal, there or not."""
        if self.file is not None:
            return self.file
        name = quote(origin, safe="")
        if len(name) > LONGEST_NAME:
            name = f"{name[:100]}-{sha256(origin.encode()).hexdigest()}"
        return self.folder / f"{name}.key"

    def next_of(self, origin: str) -> Path:
        """Return the file of a key that is about to follow, there or not."""
        path = self.path_of(origin)
        return path.with_name(f"{path.name}.next")

    def make(self, origin: str) -> SigningKey:
        """Make the key of a new journal; one that is there for it already will do.

        Raises:
            KeyFileError: The file is there and holds something else, or cannot be made.
        """
        return self._found_or_made(self.path_of(origin), origin)

    def make_next(self, origin: str) -> SigningKey:
        """Make a key to follow that of a journal; one that is there already will do.

        Raises:
            KeyFileError: The file is there and holds something else, or cannot be made.
        """
        return self._found_or_made(self.next_of(origin), origin)

    def load(self, origin: str, vkey: str) -> SigningKey:
        """Return the private key to the key of a journal that is in force.

        A change of keys that was cut short after it went on record is finished here.

        Raises:
            KeyNotFoundError: There is no such file.
            KeyFileError: It cannot be read, or holds another key.
            WrongPassphraseError: The passphrase does not open it.
        """
        path, following = self.path_of(origin), self.next_of(origin)
        if following.exists():
            key = self._read(following, origin)
            if write_vkey(key.verifying) == vkey:
                self.promote(origin)
                return key
        if not path.exists():
            raise KeyNotFoundError(str(path), origin)
        key = self._read(path, origin)
        if write_vkey(key.verifying) != vkey:
            fault = f"holds the key {key.verifying.label}, not the one in force, {vkey}"
            raise KeyFileError(str(path), fault)
        return key

    def named_in(self, origin: str) -> str | None:
        """Return the verifying key that the file of a key names, without opening it.

        None where the file is not there or names none.
        """
        try:
            data = self.path_of(origin).read_bytes()[:MOST_BYTES]
            if data.startswith(b"{"):
                return str(json.loads(data)["vkey"])
            return write_vkey(parse_skey(data.decode().removesuffix("\n")).verifying)
        except (OSError, ValueError, KeyError, RecursionError, NoteError):
            return None

    def promote(self, origin: str) -> None:
        """Let the key that follows take the place of the one before, which is gone."""
        path, following = self.path_of(origin), self.next_of(origin)
        write_whole(path, following.read_bytes())
        following.unlink()

    def _found_or_made(self, path: Path, origin: str) -> SigningKey:
        found = path.exists()
        return self._read(path, origin) if found else self._make(path, origin)

    def _make(self, path: Path, origin: str) -> SigningKey:
        key = SigningKey(origin, self.entropy(SEED_BYTES))
        try:
            make_folder(path.parent)
            content = seal_key(key, self.passphrase, self.entropy)
            write_whole(path, content, new=True)
        except OSError as error:
            fault = f"cannot be made: {error.strerror or error}"
            raise KeyFileError(str(path), fault) from error
        return key

    def _read(self, path: Path, origin: str) -> SigningKey:
        try:
            with path.open("rb") as file:
                data = file.read(MOST_BYTES)
            key = open_key(data, str(path), lambda: self._passphrase(path))
        except OSError as error:
            fault = f"cannot be read: {error.strerror or error}"
            raise KeyFileError(str(path), fault) from error
        except (NoteError, ValueError, RecursionError) as error:
            raise KeyFileError(str(path), f"is no signing key: {error}") from error
        if key.name != origin:
            fault = f"is the key of {key.name!r}, not of {origin!r}"
            raise KeyFileError(str(path), fault)
        return key

    def _passphrase(self, path: Path) -> str:
        if self.passphrase is not None:
            return self.passphrase
        if self.ask is None:
            raise WrongPassphraseError(str(path))
        return self.ask(path)


def _stretch(passphrase: str, salt: bytes) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    return Scrypt(salt=salt, **SCRYPT).derive(passphrase.encode())


def _unseal(key: bytes, nonce: bytes, sealed: bytes, bound: bytes) -> bytes | None:
    """Return what is sealed, or None where another key sealed it."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    try:
        return ChaCha20Poly1305(key).decrypt(nonce, sealed, bound)
    except InvalidTag:
        return None
