"""Every number of an export leads on: to a line of YAML, a line of news, a record."""

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path

import pytest

from desk import enter, write_workspace
from dossiers import FULL, compile_here
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.tables import Table


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return compile_here(tmp_path_factory.mktemp("desk"), FULL)


def records(table: Table) -> Iterator[Mapping[str, str]]:
    names = [column.name for column in table.columns]
    return (dict(zip(names, map(str, row), strict=True)) for row in table.rows)


def line_at(root: Path, where: str) -> str:
    file, _, line = where.rpartition(":")
    return (root / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


def test_every_row_of_the_ledger_leads_to_the_line_that_it_is_from(
    dossier: Dossier,
) -> None:
    rows = list(records(tables_of(dossier)["ledger"]))
    for row in rows:
        line = line_at(dossier.workspace.root, row["where"]).strip()
        own = row["row"] not in ("prior", "clock")
        assert line.startswith(f"{row['row'] if own else row['outcome']}:")
        assert row["where"].startswith(f"scenarios/{row['scenario']}.yaml:")
    assert len({row["where"] for row in rows}) == 9 + 3 + 2


def test_every_probability_leads_to_its_rows_of_the_ledger(dossier: Dossier) -> None:
    tables = tables_of(dossier)
    ledger = list(records(tables["ledger"]))
    for row in records(tables["outcomes"]):
        mine = [
            each
            for each in ledger
            if (each["scenario"], each["outcome"]) == (row["scenario"], row["outcome"])
        ]
        rows = len(dossier.assessment[row["scenario"]].ledger.rows)
        assert len(mine) >= 1 + rows


def test_every_development_leads_to_its_line_its_sign_and_its_reports(
    dossier: Dossier,
) -> None:
    tables = tables_of(dossier)
    counted = {
        (row["scenario"], row["row"], name)
        for row in records(tables["ledger"])
        for name in row["developments"].split()
    }
    reported = {row["development"] for row in records(tables["reports"])}
    rows = list(records(tables["developments"]))
    for row in rows:
        stands = line_at(dossier.workspace.root, row["stands"])
        assert stands == f"- id: {row['development']}"
        sign = line_at(dossier.workspace.root, row["where"]).strip()
        assert sign.startswith(f"{row['indicator']}:")
        assert row["development"] in reported
    told = {(row["scenario"], row["indicator"], row["development"]) for row in rows}
    assert told == counted


def test_every_report_leads_to_its_line_and_its_source(dossier: Dossier) -> None:
    tables = tables_of(dossier)
    sources = {row["source"] for row in records(tables["sources"])}
    for row in records(tables["reports"]):
        stands = line_at(dossier.workspace.root, row["stands"])
        assert f"id: {row['report']}, source: {row['source']}" in stands
        assert row["source"] in sources


def test_every_source_leads_to_its_line(dossier: Dossier) -> None:
    rows = list(records(tables_of(dossier)["sources"]))
    for row in rows:
        line = line_at(dossier.workspace.root, row["where"])
        assert line.startswith(f"{row['source']}: {{title: {row['title']}, ")
    assert len(rows) == 2


def test_every_development_of_a_history_is_one_on_file(dossier: Dossier) -> None:
    known = {each.id for each in dossier.developments.items}
    rows = list(records(tables_of(dossier)["history"]))
    told = {name for row in rows for name in row["developments"].split()}
    assert told <= known
    assert len(told) == 5


def test_what_is_from_a_journal_leads_to_its_records(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    enter(tmp_path, "record", "news.yaml")
    enter(tmp_path, "regrade", "d1/r2", "B2", "--why", "confirmed since")
    enter(tmp_path, "audit", "export", "-o", "journal.jsonl")
    journal = [
        json.loads(line)
        for line in (tmp_path / "journal.jsonl").read_text("utf-8").splitlines()
        if line.startswith("{")
    ]
    bodies = {str(each["seq"]): each["body"] for each in journal if "seq" in each}
    answer = enter(
        tmp_path, "export", "--table", "developments", "--as-of", "2024-04-15"
    )
    rows = list(csv.DictReader(StringIO(answer.out, newline="")))
    assert len(rows) == 7
    for row in rows:
        led_to = [bodies[number] for number in row["records"].split()]
        assert {body["development"] for body in led_to} == {row["development"]}
        assert int(row["journal_size"]) == 7
    assert [row["records"] for row in rows if row["development"] == "d1"] == ["1 6"]
