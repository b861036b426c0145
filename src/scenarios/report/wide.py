"""Long tables made wide: a column for each outcome instead of a row.

A long table has a row per outcome, as R, pandas and Datawrapper's filters want it. The
wide form is the matrix that people read, and that a line chart is made of.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, cast

from scenarios.errors import ScenariosError
from scenarios.report.tables import Cell, Cells, Column, Lazy, Table

if TYPE_CHECKING:
    from decimal import Decimal

__all__ = ["SHAPES", "NotWideError", "Shape", "widen"]


class NotWideError(ScenariosError):
    """A table without outcomes was asked for with a column for each."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"the table `{name}` has no outcomes to stand side by side; "
            f"--wide is for {', '.join(SHAPES)}"
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """How a long table becomes wide.

    Attributes:
        key: Columns that tell one wide row from another.
        kept: Columns that are taken from the first row of an outcome.
        spread: Columns that get one for each outcome, with what their names end in.
        leads: Whether the likeliest outcome and its word get columns.
    """

    key: tuple[str, ...]
    kept: tuple[str, ...]
    spread: tuple[tuple[str, str], ...]
    leads: bool = False


SHAPES: Mapping[str, Shape] = {
    "outcomes": Shape(
        key=("scenario",),
        kept=("confidence", "as_of", "model"),
        spread=(
            ("probability", ""),
            ("low", "_low"),
            ("high", "_high"),
            ("prior", "_prior"),
            ("change", "_change"),
        ),
        leads=True,
    ),
    "ledger": Shape(
        key=("scenario", "row"),
        kept=("state", "factor", "developments", "where", "as_of", "model"),
        spread=(("decibans", ""),),
    ),
    "history": Shape(
        key=("scenario", "on"),
        kept=("developments", "model"),
        spread=(("probability", ""), ("low", "_low"), ("high", "_high")),
    ),
    "cases": Shape(
        key=("case", "scenario"),
        kept=("as_of", "model"),
        spread=(("probability", ""), ("base", "_base"), ("points", "_points")),
        leads=True,
    ),
}
"""How each table with outcomes becomes wide, by its name."""


@dataclass(frozen=True, slots=True)
class _Plan:
    """Places of the columns of a long table, by what becomes of them."""

    key: tuple[int, ...]
    kept: tuple[int, ...]
    spread: tuple[int, ...]
    outcome: int
    leading: tuple[int, int] | None
    outcomes: Mapping[str, int]


def widen(table: Table, outcomes: Iterable[str], reserved: Iterable[str] = ()) -> Table:
    """Return a table with a column for each outcome; rows are made as they are read.

    Args:
        table: Its rows of one key stand together.
        outcomes: Ids of the outcomes of all scenarios; a column is empty for the
            scenarios that do not have the outcome.
        reserved: Names that none of its columns may have.

    Raises:
        NotWideError: The table has no outcomes.
    """
    if table.name not in SHAPES:
        raise NotWideError(table.name)
    plan = _plan(table, SHAPES[table.name], tuple(dict.fromkeys(outcomes)))
    columns = _columns(table, SHAPES[table.name], plan, reserved)
    return Table(columns, Lazy(partial(_rows, table, plan)), table.name)


def _plan(table: Table, shape: Shape, outcomes: Sequence[str]) -> _Plan:
    at = {column.name: place for place, column in enumerate(table.columns)}
    return _Plan(
        key=tuple(at[name] for name in shape.key),
        kept=tuple(at[name] for name in shape.kept),
        spread=tuple(at[name] for name, _ in shape.spread if name in at),
        outcome=at["outcome"],
        leading=(at["probability"], at["word"]) if shape.leads else None,
        outcomes={name: place for place, name in enumerate(outcomes)},
    )


def _columns(
    table: Table, shape: Shape, plan: _Plan, reserved: Iterable[str]
) -> tuple[Column, ...]:
    """Return the columns, with names that no reader takes for one another.

    An id can be the name of a column, or end as one does; then `_` is put behind it.
    """
    whole = [table.columns[place] for place in (*plan.key, *plan.kept)]
    if plan.leading is not None:
        whole[len(plan.key) : len(plan.key)] = [Column("leading"), Column("word")]
    endings = dict(shape.spread)
    taken = {name.casefold() for name in (*reserved, *(each.name for each in whole))}
    for place in plan.spread:
        column = table.columns[place]
        for outcome in plan.outcomes:
            name = _free(f"{outcome}{endings[column.name]}", taken)
            whole.append(Column(name, column.kind, column.name, outcome))
    return tuple(whole)


def _free(name: str, taken: set[str]) -> str:
    """Return a name that is not taken, and take it."""
    while name.casefold() in taken:
        name += "_"
    taken.add(name.casefold())
    return name


def _rows(table: Table, plan: _Plan) -> Iterator[Cells]:
    for key, group in groupby(table.rows, lambda row: _pick(row, plan.key)):
        rows = list(group)
        width = len(plan.outcomes)
        cells: list[Cell] = [None] * (width * len(plan.spread))
        for row in rows:
            first = plan.outcomes[str(row[plan.outcome])]
            cells[first::width] = _pick(row, plan.spread)
        yield (*key, *_leader(rows, plan), *_pick(rows[0], plan.kept), *cells)


def _leader(rows: Sequence[Cells], plan: _Plan) -> Cells:
    """Return the likeliest outcome and its word; the first among equals."""
    if plan.leading is None:
        return ()
    probability, word = plan.leading
    best = max(rows, key=lambda row: cast("Decimal", row[probability]))
    return (best[plan.outcome], best[word])


def _pick(row: Cells, places: Iterable[int]) -> Cells:
    return tuple(row[place] for place in places)
