"""The dossier: all that a file handed on may show, compiled once for every format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from scenarios.assessment.assess import assess
from scenarios.assessment.results import Assessment
from scenarios.explanation.change import Changes, changes_since
from scenarios.explanation.difference import Difference, Side, difference
from scenarios.loading.developments import Developments
from scenarios.loading.workspace import Workspace
from scenarios.whatif.history import History, history
from scenarios.whatif.period import Period
from scenarios.whatif.setting import Setting
from scenarios.whatif.sheet import Sheet, lay_out

__all__ = ["Dossier", "Order", "compile_dossier"]


@dataclass(frozen=True)
class Order:
    """What a dossier is asked to hold.

    Attributes:
        as_of: The day, inclusive.
        scenarios: Ids of the scenarios, in this order; all where empty.
        model: Id of the scoring model; the workspace's own where None.
        since: Show what changed since this day.
        every: Days from point to point of a history; None for no history.
        cases: Ids of the what-ifs to set beside it.
        filters: What narrows it, as name and value, for whoever reads it later.
        command: The command that makes the same again.
    """

    as_of: date
    scenarios: tuple[str, ...] = ()
    model: str | None = None
    since: date | None = None
    every: int | None = None
    cases: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)
    command: str = ""


@dataclass(frozen=True)
class Dossier:
    """An assessment with all that belongs to it.

    Attributes:
        order: What was asked for.
        workspace: The files that it was made from.
        developments: The news.
        assessment: The assessment.
        before: The assessment of the earlier day; None where none was asked for.
        differences: What led from that day to this, by scenario.
        history: The probabilities over time.
        sheet: The what-ifs beside the base.
    """

    order: Order
    workspace: Workspace
    developments: Developments
    assessment: Assessment
    before: Assessment | None = None
    differences: Mapping[str, Difference] = field(default_factory=dict)
    history: History | None = None
    sheet: Sheet | None = None

    @property
    def changes(self) -> Changes | None:
        """Return the change of each probability since the earlier day."""
        if self.before is None:
            return None
        return changes_since(self.assessment, self.before)


def compile_dossier(
    workspace: Workspace, developments: Developments, order: Order
) -> Dossier:
    """Assess what was asked for, and whatever is to stand beside it.

    Args:
        workspace: Scenarios, models, sources and cases.
        developments: All that is on file; what came later is left out.
        order: What is asked for.

    Raises:
        UnknownScenarioError: The workspace holds no scenario of such a name.
        UnknownModelError: The workspace holds no model of such a name.
        UnknownCaseError: The workspace holds no case of such a name.
        ScoresOnlyError: The model's method gives scores.
        FaultyDataError: The model's scale lacks words that the scenarios use, or a case
            drops what is not on file.
        NoDaysError: The earlier day of a history lies after the last.
    """
    base = Setting(workspace, developments, order.as_of, order.model)
    now = base.assess(order.scenarios)
    before = None
    if order.since is not None:
        before = assess(
            workspace,
            developments,
            order.since,
            scenarios=order.scenarios,
            model=order.model,
        )
    return Dossier(
        order=order,
        workspace=workspace,
        developments=developments,
        assessment=now,
        before=before,
        differences=_differences(workspace, developments, now, before),
        history=_follow(workspace, developments, order),
        sheet=lay_out(base, order.cases, scenarios=order.scenarios)
        if order.cases
        else None,
    )


def _differences(
    workspace: Workspace,
    developments: Developments,
    now: Assessment,
    before: Assessment | None,
) -> Mapping[str, Difference]:
    if before is None:
        return {}
    sides = [_sides(each, workspace, developments) for each in (before, now)]
    pairs = zip(*sides, strict=True)
    return {after.file.scenario.id: difference(start, after) for start, after in pairs}


def _sides(
    assessment: Assessment, workspace: Workspace, developments: Developments
) -> Sequence[Side]:
    return [
        Side(
            name=assessment.as_of.isoformat(),
            file=workspace.scenarios[each.id],
            model=assessment.model,
            sources=workspace.sources,
            developments=developments.items,
            as_of=assessment.as_of,
        )
        for each in assessment.scenarios
    ]


def _follow(
    workspace: Workspace, developments: Developments, order: Order
) -> History | None:
    if order.every is None:
        return None
    period = Period(order.as_of, end=order.as_of, every=order.every)
    return history(
        workspace, developments, period, scenarios=order.scenarios, model=order.model
    )
