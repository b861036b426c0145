import json
import random
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.loading.document import Value
from scenarios.loading.yaml_reader import MOST_BYTES, read_yaml

VECTORS = Path(__file__).parents[3] / "shared/data/vectors/robustness"
SUITE = VECTORS / "yaml_test_suite"
PAIR = re.compile(r"\\\\|\\ud[89ab]..\\ud[c-f]..")


def read(text: str) -> Value:
    document, issues = read_yaml(text.encode(), "f")
    assert issues == []
    assert document is not None
    return document.value


def faults(text: str) -> list[str]:
    """What is wrong, without what would be right; each message must say both."""
    _, issues = read_yaml(text.encode(), "f")
    assert all("; " in issue.message for issue in issues)
    return [str(issue).replace("error: ", "").split("; ")[0] for issue in issues]


def salvage(text: str) -> Value:
    document, issues = read_yaml(text.encode(), "f")
    assert issues
    return document.value if document else "nothing"


def write_flow(value: object) -> str:
    """Write YAML as JSON, which has other escapes for characters beyond U+FFFF."""

    def join(match: re.Match[str]) -> str:
        character = json.loads(f'"{match[0]}"')
        return match[0] if character == "\\" else f"\\U{ord(character):08x}"

    return PAIR.sub(join, json.dumps(value))


