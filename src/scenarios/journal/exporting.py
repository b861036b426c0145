"""Writing a journal to files that outlive this program.

The records go out as the bytes that were hashed, with the signed checkpoint, the texts
beside them, and a short program that checks all of it alone.
"""

from contextlib import nullcontext
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import IO

from scenarios.journal.errors import DamagedJournalError
from scenarios.journal.exported import (
    Summary,
    payload_line,
    payloads_beside,
    verifier_beside,
)
from scenarios.journal.files import whole_file, write_whole
from scenarios.journal.keys import Keyring
from scenarios.journal.sealing import seal_head
from scenarios.journal.sql_audit import Progress
from scenarios.journal.store import Head, Store
from scenarios.journal.trust import keys_of

__all__ = ["export_journal"]

VERIFIER = "verifier.py"
READABLE = 0o644


def export_journal(
    store: Store,
    path: Path,
    keyring: Keyring,
    progress: Progress,
    *,
    texts: bool = True,
) -> Head:
    """Write a journal to a file, up to its head, which is signed first.

    Whatever fails, the file that was there stays, or the new one is whole.

    Args:
        store: The journal.
        path: The file; those beside it are named after it.
        keyring: Holds the key that signs, unless the head is signed already.
        progress: Is told how many records are done.
        texts: Whether the texts go into a file beside it.

    Returns:
        The head that was exported.

    Raises:
        DamagedJournalError: The records do not lead to the head, or lack texts.
        StoreError: The journal cannot be read.
        KeyFileError: The head is not signed yet and the key is not there.
        OSError: A file cannot be written.
    """
    checkpoint = seal_head(store, keyring)
    beside = whole_file(payloads_beside(path)) if texts else nullcontext(BytesIO())
    with beside as payloads, whole_file(path) as file:
        head = _write(store, checkpoint, file, payloads, progress, texts=texts)
    program = files("scenarios.journal").joinpath(VERIFIER).read_bytes()
    write_whole(verifier_beside(path), program, mode=READABLE)
    return head


def _write(  # noqa: PLR0913 two files are written at once
    store: Store,
    checkpoint: bytes,
    file: IO[bytes],
    payloads: IO[bytes],
    progress: Progress,
    *,
    texts: bool,
) -> Head:
    stated = keys_of(store).open(checkpoint)
    summary = Summary()
    # Records and texts are read at once, so that they are of one moment.
    for record in store.skim(0, stated.size):
        summary.add(record)
        file.write(record.data + b"\n")
        for payload in record.payloads if texts else ():
            payloads.write(payload_line(record.seq, payload))
        progress(record.seq + 1)
    head = summary.head
    if (head.size, head.root) != (stated.size, stated.root):
        reason = "its records do not lead to the head that its key signed for"
        raise DamagedJournalError(store.where, reason)
    if texts and summary.unredacted:
        seq = min(summary.unredacted.values())
        reason = f"a text of record {seq} is missing, or was redacted just now"
        raise DamagedJournalError(store.where, reason)
    file.write(checkpoint)
    return head
