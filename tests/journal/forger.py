"""Random exports, good ones and bad ones, also by somebody who has the key.

They are put together from plain JSON and the formulas of RFC 6962 and C2SP signed-note,
not with the program's own writers, so that both verifiers are asked about what neither
of them would write.
"""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from random import Random
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

__all__ = ["CHANGES", "Forged", "Key", "forge"]

KINDS = ["note", "development.recorded", "assessment.published", "report.added"]
Fields = dict[str, Any]


@dataclass
class Key:
    """An Ed25519 key with a name."""

    name: str
    private: Ed25519PrivateKey

    @property
    def encoded(self) -> bytes:
        """Return the type and the public key."""
        return b"\x01" + self.private.public_key().public_bytes_raw()

    @property
    def id(self) -> bytes:
        """Return the key id."""
        return sha256(self.name.encode() + b"\n" + self.encoded).digest()[:4]

    @property
    def vkey(self) -> str:
        """Return the verifying key as text."""
        return f"{self.name}+{self.id.hex()}+{b64encode(self.encoded).decode()}"

    def sign(self, text: str) -> str:
        """Return a signature line."""
        value = b64encode(self.id + self.private.sign(text.encode())).decode()
        return f"— {self.name} {value}"


@dataclass
class Forged:
    """An export, and the state of whoever forges it."""

    rng: Random
    origin: str = "desk-01020304"
    keys: list[Key] = field(default_factory=list)
    lines: list[bytes] = field(default_factory=list)
    texts: list[tuple[int, bytes, bytes]] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)
    signer: Key | None = None
    stated: str | None = None
    block: str | None = None
    data: bytes = b""
    payloads: bytes | None = b""
    vkey: str | None = None

    def key(self, name: str | None = None) -> Key:
        """Make a key."""
        seed = self.rng.randbytes(32)
        private = Ed25519PrivateKey.from_private_bytes(seed)
        return Key(self.origin if name is None else name, private)

    @property
    def prev(self) -> str:
        """Return the leaf of the last record."""
        return leaf(self.lines[-1]).hex() if self.lines else "00" * 32

    def add(self, kind: str, body: object, /, **other: object) -> None:
        """Add a record of these fields, in canonical JSON."""
        self.lines.append(spell(self.fields(kind, body) | other))

    def fields(self, kind: str, body: object) -> Fields:
        """Return the fields of the next record."""
        return {
            "actor": self.rng.choice(["anna", "ben é", "\U0001f989"]),
            "at": f"2026-11-22T04:{self.rng.randrange(60):02}:00.000000Z",
            "body": body,
            "kind": kind,
            "log": self.origin,
            "prev": self.prev,
            "req": self.rng.randbytes(16).hex(),
            "seq": len(self.lines),
            "v": 1,
        }

    def add_text(self) -> None:
        """Add a record with a text."""
        salt, data = self.rng.randbytes(32), self.rng.randbytes(self.rng.randrange(9))
        body: Fields = {"payload": commit(salt, data), "n": self.rng.randrange(9)}
        if self.rng.random() < 0.3:
            body = {"parts": [body, None, {"payload": "sha256:none"}]}
        self.texts.append((len(self.lines), salt, data))
        self.add("report.added", body)

    def redact(self) -> None:
        """Redact a text, if there is one."""
        if self.texts:
            _, salt, data = self.texts.pop(self.rng.randrange(len(self.texts)))
            self.add("payload.redacted", {"redacted": [commit(salt, data), 7]})

    def rotate(self, **other: object) -> None:
        """Put a new key in force."""
        new = self.key()
        text = statement(self.origin, len(self.lines), self.prev, new.vkey)
        body = {"vkey": new.vkey, "signature": self.keys[-1].sign(text)} | other
        self.add("key.added", body)
        self.keys.append(new)

    def seal(self) -> None:
        """Sign the head and write the files."""
        root = b64encode(tree([leaf(line) for line in self.lines])).decode()
        text = self.stated or f"{self.origin}\n{len(self.lines)}\n{root}\n"
        block = (self.signer or self.keys[-1]).sign(text) + "\n"
        head = f"{text}\n{self.block or ''}{block}"
        self.data = b"".join(line + b"\n" for line in self.lines) + head.encode()
        if self.payloads is not None:
            texts = sorted((seq, commit(s, d), s, d) for seq, s, d in self.texts)
            self.payloads = b"".join(text_line(q, s, d) for q, _, s, d in texts)


Change = Callable[[Forged], None]


