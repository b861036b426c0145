"""What every correction does: find, draft, record, and show what it moved."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.journal.author import Author
    from scenarios.journal.news import News
    from scenarios.journal.record import Draft
    from scenarios.loading.workspace import Workspace

__all__ = ["Write", "correct"]

Write = Callable[["Workspace", "News", "Author"], "Draft"]
"""Drafts a correction, from the workspace and what its journal was told."""


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
    from scenarios.assessment.cascade import cascade_of
    from scenarios.assessment.recording import record_drafts
    from scenarios.cli.desk import (
        author,
        brief_from,
        open_journal,
        open_weighable,
        today,
    )
    from scenarios.cli.present_journal import present_correction
    from scenarios.explanation.impact import effect_of

    desk = open_weighable(folder, model)
    with open_journal(desk) as store:
        before = brief_from(store, desk)
        draft = write(desk, before.news, author())
        recorded = record_drafts(store, desk, before, [draft])
        affected = cascade_of(draft, store)
    effect = effect_of(recorded, as_of or today(), model)
    present_correction(recorded, effect, affected, as_json=as_json)
