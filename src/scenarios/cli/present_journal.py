"""What the journal's commands say."""

from typing import TYPE_CHECKING, Any

import typer

from scenarios.cli.present import print_json, print_lines, terminal_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from scenarios.assessment.cascade import Affected
    from scenarios.assessment.publishing import Judgement
    from scenarios.assessment.recording import Recorded
    from scenarios.explanation.difference import Difference
    from scenarios.explanation.impact import Impact
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
    plan: "Entering",
    recorded: "Recorded",
    as_of: "date",
    model: str | None,
    *,
    as_json: bool,
) -> None:
    """Print what was put on record and what it moved."""
    from scenarios.assessment.confidence import count
    from scenarios.report.impact_json import impact_json

    found = _impact(recorded, as_of, model)
    position = recorded.after.developments.journal
    if as_json:
        told = {
            "recorded": [each.id for each in plan.new],
            "revised": [each.id for each in plan.revised],
            "unchanged": plan.unchanged,
            "journal": position and {"size": position.size, "root": position.root},
            "moved": impact_json(found),
        }
        print_json(told)
        return
    size = 0 if position is None else position.size
    typer.echo(
        f"Recorded {count(len(plan.new), 'development')}, revised {len(plan.revised)}, "
        f"left {plan.unchanged} as they were; the journal has {size} records."
    )
    if plan.entered:
        _show_impact(found, recorded, as_of, model)


def present_correction(
    recorded: "Recorded",
    affected: "Sequence[Affected] | None",
    as_of: "date",
    model: str | None,
    *,
    as_json: bool,
) -> None:
    """Print a correction, what it moved and what had been published before it."""
    from scenarios.report.impact_json import impact_json

    found = _impact(recorded, as_of, model)
    if as_json:
        told: dict[str, Any] = {
            "records": [_record_json(each) for each in recorded.records],
            "moved": impact_json(found),
        }
        if affected is not None:
            told["judgements"] = [_affected_json(each) for each in affected]
        print_json(told)
        return
    _show_records(recorded.records)
    _show_impact(found, recorded, as_of, model)
    if affected is not None:
        from scenarios.report.cascade_terminal import show_cascade

        print_lines(show_cascade(affected, recorded.after.workspace, terminal_width()))


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


def _impact(
    recorded: "Recorded", as_of: "date", model: str | None
) -> "tuple[Impact, ...]":
    from scenarios.assessment.weighing import weigh
    from scenarios.explanation.impact import impact

    names = recorded.scenarios
    if not names:
        return ()
    before, after = (
        weigh(
            each.workspace,
            each.developments.items,
            as_of,
            scenarios=names,
            model=model,
        )
        for each in (recorded.before, recorded.after)
    )
    return impact(before, after, recorded.entered)


def _show_impact(
    found: "Sequence[Impact]", recorded: "Recorded", as_of: "date", model: str | None
) -> None:
    from scenarios.report.impact_terminal import show_impact

    name = recorded.after.workspace.model(model).model.id
    print_lines(show_impact(found, as_of, name, terminal_width()))


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
