"""Which event says what of which pair: from `events` to `contributions`.

A contribution is a reference: the pair, the day it was known, the day it happened, a
weight of the weight table, the number of the event and its outlet.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.bulk.literals import day, texts
from scenarios.bulk.matching import condition
from scenarios.bulk.template import Pair, Template
from scenarios.bulk.weighing import Sign
from scenarios.domain.indicator import EventIndicator
from scenarios.domain.source import Source

__all__ = [
    "Sight",
    "contributions_sql",
    "instance_number",
    "instance_of",
    "pair_numbered",
    "sights_of",
]

LETTERS = 26
SOURCES = LETTERS**3
FIRST = ord("A")


@dataclass(frozen=True, slots=True)
class Sight:
    """One direction in which events are looked at for a sign.

    Attributes:
        actor: The column of the country that is the pair's source.
        other: The column of the country that is its target.
        watched: SQL that tells whether the pair is watched.
        test: SQL that tells whether a row is such an observation.
    """

    actor: str
    other: str
    watched: str
    test: str


def sights_of(sign: Sign, template: Template) -> list[Sight]:
    """Return the directions in which a sign looks at events: one, or both."""
    sides = {
        "forward": [("source", "target")],
        "back": [("target", "source")],
        "either": [("source", "target"), ("target", "source")],
    }[sign.events.direction]
    matches = condition(sign.events) + _in_window(sign, template)
    sights = []
    for actor, other in sides:
        watched = _watched(actor, other, template)
        test = matches if watched == "TRUE" else f"{watched} AND {matches}"
        sights.append(Sight(actor, other, watched, test))
    return sights


def contributions_sql(
    template: Template, signs: Sequence[Sign], source: Source, partitions: int
) -> str:
    """Return the SQL of the contributions of `events`, with their partition."""
    parts = [
        f"SELECT {instance_number(sight.actor, sight.other)} AS instance, known, day, "
        f"{sign.weights[0].id} + grade AS weight, event, outlet FROM graded "
        f"WHERE {sight.test}"
        for sign in signs
        for sight in sights_of(sign, template)
    ]
    grade = _grade(template, signs[0], source)
    every = "\nUNION ALL ".join(parts)
    return f"""\
WITH graded AS (
  SELECT *, {grade} AS grade FROM events WHERE fate = 'evidence'
)
SELECT instance % {partitions} AS part, instance, known, day,
  CAST(weight AS SMALLINT) AS weight, event, outlet
FROM (
{every}
) AS every"""


def instance_number(source: str, target: str) -> str:
    """Return the SQL of a pair's number: its six letters as digits to base 26."""
    letters = [
        f"{LETTERS ** (2 - place + 3 * (column == source))} * "
        f"(ascii(substr({column}, {place + 1}, 1)) - {FIRST})"
        for column in (source, target)
        for place in range(3)
    ]
    return f"CAST({' + '.join(letters)} AS INTEGER)"


def instance_of(pair: Pair) -> int:
    """Return a pair's number.

    >>> pair_numbered(instance_of(("PAK", "USA")))
    ('PAK', 'USA')
    """
    number = 0
    for letter in "".join(pair):
        number = number * LETTERS + ord(letter) - FIRST
    return number


def pair_numbered(number: int) -> Pair:
    """Return the pair of a number."""
    source, target = divmod(number, SOURCES)
    return _letters(source), _letters(target)


def _letters(number: int) -> str:
    high, last = divmod(number, LETTERS)
    first, middle = divmod(high, LETTERS)
    return "".join(chr(FIRST + digit) for digit in (first, middle, last))


def _watched(actor: str, other: str, template: Template) -> str:
    if not template.block.only:
        return "TRUE"
    pairs = sorted("".join(pair) for pair in {*template.block.only})
    return f"{actor} || {other} IN ({texts(pairs)})"


def _in_window(sign: Sign, template: Template) -> str:
    """Return the SQL of: dated inside the window of an event that has one."""
    indicator = sign.indicator
    if not isinstance(indicator, EventIndicator) or indicator.within is None:
        return ""
    first = indicator.window_opens(template.scenario.horizon.opens)
    age = f"date_diff('day', {day(first)}, day)"
    return f" AND {age} BETWEEN 0 AND {indicator.within}"


def _grade(template: Template, sign: Sign, source: Source) -> str:
    """Return the SQL of an event's grade, as its place among the grades."""
    places = {weight.grade: rank for rank, weight in enumerate(sign.weights)}
    horizon = template.scenario.horizon
    starts = {
        period.start
        for period in source.reliability
        if horizon.opens < period.start <= horizon.closes
    }
    steps = sorted(template.block.credibility.items(), reverse=True)

    def ranks(day_: date) -> Mapping[int, int]:
        letter = source.letter_on(day_)
        return {least: places[letter, digit] for least, digit in steps}

    cases = [
        f"WHEN known >= {day(start)} THEN {_by_sources(ranks(start))}"
        for start in sorted(starts, reverse=True)
    ]
    first = _by_sources(ranks(horizon.opens))
    return f"CASE {' '.join(cases)} ELSE {first} END" if cases else first


def _by_sources(ranks: Mapping[int, int]) -> str:
    cases = [f"WHEN sources >= {least} THEN {rank}" for least, rank in ranks.items()]
    return f"CASE {' '.join(cases)} END"
