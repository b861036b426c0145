"""Why one pair stands where it does on a day: its ledger, from its contributions.

The engine draws up the ledger of a day without news; what the contributions say of
each indicator is laid over it. Of an event only the best told news counts, and the
rows of a count add up, so that a pair with many thousand events is explained at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from scenarios.bulk.contributing import instance_of
from scenarios.bulk.finished import Finished
from scenarios.bulk.template import Pair
from scenarios.bulk.weighing import Sign, Weight, told_by
from scenarios.domain.development import Observation
from scenarios.engine.decimals import exact, fade, total
from scenarios.engine.evidence import Evidence, Reading
from scenarios.engine.ledger import Ledger, draw_up_from, revise
from scenarios.engine.likelihood import likelihood_db
from scenarios.engine.parameters import Vector

__all__ = ["Explained", "News", "explain"]

LATEST = 3


@dataclass(frozen=True, slots=True)
class News:
    """The news of one weight that a pair had by a day.

    Attributes:
        weight: What each of them says.
        events: How many they are.
        outlets: How many outlets told of them.
        first: The day the first was known.
        last: The day the newest was known.
        latest: Numbers of the newest, at most three.
    """

    weight: Weight
    events: int
    outlets: int
    first: date
    last: date
    latest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Explained:
    """A pair on a day.

    Attributes:
        run: The run.
        pair: The pair.
        day: The day.
        probabilities: Of each outcome, as the run has them.
        before: The same a day earlier; None on the first day.
        ledger: The additive table behind them.
        news: By indicator, the best told first.
    """

    run: Finished
    pair: Pair
    day: date
    probabilities: Sequence[float]
    before: Sequence[float] | None
    ledger: Ledger
    news: dict[str, list[News]]


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The news of one weight of one day: when it happened, and how often."""

    weight: Weight
    day: date
    events: int


def explain(run: Finished, pair: Pair, day: date) -> Explained:
    """Explain a pair's probabilities on a day.

    Args:
        run: The run.
        pair: A pair that it holds.
        day: A day that it reaches.
    """
    with run.database(pair) as base:
        where = "WHERE source = ? AND target = ? AND day BETWEEN ? - 1 AND ?"
        shares = ", ".join(run.probability(outcome) for outcome in run.outcomes)
        found = base.execute(
            f"SELECT day, {shares} FROM posteriors {where} ORDER BY day",
            [*pair, day, day],
        ).fetchall()
        if run.has_contributions(pair):
            known = "FROM contributions WHERE instance = ? AND known <= ?"
            asked = [instance_of(pair), day]
            gathered = base.execute(
                f"SELECT weight, day, count(*) {known} GROUP BY weight, day "
                "ORDER BY weight, day",
                asked,
            ).fetchall()
            told = base.execute(
                "SELECT weight, count(*), count(DISTINCT outlet), min(known), "
                f"max(known), max(event, {LATEST}) {known} GROUP BY weight",
                asked,
            ).fetchall()
        else:
            gathered, told = [], []
    weights = {weight.id: weight for sign in run.signs for weight in sign.weights}
    rows = [_Gathered(weights[number], when, n) for number, when, n in gathered]
    return Explained(
        run=run,
        pair=pair,
        day=day,
        probabilities=found[-1][1:],
        before=found[0][1:] if len(found) > 1 else None,
        ledger=_ledger(run, rows, day),
        news={sign.id: _news(sign, told) for sign in run.signs},
    )


def _news(
    sign: Sign, told: Sequence[tuple[int, int, int, date, date, list[int]]]
) -> list[News]:
    held = {row[0]: row[1:] for row in told}
    return [
        News(weight, *held[weight.id][:4], tuple(held[weight.id][4]))
        for weight in reversed(sign.weights)
        if weight.id in held
    ]


@exact
def _ledger(run: Finished, gathered: Sequence[_Gathered], day: date) -> Ledger:
    scenario, model = run.template.scenario, run.model.model
    quiet = draw_up_from(scenario, model, (), day)
    readings = {row.reading.id: row.reading for row in quiet.rows}
    changed: dict[str, tuple[Reading, Vector]] = {}
    for sign in run.signs:
        own = {weight.id for weight in sign.telling}
        news = [each for each in gathered if each.weight.id in own]
        if news:
            changed[sign.id] = _read(run, sign, readings[sign.id], news, day)
    return revise(quiet, changed, model)


def _read(
    run: Finished, sign: Sign, quiet: Reading, news: Sequence[_Gathered], day: date
) -> tuple[Reading, Vector]:
    """Return what is known of a sign with its news, and dB(L) per outcome."""
    best = max(news, key=lambda each: _left(sign, each, day))
    reading = Reading(
        id=sign.id,
        indicator=sign.indicator,
        evidence=(_evidence(run, sign, best, day),),
        elapsed=quiet.elapsed,
        coverage=quiet.coverage,
        has_begun=quiet.has_begun,
        horizon=quiet.horizon,
    )
    scenario, model = run.template.scenario, run.model.model
    if not sign.is_count:
        return reading, likelihood_db(reading, scenario, model)
    silence = likelihood_db(quiet, scenario, model)
    faded = [each.events * _fading(sign, each, day) for each in news]
    entries = [
        silence[k]
        + total(
            size * each.weight.alone[k] for size, each in zip(faded, news, strict=True)
        )
        for k in range(len(silence))
    ]
    return reading, entries


def _evidence(run: Finished, sign: Sign, news: _Gathered, day: date) -> Evidence:
    link = Observation(
        indicator=f"{run.template.scenario.id}/{sign.id}",
        strength=sign.events.strength,
    )
    told = told_by(news.weight.grade, news.day, run.model.model)
    age = (day - news.day).days
    return Evidence(told, link, age, _fading(sign, news, day), _left(sign, news, day))


def _left(sign: Sign, news: _Gathered, day: date) -> Decimal:
    return news.weight.decibans * _fading(sign, news, day)


def _fading(sign: Sign, news: _Gathered, day: date) -> Decimal:
    return fade((day - news.day).days, sign.half_life)
