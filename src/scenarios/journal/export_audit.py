"""Checking a journal that was exported to files, against itself and what is known."""

from typing import Literal

from scenarios.journal.checkpoint import Checkpoint
from scenarios.journal.errors import DamagedJournalError
from scenarios.journal.exported import Export, Summary, payloads_beside
from scenarios.journal.findings import Finding, KeptHead, State, Verdict, find
from scenarios.journal.record import Record
from scenarios.journal.sql_audit import Progress
from scenarios.journal.trust import VKEY, follow_keys

__all__ = ["Texts", "verify_export"]

Texts = Literal["all", "beside", "any"]
"""All texts must be there, all if any file of them is there, or whichever are."""


def verify_export(
    export: Export,
    known: frozenset[str],
    kept: KeptHead | None,
    progress: Progress,
    *,
    texts: Texts = "beside",
) -> Verdict:
    """Check an export: every record, the tree, the keys, the signature and the texts.

    Args:
        export: The export.
        known: Keys that its first record may name; known from elsewhere.
        kept: A head that somebody kept.
        progress: Is told how many records are done.
        texts: Which texts must be there, of those that nobody redacted.
    """
    summary = Summary()

    def records() -> str:
        wanted = kept.checkpoint.size if kept else 0
        for record in export.skim():
            summary.add(record)
            size = record.seq + 1
            if size == wanted:
                summary.roots[size] = summary.frontier.root
            progress(size)
        return f"{summary.frontier.size:,} read and hashed"

    found = [find("records", records)]
    first = summary.first
    if found[0].state is State.FAILS or first is None:
        return Verdict(str(export.path), None, None, tuple(found))
    found.append(find("checkpoint", lambda: _checkpoint(export, summary, first)))
    found.append(find("keys", lambda: _known(first, known)))
    found.append(_texts(export, summary, texts))
    if kept is not None:
        found.append(find("against", lambda: _against(summary, kept, first)))
    return Verdict(str(export.path), first.log, summary.head, tuple(found))


def _checkpoint(export: Export, summary: Summary, first: Record) -> str:
    chain = follow_keys(first, summary.keys)
    checkpoint = chain.open(export.checkpoint)
    stated = Checkpoint(first.log, summary.frontier.size, summary.frontier.root)
    if checkpoint != stated:
        reason = f"its key signed for {checkpoint.size} records, not for these"
        raise DamagedJournalError(str(export.path), reason)
    return f"signed by {chain.in_force(checkpoint.size).label}"


def _known(first: Record, known: frozenset[str]) -> str | Finding:
    named = first.draft.body.get(VKEY)
    if named in known:
        return f"the first record names {named}, as it must"
    said = (
        f"the first record names {named}, which is not known here: it holds together, "
        "but whose it is is not verified; give the key you know with --key"
    )
    return Finding("keys", State.UNKNOWN, said)


def _texts(export: Export, summary: Summary, wanted: Texts) -> Finding:
    lost = len(summary.unredacted)
    redacted = f"{len(summary.missing) - lost} redacted"
    beside = payloads_beside(export.path).name
    if export.has_payloads:
        said = f"{lost} missing from {beside}, {redacted}"
        strict = wanted != "any"
    else:
        said = f"{lost} missing, because {beside} is not beside it; {redacted}"
        strict = wanted == "all"
    if not lost:
        return Finding("texts", State.HOLDS, f"0 missing, {redacted}")
    seq = min(summary.unredacted.values())
    said += f"; the first that nobody redacted is of record {seq}"
    return Finding("texts", State.FAILS if strict else State.ABSENT, said)


def _against(summary: Summary, kept: KeptHead, first: Record) -> str | Finding:
    checkpoint, size = kept.checkpoint, summary.frontier.size
    if checkpoint.origin != first.log:
        said = f"{kept.where} is a head of {checkpoint.origin}, not {first.log}"
    elif checkpoint.size not in summary.roots:
        said = f"it holds {size} records, but {kept.where} was made of "
        said += f"{checkpoint.size}"
    elif summary.roots[checkpoint.size] != checkpoint.root:
        said = f"its first {checkpoint.size} records are not those of {kept.where}"
    else:
        if kept.signed is not None:
            follow_keys(first, summary.keys).open(kept.signed)
        return f"it continues the head of {checkpoint.size} in {kept.where}"
    return Finding("against", State.FAILS, said)
