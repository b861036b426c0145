"""Grades that a platform tagged are read as they stand, or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scenarios.intake.tags import TaggedGrade, tagged_grade

TAXONOMY = (
    Path(__file__).resolve().parents[3]
    / "shared/data/vectors/misp/admiralty-scale.machinetag.json"
)


def tags(reliability: str, credibility: str) -> list[str]:
    return [
        f'admiralty-scale:source-reliability="{reliability}"',
        f'admiralty-scale:information-credibility="{credibility}"',
        "tlp:clear",
    ]


def test_a_letter_and_a_digit_are_read() -> None:
    assert tagged_grade(tags("b", "2")) == TaggedGrade("B", "2")


def test_deceptive_is_no_letter_of_the_scale() -> None:
    assert tagged_grade(tags("g", "6")) == TaggedGrade(None, "6")


def test_tags_that_contradict_each_other_say_nothing() -> None:
    both = tags("b", "2") + tags("c", "2")
    assert tagged_grade(both) == TaggedGrade(None, "2")
    assert tagged_grade(tags("b", "2") + tags("g", "3")) == TaggedGrade(None, None)


@pytest.mark.parametrize("label", ["", "b2", 'admiralty-scale:source-reliability="h"'])
def test_other_labels_are_no_grade(label: str) -> None:
    assert tagged_grade([label]) == TaggedGrade(None, None)


@pytest.mark.skipif(not TAXONOMY.exists(), reason="the taxonomy is not beside us")
def test_every_tag_of_the_taxonomy_is_known() -> None:
    taxonomy = json.loads(TAXONOMY.read_text("utf-8"))
    for values in taxonomy["values"]:
        for entry in values["entry"]:
            tag = f'{taxonomy["namespace"]}:{values["predicate"]}="{entry["value"]}"'
            known = tagged_grade([tag])
            wanted = entry["value"].upper()
            assert wanted in {known.reliability, known.credibility, "G"}
