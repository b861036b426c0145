"""The bundle: judged by the schemas, read by stix2, and walked from end to end."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from desk import SCENARIO, enter, run, write_workspace
from dossiers import PLAIN, compile_here
from hostile import NAUGHTY, compile_hostile, labels
from report.stix.oracle import SCHEMAS, breaches, faults, parsed
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import development_table, report_table
from scenarios.report.stix.bundle import bundle_of
from scenarios.report.stix.objects import EXTENSION_ID
from scenarios.report.tables import Cell, ledger_table, outcome_table

pytestmark = pytest.mark.no_cover

needs_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the vectors folder is absent: ../shared/data/vectors"
)

Json = dict[str, Any]


def facts(made: Json) -> Json:
    found: Json = made.get("extensions", {}).get(EXTENSION_ID, {})
    return found


def parts(bundle: Json, part: str) -> list[Json]:
    return [each for each in bundle["objects"] if facts(each).get("part") == part]


def number(cell: Cell) -> float:
    assert isinstance(cell, Decimal)
    return float(cell)


def respelled(made: Json) -> Json:
    """Return an object as stix2 writes it: milliseconds only where they must be."""
    if "published" not in made:
        return made
    return {**made, "published": made["published"].replace(".000Z", "Z")}


@pytest.fixture(scope="session")
def bundle(full: Dossier) -> Json:
    return bundle_of(full)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Json:
    return bundle_of(compile_hostile(tmp_path_factory.mktemp("hostile")))


@needs_schemas
def test_the_official_schemas_find_no_fault(bundle: Json, hostile: Json) -> None:
    assert list(faults(bundle)) == []
    assert list(faults(hostile)) == []


@needs_schemas
def test_the_schemas_would_find_one(bundle: Json) -> None:
    broken = json.loads(json.dumps(bundle))
    broken["objects"][-1]["published"] = "yesterday"
    assert len(list(faults(broken))) == 1


@needs_schemas
@pytest.mark.parametrize("name", ["note", "opinion"])
def test_the_examples_of_the_standard_pass_the_same_judges(name: str) -> None:
    path = SCHEMAS.parent / f"{name}_example.json"
    example = json.loads(path.read_text(encoding="utf-8"))
    unique = example["id"].partition("--")[2]
    whole = {"type": "bundle", "id": f"bundle--{unique}", "objects": [example]}
    assert list(faults(whole)) == []
    assert breaches(whole) == (set(), set())


def test_every_rule_of_the_validator_is_kept_but_two(
    bundle: Json, hostile: Json
) -> None:
    """Ids are no UUIDv4, so that they repeat; and no page's bytes are kept to hash."""
    for found in (bundle, hostile):
        must, should = breaches(found)
        assert must == set()
        assert {fault[:5] for fault in should} == {"{103}", "{302}"}


def test_stix2_reads_every_object_without_custom_content(
    bundle: Json, hostile: Json
) -> None:
    for found in (bundle, hostile):
        read = parsed(json.dumps(found))
        assert [each.id for each in read] == [o["id"] for o in found["objects"]]
        for ours, theirs in zip(found["objects"], read, strict=True):
            assert json.loads(theirs.serialize()) == respelled(ours)


def test_no_two_objects_share_an_id_and_every_reference_is_earlier(
    bundle: Json, hostile: Json
) -> None:
    for found in (bundle, hostile):
        seen: set[str] = set()
        for each in found["objects"]:
            refs = [*each.get("object_refs", ()), each.get("created_by_ref")]
            assert {*filter(None, refs)} <= seen
            assert each["id"] not in seen
            seen.add(each["id"])


def test_a_report_refers_to_everything(bundle: Json) -> None:
    last = bundle["objects"][-1]
    assert last["name"] == "Assessment as of 2024-04-15"
    assert last["object_refs"] == [each["id"] for each in bundle["objects"][:-1]]
    assert "it is not a measured frequency" in last["description"]
    assert "command: scenarios export --as-of 2024-04-15" in last["description"]


