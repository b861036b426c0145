"""All that has come in, held against the indicators of a workspace."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scenarios.domain.development import Development
    from scenarios.domain.scenario import Scenario
    from scenarios.journal.inbox import Inbox
    from scenarios.loading.workspace import Workspace
    from scenarios.report.coverage import Survey

__all__ = ["survey_coverage"]


def survey_coverage(
    desk: "Workspace",
    developments: "Sequence[Development]",
    box: "Inbox",
    day: "date",
    names: "Sequence[str]",
    model: str | None,
) -> "Survey":
    """Survey which indicators anything that is read has told of.

    Args:
        desk: The workspace.
        developments: What is on record.
        box: What has come in.
        day: The day as of which silence is weighed.
        names: Ids of scenarios; all that are under way where empty.
        model: Id of the model; the workspace's own where None.

    Raises:
        UnknownScenarioError: There is no such scenario.
        UnknownModelError: There is no such model.
        ScoresOnlyError: The model's method gives scores.
    """
    from scenarios.assessment.coverage import Read, find_coverage, unused_feeds
    from scenarios.assessment.weighing import weigh
    from scenarios.cli.desk import now
    from scenarios.cli.feed_states import kept_states
    from scenarios.cli.fetching import examine_feeds
    from scenarios.journal.inbox_search import Search
    from scenarios.report.coverage import Survey

    files = [each.scenario for each in desk.chosen(tuple(names))]
    over = [each.id for each in files if not names and not _is_under_way(each, day)]
    chosen = [each.id for each in files if each.id not in over]
    known = [each for each in developments if each.date <= day]
    weighed = weigh(desk, known, day, scenarios=chosen, model=model) if chosen else ()
    health = examine_feeds(desk.feeds, box, kept_states(desk.root), now())
    total = box.count() + box.count(decided=True)
    items = box.search(Search(decided=True, most=max(1, total)))
    failing = [each.feed for each in health if each.is_wrong]
    feeds = tuple(desk.feeds)
    read = Read(items, box.feeds_by_item(), feeds, failing, known, desk.sources)
    covers = find_coverage(weighed, read)
    idle = unused_feeds(feeds, covers)
    return Survey(day, covers, len(items), feeds, idle, tuple(over))


def _is_under_way(scenario: "Scenario", day: "date") -> bool:
    """Tell whether a scenario has opened, and is neither over nor settled."""
    horizon = scenario.horizon
    is_open = horizon.opens <= day <= horizon.closes
    return is_open and scenario.resolution_at(day) is None
