"""What can be wrong with a journal: with a record, its chain, or where it is kept.

ScenariosError
└── JournalError
    ├── MalformedRecordError         bytes or content that no record may have
    ├── BrokenChainError             a record that does not follow the one before
    ├── ReusedRequestError           one idempotency key for two contents
    ├── UnknownRecordError           a position past the end
    ├── MissingTextError             a pinned file whose text is not there
    ├── NoJudgementError             a record that is no published judgement
    ├── NothingToRedactError         no text is left to remove
    ├── UnknownAlgorithmError        a judgement of sums that this version has not
    ├── ClosedJournalError           a call after `close`
    ├── BadJournalUrlError           a place that is none
    ├── KeyFileError                 the file of a signing key
    │   └── KeyNotFoundError, WrongPassphraseError
    ├── SeenHeadError                the file of the head that was seen last
    ├── MissingDriverError           what speaks to PostgreSQL is not installed
    ├── UntrustedKeyError            a key that no key before it signed for
    ├── WitnessError                 the repository of a witness
    └── StoreError                   names the store; what it says of it
        ├── JournalNotFoundError, JournalExistsError
        ├── ForeignJournalError      something else than a journal
        ├── IncompleteJournalError   a journal without its first record
        ├── NewerJournalError        made by a newer version
        ├── OldLibraryError          a database library that is too old
        ├── UnsafeServerError        a server set to lose what it acknowledged
        ├── DamagedJournalError      what it holds contradicts itself
        ├── ContradictedHeadError    it contradicts a head that was seen or kept
        ├── UnverifiedJournalError   it failed while writing; `verify` comes first
        └── JournalUnreachableError  cannot be opened or read
            ├── JournalReadOnlyError
            ├── JournalBusyError
            └── JournalFullError

Names that a journal does not know are errors of the caller:

UnknownNameError
├── UnknownDevelopmentError
├── UnknownReportError
└── UnknownLinkError
AmbiguousReportError                 one name for reports of several developments
UnknownItemError, AmbiguousItemError no item of that id, or several that begin so
"""

import re
from collections.abc import Iterable, Sequence

from scenarios.errors import (
    FailedCheckError,
    ScenariosError,
    UnknownNameError,
    nearest,
)

__all__ = [
    "AmbiguousItemError",
    "AmbiguousReportError",
    "BadJournalUrlError",
    "BrokenChainError",
    "ClosedJournalError",
    "ContradictedHeadError",
    "DamagedJournalError",
    "ForeignJournalError",
    "IncompleteJournalError",
    "JournalBusyError",
    "JournalError",
    "JournalExistsError",
    "JournalFullError",
    "JournalNotFoundError",
    "JournalReadOnlyError",
    "JournalUnreachableError",
    "KeyFileError",
    "KeyNotFoundError",
    "MalformedRecordError",
    "MissingDriverError",
    "MissingTextError",
    "NewerJournalError",
    "NoJudgementError",
    "NothingToRedactError",
    "OldLibraryError",
    "ReusedRequestError",
    "SeenHeadError",
    "StoreError",
    "UnknownAlgorithmError",
    "UnknownDevelopmentError",
    "UnknownItemError",
    "UnknownLinkError",
    "UnknownRecordError",
    "UnknownReportError",
    "UnsafeServerError",
    "UntrustedKeyError",
    "UnverifiedJournalError",
    "WitnessError",
    "WrongPassphraseError",
]


class JournalError(ScenariosError):
    """Base of everything that can be wrong with a journal."""


class MalformedRecordError(JournalError, FailedCheckError):
    """Content that a record may not have, or bytes that are no record.

    Attributes:
        place: Dotted path of the value inside the record; empty for the whole.
        fault: What is wrong with it.
    """

    def __init__(self, place: str, fault: str) -> None:
        self.place = place
        self.fault = fault
        super().__init__(f"{place or 'record'}: {fault}")


class BrokenChainError(JournalError, FailedCheckError):
    """A record does not follow the one before it.

    Attributes:
        seq: The position at which the chain breaks.
        fault: What does not fit.
    """

    def __init__(self, seq: int, fault: str) -> None:
        self.seq = seq
        self.fault = fault
        super().__init__(f"the journal's chain breaks at record {seq}: {fault}")


class ReusedRequestError(JournalError):
    """A request came again with other content; `seq` holds what it said first."""

    def __init__(self, req: str, seq: int) -> None:
        self.req = req
        self.seq = seq
        super().__init__(
            f"request {req} is already recorded as {seq} with other content; "
            "make a new request for it"
        )


