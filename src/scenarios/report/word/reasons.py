"""What a judgement hangs on, and what would have to be otherwise."""

from markupsafe import Markup

from scenarios.report.page.alternatives import Alternatives, Leaning
from scenarios.report.page.anchors import anchor
from scenarios.report.page.assumptions import Assumptions
from scenarios.report.page.chapters import Chapter
from scenarios.report.page.marks import (
    link_mark,
    percent_mark,
    points_mark,
    quoted,
    size_mark,
    weight_mark,
)
from scenarios.report.word.paper import Paper

__all__ = ["write_alternatives", "write_assumptions"]


def write_assumptions(paper: Paper, chapter: Chapter) -> None:
    """Write key assumptions and linchpins."""
    paper.heading("Key assumptions and linchpins", 2, anchor("prior-of", chapter.id))
    if chapter.assumptions is not None:
        paper.text(chapter.assumptions.sentence)
    paper.table(
        "What was thought before any news",
        ["Outcome", "Prior", "Why"],
        [
            [
                outcome.title,
                percent_mark(outcome.prior),
                outcome.why or "No reason is written down.",
            ]
            for outcome in chapter.outcomes
        ],
        widths=[4, 1.5, 11.5],
        numbers={1},
    )
    if chapter.assumptions is not None:
        _write_pulls(paper, chapter, chapter.assumptions)
        _write_linchpins(paper, chapter, chapter.assumptions)


def _write_pulls(paper: Paper, chapter: Chapter, found: Assumptions) -> None:
    lead = f"«{chapter.leading.title}»"
    paper.table(
        f"The judgements that move {lead} most, each alone a step lower or higher",
        ["Judgement", "Step", "With the lower", "With the higher", "Changes the lead"],
        [
            [
                link_mark(pull.anchor, pull.title) if pull.anchor else pull.title,
                pull.steps,
                percent_mark(pull.lower),
                percent_mark(pull.higher),
                "yes" if pull.changes_lead else "no",
            ]
            for pull in found.pulls
        ],
        widths=[7, 3.6, 2, 2, 2.4],
        numbers={2, 3},
    )


def _write_linchpins(paper: Paper, chapter: Chapter, found: Assumptions) -> None:
    lead = f"«{chapter.leading.title}»"
    if not found.linchpins:
        what = "No development, source or origin alone moves"
        paper.text(f"{what} {lead} by a whole point.")
        return
    paper.table(
        f"Linchpins: the evidence without which {lead} would stand elsewhere",
        ["Left out", "Kind", "Would stand at", "Change", "Would lead instead"],
        [
            [
                link_mark(pin.anchor, pin.title) if pin.anchor else pin.title,
                pin.kind,
                percent_mark(pin.then),
                points_mark(pin.change),
                pin.leads or "–",
            ]
            for pin in found.linchpins
        ],
        widths=[7.5, 2.3, 2, 1.8, 3.4],
        numbers={2, 3},
    )


def write_alternatives(paper: Paper, chapter: Chapter) -> None:
    """Write what speaks for the next outcome, and what would give it the lead."""
    other = chapter.alternatives
    if other is None:
        return
    paper.heading("Alternatives", 2, anchor("alternatives", chapter.id))
    lead = chapter.leading.title
    paper.text(
        Markup("{} Its score lies {} decibans below that of {}.").format(
            chapter.judgement.alternative, size_mark(other.gap), quoted(lead)
        )
    )
    rows = [(row, other.next.title) for row in other.leans_to]
    rows += [(row, lead) for row in other.leans_from]
    paper.table(
        f"What most tells «{other.next.title}» from «{lead}», in decibans",
        ["Row of the ledger", "Speaks", "By"],
        [_leaning(row, title) for row, title in rows],
        widths=[9.5, 5.5, 2],
        numbers={2},
    )
    _write_turns(paper, other, lead)


def _leaning(row: Leaning, title: str) -> list[str]:
    return [
        link_mark(row.anchor, row.title),
        f"for «{title}»",
        weight_mark(row.decibans),
    ]


def _write_turns(paper: Paper, other: Alternatives, lead: str) -> None:
    if not other.lead:
        what = "No single change that was tried would take the lead from"
        paper.text(f"{what} «{lead}».")
        return
    paper.table(
        "The smallest single change of each kind that would take the lead from "
        f"«{lead}»",
        ["Kind", "Size", "Change", "Would lead", "At"],
        [
            [
                turn.kind,
                turn.size,
                turn.change,
                turn.leads,
                percent_mark(turn.probability),
            ]
            for turn in other.lead
        ],
        widths=[2.3, 2.2, 7.5, 3.6, 1.4],
        numbers={4},
    )
