"""Markdown files: every table under its heading."""

from io import BytesIO
from pathlib import Path

from dossiers import FULL, compile_here
from scenarios.report.contents import TABLES
from scenarios.report.exporting import Choices
from scenarios.report.formats.markdown_file import write


def test_every_table_stands_under_its_heading(tmp_path: Path) -> None:
    file = BytesIO()
    write(compile_here(tmp_path, FULL), file, Choices())
    lines = file.getvalue().decode().splitlines()
    assert lines[0] == "# Assessment as of 2024-04-15"
    heads = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
    assert heads == list(TABLES.values())
    assert "| as of | 2024-04-15 |" in lines
