"""Signed notes: text that keys vouch for, readable by eye (C2SP signed-note).

One note has one spelling: what is read is refused unless it would be written the same
way. Keys are Ed25519 (signature type 0x01); other signatures are kept unverified.

    NoteError
    ├── MalformedTextError    a note, key, checkpoint or proof is not written as it must
    ├── BadSignatureError     a known key did not make the signature that names it
    └── UnverifiedNoteError   no known key signed
"""

from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from scenarios.errors import FailedCheckError

__all__ = [
    "MOST_SIGNATURES",
    "BadSignatureError",
    "MalformedTextError",
    "Note",
    "NoteError",
    "Signature",
    "SigningKey",
    "UnverifiedNoteError",
    "VerifiedNote",
    "VerifyingKey",
    "from_base64",
    "open_note",
    "parse_note",
    "parse_skey",
    "parse_vkey",
    "sign",
    "to_base64",
    "verify_note",
    "write_note",
    "write_skey",
    "write_vkey",
]

MOST_SIGNATURES = 100
"""Notes with more are refused; verifiers accept at least 16 (signed-note, Format)."""

ED25519 = 0x01
KEY_BYTES = 32
KEY_ID_BYTES = 4
SKEY_START = "PRIVATE+KEY+"


class NoteError(FailedCheckError):
    """A signed text cannot be relied on."""


class MalformedTextError(NoteError):
    """A text is not written the way its format says."""

    def __init__(self, what: str, why: str) -> None:
        self.what = what
        self.why = why
        super().__init__(f"{what}: {why}")


class BadSignatureError(NoteError):
    """A signature names a known key that did not make it."""

    def __init__(self, name: str, key_id: bytes) -> None:
        self.name = name
        self.key_id = key_id
        super().__init__(
            f"the signature by {name}+{key_id.hex()} is not of this text and key"
        )


class UnverifiedNoteError(NoteError):
    """No signature of a note is by a known key."""

    def __init__(self, signers: Iterable[str], known: Iterable[str]) -> None:
        self.signers = tuple(signers)
        self.known = tuple(known)
        super().__init__(
            f"signed by {', '.join(self.signers)}; "
            f"known keys: {', '.join(self.known) or 'none'}"
        )


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature line says.

    Attributes:
        name: Name of the key.
        key_id: First four bytes of a hash of name and key; with the name, it tells
            which key and algorithm.
        value: What the algorithm made of the text.
    """

    name: str
    key_id: bytes
    value: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        if len(self.key_id) != KEY_ID_BYTES or not self.value:
            why = f"of {self.name} is not a key id of {KEY_ID_BYTES} bytes and a value"
            raise MalformedTextError("signature", why)

    @property
    def label(self) -> str:
        """Return name and key id, as a verifying key starts."""
        return f"{self.name}+{self.key_id.hex()}"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and its signatures, none of them verified yet.

    Attributes:
        text: Lines, each with its newline; empty lines are allowed.
        signatures: At least one; each key signs once.
    """

    text: str
    signatures: tuple[Signature, ...]

    def __post_init__(self) -> None:
        _check_text(self.text)
        if not 1 <= len(self.signatures) <= MOST_SIGNATURES:
            why = f"{len(self.signatures)} signatures; 1 to {MOST_SIGNATURES} may stand"
            raise MalformedTextError("note", why)
        labels = [signature.label for signature in self.signatures]
        for label in labels:
            if labels.count(label) > 1:
                raise MalformedTextError("note", f"{label} signs more than once")


