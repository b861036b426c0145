"""Provenance: read back with `prov`, and walked from every number to its ground."""

import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from prov.model import ProvDocument

from desk import NEWS, SCENARIO, SOURCES, enter, run, spawn, write_workspace
from dossiers import PLAIN, compile_here
from hostile import NAUGHTY, compile_hostile, labels
from scenarios.errors import MissingExtraError
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import development_table, report_table
from scenarios.report.exporting import Choices, export
from scenarios.report.provenance.document import provenance_of
from scenarios.report.provenance.names import named
from scenarios.report.tables import ledger_table, outcome_table

pytestmark = pytest.mark.no_cover

Json = dict[str, Any]


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return compile_here(tmp_path_factory.mktemp("prov"), PLAIN)


@pytest.fixture(scope="module")
def told(dossier: Dossier) -> Json:
    return written(dossier)


def written(dossier: Dossier) -> Json:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        text = provenance_of(dossier).serialize(format="json")
    assert isinstance(text, str)
    found: Json = json.loads(text)
    return found


def number(value: Json) -> float:
    return float(value["$"])


def earlier(told: Json, name: str) -> list[str]:
    return [
        each["prov:usedEntity"]
        for each in told["wasDerivedFrom"].values()
        if each["prov:generatedEntity"] == name
    ]


def ground(told: Json, name: str) -> Iterator[str]:
    """Yield whatever an entity was derived from, however far away."""
    for each in earlier(told, name):
        yield each
        yield from ground(told, each)


def kinds(told: Json, names: Iterator[str]) -> set[str]:
    return {told["entity"][each]["prov:type"]["$"] for each in names}


def test_prov_reads_back_what_was_written(dossier: Dossier, told: Json) -> None:
    read = ProvDocument.deserialize(content=json.dumps(told), format="json")
    assert read == provenance_of(dossier)
    assert len(list(read.get_records())) == sum(
        len(entries) for part, entries in told.items() if part != "prefix"
    )


def test_every_name_that_is_used_is_stated(told: Json) -> None:
    stated = {*told["entity"], *told["activity"], *told["agent"]}
    for part, entries in told.items():
        if part in {"prefix", "entity", "activity", "agent"}:
            continue
        for entry in entries.values():
            used = {
                value
                for key, value in entry.items()
                if key.startswith("prov:") and key not in {"prov:time", "prov:type"}
            }
            assert used <= stated, (part, used - stated)


def test_one_walks_from_every_probability_to_a_report_and_a_line(told: Json) -> None:
    outcomes = [
        name
        for name, each in told["entity"].items()
        if each.get("prov:type", {}).get("$") == "sc:Outcome"
    ]
    assert len(outcomes) == 5
    for name in outcomes:
        found = kinds(told, ground(told, name))
        assert {"sc:LedgerRow", "sc:Line", "sc:ScenarioFile", "sc:ModelFile"} <= found
        if "/strike/" in name:
            assert {
                "sc:Development",
                "sc:Report",
                "sc:Grade",
                "sc:SourcesFile",
            } <= found


def test_lines_are_those_of_what_they_name(told: Json) -> None:
    files = {"strike": SCENARIO.splitlines(), "sources": SOURCES.splitlines()}
    line = told["entity"][named("line", "indicator", "strike", "court")]
    place = int(line["prov:location"].rpartition(":")[2])
    assert files["strike"][place - 1].strip() == "court:"
    line = told["entity"][named("line", "source", "union")]
    assert files["sources"][int(line["prov:location"][-1]) - 1].startswith("union:")
    report = told["entity"][named("report", "d4", "r2")]
    place = int(report["prov:location"].rpartition(":")[2])
    assert "stance: denies" in NEWS.splitlines()[place - 1]


def test_every_number_equals_that_of_the_tables(told: Json, dossier: Dossier) -> None:
    for row in outcome_table(dossier.assessment).rows:
        found = told["entity"][named("outcome", str(row[0]), str(row[1]))]
        shown = [number(found[f"sc:{k}"]) for k in ("prior", "probability")]
        assert shown == [float(cell) for cell in row[3:5] if isinstance(cell, Decimal)]
    entries = {
        (each["prov:generatedEntity"], each["prov:usedEntity"]): each
        for each in told["wasDerivedFrom"].values()
    }
    for row in ledger_table(dossier.assessment).rows:
        scenario, name, _, outcome, entry = map(str, row[:5])
        plain = name in {"prior", "clock"}
        source = named(name, scenario) if plain else named("row", scenario, name)
        found = entries[named("outcome", scenario, outcome), source]
        assert number(found["sc:decibans"]) == float(entry)


def test_every_number_of_the_evidence_equals_that_of_the_tables(
    told: Json, dossier: Dossier
) -> None:
    entries = {
        (each["prov:generatedEntity"], each["prov:usedEntity"]): each
        for each in told["wasDerivedFrom"].values()
    }
    for row in development_table(dossier).rows:
        scenario, indicator, development = map(str, tuple(row)[:3])
        name = named("development", development)
        found = entries[named("row", scenario, indicator), name]
        shown = [number(found[f"sc:{k}"]) for k in ("decibans", "strength", "fading")]
        shown.append(number(told["entity"][name]["sc:reports_decibans"]))
        assert shown == [float(str(cell)) for cell in tuple(row)[6:10]]
    for row in report_table(dossier).rows:
        cells = tuple(row)
        found = told["entity"][named("grade", str(cells[0]), str(cells[1]))]
        assert found["sc:grade"] == cells[6]
        shown = [number(found[f"sc:{k}"]) for k in ("truth", "origin_decibans")]
        assert found["sc:speaks"] == (cells[8] is not None)
        held = [float(str(cell)) for cell in cells[7:9] if cell is not None]
        # A copy has no number of its own; its origin's is that of who speaks for it.
        assert shown[: len(held)] == held