def forge(rng: Random) -> Forged:
    """Make an export, and spoil it in none, one or two ways."""
    made = Forged(rng)
    made.keys.append(made.key())
    made.vkey = made.keys[0].vkey
    made.add("log.created", {"origin": made.origin, "vkey": made.vkey, "version": 1})
    for _ in range(rng.randrange(7)):
        rng.choices(STEPS, [4, 3, 2, 2])[0](made)
    before = [name for name in CHANGES if not name.startswith("after ")]
    after = [name for name in CHANGES if name.startswith("after ")]
    number = rng.choice([0, 1, 1, 1, 2])
    chosen = [rng.choice(rng.choice([before, after])) for _ in range(number)]
    for name in chosen:
        if name in before:
            CHANGES[name](made)
    for _ in range(rng.randrange(2)):
        made.add("note", {"after": True})
    made.seal()
    for name in chosen:
        if name in after:
            CHANGES[name](made)
    return made


def spell(value: object) -> bytes:
    """Write JSON in its one spelling; halves of surrogate pairs are left escaped."""
    try:
        text = json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def leaf(line: bytes) -> bytes:
    """Return MTH of one record."""
    return sha256(b"\0" + line).digest()


def tree(leaves: list[bytes]) -> bytes:
    """Return MTH as RFC 6962 §2.1 defines it, by recursion."""
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\1" + tree(leaves[:k]) + tree(leaves[k:])).digest()


def commit(salt: bytes, data: bytes) -> str:
    """Return the commitment to a text."""
    return f"sha256:{sha256(salt + data).hexdigest()}"


def text_line(seq: int, salt: bytes, data: bytes) -> bytes:
    """Return the line of a text."""
    fields = {"seq": seq, "salt": salt.hex(), "data": b64encode(data).decode()}
    return spell(fields) + b"\n"


def statement(origin: str, seq: int, prev: str, vkey: str) -> str:
    """Return what the key before signs."""
    return f"scenarios/key-added@1\n{origin}\nrecord {seq} after {prev}\n{vkey}\n"


def _body(body: object) -> Change:
    return lambda made: made.add("note", body)


def _other(**other: object) -> Change:
    return lambda made: made.add("note", {}, **other)


def _raw(old: bytes, new: bytes) -> Change:
    def change(made: Forged) -> None:
        line = spell(made.fields("note", {"a": 1, "b": "é"}))
        assert old in line
        made.lines.append(line.replace(old, new))

    return change


def _key(**other: object) -> Change:
    return lambda made: made.rotate(**other)


def _deep(depth: int) -> object:
    return {"a": _deep(depth - 1)} if depth else 1


def _without_field(made: Forged) -> None:
    fields = made.fields("note", {})
    del fields[made.rng.choice(sorted(fields))]
    made.lines.append(spell(fields))


def _signed_by(index: int) -> Change:
    def change(made: Forged) -> None:
        made.signer = made.keys[index]

    return change


def _stranger_signs(made: Forged) -> None:
    made.signer = made.key()


def _also_signed(made: Forged) -> None:
    made.block = made.key("somebody").sign("something\n") + "\n"


def _signed_twice(made: Forged) -> None:
    made.block = made.keys[-1].sign("something\n") + "\n"


def _key_of_stranger(made: Forged) -> None:
    new, stranger = made.key(), made.key()
    text = statement(made.origin, len(made.lines), made.prev, new.vkey)
    made.add("key.added", {"vkey": new.vkey, "signature": stranger.sign(text)})
    made.keys.append(new)


def _key_of_itself(made: Forged) -> None:
    new = made.key()
    text = statement(made.origin, len(made.lines), made.prev, new.vkey)
    made.add("key.added", {"vkey": new.vkey, "signature": new.sign(text)})
    made.keys.append(new)


def _key_of_another_name(made: Forged) -> None:
    new = made.key("another")
    text = statement(made.origin, len(made.lines), made.prev, new.vkey)
    signature = made.keys[-1].sign(text)
    made.add("key.added", {"vkey": new.vkey, "signature": signature})


def _key_again(made: Forged) -> None:
    old = made.keys[0]
    text = statement(made.origin, len(made.lines), made.prev, old.vkey)
    signature = made.keys[-1].sign(text)
    made.add("key.added", {"vkey": old.vkey, "signature": signature})


def _key_of_another_place(made: Forged) -> None:
    new = made.key()
    text = statement(made.origin, len(made.lines) + 1, made.prev, new.vkey)
    signature = made.keys[-1].sign(text)
    made.add("key.added", {"vkey": new.vkey, "signature": signature})
    made.keys.append(new)


