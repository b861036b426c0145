"""Scores in a terminal: marked as scores, with what they are made of."""

from collections.abc import Iterator, Sequence

from scenarios.assessment.confidence import count
from scenarios.assessment.scores import OutcomeScore, ScenarioScores, Scores
from scenarios.engine.ach import MatrixRow, Rating
from scenarios.engine.ledger import Row
from scenarios.engine.weighted_index import min_max
from scenarios.report.layout import Line, Piece, columns, plain, wrap

__all__ = ["show_matrix", "show_scores", "write_score"]

INDENT = "  "
BAR = 25
SAYS = {
    "ach": "weighted inconsistency: the least has least against it",
    "weighted-index": "an index from 0 to 100: the most is favoured most",
}
STYLES = {
    Rating.VERY_INCONSISTENT: "bold red",
    Rating.INCONSISTENT: "red",
    Rating.NEUTRAL: "dim",
    Rating.CONSISTENT: "green",
    Rating.VERY_CONSISTENT: "bold green",
}


def show_scores(found: Scores, width: int) -> Iterator[Line]:
    """Yield the lines that show scores, scenario by scenario."""
    yield _head(found)
    yield from _warning(found, width)
    for each in found.scenarios:
        yield plain()
        yield from _title(each, width)
        yield from columns(list(_outcomes(each)), right=(2, 3), indent=INDENT)
        yield from _settled(each)
        yield plain(f"{INDENT}{_ground(each, found.model.model.method)}", "dim")


def show_matrix(found: Scores, width: int) -> Iterator[Line]:
    """Yield the lines that show what scores are made of."""
    yield _head(found)
    yield from _warning(found, width)
    for each in found.scenarios:
        yield plain()
        yield from _title(each, width)
        if found.model.model.method == "ach":
            yield from _matrix(each, width)
        else:
            yield from _index(each)
        yield from _settled(each)


def write_score(outcome: OutcomeScore) -> str:
    """Write a score with its rank."""
    if outcome.score is None:
        return "no score"
    return f"{outcome.score:.1f} ({outcome.rank}.)"


def _head(found: Scores) -> Line:
    model = found.model.model
    on_file = count(len(found.developments.items), "development")
    said = f"   model {model.id}, method {model.method}, {on_file} on file"
    return [Piece(f"As of {found.as_of.isoformat()}", "bold"), Piece(said)]


def _warning(found: Scores, width: int) -> Iterator[Line]:
    said = SAYS[found.model.model.method]
    text = f"Scores, not probabilities: {said}. They say nothing of how likely."
    yield from wrap(plain(text, "yellow"), width)


def _title(each: ScenarioScores, width: int) -> Iterator[Line]:
    title = Piece(f"  {each.scenario.title}", "bold")
    yield [Piece(each.scenario.id, "bold cyan"), title]
    yield from wrap(plain(each.scenario.question, "italic"), width)


def _outcomes(each: ScenarioScores) -> Iterator[Sequence[Piece]]:
    yield [Piece(text, "dim") for text in ("outcome", "", "score", "rank")]
    largest = max((float(o.score or 0) for o in each.outcomes), default=0.0) or 1.0
    for outcome in each.outcomes:
        lead = "bold" if outcome.rank == 1 else ""
        cells = round(float(outcome.score or 0) / largest * BAR)
        score = "none" if outcome.score is None else f"{outcome.score:.1f}"
        yield [
            Piece(outcome.title, lead),
            Piece("▒" * cells, "blue"),
            Piece(score, lead),
            Piece(f"{outcome.rank}.", lead),
        ]


def _settled(each: ScenarioScores) -> Iterator[Line]:
    if each.resolved is not None:
        title = each.scenario.outcomes[each.resolved.outcome].title
        said = f"Settled on {each.resolved.on.isoformat()}: «{title}»."
        yield plain(f"{INDENT}{said}", "bold")


def _ground(each: ScenarioScores, method: str) -> str:
    if method == "ach":
        telling = [row for row in each.matrix if row.diagnosticity]
        found = count(len(each.matrix), "piece")
        return f"From {found} of evidence, {len(telling)} of which tell outcomes apart."
    saying = [row for row in each.ledger.rows if any(row.decibans)]
    return f"From {count(len(saying), 'indicator')} that say something."


def _matrix(each: ScenarioScores, width: int) -> Iterator[Line]:
    if not each.matrix:
        yield plain(f"{INDENT}No development counts yet.", "dim")
        return
    names = list(each.scenario.outcomes)
    head = ["", *names, "cred.", "rel.", "diagn.", "development, for its indicator"]
    rows = [[Piece(name, "dim") for name in head]]
    rows += [_evidence(row) for row in each.matrix]
    scores = [f"{o.score:.1f}" for o in each.outcomes]
    rows.append([Piece(text, "bold") for text in ("score", *scores, "", "", "", "")])
    last = len(head) - 1
    yield from columns(
        rows, right=(last - 1,), flexible=last, width=width, indent=INDENT
    )


def _evidence(row: MatrixRow) -> list[Piece]:
    development = row.evidence.told.development
    title = development.title or development.id
    absent = "known absence: " if row.evidence.absent else ""
    return [
        Piece(development.date.isoformat(), "dim"),
        *[Piece(rating.value, STYLES[rating]) for rating in row.ratings],
        Piece(row.credibility.value[0].upper(), "dim"),
        Piece(row.relevance.value[0].upper(), "dim"),
        Piece(f"{row.diagnosticity:.2f}"),
        Piece(f"{absent}{title} [{row.reading.id}]"),
    ]


def _index(each: ScenarioScores) -> Iterator[Line]:
    names = list(each.scenario.outcomes)
    rows = [[Piece(name, "dim") for name in ("indicator", "state", *names, "weight")]]
    telling = [row for row in each.ledger.rows if _weight(row)]
    for row in sorted(telling, key=lambda row: -_weight(row)):
        values = [f"{value:.2f}" for value in min_max(row.decibans)]
        cells = [
            row.reading.id,
            row.reading.state.value,
            *values,
            f"{_weight(row):.1f}",
        ]
        rows.append([Piece(cell) for cell in cells])
    scores = ["none" if o.score is None else f"{o.score:.1f}" for o in each.outcomes]
    rows.append([Piece(text, "bold") for text in ("score", "", *scores, "")])
    yield from columns(rows, right=range(2, 3 + len(names)), indent=INDENT)


def _weight(row: Row) -> float:
    return float(max(row.decibans) - min(row.decibans))
