"""The words of Vega-Lite that pictures use: layers, fields, scales and texts.

Text from outside goes into data and titles, which are shown and never evaluated; the
few expressions there are stand here, as they are.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from scenarios.report.pictures.palette import INK

__all__ = [
    "PERCENT_TICKS",
    "Json",
    "Text",
    "field",
    "layer",
    "painted",
    "percent_axis",
    "pixels",
    "rules",
    "stacked",
    "texts",
]

Json = dict[str, Any]

PERCENT_TICKS = (0, 0.25, 0.5, 0.75, 1)
_PERCENT = "format(datum.value * 100, 'd') + ' %'"


def layer(name: str, rows: Iterable[Json], mark: Json, **encoding: Json) -> Json:
    """Return a layer with its data.

    Args:
        name: What the data are.
        rows: One mark each, or one point of a line.
        mark: The mark's type and looks.
        encoding: What each channel shows.
    """
    # A clip path would need an id, and ids of several pictures clash in one page.
    return {
        "data": {"name": name, "values": list(rows)},
        "mark": {"clip": False, **mark},
        "encoding": encoding,
    }


def field(name: str, kind: str = "quantitative", **options: object) -> Json:
    """Return a channel that shows a field of the data."""
    return {"field": name, "type": kind, "title": None, **options}


def pixels(name: str) -> Json:
    """Return a channel whose field says where, in pixels from the upper left."""
    return field(name, scale=None, axis=None)


def painted(name: str = "colour") -> Json:
    """Return a channel whose field is a colour, as it is."""
    return {"field": name, "type": "nominal", "scale": None, "legend": None}


def percent_axis(start: float, end: float, **options: object) -> Json:
    """Return the scale and axis of a probability from 0 to 100 %, in pixels.

    Args:
        start: Where 0 % lies.
        end: Where 100 % lies.
        options: Of the axis.
    """
    return {
        "scale": {"domain": [0, 1], "range": [start, end], "nice": False},
        "axis": {
            "values": list(PERCENT_TICKS),
            "labelExpr": _PERCENT,
            "grid": False,
            **options,
        },
    }


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text.

    Attributes:
        x: Where its edge, or its middle, lies, in pixels from the left.
        y: Where its middle lies, in pixels from the top.
        label: What it says.
        bold: Whether it is bold.
        align: Which part of it lies at x: left, center or right.
        colour: Its colour.
    """

    x: float
    y: float
    label: str
    bold: bool = False
    align: str = "left"
    colour: str = INK


def stacked(  # noqa: PLR0913 where it stands and how it looks
    lines: Sequence[str],
    x: float,
    y: float,
    *,
    bold: int = 0,
    step: float = 14,
    align: str = "left",
    colour: str = INK,
) -> list[Text]:
    """Return lines of text below each other.

    Args:
        lines: What they say.
        x: Where they begin, or end.
        y: Where the middle of all lies.
        bold: How many of them, from the first, are bold.
        step: From line to line.
        align: As for `Text`.
        colour: As for `Text`.
    """
    top = y - (len(lines) - 1) / 2 * step
    return [
        Text(x, top + at * step, line, bold=at < bold, align=align, colour=colour)
        for at, line in enumerate(lines)
    ]


def texts(name: str, rows: Iterable[Text], **looks: object) -> Iterator[Json]:
    """Yield a layer for the texts of each look."""
    by_look: dict[tuple[bool, str, str], list[Json]] = {}
    for row in rows:
        place = {"x": round(row.x, 1), "y": round(row.y, 1), "label": row.label}
        look = (row.bold, row.align, row.colour)
        by_look.setdefault(look, []).append(place)
    for (bold, align, colour), places in by_look.items():
        mark = {"type": "text", "align": align, "baseline": "middle", "color": colour}
        weight = {"fontWeight": "bold"} if bold else {}
        label = {"field": "label", "type": "nominal"}
        where = {"x": pixels("x"), "y": pixels("y")}
        yield layer(name, places, {**mark, **weight, **looks}, **where, text=label)


def rules(name: str, rows: Iterable[Json], **looks: object) -> Json:
    """Return a layer of straight lines from `x`, `y` to `x2`, `y2`, in pixels."""
    return layer(
        name,
        rows,
        {"type": "rule", **looks},
        x=pixels("x"),
        y=pixels("y"),
        x2={"field": "x2"},
        y2={"field": "y2"},
    )
