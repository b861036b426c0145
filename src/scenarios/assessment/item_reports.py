"""An item of the inbox → a report: who published it, when, and under which name."""

from scenarios.domain.decision import Reporting
from scenarios.domain.development import Development, Report
from scenarios.domain.feed import FeedRegistry
from scenarios.domain.item import Item, day_of
from scenarios.domain.source import SourceRegistry
from scenarios.errors import nearest
from scenarios.intake.publishers import source_of
from scenarios.loading.document import Path

__all__ = ["Fault", "make_report"]

Fault = tuple[Path, str]
"""Where in a decision something is wrong, and what."""


def make_report(
    item: Item,
    given: Reporting,
    development: Development,
    sources: SourceRegistry,
    feeds: FeedRegistry,
) -> tuple[Report | None, list[Fault]]:
    """Make the report that an item is of a development.

    Args:
        item: The item.
        given: What the analyst says of it; the rest is taken from the item.
        development: What it tells of, with the reports that it has.
        sources: The publishers.
        feeds: The feeds, which may say who publishes them.

    Returns:
        The report, and none; or None, and what is wrong.
    """
    source, faults = _source(item, given, sources, feeds)
    published = given.published
    if published is None and item.published is not None:
        published = day_of(item.published)
    if published is None:
        message = "the item does not say when it was published; give `published`"
        faults.append((("report",), message))
    taken = {report.id for report in development.reports}
    if given.id in taken:
        message = f"{development.id} has a report `{given.id}` already"
        faults.append((("report", "id"), message))
    if source is None or faults:
        return None, faults
    report = Report(
        id=given.id or _free_id(taken),
        source=source,
        url=item.url or None,
        published=published,
        credibility=given.credibility,
        origin=given.origin,
        stance=given.stance,
        summary=given.summary or item.title or None,
        grade=given.grade,
        item=item.id,
        feed=item.feed or None,
    )
    return report, []


def _source(
    item: Item, given: Reporting, sources: SourceRegistry, feeds: FeedRegistry
) -> tuple[str | None, list[Fault]]:
    source = given.source or source_of(item, sources, feeds)
    if source is None:
        site = f" at {item.site}" if item.site else " it, as far as the item says"
        message = f"no source publishes{site}; name `source`, or add it to sources.yaml"
        return None, [(("report",), message)]
    if source not in sources:
        hint = nearest(source, sources) or "; add it to sources.yaml"
        return None, [(("report", "source"), f"unknown source `{source}`{hint}")]
    return source, []


def _free_id(taken: set[str]) -> str:
    numbers = range(1, len(taken) + 2)
    return next(name for name in (f"r{n}" for n in numbers) if name not in taken)
