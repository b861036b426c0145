"""PDF: the report on paper, from the same page as HTML, without a request."""

from typing import IO

from scenarios.errors import MissingExtraError, ScenariosError
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.page.building import build_page
from scenarios.report.page.rendering import render

__all__ = ["MissingPangoError", "write"]


class MissingPangoError(ScenariosError):
    """WeasyPrint is installed, and a library that it draws text with is not."""

    def __init__(self) -> None:
        super().__init__(
            "a report as PDF needs Pango beside the extra `pdf`: apt-get install "
            "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. Or export HTML and "
            "print it from a browser"
        )


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:
    """Write the report on a dossier.

    Raises:
        MissingExtraError: WeasyPrint is not installed.
        MissingPangoError: What it draws text with is not.
        FaultyDataError: Texts of the analyst, or the template, have faults.
        UnreadableFileError: The template cannot be read.
    """
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher
    except ImportError as error:
        raise MissingExtraError("a report as PDF", "pdf") from error
    except OSError as error:
        raise MissingPangoError from error
    page = build_page(dossier)
    document = weasyprint.HTML(
        string=render(page, choices.template, paper=True, compiled=choices.compiled),
        # What a house style embeds is in the page; nothing else is fetched.
        url_fetcher=URLFetcher(allowed_protocols=("data",)),
    )
    # Named by what it says and not by chance, so that the same report is the same file.
    name = dossier.assessment.developments_digest.encode()
    document.write_pdf(file, pdf_identifier=name, pdf_tags=True, optimize_images=False)
