"""Evidence rows for the benchmark of many pairs: drawn, and laid out as a run does it.

Drawn, not real: 2,070 pairs over the days of a year, weights at random, outlets skewed.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import yaml

from scenarios import load_workspace
from scenarios.bulk.codes import code_table
from scenarios.bulk.contributing import instance_of
from scenarios.bulk.plan import Plan
from scenarios.bulk.running import write_tables
from scenarios.bulk.staging import copy_to
from scenarios.bulk.template import load_template

__all__ = ["ROOT", "TEMPLATE", "make_plan", "write_evidence"]

ROOT = Path(__file__).resolve().parents[1]
COUNTRIES = 46
DAYS = 366
OUTLETS = 5_000

TEMPLATE: dict[str, Any] = {
    "format": "scenarios/scenario@1",
    "id": "watch",
    "title": "{source} towards {target}",
    "question": "Where do {source} and {target} stand at the end of the year?",
    "horizon": {"opens": "2024-01-01", "closes": "2024-12-31"},
    "template": {
        "parameters": {"source": "PAK", "target": "USA"},
        "told_by": "gdelt",
        "credibility": {1: 6, 3: 4, 10: 3},
    },
    "outcomes": {
        "closer": {"title": "Closer", "prior": 0.1},
        "steady": {"title": "Steady", "prior": 0.75},
        "cooler": {"title": "Cooler", "prior": 0.13},
        "force": {"title": "Force", "prior": 0.02, "deadline": True},
    },
    "indicators": {
        "cut": {
            "title": "Relations cut",
            "weights": {"cooler": 8, "force": 4},
            "within": "366d",
            "events": {"code": ["16"]},
        },
        "threat": {
            "title": "Threats",
            "weights": {"force": 6, "cooler": 2},
            "events": {"code": ["13"]},
        },
        "fight": {
            "title": "Fighting",
            "weights": {"force": 15, "closer": -3},
            "events": {"code": ["19"]},
        },
        "deal": {
            "title": "An agreement",
            "weights": {"closer": 9, "force": -2},
            "within": "200d",
            "events": {"code": ["057"]},
        },
        "talks": {
            "title": "Talks",
            "kind": "count",
            "per": "30d",
            "rates": {"closer": 5, "steady": 4, "cooler": 2.5, "force": 1.5},
            "events": {"code": ["04"]},
        },
        "blame": {
            "title": "Blame",
            "kind": "count",
            "per": "30d",
            "rates": {"closer": 2, "steady": 3, "cooler": 5, "force": 6},
            "events": {"code": ["11"]},
        },
    },
}


def make_plan(folder: Path, name: str) -> Plan:
    """Return a run without files: of the drawn template, or of one that ships."""
    desk = load_workspace(ROOT)
    model = desk.model()
    if name == TEMPLATE["id"]:
        path = folder.parent / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(TEMPLATE, sort_keys=False).replace("'", '"'))
        name = str(path)
    return Plan.of(folder, load_template(name, desk, model), desk, model, ())


def write_evidence(plan: Plan, rows: int, countries: int = COUNTRIES) -> None:
    """Write contributions, drawn, and the small tables of a run; once for a folder."""
    if plan.path("days.parquet").exists():
        return
    weights = sum(len(sign.weights) for sign in plan.signs)
    pairs = _pairs(countries)
    with duckdb.connect(config={"threads": 1}) as base:
        base.execute("SELECT setseed(0.5)")
        base.execute(
            "CREATE TABLE pairs AS SELECT instance, "
            "row_number() OVER (ORDER BY instance) - 1 AS place "
            "FROM (SELECT unnest(?) AS instance)",
            [pairs],
        )
        base.execute(_drawn(rows, len(pairs), weights))
        for part in range(plan.partitions):
            copy_to(
                base,
                "SELECT instance, known, day, weight, event, outlet FROM drawn "
                f"WHERE instance % {plan.partitions} = {part} "
                "ORDER BY instance, known, event, weight",
                plan.contributions(part) / "batch-00001.parquet",
            )
        copy_to(base, "SELECT instance FROM pairs ORDER BY instance", plan.pairs(1))
    write_tables(plan, plan.template.scenario.horizon.closes, 1)


def _pairs(countries: int) -> Sequence[int]:
    rows = [r["code"] for r in code_table("countries") if r["kind"] == "country"]
    chosen = rows[:countries]
    return sorted(instance_of((a, b)) for a in chosen for b in chosen if a != b)


def _drawn(rows: int, pairs: int, weights: int) -> str:
    return (
        "CREATE TABLE drawn AS SELECT instance, day + lag AS known, day, weight, "
        "event, 'site' || outlet || '.com' AS outlet FROM ("
        f"SELECT CAST(floor(random() * {pairs}) AS BIGINT) AS place, "
        f"DATE '2024-01-01' + CAST(i * {DAYS} // {rows} AS INTEGER) AS day, "
        "CASE WHEN random() < 0.8 THEN 0 ELSE CAST(floor(random() * 4) AS INTEGER) "
        f"END AS lag, CAST(floor(random() * {weights}) AS SMALLINT) AS weight, "
        f"i AS event, CAST(power(random(), 3) * {OUTLETS} AS INTEGER) AS outlet "
        f"FROM range({rows}) AS t(i)) JOIN pairs USING (place)"
    )
