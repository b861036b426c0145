"""The inputs of an assessment that are judgements, each with a step down and up.

A weight moves by the doubt that the model states for weights, a prior by that for
priors. Shares have no doubt of their own in the model, so their odds move by as many
decibans as a weight: a convention. A source moves by one letter.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from scenarios.domain.development import Development
from scenarios.domain.indicator import CountIndicator, EventIndicator, Indicator
from scenarios.domain.source import UNJUDGED, Source
from scenarios.engine.arrays.variants import Stage
from scenarios.engine.decimals import exact, power
from scenarios.whatif.hearing import Hearing, step_letter
from scenarios.whatif.variation import Variation

__all__ = ["Input", "InputKind", "inputs_of"]

InputKind = Literal["weight", "prior", "grade", "dependence", "coverage", "expected"]


@dataclass(frozen=True, slots=True)
class Input:
    """One number, or one source's letters, and what it would be otherwise.

    Attributes:
        kind: What it is.
        name: Which one: indicator and outcome, outcome, source, or a model's key.
        indicator: The indicator that it belongs to, if it does.
        outcome: The outcome that it belongs to, if it does.
        steps: What it would be, lower and higher, as people write it.
        lower: The scenario with the lower one; for a source, the worse letters.
        higher: The scenario with the higher one.
    """

    kind: InputKind
    name: str
    indicator: str | None
    outcome: str | None
    steps: tuple[str, str]
    lower: Variation
    higher: Variation


def inputs_of(
    stage: Stage, hearing: Hearing, developments: Sequence[Development]
) -> list[Input]:
    """Return every input of a scenario.

    Args:
        stage: The scenario.
        hearing: What is told.
        developments: Those that count for the scenario.
    """
    return [
        *_weights(stage),
        *_priors(stage),
        *_grades(hearing, developments),
        *_dependences(stage, hearing, developments),
        *_shares(stage),
    ]


def _weights(stage: Stage) -> Iterator[Input]:
    by = float(stage.model.uncertainty.weight_db)
    steps = f"−{by:g} dB", f"+{by:g} dB"
    for name in stage.scenario.indicators:
        for outcome in stage.scenario.outcomes:
            at = (name, outcome)
            yield Input(
                "weight",
                f"{name}/{outcome}",
                name,
                outcome,
                steps,
                Variation(weights={at: -by}),
                Variation(weights={at: by}),
            )


def _priors(stage: Stage) -> Iterator[Input]:
    by = float(stage.model.uncertainty.prior_db)
    steps = f"−{by:g} dB", f"+{by:g} dB"
    for outcome in stage.scenario.outcomes:
        lower, higher = (Variation(priors={outcome: sign * by}) for sign in (-1, 1))
        yield Input("prior", outcome, None, outcome, steps, lower, higher)


def _grades(hearing: Hearing, developments: Sequence[Development]) -> Iterator[Input]:
    sources = {
        report.source
        for each in developments
        for report in each.reports
        if report.grade is None and report.source in hearing.sources
    }
    for name in sorted(sources):
        worse, better = (
            Variation(told=hearing.regraded(developments, name, by)) for by in (1, -1)
        )
        steps = _letters(hearing.sources[name], 1), _letters(hearing.sources[name], -1)
        yield Input("grade", name, None, None, steps, worse, better)


def _letters(source: Source, by: int) -> str:
    """Write how a source's letters would move: `B→C`."""
    given = dict.fromkeys(period.grade for period in source.reliability) or [UNJUDGED]
    return " ".join(f"{letter}→{step_letter(letter, by)}" for letter in given)


def _dependences(
    stage: Stage, hearing: Hearing, developments: Sequence[Development]
) -> Iterator[Input]:
    model = stage.model
    by = model.uncertainty.weight_db
    ends = [_moved(model.dependence.indicators, sign * by) for sign in (-1, 1)]
    lower, higher = (Variation(dependence=float(end)) for end in ends)
    name = "dependence.indicators"
    yield Input("dependence", name, None, None, _written(ends), lower, higher)
    ends = [_moved(model.dependence.reports, sign * by) for sign in (-1, 1)]
    found = []
    for end in ends:
        other = model.dependence.model_copy(update={"reports": end})
        changed = model.model_copy(update={"dependence": other})
        told = hearing.depending(developments, changed, f"{end}")
        found.append(Variation(told=told))
    name = "dependence.reports"
    yield Input("dependence", name, None, None, _written(ends), found[0], found[1])


def _shares(stage: Stage) -> Iterator[Input]:
    for name, sign in stage.scenario.indicators.items():
        if _is_covered(sign):
            yield _coverage(stage, name, sign)
        match sign:
            case EventIndicator() | CountIndicator() if sign.weights is not None:
                yield _expected(stage, name, sign)


def _coverage(stage: Stage, name: str, sign: Indicator) -> Input:
    by = stage.model.uncertainty.weight_db
    written = getattr(sign, "coverage", None) or stage.model.coverage
    ends = [_moved(written, step * by) for step in (-1, 1)]
    lower, higher = (Variation(coverage={name: step * float(by)}) for step in (-1, 1))
    return Input("coverage", name, name, None, _written(ends), lower, higher)


def _expected(stage: Stage, name: str, sign: EventIndicator | CountIndicator) -> Input:
    by = stage.model.uncertainty.weight_db
    written = sign.expected or stage.model.expected
    move = _multiplied if isinstance(sign, CountIndicator) else _moved
    ends = [move(written, step * by) for step in (-1, 1)]
    lower, higher = (Variation(expected={name: step * float(by)}) for step in (-1, 1))
    return Input("expected", name, name, None, _written(ends), lower, higher)


def _is_covered(sign: Indicator) -> bool:
    if isinstance(sign, EventIndicator):
        return sign.within is not None
    return isinstance(sign, CountIndicator)


@exact
def _moved(share: Decimal, decibans: Decimal) -> Decimal:
    """Return a share whose odds gain some decibans; 0 and 1 stay."""
    gained = share * power(decibans)
    return gained / (gained + 1 - share)


@exact
def _multiplied(rate: Decimal, decibans: Decimal) -> Decimal:
    return rate * power(decibans)


def _written(ends: Iterable[Decimal]) -> tuple[str, str]:
    lower, higher = (f"{end:.2g}" for end in ends)
    return lower, higher
