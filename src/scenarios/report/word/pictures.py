"""Pictures of the page as PNG: Word has no vector graphics that every reader shows."""

import re
from html import unescape

from markupsafe import Markup

from scenarios.report.pictures.rendering import png_of
from scenarios.report.word.paper import Paper

__all__ = ["add_picture"]

_TOLD = re.compile(r"<(?:title|desc)\b[^>]*>(.*?)</", re.DOTALL)


def add_picture(paper: Paper, drawn: Markup) -> None:
    """Add a picture of the page, with its title and description for who sees none.

    Args:
        paper: Where to add it.
        drawn: The picture as SVG.
    """
    title, about = (unescape(text).strip() for text in _TOLD.findall(str(drawn))[:2])
    told = about if about.startswith(title) else f"{title}. {about}"
    paper.picture(png_of(str(drawn)), told)
