"""Bytes are read once, from files that are files."""

import os
from pathlib import Path

import pytest

from desk import tell
from scenarios.errors import Issue, UnreadableFileError
from scenarios.loading.files import read_bytes, read_document, yaml_files
from scenarios.loading.yaml_reader import MOST_BYTES


def test_bytes_are_read_as_they_stand(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff\r\n\0a")
    assert read_bytes(tmp_path / "a") == b"\xff\r\n\0a"
    assert read_bytes(tmp_path / "a", limit=2) == b"\xff\r"


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as raised:
        read_bytes(tmp_path / "a")
    assert raised.value.path == str(tmp_path / "a")
    assert raised.value.reason == "No such file or directory"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read: "):
        read_bytes(tmp_path)


def test_a_path_that_cannot_be_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="cannot be read: File name too long"):
        read_bytes(tmp_path / ("a" * 300))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads"
)
def test_a_file_without_permission_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "a").chmod(0)
    with pytest.raises(UnreadableFileError, match="cannot be read: Permission denied"):
        read_bytes(tmp_path / "a")


def test_a_document_is_read_with_its_faults(tmp_path: Path) -> None:
    issues: list[Issue] = []
    (tmp_path / "a.yaml").write_text("a: 1\na: 2\n")
    document = read_document(tmp_path / "a.yaml", issues)
    assert document is not None
    assert document.value == {"a": 1}
    (told,) = tell(issues, tmp_path)
    assert told.startswith("a.yaml:2:1: error: a: ")


@pytest.mark.parametrize("kind", ["missing", "folder", "fifo"])
def test_what_is_no_file_is_an_issue_and_no_document(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.yaml"
    if kind == "folder":
        path.mkdir()
    elif kind == "fifo":
        os.mkfifo(path)
    issues: list[Issue] = []
    assert read_document(path, issues) is None
    (told,) = tell(issues, tmp_path)
    assert told.startswith("a.yaml:1:1: error: ")


def test_a_document_of_more_than_10_mb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    issues: list[Issue] = []
    assert read_document(path, issues) is None
    (told,) = tell(issues, tmp_path)
    assert told.startswith("a.yaml:1:1: error: ")
    assert "10,000,000 bytes" in told


def test_the_yaml_files_of_a_folder_come_in_order_without_hidden_ones(
    tmp_path: Path,
) -> None:
    for name in ("b.yaml", "a.yaml", ".c.yaml", "d.yml", "e.yaml~", "F.yaml"):
        (tmp_path / name).touch()
    assert [path.name for path in yaml_files(tmp_path)] == [
        "F.yaml",
        "a.yaml",
        "b.yaml",
    ]


def test_a_folder_that_is_not_there_holds_no_files(tmp_path: Path) -> None:
    assert yaml_files(tmp_path / "cases") == []
