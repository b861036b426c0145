"""Pictures of the page as PNG: Word has no vector graphics that every reader shows."""

import re
from html import unescape

from markupsafe import Markup

from scenarios.report.page.figures import Figure
from scenarios.report.pictures.rendering import png_of
from scenarios.report.word.paper import Paper

__all__ = ["add_picture"]

_TOLD = re.compile(r"<(?:title|desc)\b[^>]*>(.*?)</", re.DOTALL)


def add_picture(paper: Paper, figure: Figure) -> None:
    """Add a picture of the page under its claim, with what it shows and its notes.

    Its title and description are there too, for who sees none.

    Args:
        paper: Where to add it.
        figure: The picture.
    """
    paper.text(figure.caption["claim"], "Caption")
    shown = paper.text(" ".join(figure.caption["shown"]), "Note")
    shown.paragraph_format.keep_with_next = True
    title, about = (unescape(text).strip() for text in _TOLD.findall(figure.svg)[:2])
    told = about if about.startswith(title) else f"{title}. {about}"
    paper.picture(png_of(str(figure.svg)), told)
    for note in figure.caption["notes"]:
        number = Markup("<strong>{}</strong> ").format(note["number"] or "")
        paper.text((number if note["number"] else "") + note["text"], "Note")
