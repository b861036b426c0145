"""What every correction does: find, draft, record, and show what it moved."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.journal.author import Author
    from scenarios.journal.news import News
    from scenarios.journal.record import Draft

__all__ = ["Write", "correct"]

Write = Callable[["News", "Author"], "Draft"]
"""Drafts a correction of what a journal was told."""


def correct(
    write: Write,
    folder: Path | None,
    *,
    as_of: date | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Put a correction on record and show what it moved.

    Args:
        write: Drafts it.
        folder: The workspace that was named.
        as_of: The day to weigh; today where None.
        model: The scoring model; the workspace's own where None.
        as_json: Whether to print JSON.
    """
    from scenarios.assessment.briefing import brief
    from scenarios.assessment.cascade import cascade_of
    from scenarios.assessment.recording import record_drafts
    from scenarios.cli.desk import author, open_journal, open_workspace, today
    from scenarios.cli.present_journal import present_correction

    desk = open_workspace(folder)
    with open_journal(desk) as store:
        before = brief(store, desk)
        draft = write(before.news, author())
        recorded = record_drafts(store, desk, before, [draft])
        affected = cascade_of(draft, store)
    day = as_of or today()
    present_correction(recorded, affected, day, model, as_json=as_json)
