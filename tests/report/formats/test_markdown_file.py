"""Markdown files: a text with a heading for each part."""

from io import BytesIO
from pathlib import Path

from markdown_it import MarkdownIt

from dossiers import FULL, compile_here
from scenarios.report.exporting import Choices
from scenarios.report.formats.markdown_file import write


def written(tmp_path: Path) -> str:
    file = BytesIO()
    write(compile_here(tmp_path, FULL), file, Choices())
    return file.getvalue().decode()


def test_every_part_stands_under_its_heading(tmp_path: Path) -> None:
    lines = written(tmp_path).splitlines()
    assert lines[0] == "# Assessment as of 2024-04-15"
    heads = [line for line in lines if line.startswith("## ")]
    assert heads == [
        "## The dockers' strike (strike)",
        "## The ballot (vote)",
        "## Sources",
        "## About",
    ]
    assert "| as of | 2024-04-15 |" in lines
    assert f"| command | {FULL.command} |" in lines


def test_blocks_are_apart_so_that_each_is_read_as_one(tmp_path: Path) -> None:
    html = MarkdownIt("commonmark").enable("table").render(written(tmp_path))
    # Two questions: outcomes, ledger, history and what-ifs each; overview, and the end.
    assert html.count("<table>") == 1 + 2 * 4 + 2
    assert html.count("<h3>") == 2 * 4
    assert "| ---" not in html
