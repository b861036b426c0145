"""What is looked for in an inbox, as words and conditions; no word is a command."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

__all__ = ["Search", "expression", "values_of"]

_TERM = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
# What the index would take for a letter of a word.
_WORD = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for; what is left empty takes everything.

    Attributes:
        words: Words that all must be there, in title, text or publisher. "A phrase"
            stands together, word* begins so, -word must not be there.
        feed: The feed that brought it.
        site: The host of its address.
        language: Its language, or the beginning of it: `en` takes en-GB.
        since: Published on this day or later.
        until: Published on this day or earlier.
        decided: Also those that have been decided on.
        most: Most items to return, at least 1.
    """

    words: str = ""
    feed: str = ""
    site: str = ""
    language: str = ""
    since: date | None = None
    until: date | None = None
    decided: bool = False
    most: int = 50


def values_of(wanted: Search) -> Mapping[str, object]:
    """Return a search as the named values of a query; empty text takes everything."""
    last = wanted.until
    until = "" if last in (None, date.max) else str(last + timedelta(days=1))
    return {
        # What holds no word is nowhere to be found.
        "words": expression(wanted.words) or '""',
        "feed": wanted.feed,
        "site": wanted.site.lower(),
        "language": wanted.language,
        "since": "" if wanted.since is None else wanted.since.isoformat(),
        "until": until,
        "decided": wanted.decided,
        "most": wanted.most,
    }


def expression(words: str) -> str:
    """Return words as an expression of FTS5; empty where nothing is to be found.

    Every word is quoted, so that none of it is taken for an operator. Unwanted words
    alone find nothing: an index of words lists what has them, not what has not.

    >>> expression('army chief* "joint statement" -cricket')
    '("army" AND "chief"* AND "joint statement") NOT "cricket"'
    >>> expression("OR ( *")
    '("OR")'
    """
    terms = [(minus, _quoted(text)) for minus, text in _terms(words)]
    wanted = " AND ".join(term for minus, term in terms if not minus)
    unwanted = [term for minus, term in terms if minus]
    if not wanted:
        return ""
    return " NOT ".join([f"({wanted})", *unwanted])


def _terms(words: str) -> Iterator[tuple[str, str]]:
    for minus, phrase, word in _TERM.findall(words):
        text = phrase or word
        if _WORD.search(text):
            yield minus, text


def _quoted(text: str) -> str:
    stem = text.rstrip("*")
    star = "*" if stem != text else ""
    return '"' + stem.replace('"', '""').replace("\0", "") + f'"{star}'
