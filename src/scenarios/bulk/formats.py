"""Files of coded events: what each is, told by how it begins.

GDELT 1.0 and 2.0 (57, 58 or 61 columns), ICEWS, and a plain table of our own; text may
be zipped or gzipped.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Literal, cast
from zipfile import BadZipFile, ZipFile

from scenarios.bulk.database import parquet_columns
from scenarios.errors import FaultyDataError, Issue, Location, UnreadableFileError

__all__ = ["GDELT_KINDS", "ICEWS_COLUMNS", "EventFile", "Kind", "know", "open_bytes"]

Kind = Literal["gdelt-57", "gdelt-58", "gdelt-61", "icews", "plain", "parquet"]
GDELT_KINDS: dict[int, Kind] = {57: "gdelt-57", 58: "gdelt-58", 61: "gdelt-61"}
ICEWS_COLUMNS = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
)
NEEDED = frozenset({"id", "date", "source", "target"})
LOOKED_AT = 50
PARQUET_MAGIC = b"PAR1"
ZIP_MAGIC = b"PK\x03\x04"
GZIP_MAGIC = b"\x1f\x8b"


@dataclass(frozen=True, slots=True)
class EventFile:
    """A file of coded events.

    Attributes:
        path: Where it is.
        kind: What it is.
        columns: Of a plain text table, its columns in order.
        size: Its bytes.
        digest: SHA-256 of them.
    """

    path: Path
    kind: Kind
    columns: tuple[str, ...]
    size: int
    digest: str

    @property
    def is_zip(self) -> bool:
        """Tell whether it is a zip archive."""
        return _magic(self.path).startswith(ZIP_MAGIC)


def know(paths: Iterable[Path]) -> tuple[EventFile, ...]:
    """Tell what some files are.

    Raises:
        UnreadableFileError: One cannot be opened.
        FaultyDataError: Some are no files of events; carries all of them.
    """
    found, issues = [], []
    for path in paths:
        try:
            found.append(_know(path))
        except OSError as error:
            reason = error.strerror or str(error)
            raise UnreadableFileError(str(path), reason) from error
        except (ValueError, EOFError, BadZipFile) as error:
            issues.append(Issue(Location(str(path)), "", str(error)))
    if issues:
        raise FaultyDataError(issues)
    return tuple(found)


@contextmanager
def open_bytes(path: Path) -> Iterator[IO[bytes]]:
    """Open the bytes of a file, of the one file in it, or of what was gzipped.

    Raises:
        ValueError: An archive holds no file, or several.
    """
    magic = _magic(path)
    if magic.startswith(ZIP_MAGIC):
        with ZipFile(path) as archive:
            names = [n for n in archive.namelist() if not n.endswith("/")]
            if len(names) != 1:
                message = f"holds {len(names)} files; an archive of events holds one"
                raise ValueError(message)
            with archive.open(names[0]) as file:
                yield file
    elif magic.startswith(GZIP_MAGIC):
        with gzip.open(path) as unzipped:
            yield cast("IO[bytes]", unzipped)
    else:
        with path.open("rb") as plain:
            yield plain


def _magic(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4)


def _know(path: Path) -> EventFile:
    kind, columns = _kind(path)
    with path.open("rb") as file:
        digest = f"sha256:{file_digest(file, 'sha256').hexdigest()}"
    return EventFile(path, kind, columns, path.stat().st_size, digest)


def _kind(path: Path) -> tuple[Kind, tuple[str, ...]]:
    if _magic(path) == PARQUET_MAGIC:
        return "parquet", _plain_columns(parquet_columns(path))
    with open_bytes(path) as file:
        text = TextIOWrapper(file, "utf-8-sig", errors="replace", newline="")
        lines = [line for _, line in zip(range(LOOKED_AT), text, strict=False)]
    if not lines:
        message = "is empty; name files that hold events"
        raise ValueError(message)
    if tuple(lines[0].rstrip("\r\n").split("\t")[:3]) == ICEWS_COLUMNS[:3]:
        return "icews", ICEWS_COLUMNS
    counts = [line.count("\t") + 1 for line in lines]
    gdelt = [GDELT_KINDS[count] for count in counts if count in GDELT_KINDS]
    if gdelt:
        return max(sorted(set(gdelt)), key=gdelt.count), ()
    return "plain", _plain_columns(next(csv.reader(lines[:1])))


def _plain_columns(names: Iterable[str]) -> tuple[str, ...]:
    columns = tuple(name.strip().lower() for name in names)
    if not {*columns} >= NEEDED or not {"code", "plover"} & {*columns}:
        message = (
            "is no file of events that is known: GDELT 1.0 or 2.0 (57, 58 or 61 "
            "columns with tabs), ICEWS (tabs, with its heading), Parquet, or CSV with "
            "the columns id, date, source, target and code or plover"
        )
        raise ValueError(message)
    return columns
