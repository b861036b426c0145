"""What replaying published judgements found, printed or as a check of the journal."""

from typing import TYPE_CHECKING, Any

import typer

from scenarios.assessment.confidence import count
from scenarios.assessment.judgement import DRAWN_TOLERANCE, exact_part
from scenarios.assessment.replaying import Archive
from scenarios.cli.present import print_json
from scenarios.journal.errors import JournalError
from scenarios.journal.findings import Finding, State
from scenarios.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.assessment.replaying import Replay
    from scenarios.journal.store import Store

__all__ = ["check_judgements", "present_replays"]


def present_replays(replays: "Iterable[Replay]", *, as_json: bool) -> bool:
    """Print what came out of each replay, and tell whether all of them hold."""
    told, holds = [], True
    for each in replays:
        holds = holds and each.holds
        told.append(_json(each))
        if not as_json:
            typer.echo(visible(_line(each)))
    if as_json:
        print_json({"holds": holds, "replays": told})
    elif not told:
        typer.echo("No judgement is published in this journal.", err=True)
    return holds


def check_judgements(store: "Store") -> Finding:
    """Replay every published judgement of a journal, as one check among others."""
    archive = Archive(store)
    failed = []
    for seq in archive.judgements:
        try:
            made = archive.replay(seq)
        except JournalError as error:
            failed.append(str(error))
        else:
            failed += [] if made.holds else [_line(made)]
    if failed:
        return Finding("judgements", State.FAILS, "; ".join(failed))
    if not archive.judgements:
        return Finding("judgements", State.ABSENT, "none is published")
    said = f"{count(len(archive.judgements), 'judgement')} replayed, all the same"
    return Finding("judgements", State.HOLDS, said)


def _line(each: "Replay") -> str:
    ground = each.pinned
    scenarios = count(len(ground.scenarios), "scenario")
    head = f"record {ground.record.seq}, as of {ground.as_of}, {scenarios}: "
    redacted = ""
    if ground.redacted:
        texts = count(ground.redacted, "text")
        redacted = f"; {texts} redacted since, so its digest of the news is believed"
    return head + "; ".join(_findings(each)) + redacted


def _findings(each: "Replay") -> list[str]:
    exact = "the same bytes" if each.same_bytes else "OTHER BYTES than were published"
    ends = f"intervals within {DRAWN_TOLERANCE:.0e}"
    if not each.gap <= DRAWN_TOLERANCE:
        ends = f"INTERVALS APART by up to {each.gap:.2g}"
    found = [exact, ends]
    if not each.same_confidence:
        found.append("ANOTHER CONFIDENCE")
    return found


def _json(each: "Replay") -> dict[str, Any]:
    ground = each.pinned
    return {
        "record": ground.record.seq,
        "as_of": ground.as_of.isoformat(),
        "scenarios": list(ground.scenarios),
        "holds": each.holds,
        "same_bytes": each.same_bytes,
        "same_confidence": each.same_confidence,
        "gap": None if each.gap == float("inf") else each.gap,
        "redacted": ground.redacted,
        "result": exact_part(each.assessment),
    }
