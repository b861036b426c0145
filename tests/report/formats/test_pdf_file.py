"""The report as PDF, read by another program."""

import builtins
import io
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from dossiers import FULL, PLAIN, compile_here
from machine import need_pango, need_program
from scenarios.errors import MissingExtraError
from scenarios.report.exporting import Choices, export, write
from scenarios.report.formats.pdf_file import MissingPangoError

pytestmark = pytest.mark.no_cover

A4 = (595, 842)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    need_pango()
    files = {
        "scenarios/strike.md": "# Ours\n\n![x](http://evil.test/x.png) "
        "![y](file:///etc/passwd)\n"
    }
    file = io.BytesIO()
    root = tmp_path_factory.mktemp("desk")
    write(compile_here(root, FULL, files), file, "pdf", Choices())
    return file.getvalue()


@pytest.fixture(scope="module")
def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_it_reads_as_the_page_does(reader: PdfReader) -> None:
    text = text_of(reader)
    for said in (
        "Assessment of 2 questions",
        "It is almost certain (97 %, 80–>99 %) that the outcome is «A deal is signed».",
        "Confidence in this judgement is moderate.",
    ):
        assert said in text.replace("\xa0", " ")


def test_what_is_folded_on_a_screen_is_printed(reader: PdfReader) -> None:
    assert "work resumes unpaid" in text_of(reader)


def test_its_pages_are_a4_and_numbered(reader: PdfReader) -> None:
    count = len(reader.pages)
    assert count > 4
    for number, page in enumerate(reader.pages, start=1):
        size = page.mediabox.width, page.mediabox.height
        assert tuple(round(side) for side in size) == A4
        assert f"{number} / {count}" in page.extract_text()


def test_a_report_on_one_question_forces_no_page(tmp_path: Path) -> None:
    need_pango()
    file = io.BytesIO()
    order = replace(PLAIN, scenarios=("strike",))
    write(compile_here(tmp_path, order), file, "pdf", Choices())
    first = PdfReader(io.BytesIO(file.getvalue())).pages[0].extract_text()
    # The chapter begins below the judgements, on the page of the title.
    assert "Key judgements" in first
    assert "How a judge would tell which outcome came" in first


def test_it_names_its_parts_and_itself(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == "Assessment of 2 questions, as of 2024-04-15"
    names = list(_names(reader.outline))
    assert {"Key judgements", "The dockers' strike", "Evidence"} <= set(names)
    assert {"/MarkInfo", "/StructTreeRoot"} <= set(reader.root_object)


def _names(outline: Sequence[Any]) -> Sequence[str]:
    found: list[str] = []
    for entry in outline:
        if isinstance(entry, list):
            found += _names(entry)
        else:
            found.append(entry.title)
    return found


def test_it_bears_no_date_of_its_making(pdf: bytes, reader: PdfReader) -> None:
    assert reader.metadata is not None
    dates = reader.metadata.creation_date, reader.metadata.modification_date
    assert {str(each)[:10] for each in dates if each} <= {"2024-04-15"}
    assert not re.search(rb"/JavaScript|/JS\b|/Launch|/EmbeddedFile", pdf)


def test_its_links_lead_to_the_web_or_inside(reader: PdfReader) -> None:
    targets = set()
    for page in reader.pages:
        for note in page.get("/Annots", ()):
            action = note.get_object().get("/A", {})
            targets.add(str(action.get("/URI", "")))
    assert targets - {""} == {"http://x/1"}


def test_its_pictures_are_drawn(pdf: bytes, tmp_path: Path) -> None:
    program = need_program("pdftoppm", package="poppler-utils")
    (tmp_path / "a.pdf").write_bytes(pdf)
    subprocess.run(
        [program, "-r", "40", tmp_path / "a.pdf", tmp_path / "page"], check=True
    )
    colours = set[bytes]()
    for page in tmp_path.glob("page-*.ppm"):
        pixels = page.read_bytes()[15:]
        colours |= {pixels[at : at + 3] for at in range(0, len(pixels) - 2, 3)}
    # The band of an interval in the picture over time; in a bar it is another blue.
    assert any(_is_near(colour, (0xCF, 0xE0, 0xF2)) for colour in colours)


def _is_near(colour: bytes, wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(colour, wanted, strict=True))


def refuse(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def pretend(name: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        if name.startswith("weasyprint"):
            raise error
        return real(name, *rest, **named)

    for name in [name for name in sys.modules if name.startswith("weasyprint")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", pretend)


def test_without_the_extra_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = compile_here(tmp_path)
    refuse(ImportError("no module"), monkeypatch)
    with pytest.raises(MissingExtraError, match=r"scenarios-engine\[pdf\]"):
        export(dossier, tmp_path / "a.pdf", "pdf", Choices())
    assert not (tmp_path / "a.pdf").exists()


def test_without_pango_it_says_what_to_install_and_how_else_to_print(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = compile_here(tmp_path)
    refuse(OSError("cannot load library 'libpango'"), monkeypatch)
    with pytest.raises(MissingPangoError, match=r"apt-get install libpango.*browser"):
        export(dossier, tmp_path / "a.pdf", "pdf", Choices())
    assert not (tmp_path / "a.pdf").exists()
