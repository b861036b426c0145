"""STIX 2.1: a bundle for threat-intelligence platforms, written without a library."""

import json
from typing import IO

from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.stix.bundle import bundle_of

__all__ = ["write"]


def write(dossier: Dossier, file: IO[bytes], choices: Choices) -> None:  # noqa: ARG001 one signature for all formats
    """Write all of a dossier; what-ifs have no ledger of their own in it."""
    text = json.dumps(bundle_of(dossier), indent=2, ensure_ascii=False, allow_nan=False)
    file.write(text.encode() + b"\n")
