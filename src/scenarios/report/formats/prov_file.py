"""PROV-JSON of the W3C: where every number comes from, for provenance stores."""

from typing import IO

from scenarios.errors import MissingExtraError
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices

__all__ = ["write"]


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:  # noqa: ARG001 one signature for all formats
    """Write the provenance of a dossier's assessment.

    Raises:
        MissingExtraError: The `prov` library is not installed.
    """
    try:
        from scenarios.report.provenance.document import provenance_of
    except ModuleNotFoundError as error:
        what = "PROV-JSON"
        raise MissingExtraError(what, "prov") from error
    text = provenance_of(dossier).serialize(format="json", indent=2, ensure_ascii=False)
    file.write(f"{text}\n".encode())
