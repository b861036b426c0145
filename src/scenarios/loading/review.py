"""A review of a workspace and its news: every issue of every file, in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from scenarios.domain.development import Development
from scenarios.errors import Issue, Severity
from scenarios.loading.case_checks import suspect_drops
from scenarios.loading.developments import read_news
from scenarios.loading.reading import read_workspace
from scenarios.loading.workspace import Workspace

__all__ = ["Review", "review"]


@dataclass(frozen=True, slots=True)
class Review:
    """What was checked and what was found.

    Attributes:
        workspace: Whatever could be read of it.
        developments: The developments that were checked.
        issues: All issues, in order of place.
        templates: How many templates were checked.
    """

    workspace: Workspace
    developments: tuple[Development, ...]
    issues: tuple[Issue, ...]
    templates: int = 0

    @property
    def has_errors(self) -> bool:
        """Tell whether any issue is an error."""
        return any(issue.severity is Severity.ERROR for issue in self.issues)

    def further(self, issues: Iterable[Issue]) -> Self:
        """Return the review with more issues, all in order of place."""
        return replace(self, issues=_ordered([*self.issues, *issues]))


def review(root: Path, news: Sequence[tuple[str, bytes]] = ()) -> Review:
    """Review a workspace, and developments against it.

    Args:
        root: The workspace.
        news: Names and bytes of files of developments.

    Raises:
        WorkspaceNotFoundError: The folder is no workspace.
    """
    workspace = read_workspace(root)
    issues = list(workspace.issues)
    items: list[Development] = []
    for name, data in news:
        developments, found = read_news(data, name, workspace)
        issues += found
        items += developments.items
    on_file = {item.id for item in items}
    for file in workspace.cases.values():
        issues += suspect_drops(file.document, file.case, on_file)
    return Review(workspace, tuple(items), _ordered(issues))


def _ordered(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    return tuple(sorted(issues, key=lambda issue: (issue.location, issue.key)))
