"""The questions as a table: what is asked, which outcome leads, and on what ground."""

from collections.abc import Iterator
from functools import partial

from scenarios.assessment.results import ScenarioAssessment
from scenarios.report.dossier import Dossier
from scenarios.report.tables import Cells, Column, Kind, Lazy, Table

__all__ = ["scenario_table"]

COLUMNS = (
    Column("scenario"),
    Column("title"),
    Column("question"),
    Column("opens", Kind.DATE),
    Column("closes", Kind.DATE),
    Column("leading"),
    Column("leading_title"),
    Column("probability", Kind.PROBABILITY),
    Column("low", Kind.PROBABILITY),
    Column("high", Kind.PROBABILITY),
    Column("word"),
    Column("confidence"),
    Column("reasons"),
    Column("resolved", Kind.DATE),
    Column("file"),
    Column("as_of", Kind.DATE),
    Column("model"),
)


def scenario_table(dossier: Dossier) -> Table:
    """Return one row per scenario: its question and its likeliest outcome."""
    return Table(COLUMNS, Lazy(partial(_rows, dossier)), "scenarios")


def _rows(dossier: Dossier) -> Iterator[Cells]:
    now = dossier.assessment
    for each in now.scenarios:
        file = dossier.workspace.scenarios[each.id].path
        yield (*_asked(each), *_judged(each), file, now.as_of, now.model.id)


def _asked(each: ScenarioAssessment) -> Cells:
    scenario = each.scenario
    horizon = scenario.horizon
    return (each.id, scenario.title, scenario.question, horizon.opens, horizon.closes)


def _judged(each: ScenarioAssessment) -> Cells:
    best, settled = each.leading, each.resolved
    return (
        best.id,
        best.title,
        best.probability,
        best.low,
        best.high,
        best.word,
        each.confidence.level,
        "; ".join(each.confidence.reasons),
        None if settled is None else settled.on,
    )
