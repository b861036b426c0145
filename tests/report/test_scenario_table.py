"""The questions as a table: one row each, with the likeliest outcome."""

from datetime import date
from pathlib import Path

from dossiers import compile_here
from scenarios.report.scenario_table import scenario_table


def test_every_question_has_a_row_with_its_likeliest_outcome(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    table = scenario_table(dossier)
    names = [column.name for column in table.columns]
    strike, vote = (dict(zip(names, row, strict=True)) for row in table.rows)
    assert strike["question"] == (
        "How will the strike at the docks end by the end of 2024?"
    )
    assert (strike["opens"], strike["closes"]) == (date(2024, 1, 1), date(2024, 12, 31))
    assert (strike["leading"], strike["leading_title"]) == ("deal", "A deal is signed")
    assert strike["probability"] == dossier.assessment["strike"].probabilities["deal"]
    assert strike["resolved"] is None
    assert strike["file"] == "scenarios/strike.yaml"
    assert (vote["leading"], vote["probability"]) == ("for", 1)
    assert (vote["low"], vote["resolved"]) == (None, date(2024, 2, 20))
    assert "0 of 1 indicator observed: low" in str(vote["reasons"])
