"""Numbers, days, durations, names and mappings of every noun."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from scenarios.domain import noun
from scenarios.domain.noun import Frozen, FrozenMap, Noun, exact_number, faults_error

if TYPE_CHECKING:
    from collections.abc import Callable


def accept(kind: str, value: object) -> object:
    """Validate a value as one of the kinds that this module names."""
    return TypeAdapter(getattr(noun, kind)).validate_python(value)


def refuse(kind: str, value: object) -> str:
    """Return what is said of a value that is refused."""
    with pytest.raises(ValidationError) as caught:
        accept(kind, value)
    return caught.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        (3, "3"),
        (-0.1, "-0.1"),
        (1e-7, "1E-7"),
        (Decimal("0.50"), "0.50"),
        (np.float64(0.1), "0.1"),
        (10**39, "1" + "0" * 39),
        (Decimal("1e300"), "1E+300"),
        (Decimal("1e-300"), "1E-300"),
    ],
    ids=str,
)
def test_a_number_is_the_decimal_that_was_written(written: float, exact: str) -> None:
    assert str(exact_number(written)) == exact


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (True, "must be a number"),
        ("0.5", "must be a number"),
        (None, "must be a number"),
        (float("nan"), "must be a finite number"),
        (float("-inf"), "must be a finite number"),
        (Decimal("sNaN"), "must be a finite number"),
        (Decimal("0." + "3" * 41), "has more digits than a judgement can carry"),
        (10**41 + 1, "has more digits than a judgement can carry"),
        (Decimal("1e301"), "has more digits than a judgement can carry"),
        (Decimal("1e-301"), "has more digits than a judgement can carry"),
    ],
    ids=str,
)
def test_what_is_no_finite_number_is_refused(written: object, fault: str) -> None:
    with pytest.raises(PydanticCustomError, match=fault):
        exact_number(written)


EDGES: list[tuple[str, list[object], list[object]]] = [
    ("Number", [-5, 0, 1e9], ["1", None]),
    ("PositiveNumber", [1e-9, 7], [0, -1e-9]),
    ("OpenProbability", [1e-9, 0.999999999], [0, 1, -0.1, 1.1]),
    ("Share", [0, 0.3, 1], [-1e-9, 1.000000001]),
    ("Coverage", [1e-9, 1], [0, 1.000000001]),
    ("Decibans", [-100, 0.5, 100], [-100.001, 100.001]),
    (
        "Id",
        ["a", "_x", "A1.b-c_d", "7", "x" * 128],
        ["", "-a", ".a", "a b", "é", "a\n", "x" * 129],
    ),
    (
        "Label",
        ["2024-05-10-é", "~", "\U0001d49c", "x" * 200],
        ["", "a b", "a/b", "a\\b", "a\tb", "a\n", "x" * 201, 5],
    ),
    (
        "Day",
        ["2024-02-29", dt.date(2024, 5, 31)],
        [
            "2023-02-29",
            "2024-5-31",
            "20240531",
            "\u0662\u0660\u0662\u0664-\u0660\u0665-\u0663\u0661",
            20240531,
            dt.datetime(2024, 5, 31, tzinfo=dt.UTC),
            None,
        ],
    ),
    (
        "Days",
        ["1d", "180d", "007d", "9999999d"],
        ["0d", "180", "180D", "1.5d", "-1d", "10000000d", "1w", 180, "\u0663d"],
    ),
    ("Texts", [[], ["a"], ("a", "b")], ["a", [1], None]),
]
ACCEPTED = [
    pytest.param(kind, value, id=f"{kind} {value!r:.30}")
    for kind, values, _ in EDGES
    for value in values
]
REFUSED = [
    pytest.param(kind, value, id=f"{kind} {value!r:.30}")
    for kind, _, values in EDGES
    for value in values
]


@pytest.mark.parametrize(("kind", "value"), ACCEPTED)
def test_a_value_inside_the_bounds_is_accepted(kind: str, value: object) -> None:
    accept(kind, value)


@pytest.mark.parametrize(("kind", "value"), REFUSED)
def test_a_value_beyond_the_bounds_is_refused(kind: str, value: object) -> None:
    assert refuse(kind, value)


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (
            "Day",
            "2023-02-29",
            "is not a day of the calendar; write a date like 2024-05-31",
        ),
        ("Day", "May", "must be a date like 2024-05-31"),
        ("Days", "2w", "must be a duration in whole days of at least 1d, like 180d"),
    ],
)
def test_a_refusal_says_what_would_be_right(
    kind: str, value: str, message: str
) -> None:
    assert refuse(kind, value) == message


def test_days_and_durations_are_read() -> None:
    assert accept("Day", "2024-02-29") == dt.date(2024, 2, 29)
    assert accept("Days", "007d") == 7


class Shelf(Noun):
    """A noun with a mapping, for these tests."""

    label: str
    books: FrozenMap[str, int]


def make_shelf() -> Shelf:
    return Shelf.model_validate({"label": "top", "books": {"a": 1, "b": 2}})


def test_a_noun_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        make_shelf().label = "bottom"  # type: ignore[misc]  # the point of the test


def test_a_noun_refuses_unknown_keys_and_does_not_guess_at_types() -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Shelf.model_validate({"label": "top", "books": {}, "colour": "red"})
    with pytest.raises(ValidationError, match="valid string"):
        Shelf.model_validate({"label": 5, "books": {}})


def test_a_mapping_is_not_the_callers() -> None:
    books = {"a": 1}
    shelf = Shelf.model_validate({"label": "top", "books": books})
    books["a"] = 9
    assert shelf.books == {"a": 1}


CHANGES: dict[str, Callable[[Any], object]] = {
    "set": lambda books: books.__setitem__("a", 9),
    "delete": lambda books: books.__delitem__("a"),
    "merge": lambda books: books.__ior__({"a": 9}),
    "clear": lambda books: books.clear(),
    "pop": lambda books: books.pop("a"),
    "popitem": lambda books: books.popitem(),
    "setdefault": lambda books: books.setdefault("z", 9),
    "update": lambda books: books.update(a=9),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_mapping_of_a_noun_cannot_be_changed(change: Callable[[Any], object]) -> None:
    books = make_shelf().books
    with pytest.raises(TypeError, match="this mapping is frozen; make a new one"):
        change(books)
    assert books == {"a": 1, "b": 2}


def test_nouns_can_be_copied_and_sent_elsewhere() -> None:
    shelf = make_shelf()
    assert copy.copy(shelf.books) is shelf.books
    assert copy.deepcopy(shelf.books) is shelf.books
    sent = pickle.loads(pickle.dumps(shelf))  # noqa: S301 our own bytes
    assert sent == shelf
    assert isinstance(sent.books, Frozen)
    assert shelf.model_copy(deep=True) == shelf
    assert shelf.model_dump() == {"label": "top", "books": {"a": 1, "b": 2}}
    assert shelf.model_dump_json() == '{"label":"top","books":{"a":1,"b":2}}'


def test_several_faults_travel_in_one_error() -> None:
    error = faults_error([(("a",), "is wrong"), (("b", 0), "is missing")])
    assert error.message() == "is wrong; is missing"
    assert error.context is not None
    assert error.context["faults"] == [(("a",), "is wrong"), (("b", 0), "is missing")]