def test_likelihood_is_never_put_into_confidence(bundle: Json) -> None:
    outcomes = parts(bundle, "outcome")
    assert len(outcomes) == 5
    levels = {each["confidence"] for each in outcomes}
    assert levels <= {15, 50, 85}
    for each in outcomes:
        scale = facts(each)["confidence_scale"]
        assert scale == "STIX 2.1 appendix A, None / Low / Med / High"
        for sentence in each["content"].replace("\n", ". ").split(". "):
            assert not ("likelihood: " in sentence.lower() and "onfidence" in sentence)


def test_every_number_equals_that_of_the_tables(bundle: Json, full: Dossier) -> None:
    outcomes = {
        (facts(o)["scenario"], facts(o)["outcome"]): facts(o)
        for o in parts(bundle, "outcome")
    }
    for row in outcome_table(full.assessment).rows:
        found = outcomes[str(row[0]), str(row[1])]
        assert number(row[3]) == found["prior"]
        assert number(row[4]) == found["probability"]
        assert (found.get("low"), found.get("high")) == (row[5], row[6])
        assert found["word"] == row[7]
    ledger = {
        (facts(note)["scenario"], facts(note)["row"], entry["outcome"]): entry
        for note in parts(bundle, "ledger-row")
        for entry in facts(note)["decibans"]
    }
    rows = [tuple(row) for row in ledger_table(full.assessment).rows]
    assert len(rows) == len(ledger)
    for row in rows:
        entry = ledger[str(row[0]), str(row[1]), str(row[3])]
        assert entry["decibans"] == number(row[4])


def test_every_number_of_the_evidence_equals_that_of_the_tables(
    bundle: Json, full: Dossier
) -> None:
    told = {
        (facts(note)["scenario"], facts(note)["row"], each["development"]): each
        for note in parts(bundle, "ledger-row")
        for each in facts(note).get("developments", ())
    }
    rows = [tuple(row) for row in development_table(full).rows]
    assert len(rows) == len(told) > 0
    for row in rows:
        found = told[str(row[0]), str(row[1]), str(row[2])]
        shown = [found[k] for k in ("decibans", "strength", "fading")]
        assert [*shown, found["reports_decibans"]] == [number(c) for c in row[6:10]]
    reports = {
        (facts(made)["development"], facts(made)["report"]): facts(made)
        for made in parts(bundle, "report")
    }
    for row in report_table(full).rows:
        cells = tuple(row)
        found = reports[str(cells[0]), str(cells[1])]
        assert [found["grade"], found["where"]] == [cells[6], cells[13]]
        # A copy has no number of its own; its origin's is that of who speaks for it.
        assert found["speaks"] == (cells[8] is not None)
        shown = [found["truth"], *([found["origin_decibans"]] * found["speaks"])]
        assert shown == [number(cell) for cell in cells[7:9] if cell is not None]


def test_rows_add_up_to_the_score_of_their_outcome(bundle: Json) -> None:
    by_id = {each["id"]: each for each in bundle["objects"]}
    for outcome in parts(bundle, "outcome"):
        whole = sum(
            entry["decibans"]
            for ref in outcome["object_refs"]
            for entry in facts(by_id[ref]).get("decibans", ())
            if entry["outcome"] == facts(outcome)["outcome"]
        )
        assert whole == pytest.approx(facts(outcome)["score_decibans"], abs=1e-9)


def test_one_walks_from_an_outcome_to_a_source_and_a_line(bundle: Json) -> None:
    by_id = {each["id"]: each for each in bundle["objects"]}

    def below(made: Json) -> Iterator[Json]:
        for ref in made.get("object_refs", ()):
            yield by_id[ref]
            yield from below(by_id[ref])

    for outcome in parts(bundle, "outcome"):
        found = list(below(outcome))
        # Nothing that counts was heard of the other question in its horizon.
        heard = facts(outcome)["scenario"] == "strike"
        grounds = {"source", "report", "development"} if heard else set()
        assert {"ledger-row", *grounds} <= {facts(each).get("part") for each in found}
        assert [e["name"] for e in found if e["type"] == "file"] != []
        assert all(
            facts(each)["where"]
            for each in (outcome, *found)
            if facts(each).get("part") in {"outcome", "ledger-row", "report", "source"}
        )


