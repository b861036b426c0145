"""What `scenarios lint` works from: prose, a standard, and an assessment if needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.cli.desk import STDIN, open_desk, open_workspace, read_input, today, warn
from scenarios.errors import ScoresOnlyError, WorkspaceNotFoundError
from scenarios.journal.errors import JournalNotFoundError

if TYPE_CHECKING:
    from scenarios.assessment.results import Assessment
    from scenarios.explanation.prose.proof import Proof, Prose
    from scenarios.loading.workspace import Workspace

__all__ = ["Desk", "Proofs", "proofs_of"]

DEFAULT_WORDS = "icd-203"
ALONE = "the language alone is checked"


@dataclass(frozen=True)
class Desk:
    """Where prose is proofread.

    Attributes:
        folder: The workspace that was named.
        workspace: The workspace; None outside of one.
        model: Id of the model that was named.
        words: The standard of likelihood words.
    """

    folder: Path | None
    workspace: "Workspace | None"
    model: str | None
    words: str

    @classmethod
    def open(cls, folder: Path | None, model: str | None, words: str | None) -> "Desk":
        """Open the workspace that was named, or the nearest one upwards, if any.

        Raises:
            WorkspaceNotFoundError: The folder that was named is none.
            UnknownModelError: The workspace holds no model of such a name.
            FaultyDataError: The workspace has faults.
        """
        try:
            workspace = open_workspace(folder)
        except WorkspaceNotFoundError:
            if folder is not None or model is not None:
                raise
            return cls(None, None, None, words or DEFAULT_WORDS)
        own = workspace.model(model).model.words
        return cls(folder, workspace, model, words or own)


@dataclass(frozen=True)
class Proofs:
    """What was found in several texts.

    Attributes:
        words: The standard.
        proofs: What was found in each, in the order given.
        assessment: What they were held against; None where nothing needed it.
    """

    words: str
    proofs: Sequence["Proof"]
    assessment: "Assessment | None"


def proofs_of(
    files: Sequence[str],
    desk: Desk,
    developments: str | None,
    as_of: date | None,
    *,
    strict: bool,
) -> Proofs:
    """Proofread files.

    Args:
        files: Their names; `-` is standard input.
        desk: Where.
        developments: A file of news; the journal where None.
        as_of: The day of the assessment; today where None.
        strict: Whether a word needs a number too.

    Raises:
        typer.BadParameter: No file was named, or standard input twice.
        UnreadableFileError: A file cannot be read.
        FaultyDataError: A file is no UTF-8 text, or the news has faults.
    """
    from scenarios.explanation.prose.proof import proofread

    if not files or [*files, developments].count(STDIN) > 1:
        message = "name the files to read; - is standard input, and can be named once"
        raise typer.BadParameter(message, param_hint="'FILE...'")
    prose = _read(files, desk)
    needed = dict.fromkeys(key for each in prose for key in each.scenarios)
    unplaced = [name for each in prose for name in each.unplaced]
    if unplaced:
        warn(_without_scenario(unplaced))
    assessment = _assess(desk, developments, as_of or today(), needed, unplaced)
    proofs = [proofread(each, assessment, strict=strict) for each in prose]
    return Proofs(desk.words, proofs, assessment)


def _without_scenario(unplaced: Sequence[str]) -> str:
    from scenarios.assessment.confidence import count

    verb = "names" if len(unplaced) == 1 else "name"
    names = ", ".join(f"«{name}»" for name in dict.fromkeys(unplaced))
    return (
        f"{count(len(unplaced), 'sentence')} {verb} an outcome ({names}) but no "
        "scenario; name it in a heading, in the sentence, or at the head of the file "
        "(scenario: ID)"
    )


def _read(files: Sequence[str], desk: Desk) -> Sequence["Prose"]:
    from scenarios.explanation.prose.proof import read_prose
    from scenarios.loading.prose_file import read_text

    held = desk.workspace.scenarios if desk.workspace else {}
    scenarios = {key: file.scenario for key, file in held.items()}
    given = [read_input(file) for file in files]
    texts = [read_text(data, name) for name, data in given]
    return [read_prose(text, desk.words, scenarios) for text in texts]


def _assess(
    desk: Desk,
    developments: str | None,
    day: date,
    needed: Iterable[str],
    unplaced: Sequence[str],
) -> "Assessment | None":
    """Assess the scenarios that are spoken of; say so where that cannot be."""
    from scenarios.assessment.assess import assess

    if desk.workspace is None:
        warn(f"no workspace here: {ALONE}, by the words of {desk.words}")
        return None
    wanted = tuple(needed)
    if not wanted:
        why = "no scenario is named" if unplaced else "nothing is said of an outcome"
        warn(f"{why}: {ALONE}")
        return None
    try:
        held, news = open_desk(desk.folder, developments, None, wanted)
        return assess(held, news, day, scenarios=wanted, model=desk.model)
    except JournalNotFoundError:
        warn(f"no journal, and no news named with --developments: {ALONE}")
    except ScoresOnlyError as error:
        warn(f"{error}: {ALONE}")
    return None
