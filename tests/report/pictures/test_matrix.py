"""The matrix shows the ledger's table, the most telling rows first."""

import pytest

from pictures import by_name, data, labels
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.numbers import decibans
from scenarios.report.pictures.kinds import draw


def test_its_cells_are_those_of_the_table(full: Dossier) -> None:
    cells = data(draw("matrix", full, "strike"), "cells")
    table = {
        (row["row"], row["outcome"]): float(str(row["decibans"]))
        for row in by_name(tables_of(full)["ledger"])
        if row["scenario"] == "strike"
    }
    shown = {(c["row"], c["outcome"]): c["decibans"] for c in cells}
    for outcome in ("defeat", "ruling", "deal"):
        score = shown.pop(("score", outcome))
        column = [entry for (_, name), entry in table.items() if name == outcome]
        assert score == pytest.approx(sum(column), abs=1e-9)
    assert shown.items() <= table.items()
    assert all(table[key] == 0 for key in table.keys() - shown.keys())


def test_the_rows_that_tell_most_apart_stand_first(full: Dossier) -> None:
    cells = data(draw("matrix", full, "strike"), "cells")
    rows = dict.fromkeys(cell["row"] for cell in cells)
    spreads = [
        max(c["decibans"] for c in cells if c["row"] == row)
        - min(c["decibans"] for c in cells if c["row"] == row)
        for row in rows
    ]
    assert next(iter(rows)) == "prior"
    assert list(rows)[-1] == "score"
    assert spreads[1:-1] == sorted(spreads[1:-1], reverse=True)


def test_every_cell_has_its_signed_number(full: Dossier) -> None:
    spec = draw("matrix", full, "strike")
    found = labels(spec)
    for cell in data(spec, "cells"):
        assert decibans(cell["decibans"]) in found


def test_indicators_that_say_nothing_are_named_below(full: Dossier) -> None:
    spec = draw("matrix", full, "vote")
    notes = " ".join(row["label"] for row in data(spec, "notes"))
    silent = {
        row["row"]
        for row in by_name(tables_of(full)["ledger"])
        if row["scenario"] == "vote"
    } - {cell["row"] for cell in data(spec, "cells")}
    assert bool(notes) == bool(silent)
