"""Origins: whose words a report repeats, read from the places where news says so.

A wire is named in the dateline, in brackets after the publisher, or with a word such as
`copy` or `account`; an office is named where it speaks (`the ISPR said`, `a Foreign
Office statement`). A name alone says nothing: a report about Reuters is not of Reuters.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from scenarios.domain.item import Item

__all__ = ["Attribution", "attribute"]

WIRES: Final = (
    *("AFP", "AP", "APP", "ANI", "ANSA", "Anadolu", "Bloomberg", "CNS", "DPA", "EFE"),
    *("IANS", "INP", "IRNA", "Interfax", "KUNA", "Kyodo", "NNI", "PTI", "Reuters"),
    *("SPA", "TASS", "UNI", "UPI", "WAM", "Xinhua", "Yonhap"),
)
_SPELT: Final = {
    "Agence France-Presse": "AFP",
    "Associated Press of Pakistan": "APP",
    "Associated Press": "AP",
    "Press Trust of India": "PTI",
    "Asian News International": "ANI",
    "Anadolu Agency": "Anadolu",
}
OFFICES: Final = {
    "Central Command": "CENTCOM",
    "CENTCOM": "CENTCOM",
    "Defence Department": "Pentagon",
    "Defense Department": "Pentagon",
    "Department of State": "State Department",
    "Embassy": "Embassy",
    "Consulate": "Consulate",
    "FO": "Foreign Office",
    "Finance Ministry": "Finance Ministry",
    "Foreign Ministry": "Foreign Office",
    "Foreign Office": "Foreign Office",
    "IMF": "IMF",
    "ISPR": "ISPR",
    "Inter-Services Public Relations": "ISPR",
    "Interior Ministry": "Interior Ministry",
    "Kremlin": "Kremlin",
    "Ministry of Foreign Affairs": "Foreign Office",
    "MoFA": "Foreign Office",
    "NATO": "NATO",
    "Navy": "Navy",
    "PMO": "Prime Minister's Office",
    "Pentagon": "Pentagon",
    "Prime Minister's Office": "Prime Minister's Office",
    "State Department": "State Department",
    "Treasury": "Treasury",
    "UNAMA": "UNAMA",
    "White House": "White House",
    "World Bank": "World Bank",
}
"""Offices that speak for themselves, by the names they are given in the news."""

_SPEAKS: Final = (
    r"(?:says|said|statement|states|stated|confirms|confirmed|announces|announced"
    r"|release|readout|notice|note|account|briefing|communiqu[eé]|post|text|toll"
    r"|spokes(?:man|woman|person)|rejects|rejected|calls|called|condemns|condemned)"
)
_REPEATS: Final = (
    r"(?:copy|wire|account|report|story|text|relay|continuation|cited|feed|article)"
)
_CITING: Final = (
    r"(?:according to|citing|cites|quoting|copy of|relays|paraphrase of|via"
    r"|with inputs? from|source:|based on|told)"
)
_DATELINE = r"(?:\A|\n)\s*[A-Z][A-Za-z .,'\u2019/-]{1,40}?(?:\d{1,2})?\s*"


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words a report repeats.

    Attributes:
        origin: The origin proposed, such as `Reuters wire` or `ISPR statement`.
        where: The words that say so, as they stand in the report.
        kind: `wire`, `statement`, or `press` for another publication.
    """

    origin: str
    where: str
    kind: str


def attribute(item: Item, titles: Iterable[str] = ()) -> Attribution | None:
    """Return whose words an item repeats, or None where it does not say.

    A statement goes before the wire that carried it: two wires with one statement are
    one origin. Wires go before other publications.

    Args:
        item: The item.
        titles: Names of publications whose copies are looked for, beside the wires.
    """
    told = f"{item.title}\n{item.text}"
    own = item.publisher.partition("(")[0].strip()
    others = tuple(sorted({title for title in titles if title != own}))
    for found in (*_statements(told, own), *_wires(told, item.publisher)):
        return found
    return next(_press(told, item.publisher, others), None)


def _statements(told: str, own: str) -> Iterator[Attribution]:
    if own in OFFICES:
        yield Attribution(f"{OFFICES[own]} statement", own, "statement")
    found = _office_pattern().search(told)
    if found:
        name = found["before"] or found["after"] or found["colon"]
        office = next(o for n, o in OFFICES.items() if n.lower() == name.lower())
        yield Attribution(f"{office} statement", found[0].strip(), "statement")
    joint = re.search(r"\bjoint statement\b", told, re.IGNORECASE)
    if joint:
        yield Attribution("joint statement", joint[0], "statement")


def _wires(told: str, publisher: str) -> Iterator[Attribution]:
    for pattern, text in (
        (_wire_in_brackets(), publisher),
        (_wire_in_dateline(), told),
        (_wire_in_words(), told),
    ):
        found = pattern.search(text)
        if found:
            name = next(group for group in found.groups() if group)
            wire = _SPELT.get(name, name)
            yield Attribution(f"{wire} wire", found[0].strip(), "wire")


def _press(told: str, publisher: str, titles: tuple[str, ...]) -> Iterator[Attribution]:
    if not titles:
        return
    brackets, words = _press_patterns(titles)
    for pattern, text in ((brackets, publisher), (words, told)):
        found = pattern.search(text)
        if found:
            title = next(group for group in found.groups() if group)
            yield Attribution(title, found[0].strip(), "press")


def _either(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(re.escape(name) for name in longest_first)


@lru_cache(maxsize=1)
def _office_pattern() -> re.Pattern[str]:
    names = _either(OFFICES)
    return re.compile(
        rf"\b(?P<before>{names})(?:['\u2019]s)?(?: [a-z]+)? {_SPEAKS}\b"
        rf"|\b(?:according to|citing|by|says|said) (?:the |an? )?(?P<after>{names})\b"
        rf"|(?:\A|\n)(?:the )?(?P<colon>{names}):",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _wire_in_brackets() -> re.Pattern[str]:
    return re.compile(rf"\(({_either((*WIRES, *_SPELT))})\b[^)]*\)")


@lru_cache(maxsize=1)
def _wire_in_dateline() -> re.Pattern[str]:
    names = _either((*WIRES, *_SPELT))
    return re.compile(
        rf"{_DATELINE}\(({names})\)|(?:\A|\n)({names})\s*[:—–-]|\(({names})\)\s*\Z"
    )


@lru_cache(maxsize=1)
def _wire_in_words() -> re.Pattern[str]:
    names = _either((*WIRES, *_SPELT))
    return re.compile(
        rf"\b({names})(?:/\w+|-based)? {_REPEATS}\b|\b({names}) on\b"
        rf"|\b{_CITING} ({names})\b|\b({names})-based\b"
    )


@lru_cache(maxsize=8)
def _press_patterns(
    titles: tuple[str, ...],
) -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = _either(titles)
    brackets = re.compile(rf"\(({names})\b[^)]*\)")
    words = re.compile(
        rf"\b({names}) {_REPEATS}\b|\b(?:{_CITING}|same as) (?:the )?({names})\b"
    )
    return brackets, words
