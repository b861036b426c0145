"""The evidence: developments that count, numbered, with every report."""

from collections.abc import Iterable

from markupsafe import Markup

from scenarios.report.page.building import Page
from scenarios.report.page.evidence import Entry, Said, Use
from scenarios.report.page.marks import day_mark, link_mark, weight_mark
from scenarios.report.page.withdrawn import Gone
from scenarios.report.word.paper import Paper

__all__ = ["write_evidence"]

ABOUT = Markup(
    "The developments that count in a ledger above, in order of date, with every "
    "report that was live on {}. A grade is the source's reliability (A to F) and the "
    "content's credibility (1 to 6); r is the chance, by the model's convention, that "
    "the report tracks the truth. Copies of one origin count once, through the report "
    "that is heard."
)


def write_evidence(paper: Paper, page: Page) -> None:
    """Write the developments that count."""
    several = len(page.chapters) > 1
    paper.heading(page.sections["evidence"], 1, "evidence", new_page=several)
    paper.text(ABOUT.format(day_mark(page.as_of)), "Note")
    for entry in page.evidence:
        _write_entry(paper, entry)
    if not page.evidence:
        paper.text("No development counts yet.")
    if page.withdrawn:
        _write_withdrawn(paper, page)


def _write_withdrawn(paper: Paper, page: Page) -> None:
    paper.heading("Withdrawn", 2, "withdrawn")
    paper.table(
        f"Reports that were retracted by {page.as_of.isoformat()}: each counts for "
        "nothing from the day it was",
        ["Development", "Source", "Published", "Retracted", "Why", "The development"],
        [
            [
                f"{gone.title} ({gone.happened.isoformat()}, {gone.name})",
                gone.source,
                day_mark(gone.published),
                _retracted(gone),
                gone.why or "–",
                link_mark(gone.anchor, gone.fate) if gone.anchor else gone.fate,
            ]
            for gone in page.withdrawn
        ],
        widths=[5, 2.2, 2, 2.2, 3.6, 2.4],
    )


def _retracted(gone: Gone) -> Markup:
    day = day_mark(gone.retracted)
    return (
        day if gone.record is None else Markup("{}, record {}").format(day, gone.record)
    )


def _write_entry(paper: Paper, entry: Entry) -> None:
    paper.text(f"[{entry.number}] {entry.title}", "Heading 3", entry.anchor)
    told = Markup("{}, {}").format(day_mark(entry.date), entry.id)
    if entry.place:
        told += Markup(", <code>{}</code>").format(entry.place)
    if entry.records:
        told += Markup(", journal {}").format(entry.records)
    weighs = weight_mark(entry.decibans)
    told += Markup(". Its reports together say {} dB.").format(weighs)
    paper.text(told, "Note")
    paper.text(_uses(entry.uses), "Note")
    paper.bullets(_said(report, entry) for report in entry.reports)


def _uses(uses: Iterable[Use]) -> Markup:
    told = [
        Markup("{} in {} ({}, {} dB){}").format(
            link_mark(use.anchor, use.indicator),
            use.scenario,
            use.observed,
            weight_mark(use.decibans),
            f": {use.why}" if use.why else "",
        )
        for use in uses
    ]
    return Markup("Counts for ") + Markup("; ").join(told)


def _said(report: Said, entry: Entry) -> Markup:
    source = link_mark(report.source_anchor, report.source)
    told = Markup("<strong>{}</strong> {}, {}").format(
        report.grade, source, day_mark(report.published)
    )
    if report.denies:
        told += Markup(", <strong>denies it</strong>")
    if report.origin:
        told += Markup(", from {}").format(report.origin)
    if not report.speaks:
        told += Markup(", a copy")
    told += Markup(". r = {}").format(f"{report.r:.2f}")
    if report.speaks:
        told += Markup(", {} dB").format(weight_mark(report.decibans))
    if report.place and report.place != entry.place:
        told += Markup(", <code>{}</code>").format(report.place)
    if report.summary:
        told += Markup("<br>{}").format(report.summary)
    return told + _address(report)


def _address(report: Said) -> Markup:
    if report.url:
        return Markup('<br><a href="{0}">{0}</a>').format(report.url)
    if report.address:
        return Markup("<br>{} (not a web address)").format(report.address)
    return Markup("")
