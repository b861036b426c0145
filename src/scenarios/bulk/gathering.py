"""What was known of each pair by each day: from `contributions` to `cells` to `grid`.

One pass over the contributions (instance, known, day, weight) gathers, without a join,
what became known of a pair on a day:

- of an event whose news does not fade, the weights that were told, as a set of bits;
- of one whose news fades, the best: of news of date d there is y·2^(−(t − d)/h) left on
  day t, that is 2^(log2 y + d/h − t/h), so that the highest log2 y + d/h stays so;
- of counts what their news adds to an outcome's score against the first's; where it
  fades, Σ w·2^(d/h), for the same reason.

From the cells the grid runs over every day, whether there was news or not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log, log2
from typing import Literal

from scenarios.bulk.literals import day, double
from scenarios.bulk.tallies import Tally, tallies_of
from scenarios.bulk.weighing import Sign, Weight
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import DB_PER_NEPER, exact

__all__ = [
    "LN2",
    "NEVER",
    "WORD",
    "Gathering",
    "How",
    "Total",
    "listed",
    "plus",
    "step",
]

LN2 = log(2)
WORD = 62
"""Weights whose bits share a word of 64."""
NEVER = -1e300
"""Stands for the height of news that there was none of."""

How = Literal["bits", "highest", "sum"]
AGGREGATES: dict[How, str] = {"bits": "bit_or", "highest": "max", "sum": "sum"}


@dataclass(frozen=True, slots=True)
class Total:
    """A column that is gathered day by day.

    Attributes:
        column: Its name.
        how: bits, highest or sum.
    """

    column: str
    how: How

    @property
    def nothing(self) -> float:
        """Return what it is before there is any news."""
        return NEVER if self.how == "highest" else 0

    @property
    def running(self) -> str:
        """Return the SQL of the total up to a day."""
        told = f"{AGGREGATES[self.how]}(cells.{self.column}) OVER running"
        nothing = "0" if self.how == "bits" else double(self.nothing)
        return f"coalesce({told}, {nothing}) AS {self.column}"


@dataclass(frozen=True)
class Gathering:
    """The SQL that gathers a template's contributions.

    Attributes:
        scenario: The template's scenario.
        signs: Its indicators with their weights.
    """

    scenario: Scenario
    signs: tuple[Sign, ...]

    @cached_property
    def steady(self) -> list[Sign]:
        """Return the events whose news does not fade."""
        return [s for s in self.signs if not s.is_count and s.half_life is None]

    @cached_property
    def fading(self) -> list[Sign]:
        """Return the events whose news fades."""
        return [s for s in self.signs if not s.is_count and s.half_life is not None]

    @cached_property
    def tallies(self) -> list[Tally]:
        """Return the counts, those that are added up together as one."""
        return tallies_of(self.signs)

    @property
    def places(self) -> range:
        """Return the places of the outcomes but the first."""
        return range(1, len(self.scenario.outcomes))

    @cached_property
    def words(self) -> list[int]:
        """Return the first weight of each word of bits."""
        told = [weight.id for sign in self.steady for weight in sign.telling]
        return sorted({number // WORD * WORD for number in told})

    @property
    def totals(self) -> list[Total]:
        """Return the columns that are gathered day by day."""
        return [
            *(Total(f"m{word}", "bits") for word in self.words),
            *(Total(f"s{sign.place}", "highest") for sign in self.fading),
            *(
                Total(tally.column(k), "sum")
                for tally in self.tallies
                for k in self.places
            ),
        ]

    def cells(self) -> str:
        """Return the SQL of what became known of each pair on each day."""
        columns = ["instance", f"{self._number('known')} AS number"]
        columns += [f"m{word}" for word in self.words]
        columns += [self._highest(sign) for sign in self.fading]
        columns += [_added(tally, k) for tally in self.tallies for k in self.places]
        return f"SELECT {listed(columns)}\nFROM {step(self._told(), 'told')}"

    def _told(self) -> str:
        """Gather which weights were told, when and how often, in one pass.

        To look at a weight six times costs half of what it takes to look up once, for
        each row, what it says.
        """
        columns = [self._marked(word) for word in self.words]
        columns += [
            f"max(day) FILTER (WHERE weight = {weight.id}) AS d{weight.id}"
            for sign in self.fading
            for weight in sign.telling
        ]
        columns += [
            f"{_amount(tally)} FILTER (WHERE weight = {weight.id}) AS n{weight.id}"
            for tally in self.tallies
            for weight in tally.telling
        ]
        return (
            f"SELECT {listed(['instance', 'known', *columns])}\n"
            f"FROM {self._faded()}\nGROUP BY instance, known"
        )

    def _faded(self) -> str:
        """Give each contribution what is left of news of its day, on the first day."""
        half_lives = {t.half_life for t in self.tallies if t.half_life is not None}
        fades = [
            f"exp({self._number('day')} * {double(LN2 / half_life)}) AS fade{half_life}"
            for half_life in sorted(half_lives)
        ]
        if not fades:
            return "contributions"
        columns = ["instance", "known", "day", "weight", *fades]
        return step(f"SELECT {listed(columns)}\nFROM contributions", "faded")

    def _number(self, column: str) -> str:
        """Return the SQL of the days from the opening to a day."""
        return f"date_diff('day', {day(self.scenario.horizon.opens)}, {column})"

    def _highest(self, sign: Sign) -> str:
        """Return the SQL of log2 y + d/h of the best news of a sign."""
        half_life = double(sign.half_life or 1)
        heights = [
            f"{double(log2(weight.decibans))} + "
            f"{self._number(f'd{weight.id}')} / {half_life}"
            for weight in sign.telling
        ]
        never = double(NEVER)
        best = f"greatest({listed([*heights, never])})" if heights else never
        return f"{best} AS s{sign.place}"

    def _marked(self, word: int) -> str:
        """Return the SQL of the set of a word's weights that were told."""
        place = f"(weight - {word})" if word else "weight"
        bit = f"CAST(1 AS BIGINT) << {place}"
        if sum(len(sign.weights) for sign in self.signs) > WORD:
            last = word + WORD - 1
            bit = f"CASE WHEN weight BETWEEN {word} AND {last} THEN {bit} ELSE 0 END"
        return f"bit_or({bit}) AS m{word}"

    def grid(self) -> str:
        """Return the SQL of what was known of each pair by each day, from `cells`.

        Only what runs is carried along: a window moves every column it is given.
        """
        running = [total.running for total in self.totals]
        window = (
            "\nWINDOW running AS (PARTITION BY pairs.instance ORDER BY every.number "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
        )
        return (
            f"SELECT {listed(['pairs.instance', 'every.number', *running])}\n"
            "FROM (SELECT instance FROM instances) AS pairs\n"
            "CROSS JOIN (SELECT number FROM days) AS every\n"
            "LEFT JOIN cells ON cells.instance = pairs.instance "
            f"AND cells.number = every.number{window if running else ''}"
        )


def _amount(tally: Tally) -> str:
    """Return how many events were told, or how many what is left of them amounts to."""
    return "count(*)" if tally.half_life is None else f"sum(fade{tally.half_life})"


def _added(tally: Tally, k: int) -> str:
    """Return the SQL of what the news of a tally adds to an outcome."""
    terms = [
        f"coalesce(n{weight.id}, 0) * {double(_against(weight, k))}"
        for weight in tally.telling
    ]
    return f"{plus(terms)} AS {tally.column(k)}"


@exact
def _against(weight: Weight, k: int) -> float:
    """Return what a weight adds to an outcome against the first, in nepers."""
    return float((weight.alone[k] - weight.alone[0]) / DB_PER_NEPER)


def plus(terms: Sequence[str]) -> str:
    """Return the SQL of a sum; 0 where there are no terms."""
    return " + ".join(terms) or double(0)


def step(sql: str, alias: str) -> str:
    """Return a statement as a subquery."""
    return f"(\n{sql}\n) AS {alias}"


def listed(columns: Iterable[str]) -> str:
    """Return columns with commas between, each on a line."""
    return ",\n  ".join(columns)
