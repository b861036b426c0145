"""Read JSON and JSON Lines strictly, and say what is wrong and where.

The standard library reads what is sound. What it refuses, and the text whose places
are asked for, is walked by a scanner of our own that knows where it is.
"""

import json
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cache, partial
from io import BytesIO
from typing import Final, NoReturn

from scenarios.errors import Issue, Location
from scenarios.loading.document import (
    MOST_DEPTH,
    MOST_FAULTS,
    Document,
    ListBranch,
    MappingBranch,
    Path,
    Place,
    Source,
    Tree,
    UnreadableError,
    Value,
    digest_bytes,
    read_decimal,
    read_integer,
)

__all__ = ["read_json", "read_jsonl"]

_BLANKS: Final = " \t\n\r"
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_SOUND_ESCAPE = re.compile(r"\\\\|\\u[dD][89abAB]..\\u[dD][c-fC-F]..")
_OPEN_TEXT = re.compile(r'"(?:[^"\\\x00-\x1f]++|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+')
_TOKEN = re.compile(
    rf"""[ \t\n\r]*+(?:
    (?P<text>{_OPEN_TEXT.pattern}")
    |(?P<number>-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?)
    |(?P<word>true|false|null)
    |(?P<endless>NaN|-?Infinity)
    |(?P<sign>[\[\]{{}},:])
    |(?P<end>\Z)
    |(?P<stray>.))""",
    re.VERBOSE | re.DOTALL,
)
_VALUE: Final = frozenset(("text", "number", "word", "endless", "[", "{"))
# What may come next in words, and the tokens that this can be.
_EXPECTED: Final = {
    "a value": _VALUE,
    "a value or `]`": _VALUE | {"]"},
    "a key in double quotes": {"text"},
    "a key in double quotes or `}`": {"text", "}"},
    "`:`": {":"},
    "`,` or `]`": {",", "]"},
    "`,` or `}`": {",", "}"},
    "nothing more": {"end"},
}
_IN_LIST: Final = {"[": "a value or `]`", ",": "a value"}
_IN_MAPPING: Final = {
    "{": "a key in double quotes or `}`",
    ",": "a key in double quotes",
}


def read_json(data: bytes, path: str) -> tuple[Document | None, list[Issue]]:
    """Read one JSON value.

    Args:
        data: The bytes of the file, in UTF-8.
        path: The file, as shown to people.

    Returns:
        The document, or None when no tree could be built, and every fault found.
    """
    issues: list[Issue] = []
    try:
        source = Source.decode(data, path)
        value = _read(source, issues)
    except UnreadableError as error:
        return None, [*issues, error.issue]
    tree = cache(partial(_scan, source, []))
    return (
        Document(path, digest_bytes(data), value, lambda steps: tree().find(steps)),
        issues,
    )


def read_jsonl(data: bytes, path: str) -> tuple[Document | None, list[Issue]]:
    """Read a file with one JSON value on each line; blank lines are skipped.

    Args:
        data: The bytes of the file, in UTF-8.
        path: The file, as shown to people.

    Returns:
        The document with the list of the values, and every fault found. A line that
        cannot be read is a fault, and has no value in the list.
    """
    issues: list[Issue] = []
    values: list[Value] = []
    lines = _Lines(data, path)
    start = 0
    for number, line in enumerate(BytesIO(data), start=1):
        if len(issues) >= MOST_FAULTS:
            message = f"{MOST_FAULTS:,} faults stand above; mend them to read on"
            issues.append(Issue(Location(path, number), "", message))
            break
        try:
            source = Source.decode(line, path, number)
            if source.text.strip(_BLANKS):
                values.append(_read(source, issues, (len(values),)))
                lines.add(number, start)
        except UnreadableError as error:
            issues.append(error.issue)
        start += len(line)
    return Document(path, digest_bytes(data), values, lines.find), issues


