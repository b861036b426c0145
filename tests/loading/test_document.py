import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.errors import Location
from scenarios.loading.document import Document, Path, Value
from scenarios.loading.json_reader import read_json, read_jsonl
from scenarios.loading.yaml_reader import read_yaml


def yaml_document(text: str) -> Document:
    document, issues = read_yaml(text.encode(), "f")
    assert document is not None
    assert issues == []
    return document


def json_document(text: str) -> Document:
    document, issues = read_json(text.encode(), "f")
    assert document is not None
    assert issues == []
    return document


def jsonl_document(text: str) -> Document:
    document, _ = read_jsonl(text.encode(), "f")
    assert document is not None
    return document


SCENARIO = """\
# a comment
id: aid
outcomes:
  reduced: {title: "Reduced", prior: 0.2}
indicators:
  - title: é
    weights:
      reduced: 3
  - &x [a, b]
copy: *x
"""
PLACES: dict[str, tuple[Path, tuple[int, int], tuple[int, int]]] = {
    "the whole": ((), (2, 1), (2, 1)),
    "a scalar": (("id",), (2, 5), (2, 1)),
    "a mapping": (("outcomes",), (4, 3), (3, 1)),
    "in braces": (("outcomes", "reduced", "prior"), (4, 38), (4, 31)),
    "an item": (("indicators", 0), (6, 5), (6, 5)),
    "in an item": (("indicators", 0, "weights", "reduced"), (8, 16), (8, 7)),
    "an anchored value": (("indicators", 1), (9, 5), (9, 5)),
    "its repetition": (("copy",), (10, 7), (10, 1)),
    "in its repetition": (("copy", 1), (9, 12), (9, 12)),
    "a missing key": (("outcomes", "reduced", "why"), (4, 12), (4, 3)),
    "a missing item": (("indicators", 2), (6, 3), (5, 1)),
    "an item from behind": (("indicators", -1), (6, 3), (5, 1)),
    "a part of a scalar": (("id", "a", 0), (2, 5), (2, 1)),
    "parts between": (
        ("indicators", "list[union]", 0, "event", "weights", 7, "reduced", "[key]"),
        (8, 16),
        (8, 7),
    ),
}


@pytest.mark.parametrize(("path", "value", "key"), PLACES.values(), ids=PLACES)
def test_a_path_leads_to_the_deepest_place_that_exists(
    path: Path, value: tuple[int, int], key: tuple[int, int]
) -> None:
    document = yaml_document(SCENARIO)
    assert document.locate(path) == Location("f", *value)
    assert document.locate(path, key=True) == Location("f", *key)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_lines_and_columns_count_characters(start: str, line_break: str) -> None:
    text = start + '{"ä": "😀",\n\n "b": [ 1,\t2]}'.replace("\n", line_break)
    for document in (yaml_document(text), json_document(text)):
        assert document.locate(("ä",)) == Location("f", 1, 7)
        assert document.locate(("b",), key=True) == Location("f", 3, 2)
        assert document.locate(("b", 1)) == Location("f", 3, 12)


def test_places_in_json_lines_count_the_lines_that_were_read() -> None:
    document = jsonl_document('\n{"a": 1}\nbroken\n\r\n{"b":\t{"c": 2}}')
    assert document.locate((0, "a")) == Location("f", 2, 7)
    assert document.locate((1, "union", "b", "c"), key=True) == Location("f", 5, 8)
    assert document.locate(("union", 1, "d")) == Location("f", 5, 1)
    assert document.locate((2, "a")) == Location("f", 1, 1)
    assert document.locate(()) == Location("f", 1, 1)


def test_a_document_with_faults_still_tells_places() -> None:
    document, issues = read_json(b'{"a": 1,\n "a": 2, "b": NaN}', "f")
    assert document is not None
    assert len(issues) == 2
    assert document.locate(("a",)) == Location("f", 1, 7)
    assert document.locate(("b",)) == Location("f", 2, 15)


def test_the_digest_names_the_bytes() -> None:
    data = b"\xef\xbb\xbfa: 1\r\n"
    document, _ = read_yaml(data, "f")
    assert document is not None
    assert document.path == "f"
    assert document.digest == f"sha256:{sha256(data).hexdigest()}"


def all_paths(value: Value, path: Path = ()) -> Iterator[tuple[Path, Value]]:
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from all_paths(inner, (*path, key))
    if isinstance(value, list):
        for place, inner in enumerate(value):
            yield from all_paths(inner, (*path, place))


def text_at(text: str, location: Location) -> str:
    lines = text.split("\n")
    return "\n".join(lines[location.line - 1 :])[location.column - 1 :]


def value_at(text: str, location: Location) -> Value:
    """Parse the one value that begins at a place."""
    decoder = json.JSONDecoder(parse_float=Decimal)
    value: Value = decoder.raw_decode(text_at(text, location))[0]
    return value


# Both readers take these as they are; what is invisible is a fault in YAML.
TEXT = st.text(st.characters(codec="ascii"), max_size=9)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-999, 999), st.just(0.5), TEXT),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXT, inner)),
    max_leaves=20,
)


@pytest.mark.parametrize("read", [yaml_document, json_document])
@settings(deadline=None)
@given(value=VALUES, indent=st.sampled_from([None, 0, 3]))
def test_at_the_place_of_every_path_stands_its_value(
    read: Callable[[str], Document], value: object, indent: int | None
) -> None:
    text = json.dumps(value, indent=indent)
    document = read(text)
    for path, inner in all_paths(document.value):
        assert repr(value_at(text, document.locate(path))) == repr(inner)
        if path and isinstance(path[-1], str):
            assert value_at(text, document.locate(path, key=True)) == path[-1]


@settings(deadline=None)
@given(st.lists(VALUES, max_size=5))
def test_at_the_place_of_every_path_in_lines_stands_its_value(
    values: list[object],
) -> None:
    text = "\n\n".join(map(json.dumps, values))
    document = jsonl_document(text)
    for path, inner in all_paths(document.value):
        if path:
            assert repr(value_at(text, document.locate(path))) == repr(inner)
