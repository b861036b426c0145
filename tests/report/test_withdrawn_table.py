"""What was retracted, in every file that is handed on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dossiers import PLAIN, compile_here
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.markdown import write_block
from scenarios.report.outline.outline import outline_of
from scenarios.report.page.building import build_page
from scenarios.report.page.rendering import render

AFTER = replace(PLAIN, as_of=date(2024, 5, 2))
"""A day after the only report of d5 was withdrawn."""


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return compile_here(tmp_path, AFTER)


def test_each_report_that_was_withdrawn_has_a_row_in_each_scenario(
    dossier: Dossier,
) -> None:
    rows = list(tables_of(dossier)["withdrawn"].rows)
    assert [row[0] for row in rows] == ["strike", "vote"]
    assert rows[0][1:] == (
        "d5",
        date(2024, 4, 2),
        "The case is heard",
        "r1",
        "gazette",
        date(2024, 4, 2),
        date(2024, 5, 1),
        "",
        "the wrong court",
        "does not count",
    )
    assert {len(row) for row in rows} == {len(tables_of(dossier)["withdrawn"].columns)}


def test_the_day_before_nothing_was(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, replace(PLAIN, as_of=date(2024, 4, 30)))
    assert list(tables_of(dossier)["withdrawn"].rows) == []
    assert "Withdrawn" not in render(build_page(dossier))
    assert "Withdrawn" not in "".join(map(write_block, outline_of(dossier)))


def test_the_table_of_reports_says_so_and_weighs_nothing(dossier: Dossier) -> None:
    table = tables_of(dossier)["reports"]
    names = [column.name for column in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    (gone,) = (row for row in rows if row["speaks"] == "withdrawn")
    assert (gone["development"], gone["report"], gone["grade"]) == ("d5", "r1", "B6")
    assert (gone["r"], gone["db"]) == (None, None)
    assert str(gone["stands"]).endswith("news.yaml:33")
    assert gone is rows[-1]


def test_the_text_has_a_section_for_it(dossier: Dossier) -> None:
    text = "".join(map(write_block, outline_of(dossier)))
    assert text.count("### Withdrawn\n") == 2
    assert "| d5 | The case is heard | r1 | gazette | 2024-04-02 | 2024-05-01 |" in text
    assert "the wrong court | does not count |" in text


def test_the_page_has_a_section_for_it(dossier: Dossier) -> None:
    page = build_page(dossier)
    (gone,) = page.withdrawn
    assert (gone.name, gone.source, gone.anchor) == ("d5/r1", "The Gazette", "")
    shown = render(page)
    assert '<h3 id="withdrawn">Withdrawn</h3>' in shown
    assert "the wrong court" in shown
