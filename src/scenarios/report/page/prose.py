"""The analyst's Markdown as HTML that can do no harm.

CommonMark with tables. Raw HTML is text, a picture is its description, and a link leads
to http, https or a place that the page has; any other one is text.
"""

from collections.abc import Container, Sequence
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from scenarios.report.addresses import web_address
from scenarios.report.visible import visible

__all__ = ["write_prose"]

TOP = 4
DEEPEST = 6
"""Headings of the text stand below that of its section, and none skips a level."""


def write_prose(text: str, places: Container[str]) -> Markup:
    """Return a Markdown text as HTML.

    Args:
        text: Markdown.
        places: Names of the places in the page that links may lead to.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = parser.parse(visible(text))
    _lower_headings(tokens)
    for token in tokens:
        if token.children:
            token.children = _harmless(token.children, places)
    # All text was escaped by the renderer, and every link was judged above.
    return Markup(parser.renderer.render(tokens, parser.options, {}))  # noqa: S704


def _lower_headings(tokens: Sequence[Token]) -> None:
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1:])
            above = [*(each for each in above if each < level), level]
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(DEEPEST, TOP + len(above) - 1)}"


def _harmless(tokens: Sequence[Token], places: Container[str]) -> list[Token]:
    found, kept = list[Token](), list[bool]()
    for token in tokens:
        match token.type:
            case "image":
                found.append(_text(f"[picture: {token.content}]"))
            case "link_open":
                kept.append(_judge(token, places))
                if kept[-1]:
                    found.append(token)
            case "link_close":
                if kept.pop():
                    found.append(token)
            case _:
                found.append(token)
    return found


def _judge(link: Token, places: Container[str]) -> bool:
    """Tell whether a link may be one; mark what leads out of the page."""
    target = str(link.attrGet("href") or "")
    link.attrs = {"href": target}
    if target.startswith("#"):
        return unquote(target[1:]) in places
    link.attrs["rel"] = "noopener noreferrer"
    return web_address(target) is not None


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
