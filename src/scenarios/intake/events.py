"""Coded events: rows of GDELT and ICEWS, those of one story as one item.

A row says who did what to whom, on which day and where. It is no headline and no text:
the item's text tells the rows, with the name of the CAMEO code and its Goldstein value.
The day of the event is when it happened. GDELT's DATEADDED is when its collector took
the story in (GDELT 2.0 event codebook, 2015), which is neither when it was published
nor when it happened: it is read as fetched. What is no row is counted and named.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from scenarios.intake.address import canonical_address
from scenarios.intake.codes import cameo_codes, country_name
from scenarios.intake.found import Found
from scenarios.intake.items import RawItem
from scenarios.intake.moments import read_moment

__all__ = ["EventForm", "know_events", "read_events"]

_LOOKED_AT: Final = 50
_MOST_LINES_TOLD: Final = 10
_HEADING: Final = ("Event ID", "Event Date", "Source Name")
_GDELT_NUMBER = re.compile(r"\d{1,19}")
_GDELT_DAY = re.compile(r"(\d{4})(\d\d)(\d\d)")
_GDELT_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
_CODE = re.compile(r"\d{2,4}")
_NUMBER = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_UNNAMED: Final = "an actor not named"


@dataclass(frozen=True, slots=True)
class EventForm:
    """Where a kind of file has what, as columns counted from 0.

    Attributes:
        name: What it is called.
        width: How many columns a row has.
        actors: For each of the two, the columns of name and of country.
        place: The column of where it happened.
        code: The column of the CAMEO code.
        scale: The column of the Goldstein value.
        added: The column of when it was collected, or None.
        url: The column of the story's address, or None.
        publisher: The column of who published it, or None.
        story: The column of the story's number, or None.
    """

    name: str
    width: int
    actors: tuple[tuple[int, int], tuple[int, int]]
    place: int
    code: int
    scale: int
    added: int | None = None
    url: int | None = None
    publisher: int | None = None
    story: int | None = None


_GDELT: Final = ((6, 7), (16, 17))
_FORMS: Final = {
    57: EventForm("GDELT 1.0", 57, _GDELT, 50, 26, 30, added=56),
    58: EventForm("GDELT 1.0", 58, _GDELT, 50, 26, 30, added=56, url=57),
    61: EventForm("GDELT 2.0", 61, _GDELT, 52, 26, 30, added=59, url=60),
}
_ICEWS: Final = EventForm(
    "ICEWS", 20, ((2, 4), (8, 10)), 17, 6, 7, publisher=13, story=11
)


@dataclass(frozen=True, slots=True)
class _Event:
    day: date
    told: str
    code: str
    added: str | None
    publisher: str


def know_events(data: bytes) -> EventForm | None:
    """Tell which kind of events a file holds, by its heading or its width; or None."""
    head = data[: 1 << 20].decode("utf-8-sig", "replace").split("\n", _LOOKED_AT)
    if tuple(head[0].split("\t")[:3]) == _HEADING:
        return _ICEWS
    rows = [line.rstrip("\r").split("\t") for line in head[:_LOOKED_AT]]
    widths = [
        len(row)
        for row in rows
        if len(row) in _FORMS and _GDELT_NUMBER.fullmatch(row[0])
    ]
    return _FORMS[max(sorted(set(widths)), key=widths.count)] if widths else None


def read_events(data: bytes, form: EventForm, found: Found) -> None:
    """Read a file of events; add an item for every story, and count what is no row.

    Args:
        data: Its bytes; what is not UTF-8 is shown as such.
        form: What `know_events` returned.
        found: Where items and faults are added.
    """
    stories: dict[tuple[str, str], list[_Event]] = defaultdict(list)
    bad: dict[str, list[int]] = defaultdict(list)
    for line, row in _rows(data, is_headed=form is _ICEWS):
        if len(row) != form.width:
            bad[f"other than {form.width} columns"].append(line)
            continue
        event = _event(row, form)
        if isinstance(event, str):
            bad[event].append(line)
        else:
            stories[_story(row, form)].append(event)
    for (url, guid), events in stories.items():
        found.add(_raw(url, guid, events))
    _tell_bad(bad, form, found)


def _rows(data: bytes, *, is_headed: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows with their lines; a quote is a character like any other."""
    lines = data.decode("utf-8-sig", "replace").split("\n")
    for number, line in enumerate(lines, start=1):
        if line.strip() and not (is_headed and number == 1):
            yield number, line.rstrip("\r").split("\t")


