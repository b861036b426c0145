"""Pinning: the exact bytes of every YAML file that a judgement was made from.

A judgement names its files by digest; the journal holds each text once.
"""

import re
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from scenarios.journal.author import Author
from scenarios.journal.errors import MissingTextError
from scenarios.journal.record import Draft, Kind
from scenarios.journal.store import Store
from scenarios.journal.subjects import about_file

__all__ = ["PinnedFile", "draft_pinning", "file_list", "find_files"]

_PATH = re.compile(r"((house|scenarios|models)/)?[A-Za-z0-9_][A-Za-z0-9._-]*\.yaml")


@dataclass(frozen=True)
class PinnedFile:
    """A file of a workspace.

    Attributes:
        path: Where it stands in the workspace, with slashes.
        data: Its bytes.
    """

    path: str
    data: bytes

    @cached_property
    def digest(self) -> str:
        """Return the SHA-256 of its bytes, as `sha256:` and 64 hexadecimal digits."""
        return f"sha256:{sha256(self.data).hexdigest()}"


def file_list(files: Iterable[PinnedFile]) -> list[dict[str, str]]:
    """Return files by path and digest, as a body lists them."""
    return [{"path": file.path, "digest": file.digest} for file in files]


def draft_pinning(
    files: Sequence[PinnedFile], store: Store, author: Author
) -> list[Draft]:
    """Draft the record of the texts that a journal does not hold yet, if any."""
    new = {f.digest: f for f in files if not store.mentions(about_file(f.digest))}
    if not new:
        return []
    texts = [{"digest": digest, **_written(file)} for digest, file in new.items()]
    body: dict[str, Any] = {"files": file_list(files), "texts": texts}
    return [author.draft(Kind.WORKSPACE_PINNED, body)]


def find_files(
    listed: Iterable[Mapping[str, Any]], store: Store
) -> tuple[PinnedFile, ...]:
    """Return the files that a body lists, with the bytes that a journal holds.

    Raises:
        MissingTextError: The journal does not hold one of them, or holds other bytes.
    """
    return tuple(_find(entry["path"], entry["digest"], store) for entry in listed)


def _find(path: str, digest: str, store: Store) -> PinnedFile:
    if not _PATH.fullmatch(path):
        raise MissingTextError(path, "no such file is part of a workspace")
    for seq in store.mentions(about_file(digest)):
        texts: Any = store.record(seq).draft.body["texts"]
        for text in texts:
            if text["digest"] == digest:
                file = PinnedFile(path, _read(text))
                if file.digest == digest:
                    return file
    raise MissingTextError(path, f"no record holds a text of {digest}")


def _written(file: PinnedFile) -> dict[str, str]:
    """Write a text as it is where a record can hold it, else in base64."""
    try:
        text = file.data.decode()
    except UnicodeDecodeError:
        text = "\ud800"
    plain = "\ud800" not in text and unicodedata.is_normalized("NFC", text)
    if plain and not any(unicodedata.category(letter) == "Cn" for letter in text):
        return {"text": text}
    return {"base64": b64encode(file.data).decode()}


def _read(text: Mapping[str, str]) -> bytes:
    return b64decode(text["base64"]) if "base64" in text else text["text"].encode()
