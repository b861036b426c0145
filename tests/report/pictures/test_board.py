"""The board shows the developments that count and the states of the ledger."""

from datetime import date

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
