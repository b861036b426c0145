"""A page and a template → HTML, in a sandbox that escapes whatever it is given.

Templates are Jinja2. Every name is escaped, an unknown one is a fault, and none reaches
beyond what it is handed. A house style extends `report.html` and overrides its blocks.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import partial
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Any

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from scenarios.errors import FaultyDataError, Issue, Location, UnreadableFileError
from scenarios.loading.files import read_bytes
from scenarios.report.known_days import known_days
from scenarios.report.page.anchors import anchor
from scenarios.report.page.building import Page
from scenarios.report.page.compiled import Compiled
from scenarios.report.page.marks import (
    day_mark,
    likelihood_mark,
    link_mark,
    percent_mark,
    points_mark,
    quoted,
    range_mark,
    size_mark,
    weight_mark,
)
from scenarios.report.page.matrix import tint
from scenarios.report.visible import visible

__all__ = ["render"]

TEMPLATES = Path(__file__).parent.parent / "templates"
REPORT = "report.html"
HOUSE = "house style"
"""The name of a house style's template, which no file can have in the loaders."""

BAR = 160
"""Length of a likelihood bar, in the units that it is drawn in."""

# What an expression of a template can raise that is not one of Jinja's errors.
_SLIPS = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(RecursionError, MemoryError),
)


def render(
    page: Page,
    template: Path | None = None,
    *,
    paper: bool = False,
    compiled: Path | None = None,
) -> str:
    """Return a page as HTML.

    Args:
        page: What to show.
        template: The template of a house style; the shipped one alone where None.
        paper: Whether it is to be printed: what a picture shows is no table as well.
        compiled: A folder of the user's to keep compiled templates in, if any.

    Raises:
        UnreadableFileError: The template cannot be read.
        FaultyDataError: The template is at fault; says where.
    """
    if template is None:
        shipped = _environment(compiled=compiled).get_template(REPORT)
        return shipped.render(_variables(page, paper=paper))
    text = _read(template)
    try:
        made = _environment(template, text, compiled).get_template(HOUSE)
        return made.render(_variables(page, paper=paper))
    except TemplateSyntaxError as error:
        where = error.filename or str(template)
        raise _faulty(where, error.lineno, error.message) from error
    except TemplateNotFound as error:
        message = f"there is no template {error.name!r} beside it"
        raise _faulty(str(template), _line(error, template), message) from error
    except (TemplateError, *_SLIPS) as error:
        line = _line(error, template)
        raise _faulty(str(template), line, str(error)) from error


def _read(template: Path) -> str:
    try:
        return read_bytes(template).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFileError(str(template), "it is not UTF-8") from error


def _environment(
    template: Path | None = None, text: str = "", compiled: Path | None = None
) -> ImmutableSandboxedEnvironment:
    """Return an environment that finds the shipped templates first, then its own."""
    shipped = FileSystemLoader(TEMPLATES)
    loaders: list[Any] = [shipped]
    if template is not None:
        house = {HOUSE: (text, str(template), None)}
        loaders = [
            FunctionLoader(house.get),
            shipped,
            FileSystemLoader(template.absolute().parent),
        ]
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled and Compiled(compiled),
    )
    environment.filters.update(
        percent=percent_mark,
        likelihood=likelihood_mark,
        points=points_mark,
        weight=weight_mark,
        size=size_mark,
        day=day_mark,
        quoted=quoted,
        tint=tint,
        place=_place,
    )
    environment.globals["range_of"] = range_mark
    environment.globals["anchor"] = anchor
    environment.globals["known_days"] = known_days
    return environment


def _shown(value: object) -> object:
    """Show what is hidden in a text: controls, and what reorders it."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def _place(share: Decimal | float) -> str:
    """Return where a share lies on the scale of a bar.

    >>> _place(Decimal("0.12345"))
    '19.8'
    """
    return f"{float(share) * BAR:.1f}"


def _variables(page: Page, *, paper: bool) -> Mapping[str, object]:
    ref = partial(_reference, page.numbers)
    return {"page": page, "ref": ref, "paper": paper}


def _reference(numbers: Mapping[str, int], development: str) -> Markup | str:
    """Return a link to a development by its number; its id where it does not count."""
    if development not in numbers:
        return development
    place = anchor("development", development)
    return link_mark(place, f"[{numbers[development]}]")


def _line(error: BaseException, template: Path) -> int:
    """Return the line of the template at which something was raised."""
    return _last_line(error.__traceback__, str(template)) or 1


def _last_line(trace: TracebackType | None, path: str) -> int:
    lines = [line for frame, line in walk_tb(trace) if frame.f_code.co_filename == path]
    return lines[-1] if lines else 0


def _faulty(path: str, line: int, message: str | None) -> FaultyDataError:
    said = message or "it cannot be rendered"
    return FaultyDataError([Issue(Location(path, line), "", said)])
