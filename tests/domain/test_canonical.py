"""Canonical bytes and digests."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from scenarios.domain.canonical import canonical_bytes, digest_of
from scenarios.domain.development import Development
from scenarios.domain.noun import Noun
from scenarios.domain.scenario import Scenario
from support import make_model, make_scenario

if TYPE_CHECKING:
    from support import Data


def bytes_of(**fields: object) -> bytes:
    data = {"id": "d", "date": "2024-05-10", **fields}
    return canonical_bytes(Development.model_validate(data))


def test_keys_are_sorted_and_defaults_left_out() -> None:
    data: Data = {
        "title": "",
        "reports": [
            {"source": "herald", "id": "r2", "credibility": 6, "stance": "asserts"},
            {"id": "r1", "source": "é", "published": "2024-05-11", "grade": "B2"},
        ],
        "observes": ["q/t", {"value": 1.5, "indicator": "q/s", "absent": False}],
    }
    data["reports"][1]["source"] = "post"
    assert bytes_of(**data) == (
        b'{"date":"2024-05-10","id":"d",'
        b'"observes":[{"indicator":"q/t"},{"indicator":"q/s","value":"1.5"}],'
        b'"reports":[{"id":"r2","source":"herald"},'
        b'{"grade":"B2","id":"r1","published":"2024-05-11","source":"post"}]}'
    )


def test_text_is_utf_8() -> None:
    written = '{"date":"2024-05-10","id":"d","title":"«é»"}'
    assert bytes_of(title="«é»") == written.encode()


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (Decimal("0.50"), "0.5"),
        (0.5, "0.5"),
        (Decimal("1e2"), "100"),
        (100.0, "100"),
        (Decimal("-0.0"), "0"),
        (0, "0"),
        (Decimal("1e-7"), "0.0000001"),
        (Decimal("1." + "2" * 38 + "3"), "1." + "2" * 38 + "3"),
    ],
    ids=str,
)
def test_a_number_is_written_in_one_way(number: object, written: str) -> None:
    observes = [{"indicator": "q/s", "value": number}]
    expected = f'"observes":[{{"indicator":"q/s","value":"{written}"}}]'
    assert expected.encode() in bytes_of(observes=observes)


def test_every_noun_can_be_written() -> None:
    scenario = make_scenario({"s": {"weights": {"a": 3}, "from": "2024-02-01"}})
    text = canonical_bytes(scenario).decode()
    assert '"horizon":{"closes":"2024-12-26","opens":"2024-01-01"}' in text
    assert '{"from":"2024-02-01","title":"s","weights":{"a":"3"}}' in text
    assert '"words":"icd-203"' in canonical_bytes(make_model()).decode()


def test_what_is_said_with_null_is_not_left_out() -> None:
    never, models = (
        make_scenario({"s": {"weights": {}, **fades}})
        for fades in ({"half_life": None}, {})
    )
    assert '"half_life":null' in canonical_bytes(never).decode()
    assert canonical_bytes(never) != canonical_bytes(models)


def test_the_order_of_keys_is_not_content_but_that_of_lists_is() -> None:
    one, other = (
        Scenario.model_validate(make_scenario({}, priors).model_dump(by_alias=True))
        for priors in ({"a": 0.3, "b": 0.7}, {"b": 0.7, "a": 0.3})
    )
    assert canonical_bytes(one) == canonical_bytes(other)
    assert bytes_of(observes=["q/s", "q/t"]) != bytes_of(observes=["q/t", "q/s"])


def test_a_digest_is_of_the_array_of_all_nouns() -> None:
    nouns = [
        Development.model_validate({"id": name, "date": "2024-05-10"})
        for name in ("b", "a")
    ]
    array = b'[{"date":"2024-05-10","id":"b"},{"date":"2024-05-10","id":"a"}]'
    assert digest_of(nouns) == f"sha256:{sha256(array).hexdigest()}"
    assert digest_of([]) == f"sha256:{sha256(b'[]').hexdigest()}"


def test_what_has_no_canonical_form_is_refused() -> None:
    class Odd(Noun):
        weight: float

    with pytest.raises(TypeError, match="a float has no canonical form"):
        canonical_bytes(Odd(weight=0.1))
