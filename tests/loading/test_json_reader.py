import json
import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.errors import Issue
from scenarios.loading import json_reader
from scenarios.loading.document import MOST_FAULTS, Source, Tree, Value
from scenarios.loading.json_reader import read_json, read_jsonl

VECTORS = Path(__file__).parents[3] / "shared/data/vectors/robustness"


def read(text: str) -> Value:
    document, issues = read_json(text.encode(), "f")
    assert issues == []
    assert document is not None
    return document.value


def faults(text: str) -> list[str]:
    """What is wrong, without what would be right; each message must say both."""
    _, issues = read_json(text.encode(), "f")
    assert all("; " in issue.message for issue in issues)
    return [str(issue).replace("error: ", "").split("; ")[0] for issue in issues]


def read_lines(data: bytes) -> tuple[Value, list[str]]:
    document, issues = read_jsonl(data, "f")
    assert document is not None
    told = [str(issue).replace("error: ", "").split("; ")[0] for issue in issues]
    return document.value, told


VALUES = {
    "text": ('"a\\u00e9\\/\\n"', "a\u00e9/\n"),
    "a date stays text": ('"2024-05-10"', "2024-05-10"),
    "escaped pair": (r'["\ud83d\ude00", "\\ud83d"]', ["\U0001f600", r"\ud83d"]),
    "whole number": ("-12", -12),
    "minus nought": ("[-0, -0.0]", [0, Decimal("-0.0")]),
    "exact decimal": ("[1.10, 1E-3]", [Decimal("1.10"), Decimal("1E-3")]),
    "40 digits": ("9" * 40, 10**40 - 1),
    "words": ("[true, false, null]", [True, False, None]),
    "byte order mark": ('\ufeff{"a": {}}', {"a": {}}),
    "50 levels": ("[" * 50 + "]" * 50, json.loads("[" * 50 + "]" * 50)),
    "CRLF": ("{\r\n}\r\n", {}),
}


@pytest.mark.parametrize(("text", "value"), VALUES.values(), ids=VALUES)
def test_sound_json_is_read_exactly(text: str, value: Value) -> None:
    assert repr(read(text)) == repr(value)


FAULTS: dict[str, tuple[str, Value, list[str]]] = {
    "endless numbers": (
        "[NaN,\n -Infinity, 1]",
        [None, None, 1],
        [
            "f:1:2: 0: a number must be finite, and NaN is not",
            "f:2:2: 1: a number must be finite, and -Infinity is not",
        ],
    ),
    "numbers beyond the limits": (
        '{"a": 1e999, "b": [' + "7" * 5000 + ", 1E-999999999999999999999]}",
        {"a": None, "b": [None, None]},
        [
            "f:1:7: a: the number lies beyond 1e300 or 1e-300",
            "f:1:20: b.0: the number has 5,000 digits",
            "f:1:5022: b.1: the number lies beyond 1e300 or 1e-300",
        ],
    ),
    "keys that stand twice": (
        '{"a": 1,\n"b": [2, {"c": 3, "c": 4}],\n"\\u0061": 5}',
        {"a": 1, "b": [2, {"c": 3}]},
        [
            "f:2:19: b.1.c: this key stands twice, first in line 2",
            "f:3:1: a: this key stands twice, first in line 1",
        ],
    ),
    "halves of a character": (
        r'{"a": "\uD83D", "\ude00": 1, "b": "\\ud83d\ude00"}',
        {"a": None, "b": None},
        [
            r"f:1:7: a: `\ud800` to `\udfff` are halves of a character",
            r"f:1:17: `\ud800` to `\udfff` are halves of a character",
            r"f:1:35: b: `\ud800` to `\udfff` are halves of a character",
        ],
    ),
}


@pytest.mark.parametrize(("text", "value", "expected"), FAULTS.values(), ids=FAULTS)
def test_every_fault_is_told_and_the_rest_is_kept(
    text: str, value: Value, expected: list[str]
) -> None:
    document, _ = read_json(text.encode(), "f")
    assert document is not None
    assert document.value == value
    assert faults(text) == expected


