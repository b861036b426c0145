"""A dossier → a file: the format by its ending, written whole or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol, cast

from scenarios.errors import ScenariosError, UnknownNameError
from scenarios.journal.files import whole_file

if TYPE_CHECKING:
    # Which formats there are is asked before anything is assessed.
    from scenarios.report.dossier import Dossier

__all__ = [
    "ENDINGS",
    "Choices",
    "UnknownEndingError",
    "UnknownFormatError",
    "UnknownTableError",
    "export",
    "format_of",
    "write",
]

FOR_EVERYBODY = 0o644

ENDINGS: Mapping[str, str] = {
    "csv": ".csv",
    "markdown": ".md",
    "html": ".html",
    "pdf": ".pdf",
    "docx": ".docx",
    "json": ".json",
    "xlsx": ".xlsx",
    "parquet": ".parquet",
    "latex": ".tex",
    "stix": ".stix.json",
    "prov": ".prov.json",
}
"""The ending of each format's files; a longer ending is tried before a shorter one."""


class UnknownFormatError(UnknownNameError):
    """A format that nothing is written in."""

    noun = "format"
    owner = "this program"


class UnknownTableError(UnknownNameError):
    """A table that the dossier does not hold."""

    noun = "table"
    owner = "this dossier"


class UnknownEndingError(ScenariosError):
    """The name of a file does not tell its format."""

    def __init__(self, path: Path, endings: Iterable[str]) -> None:
        self.path = path
        super().__init__(
            f"{path}: the ending names no format; write one of {', '.join(endings)}, "
            "or give --format"
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """How to write; each format takes what concerns it.

    Attributes:
        table: CSV and Parquet: the one table to write.
        wide: CSV, Parquet and Excel: a column for each outcome.
        raw: CSV: text just as it stands, though a spreadsheet would run it.
        template: HTML and PDF: the template of a house style.
        compiled: HTML and PDF: a folder to keep compiled templates in, if any.
    """

    table: str = "outcomes"
    wide: bool = False
    raw: bool = False
    template: Path | None = None
    compiled: Path | None = None


class _Writer(Protocol):
    def write(self, dossier: "Dossier", file: IO[bytes], choices: Choices) -> None: ...


def format_of(path: Path) -> str:
    """Return the format that the ending of a file's name means.

    Raises:
        UnknownEndingError: It means none.
    """
    by_length = sorted(ENDINGS.items(), key=lambda pair: -len(pair[1]))
    for name, ending in by_length:
        if path.name.lower().endswith(ending):
            return name
    raise UnknownEndingError(path, ENDINGS.values())


def export(dossier: "Dossier", path: Path, form: str, choices: Choices) -> None:
    """Write a dossier to a file that takes its name only when it is whole.

    Args:
        dossier: What to write.
        path: The file; one that is there is replaced.
        form: A key of `ENDINGS`.
        choices: How to write it.

    Raises:
        UnknownFormatError: There is no such format.
        UnknownTableError: The dossier holds no such table.
        MissingExtraError: What writes the format is not installed.
        OSError: The file cannot be written; what was there before is still there.
    """
    try:
        with whole_file(path, mode=FOR_EVERYBODY) as file:
            write(dossier, file, form, choices)
    except OSError as error:
        # The file that was asked for, not the one that was to become it.
        raise OSError(error.errno, error.strerror, str(path)) from error


def write(dossier: "Dossier", file: IO[bytes], form: str, choices: Choices) -> None:
    """Write a dossier to an open file; errors as for `export`."""
    if form not in ENDINGS:
        raise UnknownFormatError(form, ENDINGS)
    # Each format imports its library only when it is asked for.
    module = import_module(f"scenarios.report.formats.{form}_file")
    cast("_Writer", module).write(dossier, file, choices)
