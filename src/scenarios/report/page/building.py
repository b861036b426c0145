"""The whole page, ready for a template."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from scenarios.domain.model import ScoringModel
from scenarios.loading.commentary import Commentary, load_commentaries
from scenarios.report.about import LIMITS, Item, about
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import counting, source_table
from scenarios.report.page.anchors import anchor
from scenarios.report.page.chapters import Chapter, write_chapter
from scenarios.report.page.comparison import Compared, Trial, compare
from scenarios.report.page.evidence import Entry, numbers_of, tell_evidence
from scenarios.report.page.figures import Figure, Figures, start_figures
from scenarios.report.page.findings import DAYS_AHEAD, Findings, find
from scenarios.report.page.method import (
    NAMES,
    BandShown,
    Criterion,
    bands_of,
    criteria_of,
)
from scenarios.report.page.prose import write_prose
from scenarios.report.page.withdrawn import Gone, tell_withdrawn
from scenarios.report.tables import Cells

__all__ = ["SECTIONS", "Page", "build_page"]

SECTIONS: Mapping[str, str] = {
    "judgements": "Key judgements",
    "changes": "What changed",
    "cases": "What-ifs",
    "evidence": "Evidence",
    "sources": "Sources",
    "method": "Method and its limits",
    "about": "About this assessment",
}
"""The sections beside the chapters, by the name of their place."""


@dataclass(frozen=True, slots=True)
class Page:
    """All that a template shows.

    Attributes:
        title: What the page is about.
        as_of: The day.
        since: The earlier day; None where none was asked for.
        model: The scoring model.
        level: Share of the draws inside an interval, such as `90 %`.
        developments: How many developments are on file.
        chapters: One per scenario.
        evidence: The developments that count, numbered.
        numbers: Their numbers by id.
        withdrawn: The reports that were retracted, which count for nothing.
        sources: Rows of the table of sources, each with its place before it.
        trials: The what-ifs; none where none was asked for.
        compared: The scenarios that they move.
        unmoved: Titles of those that they do not.
        standard: Name of the standard of likelihood words.
        bands: Its words.
        criteria: What confidence is read off.
        limits: What the method cannot do.
        about: What the page says of itself.
        sections: Headings of its sections by the name of their place.
        days_ahead: How far ahead signposts look.
        command: What makes the same page again.
        version: Version of the program.
        overview: A picture of all outcomes; None without one.
        picture_style: How pictures look on a dark ground; empty without pictures.
    """

    title: str
    as_of: date
    since: date | None
    model: ScoringModel
    level: str
    developments: int
    chapters: tuple[Chapter, ...]
    evidence: tuple[Entry, ...]
    numbers: Mapping[str, int]
    withdrawn: tuple[Gone, ...]
    sources: tuple[tuple[str, Cells], ...]
    trials: Sequence[Trial]
    compared: Sequence[Compared]
    unmoved: Sequence[str]
    standard: str
    bands: Sequence[BandShown]
    criteria: Sequence[Criterion]
    limits: Sequence[str]
    about: Sequence[Item]
    sections: Mapping[str, str]
    days_ahead: int
    command: str
    version: str
    overview: Figure | None = None
    picture_style: str = ""


def build_page(dossier: Dossier) -> Page:
    """Build the page of a dossier.

    Raises:
        FaultyDataError: Texts of the analyst have faults; carries all of them.
    """
    now, order = dossier.assessment, dossier.order
    texts = load_commentaries(dossier.workspace, [each.id for each in now.scenarios])
    finish = start_figures(dossier)
    chapters = _chapters(dossier, find(dossier))
    trials, compared, unmoved = (
        compare(dossier.sheet) if dossier.sheet else ((), (), ())
    )
    page = Page(
        title=_title(chapters),
        as_of=now.as_of,
        since=order.since,
        model=now.model,
        level=f"{float(now.model.uncertainty.level) * 100:g} %",
        developments=now.developments,
        chapters=chapters,
        evidence=tell_evidence(dossier),
        numbers=numbers_of(counting(dossier)),
        withdrawn=tell_withdrawn(dossier),
        sources=tuple(
            (anchor("source", str(row[0])), row) for row in source_table(dossier).rows
        ),
        trials=trials,
        compared=compared,
        unmoved=unmoved,
        standard=NAMES[now.model.words],
        bands=bands_of(now.model.words),
        criteria=criteria_of(now.model),
        limits=LIMITS,
        about=tuple(_about(dossier, texts)),
        sections=dict(_sections(dossier)),
        days_ahead=DAYS_AHEAD,
        command=order.command,
        version=now.version,
    )
    return _with_figures(_with_prose(page, texts), finish())


def _chapters(dossier: Dossier, findings: Findings) -> tuple[Chapter, ...]:
    pairs = zip(dossier.assessment.scenarios, findings.sensitivity, strict=True)
    return tuple(
        write_chapter(each, hangs_on, dossier, findings) for each, hangs_on in pairs
    )


def _title(chapters: Sequence[Chapter]) -> str:
    if len(chapters) == 1:
        return chapters[0].scenario.title
    return f"Assessment of {len(chapters)} questions"


def _sections(dossier: Dossier) -> Iterator[tuple[str, str]]:
    # What changed in one question is told in its chapter.
    is_one = len(dossier.assessment.scenarios) == 1
    for name, title in SECTIONS.items():
        if name == "changes" and (dossier.before is None or is_one):
            continue
        if name == "cases" and dossier.sheet is None:
            continue
        yield name, title


def _about(dossier: Dossier, texts: Mapping[str, Commentary]) -> Iterator[Item]:
    """Yield what the page says of itself; limits have a section of their own."""
    for item in about(dossier):
        if not item.name.startswith("limit "):
            yield item
    for each in texts.values():
        yield Item(f"digest of {each.path}", each.digest)


def _with_prose(page: Page, texts: Mapping[str, Commentary]) -> Page:
    """Return the page with the analyst's texts, whose links may lead to its places."""
    places = frozenset(_places(page))
    chapters = (
        replace(each, prose=write_prose(texts[each.id].text, places))
        if each.id in texts
        else each
        for each in page.chapters
    )
    return replace(page, chapters=tuple(chapters))


def _with_figures(page: Page, figures: Figures) -> Page:
    chapters = (
        replace(
            each,
            over_time=figures.get("history", each.id),
            waterfall=figures.get("waterfall", each.id),
        )
        for each in page.chapters
    )
    return replace(
        page,
        chapters=tuple(chapters),
        overview=figures.get("overview"),
        picture_style=figures.style,
    )


def _places(page: Page) -> Iterator[str]:
    yield from page.sections
    for chapter in page.chapters:
        yield chapter.anchor
        yield from (outcome.anchor for outcome in chapter.outcomes)
        yield from (line.anchor for line in chapter.matrix.lines)
    yield from (entry.anchor for entry in page.evidence)
    yield from (place for place, _ in page.sources)
