"""The board shows the developments that count and the states of the ledger."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from dossiers import PLAIN, compile_here
from pictures import by_name, data, labels, said
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import draw


def test_its_marks_are_the_developments_that_count(full: Dossier) -> None:
    found = {
        (row["indicator"], row["development"], row["date"], row["absent"])
        for row in data(draw("board", full, "strike"), "news")
    }
    assert found == {
        (
            row["indicator"],
            row["development"],
            str(row["date"]),
            row["observed"] == "absent",
        )
        for row in by_name(tables_of(full)["developments"])
        if row["scenario"] == "strike" and float(str(row["db"])) > 0
    }


def test_its_states_are_those_of_the_table(full: Dossier) -> None:
    spec = draw("board", full, "strike")
    states = {
        row["row"]: row["state"]
        for row in by_name(tables_of(full)["ledger"])
        if row["scenario"] == "strike" and row["state"]
    }
    found = labels(spec)
    told = [
        label for label in found if label in ("observed", "silent", "open", "absent")
    ]
    assert len(told) == len(states)
    assert told.count("silent") == list(states.values()).count("silent")


def test_quiet_days_run_to_the_day_assessed(full: Dossier) -> None:
    spec = draw("board", full, "strike")
    quiet = {row["indicator"]: row["days"] for row in data(spec, "quiet")}
    assert quiet["talks"] == (date(2024, 4, 15) - date(2024, 2, 5)).days
    assert f"{quiet['talks']} d" in labels(spec)
    assert "the newest 13 days ago" in said(spec)


def test_an_absence_is_a_cross_and_told(full: Dossier) -> None:
    spec = draw("board", full, "strike")
    absent = [row for row in data(spec, "news") if row["absent"]]
    assert [row["indicator"] for row in absent] == ["mediator"]
    assert "absent" in labels(spec)


def test_before_any_news_nothing_is_heard_of(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, replace(PLAIN, as_of=date(2024, 1, 20)))
    spec = draw("board", dossier, "strike")
    assert "0 of 8 indicators observed; nothing heard of any yet" in said(spec)
    assert data(spec, "news") == []
