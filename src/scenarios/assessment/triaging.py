"""Triage: decisions on items become developments, reports and records of why.

Every decision is a record that names its item. One that makes the item news has the
development or the report on record beside it, all or none.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from scenarios.assessment.item_reports import Fault, make_report
from scenarios.domain.decision import Decision
from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.errors import FaultyDataError, Issue, ScenariosError, nearest
from scenarios.journal.author import Author
from scenarios.journal.deciding import draft_decision, draft_report
from scenarios.journal.entering import draft_entry
from scenarios.journal.errors import MalformedRecordError
from scenarios.journal.news import News
from scenarios.journal.record import Draft, Kind
from scenarios.loading.checks import check_development
from scenarios.loading.decisions import DecisionsFile
from scenarios.loading.workspace import Workspace

__all__ = ["Desk", "Triage", "plan_triage"]


@dataclass(frozen=True, slots=True)
class Desk:
    """What decisions are taken on.

    Attributes:
        workspace: What the developments speak of.
        news: What the journal was told.
        find: Finds an item by its id or the beginning of it; raises a ScenariosError.
        decisions_on: Tells how many decisions on an item are on record.
        author: Who decides.
    """

    workspace: Workspace
    news: News
    find: Callable[[str], Item]
    decisions_on: Callable[[str], int]
    author: Author


@dataclass(frozen=True, slots=True)
class Triage:
    """What some decisions come to.

    Attributes:
        drafts: What goes on record, in order.
        decided: The items with what was decided on each.
    """

    drafts: tuple[Draft, ...]
    decided: tuple[tuple[Item, Decision], ...]


@dataclass
class _Pass:
    """How far the decisions of a file have been gone through."""

    desk: Desk
    known: dict[str, Development]
    first: dict[str, int] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    decided: list[tuple[Item, Decision]] = field(default_factory=list)


def plan_triage(file: DecisionsFile, desk: Desk) -> Triage:
    """Turn decisions, in their order, into drafts; nothing is recorded yet.

    Args:
        file: The decisions.
        desk: What they are taken on.

    Raises:
        FaultyDataError: A decision cannot be carried out; carries all such faults.
    """
    known = {name: entry.current for name, entry in desk.news.entries.items()}
    so_far = _Pass(desk, known)
    issues: list[Issue] = []
    for place, decision in enumerate(file.decisions.decisions):
        faults = _take(decision, place, so_far)
        issues += [file.issue(place, path, message) for path, message in faults]
    if issues:
        raise FaultyDataError(issues)
    return Triage(tuple(so_far.drafts), tuple(so_far.decided))


def _take(decision: Decision, place: int, so_far: _Pass) -> list[Fault]:
    """Take a decision, or return all that is wrong with it."""
    try:
        item = so_far.desk.find(decision.item)
    except ScenariosError as error:
        return [*_check(decision, so_far), (("item",), str(error))]
    faults = [*_check(decision, so_far), *_undecided(item, decision, place, so_far)]
    grown, more = _grown(decision, item, so_far)
    faults += more
    if not faults:
        try:
            so_far.drafts += _drafts(decision, item, grown, so_far.desk)
        except MalformedRecordError as error:
            return [((), f"cannot be recorded: {error}")]
        so_far.decided.append((item, decision))
    if grown is not None:
        so_far.known[grown.id] = grown
    return faults


def _check(decision: Decision, so_far: _Pass) -> Iterator[Fault]:
    """Yield what a decision names that is not there, or is there already."""
    wanted, new = decision.report_of, decision.new
    if wanted is not None and wanted not in so_far.known:
        hint = nearest(wanted, so_far.known)
        yield ("report_of",), f"unknown development `{wanted}`{hint}"
    if new is not None:
        for path, message in check_development(new, so_far.desk.workspace.known):
            yield ("new", *path), message
        if new.id in so_far.known:
            message = f"`{new.id}` is on record already; make it `report_of: {new.id}`"
            yield ("new", "id"), message


def _undecided(
    item: Item, decision: Decision, place: int, so_far: _Pass
) -> Iterator[Fault]:
    """Yield why an item is not there to be decided on."""
    first = so_far.first.setdefault(item.id, place)
    earlier = so_far.desk.decisions_on(item.id)
    if first != place:
        yield ("item",), f"`{item.id}` is decided on by entry {first} of this file"
    elif earlier and not decision.again:
        message = f"`{item.id}` has been decided on; say `again: true` to decide anew"
        yield ("item",), message
    elif decision.again and not earlier:
        yield ("again",), f"`{item.id}` has not been decided on yet; leave it out"


def _grown(
    decision: Decision, item: Item, so_far: _Pass
) -> tuple[Development | None, list[Fault]]:
    """Return the development with the item as its newest report."""
    base = decision.new or so_far.known.get(decision.report_of or "")
    if base is None:
        return None, []
    desk = so_far.desk.workspace
    report, faults = make_report(item, decision.report, base, desk.sources, desk.feeds)
    if report is None:
        return base, faults
    return base.model_copy(update={"reports": (*base.reports, report)}), []


def _drafts(
    decision: Decision, item: Item, grown: Development | None, desk: Desk
) -> Iterator[Draft]:
    about = {}
    if grown is not None:
        report = grown.reports[-1]
        about = {"development": grown.id, "report": report.id}
        if decision.kind == "new":
            yield draft_entry(Kind.DEVELOPMENT_RECORDED, grown, desk.author)
        else:
            yield draft_report(grown, report, desk.author)
    yield draft_decision(
        item,
        decision.kind,
        about,
        decision.why,
        desk.author,
        earlier=desk.decisions_on(item.id),
    )
