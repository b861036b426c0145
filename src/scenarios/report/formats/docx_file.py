"""Word: the report in styles and native tables, for those who go on writing in it."""

from typing import IO

from scenarios.errors import MissingExtraError
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.page.building import build_page

__all__ = ["write"]


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:  # noqa: ARG001 one signature for all formats
    """Write the report of a dossier.

    Raises:
        MissingExtraError: What writes Word documents is not installed.
        FaultyDataError: Texts of the analyst have faults; carries all of them.
    """
    try:
        from scenarios.report.word.document import document_of
    except ModuleNotFoundError as error:
        what = "a Word document"
        raise MissingExtraError(what, "docx") from error
    file.write(document_of(build_page(dossier)))
