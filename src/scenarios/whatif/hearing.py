"""How developments would be told by other sources, or without some of them."""

from collections.abc import Iterable, Mapping
from datetime import date

from scenarios.domain.development import Development, Report
from scenarios.domain.model import ScoringModel
from scenarios.domain.source import Letter, ReliabilityPeriod, Source, SourceRegistry
from scenarios.engine.reports import hear

__all__ = ["Hearing", "regrade", "step_letter"]

LADDER: tuple[Letter, ...] = ("A", "B", "C", "D", "E")
# A source that cannot be judged stands where the house model puts it, beside D.
UNJUDGED_STANDS_AT: Letter = "D"


def step_letter(letter: Letter, by: int) -> Letter:
    """Return the letter some classes better (negative) or worse, within A and E.

    F, which cannot be judged, moves as D would.

    >>> step_letter("B", 1), step_letter("A", -1), step_letter("F", -1)
    ('C', 'A', 'C')
    """
    stands = UNJUDGED_STANDS_AT if letter == "F" else letter
    place = LADDER.index(stands) + by
    return LADDER[max(0, min(len(LADDER) - 1, place))]


def regrade(source: Source, by: int) -> Source:
    """Return a source all of whose letters are some classes better or worse.

    Where it has no letter yet it counts as F, and moves from there.
    """
    before = {"from": date.min, "grade": step_letter("F", by)}
    periods = [ReliabilityPeriod.model_validate(before)]
    for period in source.reliability:
        grade = step_letter(period.grade, by)
        periods.append(period.model_copy(update={"grade": grade}))
    kept = periods[1:] if _starts_at_once(source) else periods
    return source.model_copy(update={"reliability": tuple(kept)})


def _starts_at_once(source: Source) -> bool:
    return any(period.start == date.min for period in source.reliability)


class Hearing:
    """What is told on a day, as it stands and otherwise; each is heard once only."""

    def __init__(
        self,
        developments: Iterable[Development],
        sources: SourceRegistry,
        model: ScoringModel,
        as_of: date,
    ) -> None:
        """Hear all developments as they stand."""
        self.developments = sorted(developments, key=lambda d: (d.date, d.id))
        self.sources = sources
        self._model = model
        self._as_of = as_of
        self._heard: dict[tuple[str, str, str], float] = {}
        self.told: Mapping[str, float] = {
            each.id: self._hear(each) for each in self.developments
        }

    def regraded(
        self, developments: Iterable[Development], name: str, by: int
    ) -> Mapping[str, float]:
        """Return how developments would be told, a source's letters moved."""
        source = self.sources[name]
        sources = {**self.sources, name: regrade(source, by)}
        return {
            each.id: self._once(
                (each.id, "grade", f"{name} {by}"), each, sources, self._model
            )
            for each in developments
            if any(r.source == name and r.grade is None for r in each.reports)
        }

    def without_source(
        self, developments: Iterable[Development], name: str
    ) -> Mapping[str, float]:
        """Return how developments would be told without a source."""
        return {
            each.id: self._left("source", name, each, _others_by(each, "source", name))
            for each in developments
            if any(report.source == name for report in each.reports)
        }

    def without_origin(
        self, developments: Iterable[Development], name: str
    ) -> Mapping[str, float]:
        """Return how developments would be told without an origin."""
        return {
            each.id: self._left("origin", name, each, _others_by(each, "origin", name))
            for each in developments
            if any(report.origin == name for report in each.reports)
        }

    def depending(
        self, developments: Iterable[Development], model: ScoringModel, key: str
    ) -> Mapping[str, float]:
        """Return how developments would be told under another model.

        Args:
            developments: The developments.
            model: The other model.
            key: What tells it from others.
        """
        return {
            each.id: self._once((each.id, "model", key), each, self.sources, model)
            for each in developments
        }

    def _left(
        self, kind: str, name: str, whole: Development, reports: tuple[Report, ...]
    ) -> float:
        part = whole.model_copy(update={"reports": reports})
        return self._once((whole.id, kind, name), part, self.sources, self._model)

    def _once(
        self,
        key: tuple[str, str, str],
        development: Development,
        sources: SourceRegistry,
        model: ScoringModel,
    ) -> float:
        if key not in self._heard:
            self._heard[key] = _weight(development, sources, model, self._as_of)
        return self._heard[key]

    def _hear(self, development: Development) -> float:
        return _weight(development, self.sources, self._model, self._as_of)


def _others_by(development: Development, field: str, name: str) -> tuple[Report, ...]:
    return tuple(r for r in development.reports if getattr(r, field) != name)


def _weight(
    development: Development, sources: SourceRegistry, model: ScoringModel, as_of: date
) -> float:
    told = hear(development, sources, model, as_of)
    return 0.0 if told is None else max(0.0, float(told.decibans))
