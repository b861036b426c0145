"""What can go wrong with bulk runs.

ScenariosError
├── ClusterError             the cluster is not there, or cannot do what it is asked
├── OtherRunError            the folder holds a run of something else
├── UnfinishedRunError       the folder holds no finished run
├── UnsuitableEngineError    Spark is asked for files that it cannot read
└── UnknownNameError
    ├── UnknownTemplateError
    ├── UnknownPairError
    └── UnknownDayError
"""

from collections.abc import Iterable
from datetime import date

from scenarios.errors import ScenariosError, UnknownNameError

__all__ = [
    "ClusterError",
    "OtherRunError",
    "UnfinishedRunError",
    "UnknownDayError",
    "UnknownPairError",
    "UnknownTemplateError",
    "UnsuitableEngineError",
]


class ClusterError(ScenariosError):
    """The cluster is not there, or a job of the run fails on it."""

    def __init__(self, master: str, reason: str) -> None:
        self.master, self.reason = master, reason
        super().__init__(f"Spark on {master}: {reason}")


class OtherRunError(ScenariosError):
    """The folder holds a run of another template, other events or other numbers."""

    def __init__(self, folder: str, differs: Iterable[str]) -> None:
        self.folder, self.differs = folder, tuple(differs)
        super().__init__(
            f"{folder} holds a run with another {', '.join(self.differs)}; name a new "
            "folder, or remove this one"
        )


class UnfinishedRunError(ScenariosError):
    """The folder holds no finished run."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        super().__init__(
            f"{folder} holds no finished run; start it, or go on with it, by "
            "`scenarios bulk run TEMPLATE EVENTS… -o DIR`"
        )


class UnsuitableEngineError(ScenariosError):
    """Spark is asked for files that it cannot read."""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path}: Spark does not read zip archives; unpack it, or leave --engine "
            "out and let DuckDB read it"
        )


class UnknownTemplateError(UnknownNameError):
    """A template was asked for that is neither a file nor in templates/."""

    noun = "template"


class UnknownPairError(UnknownNameError):
    """A pair of countries was asked for that a run does not hold."""

    noun = "pair"
    owner = "this run"

    def __init__(self, name: str, known: Iterable[str], most: int = 12) -> None:
        listed = sorted(known)
        super().__init__(name, listed[:most])
        if len(listed) > most:
            self.args = (f"{self}, and {len(listed) - most:,} more",)


class UnknownDayError(ScenariosError):
    """A day was asked for that a run does not reach."""

    def __init__(self, day: date, first: date, last: date) -> None:
        self.day, self.first, self.last = day, first, last
        super().__init__(f"this run has no {day}; it goes from {first} to {last}")
