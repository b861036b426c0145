"""The rules of a watch, from watch.yaml: read, and checked against the workspace."""

from collections.abc import Iterator
from pathlib import Path

from scenarios.domain.watch import Rule, Rules
from scenarios.errors import FaultyDataError, Issue, UnreadableFileError, nearest
from scenarios.loading.document import dotted
from scenarios.loading.faults import parse
from scenarios.loading.files import is_there, read_document
from scenarios.loading.workspace import Workspace

__all__ = ["WATCH_FILE", "load_rules"]

WATCH_FILE = "watch.yaml"
Fault = tuple[str, str]


def load_rules(path: Path, workspace: Workspace) -> tuple[Rule, ...]:
    """Load the rules of a file, which must be free of faults.

    Args:
        path: The file.
        workspace: What the rules speak of.

    Raises:
        UnreadableFileError: There is no such file.
        FaultyDataError: It has faults; carries all of them.
    """
    if not is_there(path):
        reason = "there is none; it holds the rules of what to be told of"
        raise UnreadableFileError(str(path), reason)
    issues: list[Issue] = []
    document = read_document(path, issues)
    made = None if document is None else parse(document, Rules, issues)
    if document is None or made is None:
        raise FaultyDataError(issues)
    for place, rule in enumerate(made.rules):
        names = [each.id for each in made.rules[:place]]
        for key, message in _faults(rule, names, workspace):
            at = ("rules", place, key)
            issues.append(Issue(document.locate(at), dotted(at), message))
    if issues:
        raise FaultyDataError(issues)
    return made.rules


def _faults(rule: Rule, names: list[str], workspace: Workspace) -> Iterator[Fault]:
    if rule.id in names:
        yield "id", f"`{rule.id}` names an earlier rule too"
    if rule.scenario is None:
        return
    file = workspace.scenarios.get(rule.scenario)
    if file is None:
        hint = nearest(rule.scenario, workspace.scenarios)
        yield "scenario", f"unknown scenario `{rule.scenario}`{hint}"
    elif rule.outcome is not None and rule.outcome not in file.scenario.outcomes:
        hint = nearest(rule.outcome, file.scenario.outcomes)
        yield "outcome", f"{rule.scenario} has no outcome `{rule.outcome}`{hint}"
