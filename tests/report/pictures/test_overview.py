"""The overview shows what the table of outcomes holds."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dossiers import PLAIN, compile_here
from pictures import by_name, data, labels, said
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import draw


def test_its_numbers_are_those_of_the_table(full: Dossier) -> None:
    rows = data(draw("overview", full), "probabilities")
    table = list(by_name(tables_of(full)["outcomes"]))
    assert [(r["scenario"], r["outcome"]) for r in rows] == [
        (each["scenario"], each["outcome"]) for each in table
    ]
    for row, each in zip(rows, table, strict=True):
        assert row["probability"] == float(str(each["probability"]))
        assert (row["low"], row["high"]) == (each["low"], each["high"])
        assert row["points"] == float(str(each["change"]))
        before = float(str(each["probability"])) - float(str(each["change"]))
        assert row["before"] == pytest.approx(before, abs=1e-12)


def test_what_it_prints_is_what_the_terminal_prints(full: Dossier) -> None:
    found = labels(draw("overview", full))
    for outcome in full.assessment["strike"].outcomes:
        assert outcome.word in found
    assert found.count("settled") == 2
    assert "Hollow dot and change: since 2024-02-10." in said(draw("overview", full))


def test_without_an_earlier_day_no_change_is_told(tmp_path: Path) -> None:
    spec = draw("overview", compile_here(tmp_path))
    assert not [label for label in labels(spec) if label.endswith(" pp")]
    assert "change" not in labels(spec)
    assert "Hollow" not in said(spec)


def test_one_scenario_alone_is_named_in_the_claim(full: Dossier) -> None:
    spec = draw("overview", full, "vote")
    assert spec["title"]["text"] == ["The ballot: how likely each outcome is"]
    assert {row["scenario"] for row in data(spec, "probabilities")} == {"vote"}


def test_what_was_settled_before_has_not_moved(tmp_path: Path) -> None:
    order = replace(PLAIN, since=date(2024, 3, 1))
    spec = draw("overview", compile_here(tmp_path, order))
    rows = data(spec, "probabilities")
    settled = [row for row in rows if row["scenario"] == "vote"]
    assert [row["before"] for row in settled] == [1.0, 0.0]
    assert json.dumps(spec)
