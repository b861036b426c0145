"""The kinds of pictures, and the one door to draw any of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from scenarios.assessment.results import ScenarioAssessment
from scenarios.errors import (
    UnknownNameError,
    UnknownOutcomeError,
    UnknownScenarioError,
)
from scenarios.report.dossier import Dossier
from scenarios.report.pictures.marks import Json
from scenarios.report.pictures.subject import WIDTH, NothingToDrawError, Subject

__all__ = ["KINDS", "Kind", "NothingToDrawError", "UnknownKindError", "draw"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of picture.

    Attributes:
        title: What it shows, as a heading.
        of_one: Whether it is of one scenario; else of all that are assessed.
        of_outcome: Whether it is about one outcome, the leading one by default.
        history: Whether the dossier must hold a history.
        cases: Whether it must hold what-ifs.
        since: Whether it shows the change since an earlier day, where there is one.
    """

    title: str
    of_one: bool = True
    of_outcome: bool = False
    history: bool = False
    cases: bool = False
    since: bool = False


KINDS: Mapping[str, Kind] = {
    "overview": Kind("Every outcome with its interval", of_one=False, since=True),
    "history": Kind("Probability over time", of_outcome=True, history=True, since=True),
    "waterfall": Kind("From prior to score of one outcome", of_outcome=True),
    "matrix": Kind("Every indicator against every outcome"),
    "tornado": Kind("What one outcome hangs on", of_outcome=True),
    "cases": Kind("Base and what-ifs", of_one=False, cases=True),
    "board": Kind("What is known of every indicator, and since when"),
    "sources": Kind("Whose word it is", of_one=False),
    "draws": Kind("The draws behind the intervals", of_outcome=True),
}
"""Every kind of picture by its name."""


class UnknownKindError(UnknownNameError):
    """A kind of picture that nothing draws."""

    noun = "kind of picture"
    owner = "this program"


class _Drawing(Protocol):
    def draw(self, subject: Subject) -> Json: ...


def draw(  # noqa: PLR0913 what, of what, and how it looks
    kind: str,
    dossier: Dossier,
    scenario_id: str | None = None,
    outcome: str | None = None,
    *,
    width: int = WIDTH,
    title: str | None = None,
    bare: bool = False,
) -> Json:
    """Draw a picture as a Vega-Lite specification with its data inside.

    Args:
        kind: A key of `KINDS`.
        dossier: What to draw from.
        scenario_id: The scenario; may be left out where the dossier has but one, and
            where the kind shows them all.
        outcome: The outcome that it is about; the leading one where None.
        width: Pixels across.
        title: A title instead of the picture's own claim.
        bare: Leave out title and notes; they are in its `usermeta`, as `caption`.

    Raises:
        UnknownKindError: There is no such kind.
        UnknownScenarioError: The dossier has no such scenario.
        UnknownOutcomeError: The scenario has no such outcome.
        NothingToDrawError: The dossier lacks what the kind shows, or which scenario
            is meant cannot be told.
    """
    if kind not in KINDS:
        raise UnknownKindError(kind, KINDS)
    chosen = _chosen(kind, dossier, scenario_id)
    if outcome is not None and KINDS[kind].of_outcome:
        known = [each.id for each in chosen[0].outcomes]
        if outcome not in known:
            raise UnknownOutcomeError(outcome, known)
    if KINDS[kind].history and dossier.history is None:
        raise NothingToDrawError(kind, "it needs a history")
    if KINDS[kind].cases and dossier.sheet is None:
        raise NothingToDrawError(kind, "it needs a what-if beside the base")
    subject = Subject(dossier, chosen, outcome, width, title, bare)
    # Each kind imports what it needs only when it is asked for.
    module = import_module(f"scenarios.report.pictures.{kind}")
    spec = cast("_Drawing", module).draw(subject)
    meta = {**spec["usermeta"], "scenarios": _origin(kind, dossier)}
    return {**spec, "usermeta": meta}


def _origin(kind: str, dossier: Dossier) -> Json:
    """Return what a specification says of where it comes from; nothing reads it."""
    now = dossier.assessment
    journal = now.journal
    return {
        "picture": kind,
        "as_of": now.as_of.isoformat(),
        "model": {"id": now.model.id, "digest": now.model_digest},
        "developments": {"count": now.developments, "digest": now.developments_digest},
        "journal": journal and {"size": journal.size, "root": journal.root},
        "engine": {"version": now.version, "method": now.model.method},
        "command": dossier.order.command,
    }


def _chosen(
    kind: str, dossier: Dossier, scenario: str | None
) -> tuple[ScenarioAssessment, ...]:
    every = dossier.assessment.scenarios
    if scenario is not None:
        found = tuple(each for each in every if each.id == scenario)
        if not found:
            raise UnknownScenarioError(scenario, [each.id for each in every])
        return found
    if KINDS[kind].of_one and len(every) != 1:
        names = ", ".join(each.id for each in every)
        raise NothingToDrawError(kind, f"name one scenario of {names}")
    return every
