"""The pictures of the page as inline SVG: without them, it is whole all the same.

They need the extra `charts`. Each bears concrete colours, so that any renderer shows
them; on a dark screen the page's style puts others in their place.
"""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.util import find_spec

from markupsafe import Markup, escape

from scenarios.errors import MissingExtraError
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.kinds import KINDS, draw
from scenarios.report.pictures.marks import Json
from scenarios.report.pictures.palette import dark_rules
from scenarios.report.pictures.rendering import to_svg

__all__ = ["Figures", "draw_figures", "missing_pictures"]

LIBRARY = "vl_convert"
WORKERS = 2
"""What renders lets other threads run meanwhile; more than two gain nothing."""
WIDTH = 720
OF_EACH = ("history", "waterfall")
"""The kinds that each scenario has a picture of."""

_NAMED = re.compile(r'\b(id|aria-labelledby)="([^"]*)"')
_LINKED = re.compile(r"(url\(|href=\")#")
_LABEL = re.compile(r'(role="img" )aria-label="[^"]*" ')


@dataclass(frozen=True)
class Figures:
    """The pictures of a page.

    Attributes:
        pictures: SVG by kind and scenario; the overview is of no scenario.
        style: What a dark screen changes of them.
    """

    pictures: Mapping[tuple[str, str], Markup] = field(default_factory=dict)
    style: str = ""

    def get(self, kind: str, scenario: str = "") -> Markup | None:
        """Return a picture; None where there is none."""
        return self.pictures.get((kind, scenario))


def missing_pictures() -> str:
    """Say what is missing where pictures cannot be drawn; empty where they can."""
    if find_spec(LIBRARY) is not None:
        return ""
    return f"{MissingExtraError('a report with pictures', 'charts')}"


def draw_figures(dossier: Dossier) -> Figures:
    """Draw the pictures of a page; none where the extra is not installed."""
    if missing_pictures():
        return Figures()
    wanted = _wanted(dossier)
    specs = [draw(kind, dossier, name or None, width=WIDTH) for kind, name in wanted]
    with ThreadPoolExecutor(max_workers=WORKERS) as pool:
        drawn = list(pool.map(to_svg, specs))
    made = {
        what: _inline(svg, spec, f"picture-{place}")
        for place, (what, spec, svg) in enumerate(
            zip(wanted, specs, drawn, strict=True), start=1
        )
    }
    # The rules hold colours of our own palette, and nothing from outside.
    return Figures(made, Markup(_dark()))  # noqa: S704


def _wanted(dossier: Dossier) -> Sequence[tuple[str, str]]:
    found = [("overview", "")]
    for each in dossier.assessment.scenarios:
        for kind in OF_EACH:
            drawable = kind in KINDS and each.resolved is None
            if drawable and (dossier.history or not KINDS[kind].history):
                found.append((kind, each.id))
    return found


def _inline(svg: str, spec: Json, name: str) -> Markup:
    """Return a picture with names of its own, a title and a description."""
    title = " ".join(_lines(spec["title"]["text"]))
    svg = _NAMED.sub(rf'\1="{name}-\2"', svg)
    svg = _LINKED.sub(rf"\1#{name}-", svg)
    label = f'aria-labelledby="{name}-title {name}-about" '
    svg = _LABEL.sub(rf"\g<1>{label}", svg, count=1)
    head, end, rest = svg.partition(">")
    told = (
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-about">{escape(spec["description"])}</desc>'
    )
    # What draws has escaped all text in it; title and description are escaped here.
    return Markup(head + end + told + rest)  # noqa: S704


def _lines(text: str | Sequence[str]) -> Sequence[str]:
    return [text] if isinstance(text, str) else text


def _dark() -> str:
    rules = dark_rules("figure svg")
    return f"@media screen and (prefers-color-scheme: dark) {{{rules}}}"
