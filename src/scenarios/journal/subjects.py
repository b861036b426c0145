"""What a record is about, so that a reader can find the few records it needs.

The subjects of a record follow from the record: `verify` derives them again, so that
an index of them can neither hide a record nor invent one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Any, Protocol

from scenarios.journal.payload import REDACTED
from scenarios.journal.record import Kind

__all__ = [
    "DEVELOPMENTS",
    "ITEMS",
    "SCENARIOS",
    "Said",
    "about_development",
    "about_file",
    "about_item",
    "about_kind",
    "about_question",
    "about_redaction",
    "about_scenario",
    "redacted_by",
    "subjects_of",
]

DEVELOPMENTS = "development/"
"""What every subject of a development starts with."""

SCENARIOS = "scenario/"
"""What every subject of a scenario starts with."""

ITEMS = "item/"
"""What every subject of an item of the inbox starts with."""

_UNLISTED = frozenset(
    {Kind.DEVELOPMENT_RECORDED, Kind.DEVELOPMENT_REVISED, Kind.REPORT_ADDED, Kind.NOTE}
)
"""Kinds too frequent for a list of their own; nobody asks for all of them at once."""

# As a draft has them, and as JSON does.
_LISTS = (tuple, list)
_OBJECTS = (MappingProxyType, dict)

# What every database can hold in an index, whatever it says of lengths and zeros.
_PLAIN = re.compile(r"[^\x00-\x1f\x7f-\x9f]{0,200}")


class Said(Protocol):
    """What of a draft or record tells what it is about."""

    @property
    def kind(self) -> Kind:
        """Return what it says."""
        ...

    @property
    def body(self) -> Mapping[str, Any]:
        """Return its content, frozen or as JSON has it."""
        ...


def about_development(name: str) -> str:
    """Return the subject of every record on a development."""
    return f"{DEVELOPMENTS}{_plain(name)}"


def about_scenario(name: str) -> str:
    """Return the subject of every record that links news to a scenario or ends it."""
    return f"{SCENARIOS}{_plain(name)}"


def about_kind(kind: Kind) -> str:
    """Return the subject of every record of a kind; the frequent kinds have none."""
    return f"kind/{kind}"


def about_file(digest: str) -> str:
    """Return the subject of the record that holds the text of a file, by its digest."""
    return f"file/{digest}"


def about_item(name: str) -> str:
    """Return the subject of the record that decided on an item of the inbox."""
    return f"{ITEMS}{_plain(name)}"


def about_question(digest: str) -> str:
    """Return the subject of the record of what a model was asked, by its digest."""
    return f"asked/{_plain(digest)}"


def about_redaction(commitment: str) -> str:
    """Return the subject of the record that redacted a payload."""
    return f"redacted/{_plain(commitment)}"


def subjects_of(said: Said) -> frozenset[str]:
    """Return the subjects of a record."""
    return frozenset(_subjects(said.kind, said.body))


def redacted_by(said: Said) -> Sequence[str]:
    """Return the commitments whose texts a record removes."""
    if said.kind is not Kind.PAYLOAD_REDACTED:
        return ()
    listed = said.body.get(REDACTED)
    return _texts(listed) if isinstance(listed, _LISTS) else ()


def _subjects(kind: Kind, body: Mapping[str, Any]) -> Iterator[str]:
    if kind not in _UNLISTED:
        yield about_kind(kind)
    for key, about in _NAMED:
        yield from map(about, _texts(body.get(key)))
    for link in _links(body):
        yield about_scenario(link.partition("/")[0])
    for digest in _each(body.get("texts"), "digest"):
        yield about_file(digest)
    if kind is Kind.PAYLOAD_REDACTED:
        for commitment in _texts(body.get(REDACTED)):
            yield about_redaction(commitment)


_NAMED = (
    ("development", about_development),
    ("scenario", about_scenario),
    ("item", about_item),
    ("asked", about_question),
)
"""Keys of a body that name what it is about."""


def _plain(name: str) -> str:
    """Return a name, or its hash where it is too long or holds control characters."""
    if _PLAIN.fullmatch(name):
        return name
    return f"sha256:{sha256(name.encode()).hexdigest()}"


def _links(body: Mapping[str, Any]) -> Iterator[str]:
    yield from _texts(body.get("indicator"))
    yield from _each(body.get("observes"), "indicator")


def _each(entries: object, key: str) -> Iterator[str]:
    for entry in entries if isinstance(entries, _LISTS) else ():
        if isinstance(entry, _OBJECTS):
            yield from _texts(entry.get(key))


def _texts(value: object) -> Sequence[str]:
    if isinstance(value, str):
        return (value,)
    listed = value if isinstance(value, _LISTS) else ()
    return [entry for entry in listed if isinstance(entry, str)]
