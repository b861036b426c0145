"""Markdown: every table of a dossier under a heading, for wikis and repositories."""

from typing import IO

from scenarios.report.contents import TABLES, tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.markdown import write_markdown

__all__ = ["write"]


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:  # noqa: ARG001 one signature for all formats
    """Write all tables of a dossier."""
    day = dossier.assessment.as_of.isoformat()
    file.write(f"# Assessment as of {day}\n".encode())
    for name, table in tables_of(dossier).items():
        file.write(f"\n## {TABLES[name]}\n\n{write_markdown(table)}".encode())
