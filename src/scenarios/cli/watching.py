"""Two looks at a workspace, and what its rules have to tell of the way between."""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import typer

from scenarios.cli.points import Point

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.domain.watch import Rule
    from scenarios.journal.store import Store
    from scenarios.loading.workspace import Workspace
    from scenarios.whatif.alerts import Alert
    from scenarios.whatif.setting import Setting

__all__ = ["Watched", "look_since"]


@dataclass(frozen=True)
class Watched:
    """What was found between two looks.

    Attributes:
        before: The earlier look; None where this is the first.
        now: This look.
        alerts: What the rules have to tell.
        workspace: The workspace.
        standard: The standard of the likelihood words.
        rules: How many rules there are.
    """

    before: Point | None
    now: Point
    alerts: "Sequence[Alert]"
    workspace: "Workspace"
    standard: str
    rules: int


def look_since(
    since: Point | None,
    desk: "Workspace",
    rules: "Sequence[Rule]",
    developments: str | None,
    day: date,
    model: str | None,
) -> Watched:
    """Look at a workspace and tell what changed since an earlier look.

    Args:
        since: The earlier look; the last one that was kept where None.
        desk: The workspace.
        rules: What to be told of.
        developments: A file of news instead of the journal.
        day: The day of this look.
        model: Id of the model.

    Raises:
        typer.BadParameter: The earlier look is later, or asks a file for its past.
        StoreError: The journal cannot be read.
    """
    from scenarios.cli.desk import heads_folder, open_journal, open_news
    from scenarios.cli.looks import LastLook
    from scenarios.whatif.setting import Setting

    standard = desk.model(model).model.words
    if developments is not None and since is not None:
        if since.record is not None:
            message = "a record is asked for, which a file of developments has not"
            raise typer.BadParameter(message)
        news = open_news(developments, desk)
        now = Setting(desk, news, day, model)
        return _compare(since, Point(day), now, now, rules, standard)
    kept = LastLook(heads_folder().with_name("looks"), desk.root)
    before = since or kept.find()
    with open_journal(desk) as store:
        here = Point(day, store.head().size - 1)
        now = _told(here, desk, store, model)
        then = now if before is None else _told(before, desk, store, model)
    found = _compare(before, here, then, now, rules, standard)
    if since is None:
        kept.keep(here)
    return found


def _told(
    point: Point, desk: "Workspace", store: "Store", model: str | None
) -> "Setting":
    from scenarios.cli.desk import brief_from
    from scenarios.whatif.setting import Setting

    found = brief_from(store, desk, point.record)
    return Setting(found.workspace, found.developments, point.day, model)


def _compare(
    before: Point | None,
    here: Point,
    then: "Setting",
    now: "Setting",
    rules: "Sequence[Rule]",
    standard: str,
) -> Watched:
    from scenarios.whatif.alerts import raise_alerts

    alerts: Sequence[Alert] = ()
    if before is not None:
        if before.day > here.day:
            message = f"the earlier look, {before}, is later than {here.day}"
            raise typer.BadParameter(message)
        alerts = raise_alerts(rules, replace(then, as_of=before.day), now)
    return Watched(before, here, alerts, now.workspace, standard, len(rules))
