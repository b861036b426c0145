"""The sums of many pairs at once, as SQL: from `grid` to the posteriors.

It is written in DuckDB's dialect and kept to what Spark runs after transpiling. It
reads the tables `grid` (see `gathering`), `instances` (instance, source, target) and
`days` (day, number, u0…, c0…: see `days`).

What the day alone and the events whose news does not fade say of a pair has few
values: it depends on the day and on which weights were told by then. It is worked out
once for each that occurs (`states`), and looked up.

Scores are in nepers and not centred: what is common to all outcomes drops out of the
softmax, and out of the spread of a row.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from math import log, log10

from scenarios.bulk.gathering import LN2, NEVER, WORD, Gathering, listed, plus, step
from scenarios.bulk.literals import double, name
from scenarios.bulk.tallies import Tally
from scenarios.bulk.weighing import Sign
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.engine.decimals import exact, power

__all__ = ["Sums"]

NEPER_PER_DB = log(10) / 10
MOST_DIGITS = 250
"""Powers of ten that a product of ratios may reach, within a float's 308."""


@dataclass(frozen=True)
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

    @cached_property
    def gathering(self) -> Gathering:
        """Return the SQL of the tables `cells` and `grid`."""
        return Gathering(self.scenario, self.signs)

    def states(self) -> str:
        """Return the SQL of the table `states`: what its rows have in common."""
        keys = ["number", *(f"m{word}" for word in self.gathering.words)]
        states = f"(SELECT DISTINCT {', '.join(keys)} FROM grid) AS met"
        days = f"{states}\nJOIN days ON days.number = met.number"
        columns = ["days.*", *keys[1:]]
        for sign in self.gathering.steady:
            columns.append(f"{_gain(sign)} - u{sign.place} AS o{sign.place}")
            columns.append(f"{_best(sign)} AS s{sign.place}")
        told = f"SELECT {listed(columns)}\nFROM {days}"
        lines = self._lines(self.gathering.steady, "a")
        return f"SELECT {listed(['*', *lines])}\nFROM {step(told, 'told')}"

    def posteriors(self) -> str:
        """Return the SQL of every pair's ledger and probabilities on every day.

        Each step reads the one before as a subquery: as common table expressions they
        would be kept whole, one beside the other.
        """
        whole = plus([f"e{k}" for k in self._every])
        shares = [
            f"e{k} / ({whole}) AS {name(f'p_{outcome}')}"
            for k, outcome in enumerate(self.scenario.outcomes)
        ]
        events = [sign for sign in self.signs if not sign.is_count]
        told = [f"s{sign.place} AS {name(sign.id)}" for sign in events]
        tallied = [
            f"{tally.column(k)} / {double(NEPER_PER_DB)} AS "
            f"{name(f'{tally.id}_{outcome}')}"
            for tally in self._tallies
            for k, outcome in list(enumerate(self.scenario.outcomes))[1:]
        ]
        columns = listed(["source", "target", "day", *shares, *told, *tallied])
        return f"SELECT {columns}\nFROM {step(self._sizes(), 'sizes')}"

    @property
    def _every(self) -> range:
        return range(len(self.scenario.outcomes))

    @property
    def _places(self) -> range:
        return self.gathering.places

    @property
    def _tallies(self) -> list[Tally]:
        return self.gathering.tallies

    def _readings(self) -> str:
        """Look up each pair's state, and let its other news fade.

        An event's row is that of odds: s − 1 = λ − 1 − coverage·F.
        """
        gathered = self.gathering
        columns = ["source", "target", "day", *(f"c{k}" for k in self._every)]
        columns += [f"s{sign.place}" for sign in gathered.steady]
        columns += [
            f"{stem}_{k}"
            for k in self._places
            for stem, _ in self._rows(gathered.steady, "a", k)
        ]
        for sign in gathered.fading:
            columns.append(f"u{sign.place}")
            columns.append(f"{_left(sign)} AS s{sign.place}")
        for tally in gathered.tallies:
            columns += [f"u{sign.place}" for sign in tally.signs]
            columns += [
                f"{column}{_faded(tally)} AS {column}"
                for column in (tally.column(k) for k in self._places)
            ]
        met = [f"states.m{word} = grid.m{word}" for word in gathered.words]
        state = " AND ".join(["states.number = grid.number", *met])
        return (
            f"SELECT {listed(columns)}\nFROM grid\nJOIN states ON {state}\n"
            "JOIN instances ON instances.instance = grid.instance"
        )

    def _opened(self) -> str:
        columns = [
            f"coalesce(exp(s{sign.place} * {double(NEPER_PER_DB)}) - 1, 0) "
            f"- u{sign.place} AS o{sign.place}"
            for sign in self.gathering.fading
        ]
        readings = self._readings()
        if not columns:
            return readings
        return f"SELECT {listed(['*', *columns])}\nFROM {step(readings, 'readings')}"

    def _weighed(self) -> str:
        """Write the rows of fading events and of tallies."""
        columns = self._lines(self.gathering.fading, "b")
        columns += [
            f"{plus([tally.column(k), *_quiet(tally, k)])} AS q{tally.place}_{k}"
            for tally in self._tallies
            for k in self._places
        ]
        return (
            f"SELECT {listed(['*', *columns])}\nFROM {step(self._opened(), 'opened')}"
        )

    def _lines(self, signs: Sequence[Sign], alone: str) -> list[str]:
        """Return the columns of the rows of some signs: ln L against the first's."""
        return [
            f"{sql} AS {stem}_{k}"
            for k in self._places
            for stem, sql in self._rows(signs, alone, k)
        ]

    def _rows(
        self, signs: Sequence[Sign], alone: str, k: int
    ) -> Iterator[tuple[str, str]]:
        """Yield the stem and the SQL of each row that shares a group, and of the rest.

        The rest only adds up, so that one logarithm of the product of their ratios
        serves several.
        """
        shared = self._factors
        for sign in signs:
            if f"r{sign.place}" in shared:
                yield f"r{sign.place}", f"ln({_ratio(sign, k)})"
        rest = [sign for sign in signs if f"r{sign.place}" not in shared]
        if rest:
            yield alone, plus(list(_logarithms(rest, k, self._at_once)))

    @property
    def _at_once(self) -> int:
        """Return how many ratios may be multiplied within the range of floats.

        L = 1 + o·θ with o ≥ −1, so that L_k/L_0 lies between θ_k/θ_0 and
        (1 − θ_k)/(1 − θ_0), whatever o is.
        """
        low, high = map(float, self.model.limits.theta)
        most = max(log10(high / low), log10((1 - low) / (1 - high)))
        return max(1, int(MOST_DIGITS / most))

    def _shares(self) -> str:
        """Work out what each group has left of its rows."""
        groups = list(enumerate(self._groups))
        columns = [f"{self._factor(rows)} AS f{place}" for place, rows in groups]
        if not columns:
            return self._weighed()
        return (
            f"SELECT {listed(['*', *columns])}\nFROM {step(self._weighed(), 'weighed')}"
        )

    @cached_property
    def _groups(self) -> list[list[str]]:
        """Return the rows that share each group, by the stems of their columns."""
        groups: dict[str, list[str]] = {}
        for sign in self.signs:
            if sign.indicator.group is not None and not sign.is_count:
                groups.setdefault(sign.indicator.group, []).append(f"r{sign.place}")
        for tally in self._tallies:
            if tally.group is not None:
                groups.setdefault(tally.group, []).append(f"q{tally.place}")
        return [rows for rows in groups.values() if len(rows) > 1]

    def _factor(self, rows: Sequence[str]) -> str:
        """1/(1 + (n−1)·dependence), n = Σs/max s, s the spread of a row; 1 if all 0."""
        spreads = [self._spread(row) for row in rows]
        most = f"greatest({listed(spreads)})"
        voices = f"({plus(spreads)}) / {most} - 1"
        dependence = double(float(self.model.dependence.indicators))
        return (
            f"CASE WHEN {most} > 0 THEN 1 / (1 + ({voices}) * {dependence}) "
            f"ELSE {double(1)} END"
        )

    def _spread(self, row: str) -> str:
        entries = listed([double(0), *(f"{row}_{k}" for k in self._places)])
        return f"(greatest({entries}) - least({entries}))"

    def _scores(self) -> str:
        """Add it all up, against the first outcome."""
        columns = [f"{plus(list(self._parts(k)))} AS z{k}" for k in self._every]
        return (
            f"SELECT {listed(['*', *columns])}\nFROM {step(self._shares(), 'shares')}"
        )

    def _parts(self, k: int) -> Iterator[str]:
        outcomes = list(self.scenario.outcomes.values())
        yield double(_ln(outcomes[k].prior))
        yield f"c{k}"
        if k == 0:
            return
        stems = [
            *(stem for stem, _ in self._rows(self.gathering.steady, "a", k)),
            *(stem for stem, _ in self._rows(self.gathering.fading, "b", k)),
            *(f"q{tally.place}" for tally in self._tallies),
        ]
        for stem in stems:
            yield f"{stem}_{k}{self._factors.get(stem, '')}"

    @property
    def _factors(self) -> dict[str, str]:
        """Return what each row that shares a group is multiplied by, by its stem."""
        groups = enumerate(self._groups)
        return {row: f" * f{place}" for place, rows in groups for row in rows}

    def _sizes(self) -> str:
        top = f"greatest({listed(f'z{k}' for k in self._every)})"
        columns = listed(f"exp(z{k} - {top}) AS e{k}" for k in self._every)
        return f"SELECT *, {columns}\nFROM {step(self._scores(), 'scores')}"


