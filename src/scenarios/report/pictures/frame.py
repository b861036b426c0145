"""The frame of every picture: claim, what is shown, drawing, notes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from scenarios.report.pictures.lettering import FONT, broken, clean
from scenarios.report.pictures.marks import Json, Text, texts
from scenarios.report.pictures.palette import AXIS, GRID, INK, MUTED
from scenarios.report.pictures.subject import Subject

__all__ = ["NOTE", "TEXT", "Caption", "Note", "frame"]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
TITLE, TEXT, NOTE = 16, 12, 11
"""Letters of the title, of what is drawn, and of notes, in pixels."""
LINE = 1.35
MARGIN = 10
MOST_LINES = 4
AXIS_ROOM = 40
NUMBER_ROOM = 20

CONFIG: Json = {
    "font": FONT,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelColor": MUTED,
        "labelFont": FONT,
        "labelFontSize": NOTE,
        "tickColor": AXIS,
        "domainColor": AXIS,
        "gridColor": GRID,
        "titleColor": MUTED,
        "titleFont": FONT,
        "titleFontSize": NOTE,
        "titleFontWeight": "normal",
    },
    "text": {"font": FONT, "fontSize": TEXT, "color": INK},
    "title": {
        "anchor": "start",
        "font": FONT,
        "fontSize": TITLE,
        "fontWeight": "bold",
        "color": INK,
        "lineHeight": TITLE * LINE,
        "subtitleFont": FONT,
        "subtitleFontSize": TEXT,
        "subtitleColor": MUTED,
        "subtitleLineHeight": TEXT * LINE,
        "subtitlePadding": 7,
        "offset": 14,
        "frame": "group",
    },
}


@dataclass(frozen=True, slots=True)
class Note:
    """A line under the drawing.

    Attributes:
        text: What it says.
        number: The number in the drawing that it explains; 0 for none.
    """

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands over and under a drawing.

    Attributes:
        claim: What it says, in a sentence.
        shown: What it shows: subject, unit, what bands mean; a paragraph each.
        notes: What explains parts of it.
    """

    claim: str
    shown: tuple[str, ...]
    notes: tuple[Note, ...]


def frame(  # noqa: PLR0913 the parts of a picture
    subject: Subject,
    layers: Iterable[Json],
    *,
    claim: str,
    shown: Sequence[str],
    height: float,
    notes: Sequence[Note] = (),
    axis_room: float = AXIS_ROOM,
) -> Json:
    """Return the specification of a picture; a bare one bears its caption as data.

    Args:
        subject: What it is of.
        layers: What is drawn, first what lies below.
        claim: What it says, in a sentence.
        shown: What it shows: subject, unit, what bands mean; a paragraph each.
        height: Of the drawing, in pixels.
        notes: What stands under it.
        axis_room: Between drawing and notes, for the axis.
    """
    title = claim if subject.title is None else clean(subject.title)
    paragraphs = [*_full_name(subject, title), *shown, subject.day]
    caption = Caption(title, tuple(paragraphs), tuple(notes))
    drawn, below = [*layers], _noted(notes, height + axis_room, subject.width)
    return {
        "$schema": SCHEMA,
        "description": " ".join([f"{title.rstrip('.')}.", *paragraphs]),
        "background": "transparent",
        "width": subject.width,
        "height": height,
        "padding": MARGIN,
        **({} if subject.bare else {"title": _title(caption, subject.width)}),
        "layer": _named(drawn if subject.bare else [*drawn, *below]),
        "config": CONFIG,
        "usermeta": {"caption": asdict(caption)} if subject.bare else {},
    }


def _title(caption: Caption, width: float) -> Json:
    # All is run into one text, for a picture has little room.
    below = broken(" ".join(caption.shown), TEXT, width)
    lines = broken(caption.claim, TITLE, width, most=MOST_LINES, bold=True)
    return {"text": lines, "subtitle": below}


def _full_name(subject: Subject, title: str) -> Iterator[str]:
    """Yield the scenario's title where the picture's does not hold it."""
    name = clean(subject.each.scenario.title)
    if len(subject.scenarios) == 1 and name not in title:
        yield f"{name.rstrip('.')}."


def _named(layers: Sequence[Json]) -> list[Json]:
    """Number the data of one name, for each may be there but once."""
    seen = Counter[str]()
    found = []
    for each in layers:
        name = each["data"]["name"]
        seen[name] += 1
        more = f" {seen[name]}" if seen[name] > 1 else ""
        found.append({**each, "data": {**each["data"], "name": f"{name}{more}"}})
    return found


def _noted(notes: Sequence[Note], top: float, width: float) -> Iterator[Json]:
    rows, y = [], top
    for note in notes:
        indent = NUMBER_ROOM if note.number else 0
        if note.number:
            rows.append(Text(0, y, str(note.number), bold=True))
        for line in broken(note.text, NOTE, width - indent, most=MOST_LINES):
            rows.append(Text(indent, y, line, colour=MUTED))
            y += NOTE * LINE
        y += 3
    yield from texts("notes", rows, fontSize=NOTE)
