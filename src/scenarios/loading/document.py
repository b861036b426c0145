"""Plain values read from a file, with a place for each of them.

Both readers grow a `Tree` while they read, and hand out a `Document`. Nothing here
opens a file or knows what the values mean.
"""

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from hashlib import sha256
from typing import ClassVar, Final, NoReturn, TypeAlias

from scenarios.errors import Issue, Location

__all__ = [
    "MOST_DEPTH",
    "MOST_FAULTS",
    "Branch",
    "Document",
    "Finder",
    "ListBranch",
    "MappingBranch",
    "Parts",
    "Path",
    "Place",
    "Scalar",
    "Source",
    "Tree",
    "UnreadableError",
    "Value",
    "digest_bytes",
    "dotted",
    "read_decimal",
    "read_integer",
    "refuse_digits",
]

Path: TypeAlias = tuple[str | int, ...]
Scalar: TypeAlias = bool | int | Decimal | str | date | None
Value: TypeAlias = "Scalar | list[Value] | dict[str, Value]"

# The place of a value: where it begins, where its key in the mapping begins (itself,
# when it has none), and the places inside it; in characters from 0. A plain tuple, as
# every value has one.
Place: TypeAlias = "tuple[int, int, Parts]"
Parts: TypeAlias = "list[Place] | dict[str, Place] | None"

MOST_DEPTH: Final = 50
MOST_FAULTS: Final = 1_000
MOST_DIGITS: Final = 40
MOST_EXPONENT: Final = 300

_LINE_BREAK = re.compile(r"\r\n?|\n")


class UnreadableError(Exception):
    """Nothing further can be read, as `issue` says. It never leaves this room."""

    def __init__(self, location: Location, message: str) -> None:
        self.issue = Issue(location, "", message)
        super().__init__(str(self.issue))


class Source:
    """The text of a file, or of one line of it, that can tell lines and columns."""

    def __init__(self, path: str, text: str, line: int = 1) -> None:
        self.path = path
        self.text = text
        self.line = line

    @classmethod
    def decode(cls, data: bytes, path: str, line: int = 1) -> "Source":
        """Read `data` as UTF-8, with or without a byte order mark.

        Raises:
            UnreadableError: When a byte is not UTF-8.
        """
        body = data.removeprefix(BOM_UTF8)
        try:
            return cls(path, body.decode(), line)
        except UnicodeDecodeError as error:
            place = cls(path, body[: error.start].decode(), line).locate(error.start)
            byte = len(data) - len(body) + error.start
            raise UnreadableError(
                place,
                f"byte {byte + 1:,} (0x{data[byte]:02x}) is not UTF-8; "
                "save the file as UTF-8 text",
            ) from error

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_BREAK.finditer(self.text))]

    def locate(self, offset: int) -> Location:
        """Tell line and column of the character at `offset`, at most the end."""
        offset = min(offset, len(self.text))
        row = bisect_right(self._line_starts, offset) - 1
        column = offset - self._line_starts[row] + 1
        return Location(self.path, self.line + row, column)


Finder: TypeAlias = Callable[[Path], tuple[Source, Place]]


@dataclass(frozen=True)
class Document:
    """What a file says, and where.

    Attributes:
        path: The file, as shown to people.
        digest: `sha256:` and the hexadecimal digest of its bytes.
        value: The plain value; whatever was at fault stands as None or is left out.
        find: Finds the deepest place on a path, and the text it is in.
    """

    path: str
    digest: str
    value: Value
    find: Finder = field(repr=False, compare=False)

    def locate(self, path: Path, *, key: bool = False) -> Location:
        """Tell where the value at `path` stands, or its key in the mapping.

        Parts of `path` that the value does not have are skipped, so that this is
        always the deepest place that exists.
        """
        source, (start, key_start, _) = self.find(path)
        return source.locate(key_start if key else start)


def digest_bytes(data: bytes) -> str:
    """Name the exact bytes of a file."""
    return f"sha256:{sha256(data).hexdigest()}"


def dotted(path: Iterable[str | int]) -> str:
    """Write a path as people do.

    >>> dotted(("indicators", 0, "title"))
    'indicators.0.title'
    """
    return ".".join(map(str, path))


@dataclass(slots=True)
class ListBranch:
    """A list that is still growing; `height` counts the levels it has already."""

    awaits_key: ClassVar[bool] = False
    start: int
    value: list[Value] = field(default_factory=list)
    parts: list[Place] = field(default_factory=list)
    height: int = 1

    @property
    def step(self) -> int | None:
        """The part of a path that the next value will have."""
        return len(self.value)

    def put(self, value: Value, start: int, parts: Parts) -> None:
        """Add a value."""
        self.value.append(value)
        self.parts.append((start, start, parts))


