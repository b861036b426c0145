"""The sums of many pairs at once, as one SQL text: contributions to posteriors.

It is written in DuckDB's dialect and kept to what Spark runs after transpiling. It
reads the tables `contributions` (instance, known, day, weight), `instances` (instance,
source, target) and `days` (day, number, u0…, c0…: see `days`):

- an event whose news does not fade needs the first day of each of its weights;
- one whose news fades the running maximum of log2 y + date/h, since what is left is
  y·2^(−(t − date)/h) = 2^(log2 y + date/h − t/h), so that the best stays the best;
- counts need one running sum for each outcome but the first, of what their news adds
  to its score against the first's; where it fades, Σ w·2^(date/h), for the same reason.

Scores are in nepers and not centred: what is common to all outcomes drops out of the
softmax, and out of the spread of a row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log, log2

from scenarios.bulk.literals import day, double, name
from scenarios.bulk.tallies import Tally, tallies_of
from scenarios.bulk.weighing import Sign, Weight
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import DB_PER_NEPER, exact, power

__all__ = ["Sums"]

LN2 = log(2)
NEPER_PER_DB = log(10) / 10
NO_WEIGHT = "-1"
"""Stands where no grade of the data set says anything."""


@dataclass(frozen=True, slots=True)
class Sums:
    """The SQL of a template.

    Attributes:
        scenario: The template's scenario.
        signs: Its indicators with their weights.
        model: The scoring model.
    """

    scenario: Scenario
    signs: tuple[Sign, ...]
    model: ScoringModel

    def posteriors(self) -> str:
        """Return the SQL of every pair's ledger and probabilities on every day.

        Each step reads the one before as a subquery: as common table expressions they
        would be kept whole, one beside the other.
        """
        whole = _plus(f"e{k}" for k in self._places)
        shares = [
            f"e{k} / ({whole}) AS {name(f'p_{outcome}')}"
            for k, outcome in enumerate(self.scenario.outcomes)
        ]
        states = [f"s{sign.place} AS {name(sign.id)}" for sign in self._events]
        tallied = [
            f"{tally.column(k)} / {double(NEPER_PER_DB)} AS "
            f"{name(f'{tally.id}_{outcome}')}"
            for tally in self._tallies
            for k, outcome in list(enumerate(self.scenario.outcomes))[1:]
        ]
        columns = _list(["source", "target", "day", *shares, *states, *tallied])
        return f"SELECT {columns}\nFROM {_step(self._sizes(), 'sizes')}"

    @property
    def _places(self) -> range:
        return range(len(self.scenario.outcomes))

    @property
    def _events(self) -> list[Sign]:
        return [sign for sign in self.signs if not sign.is_count]

    @property
    def _steady(self) -> list[Sign]:
        return [sign for sign in self._events if sign.half_life is None]

    @property
    def _fading(self) -> list[Sign]:
        return [sign for sign in self._events if sign.half_life is not None]

    @property
    def _tallies(self) -> list[Tally]:
        return tallies_of(self.signs)

    @property
    def _running(self) -> list[str]:
        """Return the columns of what is gathered day by day."""
        tallied = [tally.column(k) for tally in self._tallies for k in self._places[1:]]
        return [*(f"s{sign.place}" for sign in self._fading), *tallied]

    def _news(self) -> str:
        """Expand each weight: what its news adds to each column that is gathered."""
        silent = [NO_WEIGHT, *map(self._nothing, self._running)]
        rows = [*self._heights(), *self._additions()] or [silent]
        listed = ",\n  ".join(f"({', '.join(row)})" for row in rows)
        columns = ", ".join(["weight", *self._running])
        return f"SELECT * FROM (VALUES\n  {listed}\n) AS expanded({columns})"

    def _heights(self) -> Iterator[list[str]]:
        for sign in self._fading:
            for weight in sign.telling:
                yield self._row(weight, {f"s{sign.place}": log2(weight.decibans)})

    def _additions(self) -> Iterator[list[str]]:
        for tally in self._tallies:
            for sign in tally.signs:
                for weight in sign.telling:
                    yield self._row(
                        weight,
                        {
                            tally.column(k): _against(weight, k)
                            for k in self._places[1:]
                        },
                    )

    def _row(self, weight: Weight, given: dict[str, float]) -> list[str]:
        entries = [
            double(given[column]) if column in given else self._nothing(column)
            for column in self._running
        ]
        return [str(weight.id), *entries]

    def _nothing(self, column: str) -> str:
        """Return what adds nothing: to a sum 0, to a maximum null."""
        return double(0) if column.startswith("t") else "CAST(NULL AS DOUBLE)"

    def _cells(self) -> str:
        """Gather the news of each pair and day that fades or is counted."""
        gathered = [
            f"max(news.s{sign.place} + {self._halvings(sign.half_life)}) "
            f"AS s{sign.place}"
            for sign in self._fading
        ]
        for tally in self._tallies:
            for k in self._places[1:]:
                column = tally.column(k)
                faded = ""
                if tally.half_life is not None:
                    faded = f" * exp({self._halvings(tally.half_life)} * {double(LN2)})"
                gathered.append(f"sum(news.{column}{faded}) AS {column}")
        return (
            f"SELECT {_list(['instance', 'known', *gathered])}\n"
            f"FROM contributions JOIN {_step(self._news(), 'news')} "
            "ON news.weight = contributions.weight\n"
            "GROUP BY instance, known"
        )

    def _halvings(self, half_life: int | None) -> str:
        opens = day(self.scenario.horizon.opens)
        return (
            f"date_diff('day', {opens}, contributions.day) / {double(half_life or 1)}"
        )

    def _firsts(self) -> str:
        """Find the first day of each weight of the events whose news does not fade."""
        weights = [weight.id for sign in self._steady for weight in sign.telling]
        columns = [
            f"min(known) FILTER (WHERE weight = {number}) AS f{number}"
            for number in weights
        ]
        listed = ", ".join(map(str, weights)) or NO_WEIGHT
        return (
            f"SELECT {_list(['instance', *columns])}\nFROM (\n"
            "  SELECT instance, weight, min(known) AS known FROM contributions\n"
            f"  WHERE weight IN ({listed}) GROUP BY instance, weight\n"
            ") AS firstly GROUP BY instance"
        )

    def _grid(self) -> str:
        """Run over the days of each pair, whether there was news or not.

        Only what runs is carried along: a window moves every column it is given.
        """
        highest = [
            f"max(cells.s{sign.place}) OVER running AS s{sign.place}"
            for sign in self._fading
        ]
        summed = [
            f"coalesce(sum(cells.{column}) OVER running, 0) AS {column}"
            for tally in self._tallies
            for column in (tally.column(k) for k in self._places[1:])
        ]
        columns = ["pairs.instance", "every.day", *highest, *summed]
        window = (
            "\nWINDOW running AS (PARTITION BY pairs.instance ORDER BY every.day "
            "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
        )
        return (
            f"SELECT {_list(columns)}\n"
            "FROM (SELECT instance FROM instances) AS pairs\n"
            "CROSS JOIN (SELECT day FROM days) AS every\n"
            f"LEFT JOIN {_step(self._cells(), 'cells')} "
            "ON cells.instance = pairs.instance "
            f"AND cells.known = every.day{window if self._running else ''}"
        )

    def _readings(self) -> str:
        """Let news fade, and turn an event's into odds: s − 1 = λ − 1 − coverage·F."""
        clock = [f"c{k}" for k in self._places]
        columns = ["source", "target", "days.day", *clock]
        for sign in self._events:
            columns.append(f"{_gain(sign)} - u{sign.place} AS o{sign.place}")
            columns.append(f"{_shown(sign)} AS s{sign.place}")
        for tally in self._tallies:
            columns += [f"u{sign.place}" for sign in tally.signs]
            faded = ""
            if tally.half_life is not None:
                faded = f" * exp(number * {double(-LN2 / tally.half_life)})"
            columns += [
                f"{column}{faded} AS {column}"
                for column in (tally.column(k) for k in self._places[1:])
            ]
        return (
            f"SELECT {_list(columns)}\nFROM {_step(self._grid(), 'grid')}\n"
            "JOIN days ON days.day = grid.day\n"
            "JOIN instances ON instances.instance = grid.instance\n"
            f"LEFT JOIN {_step(self._firsts(), 'firsts')} "
            "ON firsts.instance = grid.instance"
        )

    def _lines(self) -> str:
        """Write the row of each event and tally: ln L against the first outcome's."""
        columns = [
            f"ln((1 + o{sign.place} * {double(float(sign.chances[k]))}) / "
            f"(1 + o{sign.place} * {double(float(sign.chances[0]))})) "
            f"AS r{sign.place}_{k}"
            for sign in self._events
            for k in self._places[1:]
        ]
        columns += [
            f"{_plus([tally.column(k), *_quiet(tally, k)])} AS q{tally.place}_{k}"
            for tally in self._tallies
            for k in self._places[1:]
        ]
        readings = _step(self._readings(), "readings")
        return f"SELECT {_list(['*', *columns])}\nFROM {readings}"

    def _shares(self) -> str:
        """Work out what each group has left of its rows."""
        groups = list(enumerate(self._groups))
        columns = [f"{self._factor(rows)} AS f{place}" for place, rows in groups]
        return f"SELECT {_list(['*', *columns])}\nFROM {_step(self._lines(), 'lines')}"

    @property
    def _groups(self) -> list[list[str]]:
        """Return the rows that share each group, by the stems of their columns."""
        groups: dict[str, list[str]] = {}
        for sign in self._events:
            if sign.indicator.group is not None:
                groups.setdefault(sign.indicator.group, []).append(f"r{sign.place}")
        for tally in self._tallies:
            if tally.group is not None:
                groups.setdefault(tally.group, []).append(f"q{tally.place}")
        return [rows for rows in groups.values() if len(rows) > 1]

    def _factor(self, rows: Sequence[str]) -> str:
        """1/(1 + (n−1)·dependence), n = Σs/max s, s the spread of a row; 1 if all 0."""
        spreads = [self._spread(row) for row in rows]
        most = f"greatest({_list(spreads)})"
        voices = f"({_plus(spreads)}) / {most} - 1"
        dependence = double(float(self.model.dependence.indicators))
        return (
            f"CASE WHEN {most} > 0 THEN 1 / (1 + ({voices}) * {dependence}) "
            f"ELSE {double(1)} END"
        )

    def _spread(self, row: str) -> str:
        entries = _list([double(0), *(f"{row}_{k}" for k in self._places[1:])])
        return f"(greatest({entries}) - least({entries}))"

    def _scores(self) -> str:
        """Add it all up, against the first outcome."""
        columns = [f"{_plus(self._parts(k))} AS z{k}" for k in self._places]
        return (
            f"SELECT {_list(['*', *columns])}\nFROM {_step(self._shares(), 'shares')}"
        )

    def _parts(self, k: int) -> Iterator[str]:
        outcomes = list(self.scenario.outcomes.values())
        yield double(_ln(outcomes[k].prior))
        yield f"c{k}"
        if k == 0:
            return
        factors = {
            row: f" * f{n}" for n, rows in enumerate(self._groups) for row in rows
        }
        stems = [f"r{sign.place}" for sign in self._events]
        stems += [f"q{tally.place}" for tally in self._tallies]
        for stem in stems:
            yield f"{stem}_{k}{factors.get(stem, '')}"

    def _sizes(self) -> str:
        top = f"greatest({_list(f'z{k}' for k in self._places)})"
        columns = _list(f"exp(z{k} - {top}) AS e{k}" for k in self._places)
        return f"SELECT *, {columns}\nFROM {_step(self._scores(), 'scores')}"


