"""Words: plain text from whatever came, and its words in one spelling.

Watch terms match words as written (`folded_words`); news is compared by stems, so that
`sanctions` and `sanctioned` are one word. The stems cut endings and know no dictionary:
they are compared with each other only, never shown as words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import unescape
from typing import Final

__all__ = [
    "folded_words",
    "plain_text",
    "spellings",
    "stem",
    "stems_of",
    "telling_stems",
]

MOST_CHARACTERS: Final = 65_536
"""Text beyond this is cut: an item is a report, not a book."""

_MARKED = re.compile(r"<[A-Za-z/!?]|&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z]\w+);")
# None of these looks at a letter more than a few times, whatever it is given: a parser
# of HTML can be kept busy for minutes by tags that are never closed.
_SILENT = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(script|style|template|noscript)\b[^<>]*+>.*?(?:</\1\b[^<>]*+>?|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_QUOTED = r"""(?>[^<>"']|"[^"<]*"|'[^'<]*'|["'])*+>"""
_TAG = re.compile(rf"<[A-Za-z/!?](?:{_QUOTED}|[^<>]*+>)")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_POSSESSIVE = re.compile("['\\u2019\\u02bc]s\\b")
_MONEY = re.compile(r"(\d+(?:[.,]\d+)*)[ -]?(bn|billion|m|mn|million|trillion|tn)\b")
_UNITS: Final = {"billion": "bn", "million": "m", "mn": "m", "trillion": "tn"}
_WORD = re.compile(r"\d+(?:\.\d+)?(?:bn|m|tn)?(?![^\W_])|[^\W_]+")
_ENDINGS: Final = (
    *("ically", "ations", "ation", "ments", "ment"),
    *("ings", "ing", "ied", "ies", "ed", "es", "s", "ly"),
)
_LEAST_STEM: Final = 3
_MOST_STEMS: Final = 1 << 16
_COMMON_TEXT: Final = """
    a about after against all also among an and any are as at be been
    before being but by can could did do does during each for from had has
    have he her him his how if in into is it its itself may might more
    most new news no nor not now of off on one or other our out over own
    per said say saying says she should since so some such than that the
    their them then there these they this those through to told under
    until up upon was we were what when where which while who whom whose
    why will with within without would you your article articles com copy
    cms en english html index latest page php print report reported
    reports rss same story text top world www
"""
_COMMON: Final = frozenset(_COMMON_TEXT.split())


def plain_text(text: str) -> str:
    """Return text without tags, control characters and needless blanks, in NFC.

    At most MOST_CHARACTERS are kept. Marks that change the order of writing are
    control characters here: they show a reader something else than a search finds.

    >>> plain_text("<p>Envoy&nbsp;<b>visits</b></p><script>x()</script>")
    'Envoy visits'
    """
    if _MARKED.search(text):
        text = unescape(_TAG.sub(" ", _SILENT.sub(" ", text)))
    cut = text[:MOST_CHARACTERS]
    visible = (" " if unicodedata.category(c)[0] in "CZ" else c for c in cut)
    return unicodedata.normalize("NFC", " ".join("".join(visible).split()))


def folded_words(text: str) -> list[str]:
    """Return the words of a text in order, in one case and width.

    >>> folded_words("The U.S. gives $1.1 billion for F-16s")
    ['the', 'us', 'gives', '1.1bn', 'for', 'f', '16s']
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    plain = _DOTTED.sub(lambda found: found[0].replace(".", ""), folded)
    spelt = _MONEY.sub(_amount, _POSSESSIVE.sub("", plain))
    return _WORD.findall(spelt)


def _amount(found: re.Match[str]) -> str:
    number = found[1].replace(",", "")
    return f"{number}{_UNITS.get(found[2], found[2])} "


@lru_cache(maxsize=_MOST_STEMS)
def stem(word: str) -> str:
    """Cut the ending of an English word; whatever is no such word stays as it is.

    >>> stem("sanctions"), stem("sanctioned"), stem("2024")
    ('sanction', 'sanction', '2024')
    """
    if not word.isascii() or word[0].isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST_STEM:
            return word.removesuffix(ending)
    return word


def spellings(text: str) -> Mapping[str, str]:
    """Return for each stem of a text the word that it was first cut from.

    >>> spellings("Campus opens")["campu"]
    'campus'
    """
    words = folded_words(text)
    return {stem(word): word for word in reversed(words)}


def telling_stems(text: str) -> list[str]:
    """Return the stems of the words that tell one report from another, in order.

    Left out are the commonest words of English, of news and of addresses, and single
    letters.
    """
    return stems_of(folded_words(text))


def stems_of(words: Iterable[str]) -> list[str]:
    """Return the stems of those words that tell one report from another, in order."""
    return [
        stem(word)
        for word in words
        if word not in _COMMON and (len(word) > 1 or word.isdigit())
    ]