OPEN = (
    "a text in quotes cannot hold a line break, a tab or the end of the file; "
    r"close it, or write `\n` or `\t`"
)
BROKEN = {
    "empty": ("", "f:1:1: the text ends too early; write a value"),
    "cut off": ('{"a": [1,\n', "f:1:10: the text ends too early; write a value"),
    "cut off after a key": ('{"a"', "f:1:5: the text ends too early; write `:`"),
    "comma too many in a list": (
        "[1,\n]",
        "f:2:1: `]` cannot stand here; write a value or remove the comma before it",
    ),
    "comma too many in an object": (
        '{"a": 1,}',
        (
            "f:1:9: `}` cannot stand here; write a key in double quotes or remove "
            "the comma before it"
        ),
    ),
    "no comma": ("[1 2]", "f:1:4: `2` cannot stand here; write `,` or `]`"),
    "no comma in an object": (
        '{"a": "b" "c": 1}',
        'f:1:11: `"c"` cannot stand here; write `,` or `}`',
    ),
    "no colon": ('{"a" 1}', "f:1:6: `1` cannot stand here; write `:`"),
    "no quotes": (
        "{a: 1}",
        "f:1:2: `a` cannot stand here; write a key in double quotes or `}`",
    ),
    "single quotes": ("['a']", "f:1:2: `'` cannot stand here; write a value or `]`"),
    "a second value": ("{} {}", "f:1:4: `{` cannot stand here; write nothing more"),
    "leading nought": ("[01]", "f:1:3: `1` cannot stand here; write `,` or `]`"),
    "odd space": (
        "[\u00a01]",
        "f:1:2: `\\xa0` cannot stand here; write a value or `]`",
    ),
    "open text": (
        '["ab',
        f"f:1:5: {OPEN}",
    ),
    "line break in a text": (
        '["a\nb"]',
        f"f:1:4: {OPEN}",
    ),
    "unknown escape": (
        r'["\q"]',
        r"f:1:3: JSON has no such escape; write `\\` for a backslash",
    ),
    "51 levels": (
        "[" * 51 + "]" * 51,
        "f:1:51: values are nested more than 50 levels deep; flatten them",
    ),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_text_that_is_no_json_is_told_in_plain_words(
    text: str, expected: str
) -> None:
    document, (issue,) = read_json(text.encode(), "f")
    assert document is None
    assert str(issue).replace("error: ", "") == expected


def test_a_byte_that_is_not_utf_8_is_told_at_its_place() -> None:
    document, (issue,) = read_json(b'{"a":\n "\xc3\xa4\xff"}', "f")
    assert document is None
    assert str(issue) == (
        "f:2:4: error: byte 11 (0xff) is not UTF-8; save the file as UTF-8 text"
    )


def test_after_a_thousand_faults_reading_ends() -> None:
    document, issues = read_json(f"[{'NaN,' * 1001} 1]".encode(), "f")
    assert document is None
    assert len(issues) == MOST_FAULTS + 1
    assert issues[-1].message == "more than 1,000 faults; mend the others first"


def test_json_cut_off_at_any_byte_is_one_fault_at_its_end() -> None:
    data = '{"a": [1.5, -2e3, true], "bé": {"c\\n": null}}'.encode()
    for end in range(len(data)):
        document, issues = read_json(data[:end], "f")
        assert document is None
        assert len(issues) == 1
        assert issues[0].location.line == 1


HOSTILE = {
    "brackets": "[" * 100_000,
    "closed brackets": "[" * 100_000 + "]" * 100_000,
    "objects": '{"a":' * 100_000,
    "long number": "[" + "9" * 5_000 + "]",
    "huge exponent": "1e999999999",
    "huge text": '"' + "x" * 5_000_000 + '"',
    "huge open text": '"' + "\\u0041" * 500_000,
    "backslashes": '"' + "\\" * 500_001,
    "halves": '"' + "\\ud800" * 100_000 + '"',
    "tabs": "\t" * 100_000,
    "commas": "[" + "," * 100_000,
    "binary": "".join(map(chr, range(256))),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_or_read(text: str) -> None:
    for document, issues in (
        read_json(text.encode(), ""),
        read_jsonl(text.encode(), ""),
    ):
        assert document is not None or issues


def test_random_bytes_are_refused() -> None:
    for seed in range(200):
        document, issues = read_json(random.Random(seed).randbytes(500), "f")
        assert document is None
        assert len(issues) == 1


def test_json_lines_are_the_list_of_their_values() -> None:
    data = b'\xef\xbb\xbf{"a": 1}\r\n\n \t\n[1.50]\n"last"'
    assert read_lines(data) == ([{"a": 1}, [Decimal("1.50")], "last"], [])
    assert read_lines(b"") == ([], [])


def test_every_broken_line_is_told_and_the_others_are_kept() -> None:
    data = b'{"a": \n{"b": [1, {"c": 2, "c": 3}]}\n\xff\n\n[NaN]\nx\n1'
    assert read_lines(data) == (
        [{"b": [1, {"c": 2}]}, [None], 1],
        [
            "f:1:6: the text ends too early",
            "f:2:20: 0.b.1.c: this key stands twice, first in line 2",
            "f:3:1: byte 1 (0xff) is not UTF-8",
            "f:5:2: 1.0: a number must be finite, and NaN is not",
            "f:6:1: `x` cannot stand here",
        ],
    )


def test_after_a_thousand_broken_lines_reading_ends() -> None:
    value, told = read_lines(b"1\n" + b"x\n" * 1001 + b"2\n")
    assert value == [1]
    assert len(told) == MOST_FAULTS + 1
    assert told[-1] == "f:1002:1: 1,000 faults stand above"


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.one_of(
    st.integers(1 - 10**40, 10**40 - 1),
    st.floats(-1e300, 1e300).filter(lambda number: number == 0 or abs(number) > 1e-300),
)
VALUES_OF_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXT),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXT, inner)),
    max_leaves=20,
)


