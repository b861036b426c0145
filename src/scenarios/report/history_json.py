"""A history as `scenarios/history@1`, and as a table of one row a day and outcome."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from scenarios.report.tables import Cells, Column, Kind, Lazy, Table
from scenarios.version import __version__
from scenarios.whatif.history import History
from scenarios.whatif.series import Move, Point, Series

__all__ = ["history_json", "history_table"]

Json = dict[str, Any]

COLUMNS = (
    Column("scenario"),
    Column("on", Kind.DATE),
    Column("outcome"),
    Column("title"),
    Column("probability", Kind.PROBABILITY),
    Column("low", Kind.PROBABILITY),
    Column("high", Kind.PROBABILITY),
    Column("news", Kind.POINTS),
    Column("quiet", Kind.POINTS),
    Column("developments"),
    Column("model"),
)


def history_json(found: History) -> Json:
    """Return a history as plain values for `json.dumps`."""
    every = found.period.every
    return {
        "format": "scenarios/history@1",
        "every": "step" if every is None else f"{every}d",
        "engine": {"version": __version__, "method": found.model.model.method},
        "inputs": {
            "model": {"id": found.model.model.id, "digest": found.model.digest},
            "developments": {
                "count": len(found.developments.items),
                "digest": found.developments.digest,
            },
        },
        "scenarios": [_series(each) for each in found.series],
    }


def history_table(found: History) -> Table:
    """Return one row per scenario, day and outcome."""
    return Table(COLUMNS, Lazy(partial(_all_rows, found)), "history")


def _series(series: Series) -> Json:
    scenario = series.scenario
    return {
        "id": scenario.id,
        "title": scenario.title,
        "digest": series.file.digest,
        "outcomes": [
            {"id": name, "title": outcome.title}
            for name, outcome in scenario.outcomes.items()
        ],
        "draws": series.draws,
        "points": [_point(point) for point in series.points],
    }


def _point(point: Point) -> Json:
    return {
        "on": point.on.isoformat(),
        "settled": point.settled,
        "probabilities": dict(point.probabilities),
        "low": None if point.settled else dict(point.low),
        "high": None if point.settled else dict(point.high),
        "news": dict(point.news),
        "quiet": dict(point.quiet),
        "moves": [_move(move) for move in point.moves],
    }


def _move(move: Move) -> Json:
    return {
        "development": move.development.id,
        "date": move.development.date.isoformat(),
        "title": move.development.title,
        "indicators": list(move.indicators),
        "points": dict(move.points),
    }


def _all_rows(found: History) -> Iterator[Cells]:
    for series in found.series:
        for point in series.points:
            yield from _rows(series, point, found.model.model.id)


def _rows(series: Series, point: Point, model: str) -> Iterator[Cells]:
    told = " ".join(move.development.id for move in point.moves)
    return (
        (
            series.scenario.id,
            point.on,
            name,
            outcome.title,
            point.probabilities[name],
            point.low.get(name),
            point.high.get(name),
            point.news[name],
            point.quiet[name],
            told,
            model,
        )
        for name, outcome in series.scenario.outcomes.items()
    )
