"""The front of the document: what it is, key judgements, and what changed."""

from docx.text.paragraph import Paragraph
from markupsafe import Markup

from scenarios.report.page.anchors import anchor
from scenarios.report.page.building import Page
from scenarios.report.page.chapters import Chapter, Ending
from scenarios.report.page.marks import (
    day_mark,
    likelihood_mark,
    link_mark,
    points_mark,
)
from scenarios.report.word.cells import interval, joined
from scenarios.report.word.paper import Paper
from scenarios.report.word.pictures import add_picture

__all__ = ["write_front", "write_judgements"]

LEDE = Markup(
    "How likely each outcome of {} was on {}, by what had happened and been reported "
    "by then; how good the ground for that is; and what would change it."
)
BRACKETS = Markup(
    "In brackets: the probability, and the interval that holds {} of the draws over "
    "the doubt that the model states. Likelihood words are those of {}; {} are given "
    "below."
)
PARTS = Markup(
    "From {} to {}. What led from one to the other is taken apart in a fixed order: "
    "model, scenario, corrections, clock with silence and fading, new evidence, "
    "resolution. The parts add up."
)


def write_front(paper: Paper, page: Page) -> None:
    """Write the title, and what the document is about."""
    paper.text(page.title, "Title")
    these = "this question" if len(page.chapters) == 1 else "these questions"
    paper.text(LEDE.format(these, day_mark(page.as_of)))
    _write_facts(paper, page)


def write_judgements(paper: Paper, page: Page) -> Paragraph:
    """Write the key judgements and what changed; return their heading."""
    begin = paper.heading(page.sections["judgements"], 1, "judgements")
    for chapter in page.chapters:
        _write_judgement(paper, chapter, alone=len(page.chapters) == 1)
    bands = link_mark("method", "their bands")
    paper.text(BRACKETS.format(page.level, page.standard, bands), "Note")
    if len(page.chapters) > 1:
        _write_glance(paper, page)
        if page.overview is not None:
            add_picture(paper, page.overview)
        _write_every(paper, page)
    if "changes" in page.sections:
        _write_changes(paper, page)
    return begin


def _write_facts(paper: Paper, page: Page) -> None:
    since = [("Changes since", page.since.isoformat())] if page.since else []
    counting = f"{page.developments:,}, of which {len(page.evidence):,} count"
    facts = [
        ("As of", page.as_of.isoformat()),
        *since,
        ("Model", f"{page.model.title} ({page.model.id})"),
        ("Developments on file", counting),
        ("Likelihood words", page.standard),
    ]
    for name, text in facts:
        line = Markup("<strong>{}</strong>: {}").format(name, text)
        paper.text(line, "Fact")


def _write_judgement(paper: Paper, chapter: Chapter, *, alone: bool) -> None:
    judgement = chapter.judgement
    title = link_mark(chapter.anchor, chapter.scenario.title)
    paper.text(title, "Heading 3")
    paper.text(chapter.scenario.question, "Question")
    paper.text(joined(judgement.likelihood, judgement.alternative), "Claim")
    ground = judgement.ground if alone else ""
    if told := joined(judgement.confidence, ground, judgement.timing):
        paper.text(told)


def _write_glance(paper: Paper, page: Page) -> None:
    since = [f"Since {page.since.isoformat()}"] if page.since else []
    head = ["Question", "Leading outcome", "Likelihood", "Probability"]
    head += [f"{page.level} interval", *since, "Confidence"]
    leading = [(c, next(o for o in c.outcomes if o.leads)) for c in page.chapters]
    paper.table(
        "The leading outcome of each question",
        head,
        [
            [
                link_mark(chapter.anchor, chapter.scenario.title),
                outcome.title,
                outcome.word,
                *_numbers(outcome, page),
                chapter.confidence,
            ]
            for chapter, outcome in leading
        ],
        widths=[4.5, 4, 2.4, 2, 2, *(1.9 for _ in since), 2],
        numbers={3, 4, *(5 for _ in since)},
    )


def _numbers(outcome: Ending, page: Page) -> list[str]:
    shown = [likelihood_mark(outcome.probability, page.model.words), interval(outcome)]
    if page.since:
        shown.append("" if outcome.change is None else points_mark(outcome.change))
    return shown


def _write_every(paper: Paper, page: Page) -> None:
    pairs = [(c, o) for c in page.chapters for o in c.outcomes]
    paper.table(
        "Every outcome of every question",
        ["Question", "Outcome", "Likelihood", "Probability", f"{page.level} interval"],
        [
            [
                chapter.scenario.title if outcome is chapter.outcomes[0] else "",
                outcome.title,
                outcome.word,
                likelihood_mark(outcome.probability, page.model.words),
                interval(outcome),
            ]
            for chapter, outcome in pairs
        ],
        widths=[5, 5, 2.8, 2, 2.2],
        numbers={3, 4},
        strong={at for at, (_, outcome) in enumerate(pairs) if outcome.leads},
    )


def _write_changes(paper: Paper, page: Page) -> None:
    paper.heading(page.sections["changes"], 1, "changes")
    if page.since is not None:
        paper.text(PARTS.format(day_mark(page.since), day_mark(page.as_of)), "Note")
    for chapter in page.chapters:
        if chapter.change is not None:
            place = anchor("change", chapter.id)
            paper.text(link_mark(place, chapter.scenario.title), "Heading 3")
            paper.text(chapter.change.sentence)
