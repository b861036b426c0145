"""Exports: a file is written whole in the format of its ending, or not at all."""

from pathlib import Path

import pytest

from dossiers import compile_here
from machine import need_pango
from scenarios.report.exporting import (
    ENDINGS,
    Choices,
    UnknownEndingError,
    UnknownFormatError,
    UnknownTableError,
    export,
    format_of,
)

pytestmark = pytest.mark.no_cover


@pytest.mark.parametrize("form", ENDINGS)
def test_the_ending_names_the_format(form: str) -> None:
    assert format_of(Path(f"a.b{ENDINGS[form]}")) == form
    assert format_of(Path(f"A{ENDINGS[form].upper()}")) == form


def test_an_ending_that_means_nothing_is_refused() -> None:
    with pytest.raises(UnknownEndingError, match=r"a\.zip: the ending names no format"):
        format_of(Path("a.zip"))


def test_an_unknown_format_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    target = tmp_path / "out" / "a.csv"
    target.parent.mkdir()
    with pytest.raises(UnknownFormatError, match="did you mean `json`"):
        export(dossier, target, "jsn", Choices())
    with pytest.raises(UnknownTableError, match="did you mean `ledger`"):
        export(dossier, target, "csv", Choices(table="leger"))
    assert list(target.parent.iterdir()) == []


@pytest.fixture
def form(request: pytest.FixtureRequest) -> str:
    """Return a format that this machine can write."""
    if request.param == "pdf":
        need_pango()
    return str(request.param)


@pytest.mark.parametrize("form", ENDINGS, indirect=True)
def test_a_failed_export_keeps_the_old_file(form: str, tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    target = tmp_path / "old"
    target.write_bytes(b"old")
    object.__setattr__(dossier, "assessment", None)
    with pytest.raises(AttributeError):
        export(dossier, target, form, Choices())
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


@pytest.mark.parametrize("form", ENDINGS, indirect=True)
def test_the_same_dossier_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    files = [tmp_path / "a", tmp_path / "b"]
    for file in files:
        export(compile_here(tmp_path), file, form, Choices())
    assert files[0].read_bytes() == files[1].read_bytes() != b""
