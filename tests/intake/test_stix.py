"""STIX bundles: four kinds of object, each time where it belongs."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
import stix2

from scenarios.intake.reading import read_news
from scenarios.intake.tags import TaggedGrade, tagged_grade

VECTORS = Path(__file__).resolve().parents[3] / "shared/data/vectors/stix"


def read(*objects: Any) -> Any:  # noqa: ANN401 whatever a bundle may hold
    bundle = {"type": "bundle", "id": "bundle--1", "objects": list(objects)}
    return read_news(json.dumps(bundle).encode(), "shared.json")


def test_what_the_reference_library_writes_is_read() -> None:
    who = stix2.Identity(name="NCTC Pabbi", identity_class="organization")
    report = stix2.Report(
        name="Drill closes",
        description="Two-week drill",
        published="2024-07-10T08:00:00Z",
        created_by_ref=who.id,
        object_refs=[who.id],
        labels=['admiralty-scale:source-reliability="b"'],
        external_references=[{"source_name": "x", "url": "https://www.x.pk/1"}],
    )
    note = stix2.Note(abstract="Seen", content="At Pabbi", object_refs=[report.id])
    opinion = stix2.Opinion(
        opinion="strongly-agree", explanation="Two sources", object_refs=[report.id]
    )
    seen = stix2.ObservedData(
        first_observed="2024-06-29T22:00:00Z",
        last_observed="2024-07-10T08:00:00Z",
        number_observed=3,
        object_refs=["ipv4-addr--efcd5e80-570d-4131-b213-62cb18eaa6a8"],
    )
    bundle = stix2.Bundle(who, report, note, opinion, seen)
    news = read_news(bundle.serialize().encode(), "shared.json")
    assert news.issues == ()
    first, second, third, fourth = news.items
    assert (first.title, first.text) == ("Drill closes", "Two-week drill")
    assert (first.publisher, first.url) == ("NCTC Pabbi", "https://x.pk/1")
    assert (first.published, first.happened) == ("2024-07-10T08:00:00Z", None)
    assert tagged_grade(first.labels) == TaggedGrade("B", None)
    assert (second.title, second.text, second.published) == ("Seen", "At Pabbi", None)
    assert third.title == "Opinion: strongly-agree"
    assert (fourth.happened, fourth.published) == (dt.date(2024, 6, 29), None)
    assert fourth.title == "Observed 3 times"


def test_the_newest_version_of_an_object_counts_and_a_revoked_one_does_not() -> None:
    old = {"type": "note", "id": "note--1", "modified": "2024-01-01T00:00:00Z",
           "content": "old"}  # fmt: skip
    new = {**old, "modified": "2024-01-02T00:00:00Z", "content": "new"}
    assert [item.text for item in read(new, old).items] == ["new"]
    revoked = {**new, "modified": "2024-01-03T00:00:00Z", "revoked": True}
    assert read(old, revoked).items == ()


def test_other_kinds_of_object_are_no_news() -> None:
    news = read({"type": "malware", "id": "malware--1", "name": "X"})
    assert (news.items, news.issues) == ((), ())


@pytest.mark.parametrize("objects", [{}, ["x"], 5])
def test_objects_that_are_none_are_told(objects: object) -> None:
    bundle = {"type": "bundle", "objects": objects}
    (issue,) = read_news(json.dumps(bundle).encode(), "shared.json").issues
    assert str(issue) == "shared.json:1:1: error: objects: must be a list of objects"


def test_strange_values_are_passed_over() -> None:
    news = read(
        {"type": "report", "id": "r", "name": "A", "published": "soon", "labels": "x",
         "external_references": [5, {"url": 5}]},
        {"type": "observed-data", "id": "o", "object_refs": 5},
    )  # fmt: skip
    assert [item.title for item in news.items] == ["A", "Observed ? times"]
    assert [issue.key for issue in news.issues] == ["objects.0.published"]


@pytest.mark.skipif(not VECTORS.exists(), reason="the vectors are not beside us")
@pytest.mark.parametrize("name", ["note_example.json", "opinion_example.json"])
def test_the_published_examples_are_read(name: str) -> None:
    example = json.loads((VECTORS / name).read_text("utf-8"))
    (item,) = read(example).items
    assert item.text == (example.get("content") or example.get("explanation"))
