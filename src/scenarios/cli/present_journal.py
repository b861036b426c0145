"""What the journal's commands say."""

from typing import TYPE_CHECKING, Any

import typer

from scenarios.assessment.confidence import count
from scenarios.cli.present import print_json, print_lines, terminal_width
from scenarios.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from scenarios.assessment.cascade import Affected
    from scenarios.assessment.publishing import Judgement
    from scenarios.assessment.recording import Recorded
    from scenarios.explanation.difference import Difference
    from scenarios.explanation.impact import Effect
    from scenarios.journal.entering import Entering
    from scenarios.journal.record import Record

__all__ = [
    "present_correction",
    "present_difference",
    "present_judgement",
    "present_recording",
    "present_records",
]


def present_recording(
    plan: "Entering", recorded: "Recorded", effect: "Effect", *, as_json: bool
) -> None:
    """Print what was put on record and what it moved."""
    from scenarios.report.impact_json import impact_json
    from scenarios.report.impact_terminal import show_impact

    position = recorded.after.developments.journal
    if as_json:
        told = {
            "recorded": [each.id for each in plan.new],
            "revised": [each.id for each in plan.revised],
            "unchanged": plan.unchanged,
            "withdrawn": [f"{name}/{each.id}" for name, each in recorded.withdrawn],
            "journal": position and {"size": position.size, "root": position.root},
            "moved": impact_json(effect),
        }
        print_json(told)
        return
    size = 0 if position is None else position.size
    typer.echo(f"{_done(plan)}; the journal has {count(size, 'record')}.")
    for line in _withdrawn(recorded):
        typer.echo(line)
    if plan.entered:
        print_lines(show_impact(effect, terminal_width()))


def present_correction(
    recorded: "Recorded",
    effect: "Effect",
    affected: "Sequence[Affected] | None",
    *,
    as_json: bool,
) -> None:
    """Print a correction, what it moved and what had been published before it."""
    from scenarios.report.cascade_terminal import show_cascade
    from scenarios.report.impact_json import impact_json
    from scenarios.report.impact_terminal import show_impact

    if as_json:
        told: dict[str, Any] = {
            "records": [_record_json(each) for each in recorded.records],
            "moved": impact_json(effect),
        }
        if affected is not None:
            told["judgements"] = [_affected_json(each) for each in affected]
        print_json(told)
        return
    _show_records(recorded.records)
    width = terminal_width()
    print_lines(show_impact(effect, width))
    if affected is not None:
        print_lines(show_cascade(affected, recorded.after.workspace, width))


def present_records(records: "Sequence[Record]", *, as_json: bool) -> None:
    """Print what was put on record."""
    if as_json:
        print_json({"records": [_record_json(each) for each in records]})
    else:
        _show_records(records)


def present_judgement(judgement: "Judgement", *, as_json: bool) -> None:
    """Print a published judgement."""
    from scenarios.cli.present import present_assessment
    from scenarios.report.assessment_json import assessment_json

    seq, leaf = judgement.record.seq, judgement.record.leaf
    if as_json:
        shown = assessment_json(judgement.assessment)
        print_json({**shown, "record": {"seq": seq, "leaf": leaf}})
        return
    present_assessment(judgement.assessment, None, form="table", movers=0)
    typer.echo(
        f"\nPublished as record {seq}; `scenarios audit replay {seq}` repeats it."
    )


def present_difference(found: "Difference", *, as_json: bool) -> None:
    """Print why an assessment moved."""
    from scenarios.report.difference_json import difference_json
    from scenarios.report.difference_terminal import show_difference

    if as_json:
        print_json(difference_json(found))
    else:
        print_lines(show_difference(found, terminal_width()))


def _done(plan: "Entering") -> str:
    """Say what entering did, leaving out what it did not do."""
    new, revised, known = len(plan.new), len(plan.revised), plan.unchanged
    parts = [f"recorded {count(new, 'development')}"] if new else []
    if revised:
        parts.append(f"revised {revised if new else count(revised, 'development')}")
    if known:
        parts.append(f"left {known if parts else count(known, 'development')} as known")
    told = ", ".join(parts) or "no development was given"
    return told[0].upper() + told[1:]


def _withdrawn(recorded: "Recorded") -> "Iterator[str]":
    """Say of each report that was withdrawn before that it does not count again."""
    for name, report in recorded.withdrawn:
        retraction = report.retracted
        since = f" since {retraction.on}" if retraction else ""
        yield visible(
            f"{name}/{report.id} stays withdrawn{since}; what was published anew is "
            "another report, with an id of its own."
        )


def _show_records(records: "Iterable[Record]") -> None:
    for each in records:
        typer.echo(f"Record {each.seq}: {each.draft.kind} by {each.draft.actor}.")


def _record_json(record: "Record") -> dict[str, object]:
    draft = record.draft
    return {
        "seq": record.seq,
        "kind": draft.kind.value,
        "actor": draft.actor,
        "leaf": record.leaf,
    }


def _affected_json(each: "Affected") -> dict[str, object]:
    return {
        "record": each.seq,
        "as_of": each.as_of.isoformat(),
        "scenario": each.scenario,
        "outcome": each.outcome,
        "published": each.published,
        "without": each.without,
    }