@exact
def _ln(prior: Decimal) -> float:
    return float(prior.ln())


def _quiet(tally: Tally, k: int) -> Iterator[str]:
    """Yield what quiet time says of each sign: −coverage·E·(m_k − m_0)."""
    for sign in tally.signs:
        slower = float(sign.chances[0] - sign.chances[k])
        yield f"u{sign.place} * {double(slower)}"


def _faded(tally: Tally) -> str:
    """Return what turns the sum of a tally's news into what is left of it."""
    if tally.half_life is None:
        return ""
    return f" * exp(states.number * {double(-LN2 / tally.half_life)})"


def _ratio(sign: Sign, k: int) -> str:
    """L of an outcome over L of the first: (1 + o·θ_k)/(1 + o·θ_0)."""
    odds = f"o{sign.place}"
    above, below = (double(float(sign.chances[each])) for each in (k, 0))
    return f"(1 + {odds} * {above}) / (1 + {odds} * {below})"


def _logarithms(signs: Sequence[Sign], k: int, at_once: int) -> Iterator[str]:
    """Yield the logarithms of the ratios of some signs, several in one."""
    for first in range(0, len(signs), at_once):
        some = signs[first : first + at_once]
        yield f"ln({' * '.join(f'({_ratio(sign, k)})' for sign in some)})"


