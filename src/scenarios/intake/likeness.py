"""Likeness: how much the words and the day of an item speak for a development.

Record linkage after Fellegi & Sunter (1969), over words. A word that the item shares
with what is known of a development speaks for it by

    g = 10·log10(1 − REPEATED + REPEATED · f/u)

f being the share of the development's texts that have it and u the chance that a text
of the item's length has it: a report repeats a word of its matter with the chance
REPEATED · f, else as anybody would use it. Of a share p of all texts, whose mean length
is m words, u is 1 − (1 − p)^max(1, n/m) for an item of n words: a long text has any
word more easily. A word that is not shared says nothing: reports choose their own.
Words of one report depend on each other, so their sum counts as

    Σg / (1 + (ñ − 1) · DEPENDENCE),    ñ = (Σg)²/Σg²  (Kish 1965)

Days between add SAME_DAY − PER_DAY · days, which is a report whose delay falls off as
e^(−days/2); the day after counts as the same day, for news of the evening. An item
without a date gets nothing for it. A day that the text names is a word like any other.
What leads must lead NOTHING too: something that is not on file at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.address import address_words
from scenarios.intake.items import headline_of, known_day
from scenarios.intake.words import folded_words, stems_of

__all__ = [
    "DEPENDENCE",
    "MOST_DAYS",
    "NOTHING",
    "PER_DAY",
    "REPEATED",
    "SAME_DAY",
    "UNSEEN",
    "Account",
    "News",
    "Rarity",
    "Stems",
    "account_of",
    "news_of",
    "rarity_of",
    "words_of",
]

REPEATED: Final = 0.3
DEPENDENCE: Final = 0.086
SAME_DAY: Final = 8.0
PER_DAY: Final = 2.2
MOST_DAYS: Final = 14
"""News further from a development than this is not of it."""

NOTHING: Final = 14.0
"""What news of nothing on file says by chance for the development it is likest to."""

UNSEEN: Final = 50
"""So many texts are thought to be there beside those that are known."""

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july", "august"),
    *("september", "october", "november", "december"),
)
_MONTH: Final = {
    **{name: number for number, name in enumerate(_MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTHS, 1)},
    "sept": 9,
}
_NUMBER = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?")

Stems = tuple[str, ...]
"""The telling stems of a text and the days it names, each once, in order."""


@dataclass(frozen=True, slots=True)
class News:
    """What of an item is compared.

    Attributes:
        name: Its id.
        stems: Its stems.
        day: The day it was published, or None.
    """

    name: str
    stems: Stems
    day: date | None


@dataclass(frozen=True, slots=True)
class Account:
    """What is known of a development.

    Attributes:
        name: Its id.
        day: Its date.
        texts: The stems of its title and of each of its reports.
    """

    name: str
    day: date
    texts: tuple[Stems, ...]


@dataclass(frozen=True, slots=True)
class Rarity:
    """How rare words are in many texts.

    Attributes:
        shares: The share of the texts that have each stem, in (0, 1).
        length: How many stems a text has on the average; 1 or more.
    """

    shares: Mapping[str, float]
    length: float


def words_of(item: Item) -> list[str]:
    """Return the words of an item's headline and text, as `folded_words` has them."""
    return folded_words(f"{headline_of(item)}\n{item.text}")


def news_of(item: Item, words: Sequence[str] | None = None) -> News:
    """Return what of an item is compared.

    Args:
        item: The item.
        words: Its words, where they are at hand.
    """
    told = words_of(item) if words is None else words
    return News(item.id, _stems(told), known_day(item))


def account_of(development: Development) -> Account:
    """Return what is known of a development; its title is told with its day."""
    reports = (
        f"{address_words(report.url or '')} {report.summary or ''}"
        for report in development.reports
    )
    day = development.date
    told = (
        _stems(folded_words(development.title), _day_word(day.month, day.day)),
        *(_stems(folded_words(text)) for text in reports),
    )
    texts = tuple(stems for stems in told if stems)
    return Account(development.id, day, texts)


def _stems(words: Sequence[str], *further: str) -> Stems:
    return tuple(sorted({*stems_of(words), *_days_named(words), *further}))


def _days_named(words: Sequence[str]) -> Iterator[str]:
    """Yield each day that a text names, such as `4 june`, whatever the year."""
    for place, word in enumerate(words):
        if word in _MONTH:
            around = (*words[max(0, place - 1) : place], *words[place + 1 : place + 2])
            for number in around:
                if _NUMBER.fullmatch(number):
                    yield _day_word(_MONTH[word], int(number.rstrip("stndrh")))


def _day_word(month: int, day: int) -> str:
    return f"{day} {_MONTHS[month - 1]}"


def rarity_of(texts: Iterable[Stems]) -> Rarity:
    """Return how rare the words of texts are.

    Half a text is added to those that have a word, and UNSEEN to the number of all, so
    that a word of a few texts is neither common nor without a like.
    """
    told = list(texts)
    counts = Counter(stem for stems in told for stem in stems)
    shares = {stem: (n + 0.5) / (len(told) + UNSEEN) for stem, n in counts.items()}
    return Rarity(shares, max(1.0, counts.total() / max(1, len(told))))
