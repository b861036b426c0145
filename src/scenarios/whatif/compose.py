"""Cases laid over one another: `a+b`, and what they set differently."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from scenarios.domain.case import (
    AssumeChange,
    Case,
    Change,
    PriorChange,
    RegradeChange,
    WeightChange,
)
from scenarios.domain.development import Development
from scenarios.errors import ConflictingChangesError

__all__ = ["compose", "find_conflicts"]

DROPS = {"drop": "development", "drop_source": "the reports of"}
Conflict = tuple[str, str, str]
"""What is set differently, and by which two."""


def compose(cases: Sequence[Case]) -> Case:
    """Return one case with the changes of several, what they share only once.

    Raises:
        ConflictingChangesError: Two of them set the same thing differently.
    """
    name = "+".join(case.id for case in cases)
    parts = [(case.id, case.changes) for case in cases]
    conflicts = find_conflicts(parts)
    if conflicts:
        raise ConflictingChangesError(name, conflicts)
    changes: list[Change] = []
    for case in cases:
        changes += [change for change in case.changes if change not in changes]
    title = "; ".join(case.title for case in cases)
    # An id of two names is no name for a file, so that it is not checked as one.
    return cases[0].model_copy(
        update={"id": name, "title": title, "base": None, "changes": tuple(changes)}
    )


def find_conflicts(parts: Sequence[tuple[str, Sequence[Change]]]) -> list[Conflict]:
    """Return what parts, by name, set differently from one another."""
    said = [(name, dict(_all_set(changes))) for name, changes in parts]
    return [
        (subject, one, other)
        for (one, first), (other, second) in combinations(said, 2)
        for subject in first
        if subject in second and first[subject] != second[subject]
    ]


def _all_set(changes: Sequence[Change]) -> Iterator[tuple[str, object]]:
    for change in changes:
        yield from _set_by(change)


def _set_by(change: Change) -> Iterator[tuple[str, object]]:
    """Yield what a change sets, and to what."""
    match getattr(change, change.kind):
        case Development() as added:
            yield f"development {added.id}", added
        case RegradeChange() as regraded:
            who = regraded.source or f"origin {regraded.origin}"
            yield f"the letter of {who}", regraded.reliability
        case PriorChange() as prior:
            yield f"the priors of {prior.scenario}", prior.outcomes
        case WeightChange() as reweighted:
            yield from _weights_set_by(reweighted)
        case AssumeChange() as assumed:
            yield f"what is assumed of {assumed.indicator}", assumed.observation
        case str(name) if change.kind in DROPS:
            yield f"{DROPS[change.kind]} {name}", None
        case value:
            yield change.kind, value


def _weights_set_by(change: WeightChange) -> Iterator[tuple[str, object]]:
    where = f"{change.indicator}{f'/{change.level}' if change.level else ''}"
    for outcome, decibans in change.weights.items():
        yield f"the weight of {where} for {outcome}", decibans