@dataclass(frozen=True, slots=True)
class VerifiedNote:
    """A text that at least one known key has signed.

    Attributes:
        text: The text.
        verified: Signatures by known keys; every one of them holds.
        unknown: Signatures by other keys, of which nothing is known.
    """

    text: str
    verified: tuple[Signature, ...]
    unknown: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public Ed25519 key with the name that it signs under."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        _check_key(self.public)

    @property
    def key_id(self) -> bytes:
        """Return SHA-256(name ‖ 0x0A ‖ type ‖ public)[:4] (signed-note, Signatures)."""
        hashed = self.name.encode() + b"\n" + bytes([ED25519]) + self.public
        return sha256(hashed).digest()[:KEY_ID_BYTES]

    @property
    def label(self) -> str:
        """Return name and key id, as the text form of the key starts."""
        return f"{self.name}+{self.key_id.hex()}"

    def has_made(self, value: bytes, text: str) -> bool:
        """Tell whether a signature value is this key's, of this text (RFC 8032)."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(value, text.encode())
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private Ed25519 key, as its seed, with the name that it signs under."""

    name: str
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_name(self.name)
        _check_key(self.seed)

    @property
    def verifying(self) -> VerifyingKey:
        """Return the public key to it."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        private = Ed25519PrivateKey.from_private_bytes(self.seed)
        return VerifyingKey(self.name, private.public_key().public_bytes_raw())


def sign(text: str, key: SigningKey) -> Signature:
    """Sign a text with Ed25519 (RFC 8032); the same text gives the same signature.

    Raises:
        MalformedTextError: The text cannot be that of a note.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    _check_text(text)
    value = Ed25519PrivateKey.from_private_bytes(key.seed).sign(text.encode())
    return Signature(key.name, key.verifying.key_id, value)


def write_note(note: Note) -> bytes:
    """Write a note: the text, an empty line, and a line per signature."""
    lines = map(_write_signature, note.signatures)
    return f"{note.text}\n{''.join(lines)}".encode()


def parse_note(data: bytes) -> Note:
    """Read a note without verifying it; do not believe its text yet.

    Raises:
        MalformedTextError: The bytes are not the one spelling of a note.
    """
    text, blank, block = _decode(data).rpartition("\n\n")
    if not blank or not block.endswith("\n"):
        why = "a text, an empty line and lines of signatures, each ended, must stand"
        raise MalformedTextError("note", why)
    lines = block[:-1].split("\n")
    return Note(text + "\n", tuple(map(_parse_signature, lines)))


def verify_note(note: Note, keys: Iterable[VerifyingKey]) -> VerifiedNote:
    """Verify every signature of a note that is by a known key.

    Raises:
        BadSignatureError: One of them does not hold.
        UnverifiedNoteError: There is none.
        MalformedTextError: Two of the known keys share their name and key id.
    """
    known = _by_label(keys)
    verified = tuple(each for each in note.signatures if each.label in known)
    for each in verified:
        if not known[each.label].has_made(each.value, note.text):
            raise BadSignatureError(each.name, each.key_id)
    if not verified:
        raise UnverifiedNoteError((each.label for each in note.signatures), known)
    unknown = tuple(each for each in note.signatures if each.label not in known)
    return VerifiedNote(note.text, verified, unknown)


def open_note(data: bytes, keys: Iterable[VerifyingKey]) -> VerifiedNote:
    """Read a note and verify it, as `parse_note` and `verify_note` do."""
    return verify_note(parse_note(data), keys)


def write_vkey(key: VerifyingKey) -> str:
    """Write a public key as text: name, key id and key, joined by plus signs."""
    return f"{key.label}+{to_base64(bytes([ED25519]) + key.public)}"


def parse_vkey(text: str) -> VerifyingKey:
    """Read a public key from text.

    Raises:
        MalformedTextError: It is not `name+id+key`, the key is not Ed25519, or the id
            is not that of the name and key.

    >>> vkey = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    >>> parse_vkey(vkey).label
    'EnochRoot+af0cfe78'
    """
    name, key_id, public = _split_key("verifying key", text)
    key = VerifyingKey(name, public)
    _check_key_id("verifying key", key_id, key)
    return key


def write_skey(key: SigningKey) -> str:
    """Write a private key as text. Whoever has it can sign: keep it secret."""
    seed = to_base64(bytes([ED25519]) + key.seed)
    return f"{SKEY_START}{key.verifying.label}+{seed}"


