"""The same numbers and texts in every format: read back, they are equal."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

import pytest

from dossiers import FULL, compile_here
from hostile import compile_hostile
from scenarios.assessment.words import percent
from scenarios.report.cells import read_aloud
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import DEVELOPMENT_COLUMNS
from scenarios.report.numbers import decibans, percent_of_word, points
from scenarios.report.tables import Cell, Table
from tongues import (
    READERS,
    Grid,
    as_held,
    exported,
    grids_of_latex,
    grids_of_markdown,
)

Facts = dict[tuple[str, ...], float | None]
KIND_OF = {column.name: column.kind for column in DEVELOPMENT_COLUMNS}

FACTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "outcomes": (("scenario", "outcome"), ("prior", "probability", "low", "high")),
    "ledger": (("scenario", "row", "outcome"), ("decibans", "factor")),
    "developments": (
        ("scenario", "indicator", "development"),
        ("db", "strength", "fading", "reports_db"),
    ),
    "history": (
        ("scenario", "on", "outcome"),
        ("probability", "low", "high", "news", "quiet"),
    ),
    "cases": (("case", "scenario", "outcome"), ("probability",)),
}
"""The numbers that JSON holds too, by table: what tells a row from others, and them."""

# XlsxWriter writes 16 of the 17 digits that tell a double from all others.
SIXTEEN_DIGITS = 1e-15


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return compile_here(tmp_path_factory.mktemp("desk"), FULL)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return compile_hostile(tmp_path_factory.mktemp("hostile"))


def records(table: Table) -> Iterator[Mapping[str, Cell]]:
    names = [column.name for column in table.columns]
    return (dict(zip(names, row, strict=True)) for row in table.rows)


def number(cell: Cell) -> float | None:
    return None if cell is None else float(str(cell))


@pytest.mark.parametrize("which", ["dossier", "hostile"])
@pytest.mark.parametrize("form", READERS)
def test_every_cell_is_read_back_as_it_was(
    form: str, which: str, request: pytest.FixtureRequest
) -> None:
    each: Dossier = request.getfixturevalue(which)
    read = READERS[form](each)
    for table in tables_of(each).values():
        found, held = read(table), as_held(table, form)
        assert len(found) == len(held)
        assert held or table.name == "withdrawn"
        for one, other in zip(found, held, strict=True):
            exact = form != "xlsx"
            assert one == (other if exact else tuple(map(within_sixteen_digits, other)))


def within_sixteen_digits(cell: object) -> object:
    if isinstance(cell, float):
        return pytest.approx(cell, rel=SIXTEEN_DIGITS, abs=1e-300)
    return cell


def facts_of_tables(dossier: Dossier) -> Facts:
    tables = tables_of(dossier)
    facts: Facts = {}
    for name, (keys, numbers) in FACTS.items():
        for row in records(tables[name]):
            key = tuple(str(row[each]) for each in keys)
            facts |= {(name, *key, each): number(row[each]) for each in numbers}
    # Prior and clock stand in no group, so that they have no factor.
    return {
        key: fact
        for key, fact in facts.items()
        if not (key[-1] == "factor" and key[2] in ("prior", "clock"))
    }


def facts_of_json(found: dict[str, Any]) -> Facts:
    facts: Facts = {}
    for each in found["explanation"]["scenarios"]:
        for outcome in each["outcomes"]:
            for column in FACTS["outcomes"][1]:
                facts["outcomes", each["id"], outcome["id"], column] = outcome[column]
        for row in each["ledger"]:
            facts |= facts_of_row(each["id"], row)
    for each in found["history"]["scenarios"]:
        for point in each["points"]:
            facts |= facts_of_point(each["id"], point)
    for case in found["whatif"]["cases"]:
        facts |= facts_of_case(case)
    return facts


def facts_of_case(case: dict[str, Any]) -> Facts:
    return {
        ("cases", case["id"], each["id"], outcome["id"], "probability"): outcome[
            "probability"
        ]
        for each in case["assessment"]["scenarios"]
        for outcome in each["outcomes"]
    }


def facts_of_row(scenario: str, row: dict[str, Any]) -> Facts:
    name = row.get("indicator", row["kind"])
    facts: Facts = {}
    for outcome, entry in row["decibans"].items():
        facts["ledger", scenario, name, outcome, "decibans"] = entry
        if "factor" in row:
            facts["ledger", scenario, name, outcome, "factor"] = row["factor"]
    for each in row.get("developments", ()):
        for column in FACTS["developments"][1]:
            at = (scenario, name, each["id"])
            facts["developments", *at, column] = each[column]
    return facts


def facts_of_point(scenario: str, point: dict[str, Any]) -> Facts:
    facts: Facts = {}
    for column in ("probabilities", "low", "high", "news", "quiet"):
        name = "probability" if column == "probabilities" else column
        for outcome in point["probabilities"]:
            numbers = point[column]
            at = (scenario, point["on"], outcome)
            facts["history", *at, name] = None if numbers is None else numbers[outcome]
    return facts


@pytest.mark.parametrize("which", ["dossier", "hostile"])
def test_the_numbers_of_json_are_those_of_the_tables(
    which: str, request: pytest.FixtureRequest
) -> None:
    each: Dossier = request.getfixturevalue(which)
    found = facts_of_json(json.loads(exported(each, "json")))
    assert found == facts_of_tables(each)
    assert {key[0] for key in found} == set(FACTS)


def expected_grids(dossier: Dossier) -> list[Grid]:
    """Return the numbers that a text shows, rounded, from the exact tables."""
    tables = {name: list(records(table)) for name, table in tables_of(dossier).items()}
    words = dossier.assessment.model.words
    grids = []
    for each in dossier.assessment.scenarios:
        mine = {
            name: [row for row in rows if row.get("scenario") == each.id]
            for name, rows in tables.items()
        }
        grids += [
            [
                [
                    percent_of_word(cast("Decimal", row["probability"]), words),
                    *(shown(row[name], percent) for name in ("low", "high", "prior")),
                    shown(row["change"], points),
                ]
                for row in mine["outcomes"]
            ],
            ledger_rows(mine["ledger"], [o.id for o in each.outcomes]),
            history_rows(mine["history"], len(each.outcomes)),
            [
                [
                    shown(row["base"], percent),
                    shown(row["probability"], percent),
                    shown(row["points"], points),
                    shown(row["decibans"], decibans),
                ]
                for row in mine["cases"]
            ],
        ]
    return grids


def shown(cell: Cell, write: Callable[[Decimal], str]) -> str:
    return "" if cell is None else write(cast("Decimal", cell))


def ledger_rows(rows: list[Mapping[str, Cell]], outcomes: list[str]) -> Grid:
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(str(row["row"]), []).append(shown(row["decibans"], decibans))
    assert {len(each) for each in found.values()} == {len(outcomes)}
    return sorted([name, *numbers] for name, numbers in found.items())


def history_rows(rows: list[Mapping[str, Cell]], outcomes: int) -> Grid:
    numbers = [shown(row["probability"], percent) for row in rows]
    return [
        [str(rows[at]["on"]), *numbers[at : at + outcomes]]
        for at in range(0, len(rows), outcomes)
    ]


def read_grids(grids: list[Grid]) -> list[Grid]:
    """Return the numbers of the tables of a text, those of the questions alone."""
    found = []
    for head, *rows in grids:
        if head[0] == "row":
            last = head.index("factor")
            parts = [row for row in rows if row[0] not in ("score", "probability")]
            found.append(sorted([row[0], *row[3:last]] for row in parts))
        elif head[0] == "on":
            found.append([row[:-1] for row in rows])
        elif head[1] == "outcome":
            found.append([row[3:] for row in rows])
        elif head[0] == "case":
            found.append([row[3:-1] for row in rows])
    return found


@pytest.mark.parametrize(
    ("form", "read"), [("markdown", grids_of_markdown), ("latex", grids_of_latex)]
)
def test_the_numbers_of_a_text_are_those_of_the_tables_rounded(
    form: str,
    read: Callable[[str], list[Grid]],
    dossier: Dossier,
) -> None:
    found = read_grids(read(exported(dossier, form).decode()))
    assert found == expected_grids(dossier)


@pytest.mark.parametrize("form", ["markdown", "latex"])
def test_every_development_of_a_text_weighs_as_in_the_tables(
    form: str, dossier: Dossier
) -> None:
    text = exported(dossier, form).decode().replace(r"\brk{}", "").replace("\\", "")
    for row in records(tables_of(dossier)["developments"]):
        said = (
            f"{row['indicator']} ({row['where']}): {row['observed']}, "
            f"{read_aloud(row['db'], KIND_OF['db'])} dB "
            f"(reports {read_aloud(row['reports_db'], KIND_OF['reports_db'])}, "
            f"strength {read_aloud(row['strength'], KIND_OF['strength'])}, "
            f"fading {read_aloud(row['fading'], KIND_OF['fading'])})"
        )
        assert said in text
    assert len(re.findall(r" dB \(reports ", text)) == 7
