"""The tables of an assessment: typed cells, one row per outcome."""

from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path

import pytest

from desk import write_workspace
from scenarios.assessment.assess import assess
from scenarios.assessment.results import Assessment
from scenarios.explanation.change import changes_since
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.tables import Kind, Table, ledger_table, outcome_table


def assessed(root: Path, day: date, *scenarios: str) -> Assessment:
    workspace = load_workspace(root)
    news = load_developments(root / "news.yaml", workspace)
    return assess(workspace, news, day, scenarios=scenarios)


@pytest.fixture
def now(tmp_path: Path) -> Assessment:
    return assessed(write_workspace(tmp_path), date(2024, 4, 15))


def column(table: Table, name: str) -> list[object]:
    (place,) = (p for p, c in enumerate(table.columns) if c.name == name)
    return [row[place] for row in table.rows]


def test_there_is_a_row_per_scenario_and_outcome(now: Assessment) -> None:
    table = outcome_table(now)
    assert column(table, "scenario") == ["strike"] * 3 + ["vote"] * 2
    assert column(table, "outcome") == ["defeat", "ruling", "deal", "for", "against"]
    assert column(table, "as_of") == [date(2024, 4, 15)] * 5
    assert column(table, "model") == ["default"] * 5
    assert [c.kind for c in table.columns if c.name in ("prior", "low", "word")] == [
        Kind.PROBABILITY,
        Kind.PROBABILITY,
        Kind.TEXT,
    ]


def test_the_cells_are_exact(now: Assessment) -> None:
    table = outcome_table(now)
    outcomes = [outcome for each in now.scenarios for outcome in each.outcomes]
    assert column(table, "probability") == [o.probability for o in outcomes]
    assert column(table, "prior")[:3] == [
        Decimal("0.3"),
        Decimal("0.1"),
        Decimal("0.6"),
    ]
    assert column(table, "high")[3:] == [None, None]


def test_changes_are_a_further_column(now: Assessment, tmp_path: Path) -> None:
    before = assessed(tmp_path, date(2024, 2, 1))
    table = outcome_table(now, changes_since(now, before))
    changes = column(table, "change")
    assert sum(Decimal(str(change)) for change in changes[:3]) == pytest.approx(0)
    assert table.columns[-1].kind is Kind.POINTS
    assert [row[:-1] for row in table.rows] == list(outcome_table(now).rows)


def test_changes_follow_the_scenarios_and_not_their_order(
    now: Assessment, tmp_path: Path
) -> None:
    before = assessed(tmp_path, date(2024, 2, 1))
    turned = assessed(tmp_path, date(2024, 4, 15), "vote", "strike")
    straight = outcome_table(now, changes_since(now, before))
    table = outcome_table(turned, changes_since(turned, before))
    assert sorted(map(str, table.rows)) == sorted(map(str, straight.rows))


def test_the_ledger_has_every_row_and_adds_up(now: Assessment) -> None:
    table = ledger_table(now)
    strike = now["strike"]
    rows = [row for row in table.rows if row[0] == "strike"]
    assert len(rows) == 3 * (2 + len(strike.ledger.rows))
    for place, outcome in enumerate(strike.ledger.outcomes):
        with localcontext(prec=50):
            total = sum(Decimal(str(row[4])) for row in rows if row[3] == outcome)
            assert abs(total - strike.ledger.score[place]) < Decimal("1e-30")


def test_prior_and_clock_have_no_factor_and_no_place(now: Assessment) -> None:
    rows = [row for row in ledger_table(now).rows if row[1] in ("prior", "clock")]
    assert len(rows) == 3 + 3 + 2
    assert {(row[2], row[5], row[6], row[7]) for row in rows} == {("", None, "", "")}


def test_prior_and_clock_lead_to_the_line_of_the_outcome(
    now: Assessment, tmp_path: Path
) -> None:
    files = load_workspace(tmp_path).scenarios
    lines = {name: file.outcomes for name, file in files.items()}
    rows = list(ledger_table(now, lines).rows)
    found = {(row[1], row[3]): row[7] for row in rows if row[0] == "strike"}
    assert found["prior", "defeat"] == "scenarios/strike.yaml:8"
    assert found["clock", "ruling"] == "scenarios/strike.yaml:9"
    assert found["talks", "ruling"] == "scenarios/strike.yaml:12"


def test_a_question_without_a_deadline_has_no_clock(now: Assessment) -> None:
    rows = [row[1] for row in ledger_table(now).rows if row[0] == "vote"]
    assert set(rows) == {"prior", "turnout"}
