"""Bytes from files: read once, so that what is hashed is what is parsed."""

from pathlib import Path

from scenarios.errors import Issue, UnreadableFileError
from scenarios.loading.document import Document
from scenarios.loading.faults import file_issue
from scenarios.loading.yaml_reader import MOST_BYTES, read_yaml

__all__ = ["is_there", "read_bytes", "read_document", "yaml_files"]


def yaml_files(folder: Path) -> list[Path]:
    """Return the YAML files of a folder in order of name, hidden ones left out."""
    return sorted(p for p in folder.glob("*.yaml") if not p.name.startswith("."))


def is_there(path: Path) -> bool:
    """Tell whether a name stands in its folder, a link that leads nowhere too."""
    return path.exists() or path.is_symlink()


def read_document(path: Path, issues: list[Issue]) -> Document | None:
    """Read a YAML file of the workspace; add its faults to `issues`."""
    if path.exists() and not path.is_file():
        issues.append(file_issue(str(path), "is not a file; a workspace holds files"))
        return None
    try:
        data = read_bytes(path, limit=MOST_BYTES + 1)
    except UnreadableFileError as error:
        issues.append(file_issue(str(path), f"cannot be read: {error.reason}"))
        return None
    document, faults = read_yaml(data, str(path))
    issues.extend(faults)
    return document


def read_bytes(path: Path, *, limit: int = -1) -> bytes:
    """Return the bytes of a file, at most `limit` of them where it is not negative.

    Raises:
        UnreadableFileError: It cannot be opened or read.
    """
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise UnreadableFileError(str(path), error.strerror or str(error)) from error
