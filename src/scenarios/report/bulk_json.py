"""Answers about many pairs as plain values for `json.dumps`."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from scenarios.bulk.explaining import Explained, News
from scenarios.bulk.finished import Finished
from scenarios.bulk.moving import Mover
from scenarios.bulk.watching import Alert, Watched
from scenarios.engine.ledger import Row
from scenarios.engine.parameters import Vector

__all__ = ["explained_json", "movers_json", "watched_json"]

Json = dict[str, Any]


def explained_json(explained: Explained) -> Json:
    """Return a pair's ledger on a day."""
    ledger, names = explained.ledger, explained.run.outcomes
    rows: list[Json] = [{"kind": "prior", "decibans": _vector(ledger.prior, names)}]
    if ledger.clock is not None:
        rows.append({"kind": "clock", "decibans": _vector(ledger.clock, names)})
    rows += [_row(row, explained) for row in ledger.rows]
    unknown: list[float | None] = [None] * len(names)
    before = explained.before or unknown
    return {
        "format": "scenarios/bulk-explanation@1",
        "pair": "-".join(explained.pair),
        "day": explained.day.isoformat(),
        "outcomes": [
            {"id": name, "probability": now, "before": then}
            for name, now, then in zip(
                names, explained.probabilities, before, strict=True
            )
        ],
        "ledger": rows,
    }


def _row(row: Row, explained: Explained) -> Json:
    name = row.reading.id
    return {
        "kind": "indicator",
        "indicator": name,
        "state": row.reading.state.value,
        "factor": float(row.factor),
        "decibans": _vector(row.decibans, explained.run.outcomes),
        "news": [_news(each) for each in explained.news[name]],
        "where": explained.run.template.where[name],
    }


def _news(news: News) -> Json:
    return {
        "weight": news.weight.id,
        "grade": "".join(news.weight.grade),
        "db": float(news.weight.decibans),
        "events": news.events,
        "outlets": news.outlets,
        "first": news.first.isoformat(),
        "last": news.last.isoformat(),
        "latest": list(news.latest),
    }


def movers_json(run: Finished, day: date, movers: Sequence[Mover]) -> Json:
    """Return the pairs that moved most."""
    return {
        "format": "scenarios/bulk-movers@1",
        "template": run.template.scenario.id,
        "day": day.isoformat(),
        "movers": [
            {
                "pair": "-".join(each.pair),
                "outcome": each.outcome,
                "before": each.before,
                "now": each.now,
                "news": each.news,
                "outlets": each.outlets,
            }
            for each in movers
        ],
    }


def watched_json(watched: Watched) -> Json:
    """Return the alerts of a rule, and those that were held back."""
    return {
        "format": "scenarios/bulk-alerts@1",
        "rule": watched.rule.model_dump(mode="json", exclude_unset=True),
        "alerts": [_alert(each) for each in watched.alerts],
        "held_back": [_alert(each) for each in watched.held_back],
    }


def _alert(alert: Alert) -> Json:
    return {
        "pair": "-".join(alert.pair),
        "day": alert.day.isoformat(),
        "probability": alert.probability,
        "rise": alert.rise,
        "outlets": alert.outlets,
    }


def _vector(entries: Vector, names: Sequence[str]) -> dict[str, float]:
    return {name: float(entry) for name, entry in zip(names, entries, strict=True)}
