"""`scenarios unobserve`: a development is no observation of an indicator after all."""

from typing import TYPE_CHECKING

from scenarios.cli.options import (
    AsJson,
    AsOf,
    DevelopmentId,
    Link,
    ModelId,
    Why,
    WorkspaceFolder,
)

if TYPE_CHECKING:
    from scenarios.journal.author import Author
    from scenarios.journal.news import News
    from scenarios.journal.record import Draft
    from scenarios.loading.workspace import Workspace

__all__ = ["unobserve"]


def unobserve(
    development: DevelopmentId,
    indicator: Link,
    *,
    why: Why,
    as_of: AsOf = None,
    model: ModelId = None,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Take the link of a development to an indicator back, and show what that moved."""
    from scenarios.cli.correction import correct
    from scenarios.journal.correcting import draft_unlinking, find_development

    def write(_: "Workspace", news: "News", author: "Author") -> "Draft":
        found = find_development(news, development)
        return draft_unlinking(found, indicator, why, author)

    correct(write, workspace, as_of=as_of, model=model, as_json=json)
