"""What the inbox's commands say."""

from typing import TYPE_CHECKING

import typer

from scenarios.assessment.confidence import count
from scenarios.cli.options import Form
from scenarios.cli.present import print_json, print_lines, print_table, terminal_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.assessment.proposing import Proposal
    from scenarios.assessment.recording import Recorded
    from scenarios.assessment.triaging import Triage
    from scenarios.domain.item import Item
    from scenarios.explanation.impact import Effect
    from scenarios.journal.inbox import Inbox

__all__ = [
    "present_effect",
    "present_inbox",
    "present_item",
    "present_proposal",
    "present_triage",
]


def present_inbox(items: "Sequence[Item]", waiting: int, *, form: Form) -> None:
    """Print the items that were found, and how many wait."""
    from scenarios.report.inbox_terminal import inbox_table, show_inbox

    if form == "json":
        print_json({"waiting": waiting, "items": [_item_json(each) for each in items]})
    elif form == "table":
        print_lines(show_inbox(items, waiting, terminal_width()))
    else:
        print_table(inbox_table(items), form)


def present_item(inbox: "Inbox", name: str, *, form: Form) -> None:
    """Print one item in full, with its earlier words."""
    from scenarios.report.inbox_terminal import inbox_table, show_item

    versions = inbox.versions(inbox.find(name).id)
    is_decided = bool(inbox.decisions_on(versions[-1].id))
    if form == "json":
        told = [_item_json(each) for each in versions]
        print_json({"decided": is_decided, "versions": told})
    elif form == "table":
        width = terminal_width()
        print_lines(show_item(versions, width, is_decided=is_decided))
    else:
        print_table(inbox_table(versions), form)


def present_proposal(proposal: "Proposal", place: str) -> None:
    """Print an item with what it may be, and why."""
    from scenarios.report.inbox_terminal import show_proposal

    typer.echo()
    print_lines(show_proposal(proposal, place, terminal_width()))


def present_effect(effect: "Effect") -> None:
    """Print what a decision would move."""
    from scenarios.report.impact_terminal import show_impact

    print_lines(show_impact(effect, terminal_width()))


def present_triage(
    plan: "Triage", recorded: "Recorded | None", effect: "Effect", *, as_json: bool
) -> None:
    """Print what was decided and what that moved; None was recorded in a preview."""
    from scenarios.report.impact_json import impact_json

    if as_json:
        decided = [
            {"item": item.id, "decision": decision.kind, "why": decision.why}
            for item, decision in plan.decided
        ]
        records = () if recorded is None else recorded.records
        moved = impact_json(effect)
        places = [each.seq for each in records]
        print_json({"decided": decided, "records": places, "moved": moved})
        return
    kinds = [decision.kind for _, decision in plan.decided]
    told = [
        count(kinds.count("new"), "new development"),
        count(kinds.count("report_of"), "further report"),
        f"{kinds.count('not_ours')} not ours",
    ]
    verb = "Would decide on" if recorded is None else "Decided on"
    typer.echo(f"{verb} {count(len(kinds), 'item')}: {', '.join(told)}.")
    present_effect(effect)


def _item_json(item: "Item") -> object:
    return item.model_dump(mode="json", exclude_defaults=True)
