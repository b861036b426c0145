"""The evidence as tables: every number leads back to a line and a report."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dossiers import PLAIN, compile_here
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import (
    development_table,
    report_table,
    source_table,
)
from scenarios.report.tables import Cell, Table


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return compile_here(tmp_path)


def records(table: Table) -> list[dict[str, Cell]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_every_development_that_counts_has_a_row_for_each_indicator(
    dossier: Dossier,
) -> None:
    rows = records(development_table(dossier))
    counting = [
        (each.id, row.reading.id, evidence.told.development.id, evidence.decibans)
        for each in dossier.assessment.scenarios
        for row in each.ledger.rows
        for evidence in row.reading.evidence
    ]
    keys = ("scenario", "indicator", "development", "db")
    assert [tuple(row[key] for key in keys) for row in rows] == counting
    assert len(rows) == 7


def test_a_development_says_what_was_seen_and_where_it_stands(
    dossier: Dossier,
) -> None:
    rows = {
        (r["indicator"], r["development"]): r
        for r in records(development_table(dossier))
    }
    assert rows["mood", "d2"]["observed"] == "cold"
    assert rows["mediator", "d3"]["observed"] == "absent"
    talks = rows["talks", "d1"]
    assert talks["observed"] == "seen"
    assert talks["date"] == date(2024, 2, 5)
    assert talks["where"] == "scenarios/strike.yaml:12"
    assert str(talks["stands"]).endswith("news.yaml:1")
    assert talks["records"] == ""
    assert (talks["origins"], talks["reports"]) == (2, 2)


def test_copies_are_told_from_the_report_that_speaks(dossier: Dossier) -> None:
    rows = {(r["development"], r["report"]): r for r in records(report_table(dossier))}
    # One wire story: B1 gives r = 0.75, C2 gives r = 0.45, so the first speaks.
    assert [rows["d2", name]["speaks"] for name in ("r1", "r2")] == ["speaks", "copy"]
    assert [rows["d2", name]["grade"] for name in ("r1", "r2")] == ["B1", "C2"]
    assert [float(str(rows["d2", name]["r"])) for name in ("r1", "r2")] == [0.75, 0.45]
    # 10·log10((1 + 0.75)/(1 − 0.75)) = 10·log10(7); the copy says nothing of its own.
    assert float(str(rows["d2", "r1"]["db"])) == pytest.approx(8.450980400142568)
    assert rows["d2", "r2"]["db"] is None
    assert str(rows["d2", "r2"]["stands"]).endswith("news.yaml:14")


def test_a_denial_weighs_below_nought(dossier: Dossier) -> None:
    rows = {(r["development"], r["report"]): r for r in records(report_table(dossier))}
    denial = float(str(rows["d4", "r2"]["db"]))
    # C4: r = 0.5·0.4 = 0.2, so −10·log10(1.2/0.8).
    assert denial == pytest.approx(-1.7609125905568124)


def test_a_report_of_its_own_grade_keeps_it(dossier: Dossier) -> None:
    rows = {(r["development"], r["report"]): r for r in records(report_table(dossier))}
    assert rows["d3", "r1"]["grade"] == "A2"


def test_sources_are_counted_with_their_grade_on_the_day(dossier: Dossier) -> None:
    gazette, union = records(source_table(dossier))
    assert (gazette["source"], gazette["grade"]) == ("gazette", "B")
    assert gazette["since"] == date(2020, 1, 1)
    assert (gazette["developments"], gazette["reports"]) == (5, 5)
    # The wire story speaks through the gazette; the union's copy is not heard.
    assert gazette["speaks"] == 5
    assert (union["developments"], union["reports"], union["speaks"]) == (3, 3, 2)


def test_a_source_graded_later_and_one_unknown_are_f(tmp_path: Path) -> None:
    late = (
        "gazette: {title: The Gazette, reliability: [{from: 2030-01-01, grade: B}]}\n"
    )
    rest = "union: {title: The union}\n"
    dossier = compile_here(tmp_path, PLAIN, {"sources.yaml": late + rest})
    rows = records(source_table(dossier))
    assert [(row["grade"], row["since"]) for row in rows] == [("F", None)] * 2


def test_a_source_that_is_on_file_no_more_leads_nowhere(dossier: Dossier) -> None:
    # A journal holds reports of sources that were taken out of the registry since.
    workspace = dossier.workspace
    registry = workspace.registry
    assert registry is not None
    emptied = replace(workspace, registry=replace(registry, where={}))
    for each in (emptied, replace(workspace, registry=None)):
        rows = records(source_table(replace(dossier, workspace=each)))
        assert [row["where"] for row in rows] == ["", ""]
