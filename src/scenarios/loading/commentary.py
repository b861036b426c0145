"""The analyst's own text on a scenario: a Markdown file beside it, for the report.

`scenarios/aid-changes.md` belongs to `scenarios/aid-changes.yaml`. It is no input of an
assessment: no number depends on it, and a scenario without one is whole.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from unicodedata import is_normalized

from scenarios.errors import FaultyDataError, Issue, Location, UnreadableFileError
from scenarios.loading.document import digest_bytes
from scenarios.loading.faults import file_issue
from scenarios.loading.files import is_there, read_bytes
from scenarios.loading.workspace import ScenarioFile, Workspace

__all__ = ["MOST_BYTES", "Commentary", "load_commentaries"]

MOST_BYTES = 1_000_000

# What no editor shows: controls but tab and line ends, and what reorders text.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Commentary:
    """A text that the analyst wrote on a scenario.

    Attributes:
        scenario: Id of the scenario.
        path: The file, relative to the workspace.
        digest: SHA-256 of its bytes.
        text: Markdown.
    """

    scenario: str
    path: str
    digest: str
    text: str


def load_commentaries(
    workspace: Workspace, scenarios: Iterable[str]
) -> Mapping[str, Commentary]:
    """Load the texts beside some scenarios, by id; one that is absent is left out.

    Args:
        workspace: Where the scenarios stand.
        scenarios: Their ids.

    Raises:
        FaultyDataError: Texts have faults; carries all of them.
    """
    issues: list[Issue] = []
    read = [
        _read(workspace.root, workspace.scenarios[name], issues) for name in scenarios
    ]
    if issues:
        raise FaultyDataError(issues)
    return {each.scenario: each for each in read if each is not None}


def _read(root: Path, file: ScenarioFile, issues: list[Issue]) -> Commentary | None:
    shown = PurePosixPath(file.path).with_suffix(".md")
    path = root / shown
    if not is_there(path):
        return None
    try:
        data = read_bytes(path, limit=MOST_BYTES + 1)
    except UnreadableFileError as error:
        issues.append(file_issue(str(path), f"cannot be read: {error.reason}"))
        return None
    text = _decode(data, str(path), issues)
    if text is None:
        return None
    return Commentary(file.scenario.id, str(shown), digest_bytes(data), text)


def _decode(data: bytes, path: str, issues: list[Issue]) -> str | None:
    if len(data) > MOST_BYTES:
        message = f"is longer than {MOST_BYTES:,} bytes; shorten it"
        issues.append(file_issue(path, message))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", errors="replace")
        issues.append(
            _fault(path, before, "is not UTF-8 from here on; save it as such")
        )
        return None
    if hidden := _HIDDEN.search(text):
        name = f"U+{ord(hidden[0]):04X}"
        message = f"holds {name}, which no editor shows; remove it"
        issues.append(_fault(path, text[: hidden.start()], message))
        return None
    for number, line in enumerate(text.split("\n"), start=1):
        if not is_normalized("NFC", line):
            message = "is not in Unicode normal form C; save it in NFC"
            issues.append(Issue(Location(path, number), "", message))
            return None
    return text


def _fault(path: str, before: str, message: str) -> Issue:
    """Make an issue at the end of what stands before it."""
    line = before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return Issue(Location(path, line, column), "", message)
