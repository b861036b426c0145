r"""Read YAML 1.2 with the core types, and say what is wrong with the rest.

Stricter than YAML where YAML surprises: no tags, no merge keys, no keys but text,
one document a file, nothing invisible. Numbers are exact, `YYYY-MM-DD` is a date,
and `NO`, `on` and `1:30` are the texts they look like.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from unicodedata import name as name_character

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from scenarios.errors import Issue, Location
from scenarios.loading.document import (
    Document,
    ListBranch,
    MappingBranch,
    Parts,
    Scalar,
    Source,
    Tree,
    UnreadableError,
    Value,
    digest_bytes,
    read_decimal,
    read_integer,
    refuse_digits,
)

__all__ = ["MOST_BYTES", "read_plain", "read_yaml"]

MOST_BYTES: Final = 10_000_000
MOST_VALUES: Final = 500_000
MOST_ALIASES: Final = 1_000

# What no editor shows as it is. The zero-width joiner and non-joiner are not among
# them: Urdu and Persian are misspelt without. U+2028 and U+2029 break lines for some.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e"
    "\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
_TAGS = "tags are not read; remove it, and quote the value if it is text"

_UNCLOSED: Final = "of stream|document (indicator|sep)"
# The parser's words for what is wrong, and ours: the first that fits is told.
_SYNTAX: Final = {
    "expected ':'": "this line lacks a `: ` after its key; write `key: value`, or "
    "indent the line if it goes on with the text above",
    "mapping values are": "a `: ` cannot stand here; quote the text it belongs to, or "
    "check the indentation",
    "entries are not": "a `- ` cannot stand here; begin the list on its own line",
    "any token|a tab": "this character cannot begin a value; quote the text, and "
    "indent with spaces, not with tabs",
    "',' or '": "a comma or a closing bracket is missing; close what was opened",
    "expected key|'-' ind|<block end>": "this does not line up with what stands above; "
    "indent all items alike, and quote texts that hold quotes or brackets",
    _UNCLOSED: "this quote is never closed; close it",
    "alphabetic": "`&` names a value and `*` repeats it; quote the text if it is one",
    "escape|hex": r"this escape is unknown; write `\\` for a backslash, and "
    r"`\U0001f600` for a character beyond U+FFFF",
    "node content": "a value is missing here; add it, or remove the sign too many",
    "tag|URI|'>'": _TAGS,
    "directive|version|YAML": "only `%YAML 1.2` may stand here; remove the line",
    "document start": "the document ended above; remove what follows, or the `...`",
    "line break|indentation": "a text after `|` or `>` begins on its own line; move it",
}


def read_yaml(data: bytes, path: str) -> tuple[Document | None, list[Issue]]:
    """Read one YAML document.

    Args:
        data: The bytes of the file: UTF-8, at most 10 MB.
        path: The file, as shown to people.

    Returns:
        The document, or None when no tree could be built, and every fault found.
    """
    issues: list[Issue] = []
    try:
        tree = _grow(_decode(data, path), issues)
    except UnreadableError as error:
        return None, [*issues, error.issue]
    return Document(path, digest_bytes(data), tree.value, tree.find), issues


def _decode(data: bytes, path: str) -> Source:
    if len(data) > MOST_BYTES:
        raise UnreadableError(
            Location(path),
            f"the file has more than {MOST_BYTES:,} bytes; split it",
        )
    source = Source.decode(data, path)
    if "\0" in source.text:
        raise UnreadableError(
            source.locate(source.text.index("\0")),
            "a NUL: this is no text, or not UTF-8; save the file as UTF-8 text",
        )
    return source


def _grow(source: Source, issues: list[Issue]) -> Tree:
    tree = Tree(source, issues)
    reader = _Reader(tree)
    try:
        for event in _parse(_seen_text(tree)):
            reader.take(event)
            if reader.documents > 1:
                break
    except yaml.MarkedYAMLError as error:
        _halt_at(error, tree)
    # The parser without C has no words for a few impossible escapes and versions.
    except (yaml.YAMLError, ValueError, OverflowError):
        tree.halt(reader.start, "this is followed by an escape that means no character")
    if not reader.documents:
        tree.halt(0, "the file is empty; write at least one `key: value`")
    return tree


def _parse(text: str) -> Iterator[Event]:
    # As `yaml.parse` does it, which asks of each event first whether there is one.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
    try:
        while (event := loader.get_event()) is not None:
            yield event
    finally:
        loader.dispose()


def _seen_text(tree: Tree) -> str:
    """Note each invisible character, and return the text with a sign in its place."""
    text = tree.source.text
    # Each of them costs the parser a walk over all the others.
    directive = _TAG_DIRECTIVE.search(text)
    if directive:
        tree.halt(directive.start(), _TAGS)
    for match in _UNSEEN.finditer(text):
        code = ord(match[0])
        name = name_character(match[0], "a control character")
        tree.fault(
            match.start(),
            f"U+{code:04X} ({name}) cannot be seen; delete it, or write "
            f"\\u{code:04x} in double quotes if it is meant",
        )
    return _UNSEEN.sub("\ufffd", text)


def _halt_at(error: yaml.MarkedYAMLError, tree: Tree) -> None:
    problem = error.problem or ""
    mark, opened = error.problem_mark, error.context_mark
    message = next(
        (words for pattern, words in _SYNTAX.items() if re.search(pattern, problem)),
        f"this is not YAML ({problem}); check quotes, brackets and indentation",
    )
    if re.search(_UNCLOSED, problem):
        mark = opened
    elif mark and opened and "\n" in tree.source.text[opened.index : mark.index]:
        message += f" (it belongs to what began in line {opened.line + 1})"
    tree.halt(mark.index if mark else 0, message)


@dataclass(slots=True)
class _Anchor:
    """A value that has a name, and what one repetition of it costs."""

    value: Value = None
    parts: Parts = None
    values: int = 1
    aliases: int = 0
    height: int = 0
    is_open: bool = False


class _Reader:
    """Makes a tree of the parser's events, one at a time and without recursion."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.start = 0
        self.documents = 0
        self._values = 0
        self._aliases = 0
        self._anchors: dict[str, _Anchor] = {}
        self._open: list[_Anchor | None] = []

    def take(self, event: Event) -> None:
        """Grow the tree by one event."""
        mark = event.start_mark
        self.start = mark.index if mark else 0
        if isinstance(event, ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, CollectionStartEvent):
            self._take_start(event)
        elif isinstance(event, CollectionEndEvent):
            self._take_end()
        elif isinstance(event, AliasEvent):
            self._take_alias(event.anchor or "")
        elif isinstance(event, DocumentStartEvent):
            self._take_document()

    def _take_document(self) -> None:
        self.documents += 1
        if self.documents > 1:
            self._fault("a second document begins; give it a file of its own")

    def _take_scalar(self, event: ScalarEvent) -> None:
        if event.tag is not None:
            self._fault(_TAGS)
        # Only the parser without C lets half a character pass.
        if event.style == '"' and _SURROGATE.search(event.value):
            self.tree.halt(self.start, _SYNTAX["escape|hex"])
        branch = self.tree.branch
        value: Value = event.value
        if isinstance(branch, MappingBranch) and branch.awaits_key:
            self._take_key(branch, event)
        else:
            self._count_value()
            value = self._read(event)
            branch.put(value, self.start, None)
        if event.anchor is not None:
            self._anchors[event.anchor] = _Anchor(value)

    def _take_key(self, mapping: MappingBranch, event: ScalarEvent) -> None:
        if event.style in ("|", ">"):
            self._refuse_key()
        elif event.value == "<<" and not event.style:
            self._fault("`<<` is not YAML 1.2; repeat the keys that it would merge")
        else:
            self.tree.set_key(mapping, event.value, self.start)
            return
        mapping.set_key(event.value, self.start, keeps=False)

    def _take_start(self, event: CollectionStartEvent) -> None:
        if event.tag is not None:
            self._fault(_TAGS)
        self._refuse_key()
        anchor = None
        if event.anchor is not None:
            anchor = _Anchor(values=-self._values, aliases=-self._aliases, is_open=True)
            self._anchors[event.anchor] = anchor
        self._open.append(anchor)
        self._count_value()
        kind = MappingBranch if isinstance(event, MappingStartEvent) else ListBranch
        self.tree.open(kind(self.start))

    def _take_end(self) -> None:
        branch, anchor = self.tree.close(), self._open.pop()
        if anchor:
            anchor.value, anchor.parts = branch.value, branch.parts
            anchor.height, anchor.is_open = branch.height, False
            anchor.values += self._values
            anchor.aliases += self._aliases

    def _take_alias(self, name: str) -> None:
        self._refuse_key()
        anchor = self._find_anchor(name)
        self._values += anchor.values
        self._aliases += 1 + anchor.aliases
        if self._aliases > MOST_ALIASES or self._values > MOST_VALUES:
            self.tree.halt(
                self.start,
                f"with `*{name}` the file has more than {MOST_ALIASES:,} repetitions "
                f"or {MOST_VALUES:,} values; write less of it by `*`",
            )
        self.tree.put_grown(anchor.value, self.start, anchor.parts, anchor.height)

    def _find_anchor(self, name: str) -> _Anchor:
        anchor = self._anchors.get(name)
        if anchor is None:
            self._fault(f"`*{name}` repeats nothing; mark a value above as `&{name}`")
        elif anchor.is_open:
            self._fault(f"`*{name}` stands inside the value it repeats; write it out")
        else:
            return anchor
        return _Anchor()

    def _read(self, event: ScalarEvent) -> Value:
        if event.style or event.tag:
            return event.value
        try:
            return read_plain(event.value)
        except ValueError as error:
            self._fault(str(error))
            return None

    def _count_value(self) -> None:
        self._values += 1
        if self._values > MOST_VALUES:
            self.tree.halt(self.start, f"more than {MOST_VALUES:,} values; split it")

    def _refuse_key(self) -> None:
        if self.tree.branch.awaits_key:
            self._fault("a key is one plain or quoted text; write it so")

    def _fault(self, message: str) -> None:
        self.tree.fault(self.start, message)


