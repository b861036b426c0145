"""A sheet: the base and its cases, assessed and ready to be compared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenarios.domain.case import Case, Change
from scenarios.errors import FaultyFlagsError
from scenarios.loading.case_checks import RESERVED
from scenarios.whatif.cases import (
    Column,
    check_flags,
    flags_case,
    open_case,
    stale_parts,
    try_case,
)
from scenarios.whatif.grades import try_grades
from scenarios.whatif.setting import Setting

__all__ = ["Sheet", "lay_out"]

BASE = "base"


@dataclass(frozen=True)
class Sheet:
    """Columns side by side.

    Attributes:
        base: What the others are compared with.
        cases: The cases, in the order asked for; that of the flags last.
        stale: By case, what of its base has changed since it was saved.
    """

    base: Column
    cases: tuple[Column, ...]
    stale: Mapping[str, Sequence[str]]


def lay_out(
    base: Setting,
    names: Sequence[str],
    changes: Sequence[tuple[str, Change]] = (),
    against: str | None = None,
    scenarios: Sequence[str] = (),
) -> Sheet:
    """Assess the base and every case that was asked for.

    Args:
        base: The workspace as it stands, the news and the day.
        names: Ids of cases, `a+b`, or `grades`.
        changes: Changes that make one more case, each with the flag it was given as.
        against: The case to compare with; the base where None.
        scenarios: Ids of the scenarios wanted, all where empty.

    Raises:
        UnknownCaseError: There is no such case.
        FaultyDataError: A case drops what is not on file.
        FaultyFlagsError: The changes cannot be made, or nothing was asked for.
        ConflictingChangesError: Two changes set the same thing differently.
    """
    if not (names or changes):
        message = "name a case, or give a change such as --drop ID"
        raise FaultyFlagsError([("whatif", message)])
    check_flags(changes, base)
    wanted = [(name, _open(name, base)) for name in names]
    chosen = None if against is None else open_case(against, base)
    if chosen is None:
        first = Column(BASE, "the workspace as it stands", base.assess(scenarios))
    else:
        first = try_case(chosen, base, scenarios)
    cases = [column for _, case in wanted for column in _try(case, base, scenarios)]
    if changes:
        cases.append(try_case(flags_case(changes), base, scenarios))
    asked = [name for name, case in wanted if case is not None]
    return Sheet(first, tuple(cases), _stale([*asked, *filter(None, [against])], base))


def _open(name: str, base: Setting) -> Case | None:
    """Return a case by its name; None for the grade maps."""
    return None if name == RESERVED else open_case(name, base)


def _try(
    case: Case | None, base: Setting, scenarios: Sequence[str]
) -> Iterator[Column]:
    if case is None:
        yield from try_grades(base, scenarios)
    else:
        yield try_case(case, base, scenarios)


def _stale(names: Sequence[str], base: Setting) -> Mapping[str, Sequence[str]]:
    return {
        case: parts for name in names for case, parts in stale_parts(name, base).items()
    }
