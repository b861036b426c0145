"""A specification → SVG and PNG, without a browser or a network."""

import re
from html import escape
from typing import TYPE_CHECKING

from scenarios.errors import MissingExtraError
from scenarios.report.pictures.marks import Json

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["png_of", "to_png", "to_svg"]

# Parts of an image need no names: the description names the whole. No text can look
# like this, for none holds a < of its own, nor an attribute a quote.
_PART = re.compile(
    r'(<g class="[^"<>]*") role="graphics-[a-z]+" aria-roledescription="[a-z ]+"'
    r'(?: aria-label="[^"]*")?'
)

VERSION = "6.4"
"""The release of Vega-Lite that draws; the schema says which major one."""


def to_svg(spec: Json, *, ground: str | None = None) -> str:
    """Return a picture as SVG: no script, no style, no reference to anything outside.

    Args:
        spec: What `draw` returned.
        ground: Colour of the ground; transparent where None.

    Raises:
        MissingExtraError: What draws is not installed.
    """
    drawn: str = _renderer().vegalite_to_svg(
        spec if ground is None else {**spec, "background": ground},
        vl_version=VERSION,
        allowed_base_urls=[],
    )
    drawn = _PART.sub(r"\1", drawn)
    label = escape(spec["description"], quote=True)
    head = f'<svg role="img" aria-label="{label}" '
    return drawn.replace("<svg ", head, 1)


def to_png(spec: Json, scale: float = 2, *, ground: str | None = None) -> bytes:
    """Return a picture as PNG.

    Args:
        spec: What `draw` returned.
        scale: Pixels of the file for each pixel of the picture.
        ground: Colour of the ground; transparent where None.

    Raises:
        MissingExtraError: What draws is not installed.
    """
    return png_of(to_svg(spec, ground=ground), scale)


def png_of(svg: str, scale: float = 2) -> bytes:
    """Return a picture that is drawn already as PNG; as `to_png`."""
    drawn: bytes = _renderer().svg_to_png(svg, scale=scale)
    return drawn


def _renderer() -> "ModuleType":
    try:
        import vl_convert
    except ImportError as error:
        what = "a picture as SVG or PNG"
        raise MissingExtraError(what, "charts") from error
    return vl_convert