def test_decibans_of_an_outcome_add_up_to_its_score(
    told: Json, dossier: Dossier
) -> None:
    for each in dossier.assessment.scenarios:
        for outcome, score in zip(each.outcomes, each.ledger.score, strict=True):
            name = named("outcome", each.id, outcome.id)
            whole = sum(
                number(found["sc:decibans"])
                for found in told["wasDerivedFrom"].values()
                if found["prov:generatedEntity"] == name and "sc:decibans" in found
            )
            assert whole == pytest.approx(float(score), abs=1e-9)


def test_grading_is_done_by_the_desk_and_assessing_by_the_engine(told: Json) -> None:
    done = {
        each["prov:activity"]: each["prov:agent"]
        for each in told["wasAssociatedWith"].values()
    }
    assert done[named("grading", "d1", "r1")] == "sc:desk"
    assert done[named("assessing", "strike")] == "sc:engine"
    grade = told["entity"][named("grade", "d1", "r1")]
    assert grade["sc:grade"] == "B2"
    assert number(grade["sc:truth"]) == 0.675
    # The report has a grade of its own, so that the registry was not asked.
    own = [e for e in told["used"].values() if "grading/d3" in e["prov:activity"]]
    assert "sc:sources" not in {each["prov:entity"] for each in own}


def test_the_assessment_says_its_day_its_limits_and_its_command(told: Json) -> None:
    whole = told["entity"]["sc:assessment"]
    assert whole["sc:as_of"] == {"$": "2024-04-15", "type": "xsd:date"}
    assert whole["sc:command"] == PLAIN.command
    assert "not a measured frequency" in whole["sc:limits"]
    vote = told["entity"]["sc:assessment/vote"]
    assert (vote["sc:resolved"], vote["sc:resolved_on"]["$"]) == ("for", "2024-02-20")


def test_a_retracted_report_holds_no_more_and_is_no_ground(tmp_path: Path) -> None:
    order = replace(PLAIN, as_of=date(2024, 5, 2))
    found = written(compile_here(tmp_path, order))
    (gone,) = found["wasInvalidatedBy"].values()
    assert gone == {
        "prov:entity": "sc:report/d5/r1",
        "prov:activity": "sc:retraction/d5/r1",
        "prov:time": "2024-05-01T00:00:00+00:00",
    }
    assert found["activity"]["sc:retraction/d5/r1"]["prov:label"] == "the wrong court"
    court = ground(found, named("outcome", "strike", "deal"))
    assert "sc:report/d5/r1" not in set(court)


def test_a_redacted_text_holds_no_more(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    enter(tmp_path, "record", "news.yaml")
    for name in ("d1/r2", "d2"):
        run(tmp_path, "redact", name, "--why", "by law", SCENARIOS_ACTOR="anna")
    answer = enter(tmp_path, "export", "--format", "prov", "--as-of", "2024-04-15")
    found = json.loads(answer.out)
    gone = {each["prov:entity"] for each in found["wasInvalidatedBy"].values()}
    assert gone == {"sc:text/d1/r2", "sc:text/d2"}
    assert "They met." not in answer.out
    journal = found["entity"]["sc:journal"]
    assert len(journal["sc:root"]) == 64
    records = [n for n in earlier(found, "sc:development/d1") if "record" in n]
    assert records == ["sc:record/1"]
    assert {
        "prov:collection": "sc:journal",
        "prov:entity": "sc:record/1",
    } in found["hadMember"].values()


def test_hostile_text_and_ids_come_through_as_they_are(tmp_path: Path) -> None:
    dossier = compile_hostile(tmp_path)
    found = written(dossier)
    read = ProvDocument.deserialize(content=json.dumps(found), format="json")
    assert read == provenance_of(dossier)
    places = labels()
    for place, text in enumerate(NAUGHTY):
        name = places.get(place, f"plain-{place}")
        entity = found["entity"][named("report", name, name)]
        assert entity.get("sc:origin", "") == text
        assert entity.get("sc:url", "") == text


@pytest.mark.parametrize("seed", ["1", "2"])
def test_no_order_of_hashing_shows(tmp_path: Path, seed: str, told: Json) -> None:
    write_workspace(tmp_path)
    arguments = ("export", "--format", "prov", "-d", "news.yaml")
    answer = spawn(tmp_path, *arguments, "--as-of", "2024-04-15", PYTHONHASHSEED=seed)
    assert answer.code == 0
    keys = [*json.loads(answer.out)["entity"]]
    assert keys == [*told["entity"]]


def test_without_the_library_the_extra_is_named(
    dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [
        name for name in sys.modules if name.startswith("scenarios.report.prov")
    ]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "prov.model", None)
    with pytest.raises(MissingExtraError, match=r"scenarios-engine\[prov\]"):
        export(dossier, tmp_path / "a.prov.json", "prov", Choices())
    assert list(tmp_path.iterdir()) == []