def _key_of_the_first(made: Forged) -> None:
    made.rotate()
    new = made.key()
    text = statement(made.origin, len(made.lines), made.prev, new.vkey)
    signature = made.keys[0].sign(text)
    made.add("key.added", {"vkey": new.vkey, "signature": signature})
    made.keys.append(new)


def _key_with_two_lines(made: Forged) -> None:
    new = made.key()
    text = statement(made.origin, len(made.lines), made.prev, new.vkey)
    both = f"{made.keys[-1].sign(text)}\n{made.key('x').sign(text)}"
    made.add("key.added", {"vkey": new.vkey, "signature": both})
    made.keys.append(new)


def _state(origin: str = "", size: int = 0) -> Change:
    def change(made: Forged) -> None:
        root = b64encode(tree([leaf(line) for line in made.lines])).decode()
        named, count = origin or made.origin, len(made.lines) + size
        made.stated = f"{named}\n{count}\n{root}\n"

    return change


def _flip(made: Forged) -> None:
    place, bit = made.rng.randrange(len(made.data)), 1 << made.rng.randrange(8)
    changed = made.data[place] ^ bit
    made.data = made.data[:place] + bytes([changed]) + made.data[place + 1 :]


def _flip_text(made: Forged) -> None:
    if made.payloads:
        place = made.rng.randrange(len(made.payloads))
        changed = made.payloads[place] ^ 1 << made.rng.randrange(8)
        head, tail = made.payloads[:place], made.payloads[place + 1 :]
        made.payloads = head + bytes([changed]) + tail


def _lines(change: Callable[[Random, list[bytes]], list[bytes]]) -> Change:
    def changed(made: Forged) -> None:
        lines = made.data.splitlines(keepends=True)
        made.data = b"".join(change(made.rng, lines))

    return changed


def _texts(change: Callable[[Random, list[bytes]], list[bytes]]) -> Change:
    def changed(made: Forged) -> None:
        if made.payloads is not None:
            lines = made.payloads.splitlines(keepends=True)
            made.payloads = b"".join(change(made.rng, lines))

    return changed


def _drop(rng: Random, lines: list[bytes]) -> list[bytes]:
    place = rng.randrange(len(lines) or 1)
    return [each for number, each in enumerate(lines) if number != place]


def _double(rng: Random, lines: list[bytes]) -> list[bytes]:
    place = rng.randrange(len(lines) or 1)
    return lines[:place] + lines[place : place + 1] * 2 + lines[place + 1 :]


def _swap(rng: Random, lines: list[bytes]) -> list[bytes]:
    place = rng.randrange(max(1, len(lines) - 1))
    return lines[:place] + lines[place : place + 2][::-1] + lines[place + 2 :]


def _cut(made: Forged) -> None:
    made.data = made.data[: made.rng.randrange(len(made.data))]


def _no_texts(made: Forged) -> None:
    made.payloads = None


def _garbage(made: Forged) -> None:
    made.data += made.rng.choice([b"\n", b" ", b"x", b"\n\n", b"\xe2\x80\x94 a AAAA\n"])


def _stray_text(made: Forged) -> None:
    if made.payloads is not None:
        seq = made.rng.randrange(len(made.lines) + 3)
        made.payloads += text_line(seq, bytes(32), b"stray")


def _short_salt(made: Forged) -> None:
    salt = made.rng.randbytes(made.rng.choice([0, 31, 33]))
    made.texts.append((len(made.lines), salt, b"x"))
    made.add("note", {"payload": commit(salt, b"x")})


def _no_key_known(made: Forged) -> None:
    made.vkey = None


def _another_key_known(made: Forged) -> None:
    made.vkey = made.keys[-1].vkey if len(made.keys) > 1 else made.key().vkey


def _note(made: Forged) -> None:
    text = made.rng.choice(["a", "é", "\u200d"])
    made.add(made.rng.choice(KINDS), {"text": text})


STEPS: list[Change] = [_note, Forged.add_text, Forged.redact, Forged.rotate]

