"""Grades in words: held against the MISP taxonomy and the tables of STIX 2.1."""

import json

import pytest
from stix2.confidence.scales import admiralty_credibility_to_value

from hostile import VECTORS
from scenarios.report.grades import (
    CONFIDENCE_OF_CREDIBILITY,
    CREDIBILITY,
    OPINION_OF_CREDIBILITY,
    RELIABILITY,
    grade_tags,
)

TAXONOMY = VECTORS / "misp" / "admiralty-scale.machinetag.json"


@pytest.mark.skipif(
    not TAXONOMY.is_file(),
    reason="the vectors folder is absent: ../shared/data/vectors",
)
def test_words_and_tags_are_those_of_the_taxonomy() -> None:
    taxonomy = json.loads(TAXONOMY.read_text(encoding="utf-8"))
    told = {
        f'{taxonomy["namespace"]}:{values["predicate"]}="{entry["value"]}"': entry[
            "expanded"
        ].lower()
        for values in taxonomy["values"]
        for entry in values["entry"]
    }
    for letter, word in RELIABILITY.items():
        assert told[grade_tags(letter, "1")[0]] == word
    for digit, word in CREDIBILITY.items():
        assert told[grade_tags("A", digit)[1]] == word


def test_confidence_is_that_of_the_appendix() -> None:
    names = {
        "1": "1 - Confirmed by other sources",
        "2": "2 - Probably True",
        "3": "3 - Possibly True",
        "4": "4 - Doubtful",
        "5": "5 - Improbable",
    }
    official = {d: admiralty_credibility_to_value(name) for d, name in names.items()}
    assert official == CONFIDENCE_OF_CREDIBILITY


def test_what_cannot_be_judged_has_no_opinion() -> None:
    assert set(CREDIBILITY) - set(OPINION_OF_CREDIBILITY) == {"6"}
