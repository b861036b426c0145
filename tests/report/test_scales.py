"""The scales: held against the MISP taxonomy and the tables of STIX 2.1."""

import json

import pytest
from stix2.confidence.scales import none_low_med_high_to_value

from hostile import VECTORS
from scenarios.assessment.words import STANDARDS
from scenarios.report.scales import CONFIDENCE_VALUES, likelihood_tags, scale_title

TAXONOMY = VECTORS / "misp" / "estimative-language.machinetag.json"


def test_levels_are_those_of_the_appendix() -> None:
    names = {"low": "Low", "moderate": "Med", "high": "High"}
    official = {ours: none_low_med_high_to_value(name) for ours, name in names.items()}
    assert official == CONFIDENCE_VALUES


@pytest.mark.skipif(
    not TAXONOMY.is_file(),
    reason="the vectors folder is absent: ../shared/data/vectors",
)
def test_every_tag_is_one_of_the_taxonomy() -> None:
    taxonomy = json.loads(TAXONOMY.read_text(encoding="utf-8"))
    told = {
        f'{taxonomy["namespace"]}:{values["predicate"]}="{entry["value"]}"'
        for values in taxonomy["values"]
        for entry in values["entry"]
    }
    words = [band.word for band in STANDARDS["icd-203"]]
    tags = [tag for word in words for tag in likelihood_tags(word, "icd-203")]
    assert len(tags) == 7
    assert {*tags} <= told
    for level in CONFIDENCE_VALUES:
        tag = f'estimative-language:confidence-in-analytic-judgment="{level}"'
        assert tag in told


def test_every_standard_has_a_name() -> None:
    assert scale_title("icd-203") == "ICD 203"
    assert len({scale_title(words) for words in STANDARDS}) == len(STANDARDS)
