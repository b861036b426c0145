"""STIX 2.1 objects: ids that follow from what they say, and times without a clock.

An id is the UUIDv5, under a namespace of our own, of the object's canonical JSON
without its id. So the same content has the same id in every bundle, other content never
has it, and an import of next week's bundle keeps what has not changed (STIX 2.1, 2.9).
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

__all__ = [
    "EXTENSION",
    "EXTENSION_ID",
    "NAMESPACE",
    "PRODUCER",
    "Json",
    "by_outcome",
    "file_object",
    "grounded",
    "id_of",
    "ids_of",
    "moment",
    "stix_object",
]

Json = dict[str, Any]

NAMESPACE = UUID("e9f954b6-0e10-4e8a-bca6-d0e99341a53d")
"""Made at random, once; the names under it are canonical JSON."""

OBSERVABLES = UUID("00abedb4-aa42-466c-9c01-fed23315a9b7")
"""The namespace of STIX for its own observables (STIX 2.1, section 2.9)."""

FORMAT_DAY = date(2026, 11, 22)
"""The day of this format: what has no day of its own bears it."""

EXTENSION_ID = f"extension-definition--{uuid5(NAMESPACE, 'scenarios/ground@1')}"

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "scenarios/ground@1",
    "type": "object",
    "required": ["extension_type", "part"],
    "properties": {
        "extension_type": {"const": "property-extension"},
        "part": {
            "description": "What of the assessment the object stands for.",
            "enum": [
                "assessment",
                "scenario",
                "outcome",
                "ledger-row",
                "development",
                "report",
                "source",
                "change",
                "case",
            ],
        },
        "where": {"description": "Path and line of the text that it rests on."},
        "records": {"description": "Numbers of the journal's records on it."},
        "digest": {"description": "SHA-256 of the file, or of the canonical JSON."},
        "decibans": {"description": "10·log10 of a likelihood ratio; rows add up."},
        "probability": {"type": "number", "minimum": 0, "maximum": 1},
    },
}
"""What a reader may rely on; docs/interchange.md names every property."""


def moment(day: date) -> str:
    """Return the first millisecond of a day as a STIX timestamp.

    >>> moment(date(2024, 6, 30))
    '2024-06-30T00:00:00.000Z'
    """
    return f"{day.isoformat()}T00:00:00.000Z"


def stix_object(kind: str, day: date | None, **content: object) -> Json:
    """Return an object under the id that follows from its content.

    Args:
        kind: The type of the object.
        day: The day of its content; that of the format where None.
        content: Its properties; those that are None or empty are left out.
    """
    return _made(kind, day or FORMAT_DAY, {"created_by_ref": PRODUCER["id"], **content})


def file_object(path: str, digest: str) -> Json:
    """Return a file with its hash, under the id that STIX gives every such file.

    Args:
        path: Path of the file; its last part is told.
        digest: `sha256:` and the hexadecimal digest.
    """
    name = path.rpartition("/")[2]
    content = {"hashes": {"SHA-256": digest.removeprefix("sha256:")}, "name": name}
    made = uuid5(OBSERVABLES, _canonical(content, ascii_only=False))
    return {"id": f"file--{made}", "type": "file", "spec_version": "2.1", **content}


def id_of(kind: str, content: Mapping[str, object]) -> str:
    """Return the id of an object by its content."""
    return f"{kind}--{uuid5(NAMESPACE, _canonical(content))}"


def ids_of(objects: Iterable[Json]) -> list[str]:
    """Return the ids of some objects, each once, in their order."""
    return list(dict.fromkeys(each["id"] for each in objects))


def grounded(part: str, **facts: object) -> Json:
    """Return the extension that leads from an object to its ground."""
    return {
        EXTENSION_ID: {
            "extension_type": "property-extension",
            "part": part,
            **_filled(facts),
        }
    }


def by_outcome(
    name: str, outcomes: Iterable[str], numbers: Iterable[Decimal | float]
) -> list[Json]:
    """Return a number for each outcome, as a list: ids need not be good keys."""
    pairs = zip(outcomes, numbers, strict=True)
    return [{"outcome": outcome, name: float(number)} for outcome, number in pairs]


def _made(kind: str, day: date, content: Mapping[str, object]) -> Json:
    stamp = moment(day)
    said = {"type": kind, "spec_version": "2.1", "created": stamp, "modified": stamp}
    whole = {**said, **_filled(content)}
    return {"id": id_of(kind, whole), **whole}


def _filled(content: Mapping[str, object]) -> Mapping[str, object]:
    return {k: v for k, v in content.items() if not _is_empty(v)}


def _is_empty(value: object) -> bool:
    return value is None or (isinstance(value, str | Sequence) and not value)


def _canonical(content: Mapping[str, object], *, ascii_only: bool = True) -> str:
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=ascii_only
    )


PRODUCER = _made(
    "identity",
    FORMAT_DAY,
    {
        "name": "scenarios",
        "description": "The engine that assessed; who ran it is not told.",
        "identity_class": "system",
    },
)
"""Who says all this."""

EXTENSION = {
    "id": EXTENSION_ID,
    "type": "extension-definition",
    "spec_version": "2.1",
    "created": moment(FORMAT_DAY),
    "modified": moment(FORMAT_DAY),
    "created_by_ref": PRODUCER["id"],
    "name": "scenarios/ground@1",
    "description": "Leads from a number to its ledger row, record and line of YAML.",
    "schema": json.dumps(SCHEMA, sort_keys=True),
    "version": "1.0.0",
    "extension_types": ["property-extension"],
}
"""What the custom properties of these objects mean."""
