"""What `verify` and `import` know of a journal before they look at it."""

from collections.abc import Sequence
from os import cpu_count
from pathlib import Path
from typing import TYPE_CHECKING

from scenarios.cli.audit.options import place_of, show_progress
from scenarios.cli.audit.present_replays import check_judgements
from scenarios.cli.desk import heads_folder, now
from scenarios.journal.errors import JournalNotFoundError, StoreError
from scenarios.journal.export_audit import Texts, verify_export
from scenarios.journal.exported import read_export
from scenarios.journal.findings import Finding, KeptHead, State, Verdict
from scenarios.journal.heads import pinned_keys, see
from scenarios.journal.note import VerifyingKey, write_vkey
from scenarios.journal.opening import open_there
from scenarios.journal.verification import Known, verify_store

if TYPE_CHECKING:
    from scenarios.journal.store import Store

__all__ = ["check_file", "check_journal"]


def check_journal(
    workspace: Path | None,
    keys: Sequence[VerifyingKey],
    kept: KeptHead | None,
    *,
    quick: bool,
    replay: bool,
    texts: bool,
) -> Verdict:
    """Check the journal of a workspace; if it holds, keep the head that was seen."""
    place, seen = place_of(workspace)
    last = seen.read()
    try:
        store: Store = open_there(place, seen)
    except JournalNotFoundError:
        raise
    except StoreError as error:
        found = Finding("records", State.FAILS, error.fault)
        return Verdict(error.where, None, None, (found,))
    with store:
        present = see(store, now)
        vkey = write_vkey(keys[0]) if keys else None
        known = Known(present, last, vkey, kept)
        told = show_progress()
        more = [check_judgements] if replay else []
        verdict = verify_store(
            store,
            known,
            told,
            quick=quick,
            texts=texts,
            processes=cpu_count() or 1,
            more=more,
        )
    if verdict.holds:
        seen.keep(present)
    return verdict


def check_file(
    file: Path,
    keys: Sequence[VerifyingKey],
    kept: KeptHead | None,
    *,
    texts: Texts,
) -> Verdict:
    """Check an export against the keys that were given, or else those seen before."""
    try:
        export = read_export(file)
    except StoreError as error:
        found = Finding("records", State.FAILS, error.fault)
        return Verdict(error.where, None, None, (found,))
    known = frozenset(map(write_vkey, keys))
    if not known:
        origin = export.checkpoint.decode(errors="replace").partition("\n")[0]
        known = pinned_keys(heads_folder(), origin)
    return verify_export(export, known, kept, show_progress(), texts=texts)
