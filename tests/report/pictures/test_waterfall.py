"""The waterfall shows the column of an outcome in the ledger's table."""

import itertools
from decimal import Decimal

import pytest

from pictures import by_name, data, labels, said
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.numbers import decibans, percent_of_word
from scenarios.report.pictures.kinds import draw


@pytest.mark.parametrize("outcome", ["defeat", "ruling", "deal"])
def test_its_rows_are_those_of_the_table(outcome: str, full: Dossier) -> None:
    rows = data(draw("waterfall", full, "strike", outcome), "rows")
    table = {
        str(row["row"]): float(str(row["decibans"]))
        for row in by_name(tables_of(full)["ledger"])
        if (row["scenario"], row["outcome"]) == ("strike", outcome)
    }
    shown = {row["row"]: row["decibans"] for row in rows}
    score, others = shown.pop("score"), shown.pop("others", 0.0)
    for name, entry in shown.items():
        assert entry == pytest.approx(table[name], abs=1e-12)
    rest = sum(entry for name, entry in table.items() if name not in shown)
    assert others == pytest.approx(rest, abs=1e-9)
    assert score == pytest.approx(sum(table.values()), abs=1e-9)


def test_each_bar_begins_where_the_one_before_ended(full: Dossier) -> None:
    *bars, score = data(draw("waterfall", full, "strike"), "rows")
    assert bars[0]["start"] == score["start"] == 0
    for before, after in itertools.pairwise(bars):
        assert after["start"] == before["end"]
    assert score["end"] == pytest.approx(bars[-1]["end"], abs=1e-12)


def test_its_signs_are_told_by_text_and_side(full: Dossier) -> None:
    spec = draw("waterfall", full, "strike")
    found = labels(spec)
    for row in data(spec, "rows"):
        assert row["label"] == decibans(row["decibans"])
        assert f"{row['label']} dB" in found


def test_probabilities_stand_only_at_its_ends(full: Dossier) -> None:
    spec = draw("waterfall", full, "strike")
    figures = [label for label in labels(spec) if label.endswith("%")]
    deal = full.assessment["strike"].outcomes[-1]
    assert figures == [
        f"Prior: {percent_of_word(Decimal('0.6'), 'icd-203')}",
        f"Score: {percent_of_word(deal.probability, 'icd-203')}",
    ]


def test_a_settled_question_is_shown_as_if_it_were_not(full: Dossier) -> None:
    spec = draw("waterfall", full, "vote")
    assert "Settled on 2024-02-20; shown as if it were not." in said(spec)
    assert "stood at" in said(spec)


def test_the_small_rows_of_a_long_ledger_stand_as_one(shipped: Dossier) -> None:
    spec = draw("waterfall", shipped, "ct-cooperation")
    rows = {row["row"]: row["decibans"] for row in data(spec, "rows")}
    assert len(rows) == 13
    table = {
        str(row["row"]): float(str(row["decibans"]))
        for row in by_name(tables_of(shipped)["ledger"])
        if (row["scenario"], row["outcome"]) == ("ct-cooperation", "routine")
    }
    hidden = [entry for name, entry in table.items() if name not in rows]
    smallest = min(abs(rows[name]) for name in rows.keys() & table.keys() - {"prior"})
    assert max(map(abs, hidden)) <= smallest
    assert rows["others"] == pytest.approx(sum(hidden), abs=1e-9)
    said_of = [entry for entry in hidden if entry]
    assert f"{len(said_of)} others" in labels(spec)
