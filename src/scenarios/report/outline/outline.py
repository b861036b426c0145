"""A dossier as a text: first the answers, then each question, then where it is from."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from scenarios.assessment.confidence import count
from scenarios.assessment.results import ScenarioAssessment
from scenarios.report.contents import TABLES, tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.numbers import percent_of_word
from scenarios.report.outline.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Item,
    Paragraph,
)
from scenarios.report.outline.evidence import Evidence, gather
from scenarios.report.outline.matrix import ledger_matrix
from scenarios.report.tables import Cells, Table
from scenarios.report.wide import widen

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["outline_of"]

OVERVIEW = (
    "title",
    "leading_title",
    "word",
    "probability",
    "low",
    "high",
    "confidence",
)
OUTCOMES = ("title", "outcome", "word", "probability", "low", "high", "prior", "change")
CASES = ("case", "title", "word", "base", "probability", "points", "decibans", "leads")

WITHDRAWN = (
    "development",
    "title",
    "report",
    "source",
    "published",
    "retracted",
    "record",
    "why",
    "counts",
)
RETRACTED = (
    "These reports were retracted: each counts for nothing from that day. The last "
    "column tells whether the development still counts, by other reports."
)

LEDGER = (
    "In decibans: 10 are ten times likelier. Each row stands against the average of "
    "the outcomes; the rows add up to the score. «line» is that of"
)


def outline_of(dossier: Dossier) -> Iterator[Block]:
    """Yield the parts of a text on a dossier, in the order of reading."""
    now = dossier.assessment
    tables = tables_of(dossier)
    words = now.model.words
    yield Heading(1, f"Assessment as of {now.as_of.isoformat()}")
    yield Paragraph(_opening(dossier))
    if len(now.scenarios) > 1:
        yield Grid(_said(_columns(tables["scenarios"], OVERVIEW), words))
    evidence = gather(tables["developments"], tables["reports"])
    for each in now.scenarios:
        yield from _scenario(each, dossier, tables, evidence)
    for name in ("sources", "about"):
        yield Heading(2, TABLES[name])
        yield Grid(tables[name])


def _opening(dossier: Dossier) -> str:
    now = dossier.assessment
    since = dossier.before
    changes = "" if since is None else f" Changes are since {since.as_of.isoformat()}."
    return (
        f"{count(len(now.scenarios), 'question')}, assessed under the model "
        f"{now.model.id} from {count(now.developments, 'development')} on file."
        f"{changes} Where it is from, and what its numbers cannot say, stands at the "
        f"end under {TABLES['about']}."
    )


def _scenario(
    each: ScenarioAssessment,
    dossier: Dossier,
    tables: Mapping[str, Table],
    evidence: Evidence,
) -> Iterator[Block]:
    file = dossier.workspace.scenarios[each.id]
    yield Heading(2, f"{each.scenario.title} ({each.id})")
    yield Paragraph(each.scenario.question)
    yield Paragraph(_status(each))
    outcomes = _columns(_of(tables["outcomes"], each), OUTCOMES)
    words = dossier.assessment.model.words
    yield Grid(_said(outcomes, words))
    yield Paragraph(f"Confidence is {each.confidence.level}, judged from:")
    yield Bullets(tuple(Item((reason,)) for reason in each.confidence.reasons))
    yield Heading(3, TABLES["ledger"])
    yield Paragraph(f"{LEDGER} {file.path}.")
    yield Grid(ledger_matrix(each, file.outcomes, words))
    yield Heading(3, TABLES["developments"])
    items = evidence.items_of(each.id)
    yield Bullets(items) if items else Paragraph("None counts yet.")
    gone = _columns(_of(tables["withdrawn"], each), WITHDRAWN)
    if gone.rows:
        yield Heading(3, TABLES["withdrawn"])
        yield Paragraph(RETRACTED)
        yield Grid(gone)
    yield from _beside(each, tables)


def _beside(each: ScenarioAssessment, tables: Mapping[str, Table]) -> Iterator[Block]:
    """Yield history and what-ifs, where the dossier holds them."""
    if "history" in tables:
        yield Heading(3, TABLES["history"])
        wide = widen(_of(tables["history"], each), [o.id for o in each.outcomes])
        shown = [c.name for c in wide.columns if c.says == "probability"]
        yield Grid(_columns(wide, ("on", *shown, "developments")))
    if "cases" in tables:
        yield Heading(3, TABLES["cases"])
        yield Grid(_columns(_of(tables["cases"], each), CASES))


def _status(each: ScenarioAssessment) -> str:
    horizon, settled = each.scenario.horizon, each.resolved
    days = f"{horizon.opens.isoformat()} to {horizon.closes.isoformat()}"
    if settled is None:
        return f"Horizon {days}; open."
    title = each.scenario.outcomes[settled.outcome].title
    why = f": {settled.why}" if settled.why else ""
    return f"Horizon {days}. Settled on {settled.on.isoformat()}: «{title}»{why}."


def _of(table: Table, each: ScenarioAssessment) -> Table:
    """Return the rows of one scenario."""
    (place,) = (at for at, c in enumerate(table.columns) if c.name == "scenario")
    rows = tuple(row for row in table.rows if row[place] == each.id)
    return Table(table.columns, rows, table.name)


def _columns(table: Table, names: Sequence[str]) -> Table:
    """Return some columns of a table, those of `names` that it has."""
    at = {column.name: place for place, column in enumerate(table.columns)}
    places = [at[name] for name in names if name in at]
    columns = tuple(table.columns[place] for place in places)
    rows = tuple(tuple(row[place] for place in places) for row in table.rows)
    return Table(columns, rows, table.name)


def _said(table: Table, standard: str) -> Table:
    """Return a table whose probabilities carry their word, to a tenth where needed."""
    (place,) = (at for at, c in enumerate(table.columns) if c.name == "probability")

    def carry(row: Cells) -> Cells:
        written = percent_of_word(cast("Decimal", row[place]), standard)
        return (*row[:place], written, *row[place + 1 :])

    return Table(table.columns, tuple(map(carry, table.rows)), table.name)
