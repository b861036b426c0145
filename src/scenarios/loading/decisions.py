"""Decisions files: YAML, or JSON, checked on reading; each decision keeps its place."""

from dataclasses import dataclass
from pathlib import Path as FilePath

from scenarios.domain.decision import Decisions
from scenarios.errors import FaultyDataError, Issue
from scenarios.loading.document import Document, Path, dotted
from scenarios.loading.faults import parse
from scenarios.loading.json_reader import read_json
from scenarios.loading.yaml_reader import read_yaml

__all__ = ["DecisionsFile", "parse_decisions"]


@dataclass(frozen=True)
class DecisionsFile:
    """Decisions, and where each stands.

    Attributes:
        decisions: What was decided.
        document: The file.
    """

    decisions: Decisions
    document: Document

    def issue(self, place: int, path: Path, message: str) -> Issue:
        """Return a fault of the decision at a place."""
        whole: Path = ("decisions", place, *path)
        return Issue(self.document.locate(whole), dotted(whole), message)


def parse_decisions(data: bytes, name: str) -> DecisionsFile:
    """Make decisions of bytes; `name` names them, and tells JSON from YAML.

    Raises:
        FaultyDataError: They have faults; carries all of them.
    """
    read = read_json if FilePath(name).suffix.lower() == ".json" else read_yaml
    document, issues = read(data, name)
    if document is None:
        raise FaultyDataError(issues)
    decisions = parse(document, Decisions, issues)
    if decisions is None or issues:
        raise FaultyDataError(issues)
    return DecisionsFile(decisions, document)
