"""Verify an exported journal with this file alone, and the package `cryptography`.

    python x.verify.py x.jsonl --key VKEY

It reads the records, the signed head below them, and the texts in x.payloads.jsonl if
that lies beside. VKEY is the verifying key of the journal; have it from somewhere else
than the file. Exit code 0: verified. 1: it does not hold. 2: wrong usage. 3: it holds
together, but its first key is not VKEY, so anybody may have made it.
"""

import json
import re
import sys
from argparse import ArgumentParser
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

__all__ = ["main", "verify"]

KINDS = """log.created workspace.pinned development.recorded development.revised
report.added report.retracted report.regraded observation.linked observation.unlinked
assessment.published scenario.resolved payload.redacted key.added note"""
PATTERNS = {
    "actor": r"[^\x00-\x1f\x7f-\x9f]{1,200}",
    "at": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z",
    "log": r"[!-*,-~]{1,200}",
    "prev": r"[0-9a-f]{64}",
    "req": r"[0-9a-f]{32}",
}
FIELDS = {*PATTERNS, "body", "kind", "seq", "v"}
SIGNATURE = re.compile(r"— ([^\s+\x00-\x1f]+) ([A-Za-z0-9+/]+={0,2})")
COMPACT = (",", ":")
MOST_DEPTH, MOST_SIGNATURES, KEY_ID, MOST_TAIL = 16, 100, 4, 2**16


def verify(data: bytes, payloads: bytes | None, vkey: str | None) -> tuple[str, bool]:
    """Verify an export; tell what it holds and whether its first key is the one given.

    Raises:
        ValueError: Something does not hold.
    """
    texts, leaves, keys = _read_texts(payloads), list[bytes](), list[str]()
    lost, redacted, log = dict[str, int](), set[str](), ""
    head, _, signatures = data.rpartition(b"\n\n")
    *lines, origin, size, root = head.split(b"\n")
    tail = len(data) - len(b"\n".join(lines))
    _need(lines and tail <= MOST_TAIL, "there are no records with a signed head below")
    for seq, line in enumerate(lines):
        record = _read_record(line, seq, leaves[-1].hex() if leaves else "00" * 32)
        body, kind, log = record["body"], record["kind"], log or str(record["log"])
        is_ours = record["log"] == log == (log if seq else body.get("origin"))
        _need(is_ours, f"record {seq} is of another journal")
        mine, promised = texts.pop(seq, set()), set(_commitments(body))
        _need(mine <= promised, f"record {seq} does not commit to its texts")
        lost |= dict.fromkeys(promised - mine, seq)
        if kind == "payload.redacted" and isinstance(body.get("redacted"), list):
            redacted |= {each for each in body["redacted"] if isinstance(each, str)}
        if kind in ("log.created", "key.added"):
            keys.append(_next_key(record, keys))
        leaves.append(sha256(b"\0" + line).digest())
    _need(not texts, f"there are texts of records that are not there: {sorted(texts)}")
    stated = f"{log}\n{len(lines)}\n{b64encode(_tree_root(leaves)).decode()}"
    found = b"\n".join([origin, size, root])
    _need(found == stated.encode(), "the records lead to another head than the signed")
    _check_signatures(f"{stated}\n", signatures.decode(), keys[-1])
    gone = [seq for each, seq in lost.items() if each not in redacted]
    _need(payloads is None or not gone, f"texts are missing, of records {gone[:9]}")
    said = f"{log}: {len(lines)} records, {len(gone)} texts missing, "
    return f"{said}{len(lost) - len(gone)} redacted, {len(keys)} keys", keys[0] == vkey


def _need(holds: object, fault: str) -> None:
    if not holds:
        raise ValueError(fault)


def _read_record(line: bytes, seq: int, prev: str) -> dict[str, Any]:
    record = _read_json(line, f"record {seq}", FIELDS)
    _check_value(record, 1, f"record {seq}")
    for name, pattern in PATTERNS.items():
        fits = isinstance(record[name], str) and re.fullmatch(pattern, record[name])
        _need(fits, f"record {seq}: its {name} is malformed")
    datetime.fromisoformat(record["at"][:-1])
    kind, numbers = record["kind"], (record["seq"], record["v"])
    _need(isinstance(record["body"], dict), f"record {seq}: its body is no object")
    _need(kind in KINDS.split(), f"record {seq}: its kind is unknown")
    _need((kind == "log.created") == (seq == 0), f"record {seq}: {kind} is not for it")
    follows = [*map(type, numbers)] == [int, int] and numbers == (seq, 1)
    _need(follows and record["prev"] == prev, f"record {seq} follows another record")
    return record


def _read_json(line: bytes, what: str, keys: set[str]) -> dict[str, Any]:
    try:
        value = json.loads(line.decode())
        text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=COMPACT)
    except (ValueError, RecursionError) as error:
        message = f"{what} is no JSON: {error}"
        raise ValueError(message) from None
    _need(text.encode() == line, f"{what} is not written in its one spelling")
    is_right = isinstance(value, dict) and value.keys() == keys
    _need(is_right, f"{what} has other fields than it must")
    return dict(value)


