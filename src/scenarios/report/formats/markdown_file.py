"""Markdown: the assessment as a text for wikis and repositories."""

from typing import IO

from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.markdown import write_block
from scenarios.report.outline.outline import outline_of

__all__ = ["write"]


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:  # noqa: ARG001 one signature for all formats
    """Write a dossier as a text."""
    texts = map(write_block, outline_of(dossier))
    file.write("\n".join(texts).encode())