@dataclass(slots=True)
class MappingBranch:
    """A mapping that is still growing; a value is kept when its key is sound."""

    start: int
    value: dict[str, Value] = field(default_factory=dict)
    parts: dict[str, Place] = field(default_factory=dict)
    height: int = 1
    key: str = ""
    key_start: int = 0
    awaits_key: bool = True
    keeps: bool = True

    @property
    def step(self) -> str | None:
        """The part of a path that the next value will have; None before its key."""
        return None if self.awaits_key else self.key

    def set_key(self, key: str, start: int, *, keeps: bool) -> None:
        """Name the value to come, and whether it is to be kept."""
        self.key, self.key_start, self.keeps = key, start, keeps
        self.awaits_key = False

    def put(self, value: Value, start: int, parts: Parts) -> None:
        """Add the value of the key that was set last.

        A value that comes where a key should stand is a key that names nothing.
        """
        if self.awaits_key:
            self.set_key("?", start, keeps=False)
            return
        if self.keeps:
            self.value[self.key] = value
            self.parts[self.key] = (start, self.key_start, parts)
        self.awaits_key = True


Branch: TypeAlias = ListBranch | MappingBranch


class Tree:
    """Values and their places while they grow, and the faults found on the way.

    Attributes:
        branch: The innermost collection that is open; at first a list which will
            hold the whole value as its only item.
    """

    def __init__(self, source: Source, issues: list[Issue], prefix: Path = ()) -> None:
        self.source = source
        self.branch: Branch = ListBranch(0)
        self._root = self.branch
        self._outer: list[Branch] = []
        self._issues = issues
        self._prefix = prefix

    @property
    def value(self) -> Value:
        """The whole value, once it is grown."""
        return self._root.value[0]

    @property
    def is_complete(self) -> bool:
        """Whether a value has come and nothing is open."""
        return self.branch is self._root and bool(self._root.value)

    def find(self, path: Path) -> tuple[Source, Place]:
        """Find the deepest place on `path`, skipping the parts that do not exist."""
        place = self._root.parts[0]
        for part in path:
            place = _step_into(place[2], part) or place
        return self.source, place

    def open(self, branch: Branch) -> None:
        """Begin a collection inside the present one."""
        self._refuse_depth(branch.start, 1)
        self._outer.append(self.branch)
        self.branch = branch

    def close(self) -> Branch:
        """End the innermost collection and put it where it belongs."""
        branch, self.branch = self.branch, self._outer.pop()
        self.put_grown(branch.value, branch.start, branch.parts, branch.height)
        return branch

    def put_grown(self, value: Value, start: int, parts: Parts, height: int) -> None:
        """Add a value of `height` levels that is complete, here or again."""
        self._refuse_depth(start, height)
        self.branch.put(value, start, parts)
        self.branch.height = max(self.branch.height, height + 1)

    def set_key(self, mapping: MappingBranch, key: str, start: int) -> None:
        """Name the value to come; a key that stands already is a fault."""
        first = mapping.parts.get(key)
        mapping.set_key(key, start, keeps=first is None)
        if first is not None:
            line = self.source.locate(first[1]).line
            self.fault(
                start,
                f"this key stands twice, first in line {line}; "
                "give each key once, or rename one of them",
            )

    def fault(self, start: int, message: str) -> None:
        """Note what is wrong with the value to come, and what would be right."""
        if len(self._issues) >= MOST_FAULTS:
            self.halt(start, f"more than {MOST_FAULTS:,} faults; mend the others first")
        steps = [branch.step for branch in (*self._outer[1:], self.branch)]
        path = [step for step in steps if step is not None] if self._outer else []
        key = dotted((*self._prefix, *path))
        self._issues.append(Issue(self.source.locate(start), key, message))

    def _refuse_depth(self, start: int, height: int) -> None:
        if len(self._outer) + height > MOST_DEPTH:
            self.halt(
                start,
                f"values are nested more than {MOST_DEPTH} levels deep; flatten them",
            )

    def halt(self, start: int, message: str) -> NoReturn:
        """Give up reading.

        Raises:
            UnreadableError: Always.
        """
        raise UnreadableError(self.source.locate(start), message)


def _step_into(parts: Parts, part: str | int) -> "Place | None":
    if isinstance(part, str):
        return None if parts is None or isinstance(parts, list) else parts.get(part)
    if parts is None or isinstance(parts, dict) or not 0 <= part < len(parts):
        return None
    return parts[part]


def read_integer(text: str) -> int:
    """Read decimal digits with an optional sign; leading zeros mean nothing.

    Raises:
        ValueError: When it has too many digits, with a message for people.
    """
    digits = text.lstrip("+-0") or "0"
    refuse_digits(digits)
    return -int(digits) if text[0] == "-" else int(digits)


def read_decimal(text: str) -> Decimal:
    """Read a decimal number exactly as it is written.

    Raises:
        ValueError: When it is too long, large or small, with a message for people.
    """
    mantissa, _, exponent = text.lower().partition("e")
    refuse_digits(mantissa.lstrip("+-0.").replace(".", ""))
    # A longer exponent would overflow Decimal itself.
    if len(exponent.lstrip("+-0")) <= len(str(MOST_EXPONENT)):
        number = Decimal(text)
        if abs(number.adjusted()) <= MOST_EXPONENT:
            return number
    raise ValueError(
        f"the number lies beyond 1e{MOST_EXPONENT} or 1e-{MOST_EXPONENT}; "
        "use a unit in which it is of common size"
    )


def refuse_digits(digits: str) -> None:
    """Raise ValueError, with a message for people, when there are too many."""
    if len(digits) > MOST_DIGITS:
        raise ValueError(
            f"the number has {len(digits):,} digits; round it to {MOST_DIGITS} at most"
        )
