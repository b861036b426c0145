"""Check that the heads kept in this repository continue each other; accept only then.

    python check_heads.py [--base REF]

Run it on every change before it is accepted, with REF as what was accepted before: it
refuses what takes away or alters a file. It needs only `cryptography`. The first key of
a journal, in 0.key, is trusted because it was accepted first. Exit code 0: it holds.
"""

import subprocess
import sys
from argparse import ArgumentParser
from base64 import b64decode
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

__all__ = ["check_journal", "main"]


def check_journal(folder: Path) -> int:
    """Check all heads of a journal; return the size of the largest.

    Raises:
        ValueError: One does not hold, or does not continue the one before.
    """
    origin = unquote(folder.name)
    heads = _numbered(folder, ".checkpoint")
    keys = _read_keys(folder, origin)
    old, old_root = 0, b""
    for size, path in sorted(heads.items()):
        signed = path.read_text("utf-8")
        text, _, signatures = signed.rpartition("\n\n")
        lines = text.split("\n")
        right = len(lines) == 3 and lines[:2] == [origin, str(size)]  # noqa: PLR2004
        _need(right, f"{path} is no head of {size} records of {origin}")
        vkey = [each for start, each in keys if start <= size][-1]
        _check_signature(f"{text}\n", signatures, vkey, path)
        root = b64decode(lines[2], validate=True)
        proof, _, again = (
            (folder / f"{size}.proof").read_text("utf-8").partition("\n\n")
        )
        first, *hashes = proof.split("\n")
        _need(again == signed and first == f"old {old}", f"{size}.proof is of another")
        if old:
            path_up = [b64decode(each, validate=True) for each in hashes]
            _check_consistency(old, size, path_up, (old_root, root))
        old, old_root = size, root
    return old


def _need(holds: object, fault: str) -> None:
    if not holds:
        raise ValueError(fault)


def _numbered(folder: Path, ending: str) -> dict[int, Path]:
    return {
        int(path.name.removesuffix(ending)): path for path in folder.glob(f"*{ending}")
    }


def _read_keys(folder: Path, origin: str) -> list[tuple[int, str]]:
    """Return each key with the smallest size it signs for (see docs/journal.md)."""
    keys: list[tuple[int, str]] = []
    for seq, path in sorted(_numbered(folder, ".key").items()):
        lines = path.read_text("utf-8").split("\n")
        if not keys:
            keys.append((1, lines[0]))
            continue
        prev, vkey, signature = lines[:3]
        text = f"scenarios/key-added@1\n{origin}\nrecord {seq} after {prev}\n{vkey}\n"
        _check_signature(text, f"{signature}\n", keys[-1][1], path)
        keys.append((seq + 1, vkey))
    return keys


def _check_signature(text: str, signatures: str, vkey: str, where: Path) -> None:
    name, key_id, spelt = vkey.split("+", 2)
    encoded = b64decode(spelt, validate=True)
    own_id = sha256(f"{name}\n".encode() + encoded).digest()[:4].hex()
    _need(encoded[:1] == b"\x01" and own_id == key_id, f"{where}: {vkey} is no key")
    for line in signatures.splitlines():
        dash, signer, value = line.split(" ")
        blob = b64decode(value, validate=True)
        if (dash, signer, blob[:4].hex()) == ("—", name, key_id):
            try:
                key = Ed25519PublicKey.from_public_bytes(encoded[1:])
                return key.verify(blob[4:], text.encode())
            except InvalidSignature:
                break
    message = f"{where}: {name}+{key_id} did not sign it"
    raise ValueError(message)


def _check_consistency(
    old: int, new: int, proof: list[bytes], roots: tuple[bytes, bytes]
) -> None:
    """Check that a tree continues an earlier one (RFC 9162 §2.1.4.2, to the letter)."""
    if old & (old - 1) == 0:
        proof = [roots[0], *proof]
    _need(proof and old < new, f"the proof from {old} to {new} is empty")
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first_root = second_root = proof[0]
    for each in proof[1:]:
        _need(last, f"the proof from {old} to {new} is too long")
        if node & 1 or node == last:
            first_root = sha256(b"\x01" + each + first_root).digest()
            second_root = sha256(b"\x01" + each + second_root).digest()
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            second_root = sha256(b"\x01" + second_root + each).digest()
        node, last = node >> 1, last >> 1
    holds = (first_root, second_root) == roots and not last
    _need(holds, f"the head of {new} does not continue the head of {old}")


def _check_kept(base: str) -> None:
    """Check that since REF files of heads and keys were only added."""
    command = ["git", "diff", "--name-status", "--no-renames", base, "--"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    for line in done.stdout.splitlines():
        status, _, name = line.partition("\t")
        is_ours = name.endswith((".checkpoint", ".proof", ".key"))
        _need(status == "A" or not is_ours, f"{name} was changed or taken away")


def main() -> int:
    """Check the repository that this file lies in."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--base", metavar="REF", help="what was accepted before")
    given = parser.parse_args()
    root = Path(__file__).resolve().parent
    try:
        if given.base:
            _check_kept(given.base)
        for first in sorted(root.glob("*/0.key")):
            size = check_journal(first.parent)
            print(f"{unquote(first.parent.name)}: {size} records: holds")  # noqa: T201
    except (ValueError, OSError, subprocess.CalledProcessError) as error:
        print(f"DOES NOT HOLD: {error}")  # noqa: T201
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
