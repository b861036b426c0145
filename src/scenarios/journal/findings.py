"""What checking a journal found, part by part."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from scenarios.errors import FailedCheckError
from scenarios.journal.checkpoint import Checkpoint, parse_checkpoint
from scenarios.journal.note import MalformedTextError, NoteError, parse_note
from scenarios.journal.store import Head

__all__ = ["Finding", "KeptHead", "State", "Verdict", "find", "parse_kept_head"]


class State(StrEnum):
    """How a check ended; only `holds` and `absent` leave a journal whole."""

    HOLDS = "holds"
    ABSENT = "absent"  # there is nothing to check, and need not be
    UNKNOWN = "unknown"  # it may hold, but whether it does cannot be known here
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Finding:
    """The end of one check.

    Attributes:
        check: What was checked, in a word.
        state: How it ended.
        said: What was found, in a line.
    """

    check: str
    state: State
    said: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What checking a journal found.

    Attributes:
        where: The journal or file.
        origin: Whose it is; None where that much cannot be read.
        head: Its size and root; None where that much cannot be read.
        findings: Every check that was made, in order.
        whole: Whether every record was read.
    """

    where: str
    origin: str | None
    head: Head | None
    findings: tuple[Finding, ...]
    whole: bool = True

    @property
    def holds(self) -> bool:
        """Tell whether all that was looked at holds."""
        whole = (State.HOLDS, State.ABSENT)
        return all(finding.state in whole for finding in self.findings)


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head that was kept elsewhere.

    Attributes:
        where: The file it comes from.
        checkpoint: What it says.
        signed: The whole of it, where it is signed.
    """

    where: str
    checkpoint: Checkpoint
    signed: bytes | None


def find(check: str, look: Callable[[], str | Finding]) -> Finding:
    """Make a check: what it says holds, unless it raises or finds something else."""
    try:
        said = look()
    except FailedCheckError as error:
        return Finding(check, State.FAILS, str(error))
    return said if isinstance(said, Finding) else Finding(check, State.HOLDS, said)


def parse_kept_head(data: bytes, where: str) -> KeptHead:
    """Read a head that was kept: a signed checkpoint, or its first three lines.

    The three lines may have been printed and typed again, so spaces around them are
    forgiven; a signed checkpoint is read to the byte.

    Raises:
        NoteError: It is neither.
    """
    try:
        if b"\n\n" in data.strip():
            return KeptHead(where, parse_checkpoint(parse_note(data).text), data)
        lines = data.decode().split("\n")
        text = "".join(f"{line.strip()}\n" for line in lines if line.strip())
        return KeptHead(where, parse_checkpoint(text), None)
    except (NoteError, UnicodeDecodeError) as error:
        raise MalformedTextError(where, f"holds no head: {error}") from error
