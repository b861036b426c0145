"""The back of the document: what-ifs, sources, method and limits, and About."""

from markupsafe import Markup

from scenarios.report.page.building import Page
from scenarios.report.page.comparison import Cell as Compared
from scenarios.report.page.marks import day_mark, likelihood_mark, points_mark
from scenarios.report.word.paper import Paper

__all__ = ["write_about", "write_cases", "write_method", "write_sources"]

METHOD = (
    "Each question has outcomes that exclude each other. Before any news each outcome "
    "has a prior. Signs were agreed beforehand that would be likelier under one "
    "outcome than under another. What is reported of a sign is weighed by who reports "
    "it, how independently and how long ago; the silence of a sign weighs too, once it "
    "should have been heard of. These weights add up in decibans, and the sums give "
    "the probabilities. The interval repeats the whole with the doubt that the model "
    "states of priors and weights ({} dB and {} dB, {:,} draws)."
)


def write_cases(paper: Paper, page: Page) -> None:
    """Write the what-ifs beside the base."""
    paper.heading(page.sections["cases"], 1, "cases")
    paper.text(
        "What the probabilities would be if something were otherwise. Nothing of this "
        "is assumed above."
    )
    for trial in page.trials:
        told = Markup("<strong>{}</strong> <code>{}</code>").format(
            trial.title, trial.id
        )
        if trial.as_of != page.as_of:
            told += Markup(", as of {}").format(day_mark(trial.as_of))
        if trial.model != page.model.id:
            told += Markup(", model {}").format(trial.model)
        if trial.stale:
            changed = ", ".join(trial.stale)
            text = Markup("; since it was saved, its base has changed: {}")
            told += text.format(changed)
        paper.text(told, "List Bullet")
    _write_compared(paper, page)
    if page.unmoved:
        paper.text(f"Nothing moves in: {'; '.join(page.unmoved)}.", "Note")


def _write_compared(paper: Paper, page: Page) -> None:
    titles = [trial.title for trial in page.trials]
    for compared in page.compared:
        rows = zip(compared.outcomes, compared.cells, strict=True)
        paper.table(
            compared.title,
            ["Outcome", "As assessed", *titles],
            [
                [
                    title,
                    likelihood_mark(probability, page.model.words),
                    *map(_case, cells),
                ]
                for (title, probability), cells in rows
            ],
            widths=[4.5, 2, *(10.5 / len(titles) for _ in titles)],
            numbers=range(1, len(titles) + 2),
        )


def _case(cell: Compared) -> Markup:
    shown = likelihood_mark(cell.probability, cell.standard)
    text = Markup("<strong>{}</strong>, {}, {}") if cell.leads else Markup("{}, {}, {}")
    return text.format(shown, cell.word, points_mark(cell.points))


def write_sources(paper: Paper, page: Page) -> None:
    """Write who published, with the grades in force."""
    paper.heading(page.sections["sources"], 1, "sources")
    paper.table(
        f"Who published, with the grade in force on {page.as_of.isoformat()}",
        ["Source", "Grade", "Since", "Ground for the grade", "Interest", "Reports"],
        [
            [
                Markup("{}<br><code>{}</code>").format(row[1] or row[0], row[0]),
                str(row[2]),
                str(row[3] or "–"),
                str(row[4] or "–"),
                str(row[5] or "–"),
                f"{row[7]}, heard {row[8]}",
            ]
            for _, row in page.sources
        ],
        widths=[3.6, 1.2, 1.9, 4.6, 3.8, 1.9],
        places=[place for place, _ in page.sources],
    )


def write_method(paper: Paper, page: Page) -> None:
    """Write how it was done, what that cannot do, and the scales."""
    doubt, confidence = page.model.uncertainty, page.model.confidence
    paper.heading(page.sections["method"], 1, "method")
    paper.text(METHOD.format(doubt.prior_db, doubt.weight_db, doubt.draws))
    if page.model.why:
        paper.text(f"Of the model, {page.model.title}: {page.model.why}")
    paper.heading("Limits", 2, "limits")
    paper.bullets(page.limits)
    paper.heading("Words and scales", 2, "scales")
    paper.table(
        f"Likelihood words: {page.standard}",
        ["Word", "Probability"],
        [[band.word, band.range] for band in page.bands],
        widths=[6, 11],
    )
    _write_grades(paper, page)
    paper.table(
        f"What confidence is read off: high with {confidence.high_needs} criteria high "
        f"and none low, low with {confidence.low_needs} low, else moderate",
        ["Criterion", "High", "Moderate"],
        [[each.title, each.high, each.moderate] for each in page.criteria],
        widths=[11, 3, 3],
        numbers={1, 2},
    )


def _write_grades(paper: Paper, page: Page) -> None:
    grades = page.model.grades
    letter = "What a source's letter is taken to be worth"
    digit = "What a content's digit is taken to be worth; r is the product of both"
    for caption, name, numbers in (
        (letter, "Reliability of the source", grades.reliability),
        (f"{digit} numbers", "Credibility of the content", grades.credibility),
    ):
        paper.table(
            caption,
            [name, *numbers],
            [["Number", *map(str, numbers.values())]],
            widths=[6, *(11 / len(numbers) for _ in numbers)],
            numbers=range(1, len(numbers) + 1),
        )


def write_about(paper: Paper, page: Page) -> None:
    """Write what the document says of itself."""
    paper.heading(page.sections["about"], 1, "about")
    paper.table(
        "What this was made from, and how to make the same again",
        ["Item", "What is said"],
        [[item.name.capitalize(), item.text] for item in page.about],
        widths=[4.5, 12.5],
    )