CHANGES: dict[str, Change] = {
    # By somebody who has the key: all of it is hashed and signed.
    "a fraction": _body({"x": 0.5}),
    "not a number": _body({"x": float("nan")}),
    "infinity": _body({"x": float("inf")}),
    "a large integer": _body({"x": 2**53}),
    "the largest integer": _body({"x": [2**53 - 1, -(2**53) + 1, True, None]}),
    "a huge integer": _body({"x": 10**60}),
    "a key in capitals": _body({"Xx": 1}),
    "a key with a dash": _body({"a": [{"x-y": 1}]}),
    "an empty key": _body({"": 1}),
    "not in NFC": _body({"x": "e\u0301"}),
    "half a pair": _body({"x": "\ud800"}),
    "deep": _body(_deep(14)),
    "very deep": _body(_deep(15)),
    "too deep": _body(_deep(16)),
    "lists too deep": _body({"a": [[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]}),
    "body is a list": _body([1]),
    "body is none": _body(None),
    "no actor": _other(actor=""),
    "actor of two lines": _other(actor="a\nb"),
    "actor is a number": _other(actor=7),
    "actor too long": _other(actor="a" * 201),
    "no such month": _other(at="2026-13-22T04:00:00.000000Z"),
    "year nought": _other(at="0000-01-01T00:00:00.000000Z"),
    "leap second": _other(at="2026-11-22T04:00:60.000000Z"),
    "time without zone": _other(at="2026-11-22T04:00:00.000000"),
    "time in Arabic digits": _other(at="٢٠٢٦-11-22T04:00:00.000000Z"),
    "unknown kind": _other(kind="note.made"),
    "kind is a list": _other(kind=["note"]),
    "made again": _other(kind="log.created"),
    "another version": _other(v=2),
    "version is true": _other(v=True),
    "seq is ahead": lambda made: made.add("note", {}, seq=len(made.lines) + 1),
    "seq is negative": _other(seq=-1),
    "seq is a text": _other(seq="1"),
    "prev is another": _other(prev="ab" * 32),
    "prev in capitals": _other(prev="AB" * 32),
    "another log": _other(log="another"),
    "log is a list": _other(log=["another"]),
    "req in capitals": _other(req="AB" * 16),
    "req too short": _other(req="ab"),
    "one field more": _other(sig="x"),
    "one field less": _without_field,
    "a space": _raw(b'"a":1', b'"a": 1'),
    "keys out of order": _raw(b'"a":1,"b":"\xc3\xa9"', b'"b":"\xc3\xa9","a":1'),
    "an escape": _raw(b"\xc3\xa9", b"\\u00e9"),
    "a key twice": _raw(b'"a":1', b'"a":1,"a":1'),
    "an exponent": _raw(b'"a":1', b'"a":1e3'),
    "minus nought": _raw(b'"a":1', b'"a":-0'),
    "no JSON": _raw(b'"a":1', b'"a":'),
    "a list": lambda made: made.lines.append(b"[]"),
    "an empty line": lambda made: made.lines.append(b""),
    "not UTF-8": _raw(b"\xc3\xa9", b"\xc3"),
    "a short salt": _short_salt,
    "a text": Forged.add_text,
    "a redaction": Forged.redact,
    "a redaction of nothing": lambda m: m.add("payload.redacted", {"redacted": "all"}),
    "a new key": Forged.rotate,
    "a key of a stranger": _key_of_stranger,
    "a key that signs for itself": _key_of_itself,
    "a key of another name": _key_of_another_name,
    "a key again": _key_again,
    "a key of another place": _key_of_another_place,
    "a key that the first signed for": _key_of_the_first,
    "a key with two signatures": _key_with_two_lines,
    "a key without signature": _key(signature=None),
    "a key with an empty signature": _key(signature=""),
    "a key that is none": _key(vkey="none"),
    "a key that is a number": _key(vkey=7),
    "signed by the first key": _signed_by(0),
    "signed by the last key": _signed_by(-1),
    "signed by a stranger": _stranger_signs,
    "also signed by somebody": _also_signed,
    "signed twice": _signed_twice,
    "another origin signed": _state(origin="another"),
    "one more signed": _state(size=1),
    "a leading nought": _state(origin="desk-01020304\n0"),
    # Afterwards, without the key.
    "after a bit flipped": _flip,
    "after a bit of the texts flipped": _flip_text,
    "after a line dropped": _lines(_drop),
    "after a line doubled": _lines(_double),
    "after lines swapped": _lines(_swap),
    "after the end was cut": _cut,
    "after something was added": _garbage,
    "after a text was dropped": _texts(_drop),
    "after a text was doubled": _texts(_double),
    "after texts were swapped": _texts(_swap),
    "after a stray text": _stray_text,
    "after the texts were taken away": _no_texts,
    "after no key is known": _no_key_known,
    "after another key is known": _another_key_known,
}
"""Ways to change an export; not all of them are bad."""
