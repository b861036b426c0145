"""The ledger: prior, clock and one row per indicator, in decibans that add up.

Rows are centred over the outcomes (centred log-ratio, Aitchison 1986), so that a row
says how it moves each outcome against their average.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.domain.source import SourceRegistry
from scenarios.engine.decimals import ONE, ZERO, db, exact, mean, power, total
from scenarios.engine.evidence import Reading, read_scenario
from scenarios.engine.likelihood import likelihood_db
from scenarios.engine.parameters import Vector
from scenarios.engine.reports import Told, discount, hear_all

__all__ = [
    "ALGORITHM",
    "Ledger",
    "Row",
    "centred",
    "clock_db",
    "draw_up",
    "draw_up_from",
    "revise",
    "softmax",
]

ALGORITHM = "weight-of-evidence/1"
"""Names these sums in a record: whatever changes one of their digits is another."""


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator's row of the ledger.

    Attributes:
        reading: What is known of the indicator.
        alone: dB(L) per outcome, centred, as if it stood in no group.
        factor: What its group has left of it, in (0, 1].
        decibans: Per outcome: alone times factor.
    """

    reading: Reading
    alone: Vector
    factor: Decimal
    decibans: Vector


@dataclass(frozen=True, slots=True)
class Ledger:
    """The additive table behind an assessment; vectors run over the outcomes.

    Attributes:
        outcomes: Outcome ids in the order of the file.
        prior: dB of the priors, centred.
        clock: The row of the deadline, centred; None where no outcome has one.
        rows: One per indicator, in the order of the file.
    """

    outcomes: tuple[str, ...]
    prior: Vector
    clock: Vector | None
    rows: tuple[Row, ...]

    @property
    def score(self) -> Vector:
        """Return the sum of all rows, in decibans."""
        parts = [self.prior, *(row.decibans for row in self.rows)]
        if self.clock is not None:
            parts.append(self.clock)
        return [total(column) for column in zip(*parts, strict=True)]

    @property
    def probabilities(self) -> Vector:
        """Return the probability of each outcome, unresolved: softmax of the score."""
        return softmax(self.score)


@exact
def draw_up(
    scenario: Scenario,
    model: ScoringModel,
    sources: SourceRegistry,
    developments: Iterable[Development],
    as_of: date,
) -> Ledger:
    """Draw up the ledger of a scenario from what could be known on a day.

    Args:
        scenario: The scenario.
        model: The scoring model.
        sources: The registry that grades the reports' sources.
        developments: All that is on file, in any order.
        as_of: The day, inclusive.
    """
    told = hear_all(developments, sources, model, as_of)
    return draw_up_from(scenario, model, told, as_of)


@exact
def draw_up_from(
    scenario: Scenario, model: ScoringModel, told: Sequence[Told], as_of: date
) -> Ledger:
    """Draw up the ledger from developments already heard, in order of (date, id)."""
    readings = read_scenario(scenario, told, model, as_of)
    alone = [centred(likelihood_db(r, scenario, model)) for r in readings]
    priors = [outcome.prior for outcome in scenario.outcomes.values()]
    clock = clock_db(scenario, model, as_of)
    return Ledger(
        outcomes=tuple(scenario.outcomes),
        prior=centred([db(prior) for prior in priors]),
        clock=None if clock is None else centred(clock),
        rows=_rows(readings, alone, model),
    )


@exact
def revise(
    ledger: Ledger, changed: Mapping[str, tuple[Reading, Vector]], model: ScoringModel
) -> Ledger:
    """Draw up a ledger again with other readings for some of its indicators.

    Args:
        ledger: The ledger as it stands.
        changed: By indicator id, the other reading and its dB(L) per outcome.
        model: The scoring model.
    """
    readings, alone = [], []
    for row in ledger.rows:
        name = row.reading.id
        reading, entries = changed.get(name, (row.reading, row.alone))
        readings.append(reading)
        alone.append(centred(entries) if name in changed else entries)
    return replace(ledger, rows=_rows(readings, alone, model))


@exact
def clock_db(scenario: Scenario, model: ScoringModel, as_of: date) -> Vector | None:
    """Return dB of the chance that a deadline outcome is still to come; None without.

    At a constant hazard h = −ln(1−π)/H over H days, with τ gone by, what is left is
    L = (e^(−hτ) − e^(−hH))/(1 − e^(−hH)) = ((1−π)^(τ/H) − (1−π))/π.
    """
    outcomes = scenario.outcomes.values()
    if not any(outcome.deadline for outcome in outcomes):
        return None
    horizon = scenario.horizon
    share = Decimal(horizon.elapsed(as_of)) / horizon.length
    floor = model.limits.theta[0]
    return [
        db(max(floor, _left(o.prior, share))) if o.deadline else ZERO for o in outcomes
    ]


@exact
def softmax(score: Vector) -> Vector:
    """Return probabilities in proportion to 10^(score/10), adding up to 1."""
    highest = max(score)
    sizes = [power(entry - highest) for entry in score]
    whole = total(sizes)
    return [size / whole for size in sizes]


def _left(prior: Decimal, share: Decimal) -> Decimal:
    never = 1 - prior
    return ((share * never.ln()).exp() - never) / prior


@exact
def centred(entries: Vector) -> Vector:
    """Subtract the mean, so that a row says how each outcome fares against all."""
    middle = mean(entries)
    return [entry - middle for entry in entries]


def _rows(
    readings: Sequence[Reading], alone: Sequence[Vector], model: ScoringModel
) -> tuple[Row, ...]:
    factors = _factors(readings, alone, model.dependence.indicators)
    return tuple(
        Row(reading, entries, factor, [factor * entry for entry in entries])
        for reading, entries, factor in zip(readings, alone, factors, strict=True)
    )


def _factors(
    readings: Sequence[Reading], rows: Sequence[Vector], dependence: Decimal
) -> list[Decimal]:
    spreads: dict[str, list[Decimal]] = {}
    for reading, row in zip(readings, rows, strict=True):
        if reading.indicator.group is not None:
            spread = max(row) - min(row)
            spreads.setdefault(reading.indicator.group, []).append(spread)
    shared: Mapping[str | None, Decimal] = {
        group: _share(sizes, dependence) for group, sizes in spreads.items()
    }
    return [shared.get(reading.indicator.group, ONE) for reading in readings]


def _share(spreads: Sequence[Decimal], dependence: Decimal) -> Decimal:
    whole = total(spreads)
    return discount(spreads, dependence) / whole if whole else ONE
