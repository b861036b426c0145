"""Whether a model suits: its scale has every word, its method gives probabilities."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from scenarios.domain.indicator import (
    CountIndicator,
    EventIndicator,
    Indicator,
    StateIndicator,
    Weight,
)
from scenarios.errors import FaultyDataError, Issue, Location, ScoresOnlyError
from scenarios.loading.workspace import ModelFile, ScenarioFile

__all__ = ["check_probabilities", "check_words"]


def check_probabilities(model_file: ModelFile) -> None:
    """Check that a model's method gives probabilities.

    Raises:
        ScoresOnlyError: It gives scores.
    """
    if model_file.model.gives_scores:
        raise ScoresOnlyError(model_file.model.id, model_file.model.method)


def check_words(files: Sequence[ScenarioFile], model_file: ModelFile) -> None:
    """Check that a model knows the words of some scenarios.

    Raises:
        FaultyDataError: It lacks some; carries one issue for each.
    """
    scale = model_file.model.scale
    users = {
        word: where
        for file in files
        for name, indicator in file.scenario.indicators.items()
        for word in _words(indicator)
        for where in [file.where[name]]
        if word not in scale
    }
    if users:
        raise FaultyDataError(
            Issue(
                Location(model_file.path), "scale", f"lacks `{word}`, used at {where}"
            )
            for word, where in users.items()
        )


def _words(indicator: Indicator) -> Iterator[str]:
    for weights in _weights(indicator):
        yield from (weight for weight in weights.values() if isinstance(weight, str))


def _weights(indicator: Indicator) -> Iterable[Mapping[str, Weight]]:
    match indicator:
        case EventIndicator() | CountIndicator():
            return [indicator.weights or {}]
        case StateIndicator():
            return (indicator.levels or {}).values()
        case _:
            return []
