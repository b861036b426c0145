"""The two ends of a difference, from days, records and published judgements."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.cli.points import Point

if TYPE_CHECKING:
    from scenarios.explanation.difference import Side
    from scenarios.journal.store import Store
    from scenarios.loading.developments import Developments
    from scenarios.loading.workspace import Workspace

__all__ = ["open_sides"]


def open_sides(
    scenario: str,
    points: tuple[Point, Point],
    folder: Path | None,
    developments: str | None,
    model: str | None,
) -> tuple["Side", "Side"]:
    """Return both ends of a difference.

    Args:
        scenario: Id of the scenario.
        points: The ends that were asked for.
        folder: The workspace that was named.
        developments: A file of developments instead of the journal.
        model: The scoring model of what is no published judgement.

    Raises:
        typer.BadParameter: A record was asked for without a journal.
        ScenariosError: A scenario, a model or a record is not there.
    """
    from scenarios.cli.desk import open_journal, open_news, open_workspace

    desk = open_workspace(folder)
    if developments is not None:
        if any(point.record is not None for point in points):
            message = "a record is asked for; a file of developments has none"
            raise typer.BadParameter(message)
        news = open_news(developments, desk)
        sides = [_side(p.text, desk, news, scenario, p.day, model) for p in points]
        return sides[0], sides[1]
    with open_journal(desk) as store:
        sides = [_told(store, desk, scenario, point, model) for point in points]
    return sides[0], sides[1]


def _told(
    store: "Store", desk: "Workspace", scenario: str, point: Point, model: str | None
) -> "Side":
    from scenarios.assessment.briefing import brief
    from scenarios.assessment.replaying import Archive

    archive = Archive(store)
    if point.alone and point.record in archive.judgements:
        ground = archive.pinned(point.record)
        name, day = f"judgement {point.text}", ground.as_of
        news, rules = ground.developments, ground.model
        return _side(name, ground.workspace, news, scenario, day, rules)
    found = brief(store, desk, point.record)
    name = f"{point.day.isoformat()}@{point.record}" if point.alone else point.text
    news = found.developments
    return _side(name, found.workspace, news, scenario, point.day, model)


def _side(
    name: str,
    workspace: "Workspace",
    developments: "Developments",
    scenario: str,
    day: date,
    model: str | None,
) -> "Side":
    from scenarios.assessment.scale import check_words
    from scenarios.explanation.difference import Side

    (file,) = workspace.chosen((scenario,))
    model_file = workspace.model(model)
    check_words([file], model_file)
    return Side(
        name=name,
        file=file,
        model=model_file.model,
        sources=workspace.sources,
        developments=developments.items,
        as_of=day,
    )
