"""Models side by side: in a terminal, as `scenarios/comparison@1`, and as a table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from scenarios.assessment.results import Assessment
from scenarios.assessment.words import percent_range
from scenarios.domain.scenario import Scenario
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.numbers import percent_of_word
from scenarios.report.score_terminal import write_score
from scenarios.report.tables import Cell, Column, Kind, Table
from scenarios.version import __version__
from scenarios.whatif.model_comparison import Answer, Comparison

__all__ = ["comparison_json", "comparison_table", "show_comparison"]

Json = dict[str, Any]
INDENT = "  "
LEAD = "▸"
LEAST_CELL = 18
ROOM_FOR_MODEL = 34

COLUMNS = (
    Column("scenario"),
    Column("outcome"),
    Column("title"),
    Column("model"),
    Column("method"),
    Column("probability", Kind.PROBABILITY),
    Column("low", Kind.PROBABILITY),
    Column("high", Kind.PROBABILITY),
    Column("word"),
    Column("score", Kind.NUMBER),
    Column("rank", Kind.NUMBER),
    Column("as_of"),
)


def show_comparison(found: Comparison, width: int) -> Iterator[Line]:
    """Yield the lines that show models side by side, scenario by scenario."""
    yield plain(f"As of {found.as_of.isoformat()}", "bold")
    if any(file.model.gives_scores for file in found.models):
        said = (
            "Lines marked «score» are scores, not probabilities: ach ranks by the "
            "least inconsistency, weighted-index by the most of 100 points."
        )
        yield from wrap(plain(said, "yellow"), width)
    for file in found.scenarios:
        scenario = file.scenario
        yield plain()
        title = Piece(f"  {scenario.title}", "bold")
        yield [Piece(scenario.id, "bold cyan"), title]
        yield from columns(list(_rows(scenario, found, width)), indent=INDENT)
        yield from wrap(_verdict(scenario, found), width, first=INDENT, rest=INDENT)


def comparison_json(found: Comparison) -> Json:
    """Return a comparison as plain values for `json.dumps`."""
    return {
        "format": "scenarios/comparison@1",
        "as_of": found.as_of.isoformat(),
        "engine": {"version": __version__},
        "inputs": {
            "developments": {
                "count": len(found.developments.items),
                "digest": found.developments.digest,
            },
        },
        "models": [
            {
                "id": file.model.id,
                "title": file.model.title,
                "method": file.model.method,
                "gives": "score" if file.model.gives_scores else "probability",
                "digest": file.digest,
            }
            for file in found.models
        ],
        "scenarios": [_scenario(file.scenario, found) for file in found.scenarios],
    }


def comparison_table(found: Comparison) -> Table:
    """Return one row per scenario, outcome and model."""
    day = found.as_of.isoformat()
    rows: list[tuple[Cell, ...]] = []
    for file in found.scenarios:
        for name, outcome in file.scenario.outcomes.items():
            head = (file.scenario.id, name, outcome.title)
            for model, answer in zip(found.models, found.answers, strict=True):
                said = (model.model.id, model.model.method)
                cells = _cells(answer, file.scenario.id, name)
                rows.append((*head, *said, *cells, day))
    return Table(COLUMNS, tuple(rows))


def _rows(
    scenario: Scenario, found: Comparison, width: int
) -> Iterator[Sequence[Piece]]:
    yield [Piece(text, "dim") for text in ("model", "", *_heads(scenario, width))]
    leads = found.leads(scenario.id)
    for file, answer, leading in zip(found.models, found.answers, leads, strict=True):
        gives = "score" if file.model.gives_scores else ""
        cells = [Piece(file.model.id), Piece(gives, "yellow")]
        for name in scenario.outcomes:
            mark = LEAD if name in leading else " "
            text = f"{mark} {_written(answer, scenario.id, name)}"
            cells.append(Piece(text, "bold" if name in leading else ""))
        yield cells


def _heads(scenario: Scenario, width: int) -> Sequence[str]:
    """Return the outcomes' titles, or their ids where the titles take too much room."""
    titles = [outcome.title for outcome in scenario.outcomes.values()]
    needed = sum(max(len(title), LEAST_CELL) for title in titles)
    return titles if needed + ROOM_FOR_MODEL <= width else list(scenario.outcomes)


def _written(answer: Answer, scenario: str, name: str) -> str:
    if isinstance(answer, Assessment):
        (outcome,) = (o for o in answer[scenario].outcomes if o.id == name)
        chance = percent_of_word(outcome.probability, answer.model.words)
        if outcome.low is None or outcome.high is None:
            return chance
        return f"{chance:>6} {percent_range(outcome.low, outcome.high)}"
    (each,) = (each for each in answer.scenarios if each.scenario.id == scenario)
    (scored,) = (o for o in each.outcomes if o.id == name)
    return write_score(scored)


def _verdict(scenario: Scenario, found: Comparison) -> Line:
    end = scenario.resolution_at(found.as_of)
    if end is not None:
        day, title = end.on.isoformat(), _titles([end.outcome], scenario)
        return plain(f"Settled on {day} as {title}, whatever a model says.")
    leads: dict[tuple[str, ...], list[str]] = {}
    for file, leading in zip(found.models, found.leads(scenario.id), strict=True):
        leads.setdefault(leading, []).append(file.model.id)
    alike = leads.pop((), [])
    said = f" All is alike to {', '.join(alike)}." if alike else ""
    if not leads:
        return plain(said.strip())
    if len(leads) == 1:
        (leading,) = leads
        return plain(f"All agree on {_titles(leading, scenario)}.{said}", "green")
    parts = "; ".join(
        f"{_titles(leading, scenario)} under {', '.join(models)}"
        for leading, models in leads.items()
    )
    warning = f"The lead changes with the model: {parts}. Do not rely on it.{said}"
    return plain(warning, "bold")


def _titles(names: Iterable[str], scenario: Scenario) -> str:
    return " and ".join(f"«{scenario.outcomes[name].title}»" for name in names)


def _scenario(scenario: Scenario, found: Comparison) -> Json:
    leads = found.leads(scenario.id)
    return {
        "id": scenario.id,
        "title": scenario.title,
        "leads": {
            file.model.id: list(leading)
            for file, leading in zip(found.models, leads, strict=True)
        },
        "outcomes": [
            {
                "id": name,
                "title": outcome.title,
                "answers": [
                    {"model": file.model.id, **_answer(answer, scenario.id, name)}
                    for file, answer in zip(found.models, found.answers, strict=True)
                ],
            }
            for name, outcome in scenario.outcomes.items()
        ],
    }


def _answer(answer: Answer, scenario: str, name: str) -> Json:
    """Return a probability with its interval and word, or a score with its rank."""
    chance, low, high, word, score, rank = _cells(answer, scenario, name)
    if isinstance(answer, Assessment):
        return {"probability": chance, "low": low, "high": high, "word": word}
    return {"score": score, "rank": rank}


def _cells(answer: Answer, scenario: str, name: str) -> tuple[Cell, ...]:
    if isinstance(answer, Assessment):
        (outcome,) = (o for o in answer[scenario].outcomes if o.id == name)
        ends = (outcome.low, outcome.high)
        return (float(outcome.probability), *ends, outcome.word, None, None)
    (each,) = (each for each in answer.scenarios if each.scenario.id == scenario)
    (scored,) = (o for o in each.outcomes if o.id == name)
    score = None if scored.score is None else float(scored.score)
    return (None, None, None, "", score, scored.rank)
