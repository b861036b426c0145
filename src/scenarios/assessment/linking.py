"""Linking: an observation given in words, checked against indicator and development."""

from collections.abc import Iterator

from pydantic import ValidationError

from scenarios.domain.development import Development, Observation
from scenarios.errors import ScenariosError
from scenarios.loading.checks import Known, check_development
from scenarios.loading.csv_reader import read_number
from scenarios.loading.faults import message_of

__all__ = ["UnfitObservationError", "make_observation"]


class UnfitObservationError(ScenariosError):
    """A development cannot be an observation of an indicator in the way given."""

    def __init__(self, indicator: str, faults: list[str]) -> None:
        self.indicator = indicator
        self.faults = tuple(faults)
        super().__init__(f"{indicator}: {'; '.join(faults)}")


def make_observation(  # noqa: PLR0913 an observation has as many parts
    development: Development,
    indicator: str,
    known: Known,
    *,
    value: str | None,
    strength: str | None,
    absent: bool,
) -> Observation:
    """Make the observation of an indicator by a development.

    Args:
        development: What is linked.
        indicator: scenario/indicator.
        known: The names of the workspace.
        value: The level of a state or the number of a measure.
        strength: How fully it meets an event or count.
        absent: Whether it is known not to have happened.

    Raises:
        UnfitObservationError: There is no such indicator, or its kind has other parts.
    """
    given: dict[str, object] = {"indicator": indicator}
    given |= {"absent": True} if absent else {}
    given |= {"value": read_number(value)} if value is not None else {}
    given |= {"strength": read_number(strength)} if strength is not None else {}
    try:
        observation = Observation.model_validate(given)
    except ValidationError as error:
        faults = [f"{each['loc'][0]}: {message_of(each)}" for each in error.errors()]
        raise UnfitObservationError(indicator, faults) from error
    faults = list(_faults(development, observation, known))
    if faults:
        raise UnfitObservationError(indicator, faults)
    return observation


def _faults(
    development: Development, observation: Observation, known: Known
) -> Iterator[str]:
    linked = development.model_copy(update={"observes": (observation,)})
    for (first, *path), message in check_development(linked, known):
        if first == "observes":
            part = f"{path[-1]}: " if path[1:] else ""
            yield f"{part}{message}"
