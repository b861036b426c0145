"""Reading from a journal no more than a question needs."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from scenarios.journal.news import News, fold
from scenarios.journal.record import Kind, Record
from scenarios.journal.store import Store
from scenarios.journal.subjects import (
    DEVELOPMENTS,
    SCENARIOS,
    about_development,
    about_scenario,
)

__all__ = ["all_news", "links_of", "news_on", "retractions_of"]


def all_news(store: Store, size: int) -> News:
    """Return all that the first records of a journal told.

    Args:
        store: The journal.
        size: How many records are meant.
    """
    places = {*store.about(DEVELOPMENTS), *store.about(SCENARIOS)}
    return fold(_pick(store, places, size))


def news_on(
    store: Store,
    size: int,
    scenarios: Iterable[str],
    developments: Iterable[str] = (),
) -> News:
    """Return what the first records told of some scenarios and developments.

    Args:
        store: The journal.
        size: How many records are meant.
        scenarios: Ids of scenarios, with every development ever linked to them.
        developments: Ids of further developments.
    """
    told = _mentioned(store, map(about_scenario, scenarios))
    linked = _developments(_pick(store, told, size))
    names = {*linked, *developments}
    places = _mentioned(store, map(about_development, names))
    return fold(_pick(store, places | told, size))


def links_of(store: Store, developments: Collection[str]) -> frozenset[str]:
    """Return the scenarios that some developments have ever been linked to."""
    places = _mentioned(store, map(about_development, developments))
    return frozenset(
        link.indicator.partition("/")[0]
        for entry in fold(store.pick(places)).entries.values()
        for development in (entry.entered, entry.current)
        for link in development.observes
    )


def retractions_of(store: Store, news: News) -> Mapping[tuple[str, str], int]:
    """Return by development and report the newest record that retracted the report.

    Only records on developments of which a report is retracted are read.

    Args:
        store: The journal.
        news: What it was told; records that came later are left out.
    """
    places = {
        place
        for entry in news.entries.values()
        if any(report.retracted for report in entry.current.reports)
        for place in entry.records
    }
    return {
        (str(record.draft.body["development"]), str(record.draft.body["report"])): (
            record.seq
        )
        for record in store.pick(sorted(places))
        if record.draft.kind is Kind.REPORT_RETRACTED
    }


def _mentioned(store: Store, subjects: Iterable[str]) -> frozenset[int]:
    return frozenset(p for subject in subjects for p in store.mentions(subject))


def _pick(store: Store, places: Iterable[int], size: int) -> Iterator[Record]:
    return store.pick(place for place in places if place < size)


def _developments(records: Iterable[Record]) -> frozenset[str]:
    bodies = (record.draft.body for record in records)
    return frozenset(
        name for body in bodies if isinstance(name := body.get("development"), str)
    )