def _event(row: Sequence[str], form: EventForm) -> _Event | str:
    """Read a row, or tell in a word what is missing."""
    day = _day(row[1])
    if day is None:
        return "no day of the calendar"
    code = row[form.code].strip()
    if not _CODE.fullmatch(code):
        return "no CAMEO code"
    added = None if form.added is None else _added(row[form.added])
    publisher = "" if form.publisher is None else row[form.publisher].strip()
    return _Event(day, _told(row, form, code), code, added, publisher)


def _day(text: str) -> date | None:
    """Read 20240531 or 2024-05-31."""
    try:
        return date.fromisoformat(_GDELT_DAY.sub(r"\1-\2-\3", text.strip()))
    except ValueError:
        return None


def _added(text: str) -> str | None:
    """Read 20240531 or 20240531123000, which is in UTC."""
    plain = text.strip()
    if _GDELT_TIME.fullmatch(plain):
        return read_moment(_GDELT_TIME.sub(r"\1-\2-\3T\4:\5:\6Z", plain))
    return read_moment(_GDELT_DAY.sub(r"\1-\2-\3", plain))


def _told(row: Sequence[str], form: EventForm, code: str) -> str:
    who, whom = (_actor(row[name], row[country]) for name, country in form.actors)
    known = cameo_codes().get(code) or cameo_codes().get(code[:2])
    act = known["name"] if known else "does something"
    scale = row[form.scale].strip()
    told = f", Goldstein {scale}" if _NUMBER.fullmatch(scale) else ""
    where = row[form.place].strip()
    place = f", in {where}" if where else ""
    return f"{who} to {whom}: {act} (CAMEO {code}{told}){place}."


def _actor(name: str, country: str) -> str:
    plain = name.strip()
    shown = plain.title() if plain.isupper() else plain
    land = country_name(country.strip())
    if not shown:
        return land or _UNNAMED
    return shown if not land or land.lower() in shown.lower() else f"{shown} ({land})"


def _story(row: Sequence[str], form: EventForm) -> tuple[str, str]:
    """Return the address of a row's story, or else the name that tells it apart."""
    told = "" if form.url is None else row[form.url].strip()
    address = canonical_address(told)
    if address:
        return address, ""
    if form.story is not None and row[form.story].strip():
        return "", f"icews-story-{row[form.story].strip()}"
    return "", f"{form.name.partition(' ')[0].lower()}-event-{row[0].strip()}"


def _raw(url: str, guid: str, events: Sequence[_Event]) -> RawItem:
    days = sorted({event.day for event in events})
    lines = (f"{e.day}: {e.told}" if len(days) > 1 else e.told for e in events)
    seen = [event.added for event in events if event.added]
    return RawItem(
        text=" ".join(dict.fromkeys(lines)),
        url=url,
        guid=guid,
        publisher=next((e.publisher for e in events if e.publisher), ""),
        # Of several days none is the story's: GDELT reads anniversaries as events too.
        happened=days[0] if len(days) == 1 else None,
        seen=min(seen, default=None),
        labels=tuple(dict.fromkeys(f"cameo:{event.code}" for event in events)),
    )


def _tell_bad(bad: Mapping[str, list[int]], form: EventForm, found: Found) -> None:
    for what, lines in bad.items():
        count = "1 row" if len(lines) == 1 else f"{len(lines):,} rows"
        message = f"left out {count} of {form.name} with {what}: {_listed(lines)}"
        found.warn(message, line=lines[0])


def _listed(lines: Iterable[int]) -> str:
    listed = list(lines)
    shown = ", ".join(map(str, listed[:_MOST_LINES_TOLD]))
    more = len(listed) - _MOST_LINES_TOLD
    further = f" and {more:,} more" if more > 0 else ""
    return f"line{'s' if len(listed) > 1 else ''} {shown}{further}"