class UnknownRecordError(JournalError):
    """A record or node was asked for that the journal does not hold."""

    def __init__(self, what: str, size: int) -> None:
        self.what = what
        self.size = size
        super().__init__(f"there is no {what}; the journal holds {size} records")


class BadJournalUrlError(JournalError):
    """What says where the journal is names no place.

    Attributes:
        url: What was given; a password in it is not shown.
        reason: What is wrong, or what would be right.
    """

    def __init__(self, url: str, reason: str) -> None:
        self.url = url
        self.reason = reason
        shown = url if "@" not in url else "…@" + url.rpartition("@")[2]
        shown = re.sub("(password=)[^&]*", r"\1…", shown)
        super().__init__(f"the journal cannot be at {shown!r}: {reason}")


class MissingTextError(JournalError, FailedCheckError):
    """A judgement names a file whose text the journal does not hold.

    Attributes:
        path: The file.
        reason: Why it cannot be had.
    """

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"the pinned file {path!r} cannot be had: {reason}")


class NoJudgementError(JournalError):
    """A record was taken for a published judgement and is none."""

    def __init__(self, seq: int, kind: str) -> None:
        self.seq = seq
        self.kind = kind
        super().__init__(f"record {seq} is no published judgement, it is {kind}")


class NothingToRedactError(JournalError):
    """A development or report has no text left that could be removed."""

    def __init__(self, development: str, report: str | None) -> None:
        self.development = development
        self.report = report
        name = development if report is None else f"{development}/{report}"
        super().__init__(f"{name} has no text in the journal that could be redacted")


class UnknownAlgorithmError(JournalError):
    """A judgement was made by sums that this version does not do."""

    def __init__(self, seq: int, found: str, known: str) -> None:
        self.seq = seq
        self.found = found
        self.known = known
        super().__init__(
            f"record {seq} was made by the algorithm {found!r}; this version does "
            f"{known!r}: replay it with a version of scenarios-engine that does it"
        )


class MissingDriverError(JournalError):
    """The journal is on a PostgreSQL server, and psycopg is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "a journal on a PostgreSQL server needs psycopg: "
            "pip install 'scenarios-engine[postgres]'"
        )


class ClosedJournalError(JournalError):
    """The journal was closed before this call."""

    def __init__(self) -> None:
        super().__init__("the journal is closed; open it again")


class KeyFileError(JournalError, FailedCheckError):
    """The file of a signing key cannot be used.

    Attributes:
        path: The file.
        fault: What is wrong, as the rest of a sentence.
    """

    def __init__(self, path: str, fault: str) -> None:
        self.path = path
        self.fault = fault
        super().__init__(f"{path}: {fault}")


class KeyNotFoundError(KeyFileError):
    """The signing key of a journal is not where it should be."""

    def __init__(self, path: str, origin: str) -> None:
        self.origin = origin
        super().__init__(
            path,
            f"the key that signs for {origin} is not here; "
            "if it is elsewhere, name its file in SCENARIOS_KEY",
        )


class WrongPassphraseError(KeyFileError):
    """The passphrase that was given does not open a key, or none was given."""

    def __init__(self, path: str) -> None:
        super().__init__(
            path,
            "the key is sealed and this passphrase does not open it; "
            "set SCENARIOS_KEY_PASSPHRASE",
        )


class SeenHeadError(JournalError, FailedCheckError):
    """The file that holds the last head seen of a journal cannot be used."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")


class UntrustedKeyError(JournalError, FailedCheckError):
    """A record names a key that cannot be relied on; `seq` says which record."""

    def __init__(self, seq: int, fault: str) -> None:
        self.seq = seq
        self.fault = fault
        super().__init__(f"record {seq}: {fault}")


class WitnessError(JournalError, FailedCheckError):
    """The repository of a witness cannot be used."""

    def __init__(self, where: str, fault: str) -> None:
        self.where = where
        self.fault = fault
        super().__init__(f"{where}: {fault}")


class StoreError(JournalError, FailedCheckError):
    """Something is wrong with where a journal is kept.

    Attributes:
        where: The file or address, without a password.
        fault: What is wrong, as the rest of a sentence.
    """

    def __init__(self, where: str, fault: str) -> None:
        self.where = where
        # What a database says may go over several lines.
        self.fault = " ".join(fault.split())
        super().__init__(f"{where}: {self.fault}")


class JournalNotFoundError(StoreError):
    """No journal is there."""

    def __init__(
        self, where: str, advice: str = "`scenarios record` makes one"
    ) -> None:
        self.advice = advice
        super().__init__(where, f"there is no journal here; {advice}")