def _check_value(value: object, depth: int, where: str) -> None:
    is_fit = value is None or isinstance(value, int | str | list | dict)
    _need(is_fit, f"{where}: it holds a fraction")
    if isinstance(value, str):
        _need(is_normalized("NFC", value), f"{where}: a text is not in form NFC")
    elif isinstance(value, int):
        _need(abs(value) < 2**53, f"{where}: an integer is too large")
    elif isinstance(value, list | dict):
        _need(depth <= MOST_DEPTH, f"{where}: it is nested too deep")
        for key in value if isinstance(value, dict) else ():
            _need(re.fullmatch(r"[a-z][a-z0-9_]*", key), f"{where}: a key is malformed")
        for each in value.values() if isinstance(value, dict) else value:
            _check_value(each, depth + 1, where)


def _commitments(value: object) -> Iterator[str]:
    for each in value if isinstance(value, list) else ():
        yield from _commitments(each)
    for key, each in value.items() if isinstance(value, dict) else ():
        is_one = key == "payload" and re.fullmatch(r"sha256:[0-9a-f]{64}", str(each))
        yield from [each] if is_one and isinstance(each, str) else _commitments(each)


def _read_texts(payloads: bytes | None) -> dict[int, set[str]]:
    texts, before = dict[int, set[str]](), (-1, "")
    *lines, rest = (payloads or b"").split(b"\n")
    _need(not rest, "the last text is cut short")
    for line in lines:
        text = _read_json(line, "a text", {"data", "salt", "seq"})
        is_salt = re.fullmatch("[0-9a-f]{64}", str(text["salt"]))
        types = [type(text["seq"]), type(text["salt"])]
        _need(is_salt and types == [int, str], "a text is malformed")
        committed = bytes.fromhex(text["salt"]) + _from_base64(text["data"])
        place = (text["seq"], f"sha256:{sha256(committed).hexdigest()}")
        _need(place > before, "the texts do not stand in order")
        before = place
        texts.setdefault(place[0], set()).add(place[1])
    return texts


def _tree_root(row: list[bytes]) -> bytes:
    while len(row) > 1:  # level by level; an odd one rises (RFC 6962 §2.1)
        pairs = zip(row[::2], row[1::2], strict=False)
        above = [sha256(b"\1" + left + right).digest() for left, right in pairs]
        row = above + row[len(row) // 2 * 2 :]
    return row[0]


def _next_key(record: dict[str, Any], keys: list[str]) -> str:
    log, seq, body = record["log"], record["seq"], record["body"]
    vkey, signature = str(body.get("vkey")), str(body.get("signature"))
    is_new = _read_key(vkey)[0] == log and vkey not in keys
    _need(is_new and "\n" not in signature, f"record {seq} names no new key")
    if keys:
        place = f"record {seq} after {record['prev']}"
        text = f"scenarios/key-added@1\n{log}\n{place}\n{vkey}\n"
        _check_signatures(text, f"{signature}\n", keys[-1])
    return vkey


def _read_key(vkey: str) -> tuple[str, bytes, bytes]:
    """Take a verifying key apart (C2SP signed-note): name, id, Ed25519 key."""
    (name, _, rest), prefix = vkey.partition("+"), b"\x01"
    stated, _, spelt = rest.partition("+")
    encoded = _from_base64(spelt)
    key_id = sha256(f"{name}\n".encode() + encoded).digest()[:KEY_ID]
    _need(encoded[:1] == prefix and stated == key_id.hex(), f"{vkey!r} is no key")
    return name, key_id, encoded[1:]


def _check_signatures(text: str, block: str, vkey: str) -> None:
    """Check that a key signed a text (C2SP signed-note); others may sign as well."""
    (name, key_id, public), signed = _read_key(vkey), dict[tuple[str, bytes], bytes]()
    *lines, rest = block.split("\n")
    _need(not rest and 0 < len(lines) <= MOST_SIGNATURES, "there are no signatures")
    for match in map(SIGNATURE.fullmatch, lines):
        value = _from_base64(match[2] if match else "")
        signer = (match[1] if match else "", value[:KEY_ID])
        _need(len(value) > KEY_ID and signer not in signed, "a signature is malformed")
        signed[signer] = value[KEY_ID:]
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(signed.get((name, key_id), b""), text.encode())
    except InvalidSignature:
        message = f"{name}+{key_id.hex()} did not sign {text!r}"
        raise ValueError(message) from None


def _from_base64(text: str) -> bytes:
    data = b64decode(str(text), validate=True)
    _need(b64encode(data).decode() == text, "base64 is not in its one spelling")
    return data


def main() -> int:
    """Verify the file that the command line names."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, help="the export, x.jsonl")
    parser.add_argument(
        "--key", help="the verifying key of the journal, as you know it"
    )
    given = parser.parse_args()
    name = f"{given.file.name.removesuffix('.jsonl')}.payloads.jsonl"
    texts = given.file.with_name(name)
    try:
        payloads = texts.read_bytes() if texts.exists() else None
        said, is_known = verify(given.file.read_bytes(), payloads, given.key)
    except (ValueError, OSError) as error:
        print("DOES NOT HOLD:", error)  # noqa: T201
        return 1
    print("VERIFIED" if is_known else "CONSISTENT, BUT OF AN UNKNOWN KEY:", said)  # noqa: T201
    return 0 if is_known else 3


if __name__ == "__main__":
    sys.exit(main())
