"""The ledger of a scenario: what each row says of each outcome, and why."""

from markupsafe import Markup

from scenarios.report.page.anchors import anchor
from scenarios.report.page.building import Page
from scenarios.report.page.chapters import Chapter
from scenarios.report.page.marks import likelihood_mark, percent_mark, weight_mark
from scenarios.report.page.matrix import Line
from scenarios.report.word.cells import ledger_widths, references, weight
from scenarios.report.word.paper import Paper
from scenarios.report.word.pictures import add_picture
from scenarios.report.word.tables import Cell

__all__ = ["write_ledger"]

ABOUT = (
    "In decibans: ten times the logarithm of a likelihood ratio, so that +10 makes an "
    "outcome ten times as likely against the average of all. Each column adds up to "
    "its score; the scores make the probabilities."
)


def write_ledger(paper: Paper, chapter: Chapter, page: Page) -> None:
    """Write the ledger, row by row, and what each indicator was chosen for."""
    paper.heading("The ledger", 2, anchor("ledger", chapter.id))
    settled = " The question is settled; the ledger stands as if it were not."
    paper.text(ABOUT + (settled if chapter.settled else ""), "Note")
    if chapter.waterfall is not None:
        add_picture(paper, chapter.waterfall)
    lines, outcomes = chapter.matrix.lines, chapter.outcomes
    words = page.model.words
    score = ["Score", "", *map(weight_mark, chapter.matrix.score), ""]
    chances = [likelihood_mark(each.probability, words) for each in outcomes]
    paper.table(
        "What each indicator says of each outcome",
        ["Row", "State", *(outcome.title for outcome in outcomes), "Evidence"],
        [
            *(_line(line, page) for line in lines),
            score,
            ["Probability", "", *chances, ""],
        ],
        widths=ledger_widths(len(outcomes), 1.7),
        numbers=range(2, len(outcomes) + 2),
        places=[line.anchor for line in lines],
        strong={len(lines), len(lines) + 1},
    )
    paper.text("Why each indicator was chosen and weighted so:", "Note")
    paper.bullets(_reason(line) for line in lines if line.kind)


def _line(line: Line, page: Page) -> list[Cell | str]:
    title = line.title
    if line.where:
        title = Markup("{}<br><code>{}</code>").format(line.title, line.where)
    return [
        title,
        line.state,
        *map(weight, line.decibans),
        references(line.evidence, page.numbers),
    ]


def _reason(line: Line) -> Markup:
    group = ""
    if line.group and line.factor is not None:
        group = Markup(", group {}, which leaves {} of its row").format(
            line.group, percent_mark(line.factor)
        )
    return Markup("<strong>{}</strong>: {} (<code>{}</code>, {}{})").format(
        line.title,
        line.why or "no reason is written down.",
        line.id,
        line.kind,
        group,
    )
