"""A review of a workspace and its news: every issue of every file, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.errors import Issue
from scenarios.loading.developments import read_news
from scenarios.loading.reading import read_workspace
from scenarios.loading.workspace import Workspace

__all__ = ["Review", "review"]


@dataclass(frozen=True, slots=True)
class Review:
    """What was checked and what was found.

    Attributes:
        workspace: Whatever could be read of it.
        developments: How many developments were checked.
        issues: All issues, in order of place.
    """

    workspace: Workspace
    developments: int
    issues: tuple[Issue, ...]


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
    count = 0
    for name, data in news:
        developments, found = read_news(data, name, workspace)
        issues += found
        count += len(developments.items)
    ordered = sorted(issues, key=lambda issue: (issue.location, issue.key))
    return Review(workspace, count, tuple(ordered))
