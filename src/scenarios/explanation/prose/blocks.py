"""Paragraphs, headings, list items and table rows of a text, each with its place.

Block quotations, code and lines of rules are left out: they are no words of the author.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from scenarios.explanation.prose.markup import Form
from scenarios.explanation.prose.tokens import OPAQUE

__all__ = ["Block", "Kind", "blocks_of"]

Kind = Literal["text", "item", "heading", "row"]
"""What a block is."""

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?=[ \t]|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+•]|\d{1,9}[.)])[ \t]+")
_REFERENCE = re.compile(r" {0,3}\[(?!\^)[^\]\n]{1,200}\]:")
_INDENTED = re.compile(r" {4}|\t| {1,3}\t")
_RULE_SIGNS = frozenset("-*_=")
_DELIMITERS = frozenset("|-: \t")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text that no sentence crosses.

    Attributes:
        kind: What it is.
        start: Offset of its first character, behind the sign of a heading or item.
        end: Offset after its last.
        level: Of a heading, from 1; else 0.
    """

    kind: Kind
    start: int
    end: int
    level: int = 0


def blocks_of(plain: str, form: Form) -> list[Block]:
    """Return the blocks of a text whose markup is written over."""
    return list(_Reader(plain, form).blocks())


@dataclass
class _Reader:
    """Reads line by line; `open_from` is where the block that is growing starts.

    Code that is set in begins behind a blank line, and each line of it is followed by
    code as a blank line is.
    """

    plain: str
    form: Form
    open_from: int | None = None
    open_to: int = 0
    kind: Kind = "text"
    in_list: bool = False
    in_table: bool = False
    in_quotation: bool = False
    in_code: bool = False
    after_blank: bool = True

    def blocks(self) -> Iterator[Block]:
        lines = [match.span() for match in _LINE.finditer(self.plain)]
        for number, (start, end) in enumerate(lines):
            following = lines[number + 1] if number + 1 < len(lines) else (end, end)
            line = self.plain[start:end].rstrip()
            yield from self._read(line, start, self.plain[slice(*following)].strip())
            self.after_blank = self.in_code or not line.strip()
        yield from self._close()

    def _read(self, line: str, start: int, following: str) -> Iterator[Block]:
        if not line.replace(OPAQUE, " ").strip():
            yield from self._end(line)
        elif self._is_quoted(line):
            self.in_quotation, self.in_list = True, False
            yield from self._close()
        elif self.form == "plain":
            yield from self._take(line, start)
        else:
            yield from self._read_markdown(line, start, following)

    def _read_markdown(self, line: str, start: int, following: str) -> Iterator[Block]:
        heading = _HEADING.match(line)
        self.in_code = self._is_code(line)
        if heading:
            yield from self._close()
            self.in_list, at = False, start + heading.end()
            yield Block("heading", at, start + len(line), len(heading["marks"]))
        elif _is_rule(line):
            yield from self._close(heading=_underlined(line))
        elif self._is_row(line, following):
            yield from self._close()
            self.in_table = True
            if not _is_delimiter(line):
                yield Block("row", start, start + len(line))
        elif _REFERENCE.match(line):
            yield from self._close()
        elif not self.in_code:
            yield from self._take(line, start)

    def _take(self, line: str, start: int) -> Iterator[Block]:
        """Add a line to the block that is growing, or begin one with it."""
        item = _ITEM.match(line)
        if item:
            yield from self._close()
            self.kind, self.in_list = "item", True
            self.open_from = start + item.end()
        elif self.open_from is None:
            self.kind, self.open_from = "text", start
            self.in_list = self.in_list and line.startswith(("  ", "\t"))
        self.open_to = start + len(line)

    def _end(self, line: str) -> Iterator[Block]:
        """End whatever a blank line, or one of code alone, ends."""
        yield from self._close()
        self.in_table = self.in_code = False
        if not line.strip():
            self.in_quotation = False

    def _close(self, heading: int = 0) -> Iterator[Block]:
        if self.open_from is not None:
            kind = "heading" if heading and self.kind == "text" else self.kind
            level = heading if kind == "heading" else 0
            yield Block(kind, self.open_from, self.open_to, level)
        self.open_from = None

    def _is_quoted(self, line: str) -> bool:
        """Tell whether a line is in a block quotation; its later lines need no sign."""
        if line.lstrip().startswith(">"):
            return True
        return self.in_quotation and not _ITEM.match(line)

    def _is_row(self, line: str, following: str) -> bool:
        if "|" not in line:
            return False
        begins = line.lstrip().startswith("|") or _is_delimiter(following)
        return begins or self.in_table

    def _is_code(self, line: str) -> bool:
        begins = self.open_from is None and self.after_blank and not self.in_list
        return begins and bool(_INDENTED.match(line))


def _is_rule(line: str) -> bool:
    signs = set(line) - {" ", "\t"}
    least = 1 if _underlined(line) else 3
    return len(signs) == 1 and signs <= _RULE_SIGNS and len(line.strip()) >= least


def _underlined(line: str) -> int:
    """Return the level of the heading that a line underlines; 0 where it is none."""
    return (
        {"=": 1, "-": 2}.get(line.strip()[:1], 0) if len(set(line.strip())) == 1 else 0
    )


def _is_delimiter(line: str) -> bool:
    return "|" in line and "-" in line and set(line.strip()) <= _DELIMITERS