@exact
def _against(weight: Weight, k: int) -> float:
    """Return what a weight adds to an outcome against the first, in nepers."""
    return float((weight.alone[k] - weight.alone[0]) / DB_PER_NEPER)


@exact
def _ln(prior: Decimal) -> float:
    return float(prior.ln())


def _quiet(tally: Tally, k: int) -> Iterator[str]:
    """Yield what quiet time says of each sign: −coverage·E·(m_k − m_0)."""
    for sign in tally.signs:
        slower = float(sign.chances[0] - sign.chances[k])
        yield f"u{sign.place} * {double(slower)}"


def _best(sign: Sign) -> str:
    """Return the best told weight whose first day has come."""
    cases = " ".join(
        f"WHEN firsts.f{weight.id} <= grid.day THEN {weight.id}"
        for weight in reversed(sign.telling)
    )
    return f"CASE {cases} END" if cases else "CAST(NULL AS INTEGER)"


def _gain(sign: Sign) -> str:
    """λ − 1 of the best told news."""
    if sign.half_life is not None:
        return f"coalesce(exp({_shown(sign)} * {double(NEPER_PER_DB)}) - 1, 0)"
    cases = " ".join(
        f"WHEN {weight.id} THEN {double(float(power(weight.decibans) - 1))}"
        for weight in sign.telling
    )
    rest = double(0)
    return f"CASE {_best(sign)} {cases} ELSE {rest} END" if cases else rest


def _shown(sign: Sign) -> str:
    """The weight of the best told news; the decibans left of it where news fades."""
    if sign.half_life is None:
        return _best(sign)
    halvings = f"s{sign.place} - number / {double(sign.half_life)}"
    return f"exp(({halvings}) * {double(LN2)})"


def _plus(terms: Iterable[str]) -> str:
    return " + ".join(terms)


def _step(sql: str, alias: str) -> str:
    return f"(\n{sql}\n) AS {alias}"


def _list(columns: Iterable[str]) -> str:
    return ",\n  ".join(columns)
