"""The sources' shares are those of the table of reports."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dossiers import PLAIN, compile_here
from pictures import by_name, data, labels, said
from scenarios.assessment.words import percent
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import draw
from scenarios.report.pictures.subject import NothingToDrawError


def test_its_shares_are_those_of_the_table(full: Dossier) -> None:
    spec = draw("sources", full)
    rows = {row["source"]: row for row in data(spec, "shares")}
    reports = list(by_name(tables_of(full)["reports"]))
    heard = [row for row in reports if row["speaks"] == "speaks"]
    whole = sum(abs(float(str(row["db"]))) for row in heard)
    assert {row["source"] for row in reports} == set(rows)
    for name, row in rows.items():
        mine = [abs(float(str(r["db"]))) for r in heard if r["source"] == name]
        assert row["decibans"] == pytest.approx(sum(mine), abs=1e-12)
        assert row["share"] == pytest.approx(sum(mine) / whole, abs=1e-12)
        assert row["label"] == percent(row["share"])
        assert row["label"] in labels(spec)
        assert row["reports"] == sum(r["source"] == name for r in reports)
    assert sum(row["share"] for row in rows.values()) == pytest.approx(1)
    assert sum(row["of_reports"] for row in rows.values()) == pytest.approx(1)


def test_one_scenario_counts_only_what_counts_for_it(full: Dossier) -> None:
    spec = draw("sources", full, "strike")
    assert "The dockers' strike: 2 sources, of which The Gazette tells" in said(spec)
    # The ballot was over when its only development happened.
    with pytest.raises(NothingToDrawError, match="nothing has been told that counts"):
        draw("sources", full, "vote")


def test_where_nothing_is_told_there_is_no_picture(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path, replace(PLAIN, as_of=date(2024, 1, 2)))
    with pytest.raises(NothingToDrawError, match="nothing has been told that counts"):
        draw("sources", dossier)


def test_the_rest_of_many_sources_is_told_below(shipped: Dossier) -> None:
    spec = draw("sources", shipped)
    shown = data(spec, "shares")
    every = [row["source"] for row in by_name(tables_of(shipped)["sources"])]
    rest = len(every) - len(shown)
    share = percent(1 - sum(row["share"] for row in shown))
    notes = " ".join(row["label"] for row in data(spec, "notes"))
    assert notes.startswith(f"{rest} further sources with ")
    assert notes.endswith(f" give {share} of the decibans.")
