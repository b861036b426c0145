"""One scenario over time: all its days in one pass, and what made each step."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from scenarios.domain.development import Development
from scenarios.domain.indicator import EventIndicator
from scenarios.domain.scenario import Scenario
from scenarios.engine.arrays.interval import seeded
from scenarios.engine.arrays.pack import Floats
from scenarios.engine.arrays.spans import spans
from scenarios.engine.arrays.sweep import evaluate_variants, sweep
from scenarios.engine.arrays.told import Days, Telling
from scenarios.engine.arrays.variants import Stage, Variants
from scenarios.loading.workspace import ScenarioFile
from scenarios.whatif.period import WEEK

__all__ = ["Course", "Move", "Point", "Series", "follow"]

LEAST_DRAWS = 100
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Move:
    """What a development moved on a day: with what was new of it, less without.

    Attributes:
        development: The development.
        indicators: The indicators of the scenario that it counts for.
        points: Change of each outcome's probability, in (−1, 1).
        days: On which what is told of it changed since the point before; at least one.
    """

    development: Development
    indicators: tuple[str, ...]
    points: Mapping[str, float]
    days: tuple[date, ...]

    @property
    def most_moved(self) -> str:
        """Return the outcome that changed most, up or down; the gainer among equals."""
        return max(self.points, key=lambda o: (abs(self.points[o]), self.points[o]))

    @property
    def size(self) -> float:
        """Return the largest change of any outcome."""
        return abs(self.points[self.most_moved])


@dataclass(frozen=True, slots=True)
class Point:
    """One day of a series.

    Attributes:
        on: The day.
        probabilities: By outcome.
        low: Lower end of the interval by outcome; empty once settled.
        high: Upper end.
        news: What the news since the point before moved, by outcome.
        quiet: What time alone moved since then; news and quiet add up to the step.
        moves: The developments of which something was new, the strongest first.
        settled: Whether the question is settled by then; then nothing moves it.
    """

    on: date
    probabilities: Mapping[str, float]
    low: Mapping[str, float]
    high: Mapping[str, float]
    news: Mapping[str, float]
    quiet: Mapping[str, float]
    moves: tuple[Move, ...]
    settled: bool


@dataclass(frozen=True, slots=True)
class Series:
    """A scenario over time.

    Attributes:
        file: The scenario and where it stands.
        points: In order of day; at least one.
        draws: How many draws each interval is taken from.
    """

    file: ScenarioFile
    points: tuple[Point, ...]
    draws: int

    @property
    def scenario(self) -> Scenario:
        """Return the scenario."""
        return self.file.scenario


@dataclass(frozen=True, slots=True)
class Course:
    """A scenario's days and what was told by each.

    Attributes:
        stage: What all days share.
        tellings: The developments that count, as they stand in `told`.
        days: Ordinals, ascending, (days,).
    """

    stage: Stage
    tellings: Sequence[Telling]
    days: Days

    @property
    def told(self) -> Floats:
        """Return max(0, dB(λ)) of each development on each day."""
        if not self.tellings:
            return np.zeros((0, len(self.days)))
        return np.array([each.on(self.days) for each in self.tellings])


def follow(file: ScenarioFile, course: Course, seed: bytes, most: int) -> Series:
    """Evaluate a scenario on all days of its course.

    Args:
        file: The scenario.
        course: Its days.
        seed: What the draws are seeded with.
        most: How many draws may be taken in all.
    """
    told = course.told
    steps = _Steps(course, told)
    low, high, draws = _intervals(course, told, seed, most)
    names = list(file.scenario.outcomes)
    points = []
    for place, day in enumerate(course.days.tolist()):
        on = date.fromordinal(day)
        settled = file.scenario.resolution_at(on)
        if settled is None:
            points.append(
                Point(
                    on=on,
                    probabilities=_by(names, steps.now[:, place]),
                    low=_by(names, low[:, place]),
                    high=_by(names, high[:, place]),
                    news=_by(names, steps.news[:, place]),
                    quiet=_by(names, steps.quiet[:, place]),
                    moves=steps.moves.get(place, ()),
                    settled=False,
                )
            )
            continue
        sure = {name: float(name == settled.outcome) for name in names}
        still = dict.fromkeys(names, 0.0)
        points.append(Point(on, sure, {}, {}, still, still, (), settled=True))
    return Series(file, tuple(points), draws)


class _Steps:
    """What each step of a course is made of, from one sweep over all its days.

    Attributes:
        now: Probabilities, (outcomes, days).
        news: What the news moved since the day before in the course.
        quiet: What time alone moved since then.
        moves: What was new on each day that has any, the strongest first.
    """

    def __init__(self, course: Course, told: Floats) -> None:
        """Evaluate each day, each with the news of the one before, and each news."""
        days, count = course.days, len(course.days)
        at, who = np.nonzero((told[:, 1:] != told[:, :-1]).T)
        at += 1
        without = told[:, at]
        without[who, np.arange(len(who))] = told[who, at - 1]
        variants = Variants(
            np.concatenate((days, days[1:], days[at])),
            np.concatenate((told, told[:, :-1], without), axis=1),
        )
        found = evaluate_variants(sweep(course.stage, variants))
        found = np.broadcast_to(found, (len(found), 2 * count - 1 + len(at)))
        self.now, unheard, left = np.split(found, (count, 2 * count - 1), axis=1)
        self.news = _after_first(self.now[:, 1:] - unheard)
        self.quiet = _after_first(unheard - self.now[:, :-1])
        self.moves = _moves(course, at, who, self.now[:, at] - left)


def _moves(
    course: Course, at: Places, who: Places, points: Floats
) -> Mapping[int, tuple[Move, ...]]:
    names, observed = list(course.stage.scenario.outcomes), course.stage.observed
    found: dict[int, list[Move]] = {}
    for day, place, moved in zip(at.tolist(), who.tolist(), points.T, strict=True):
        telling = course.tellings[place]
        development = telling.development
        new = _news_days(telling, *course.days[day - 1 : day + 1].tolist())
        points_moved = _by(names, moved)
        move = Move(development, observed[development.id], points_moved, new)
        found.setdefault(day, []).append(move)
    return {
        day: tuple(sorted(moves, key=lambda m: (-m.size, m.development.id)))
        for day, moves in found.items()
    }


def _news_days(telling: Telling, before: int, now: int) -> tuple[date, ...]:
    """Return the days after one and up to another on which what is told changed."""
    days = telling.days
    new = days[bisect_right(days, before) : bisect_right(days, now)]
    return tuple(map(date.fromordinal, new))


def _after_first(steps: Floats) -> Floats:
    return np.concatenate((np.zeros((len(steps), 1)), steps), axis=1)


def _by(names: Sequence[str], numbers: Floats) -> Mapping[str, float]:
    return dict(zip(names, numbers.tolist(), strict=True))


def _intervals(
    course: Course, told: Floats, seed: bytes, most: int
) -> tuple[Floats, Floats, int]:
    """Return low and high, (outcomes, days), and the draws of each interval.

    They are taken on the days of news, the day before each, where a window turns and
    at least once a week; between these, where all runs smoothly, in straight lines.
    """
    stage = course.stage
    at = np.flatnonzero(_knots(course, told))
    uncertainty = stage.model.uncertainty
    draws = max(LEAST_DRAWS, min(uncertainty.draws, most // len(at)))
    fewer = uncertainty.model_copy(update={"draws": draws})
    packed = sweep(stage, Variants(course.days[at], told[:, at]))
    ends = spans(packed, len(at), fewer, seeded(seed))
    low, high = (
        np.array([np.interp(course.days, course.days[at], line) for line in lines])
        for lines in ends
    )
    return low, high, draws


def _knots(course: Course, told: Floats) -> NDArray[np.bool_]:
    days = course.days
    is_knot = np.zeros(len(days), dtype=bool)
    turns = (told[:, 1:] != told[:, :-1]).any(axis=0)
    is_knot[1:] |= turns
    is_knot[:-1] |= turns
    after = np.searchsorted(days, sorted(_window_turns(course.stage.scenario)))
    is_knot[np.clip(after, 0, len(days) - 1)] = True
    is_knot[np.clip(after - 1, 0, len(days) - 1)] = True
    is_knot[0] = is_knot[-1] = True
    last = days[0]
    for place in range(1, len(days)):
        if days[place] - last >= WEEK:
            is_knot[place] = True
        last = days[place] if is_knot[place] else last
    return is_knot


def _window_turns(scenario: Scenario) -> set[int]:
    """Return the days on which a window or the horizon opens or closes."""
    horizon = scenario.horizon
    turns = {horizon.opens.toordinal(), horizon.closes.toordinal()}
    for sign in scenario.indicators.values():
        if isinstance(sign, EventIndicator) and sign.within is not None:
            opens = sign.window_opens(horizon.opens).toordinal()
            turns |= {opens, opens + sign.within}
    return turns
