"""Flags → changes: what `whatif` is told on the command line, as changes of a case."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation, localcontext
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from scenarios.domain.case import Change
    from scenarios.domain.development import Development
    from scenarios.domain.scenario import Scenario
    from scenarios.loading.workspace import Workspace

__all__ = ["Flags", "read_changes"]

DIGITS = 34


@dataclass(frozen=True)
class Flags:
    """The flags that make a case, as they were written."""

    drop: Sequence[str] = ()
    drop_source: Sequence[str] = ()
    least_origins: int | None = None
    add: Sequence[str] = ()
    regrade: Sequence[str] = ()
    regrade_origin: Sequence[str] = ()
    prior: Sequence[str] = ()
    weight: Sequence[str] = ()
    assume: Sequence[str] = ()
    model: str | None = None
    case_as_of: date | None = None


def read_changes(
    flags: Flags, workspace: "Workspace"
) -> Sequence[tuple[str, "Change"]]:
    """Return the changes that flags ask for, each with the flag as it was written.

    Raises:
        typer.BadParameter: A flag cannot be read.
    """
    words = workspace.model().model.scale
    return [
        (shown, _change(shown, content, words))
        for shown, content in _contents(flags, workspace)
    ]


def _read_added(file: str, workspace: "Workspace") -> Sequence["Development"]:
    from scenarios.cli.desk import read_input
    from scenarios.loading.developments import parse_developments

    name, data = read_input(file)
    return parse_developments(data, name, workspace).items


def _contents(flags: Flags, workspace: "Workspace") -> Iterator[tuple[str, Any]]:
    """Yield each flag as it was written, and the content of its change."""
    for file in flags.add:
        for development in _read_added(file, workspace):
            yield f"--add {development.id}", {"add": development}
    for key, texts, read in _readers(flags, workspace):
        flag = f"--{key.replace('_', '-')}"
        kind = key.removesuffix("_origin").removeprefix("case_")
        for text in texts:
            yield f"{flag} {text}", {kind: read(text)}


def _readers(
    flags: Flags, workspace: "Workspace"
) -> Sequence[tuple[str, Sequence[Any], Callable[[Any], object]]]:
    """Return each kind of flag, what was given of it, and how that is read."""
    return [
        ("drop", flags.drop, str),
        ("drop_source", flags.drop_source, str),
        ("regrade", flags.regrade, partial(_regrade, "source")),
        ("regrade_origin", flags.regrade_origin, partial(_regrade, "origin")),
        ("prior", flags.prior, partial(_prior, workspace=workspace)),
        ("weight", flags.weight, _weight),
        ("assume", flags.assume, partial(_assumption, workspace=workspace)),
        ("model", _given(flags.model), str),
        ("case_as_of", _given(flags.case_as_of), date.isoformat),
        ("least_origins", _given(flags.least_origins), int),
    ]


def _given(value: object) -> Sequence[object]:
    return () if value is None else (value,)


def _regrade(of: str, text: str) -> Mapping[str, object]:
    flag = "--regrade" if of == "source" else "--regrade-origin"
    who, letter = _halves(flag, text, "=", f"{of.upper()}=LETTER")
    return {of: who, "reliability": letter}


def _change(
    shown: str,
    content: Any,  # noqa: ANN401 of any kind
    words: Collection[str],
) -> "Change":
    from pydantic import ValidationError

    from scenarios.domain.case import Change

    try:
        return Change.model_validate(content, context={"words": words})
    except ValidationError as error:
        said = "; ".join(each["msg"] for each in error.errors())
        message = f"{shown}: {said}"
        raise typer.BadParameter(message) from None


def _prior(text: str, workspace: "Workspace") -> Mapping[str, object]:
    name, given = _halves("--prior", text, ":", "SCENARIO:outcome=p,…")
    outcomes = {
        outcome: _number("--prior", text, number)
        for outcome, number in _pairs("--prior", given, "SCENARIO:outcome=p,…")
    }
    file = workspace.scenarios.get(name)
    if file is not None:
        outcomes |= _shared_rest(outcomes, file.scenario)
    return {"scenario": name, "outcomes": outcomes}


def _shared_rest(
    given: Mapping[str, Decimal], scenario: "Scenario"
) -> Mapping[str, Decimal]:
    """Share what is left among the outcomes that were not named, as their priors do."""
    others = {
        name: outcome.prior
        for name, outcome in scenario.outcomes.items()
        if name not in given
    }
    with localcontext(prec=DIGITS):
        every = (outcome.prior for outcome in scenario.outcomes.values())
        left = sum(every, Decimal(0)) - sum(given.values(), Decimal(0))
        whole = sum(others.values(), Decimal(0))
        return {name: left * prior / whole for name, prior in others.items()}


def _weight(text: str) -> Mapping[str, object]:
    shape = "SCENARIO/INDICATOR:outcome=dB,…"
    where, given = _halves("--weight", text, ":", shape)
    scenario, _, rest = where.partition("/")
    indicator, _, level = rest.partition("/")
    weights = {
        outcome: _decibans(weight)
        for outcome, weight in _pairs("--weight", given, shape)
    }
    change = {"indicator": f"{scenario}/{indicator}", "weights": weights}
    return {**change, "level": level} if level else change


def _decibans(text: str) -> Decimal | str:
    """Read decibans; what is no number is a word of the scale."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def _assumption(text: str, workspace: "Workspace") -> Mapping[str, object]:
    where, _, said = text.partition("=")
    if not said:
        return {"indicator": where}
    scenario, _, name = where.partition("/")
    file = workspace.scenarios.get(scenario)
    indicator = None if file is None else file.scenario.indicators.get(name)
    kind = getattr(indicator, "kind", "event")
    if kind == "event" and said in {"seen", "absent"}:
        return {"indicator": where, **({"absent": True} if said == "absent" else {})}
    value = _number("--assume", text, said) if kind == "measure" else said
    return {"indicator": where, "value": value}


def _halves(flag: str, text: str, mark: str, shape: str) -> tuple[str, str]:
    left, found, right = text.partition(mark)
    if not (left and found and right):
        message = f"{flag} {text}: write {shape}"
        raise typer.BadParameter(message)
    return left, right


def _pairs(flag: str, text: str, shape: str) -> Iterator[tuple[str, str]]:
    for part in text.split(","):
        yield _halves(flag, part.strip(), "=", shape)


def _number(flag: str, text: str, number: str) -> Decimal:
    try:
        found = Decimal(number)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        message = f"{flag} {text}: `{number}` is not a number"
        raise typer.BadParameter(message)
    return found
