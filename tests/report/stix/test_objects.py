"""STIX objects: ids that follow from the content, and nothing that is empty."""

import json
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
import stix2

from scenarios.report.stix.objects import (
    EXTENSION,
    EXTENSION_ID,
    NAMESPACE,
    OBSERVABLES,
    PRODUCER,
    by_outcome,
    file_object,
    grounded,
    ids_of,
    stix_object,
)

DAY = date(2024, 6, 30)


def test_the_same_content_has_the_same_id_and_other_content_another() -> None:
    one = stix_object("note", DAY, content="a", object_refs=[PRODUCER["id"]])
    same = stix_object("note", DAY, object_refs=[PRODUCER["id"]], content="a")
    other = stix_object("note", DAY, content="b", object_refs=[PRODUCER["id"]])
    later = stix_object("note", date(2024, 7, 1), content="a", object_refs=["x"])
    assert one["id"] == same["id"]
    assert len({one["id"], other["id"], later["id"]}) == 3


def test_an_id_is_a_uuid_of_our_own_namespace() -> None:
    made = stix_object("note", DAY, content="a")
    kind, _, unique = made["id"].partition("--")
    assert (kind, UUID(unique).version) == ("note", 5)
    assert OBSERVABLES != NAMESPACE
    assert stix2.base.SCO_DET_ID_NAMESPACE == OBSERVABLES


def test_what_is_empty_is_left_out_and_what_is_false_is_kept() -> None:
    made = grounded("report", where="", records=[], origin=None, speaks=False, truth=0)
    assert made[EXTENSION_ID] == {
        "extension_type": "property-extension",
        "part": "report",
        "speaks": False,
        "truth": 0,
    }


def test_times_are_the_first_millisecond_of_the_day() -> None:
    made = stix_object("note", DAY, content="a")
    assert made["created"] == made["modified"] == "2024-06-30T00:00:00.000Z"
    assert made["created_by_ref"] == PRODUCER["id"]


@pytest.mark.parametrize("name", ["a.yaml", "größe €.yaml", 'a"\\b.yaml', "\U0001f600"])
def test_a_file_has_the_id_that_stix_gives_it(name: str) -> None:
    digest = "7d" * 32
    made = file_object(f"scenarios/{name}", f"sha256:{digest}")
    official = stix2.File(name=name, hashes={"SHA-256": digest})
    assert (made["id"], made["name"]) == (official.id, name)


def test_the_extension_defines_its_parts_as_json_schema() -> None:
    schema = json.loads(EXTENSION["schema"])
    assert "ledger-row" in schema["properties"]["part"]["enum"]
    assert EXTENSION["created_by_ref"] == PRODUCER["id"]


def test_outcomes_are_values_and_never_keys() -> None:
    found = by_outcome("decibans", ["A", "b"], [Decimal("1.5"), Decimal(-2)])
    assert found == [
        {"outcome": "A", "decibans": 1.5},
        {"outcome": "b", "decibans": -2.0},
    ]


def test_ids_come_each_once() -> None:
    assert ids_of([PRODUCER, EXTENSION, PRODUCER]) == [PRODUCER["id"], EXTENSION_ID]