def exact(text: str) -> Value:
    value: Value = json.loads(text, parse_float=Decimal)
    return value


@settings(deadline=None)
@given(
    value=VALUES_OF_JSON,
    ensure_ascii=st.booleans(),
    indent=st.sampled_from([None, 1]),
)
def test_a_value_written_as_json_reads_back_equal(
    *, value: object, ensure_ascii: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ensure_ascii, indent=indent)
    assert repr(read(text)) == repr(exact(text))


@settings(deadline=None)
@given(st.lists(VALUES_OF_JSON, max_size=5))
def test_values_written_as_json_lines_read_back_equal(values: list[object]) -> None:
    lines = [json.dumps(value) for value in values]
    read_back, issues = read_jsonl("\n".join(lines).encode(), "f")
    assert read_back is not None
    assert issues == []
    assert repr(read_back.value) == repr([exact(line) for line in lines])


SIGNS = st.sampled_from(
    [
        *'[]{}:,"\\ \n\t01-.eE',
        "true",
        "null",
        "NaN",
        '"a"',
        r"\ud83d",
        r"\ude00",
        "\u00a0",
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(SIGNS).map("".join)))
def test_any_text_is_refused_exactly_when_it_is_no_json(text: str) -> None:
    document, _ = read_json(text.encode(errors="replace"), "f")
    try:
        json.loads(text.encode(errors="replace").decode().removeprefix("\ufeff"))
    except ValueError:
        assert document is None
    else:
        assert document is not None


@settings(deadline=None)
@given(VALUES_OF_JSON, st.data())
def test_the_scanner_and_the_standard_library_agree(
    value: object, data: st.DataObject
) -> None:
    text = json.dumps(value)
    place = data.draw(st.integers(0, len(text)))
    changed = text[:place] + data.draw(SIGNS) + text[place:]
    # A key that stands twice leaves the sound text to the scanner.
    scanned, issues = read_json(f'[{{"a": 1, "a": 2}}, {changed}]'.encode(), "f")
    read_fast, faults_alone = read_json(f"[0, {changed}]".encode(), "f")
    assert (scanned is None) == (read_fast is None)
    assert len(issues) == len(faults_alone) + 1
    if scanned is not None and read_fast is not None:
        assert isinstance(scanned.value, list)
        assert isinstance(read_fast.value, list)
        assert repr(scanned.value[1:]) == repr(read_fast.value[1:])


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_read_as_lines(data: bytes) -> None:
    document, _ = read_jsonl(data, "f")
    assert document is not None


@pytest.mark.skipif(not VECTORS.is_dir(), reason="the vectors are absent")
@pytest.mark.parametrize("ensure_ascii", [True, False])
def test_naughty_strings_read_back_equal(*, ensure_ascii: bool) -> None:
    strings = json.loads((VECTORS / "blns.json").read_text())
    assert read(json.dumps(strings, ensure_ascii=ensure_ascii)) == strings


def test_a_line_is_scanned_once_for_all_that_is_asked_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    document, _ = read_jsonl(b'{"a": [1, 2]}\n{"a": [3, 4]}\n', "f")
    assert document is not None
    scanned: list[object] = []
    scan = json_reader._scan  # noqa: SLF001 what is counted

    def counting(source: Source, issues: list[Issue]) -> Tree:
        scanned.append(source)
        return scan(source, issues)

    monkeypatch.setattr(json_reader, "_scan", counting)
    places = [document.locate((line, "a", at)) for line in (0, 1, 0) for at in (0, 1)]
    assert [(place.line, place.column) for place in places] == [
        (1, 8),
        (1, 11),
        (2, 8),
        (2, 11),
        (1, 8),
        (1, 11),
    ]
    assert len(scanned) == 3
