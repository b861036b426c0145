"""Dates of a page: where it states when it was published, and how days are spelt.

A page states it in JSON-LD (schema.org `datePublished` of an article), in `meta`
(Open Graph `article:published_time` and its kin) or in a `time` element that says that
it is the date of publication. Whatever else is a date on a page may be of anything:
of a story beside it, of the page's making, or of what it tells of.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from scenarios.intake.moments import read_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["is_index", "is_spelt", "stated_moment"]

_STORY = re.compile(r"(?:\w*Article|Report|BlogPosting|LiveBlogPosting)")
_LIST: Final = frozenset(("CollectionPage", "ItemList", "SearchResultsPage"))
_META: Final = frozenset(
    (
        *("article:published_time", "og:article:published_time", "datepublished"),
        *("date.published", "dc.date.issued", "dcterms.issued", "parsely-pub-date"),
        *("pubdate", "publishdate", "publish-date", "sailthru.date"),
    )
)
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_LEAST_STORIES: Final = 3
_MOST_LINKED: Final = 0.6
"""Where more of the words than this share are links, a page leads elsewhere."""

_AROUND: Final = (*("nav", "header", "footer", "aside", "script", "style", "noscript"),)
_DEEPEST: Final = 8


def stated_moment(tree: "HtmlElement") -> str | None:
    """Return when a page states that it was published, as a moment; or None.

    JSON-LD goes before `meta`, and that before `time`, the more exact first.
    """
    for told in (*_linked_dates(tree), *_meta_dates(tree), *_time_dates(tree)):
        moment = read_moment(told)
        if moment is not None:
            return moment
    return None


def is_index(tree: "HtmlElement") -> bool:
    """Tell whether a page lists stories instead of telling one.

    A page that says which it is, is believed. Else it is a list where it has three
    `article` elements that stand side by side, or is mostly links.
    """
    kinds = {kind for entry in _linked(tree) for kind in _types(entry)}
    if any(map(_STORY.fullmatch, kinds)) or _og_type(tree) == "article":
        return False
    if kinds & _LIST:
        return True
    stories = tree.xpath("count(//article[not(ancestor::article)])")
    return stories >= _LEAST_STORIES or _linked_share(tree) > _MOST_LINKED


def is_spelt(day: date, text: str) -> bool:
    """Tell whether a text spells a day out so that it can be no other.

    >>> day = date(2024, 4, 3)
    >>> is_spelt(day, "on April 3rd, 2024"), is_spelt(day, "on 03/04/2024")
    (True, False)
    """
    year, month, number = day.year, _MONTHS[day.month - 1], day.day
    named = rf"{month[:3]}(?:{month[3:]}|\.|t\.)?" if month != "May" else "May"
    nth = rf"0?{number}(?:st|nd|rd|th)?"
    forms = (
        rf"{year}[-/.]{day:%m}[-/.]{day:%d}",
        rf"{nth}(?:\s+of)?[\s-]+{named},?[\s-]+{year}",
        rf"{named}[\s-]+{nth},?[\s-]+{year}",
        f"{day:%Y%m%d}",
    )
    spelt = rf"(?<![0-9A-Za-z])(?:{'|'.join(forms)})(?!\d)"
    return re.search(spelt, text, re.IGNORECASE) is not None


def _linked(tree: "HtmlElement") -> Iterator[dict[str, Any]]:
    """Yield the objects of a page's JSON-LD, those inside a graph or a list too."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            yield from _objects(json.loads(script.text or ""), _DEEPEST)
        except (ValueError, RecursionError):
            continue


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if not depth:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _objects(entry, depth - 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth - 1)
        yield from _objects(value.get("mainEntity"), depth - 1)


def _types(entry: dict[str, Any]) -> list[str]:
    kinds = entry.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind for kind in listed if isinstance(kind, str)]


def _linked_dates(tree: "HtmlElement") -> Iterator[str]:
    for entry in _linked(tree):
        if any(map(_STORY.fullmatch, _types(entry))):
            yield str(entry.get("datePublished") or "")


def _meta_dates(tree: "HtmlElement") -> Iterator[str]:
    for meta in tree.iter("meta"):
        named = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if any((name or "").lower() in _META for name in named):
            yield meta.get("content") or ""


def _time_dates(tree: "HtmlElement") -> Iterator[str]:
    for time in tree.iter("time"):
        stated = (time.get("itemprop") or "").lower() == "datepublished"
        if stated or time.get("pubdate") is not None:
            yield time.get("datetime") or ""


def _og_type(tree: "HtmlElement") -> str:
    found = tree.find(".//meta[@property='og:type']")
    return "" if found is None else (found.get("content") or "").strip().lower()


def _linked_share(tree: "HtmlElement") -> float:
    """Return the share of a page's characters that stand in links, from 0 to 1.

    What stands around every page of a site is left out.
    """
    around = " or ".join(f"ancestor::{name}" for name in _AROUND)
    whole = sum(len(t.strip()) for t in tree.xpath(f"//body//text()[not({around})]"))
    linked = tree.xpath(f"//body//text()[ancestor::a and not({around})]")
    linked = sum(len(text.strip()) for text in linked)
    return linked / whole if whole else 0.0