class _Lines:
    """Finds places in a file of lines by scanning the one line that is asked for."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        self._starts: list[tuple[int, int]] = []
        self._last: tuple[int, Tree] | None = None

    def add(self, number: int, start: int) -> None:
        """Note line `number`, which begins at byte `start`, as that of a value."""
        self._starts.append((number, start))

    def find(self, path: Path) -> tuple[Source, Place]:
        """Find the deepest place on `path`, whose first part counts the values."""
        for depth, part in enumerate(path, start=1):
            if isinstance(part, int) and 0 <= part < len(self._starts):
                return self._tree(*self._starts[part]).find(path[depth:])
        return Source(self._path, ""), (0, 0, None)

    def _tree(self, number: int, start: int) -> Tree:
        """Return the tree of a line; who asks for one report soon asks for the next."""
        if self._last is None or self._last[0] != number:
            end = self._data.find(b"\n", start) + 1 or len(self._data)
            source = Source.decode(self._data[start:end], self._path, number)
            self._last = number, _scan(source, [])
        return self._last[1]


def _read(source: Source, issues: list[Issue], prefix: Path = ()) -> Value:
    try:
        return _load(source.text)
    except (ValueError, RecursionError):
        return _scan(source, issues, prefix).value


def _load(text: str) -> Value:
    """Read text in which nothing is wrong; whatever is raises ValueError."""
    # Most text has no such escape, and the second look is slow.
    if _SURROGATE_ESCAPE.search(text):
        _refuse(_SURROGATE_ESCAPE.search(_SOUND_ESCAPE.sub(" ", text)))
    value: Value = _DECODER.decode(text)
    level = [value]
    for _ in range(MOST_DEPTH):
        level = [inner for outer in level for inner in _inside(outer)]
    _refuse(any(isinstance(inner, list | dict) for inner in level))
    return value


def _inside(value: Value) -> Iterable[Value]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _pair_up(pairs: list[tuple[str, Value]]) -> dict[str, Value]:
    mapping = dict(pairs)
    _refuse(len(mapping) < len(pairs))
    return mapping


def _refuse(fault: object) -> None:
    if fault:
        raise ValueError


_DECODER: Final = json.JSONDecoder(
    object_pairs_hook=_pair_up,
    parse_float=read_decimal,
    parse_int=read_integer,
    parse_constant=_refuse,
)


def _scan(source: Source, issues: list[Issue], prefix: Path = ()) -> Tree:
    scanner = _Scanner(Tree(source, issues, prefix))
    for match in _TOKEN.finditer(source.text):
        kind = match.lastgroup or ""
        scanner.take(kind, match[kind], match.start(kind))
    return scanner.tree


class _Scanner:
    """Makes a tree of tokens, one at a time and without recursion."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._expected = "a value"

    def take(self, kind: str, text: str, start: int) -> None:
        """Grow the tree by one token.

        Raises:
            UnreadableError: When this token cannot stand here.
        """
        name = text if kind == "sign" else kind
        if name not in _EXPECTED[self._expected]:
            self._halt(name, text, start)
        branch = self.tree.branch
        if name in ("[", "{"):
            self.tree.open(ListBranch(start) if name == "[" else MappingBranch(start))
        elif name in ("]", "}"):
            self.tree.close()
        elif isinstance(branch, MappingBranch) and branch.awaits_key and name != ",":
            self._take_key(branch, text, start)
        elif kind in _READERS:
            branch.put(self._read(kind, text, start), start, None)
        self._expected = self._expect_after(name)

    def _expect_after(self, name: str) -> str:
        branch = self.tree.branch
        if name == ":":
            return "a value"
        if isinstance(branch, MappingBranch):
            if not branch.awaits_key:
                return "`:`"
            return _IN_MAPPING.get(name, "`,` or `}`")
        if self.tree.is_complete:
            return "nothing more"
        return _IN_LIST.get(name, "`,` or `]`")

    def _take_key(self, mapping: MappingBranch, text: str, start: int) -> None:
        key = self._read("text", text, start)
        if isinstance(key, str):
            self.tree.set_key(mapping, key, start)
        else:
            mapping.set_key("?", start, keeps=False)

    def _read(self, kind: str, text: str, start: int) -> Value:
        try:
            return _READERS[kind](text)
        except ValueError as error:
            self.tree.fault(start, str(error))
            return None

    def _halt(self, name: str, text: str, start: int) -> NoReturn:
        if text == '"':
            self._halt_in_text(start)
        if name == "end":
            start = len(self.tree.source.text.rstrip(_BLANKS))
            self.tree.halt(start, f"the text ends too early; write {self._expected}")
        found = repr(text[:20])[1:-1]
        hint = " or remove the comma before it" if name in ("]", "}") else ""
        self.tree.halt(
            start, f"`{found}` cannot stand here; write {self._expected}{hint}"
        )

    def _halt_in_text(self, start: int) -> NoReturn:
        opened = _OPEN_TEXT.match(self.tree.source.text, start)
        end = opened.end() if opened else start
        if self.tree.source.text[end : end + 1] == "\\":
            self.tree.halt(end, r"JSON has no such escape; write `\\` for a backslash")
        self.tree.halt(
            end,
            r"a text in quotes cannot hold a line break, a tab or the end of the file; "
            r"close it, or write `\n` or `\t`",
        )


def _read_text(text: str) -> str:
    value: str = json.loads(text) if "\\" in text else text[1:-1]
    if _SURROGATE.search(value):
        raise ValueError(
            r"`\ud800` to `\udfff` are halves of a character; write both halves"
        )
    return value


def _read_number(text: str) -> int | Decimal:
    is_decimal = any(sign in text for sign in ".eE")
    return read_decimal(text) if is_decimal else read_integer(text)


def _refuse_endless(text: str) -> Value:
    raise ValueError(f"a number must be finite, and {text} is not; write a number")


_READERS: Final[dict[str, Callable[[str], Value]]] = {
    "text": _read_text,
    "number": _read_number,
    "word": {"true": True, "false": False, "null": None}.__getitem__,
    "endless": _refuse_endless,
}
