"""Every colour of a picture, and what it becomes on a dark ground.

Blue, orange and grey, which people who see no red or no green tell apart (after Okabe &
Ito 2008). Colour never says anything alone: a dash, a symbol, a sign or a word says it
too. What is drawn bears these very texts, so that a page can set others in their place.
"""

from collections.abc import Mapping, Sequence

__all__ = [
    "AGAINST",
    "AXIS",
    "BAND",
    "COLOURS",
    "DARK",
    "DASHES",
    "FOR",
    "GRID",
    "INK",
    "MUTED",
    "NEUTRAL",
    "ON_DARK",
    "ON_LIGHT",
    "PAPER",
    "SHADE",
    "SHAPES",
    "dark_rules",
    "outcome_places",
]

INK = "#1f2328"
"""Text, and what must be seen first."""
MUTED = "#57606a"
"""Text beside it."""
AXIS = "#8c959f"
GRID = "#d8dee4"
SHADE = "#eef1f4"
"""A plane that stands back."""
PAPER = "#ffffff"
"""The ground, where a mark is hollow."""

BAND = "#cfe0f2"
"""The interval of the outcome that a picture is about."""

AGAINST: Sequence[str] = ("#fde2c4", "#f4b06a", "#b35806")
"""What speaks against, from slight to strong."""
NEUTRAL = "#f1f1ee"
FOR: Sequence[str] = ("#d4e6f5", "#7fb5dd", "#1f66a8")
"""What speaks for, from slight to strong."""
ON_LIGHT = "#1f2329"
"""Text on any of these planes but the strongest."""
ON_DARK = "#fffffe"
"""Text on the strongest."""

_LOW_TO_HIGH = (
    "#8c4304",
    "#c86a12",
    "#a3822a",
    "#6a737d",
    "#4a93c9",
    "#1f66a9",
    "#0b3c73",
)
DASHES: Sequence[Sequence[int]] = (
    (1, 0),
    (7, 3),
    (2, 2),
    (10, 3, 2, 3),
    (4, 4),
    (12, 3, 2, 3, 2, 3),
    (1, 3),
)
SHAPES = (
    "circle",
    "square",
    "triangle-up",
    "diamond",
    "triangle-down",
    "cross",
    "triangle-right",
)

DARK: Mapping[str, str] = {
    INK: "#e6edf3",
    MUTED: "#a8b3be",
    AXIS: "#7d8590",
    GRID: "#3a424c",
    SHADE: "#262c34",
    PAPER: "#14181d",
    BAND: "#1e3c5c",
    NEUTRAL: "#33383f",
    AGAINST[0]: "#5a3a1c",
    AGAINST[1]: "#9a5a1a",
    AGAINST[2]: "#f0a050",
    FOR[0]: "#1d3a55",
    FOR[1]: "#2f6c9f",
    FOR[2]: "#86bdec",
    ON_LIGHT: "#f2f6fa",
    ON_DARK: "#101418",
    "#8c4304": "#d9823b",
    "#c86a12": "#f0a050",
    "#a3822a": "#d3b04e",
    "#6a737d": "#a0a8b0",
    "#4a93c9": "#5da9e0",
    "#1f66a9": "#86bded",
    "#0b3c73": "#b9d9f7",
}
"""What each colour becomes on a dark ground."""

COLOURS = tuple(DARK)
"""Every colour that a picture may bear."""


def outcome_places(count: int, main: int = 0) -> list[tuple[str, Sequence[int], str]]:
    """Return a colour, a dash and a symbol for each of some outcomes, in file order.

    The first is the most orange and the last the bluest, so that outcomes that run from
    lowest to highest look so. From the eighth on dashes and symbols come again.

    Args:
        count: How many outcomes.
        main: Place of the one that is drawn without gaps.
    """
    last, most = len(_LOW_TO_HIGH) - 1, len(SHAPES)
    order = [main, *(place for place in range(count) if place != main)]
    dashes = {place: DASHES[at % len(DASHES)] for at, place in enumerate(order)}
    return [
        (
            _LOW_TO_HIGH[round(place * last / max(1, count - 1))],
            dashes[place],
            SHAPES[place % most],
        )
        for place in range(count)
    ]


def dark_rules(scope: str = "svg") -> str:
    """Return CSS that repaints a picture for a dark ground.

    Args:
        scope: Selector of what holds the picture.
    """
    return "".join(
        f'{scope} [{part}="{light}"]{{{part}:{dark}}}'
        for light, dark in DARK.items()
        for part in ("fill", "stroke")
    )
