"""Recording: developments go into a journal, and what the workspace makes of them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from scenarios.assessment.briefing import Briefing, lay_over, position_at
from scenarios.assessment.reading import links_of, news_on
from scenarios.domain.development import Development, Report
from scenarios.errors import FaultyDataError, Issue, Location
from scenarios.journal.author import Author
from scenarios.journal.entering import Entering, draft_entry, plan_entries
from scenarios.journal.errors import MalformedRecordError
from scenarios.journal.news import fold
from scenarios.journal.record import Draft, Kind, Record, seal_record
from scenarios.journal.store import Store
from scenarios.journal.subjects import subjects_of
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import Workspace

__all__ = [
    "Progress",
    "Recorded",
    "foresee_drafts",
    "record_developments",
    "record_drafts",
]

_ENTERS = (Kind.DEVELOPMENT_RECORDED, Kind.DEVELOPMENT_REVISED)

BATCH = 500
"""Records that are made safe together."""

Progress = Callable[[int, int], None]
"""Is told how many records are safe, and of how many."""


@dataclass(frozen=True)
class Recorded:
    """What was put on record, with what was known before and after.

    Attributes:
        records: The new records.
        scenarios: Ids of the scenarios that they can have moved.
        before: What the journal had been told of these.
        after: What it has been told of them now.
    """

    records: tuple[Record, ...]
    scenarios: tuple[str, ...]
    before: Briefing
    after: Briefing

    @property
    def entered(self) -> frozenset[str]:
        """Return the ids of the developments that were entered, or entered anew."""
        drafts = (each.draft for each in self.records)
        return frozenset(
            str(each.body["development"]) for each in drafts if each.kind in _ENTERS
        )

    @property
    def withdrawn(self) -> tuple[tuple[str, Report], ...]:
        """Return the reports, each with its development, that stay withdrawn.

        A correction withdrew them, and what was entered since does not say so.
        """
        entries = self.after.news.entries
        return tuple(
            (name, report)
            for name in sorted(self.entered & entries.keys())
            for report in entries[name].current.reports
            if report.retracted and report not in entries[name].entered.reports
        )


def record_developments(
    store: Store,
    workspace: Workspace,
    given: Developments,
    author: Author,
    progress: Progress,
) -> tuple[Entering, Recorded]:
    """Put on record what of some developments is new or revised.

    Nothing is recorded unless all of it can be; a program that is stopped midway leaves
    whole batches, and entering the same again goes on where it stopped.

    Raises:
        FaultyDataError: A name holds what a record may not; carries all such faults.
        StoreError: The journal did not take them.
    """
    scenarios = _concerned(store, workspace, given)
    size = store.head().size
    news = news_on(store, size, scenarios, [each.id for each in given.items])
    before = lay_over(news, workspace, position_at(store, size), store.where)
    plan = plan_entries(given.items, news)
    drafts = _drafts(plan, given, author)
    recorded = _record(store, drafts, len(drafts), progress)
    return plan, _recorded(store, workspace, recorded, before, scenarios)


def record_drafts(
    store: Store, workspace: Workspace, before: Briefing, drafts: Sequence[Draft]
) -> Recorded:
    """Put drafts on record, all or none.

    Args:
        store: The journal.
        workspace: What the news speaks of.
        before: What the journal had been told.
        drafts: What to put on record.

    Raises:
        StoreError: The journal did not take them.
    """
    return _taken_in(store, workspace, before, store.append(drafts))


def foresee_drafts(
    store: Store, workspace: Workspace, before: Briefing, drafts: Sequence[Draft]
) -> Recorded:
    """Return what putting drafts on record would come to, and leave the journal alone.

    Args:
        store: The journal.
        workspace: What the news speaks of.
        before: What the journal had been told.
        drafts: What would be put on record.

    Raises:
        MalformedRecordError: A draft cannot stand at the end of this journal.
    """
    head = store.head()
    records: list[Record] = []
    prev = head.leaf
    for seq, draft in enumerate(drafts, start=head.size):
        record = seal_record(draft, store.origin, seq, prev)
        records.append(record)
        prev = record.leaf
    return _taken_in(store, workspace, before, records)


def _taken_in(
    store: Store, workspace: Workspace, before: Briefing, records: Sequence[Record]
) -> Recorded:
    names = {name for record in records for name in _named(record.draft, before)}
    scenarios = tuple(name for name in workspace.scenarios if name in names)
    return _recorded(store, workspace, records, before, scenarios)


def _concerned(
    store: Store, workspace: Workspace, given: Developments
) -> tuple[str, ...]:
    """Return the scenarios that developments observe, or have ever observed."""
    observed = {link.scenario_id for each in given.items for link in each.observes}
    names = observed | links_of(store, [each.id for each in given.items])
    return tuple(name for name in workspace.scenarios if name in names)


def _named(draft: Draft, before: Briefing) -> Iterator[str]:
    """Yield the scenarios that a correction bears on."""
    for subject in subjects_of(draft):
        kind, _, name = subject.partition("/")
        if kind == "scenario":
            yield name
        elif kind == "development" and name in before.news.entries:
            links = before.news.entries[name].current.observes
            yield from (link.scenario_id for link in links)


def _drafts(plan: Entering, given: Developments, author: Author) -> list[Draft]:
    drafts, issues = [], []
    for kind, development in _kinds(plan):
        try:
            drafts.append(draft_entry(kind, development, author))
        except MalformedRecordError as error:
            place = given.locate(development.id) or Location(development.id)
            issues.append(Issue(place, development.id, f"cannot be recorded: {error}"))
    if issues:
        raise FaultyDataError(issues)
    return drafts


def _kinds(plan: Entering) -> Iterator[tuple[Kind, Development]]:
    yield from ((Kind.DEVELOPMENT_RECORDED, each) for each in plan.new)
    yield from ((Kind.DEVELOPMENT_REVISED, each) for each in plan.revised)


def _record(
    store: Store, drafts: Iterable[Draft], total: int, progress: Progress
) -> list[Record]:
    rest, records = iter(drafts), list[Record]()
    while batch := list(islice(rest, BATCH)):
        records += store.append(batch)
        progress(len(records), total)
    return records


def _recorded(
    store: Store,
    workspace: Workspace,
    records: Sequence[Record],
    before: Briefing,
    scenarios: tuple[str, ...],
) -> Recorded:
    news = fold(records, onto=before.news)
    position = position_at(store, store.head().size)
    after = lay_over(news, workspace, position, store.where)
    return Recorded(tuple(records), scenarios, before, after)
