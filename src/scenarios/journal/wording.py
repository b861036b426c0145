"""What a record says, in a line for people."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.journal.canonical import Value
from scenarios.journal.note import NoteError, parse_vkey
from scenarios.journal.payload import PAYLOAD, REDACTED, Payload
from scenarios.journal.record import Record
from scenarios.journal.trust import SIGNATURE, VKEY

__all__ = ["texts_of", "word_record"]

LONGEST_TEXT = 60
_TOLD_OTHERWISE = {PAYLOAD, SIGNATURE, VKEY, REDACTED, "date", "version"}
_TITLES = ("title", "why", "text", "summary")


def word_record(record: Record) -> str:
    """Say what a record says: its kind, its subject, and a text if it has one."""
    draft = record.draft
    words = [str(draft.kind), *_words(draft.body)]
    # The text of the record itself tells more than those of its parts.
    own = draft.body.get(PAYLOAD)
    texts = sorted(draft.payloads, key=lambda each: each.commitment != own)
    title = next(filter(None, map(_title, texts)), None)
    return " ".join(words) + (f" — {title}" if title else "")


def texts_of(record: Record) -> Mapping[str, object]:
    """Return the texts that are kept for a record, by commitment."""
    return {each.commitment: _read(each) for each in record.draft.payloads}


def _words(body: Mapping[str, Value]) -> Iterator[str]:
    for key, value in body.items():
        if key == VKEY:
            yield _key(str(value))
        elif key == REDACTED and isinstance(value, tuple):
            yield f"{len(value)} text{'' if len(value) == 1 else 's'}"
        elif key not in _TOLD_OTHERWISE and isinstance(value, str | int):
            text = str(value)
            yield text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"


def _key(vkey: str) -> str:
    try:
        return f"key {parse_vkey(vkey).label}"
    except NoteError:
        return "a malformed key"


def _read(payload: Payload) -> object:
    """Return a text as JSON if it is any, or else as it is."""
    text = payload.data.decode(errors="replace")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _title(payload: Payload) -> str | None:
    read: Any = _read(payload)
    found = read if isinstance(read, str) else None
    if isinstance(read, dict):
        texts = (read.get(name) for name in _TITLES)
        found = next((text for text in texts if isinstance(text, str)), None)
    if found is None:
        return None
    line = " ".join(found.split())
    return line if len(line) <= LONGEST_TEXT else f"{line[:LONGEST_TEXT]}…"
