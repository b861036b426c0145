"""A model's scale has to know the words that weights use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.assessment.scale import check_words
from scenarios.errors import FaultyDataError
from scenarios.loading.models import ModelFile
from scenarios.loading.workspace import ScenarioFile
from support import make_model, make_scenario

if TYPE_CHECKING:
    from support import Data

MODEL_FILE = ModelFile("models/house.yaml", "sha256:0", make_model())


def file_of(signs: Data) -> ScenarioFile:
    where = {name: f"scenarios/q.yaml:{7 + place}" for place, name in enumerate(signs)}
    return ScenarioFile("scenarios/q.yaml", "sha256:1", make_scenario(signs), where)


KNOWN: dict[str, Data] = {
    "decibans": {"weights": {"a": 3}},
    "words": {"weights": {"a": "strong_for", "b": "slight_against"}},
    "likelihoods": {"likelihoods": {"a": 0.5, "b": 0.2}},
    "rates": {"kind": "count", "per": "9d", "rates": {"a": 1, "b": 2}},
    "levels": {"kind": "state", "levels": {"up": {"a": "strong_for"}, "down": {}}},
    "shares": {"kind": "state", "likelihoods": {"a": {"x": 1}, "b": {"x": 1}}},
    "measure": {
        "kind": "measure",
        "expects": {"a": {"mean": 1, "sd": 1}, "b": {"mean": 2, "sd": 1}},
    },
}
UNKNOWN: dict[str, Data] = {
    "an event": {"weights": {"a": "mine"}},
    "a count": {"kind": "count", "per": "9d", "weights": {"b": "mine"}},
    "a state": {"kind": "state", "levels": {"up": {}, "down": {"b": "mine"}}},
}


def test_a_scale_that_has_the_words_will_do() -> None:
    check_words([file_of(KNOWN)], MODEL_FILE)


@pytest.mark.parametrize("sign", UNKNOWN.values(), ids=UNKNOWN)
def test_a_scale_that_lacks_a_word_is_told_of(sign: Data) -> None:
    with pytest.raises(FaultyDataError) as caught:
        check_words([file_of({"s": KNOWN["decibans"], "t": sign})], MODEL_FILE)
    told = (
        "models/house.yaml:1:1: error: scale: lacks `mine`, used at scenarios/q.yaml:8"
    )
    assert str(caught.value) == told


def test_every_word_is_told_of_once() -> None:
    signs = {
        "s": {"weights": {"a": "mine", "b": "yours"}},
        "t": {"weights": {"a": "mine", "b": "strong_for"}},
    }
    with pytest.raises(FaultyDataError) as caught:
        check_words([file_of(signs)], MODEL_FILE)
    words = [issue.message.partition(",")[0] for issue in caught.value.issues]
    assert sorted(words) == ["lacks `mine`", "lacks `yours`"]
