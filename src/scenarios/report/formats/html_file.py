"""HTML: the report, a page that stands alone, without scripts and requests."""

from typing import IO

from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.page.building import build_page
from scenarios.report.page.rendering import render

__all__ = ["write"]


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:
    """Write the report on a dossier.

    Raises:
        FaultyDataError: Texts of the analyst, or the template, have faults.
        UnreadableFileError: The template cannot be read.
    """
    page = build_page(dossier)
    text = render(page, choices.template, compiled=choices.compiled)
    file.write(text.encode())
