"""What a record is about follows from the record alone."""

from collections.abc import Mapping

import pytest

from journal.clerk import who
from journal.store_contract import draft
from scenarios.journal.canonical import Value
from scenarios.journal.record import Kind
from scenarios.journal.subjects import (
    about_development,
    about_file,
    about_kind,
    about_redaction,
    about_scenario,
    subjects_of,
)

ONE, OTHER = f"sha256:{'1' * 64}", f"sha256:{'2' * 64}"
CASES: dict[str, tuple[Kind, Mapping[str, Value], set[str]]] = {
    "a development is about itself and the scenarios it speaks of": (
        Kind.DEVELOPMENT_RECORDED,
        {"development": "d", "observes": ({"indicator": "q/a"}, {"indicator": "w/b"})},
        {about_development("d"), about_scenario("q"), about_scenario("w")},
    ),
    "a link taken back is about its scenario too": (
        Kind.OBSERVATION_UNLINKED,
        {"development": "d", "indicator": "q/a"},
        {
            about_development("d"),
            about_scenario("q"),
            about_kind(Kind.OBSERVATION_UNLINKED),
        },
    ),
    "a judgement is about each of its scenarios": (
        Kind.ASSESSMENT_PUBLISHED,
        {"scenario": ("q", "w"), "files": ({"digest": ONE, "path": "x.yaml"},)},
        {
            about_scenario("q"),
            about_scenario("w"),
            about_kind(Kind.ASSESSMENT_PUBLISHED),
        },
    ),
    "pinned texts are found by their digests": (
        Kind.WORKSPACE_PINNED,
        {
            "files": ({"digest": OTHER, "path": "x.yaml"},),
            "texts": ({"digest": ONE, "text": "a: 1"}, {"digest": 7}, "no text"),
        },
        {about_file(ONE), about_kind(Kind.WORKSPACE_PINNED)},
    ),
    "a redaction is about the texts it removes": (
        Kind.PAYLOAD_REDACTED,
        {"development": "d", "redacted": (ONE, OTHER)},
        {
            about_development("d"),
            about_redaction(ONE),
            about_redaction(OTHER),
            about_kind(Kind.PAYLOAD_REDACTED),
        },
    ),
    "only a redaction removes texts": (Kind.NOTE, {"redacted": (ONE,)}, set()),
    "a note on nothing is about nothing": (Kind.NOTE, {}, set()),
}


@pytest.mark.parametrize(("kind", "body", "subjects"), CASES.values(), ids=CASES)
def test_subjects(kind: Kind, body: Mapping[str, Value], subjects: set[str]) -> None:
    assert subjects_of(who().draft(kind, body)) == subjects


def test_a_subject_is_asked_for_as_it_is_listed() -> None:
    assert about_development("envoy") == "development/envoy"
    assert about_scenario("talks") == "scenario/talks"
    assert about_kind(Kind.KEY_ADDED) == "kind/key.added"
    assert about_redaction(ONE) == f"redacted/{ONE}"


@pytest.mark.parametrize("name", ["x" * 201, "a\0b", "a\nb", "a\x85b"], ids=ascii)
def test_what_no_index_can_hold_stands_under_its_hash(name: str) -> None:
    subject = about_development(name)
    assert len(subject) == len("development/sha256:") + 64
    assert subjects_of(draft(1, body={"development": name})) == {subject}
    assert subject != about_development(f"{name}!")


def test_the_longest_plain_name_stands_as_it_is() -> None:
    assert about_development("é" * 200) == f"development/{'é' * 200}"
