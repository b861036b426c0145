"""What can be wrong: located faults in data, and exceptions for wrong calls.

Wrong *data* is an `Issue`: a value with a location, collected and shown together.
A wrong *call* or a world that does not answer is an exception of this tree:

    ScenariosError
    ├── FaultyDataError          data with faults: carries every Issue
    ├── WorkspaceNotFoundError   no folder with scenarios/ and models/
    ├── UnreadableFileError      a named file cannot be opened
    ├── MissingExtraError        a library of an extra is not installed
    ├── MissingLibraryError      a library that notebooks use is not installed
    ├── FolderNotEmptyError      `init` would write over something
    ├── FailedCheckError         what is kept or signed does not hold
    ├── FaultyFlagsError         changes given as flags that cannot be made
    ├── ConflictingChangesError  cases that set the same thing differently
    ├── ScoresOnlyError          probabilities asked of a model that gives scores
    ├── NoDaysError              a period that ends before it begins
    ├── TooManyDaysError         a period of more points than can be shown
    └── UnknownNameError
        ├── UnknownScenarioError
        ├── UnknownOutcomeError
        ├── UnknownModelError
        └── UnknownCaseError
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

__all__ = [
    "ConflictingChangesError",
    "FailedCheckError",
    "FaultyDataError",
    "FaultyFlagsError",
    "FolderNotEmptyError",
    "Issue",
    "Location",
    "MissingExtraError",
    "MissingLibraryError",
    "NoDaysError",
    "ScenariosError",
    "ScoresOnlyError",
    "Severity",
    "TooManyDaysError",
    "UnknownCaseError",
    "UnknownModelError",
    "UnknownNameError",
    "UnknownOutcomeError",
    "UnknownScenarioError",
    "UnreadableFileError",
    "WorkspaceNotFoundError",
    "nearest",
]


class Severity(StrEnum):
    """How much an issue matters: an error stops the command, a warning is told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a text file; line and column count from 1, by characters."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault in the data: where it is, what is wrong and what would be right.

    Attributes:
        location: File, line and column of the value at fault.
        key: Dotted path of the value inside its file; empty for the file itself.
        message: What is wrong; what would be right.
        severity: Whether it stops the command.
    """

    location: Location
    key: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        subject = f"{self.key}: " if self.key else ""
        return f"{self.location}: {self.severity}: {subject}{self.message}"


class ScenariosError(Exception):
    """Base of every exception that this package raises on purpose."""


class FaultyDataError(ScenariosError):
    """The data has faults; all of them are in `issues`, in order of place."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: Sequence[Issue] = tuple(
            sorted(issues, key=lambda issue: (issue.location, issue.key))
        )
        super().__init__("\n".join(map(str, self.issues)))


class WorkspaceNotFoundError(ScenariosError):
    """No folder from here upwards holds scenarios/ and models/."""

    def __init__(self, start: str) -> None:
        self.start = start
        super().__init__(
            f"no workspace at {start} or above it: a workspace is a folder with "
            "scenarios/ and models/. Make one with `scenarios init DIR`, or name "
            "one with `--workspace DIR`"
        )


class UnreadableFileError(ScenariosError):
    """A file that was named cannot be opened or read."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: cannot be read: {reason}")


class MissingExtraError(ScenariosError):
    """A library of an extra is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        self.extra = extra
        super().__init__(
            f"{what} needs the extra `{extra}`: pip install 'scenarios-engine[{extra}]'"
        )


class MissingLibraryError(ScenariosError):
    """A library that notebooks use, and no extra brings, is not installed."""

    def __init__(self, what: str, library: str) -> None:
        self.library = library
        super().__init__(f"{what} needs {library}: pip install {library}")


class FolderNotEmptyError(ScenariosError):
    """A new workspace would be written into a folder that holds files already."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path} is not empty; name a new or an empty folder")


class FailedCheckError(ScenariosError):
    """Something that is kept or signed does not hold; the call itself was right."""


class FaultyFlagsError(ScenariosError):
    """Changes that were given as flags cannot be made; all faults are in `faults`."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        said = [f"{flag}: {what}" for flag, what in self.faults]
        many = "these changes cannot be made:\n  "
        super().__init__(said[0] if len(said) == 1 else many + "\n  ".join(said))


class ConflictingChangesError(ScenariosError):
    """Cases that are laid over one another set the same thing differently."""

    def __init__(self, case: str, conflicts: Iterable[tuple[str, str, str]]) -> None:
        self.case = case
        self.conflicts = tuple(conflicts)
        said = "; ".join(f"{a} and {b} set {what}" for what, a, b in self.conflicts)
        super().__init__(f"{case}: {said}, each differently; they cannot go together")


class ScoresOnlyError(ScenariosError):
    """Probabilities were asked of a model whose method gives scores."""

    def __init__(self, model: str, method: str) -> None:
        self.model, self.method = model, method
        super().__init__(
            f"model {model!r} gives scores by the method {method}, and scores are no "
            "probabilities; see them with `scenarios assess`, `explain` or `compare`"
        )


class NoDaysError(ScenariosError):
    """A period was asked for that ends before it begins."""

    def __init__(self, start: date, end: date) -> None:
        self.start, self.end = start, end
        super().__init__(
            f"no day lies between {start} and {end}; let the first come before the last"
        )


class TooManyDaysError(ScenariosError):
    """A period was asked for that has more points than can be shown."""

    def __init__(self, points: int, most: int) -> None:
        self.points, self.most = points, most
        super().__init__(
            f"{points:,} points are more than {most:,}; take more days from point to "
            "point, or a shorter period"
        )


class UnknownNameError(ScenariosError):
    """A name was asked for that the workspace does not hold."""

    noun: ClassVar[str] = "name"
    owner: ClassVar[str] = "this workspace"

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        known_names = ", ".join(self.known) or "none"
        super().__init__(
            f"unknown {self.noun} {name!r}{nearest(name, self.known)}; "
            f"{self.owner} has: {known_names}"
        )


class UnknownScenarioError(UnknownNameError):
    """A scenario was asked for that the workspace does not hold."""

    noun = "scenario"


class UnknownOutcomeError(UnknownNameError):
    """An outcome was asked for that the scenario does not have."""

    noun = "outcome"
    owner = "this scenario"


class UnknownModelError(UnknownNameError):
    """A model was asked for that the workspace does not hold."""

    noun = "model"


class UnknownCaseError(UnknownNameError):
    """A case was asked for that the workspace does not hold."""

    noun = "case"


def nearest(name: str, known: Iterable[str]) -> str:
    """Suggest the known name closest to a misspelt one, as the end of a sentence.

    >>> nearest("wieghts", ["weights", "expected"])
    '; did you mean `weights`?'
    >>> nearest("zebra", ["weights"])
    ''
    """
    # Takes longer to import than all the rest of this module; faults are rare.
    from difflib import get_close_matches

    matches = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean `{matches[0]}`?" if matches else ""
