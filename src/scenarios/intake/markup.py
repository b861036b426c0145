"""Markup: bytes to well-formed XML in UTF-8, or why they are none that is read.

What could do harm is refused before a parser of feeds sees it: a document type
declaration, for entities are how a short text grows without end or reads other files;
an encoding in which one could hide; more elements, attributes or depth than a feed has,
for time and memory grow with them. What is not well-formed is refused too: a parser
that mends it guesses, and can be kept busy at it for minutes.
"""

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

__all__ = ["Markup", "MarkupError", "read_markup"]

MOST_ELEMENTS: Final = 50_000
MOST_ATTRIBUTES: Final = 256
MOST_DEPTH: Final = 100
MOST_IN_TAG: Final = 1_000_000
MOST_REFERENCES: Final = 400_000

_HEAD: Final = 4096
_PIECE: Final = 1 << 16
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']""")
_DECLARATION = re.compile(r"<\?xml\s[^>]*\?>")
_PLAIN: Final = '<?xml version="1.0" encoding="utf-8"?>'
_ENCODING = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|iso-?8859-?\d{1,2}|latin-?1"
    r"|windows-125\d|cp125\d|koi8-[ru]|big5|gb2312|gbk|gb18030|euc-(?:jp|kr)|shift_jis",
    re.IGNORECASE,
)
_WIDE: Final = "utf-16"
_MARKS: Final = ((BOM_UTF8, "utf-8"), (BOM_UTF16_LE, _WIDE), (BOM_UTF16_BE, _WIDE))
_WIDER: Final = (BOM_UTF32_LE, BOM_UTF32_BE, b"\0\0\0<", b"<\0\0\0")
_STARTS: Final = ((b"\0<", "utf-16-be"), (b"<\0", "utf-16-le"))
_GUESSES: Final = ("utf-8", "windows-1252")


class MarkupError(Exception):
    """Bytes are no XML that is read; carries why, and the line."""

    def __init__(self, why: str, line: int = 1) -> None:
        self.why, self.line = why, line
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Markup:
    """Well-formed XML without a document type.

    Attributes:
        data: It, in UTF-8, said so in its declaration; each line where it stood.
        doubt: What was wrong with its encoding; empty where nothing was.
    """

    data: bytes
    doubt: str


def read_markup(data: bytes) -> Markup:
    """Read bytes as XML.

    Raises:
        MarkupError: They are none, or hold what is refused.
    """
    text, doubt = _decode(data)
    if text.count("&") > MOST_REFERENCES:
        raise MarkupError(f"holds more than {MOST_REFERENCES:,} references like &lt;")
    declared = _DECLARATION.match(text)
    body = text[declared.end() :] if declared else text
    breaks = "\n" * (declared[0].count("\n") if declared else 0)
    plain = f"{_PLAIN}{breaks}{body}".encode("utf-8", "replace")
    _check(plain)
    return Markup(plain, doubt)


def _decode(data: bytes) -> tuple[str, str]:
    """Return the text, and what was wrong with how it says it is encoded."""
    if data.startswith(_WIDER):
        raise MarkupError("is encoded as UTF-32; write UTF-8")
    name = _encoding(data)
    try:
        return data.decode(name).removeprefix("\ufeff"), ""
    except (UnicodeDecodeError, LookupError):
        return _guess(data, name)


def _encoding(data: bytes) -> str:
    """Return the encoding that a mark, the first letter or a declaration tells."""
    for start, name in (*_MARKS, *_STARTS):
        if data.startswith(start):
            return name
    found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return "utf-8"
    name = found[1].decode("ascii")
    if not _ENCODING.fullmatch(name):
        raise MarkupError(f"is encoded as {name}; write UTF-8")
    # Wide letters would have shown in the first bytes.
    return "utf-8" if name.lower().startswith(("utf-16", "utf16")) else name


def _guess(data: bytes, told: str) -> tuple[str, str]:
    """Read bytes that are not encoded as they say, as browsers do."""
    doubt = f"is not encoded as {told}, as it says; read as "
    for name in _GUESSES:
        with suppress(UnicodeDecodeError):
            return data.decode(name), f"{doubt}{name}"
    return data.decode("latin-1"), f"{doubt}latin-1"


class _Checker:
    """Counts what a parser meets, and stops it at what is refused."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.StartDoctypeDeclHandler = self._declare
        self.parser.StartElementHandler = self._open
        self.parser.EndElementHandler = self._close
        self._elements = self._depth = 0

    def _declare(self, *_: object) -> None:
        self._refuse("has a document type declaration; feeds need none")

    def _open(self, _: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS:
            self._refuse(f"holds more than {MOST_ELEMENTS:,} elements")
        if self._depth > MOST_DEPTH:
            self._refuse(f"is nested more than {MOST_DEPTH} deep")
        if len(attributes) > MOST_ATTRIBUTES:
            self._refuse(f"has an element of more than {MOST_ATTRIBUTES} attributes")

    def _close(self, _: str) -> None:
        self._depth -= 1

    def _refuse(self, why: str) -> None:
        raise MarkupError(why, self.parser.CurrentLineNumber)


def _check(plain: bytes) -> None:
    parser = _Checker().parser
    try:
        for start in range(0, len(plain), _PIECE):
            parser.Parse(plain[start : start + _PIECE])
            # A tag that is not complete yet is looked at again and again.
            if start - parser.CurrentByteIndex > MOST_IN_TAG:
                why = f"has a tag of more than {MOST_IN_TAG:,} letters"
                raise MarkupError(why, parser.CurrentLineNumber)
        parser.Parse(b"", True)  # noqa: FBT003 that this is all of it
    except expat.ExpatError as error:
        told = expat.ErrorString(error.code)
        raise MarkupError(f"is no well-formed feed: {told}", error.lineno) from None
