"""Options → dossier: what `export`, `plot` and their like are asked to hold."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.cli.options import refuse_later

if TYPE_CHECKING:
    from scenarios.loading.developments import Developments
    from scenarios.report.dossier import Dossier, Order

__all__ = ["Asked", "open_dossier", "prepare_pictures"]

PAGES = {"html", "pdf"}
"""The formats that are pages and may have a house style."""

PICTURED = PAGES | {"docx"}
"""The formats that have pictures."""


@dataclass(frozen=True)
class Asked:
    """What the options of a command ask for.

    Attributes:
        verb: The command with the options of its own, as one would type them.
        scenarios: Ids of scenarios.
        developments: A file of developments instead of the journal.
        as_of: The day; today where None.
        known_at: What the journal is to be asked for.
        since: The earlier day to compare with.
        model: Id of the model.
        every: Days from point to point of a history; None for none.
        cases: Ids of what-ifs.
    """

    verb: Sequence[str]
    scenarios: tuple[str, ...] = ()
    developments: str | None = None
    as_of: date | None = None
    known_at: str | None = None
    since: date | None = None
    model: str | None = None
    every: int | None = None
    cases: tuple[str, ...] = ()


def open_dossier(asked: Asked, folder: Path | None) -> "Dossier":
    """Load a workspace with its news and compile what was asked for.

    Args:
        asked: What was asked for.
        folder: The workspace that was named.

    Raises:
        typer.BadParameter: The earlier day is later, or a file was asked for its past.
        ScenariosError: Something cannot be read, has faults or is not there.
    """
    from scenarios.cli.desk import open_desk, today
    from scenarios.report.dossier import Order, compile_dossier

    day = asked.as_of or today()
    refuse_later(asked.since, day)
    wanted = None if asked.cases else asked.scenarios
    desk, news = open_desk(folder, asked.developments, asked.known_at, wanted)
    order = Order(
        as_of=day,
        scenarios=asked.scenarios,
        model=desk.model(asked.model).model.id,
        since=asked.since,
        every=asked.every,
        cases=asked.cases,
    )
    return compile_dossier(desk, news, _stamped(order, asked, news))


def prepare_pictures(form: str) -> None:
    """Get ready to draw a report's pictures, or tell on standard error why not."""
    if form not in PICTURED:
        return
    from scenarios.report.pictures.press import missing_pictures, press

    if missing := missing_pictures():
        typer.echo(f"no pictures, tables alone: {missing}", err=True)
    else:
        press()


def _stamped(order: "Order", asked: Asked, news: "Developments") -> "Order":
    """Return an order that says what narrows it, and how to make the same again."""
    options = {name: text for name, text in _options(order, asked, news) if text}
    flags = [part for name, text in options.items() for part in (f"--{name}", text)]
    cases = [part for case in order.cases for part in ("--case", case)]
    words = ["scenarios", *asked.verb, *order.scenarios, *flags, *cases]
    return replace(
        order, command=shlex.join(words), filters=dict(_filters(order, options))
    )


def _options(
    order: "Order", asked: Asked, news: "Developments"
) -> Iterator[tuple[str, str]]:
    """Yield each option with what it was in the end: today is a day by now."""
    yield "as-of", order.as_of.isoformat()
    yield "model", order.model or ""
    if asked.developments is not None:
        yield "developments", asked.developments
    elif news.journal is not None and news.journal.size:
        yield "known-at", str(news.journal.size - 1)
    if order.since is not None:
        yield "since", order.since.isoformat()
    if order.every is not None:
        yield "every", f"{order.every}d"


def _filters(order: "Order", options: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if order.scenarios:
        yield "scenarios", ", ".join(order.scenarios)
    for name in ("developments", "known-at"):
        if name in options:
            yield name, options[name]
    if order.cases:
        yield "cases", ", ".join(order.cases)
