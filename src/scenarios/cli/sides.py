"""The two ends of a difference, from days, records and published judgements."""

from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from scenarios.cli.points import Point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scenarios.assessment.replaying import Pinned
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
            message = "a record is asked for, which a file of developments has not"
            raise typer.BadParameter(message)
        news = open_news(developments, desk)
        sides = [_side(point, desk, news, scenario, model) for point in points]
        return sides[0], sides[1]
    with open_journal(desk) as store:
        sides = list(_told(store, desk, scenario, points, model))
    return sides[0], sides[1]


def _told(
    store: "Store",
    desk: "Workspace",
    scenario: str,
    points: tuple[Point, Point],
    model: str | None,
) -> "Iterator[Side]":
    from scenarios.assessment.replaying import Archive
    from scenarios.cli.desk import brief_from

    archive = Archive(store)
    # Both ends are mostly what is known today: it is read, and warned of, once.
    known_at = cache(partial(brief_from, store, desk))
    for point in points:
        if point.alone and point.record in archive.judgements:
            yield _judged(archive.pinned(point.record), scenario)
        else:
            known = known_at(point.record)
            yield _side(point, known.workspace, known.developments, scenario, model)


def _judged(ground: "Pinned", scenario: str) -> "Side":
    point = Point(ground.as_of)
    side = _side(point, ground.workspace, ground.developments, scenario, ground.model)
    return replace(side, name=f"judgement {ground.record.seq} as of {point}")


def _side(
    point: Point,
    workspace: "Workspace",
    developments: "Developments",
    scenario: str,
    model: str | None,
) -> "Side":
    from scenarios.assessment.scale import check_probabilities, check_words
    from scenarios.explanation.difference import Side

    (file,) = workspace.chosen((scenario,))
    model_file = workspace.model(model)
    check_probabilities(model_file)
    check_words([file], model_file)
    return Side(
        name=str(point),
        file=file,
        model=model_file.model,
        sources=workspace.sources,
        developments=developments.items,
        as_of=point.day,
    )