class JournalExistsError(StoreError):
    """A new journal would be written over something."""

    def __init__(self, where: str) -> None:
        super().__init__(where, "exists already; a journal is never written over")


class ForeignJournalError(StoreError):
    """Something else than a journal is there."""

    def __init__(self, where: str, reason: str) -> None:
        self.reason = reason
        super().__init__(where, f"is not a journal: {reason}")


class IncompleteJournalError(StoreError):
    """The journal holds no first record."""

    def __init__(self, where: str) -> None:
        super().__init__(
            where,
            "holds no record at all: it was copied without the -wal file beside it, "
            "or its making was cut short",
        )


class NewerJournalError(StoreError):
    """The journal was made by a newer version of this program."""

    def __init__(self, where: str, found: int, known: int) -> None:
        self.found = found
        self.known = known
        super().__init__(
            where,
            f"has format {found}, which is newer than the {known} that this version "
            "knows; install a newer version of scenarios-engine",
        )


class OldLibraryError(StoreError):
    """The library or server of the database is too old."""

    def __init__(
        self, where: str, found: str, needed: str, database: str = "SQLite"
    ) -> None:
        self.found = found
        self.needed = needed
        self.database = database
        super().__init__(where, f"needs {database} {needed} or newer, this is {found}")


class UnsafeServerError(StoreError):
    """The server may lose what it acknowledged, because of how it is set."""

    def __init__(self, where: str, settings: Iterable[str]) -> None:
        self.settings = tuple(settings)
        told = ", ".join(f"{each} = off" for each in self.settings)
        super().__init__(
            where,
            f"the server runs with {told} and may lose what it acknowledged; "
            "set each to on, and open the journal again",
        )


class DamagedJournalError(StoreError):
    """What the journal holds contradicts itself."""

    def __init__(self, where: str, reason: str) -> None:
        self.reason = reason
        super().__init__(where, f"the journal is damaged: {reason}")


class ContradictedHeadError(StoreError):
    """The journal is not the one of which a head was seen, or has lost some of it."""

    def __init__(self, where: str, reason: str, advice: str = "") -> None:
        self.reason = reason
        self.advice = advice
        super().__init__(where, f"{reason}; {advice}" if advice else reason)


class UnverifiedJournalError(StoreError):
    """Writing failed underneath, so that nothing is certain until all is read again."""

    def __init__(self, where: str, reason: str) -> None:
        self.reason = reason
        super().__init__(
            where,
            f"{reason}; it takes no more records until it is verified from end to end",
        )


class JournalUnreachableError(StoreError):
    """The journal cannot be opened, read or written now."""

    def __init__(self, where: str, reason: str) -> None:
        self.reason = reason
        super().__init__(where, f"the journal cannot be used: {reason}")


class JournalReadOnlyError(JournalUnreachableError):
    """The journal can be read but not written."""


class JournalBusyError(JournalUnreachableError):
    """Another program kept the journal to itself for too long."""


class JournalFullError(JournalUnreachableError):
    """There is no space left; nothing was recorded."""


class _UnknownEntryError(UnknownNameError):
    """The journal does not hold a name; it may hold thousands of others."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        self.name = name
        self.known = tuple(sorted(known))
        there = f"; there is {_some(self.known) or 'none'}"
        message = f"unknown {self.noun} {name!r}{nearest(name, self.known) or there}"
        ScenariosError.__init__(self, message)


class UnknownDevelopmentError(_UnknownEntryError):
    """The journal holds no development of such an id."""

    noun = "development"


class UnknownReportError(_UnknownEntryError):
    """The journal holds no report of such a name."""

    noun = "report"


class UnknownLinkError(_UnknownEntryError):
    """The development is not linked to such an indicator."""

    noun = "link"


class UnknownItemError(ScenariosError):
    """No item of the inbox has such an id, or begins so."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"no item of the inbox is called {name!r}, or begins so; `scenarios inbox` "
            "lists them"
        )


class AmbiguousItemError(ScenariosError):
    """Several items begin with what was given."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        self.name = name
        self.found = tuple(found)
        super().__init__(f"{name!r} begins several items: {_some(self.found)}")


class AmbiguousReportError(ScenariosError):
    """A report was named by its id alone, and several developments have one."""

    def __init__(self, name: str, found: Sequence[str]) -> None:
        self.name = name
        self.found = tuple(found)
        of_them = f"{len(self.found)} reports; name one of {_some(self.found)}"
        super().__init__(f"{name!r} names {of_them}")


def _some(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