def read_plain(text: str) -> Scalar:
    """Tell what a scalar without quotes means.

    Raises:
        ValueError: When it is a number or a day that cannot be, with a message.

    >>> read_plain("NO"), read_plain("012"), read_plain("1e-3")
    ('NO', 12, Decimal('0.001'))
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    match = _NUMERIC.fullmatch(text)
    return _READERS[match.lastgroup or ""](text) if match else text


def _read_based(text: str) -> int:
    refuse_digits(text[2:].lstrip("0"))
    return int(text, 0)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"the calendar has no day {text}; write a day as YYYY-MM-DD, or quote it"
        ) from error


def _refuse_endless(text: str) -> Scalar:
    raise ValueError(f"a number must be finite, and {text} is not; write a number")


_WORDS: Final[dict[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMERIC = re.compile(
    r"""(?P<integer>[-+]?[0-9]+)
    |(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})
    |(?P<decimal>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)
    |(?P<based>0o[0-7]+|0x[0-9a-fA-F]+)
    |(?P<endless>(?i:[-+]?\.(?:inf|nan)))""",
    re.VERBOSE,
)
_READERS: Final[dict[str, Callable[[str], Scalar]]] = {
    "integer": read_integer,
    "decimal": read_decimal,
    "based": _read_based,
    "day": _read_day,
    "endless": _refuse_endless,
}
