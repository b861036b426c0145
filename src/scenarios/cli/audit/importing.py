"""How `import` puts verifying, pinning and adding together."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.cli.audit.options import place_of, show_progress
from scenarios.cli.audit.present import show_verdict
from scenarios.cli.audit.verifying import check_file
from scenarios.cli.desk import now, warn
from scenarios.journal.errors import JournalNotFoundError
from scenarios.journal.exported import read_export
from scenarios.journal.findings import State, Verdict
from scenarios.journal.heads import as_kept
from scenarios.journal.importing import extend_from, found_from
from scenarios.journal.note import VerifyingKey, parse_vkey
from scenarios.journal.place import open_journal
from scenarios.journal.store import Head
from scenarios.journal.watched import watch

if TYPE_CHECKING:
    from scenarios.journal.export_audit import Texts

__all__ = ["take_in"]


def take_in(
    file: Path,
    keys: Sequence[VerifyingKey],
    workspace: Path | None,
    *,
    texts: "Texts",
    as_json: bool,
) -> tuple[Head, int, str]:
    """Verify an export and take it into the journal of a workspace.

    Returns:
        The head afterwards, the number of records added, and where.

    Raises:
        typer.Exit: The export does not hold; what fails is printed.
        StoreError: It does not continue what is there, or cannot be written.
    """
    place, seen = place_of(workspace)
    last = seen.read()
    pinned = [parse_vkey(last.vkey)] if last and last.vkey and not keys else keys
    verdict = check_file(file, pinned, as_kept(last, str(seen.path)), texts=texts)
    head = _trusted(verdict, first_use=not pinned, as_json=as_json)
    export = read_export(file)
    try:
        store = open_journal(place)
    except JournalNotFoundError:
        store = found_from(export, place, head, show_progress())
        with watch(store, seen, now, warn):
            return head, head.size, str(place)
    with watch(store, seen, now, warn) as there:
        added = extend_from(export, there, head, show_progress())
        return there.head(), added, str(place)


def _trusted(verdict: Verdict, *, first_use: bool, as_json: bool) -> Head:
    """Return the head of an export that holds; a first key is taken with a warning."""
    states = {finding.state for finding in verdict.findings}
    unknown = State.UNKNOWN in states
    if verdict.head is None or State.FAILS in states or (unknown and not first_use):
        show_verdict(verdict, as_json=as_json)
        raise typer.Exit(code=1)
    if unknown:
        warn(f"warning: the key of {verdict.origin} was never seen on this machine")
        warn("warning: it is pinned now; compare it with its owner's")
    return verdict.head
