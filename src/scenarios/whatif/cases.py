"""From the names of cases, or changes given as flags, to cases that can be tried."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenarios.assessment.results import Assessment
from scenarios.domain.case import Case, CaseBase, Change
from scenarios.errors import (
    ConflictingChangesError,
    FaultyDataError,
    FaultyFlagsError,
    Issue,
    UnknownCaseError,
)
from scenarios.loading.case_checks import RESERVED, check_change, check_news
from scenarios.loading.checks import fault_issue
from scenarios.loading.workspace import CaseFile
from scenarios.whatif.compose import compose, find_conflicts
from scenarios.whatif.pinning import pin
from scenarios.whatif.setting import Setting, lay_over

__all__ = [
    "Column",
    "check_flags",
    "flags_case",
    "open_case",
    "stale_parts",
    "try_case",
]

FLAGS = "flags"


@dataclass(frozen=True)
class Column:
    """A case, or the base, as assessed.

    Attributes:
        id: The case's id; `base` for the base.
        title: A few words.
        assessment: What comes out.
        changes: What was changed.
    """

    id: str
    title: str
    assessment: Assessment
    changes: tuple[Change, ...] = ()


def open_case(name: str, base: Setting) -> Case:
    """Return a case by its id, or several that are joined by `+`, as one.

    Raises:
        UnknownCaseError: There is no such case.
        FaultyDataError: It drops what is not on file, or adds what is.
        ConflictingChangesError: Two of them set the same thing differently.
    """
    files = [_file(part, base) for part in name.split("+")]
    on_file = {each.id for each in base.developments.items}
    issues = [issue for file in files for issue in _issues(file, on_file)]
    if issues:
        raise FaultyDataError(issues)
    return files[0].case if len(files) == 1 else compose([file.case for file in files])


def stale_parts(name: str, base: Setting) -> Mapping[str, Sequence[str]]:
    """Return, by case of a name, what of the base has changed since it was saved."""
    cases = [_file(part, base).case for part in name.split("+")]
    pinned: list[tuple[str, CaseBase]] = [
        (case.id, case.base) for case in cases if case.base is not None
    ]
    if not pinned:
        return {}
    now = pin(base)
    changed = {name: was.changed_in(now) for name, was in pinned}
    return {name: parts for name, parts in changed.items() if parts}


def check_flags(changes: Sequence[tuple[str, Change]], base: Setting) -> None:
    """Check changes that were given as flags.

    Args:
        changes: Each flag as it was written, and what it changes.
        base: What they are laid over.

    Raises:
        FaultyFlagsError: They name what is not there; carries all faults.
        ConflictingChangesError: Two of them set the same thing differently.
    """
    case = flags_case(changes)
    on_file = {each.id for each in base.developments.items}
    known = base.workspace.known
    faults = [
        (flag, message)
        for flag, change in changes
        for _, message in check_change(change, known)
    ]
    faults += [
        (changes[int(path[1])][0], message)
        for path, message in check_news(case, on_file)
    ]
    if faults:
        raise FaultyFlagsError(faults)
    conflicts = find_conflicts([(flag, [change]) for flag, change in changes])
    if conflicts:
        raise ConflictingChangesError(FLAGS, conflicts)


def flags_case(changes: Sequence[tuple[str, Change]], name: str = FLAGS) -> Case:
    """Return the one case that changes given as flags make."""
    return Case(
        format="scenarios/case@1",
        id=name,
        title=", ".join(flag for flag, _ in changes),
        changes=tuple(change for _, change in changes),
    )


def try_case(case: Case, base: Setting, scenarios: Sequence[str] = ()) -> Column:
    """Assess scenarios as they would be in a case."""
    changed = lay_over(base, case.changes)
    return Column(case.id, case.title, changed.assess(scenarios), case.changes)


def _file(name: str, base: Setting) -> CaseFile:
    cases = base.workspace.cases
    if name not in cases:
        raise UnknownCaseError(name, [*cases, RESERVED])
    return cases[name]


def _issues(file: CaseFile, on_file: set[str]) -> Iterator[Issue]:
    for fault in check_news(file.case, on_file):
        yield fault_issue(file.document, (), fault)
