"""What of a Markdown file is no prose of its author: code, comments, tags, addresses.

Everything keeps its place: what is no prose is written over, character by character,
with `BLANK` where a reader sees nothing and with `OPAQUE` where something stands that
is not read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from scenarios.explanation.prose.ahead import NOWHERE, Ahead, Places
from scenarios.explanation.prose.tokens import BLANK, OPAQUE

__all__ = ["Comment", "Form", "Markup", "read_markup", "write_over"]

Form = Literal["markdown", "plain"]
"""How a text is written."""

_FRONT = re.compile(r"---[ \t]*\n")
_FRONT_ENDS = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_SCENARIO = re.compile(
    r"^scenario:[ \t]*(?:\"|')?(?P<id>[^\s\"'#]+)(?:\"|')?[ \t]*$", re.MULTILINE
)
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_TICKS = re.compile(r"`+")
_EVENT = re.compile(
    r"^[ \t]*(?P<fence>```+|~~~+)|(?P<ticks>`+)|(?P<comment><!--)"
    r"|(?P<tag><[A-Za-z/])|(?P<url>\bhttps?://)|(?P<escape>\\[^\s\w])",
    re.MULTILINE,
)
_PLAIN_EVENT = re.compile(r"(?P<comment><!--)|(?P<url>\bhttps?://)")
_URL_ENDS = re.compile(r"[\s<>\"')\]]")
_NAME = re.compile(r"[A-Za-z]*")
_VERBATIM = frozenset({"pre", "code", "script", "style", "blockquote", "q"})
_SEEN = re.compile(r"[^\n]")


class Comment(NamedTuple):
    """An HTML comment, or a scenario that the head of a file names.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last.
        says: What stands between `<!--` and `-->`, trimmed.
    """

    start: int
    end: int
    says: str


@dataclass(frozen=True, slots=True)
class Markup:
    """A text whose markup is written over.

    Attributes:
        plain: The text, as long as it was.
        comments: Its comments in order.
        scenario: The scenario that the head of the file names, as a comment.
    """

    plain: str
    comments: tuple[Comment, ...]
    scenario: Comment | None


class _Span(NamedTuple):
    start: int
    end: int
    filler: str


def write_over(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """Write over parts of a text, which must not overlap; line ends stay."""
    parts: list[str] = []
    at = 0
    for start, end, filler in spans:
        parts += [text[at:start], _SEEN.sub(filler, text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def read_markup(text: str, form: Form) -> Markup:
    """Write over what is no prose of a text, and end every line with a line feed."""
    even = text.replace("\r\n", " \n").replace("\r", "\n")
    reader = _Reader(even, form)
    plain = write_over(even, list(reader.spans()))
    return Markup(plain, tuple(reader.comments), reader.scenario)


class _Reader:
    """Reads a text from left to right and yields what to write over."""

    def __init__(self, text: str, form: Form) -> None:
        self.text = text
        self.comments: list[Comment] = []
        self.scenario: Comment | None = None
        self._event = _EVENT if form == "markdown" else _PLAIN_EVENT
        self._paragraph_ends = Places.of(_BLANK_LINE, text)
        self._line_ends = Ahead(text, "\n")
        self._comment_ends = Ahead(text, "-->")
        self._tag_ends = Ahead(text, ">")
        self._tag_starts = Ahead(text, "<")
        self._runs = _runs(text)
        # Where small letters take more room, only tags in small letters are closed.
        lowered = text.lower() if len(text.lower()) == len(text) else text
        self._closers = {name: Ahead(lowered, f"</{name}") for name in _VERBATIM}

    def spans(self) -> Iterator[_Span]:
        """Yield what to write over, in order."""
        at = 0
        front = self._front()
        if front is not None:
            yield front
            at = front.end
        while match := self._event.search(self.text, at):
            span = self._span(match)
            at = max(match.end(), span.end)
            if span.end > span.start:
                yield span

    def _front(self) -> _Span | None:
        begins = _FRONT.match(self.text)
        if begins is None:
            return None
        ends = _FRONT_ENDS.search(self.text, begins.end())
        if ends is None:
            return None
        named = _SCENARIO.search(self.text, begins.end(), ends.start())
        if named is not None:
            self.scenario = Comment(named.start("id"), named.end("id"), named["id"])
        return _Span(0, ends.end(), BLANK)

    def _span(self, match: re.Match[str]) -> _Span:
        nothing = _Span(match.start(), match.start(), "")
        match match.lastgroup:
            case "fence":
                return self._fence(match)
            case "ticks":
                return self._code(match.start(), match.end()) or nothing
            case "comment":
                return self._comment(match.start()) or nothing
            case "tag":
                return self._tag(match.start()) or nothing
            case "url":
                return _Span(match.start(), self._url_end(match.end()), OPAQUE)
            case _:
                return nothing

    def _fence(self, match: re.Match[str]) -> _Span:
        fence = match["fence"]
        line_end = self._line_ends.after(match.end())
        if line_end == NOWHERE:
            line_end = len(self.text)
        if fence[0] == "`" and "`" in self.text[match.end() : line_end]:
            start = match.start("fence")
            return self._code(start, match.end()) or _Span(start, start, "")
        closing = re.compile(
            rf"^[ \t]*{fence[0]}{{{len(fence)},}}+[ \t]*$", re.MULTILINE
        )
        ends = closing.search(self.text, line_end)
        end = ends.end() if ends else len(self.text)
        return _Span(match.start("fence"), end, OPAQUE)

    def _url_end(self, at: int) -> int:
        ends = _URL_ENDS.search(self.text, at)
        return ends.start() if ends else len(self.text)

    def _code(self, start: int, end: int) -> _Span | None:
        runs = self._runs.get(end - start)
        closing = runs.after(end) if runs else NOWHERE
        if closing == NOWHERE or self._is_cut(start, closing):
            return None
        return _Span(start, closing + end - start, OPAQUE)

    def _comment(self, start: int) -> _Span | None:
        closing = self._comment_ends.after(start + len("<!--"))
        if closing == NOWHERE:
            return None
        end = closing + len("-->")
        says = self.text[start + len("<!--") : closing].strip()
        self.comments.append(Comment(start, end, says))
        return _Span(start, end, BLANK)

    def _tag(self, start: int) -> _Span | None:
        closing = self._tag_ends.after(start)
        opening = self._tag_starts.after(start + 1)
        if closing == NOWHERE or NOWHERE < opening < closing:
            return None
        if self._is_cut(start, closing):
            return None
        inside = self.text[start + 1 : closing]
        if "://" in inside or "@" in inside:
            return _Span(start, closing + 1, OPAQUE)
        return self._verbatim(start, closing, inside)

    def _is_cut(self, start: int, end: int) -> bool:
        """Tell whether a blank line stands between two places."""
        return NOWHERE < self._paragraph_ends.after(start) < end

    def _verbatim(self, start: int, closing: int, inside: str) -> _Span:
        named = _NAME.match(inside)
        name = named[0].lower() if named else ""
        if name not in _VERBATIM:
            return _Span(start, closing + 1, BLANK)
        ends = self._closers[name].after(closing)
        end = self._tag_ends.after(ends) if ends != NOWHERE else NOWHERE
        return _Span(start, end + 1 if end != NOWHERE else closing + 1, OPAQUE)


def _runs(text: str) -> Mapping[int, Places]:
    """Return where runs of backticks begin, by their length."""
    starts: dict[int, list[int]] = {}
    for match in _TICKS.finditer(text):
        starts.setdefault(match.end() - match.start(), []).append(match.start())
    return {size: Places(found) for size, found in starts.items()}