def test_lines_point_at_what_they_name(bundle: Json) -> None:
    text = SCENARIO.splitlines()
    for note in parts(bundle, "ledger-row"):
        found = facts(note)
        if found["scenario"] == "strike" and found["kind"] == "indicator":
            (place,) = found["where"]
            line = text[int(place.rpartition(":")[2]) - 1]
            assert line.strip() == f"{found['row']}:"
    (clock,) = (
        facts(n) for n in parts(bundle, "ledger-row") if facts(n)["row"] == "clock"
    )
    assert [
        text[int(p.rpartition(":")[2]) - 1].split(":")[0] for p in clock["where"]
    ] == ["  ruling"]


def test_change_history_and_cases_are_there_where_asked_for(
    bundle: Json, tmp_path: Path
) -> None:
    assert len(parts(bundle, "change")) == 2
    assert len(parts(bundle, "case")) == 2
    assert facts(parts(bundle, "outcome")[0])["history"][0]["date"] == "2024-01-01"
    assert facts(parts(bundle, "outcome")[0])["change"]["since"] == "2024-02-10"
    plain = bundle_of(compile_here(tmp_path, PLAIN))
    assert parts(plain, "change") == parts(plain, "case") == []
    assert "history" not in facts(parts(plain, "outcome")[0])


def test_parts_of_a_change_add_up(bundle: Json) -> None:
    for change in parts(bundle, "change"):
        for outcome in parts(bundle, "outcome"):
            found = facts(outcome)
            if found["scenario"] != facts(change)["scenario"]:
                continue
            whole = sum(
                entry["points"]
                for part in facts(change)["parts"]
                for entry in part["points"]
                if entry["outcome"] == found["outcome"]
            )
            assert whole == pytest.approx(found["change"]["points"], abs=1e-12)


def test_what_has_not_changed_keeps_its_id(tmp_path: Path) -> None:
    one = bundle_of(compile_here(tmp_path, PLAIN))
    two = bundle_of(compile_here(tmp_path, replace(PLAIN, as_of=date(2024, 4, 16))))
    kept = {e["id"] for e in one["objects"]} & {e["id"] for e in two["objects"]}
    told = {
        e["id"]
        for e in one["objects"]
        if facts(e).get("part") in {"development", "report", "source"}
    }
    assert told <= kept
    assert not {e["id"] for e in parts(one, "outcome")} & kept


def test_hostile_text_comes_through_as_it_is(hostile: Json) -> None:
    notes = parts(hostile, "development")
    assert {text for text in NAUGHTY if text.strip()} <= {n["abstract"] for n in notes}
    assert {*labels().values()} <= {facts(note)["development"] for note in notes}
    told = {facts(each).get("origin", "") for each in parts(hostile, "report")}
    assert {*NAUGHTY} <= told


def test_records_of_the_journal_are_named(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    enter(tmp_path, "record", "news.yaml")
    answer = run(tmp_path, "export", "--format", "stix", "--as-of", "2024-04-15")
    found = json.loads(answer.out)
    pins = facts(found["objects"][-1])
    assert pins["journal_size"] > 5
    assert len(pins["journal_root"]) == 64
    records = {
        facts(note)["development"]: facts(note)["records"]
        for note in parts(found, "development")
    }
    assert all(len(places) == 1 for places in records.values())
    assert len({place for (place,) in records.values()}) == 5


def test_a_settled_question_says_what_came(bundle: Json) -> None:
    (vote,) = (g for g in parts(bundle, "scenario") if facts(g)["scenario"] == "vote")
    assert facts(vote)["resolved"] == {"outcome": "for", "date": "2024-02-20"}
