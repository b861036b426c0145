"""The pictures of the page as inline SVG: without them, it is whole all the same.

They need the extra `charts`. Each bears concrete colours, so that any renderer shows
them; on a dark screen the page's style puts others in their place.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import KINDS, draw
from scenarios.report.pictures.marks import Json
from scenarios.report.pictures.palette import dark_rules
from scenarios.report.pictures.press import Press, missing_pictures, press

__all__ = ["Figure", "Figures", "start_figures"]

WIDTH = 720
OF_EACH = ("history",)
"""The kinds that each of several scenarios has; few, for each takes time."""
OF_ONE = ("history", "waterfall")
"""The kinds where one scenario is all that is asked for."""

_TAG = re.compile(r"<[^>]*>")
_NAMED = re.compile(r' id="([^"]*)"')
_LINKED = re.compile(r"url\(#")
# The picture is told as a whole: what its parts are called is of no use to a reader.
_TOLD = re.compile(r' (?:role|aria-[a-z]+|class)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and its caption.

    Attributes:
        svg: The drawing.
        caption: `claim`, `shown` and `notes`, as `frame.Caption` has them.
    """

    svg: Markup
    caption: Mapping[str, Any]


@dataclass(frozen=True)
class Figures:
    """The pictures of a page.

    Attributes:
        pictures: By kind and scenario; the overview is of no scenario.
        style: What a dark screen changes of them.
    """

    pictures: Mapping[tuple[str, str], Figure] = field(default_factory=dict)
    style: str = ""

    def get(self, kind: str, scenario: str = "") -> Figure | None:
        """Return a picture; None where there is none."""
        return self.pictures.get((kind, scenario))


def start_figures(dossier: Dossier) -> Callable[[], Figures]:
    """Start to draw the pictures of a page; they are drawn while others work.

    Returns:
        What waits for them; there are none where the extra is not installed.
    """
    if missing_pictures():
        return Figures
    wanted, drawer = _wanted(dossier), press()
    pool = ThreadPoolExecutor(max_workers=1)
    drawing = [pool.submit(_draw, drawer, dossier, *what) for what in wanted]
    pool.shutdown(wait=False)
    return partial(_finish, wanted, drawing)


def _wanted(dossier: Dossier) -> Sequence[tuple[str, str]]:
    """Return kind and scenario of each picture."""
    scenarios = dossier.assessment.scenarios
    is_one = len(scenarios) == 1
    kinds, overview = (OF_ONE, []) if is_one else (OF_EACH, [("overview", "")])
    return overview + [
        (kind, each.id)
        for each in scenarios
        for kind in kinds
        if dossier.history is not None or not KINDS[kind].history
    ]


def _draw(
    drawer: Press, dossier: Dossier, kind: str, scenario: str
) -> tuple[Json, str]:
    spec = draw(kind, dossier, scenario or None, width=WIDTH, bare=True)
    return spec, drawer.to_svg(spec)


def _finish(
    wanted: Sequence[tuple[str, str]], drawing: Sequence[Future[tuple[Json, str]]]
) -> Figures:
    made = {}
    for place, (what, drawn) in enumerate(zip(wanted, drawing, strict=True), start=1):
        spec, svg = drawn.result()
        caption = spec["usermeta"]["caption"]
        svg = _inline(svg, spec["description"], caption["claim"], f"picture-{place}")
        made[what] = Figure(svg, caption)
    return Figures(made, _dark())


def _inline(svg: str, about: str, claim: str, name: str) -> Markup:
    """Return a picture with names of its own, a title and a description."""
    svg = _TAG.sub(lambda tag: _renamed(tag[0], name), svg)
    head, rest = svg.split(">", maxsplit=1)
    told = (
        f' role="img" aria-labelledby="{name}-title {name}-about">'
        f'<title id="{name}-title">{escape(claim)}</title>'
        f'<desc id="{name}-about">{escape(about)}</desc>'
    )
    # What draws has escaped all text in it; title and description are escaped here.
    return Markup(head + told + rest)  # noqa: S704


def _renamed(tag: str, name: str) -> str:
    """Return a tag whose names are those of one picture, and that tells nothing."""
    quiet = _TOLD.sub("", tag)
    return _LINKED.sub(f"url(#{name}-", _NAMED.sub(rf' id="{name}-\1"', quiet))


def _dark() -> Markup:
    # These are colours of our own palette, and nothing from outside.
    rules = Markup(dark_rules("figure svg"))  # noqa: S704
    return Markup("@media screen and (prefers-color-scheme: dark) {{{}}}").format(rules)
