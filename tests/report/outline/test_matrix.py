"""The ledger as a matrix: signs by outcomes, down to the score and the probability."""

from decimal import Decimal, localcontext
from pathlib import Path

from dossiers import compile_here
from scenarios.report.numbers import percent_of_word
from scenarios.report.outline.matrix import ledger_matrix
from scenarios.report.tables import Cell

LINES = {"defeat": "s.yaml:8", "ruling": "s.yaml:9", "deal": "s.yaml:10"}


def matrix(tmp_path: Path) -> list[dict[str, Cell]]:
    table = ledger_matrix(compile_here(tmp_path).assessment["strike"], LINES, "icd-203")
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_the_rows_add_up_to_the_score(tmp_path: Path) -> None:
    rows = matrix(tmp_path)
    *parts, score, _ = rows
    for outcome in LINES:
        with localcontext(prec=50):
            total = sum(Decimal(str(row[outcome])) for row in parts)
            assert abs(total - Decimal(str(score[outcome]))) < Decimal("1e-30")


def test_prior_and_clock_come_first_and_the_probability_last(tmp_path: Path) -> None:
    rows = matrix(tmp_path)
    deal = compile_here(tmp_path).assessment["strike"].probabilities["deal"]
    names = [row["row"] for row in rows]
    assert names[:2] == ["prior", "clock"]
    assert names[-2:] == ["score", "probability"]
    assert rows[0]["line"] == "8 9 10"
    assert rows[-1]["deal"] == percent_of_word(deal, "icd-203")
    assert rows[-1]["title"] == "What the score comes to"


def test_the_strongest_signs_come_first_each_with_its_line(tmp_path: Path) -> None:
    signs = matrix(tmp_path)[2:-2]
    spans = [
        max(numbers) - min(numbers)
        for row in signs
        for numbers in [[Decimal(str(row[outcome])) for outcome in LINES]]
    ]
    assert spans == sorted(spans, reverse=True)
    (talks,) = (row for row in signs if row["row"] == "talks")
    assert (talks["title"], talks["line"]) == ("Both sides meet in person", "12")


def test_a_settled_question_says_that_its_probability_is_settled(
    tmp_path: Path,
) -> None:
    each = compile_here(tmp_path).assessment["vote"]
    table = ledger_matrix(each, {}, "icd-203")
    *_, last = table.rows
    assert last[:2] == ("probability", "As settled")
    assert "100 %" in last
