"""Wide tables: a column for each outcome, the same numbers as the long ones."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers import FULL, compile_here
from scenarios.report.contents import tables_of
from scenarios.report.tables import Cell, Column, Kind, Lazy, Table
from scenarios.report.wide import SHAPES, NotWideError, widen

LEDGER = [
    "scenario",
    "row",
    "state",
    "factor",
    "developments",
    "where",
    "as_of",
    "model",
    "outcome",
    "decibans",
]


def ledger(*rows: tuple[str, str, str, Decimal]) -> Table:
    def cell(name: str, row: tuple[str, str, str, Decimal]) -> Cell:
        names = ("scenario", "row", "outcome", "decibans")
        return row[names.index(name)] if name in names else ""

    columns = tuple(
        Column(name, Kind.DECIBANS if name == "decibans" else Kind.TEXT)
        for name in LEDGER
    )
    return Table(
        columns, tuple(tuple(cell(n, row) for n in LEDGER) for row in rows), "ledger"
    )


def records(table: Table) -> list[dict[str, Cell]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_outcomes_stand_side_by_side_and_foreign_ones_are_empty() -> None:
    table = ledger(
        ("strike", "prior", "deal", Decimal(3)),
        ("strike", "prior", "defeat", Decimal(-3)),
        ("strike", "talks", "deal", Decimal("1.5")),
        ("strike", "talks", "defeat", Decimal("-1.5")),
        ("vote", "prior", "for", Decimal(2)),
        ("vote", "prior", "against", Decimal(-2)),
    )
    found = records(widen(table, ["deal", "defeat", "for", "against"]))
    assert [(row["scenario"], row["row"]) for row in found] == [
        ("strike", "prior"),
        ("strike", "talks"),
        ("vote", "prior"),
    ]
    numbers = [[row[n] for n in ("deal", "defeat", "for", "against")] for row in found]
    assert numbers == [
        [Decimal(3), Decimal(-3), None, None],
        [Decimal("1.5"), Decimal("-1.5"), None, None],
        [None, None, Decimal(2), Decimal(-2)],
    ]


def test_an_outcome_that_two_scenarios_have_is_one_column() -> None:
    table = ledger(("a", "prior", "yes", Decimal(1)), ("b", "prior", "yes", Decimal(2)))
    wide = widen(table, ["yes", "yes"])
    assert [row["yes"] for row in records(wide)] == [Decimal(1), Decimal(2)]


@pytest.mark.parametrize("name", SHAPES)
def test_no_number_is_lost(name: str, tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, FULL)
    table = tables_of(dossier)[name]
    outcomes = [o.id for each in dossier.assessment.scenarios for o in each.outcomes]
    rows = records(widen(table, outcomes))
    shape = SHAPES[name]
    by_key = {tuple(row[key] for key in shape.key): row for row in rows}
    assert len(by_key) == len(rows)
    for row in records(table):
        found = by_key[tuple(row[key] for key in shape.key)]
        for column, ending in shape.spread:
            assert found[f"{row['outcome']}{ending}"] == row[column]
    cells = sum(cell is not None for row in widen(table, outcomes).rows for cell in row)
    assert cells > 0


def test_the_likeliest_outcome_leads_and_brings_its_word(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    table = tables_of(dossier)["outcomes"]
    outcomes = [o.id for each in dossier.assessment.scenarios for o in each.outcomes]
    strike, vote = records(widen(table, outcomes))
    assert (strike["leading"], strike["word"]) == ("deal", "almost certain")
    assert (vote["leading"], vote["word"]) == ("for", "above 99 %")
    assert vote["as_of"] == date(2024, 4, 15)


def test_a_column_knows_what_it_says_of_which_outcome(tmp_path: Path) -> None:
    table = tables_of(compile_here(tmp_path, FULL))["outcomes"]
    columns = {column.name: column for column in widen(table, ["deal"]).columns}
    low, change = columns["deal_low"], columns["deal_change"]
    assert (low.kind, low.says, low.outcome) == (Kind.PROBABILITY, "low", "deal")
    assert change.kind is Kind.POINTS


def test_an_outcome_called_as_a_column_is_told_from_it() -> None:
    table = ledger(
        ("a", "prior", "State", Decimal(1)), ("a", "prior", "limits", Decimal(2))
    )
    wide = widen(table, ["State", "limits", "limits_"], reserved=["limits"])
    assert [column.name for column in wide.columns][-3:] == [
        "State_",
        "limits_",
        "limits__",
    ]


def test_a_table_without_outcomes_cannot_be_wide() -> None:
    table = Table((Column("source"),), (("dawn",),), "sources")
    with pytest.raises(NotWideError, match="`sources` has no outcomes") as caught:
        widen(table, ["deal"])
    assert caught.value.name == "sources"


def test_rows_are_made_as_they_are_read() -> None:
    made: list[int] = []

    def rows() -> list[tuple[Cell, ...]]:
        made.append(1)
        return list(ledger(("a", "prior", "yes", Decimal(1))).rows)

    table = Table(ledger().columns, Lazy(lambda: iter(rows())), "ledger")
    wide = widen(table, ["yes"])
    assert made == []
    assert list(wide.rows) == list(wide.rows)
    assert len(made) == 2


@given(st.lists(st.sampled_from(["a", "A", "a_low", "state", "row", "_"])))
def test_no_two_columns_are_called_alike(outcomes: list[str]) -> None:
    names = [c.name.casefold() for c in widen(ledger(), outcomes).columns]
    assert len(set(names)) == len(names)