def _best(sign: Sign) -> str:
    """Return the best told weight of those that were told."""
    told = _of_best(sign, [str(weight.id) for weight in sign.telling])
    return f"CASE {told} END" if told else "CAST(NULL AS INTEGER)"


def _gain(sign: Sign) -> str:
    """λ − 1 of the best told news, which does not fade."""
    gains = [float(power(weight.decibans) - 1) for weight in sign.telling]
    told = _of_best(sign, list(map(double, gains)))
    return f"CASE {told} ELSE {double(0)} END" if told else double(0)


def _of_best(sign: Sign, values: Sequence[str]) -> str:
    """Return the branches that choose the value of the best told weight."""
    branches = []
    for weight, value in zip(sign.telling, values, strict=True):
        word, bit = weight.id // WORD * WORD, 1 << weight.id % WORD
        branches.append(f"WHEN (m{word} & {bit}) <> 0 THEN {value}")
    return " ".join(reversed(branches))


def _left(sign: Sign) -> str:
    """Return the decibans left of the best news of an event, null where none was."""
    halvings = f"s{sign.place} - states.number / {double(sign.half_life or 1)}"
    told = f"s{sign.place} > {double(NEVER / 2)}"
    return f"CASE WHEN {told} THEN exp(({halvings}) * {double(LN2)}) END"