def parse_skey(text: str) -> SigningKey:
    """Read a private key from text; what is wrong with it is told without showing it.

    Raises:
        MalformedTextError: It is not `PRIVATE+KEY+name+id+key`, the key is not Ed25519,
            or the id is not that of the name and key.
    """
    if not text.startswith(SKEY_START):
        raise MalformedTextError("signing key", f"does not start with {SKEY_START}")
    name, key_id, seed = _split_key("signing key", text.removeprefix(SKEY_START))
    key = SigningKey(name, seed)
    _check_key_id("signing key", key_id, key.verifying)
    return key


def to_base64(data: bytes) -> str:
    """Write bytes in base64 (RFC 4648 §4)."""
    return b64encode(data).decode()


def from_base64(text: str, what: str) -> bytes:
    """Read base64 in its one spelling, the one that `to_base64` writes.

    Args:
        text: The base64.
        what: What it is, for the error; its content is not shown.

    Raises:
        MalformedTextError: It is not base64, or not what its bytes are written as.
    """
    try:
        data = b64decode(text, validate=True)
    except ValueError:
        raise MalformedTextError(what, "is not base64") from None
    # Leftover bits and padding allow several spellings (RFC 4648 §3.5).
    if to_base64(data) != text:
        raise MalformedTextError(what, "is not the one base64 spelling of its bytes")
    return data


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        why = f"byte {error.start} is not UTF-8"
        raise MalformedTextError("note", why) from None


def _write_signature(signature: Signature) -> str:
    spelt = to_base64(signature.key_id + signature.value)
    return f"— {signature.name} {spelt}\n"


def _parse_signature(line: str) -> Signature:
    match line.split(" "):
        case ["—", name, spelt]:
            blob = from_base64(spelt, "signature")
            return Signature(name, blob[:KEY_ID_BYTES], blob[KEY_ID_BYTES:])
        case _:
            why = f"{line[:80]!r} is not a dash, a name and a signature"
            raise MalformedTextError("signature line", why)


def _by_label(keys: Iterable[VerifyingKey]) -> Mapping[str, VerifyingKey]:
    known: dict[str, VerifyingKey] = {}
    for key in keys:
        if known.setdefault(key.label, key) != key:
            why = f"two keys are called {key.label}"
            raise MalformedTextError("known keys", why)
    return known


def _split_key(what: str, text: str) -> tuple[str, str, bytes]:
    # Base64 may hold plus signs itself; names and key ids do not.
    name, _, rest = text.partition("+")
    key_id, _, spelt = rest.partition("+")
    encoded = from_base64(spelt, what)
    if encoded[:1] != bytes([ED25519]):
        why = f"is not Ed25519: it does not start with the byte {ED25519:#04x}"
        raise MalformedTextError(what, why)
    return name, key_id, encoded[1:]


def _check_key_id(what: str, stated: str, key: VerifyingKey) -> None:
    if stated != key.key_id.hex():
        why = f"its id is not {key.key_id.hex()}, that of its name and key"
        raise MalformedTextError(what, why)


def _check_key(key: bytes) -> None:
    if len(key) != KEY_BYTES:
        why = f"has {len(key)} bytes; an Ed25519 key has {KEY_BYTES}"
        raise MalformedTextError("key", why)


def _check_name(name: str) -> None:
    """Refuse what a key may not be called (signed-note, Format)."""
    _check_characters("key name", name)
    if not name or "+" in name or any(map(str.isspace, name)):
        why = f"{name!r}: a name is not empty and has neither spaces nor +"
        raise MalformedTextError("key name", why)


def _check_text(text: str) -> None:
    _check_characters("note", text.replace("\n", ""))
    if not text.endswith("\n"):
        raise MalformedTextError("note", "its text does not end in a newline")


def _check_characters(what: str, text: str) -> None:
    """Refuse control characters, and surrogates, which UTF-8 cannot write."""
    for character in text:
        if character < " " or "\ud800" <= character <= "\udfff":
            why = f"holds the character U+{ord(character):04X}"
            raise MalformedTextError(what, why)
