"""A chapter of the document: all that is told of one scenario."""

from collections.abc import Sequence

from markupsafe import Markup

from scenarios.report.page.anchors import anchor
from scenarios.report.page.building import Page
from scenarios.report.page.changes import Change
from scenarios.report.page.chapters import Chapter
from scenarios.report.page.judgements import Judgement
from scenarios.report.page.marks import (
    day_mark,
    likelihood_mark,
    percent_mark,
    points_mark,
    range_mark,
)
from scenarios.report.word.cells import (
    interval,
    joined,
    ledger_widths,
    references,
    weight,
)
from scenarios.report.word.ledger import write_ledger
from scenarios.report.word.paper import Paper
from scenarios.report.word.pictures import add_picture
from scenarios.report.word.prose import write_prose
from scenarios.report.word.reasons import write_alternatives, write_assumptions
from scenarios.report.word.unknowns import write_gaps, write_signposts
from scenarios.whatif.series import Point

__all__ = ["write_chapter"]


def write_chapter(paper: Paper, chapter: Chapter, page: Page) -> None:
    """Write the chapter of a scenario."""
    scenario = chapter.scenario
    alone = len(page.chapters) == 1
    paper.heading(scenario.title, 1, chapter.anchor, new_page=not alone)
    if not alone:
        paper.text(scenario.question, "Question")
    opens, closes = (
        day_mark(scenario.horizon.opens),
        day_mark(scenario.horizon.closes),
    )
    paper.text(
        Markup("Horizon {} to {}, both included. <code>{}</code>").format(
            opens, closes, chapter.file
        ),
        "Note",
    )
    if not alone:
        _write_judgement(paper, chapter.judgement)
    _write_outcomes(paper, chapter, page)
    if chapter.prose is not None:
        paper.heading("The analyst's view", 2, anchor("view", chapter.id))
        write_prose(paper, chapter.prose)
    _write_days(paper, chapter, page)
    _write_change(paper, chapter, page)
    write_assumptions(paper, chapter)
    write_alternatives(paper, chapter)
    write_signposts(paper, chapter, page)
    write_gaps(paper, chapter, page)
    write_ledger(paper, chapter, page)


def _write_judgement(paper: Paper, judgement: Judgement) -> None:
    """Write the judgement again: of several questions it stands far above."""
    paper.text(joined(judgement.likelihood, judgement.alternative), "Claim")
    if judgement.confidence:
        paper.text(joined(judgement.confidence, judgement.ground))
    if judgement.timing:
        paper.text(judgement.timing)


def _write_outcomes(paper: Paper, chapter: Chapter, page: Page) -> None:
    since = [f"Since {page.since.isoformat()}"] if page.since else []
    paper.table(
        "Outcomes",
        [
            "Outcome",
            "Likelihood",
            "Probability",
            f"{page.level} interval",
            *since,
            "Prior",
        ],
        [
            [
                outcome.title,
                outcome.word,
                likelihood_mark(outcome.probability, page.model.words),
                interval(outcome),
                *(points_mark(outcome.change or 0) for _ in since),
                percent_mark(outcome.prior),
            ]
            for outcome in chapter.outcomes
        ],
        widths=[6, 3, 2, 2.2, *(2 for _ in since), 1.6],
        numbers=range(2, 5 + len(since)),
        places=[outcome.anchor for outcome in chapter.outcomes],
        strong={at for at, each in enumerate(chapter.outcomes) if each.leads},
    )
    paper.text("How a judge would tell which outcome came:", "Note")
    paper.bullets(
        Markup("<strong>{}</strong>: {}").format(
            outcome.title, outcome.criteria or "no criteria are written down."
        )
        for outcome in chapter.outcomes
    )


def _write_days(paper: Paper, chapter: Chapter, page: Page) -> None:
    if not chapter.days:
        return
    paper.heading("Over time", 2, anchor("over-time", chapter.id))
    if chapter.over_time is not None:
        add_picture(paper, chapter.over_time)
    outcomes = chapter.scenario.outcomes
    paper.table(
        f"Probability and {page.level} interval on each day, the newest first",
        ["Day", *(each.title for each in outcomes.values()), "News, by that day"],
        [
            [
                day_mark(day.on),
                *(_on_day(day, name) for name in outcomes),
                references([m.development.id for m in day.moves], page.numbers),
            ]
            for day in chapter.days
        ],
        widths=[2, *(12 / len(outcomes) for _ in outcomes), 3],
        numbers=range(1, len(outcomes) + 1),
    )


def _on_day(day: Point, outcome: str) -> Markup:
    shown = percent_mark(day.probabilities[outcome])
    if day.settled:
        return shown
    span = range_mark(day.low[outcome], day.high[outcome])
    return Markup("{} ({})").format(shown, span)


def _write_change(paper: Paper, chapter: Chapter, page: Page) -> None:
    change, since = chapter.change, page.since
    if change is None or since is None:
        return
    start, end = since.isoformat(), page.as_of.isoformat()
    titles = [outcome.title for outcome in chapter.outcomes]
    words = page.model.words
    paper.heading(f"What changed since {start}", 2, anchor("change", chapter.id))
    paper.text(change.sentence)
    numbers = range(1, len(titles) + 1)
    paper.table(
        f"From {start} to {end}, cause by cause",
        ["", *titles],
        [
            [f"On {start}", *(likelihood_mark(p, words) for p in change.before)],
            *(
                [_capital(step.title), *map(points_mark, step.points)]
                for step in change.steps
            ),
            [f"On {end}", *(likelihood_mark(p, words) for p in change.after)],
        ],
        widths=[5, *(12 / len(titles) for _ in titles)],
        numbers=numbers,
        strong={0, len(change.steps) + 1},
    )
    if change.causes:
        _write_causes(paper, change, titles, page)


def _write_causes(
    paper: Paper, change: Change, titles: Sequence[str], page: Page
) -> None:
    paper.table(
        "The rows of the ledger that changed most, in decibans",
        ["Row", "Through", *titles, "Evidence"],
        [
            [
                cause.title,
                cause.step,
                *map(weight, cause.decibans),
                references(cause.developments, page.numbers),
            ]
            for cause in change.causes
        ],
        widths=ledger_widths(len(titles), 2.2),
        numbers=range(2, len(titles) + 2),
    )
    if change.others:
        rows = "row" if change.others == 1 else "rows"
        paper.text(f"{change.others} further {rows} changed by less.", "Note")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
