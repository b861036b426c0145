"""Developments files: YAML lists, JSON arrays, JSONL or CSV, checked on reading."""

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Self

from scenarios.domain.canonical import digest_of
from scenarios.domain.development import Development
from scenarios.errors import FaultyDataError, Issue, Location, Severity
from scenarios.loading.checks import check_development, fault_issue, uncounted
from scenarios.loading.document import Document, Path
from scenarios.loading.faults import file_issue, parse
from scenarios.loading.files import read_bytes
from scenarios.loading.json_reader import read_json, read_jsonl
from scenarios.loading.workspace import Workspace
from scenarios.loading.yaml_reader import read_yaml

__all__ = [
    "Developments",
    "Position",
    "Whole",
    "load_developments",
    "parse_developments",
    "read_all",
    "read_news",
]

MOST_BYTES = 1_000_000_000
Reader = Callable[[bytes, str], tuple[Document | None, list[Issue]]]


def _read_csv(data: bytes, path: str) -> tuple[Document | None, list[Issue]]:
    from scenarios.loading.csv_reader import read_csv

    return read_csv(data, path)


_READERS: Mapping[str, Reader] = {
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".yaml": read_yaml,
    ".yml": read_yaml,
}


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a journal: what it had been told by then.

    Attributes:
        size: Number of records.
        root: Root of the tree over them, 64 hexadecimal digits.
    """

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Whole:
    """All developments that were given, of which only some may be at hand.

    Attributes:
        count: How many they are.
        digest: SHA-256 of their canonical JSON, sorted by id.
    """

    count: int
    digest: str

    @classmethod
    def of(cls, items: Iterable[Development]) -> Self:
        """Count some developments and digest them."""
        ordered = sorted(items, key=lambda each: each.id)
        return cls(len(ordered), digest_of(ordered))


@dataclass(frozen=True)
class Developments:
    """Developments as they were given, and where each stands.

    Attributes:
        items: In order of the file, or of the journal.
        document: The file they were read from; None where they came otherwise.
        places: Where in the document each stands, by id.
        told: All that were given, where `items` are what of them can be used.
        given: Their number and digest, where not all that were given are at hand.
        journal: What the journal held that they are from; None for a file.
        records: Places of the journal's records on each, by id.
        retractions: By development and report, the record that retracted the report.
        redacted: By id, the reports whose texts are gone for good; the empty name
            stands for the development's own.
    """

    items: tuple[Development, ...]
    document: Document | None = None
    places: Mapping[str, int] | None = None
    told: tuple[Development, ...] | None = None
    given: Whole | None = None
    journal: Position | None = None
    records: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    retractions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    redacted: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def whole(self) -> Whole:
        """Return the count and digest of all that were given."""
        return self.given or Whole.of(self.items if self.told is None else self.told)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the canonical JSON of all given, sorted by id."""
        return self.whole.digest

    def locate(self, development: str, *path: str | int) -> Location | None:
        """Return where a development, or a part of it, stands in its file."""
        if self.document is None or self.places is None:
            return None
        return self.document.locate((self.places[development], *path))


@dataclass(frozen=True)
class _Joined(Developments):
    """Developments of several files."""

    parts: Mapping[str, Developments] = field(default_factory=dict)

    def locate(self, development: str, *path: str | int) -> Location | None:
        """Return where a development, or a part of it, stands in its file."""
        return self.parts[development].locate(development, *path)


def load_developments(path: str | FilePath, workspace: Workspace) -> Developments:
    """Load a file of developments that must be free of faults.

    Args:
        path: A file that ends in .jsonl, .json, .yaml or .csv.
        workspace: What the developments speak of.

    Raises:
        UnreadableFileError: The file cannot be read.
        FaultyDataError: It has faults; carries all of them.
    """
    data = read_bytes(FilePath(path))
    return parse_developments(data, str(path), workspace)


def parse_developments(data: bytes, path: str, workspace: Workspace) -> Developments:
    """Make developments of bytes, as `load_developments`; `path` names them.

    Raises:
        FaultyDataError: They have faults; carries all of them.
    """
    developments, issues = read_news(data, path, workspace)
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    if errors:
        raise FaultyDataError(errors)
    return developments


def read_all(files: Iterable[tuple[str, bytes]], workspace: Workspace) -> Developments:
    """Make developments of several files, in their order.

    Args:
        files: Names and bytes.
        workspace: What the developments speak of.

    Raises:
        FaultyDataError: They have faults, or one id twice; carries all of them.
    """
    read = [read_news(data, name, workspace) for name, data in files]
    issues = [issue for _, found in read for issue in found]
    owners: dict[str, Developments] = {}
    for developments, _ in read:
        for item in developments.items:
            if item.id in owners:
                place = developments.locate(item.id, "id") or Location(item.id)
                first = owners[item.id].locate(item.id)
                message = f"`{item.id}` is already the id of the development at {first}"
                issues.append(Issue(place, "id", message))
            owners.setdefault(item.id, developments)
    errors = [issue for issue in issues if issue.severity is Severity.ERROR]
    if errors:
        raise FaultyDataError(errors)
    return _Joined(tuple(item for d, _ in read for item in d.items), parts=owners)


def read_news(
    data: bytes, path: str, workspace: Workspace
) -> tuple[Developments, list[Issue]]:
    """Read whatever of some developments can be read, with all their issues."""
    reader = _READERS.get(FilePath(path).suffix.lower()) or _sniff(data)
    if len(data) > MOST_BYTES:
        message = f"is longer than {MOST_BYTES:,} bytes; split it"
        return Developments(()), [file_issue(path, message)]
    document, issues = reader(data, path)
    if document is None:
        return Developments(()), issues
    if not isinstance(document.value, list):
        message = "must be a list of developments"
        return Developments(()), [*issues, Issue(document.locate(()), "", message)]
    items: dict[str, tuple[int, Development]] = {}
    # Each is compared with what the reader refused, not with all faults so far.
    refused = tuple(issues)
    for place, value in enumerate(document.value):
        found = list(refused)
        made = parse(document, Development, found, value=value, at=(place,))
        issues.extend(found[len(refused) :])
        if made is None:
            continue
        issues.extend(_checked(document, (place,), made, workspace))
        if made.id in items:
            issues.append(_twice(document, place, made.id, items[made.id][0]))
        else:
            items[made.id] = (place, made)
    return (
        Developments(
            tuple(item for _, item in items.values()),
            document,
            {name: place for name, (place, _) in items.items()},
        ),
        issues,
    )


def _sniff(data: bytes) -> Reader:
    """Tell by the start what a text without a name is."""
    start = data.removeprefix(BOM_UTF8).lstrip()
    by_start: Mapping[bytes, Reader] = {b"[": read_json, b"{": read_jsonl}
    names = re.split(rb"[,;\t]", start.partition(b"\n")[0])
    columns = {name.strip(b' "\r').lower() for name in names}
    if {b"id", b"date"} <= columns:
        return _read_csv
    return by_start.get(start[:1], read_yaml)


def _checked(
    document: Document, at: Path, development: Development, workspace: Workspace
) -> Iterable[Issue]:
    known = workspace.known
    faults = list(check_development(development, known))
    if faults:
        return [fault_issue(document, at, fault) for fault in faults]
    return [
        fault_issue(document, at, fault, Severity.WARNING)
        for fault in uncounted(development, known)
    ]


def _twice(document: Document, place: int, name: str, first: int) -> Issue:
    line = document.locate((first,)).line
    return Issue(
        document.locate((place, "id")),
        f"{place}.id",
        f"`{name}` is already the id of the development at line {line}",
    )
