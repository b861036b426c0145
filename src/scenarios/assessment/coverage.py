"""Coverage: which indicators anything that is read could report, and which nothing.

Silence counts as evidence: an event that has a window, and every count, lose weight
while nobody tells of them. That is fair only where somebody would have told. Here each
indicator is held against all that was read so far, the items of the inbox and the
reports on record: which feeds, publishers and languages have ever brought a text that
its watch terms fit, or a report of it. That nothing has yet is no proof that nothing
could; it is where to look.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, Literal

from scenarios.assessment.weighing import Weighed
from scenarios.domain.development import Development, Report
from scenarios.domain.indicator import CountIndicator, EventIndicator
from scenarios.domain.item import Item
from scenarios.domain.source import SourceRegistry
from scenarios.engine.evidence import State
from scenarios.engine.ledger import Row
from scenarios.intake.items import headline_of
from scenarios.intake.publishers import source_of_site
from scenarios.intake.terms import TermFinder, all_terms, fitting_terms

__all__ = ["GAPS", "Cover", "Gap", "Read", "find_coverage", "unused_feeds"]

Gap = Literal["no terms", "never matched", "no feed", "feeds fail"]
"""What an indicator lacks."""

GAPS: Final[Mapping[Gap, str]] = {
    "no terms": "write watch terms (`match`) in the indicator",
    "never matched": "no text has ever fitted its terms: look for the words of its "
    "news with `scenarios inbox WORD`, in every language that is read",
    "no feed": "no feed of feeds.yaml has ever told of it: add one that would",
    "feeds fail": "every feed that told of it fails: see `scenarios feeds`",
}
"""What an indicator can lack, and what to do."""


@dataclass(frozen=True, slots=True)
class Read:
    """All that has come in.

    Attributes:
        items: The items, decided on or not.
        brought: The feeds and files that brought each item, by its id.
        feeds: The feeds that are configured.
        failing: Those of them that tell nothing at present.
        developments: What is on record.
        sources: Who publishes.
    """

    items: Sequence[Item]
    brought: Mapping[str, Sequence[str]]
    feeds: Collection[str]
    failing: Collection[str]
    developments: Sequence[Development]
    sources: SourceRegistry


@dataclass(frozen=True, slots=True)
class Cover:
    """How well one indicator is covered.

    Attributes:
        scenario: Id of its scenario.
        indicator: Its id there.
        title: The sign.
        where: Path and line of it.
        coverage: The chance, as judged, that news of it would have been heard; None
            where its silence is no evidence.
        silence: How far its silence has moved the outcomes apart by now, in decibans.
        terms: How many watch terms it has.
        texts: How many items and further reports on record fit them.
        developments: How many developments are observations of it.
        feeds: The configured feeds that brought any of these.
        publishers: The sources or sites that told of it.
        languages: The languages in which they did, as far as items say.
        gaps: What it lacks.
    """

    scenario: str
    indicator: str
    title: str
    where: str
    coverage: Decimal | None
    silence: Decimal
    terms: int
    texts: int
    developments: int
    feeds: tuple[str, ...]
    publishers: tuple[str, ...]
    languages: tuple[str, ...]
    gaps: tuple[Gap, ...]

    @property
    def name(self) -> str:
        """Return scenario/indicator."""
        return f"{self.scenario}/{self.indicator}"

    @property
    def is_unheard(self) -> bool:
        """Tell whether nothing that is read now has ever told of it."""
        told = self.texts or self.developments
        return not told or "feeds fail" in self.gaps

    @property
    def is_dangerous(self) -> bool:
        """Tell whether its silence is weighed though nothing could break it."""
        return self.silence > 0 and self.is_unheard


@dataclass
class _Heard:
    """What told of one indicator so far."""

    texts: int = 0
    developments: int = 0
    feeds: set[str] = field(default_factory=set)
    publishers: set[str] = field(default_factory=set)
    languages: set[str] = field(default_factory=set)


def find_coverage(weighed: Sequence[Weighed], read: Read) -> tuple[Cover, ...]:
    """Return how each indicator is covered, the dangerous ones first.

    Those whose silence moves most come first among these, then those that nothing has
    told of, those with another gap, and the others; equals stay in the files' order.

    Args:
        weighed: The scenarios, as of a day.
        read: All that has come in.
    """
    heard: dict[str, _Heard] = defaultdict(_Heard)
    _hear_texts(weighed, read, heard)
    _hear_developments(read, heard)
    covers = (
        _cover(each, row, heard[f"{each.id}/{row.reading.id}"], read)
        for each in weighed
        for row in each.ledger.rows
    )
    return tuple(sorted(covers, key=_rank))


def _rank(cover: Cover) -> tuple[bool, Decimal, bool, bool]:
    silence = cover.silence if cover.is_dangerous else Decimal(0)
    return not cover.is_dangerous, -silence, not cover.is_unheard, not cover.gaps


def _hear_texts(
    weighed: Sequence[Weighed], read: Read, heard: dict[str, _Heard]
) -> None:
    """Hold every text against the watch terms of every indicator."""
    matches = {
        f"{each.id}/{name}": indicator.match
        for each in weighed
        for name, indicator in each.scenario.indicators.items()
        if indicator.match is not None
    }
    finder = TermFinder(t for match in matches.values() for t in all_terms(match))
    for text, teller in _texts(read):
        found = finder.find(text)
        for name, match in matches.items() if found else ():
            if fitting_terms(match, found):
                heard[name].texts += 1
                _hear(teller, heard[name], read)


def _texts(read: Read) -> Iterator[tuple[str, Item | Report]]:
    """Yield all that was read with who told it; what became of an item only once."""
    for item in read.items:
        yield f"{headline_of(item)}\n{item.text}", item
    kept = {item.id for item in read.items}
    for development in read.developments:
        for report in development.reports:
            if report.item not in kept:
                yield f"{development.title}\n{report.summary or ''}", report


def _hear(teller: Item | Report, heard: _Heard, read: Read) -> None:
    """Note who told of an indicator, in which language, and by which feed."""
    if isinstance(teller, Report):
        heard.publishers.add(teller.source)
        heard.feeds |= {teller.feed or ""} & set(read.feeds)
        return
    source = source_of_site(teller.site, read.sources)
    heard.publishers |= {source or teller.site or teller.publisher} - {""}
    heard.feeds |= set(read.brought.get(teller.id, ())) & set(read.feeds)
    heard.languages |= {teller.language} - {""}


def _hear_developments(read: Read, heard: dict[str, _Heard]) -> None:
    by_id = {item.id: item for item in read.items}
    for development in read.developments:
        for observation in development.observes:
            found = heard[observation.indicator]
            found.developments += 1
            for report in development.reports:
                _hear(report, found, read)
                if report.item in by_id:
                    _hear(by_id[report.item], found, read)


def _cover(each: Weighed, row: Row, heard: _Heard, read: Read) -> Cover:
    name = row.reading.id
    indicator = each.scenario.indicators[name]
    is_silent = row.reading.state is State.SILENT
    spread = max(row.decibans) - min(row.decibans) if is_silent else Decimal(0)
    terms = len(all_terms(indicator.match))
    return Cover(
        scenario=each.id,
        indicator=name,
        title=indicator.title,
        where=each.file.where[name],
        coverage=_coverage(each, name),
        silence=spread,
        terms=terms,
        texts=heard.texts,
        developments=heard.developments,
        feeds=tuple(sorted(heard.feeds)),
        publishers=tuple(sorted(heard.publishers)),
        languages=tuple(sorted(heard.languages)),
        gaps=tuple(_gaps(terms, heard, read)),
    )


def _coverage(each: Weighed, name: str) -> Decimal | None:
    """Return the chance of having heard, where an indicator's silence is evidence."""
    match each.scenario.indicators[name]:
        case EventIndicator(within=within, coverage=coverage) if within is not None:
            return each.model.coverage if coverage is None else coverage
        case CountIndicator(coverage=coverage):
            return each.model.coverage if coverage is None else coverage
        case _:
            return None


def _gaps(terms: int, heard: _Heard, read: Read) -> Iterator[Gap]:
    if not terms:
        yield "no terms"
    elif not heard.texts and (read.items or read.developments):
        yield "never matched"
    if not heard.feeds:
        yield "no feed"
    elif heard.feeds <= set(read.failing):
        yield "feeds fail"


def unused_feeds(feeds: Iterable[str], covers: Iterable[Cover]) -> tuple[str, ...]:
    """Return the feeds that have told of no indicator."""
    used = {feed for cover in covers for feed in cover.feeds}
    return tuple(feed for feed in feeds if feed not in used)
