"""What stands in quotation marks: somebody else's words, or a word as a word.

Marks pair inside one block. A paragraph that opens with a mark and has no closing one
is quoted to its end, as newspapers print quotations of several paragraphs.
"""

import re
from collections.abc import Iterator, Mapping

from scenarios.explanation.prose.ahead import NOWHERE, Places

__all__ = ["quotations_in"]

_OPENING = re.compile('["“„«»‘\u201a]')
_CLOSERS: Mapping[str, re.Pattern[str]] = {
    '"': re.compile(r"\""),
    "“": re.compile(r"[”\"]"),
    "„": re.compile(r"[“”\"]"),
    "«": re.compile(r"»"),
    "»": re.compile(r"«"),
    "‘": re.compile(r"’(?!\w)"),
    "\u201a": re.compile(r"[‘’](?!\w)"),
}
_RUNS_ON = frozenset("“„«")


def quotations_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each quotation of a block starts and ends, its marks included."""
    block = text[start:end]
    closers: dict[str, Places] = {}
    at = 0
    while match := _OPENING.search(block, at):
        mark, at = match[0], match.end()
        if not _opens(block, match.start()):
            continue
        if mark not in closers:
            closers[mark] = Places.of(_CLOSERS[mark], block)
        closing = closers[mark].after(at)
        if closing != NOWHERE:
            at = closing + 1
            yield start + match.start(), start + at
        elif mark in _RUNS_ON and not block[: match.start()].strip():
            yield start + match.start(), end
            return


def _opens(block: str, at: int) -> bool:
    """Tell whether a mark can open: not behind a letter, and not before a blank."""
    before, after = block[at - 1 : at], block[at + 1 : at + 2]
    return not before.isalnum() and bool(after.strip()) and before not in {".", ","}