@pytest.fixture(params=["with C", "without C"])
def _any_parser(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if request.param == "without C":
        monkeypatch.delattr(yaml, "CSafeLoader", raising=False)


TEXTS = (
    *("NO", "no", "on", "off", "N", "y", "yes", "nULL", "inf", "NaN", "1:30", "1_000"),
    *("0b1", "0o8", "0xG", "+0x1", "1e", ".", "+", "1.2.3", "2024-5-1", "180d"),
    *("2024-02-29T10:00", "000_a7a8341e9d5272aa.txt"),
)
PLAIN: dict[str, Value] = {
    **{text: text for text in TEXTS},
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    "20240501": 20240501,
    "012": 12,
    "+7": 7,
    "-0": 0,
    "-41": -41,
    "0o17": 15,
    "0x1F": 31,
    "0" * 5000 + "3": 3,
    "9" * 40: 10**40 - 1,
    "1.10": Decimal("1.10"),
    "1e-3": Decimal("1e-3"),
    "-2.5E+3": Decimal("-2.5E+3"),
    ".5": Decimal("0.5"),
    "1.": Decimal(1),
    "1e300": Decimal("1e300"),
    "0.000": Decimal("0.000"),
    "2024-02-29": date(2024, 2, 29),
    "\u0663": "\u0663",
}


@pytest.mark.usefixtures("_any_parser")
@pytest.mark.parametrize("text", PLAIN, ids=lambda text: text[:20] or "nothing")
def test_a_plain_scalar_means_what_the_core_types_say(text: str) -> None:
    assert repr(read(f"- {text}")) == repr([PLAIN[text]])


@pytest.mark.parametrize("style", ["'{}'", '"{}"', "|-\n  {}", ">-\n  {}"])
@pytest.mark.parametrize("word", ["1", "true", "null", "2024-02-30", ".inf", "<<", ""])
def test_quoted_and_block_scalars_are_always_text(style: str, word: str) -> None:
    assert read(f"- {style.format(word)}") == [word]


def test_keys_are_text_as_written() -> None:
    text = "2024: a\nno: b\ntrue: c\n1.0: d\n2024-02-30: e\n'<<': f\n? g\n: h\n"
    keys = ("2024", "no", "true", "1.0", "2024-02-30", "<<", "g")
    assert read(text) == dict(zip(keys, "abcdefh", strict=True))


def test_an_alias_shares_the_value_of_its_anchor() -> None:
    text = "a: &x {b: [1, &y two]}\nc: *x\nd: *y\n&k e: *k\n"
    shared = {"b": [1, "two"]}
    assert read(text) == {"a": shared, "c": shared, "d": "two", "e": "e"}


def test_an_alias_repeats_the_last_value_of_its_name() -> None:
    assert read("- &x [&x 1, *x]\n- *x\n- &x 2\n- *x\n") == [[1, 1], 1, 2, 2]


@pytest.mark.usefixtures("_any_parser")
@pytest.mark.parametrize("start", ["", "\ufeff", "%YAML 1.2\n---\n", "# why\r\n\r\n"])
def test_marks_and_comments_before_the_document_are_skipped(start: str) -> None:
    assert read(f"{start}a: 1\r\nb:\r\n- 2\r\n") == {"a": 1, "b": [2]}


def test_joiners_that_urdu_and_persian_need_are_text() -> None:
    word, letters = "\u0645\u06cc\u200c\u062f\u0631", "\u0915\u094d\u200d\u0937"
    assert read(f"{word}: {letters}") == {word: letters}


def test_an_escaped_character_is_meant() -> None:
    assert read(r'a: "\u202e \0 \ufeff \U0001f600"') == {
        "a": "\u202e \0 \ufeff \U0001f600"
    }


FAULTS = {
    "infinity": ("a: -.INF", ["f:1:4: a: a number must be finite, and -.INF is not"]),
    "not a number": ("- .NaN", ["f:1:3: 0: a number must be finite, and .NaN is not"]),
    "impossible day": (
        "on: 2024-02-30",
        ["f:1:5: on: the calendar has no day 2024-02-30"],
    ),
    "long integer": ("a: " + "7" * 5000, ["f:1:4: a: the number has 5,000 digits"]),
    "long decimal": ("a: 0.0" + "7" * 41, ["f:1:4: a: the number has 41 digits"]),
    "long hexadecimal": ("a: 0x" + "f" * 41, ["f:1:4: a: the number has 41 digits"]),
    "huge number": ("a: 1e301", ["f:1:4: a: the number lies beyond 1e300 or 1e-300"]),
    "endless exponent": (
        "a: 1e999999999999999999999",
        ["f:1:4: a: the number lies beyond 1e300 or 1e-300"],
    ),
    "tiny number": (
        "a: 0.1e-300",
        ["f:1:4: a: the number lies beyond 1e300 or 1e-300"],
    ),
    "tags": (
        "a: !!str 1\nb: !x [1]\n!y c: {}\nd: !!python/object:os.system {}",
        [
            "f:1:4: a: tags are not read",
            "f:2:4: b: tags are not read",
            "f:3:1: tags are not read",
            "f:4:4: d: tags are not read",
        ],
    ),
    "tag directive": ("%TAG ! tag:x,2000:\n---\na: 1", ["f:1:1: tags are not read"]),
    "keys that stand twice": (
        "a: 1\nb:\n  c: 2\n  c: {d: .inf}\n'a': 3",
        [
            "f:4:3: b.c: this key stands twice, first in line 3",
            "f:4:10: b.c.d: a number must be finite, and .inf is not",
            "f:5:1: a: this key stands twice, first in line 1",
        ],
    ),
    "keys that are no text": (
        "? [a]\n: {b: .inf}\n? |\n  c\n: 1\n? &x {d: 2}\n: 3\n*x : 4",
        [
            "f:1:3: a key is one plain or quoted text",
            "f:2:7: ?.b: a number must be finite, and .inf is not",
            "f:3:3: a key is one plain or quoted text",
            "f:6:3: a key is one plain or quoted text",
            "f:8:1: a key is one plain or quoted text",
        ],
    ),
    "merge key": ("a: &x {}\nb:\n  <<: *x", ["f:3:3: b: `<<` is not YAML 1.2"]),
    "unknown alias": ("- a\n- *b", ["f:2:3: 1: `*b` repeats nothing"]),
    "alias inside itself": (
        "a: &x\n  b: [*x]",
        ["f:2:7: a.b.0: `*x` stands inside the value it repeats"],
    ),
    "second document": ("a: 1\n---\nb: [", ["f:2:1: a second document begins"]),
    "invisible characters": (
        "a: x\u202ey\n# \u200b\u2028\u0007\r\nb: .nan\ufeff\nc: .nan",
        [
            "f:1:5: U+202E (RIGHT-TO-LEFT OVERRIDE) cannot be seen",
            "f:2:3: U+200B (ZERO WIDTH SPACE) cannot be seen",
            "f:2:4: U+2028 (LINE SEPARATOR) cannot be seen",
            "f:2:5: U+0007 (a control character) cannot be seen",
            "f:3:8: U+FEFF (ZERO WIDTH NO-BREAK SPACE) cannot be seen",
            "f:4:4: c: a number must be finite, and .nan is not",
        ],
    ),
    "after CRLF and wide characters": (
        "ä: 😀\r\n\r\nü: [ö, .inf]",
        ["f:3:8: ü.1: a number must be finite, and .inf is not"],
    ),
}


@pytest.mark.usefixtures("_any_parser")
@pytest.mark.parametrize(("text", "expected"), FAULTS.values(), ids=FAULTS)
def test_every_fault_is_told_at_its_place(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


BROKEN = {
    "empty": ("", "f:1:1: the file is empty"),
    "only a comment": ("# x\n", "f:1:1: the file is empty"),
    "colon twice": ("a: b: c", "f:1:5: a `: ` cannot stand here"),
    "no colon": ("a: 1\nbc\nd: 2", "f:3:1: this line lacks a `: ` after its key"),
    "list on the line of its key": ("a: - b", "f:1:4: a `- ` cannot stand here"),
    "tab": ("a:\n\tb: 1", "f:2:1: this character cannot begin a value"),
    "reserved sign": ("a: @b", "f:1:4: this character cannot begin a value"),
    "open list": ("a: [1,\n2", "f:2:2: a comma or a closing bracket is missing"),
    "open mapping": ("{a: 1", "f:1:6: a comma or a closing bracket is missing"),
    "indentation": (
        "a:\n  b: 1\n c: 2",
        "f:3:2: this does not line up with what stands above",
    ),
    "text after a quote": (
        "a: 'b' c",
        "f:1:8: this does not line up with what stands above",
    ),
    "open quote": ("a: 1\nb: 'x\nc: 2", "f:2:4: this quote is never closed"),
    "lone ampersand": ("a: &", "f:1:5: `&` names a value and `*` repeats it"),
    "unknown escape": (r'a: "\q"', "f:1:5: this escape is unknown"),
    "half a character": (r'a: "\ud83d"', "f:1:7: this escape is unknown"),
    "stray bracket": ("a: ]", "f:1:4: a value is missing here"),
    "open tag": ("!<x y", "f:1:4: tags are not read"),
    "YAML 2": ("%YAML 2.0\n---\na", "f:1:1: only `%YAML 1.2` may stand here"),
    "after the end": ("a: b\n...\nc: d", "f:3:1: the document ended above"),
    "block text on its line": ("a: | x\n", "f:1:6: a text after `|` or `>` begins on"),
    "NUL": ("a:\n- \0", "f:2:3: a NUL: this is no text, or not UTF-8"),
    "51 levels": ("- " * 51, "f:1:101: values are nested more than 50 levels deep"),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_a_text_that_is_no_yaml_is_told_in_plain_words(
    text: str, expected: str
) -> None:
    document, _ = read_yaml(text.encode(), "f")
    (fault,) = faults(text)
    assert document is None
    assert fault.startswith(expected)


@pytest.mark.parametrize("text", [text for text, _ in BROKEN.values()], ids=BROKEN)
def test_the_parser_without_c_refuses_the_same(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert read_yaml(text.encode(), "f")[0] is None


@pytest.mark.parametrize(
    "text", [r'"\U00110000"', r'"\UFFFFFFFF"', "!%ED%A0%80 a", f"%YAML 1.{'9' * 5000}"]
)
@pytest.mark.usefixtures("_any_parser")
def test_an_escape_that_means_no_character_is_a_fault(text: str) -> None:
    document, issues = read_yaml(f"{text}\n---\n".encode(), "f")
    assert document is None
    assert len(issues) == 1


def test_a_fault_names_the_line_in_which_an_open_bracket_stands() -> None:
    _, (issue,) = read_yaml(b"a: 1\nb: [1,\n  2\nc: 3\n", "f")
    assert issue.message.endswith("(it belongs to what began in line 2)")


ENCODINGS = {
    "Latin-1": (b"a: 1\r\nb: \xc3\xa4\xe4", "f:2:5: byte 12 (0xe4) is not UTF-8"),
    "UTF-16": ("a".encode("utf-16-le") + b"\xff", "f:1:3: byte 3 (0xff) is not UTF-8"),
    "after a byte order mark": (
        b"\xef\xbb\xbf\xff",
        "f:1:1: byte 4 (0xff) is not UTF-8",
    ),
}


@pytest.mark.parametrize(("data", "expected"), ENCODINGS.values(), ids=ENCODINGS)
def test_a_byte_that_is_not_utf_8_is_told_at_its_place(
    data: bytes, expected: str
) -> None:
    document, (issue,) = read_yaml(data, "f")
    assert document is None
    assert str(issue).replace("error: ", "").startswith(expected)


def test_whatever_is_sound_is_kept_beside_the_faults() -> None:
    assert salvage("a: 1\na: 2\nb: [x, .inf]\n<<: {c: 1}\n? [d]\n: 3\ne: !!int 4") == {
        "a": 1,
        "b": ["x", None],
        "e": "4",
    }
    assert salvage("a: 1\n---\nb: 2\n") == {"a": 1}
    assert salvage("a: x\u202ey\n") == {"a": "x\ufffdy"}


def nest_aliases(levels: int, width: int) -> str:
    rows = ["a0: &a0 [x, y]"]
    for level in range(1, levels + 1):
        inner = ", ".join([f"*a{level - 1}"] * width)
        rows.append(f"a{level}: &a{level} [{inner}]")
    return "\n".join(rows)


def test_fifty_levels_and_a_thousand_repetitions_are_allowed() -> None:
    assert read("- " * 50) is not None
    assert read("a: &x 1\nb: [" + "*x, " * 1000 + "]") is not None
    # 22 + 22 * 23 times an alias.
    assert read(nest_aliases(levels=2, width=22)) is not None


LIMITS = {
    "1,001 repetitions": (
        "a: &x 1\nb: [" + "*x, " * 1001 + "]",
        "f:2:4005: with `*x` the file has more than 1,000 repetitions",
    ),
    "1,022 repetitions within each other": (
        nest_aliases(levels=2, width=32),
        "f:3:155: with `*a1` the file has more than 1,000 repetitions",
    ),
    "550,000 values by repetition": (
        "a: &x [" + "1," * 50_000 + "]\nb: [" + "*x," * 10 + "]",
        "f:2:29: with `*x` the file has more than 1,000 repetitions or 500,000 values",
    ),
    "51 levels by repetition": (
        f"a: &x {'[' * 25}{']' * 25}\nb: {'[' * 25}*x{']' * 25}",
        "f:2:29: values are nested more than 50 levels deep",
    ),
    "1,001 faults": ("- .inf\n" * 1001, "f:1001:3: more than 1,000 faults"),
}


@pytest.mark.parametrize(("text", "expected"), LIMITS.values(), ids=LIMITS)
def test_what_grows_beyond_the_limits_is_refused(text: str, expected: str) -> None:
    assert read_yaml(text.encode(), "f")[0] is None
    assert faults(text)[-1].startswith(expected)


@pytest.mark.no_cover
def test_more_values_than_a_file_may_have_are_refused() -> None:
    expected = "f:500000:2: more than 500,000 values"
    assert faults("-\n" * 500_001)[-1].startswith(expected)


def test_a_file_beyond_ten_megabytes_is_refused() -> None:
    document, (issue,) = read_yaml(b"#" * (MOST_BYTES + 1), "f")
    assert document is None
    assert issue.message == "the file has more than 10,000,000 bytes; split it"


HOSTILE = {
    "brackets": "[" * 100_000,
    "brackets on lines": "[\n" * 100_000,
    "mappings": "{a: " * 100_000,
    "nested block": "- " * 100_000,
    "nested keys": "? " * 100_000,
    "deepening block": "".join(f"{' ' * depth}a:\n" for depth in range(1_000)),
    "alias bomb": nest_aliases(levels=9, width=9),
    "alias growth": nest_aliases(levels=40, width=2),
    "aliases inside themselves": "a: &a [x]\n"
    + "".join(f"b{i}: &a [*a, *a]\n" for i in range(99)),
    "merge bomb": "a0: &a0 {k: v}\n"
    + "".join(f"a{i}: &a{i} {{<<: [{f'*a{i - 1}, ' * 9}]}}\n" for i in range(1, 12)),
    "directives": "%TAG !a! b\n" * 100_000 + "---\na",
    "long number": "a: " + "9" * 5_000,
    "sexagesimal": "a: 1" + ":59" * 5_000,
    "huge exponent": "a: 1e999999999",
    "tabs": "\t" * 1_000,
    "bidi": "a: \u202e\u2066b\u2069\u202c" * 1_000,
    "lone ampersand": "&",
    "lone star": "*",
    "huge scalar": "a: " + "x" * 5_000_000,
    "huge quoted scalar": 'a: "' + r"\u0041 " * 700_000 + '"',
    "huge key": "? " + "x" * 5_000_000,
    "anchors": "- &a a\n" * 100_000,
    "python object": "!!python/object/apply:os.system ['true']",
    "binary": "".join(map(chr, range(256))) * 100,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_or_read(text: str) -> None:
    document, issues = read_yaml(text.encode(), "f")
    assert document is not None or issues


def test_random_bytes_are_refused_or_read() -> None:
    for seed in range(200):
        data = random.Random(seed).randbytes(500)
        document, issues = read_yaml(data, "f")
        assert document is not None or issues


SIGNS = st.sampled_from(
    [*"[]{}:,-?&*!|>'\"%@`#\\ \n\t\r\0ab1.~", "<<", "- ", ": ", "\n  "]
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(SIGNS).map("".join)))
@pytest.mark.usefixtures("_any_parser")
def test_any_text_is_refused_or_read(text: str) -> None:
    document, issues = read_yaml(text.encode(errors="replace"), "f")
    assert document is not None or issues
    if document is not None:
        document.locate(())


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_refused_or_read(data: bytes) -> None:
    document, issues = read_yaml(data, "f")
    assert document is not None or issues


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NUMBERS = st.one_of(
    st.integers(1 - 10**40, 10**40 - 1),
    st.floats(-1e300, 1e300).filter(lambda number: number == 0 or abs(number) > 1e-300),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXT),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(TEXT, inner)),
    max_leaves=20,
)


def exact(value: object) -> Value:
    """What a value becomes that was written with `repr` of its floats."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, list):
        return [exact(inner) for inner in value]
    if isinstance(value, dict):
        return {key: exact(inner) for key, inner in value.items()}
    assert value is None or isinstance(value, int | str)
    return value


@settings(deadline=None)
@given(VALUES)
def test_a_value_written_as_flow_yaml_reads_back_equal(value: object) -> None:
    assert repr(read(write_flow(value))) == repr(exact(value))


# Where the parser itself departs from YAML 1.2, in corners that no scenario uses.
DEPARTURES = {
    "652Z": "`?foo` in braces is read as the key `foo`",
    "DK95/01": "a text in quotes may go on after a tab",
    "HM87/01": "`?x` in brackets is read as a mapping",
    "JEF9/02": "`|+` loses a last line of spaces",
    "L24T/01": "a block text loses its last line of spaces",
    "Y2GN": "`&an:chor` ends at the colon",
}
CASES = sorted(
    path.parent.relative_to(SUITE).as_posix() for path in SUITE.rglob("in.yaml")
)
absent = pytest.mark.skipif(not VECTORS.is_dir(), reason="the vectors are absent")


def plain(value: Value) -> object:
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


@absent
@pytest.mark.usefixtures("_any_parser")
@pytest.mark.parametrize("case", CASES)
def test_each_case_of_the_yaml_test_suite_is_read_as_it_says_or_refused(
    case: str,
) -> None:
    document, issues = read_yaml((SUITE / case / "in.yaml").read_bytes(), case)
    expected = SUITE / case / "in.json"
    if issues or case in DEPARTURES or not expected.exists():
        assert document is not None or issues
        return
    assert document is not None
    wanted = json.loads(expected.read_text())
    # Unlike equality, text tells 1 from 1.0 and true.
    assert json.dumps(plain(document.value), sort_keys=True) == json.dumps(
        wanted, sort_keys=True
    )


@absent
def test_enough_of_the_yaml_test_suite_is_read() -> None:
    results = [read_yaml((SUITE / case / "in.yaml").read_bytes(), "") for case in CASES]
    assert len(CASES) > 400
    assert sum(not issues for _, issues in results) > 200


@absent
def test_naughty_strings_in_quotes_read_back_equal() -> None:
    strings = json.loads((VECTORS / "blns.json").read_text())
    assert read(write_flow(strings)) == strings
