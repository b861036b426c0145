"""The cascade of a retraction in a terminal: published words that would be others."""

from collections.abc import Iterator, Sequence

from scenarios.assessment.cascade import Affected
from scenarios.loading.workspace import Workspace
from scenarios.report.layout import Line, Piece, columns, plain

__all__ = ["show_cascade"]

INDENT = "  "


def show_cascade(
    affected: Sequence[Affected], workspace: Workspace, width: int
) -> Iterator[Line]:
    """Yield the lines that show which published words would have been others."""
    yield plain()
    if not affected:
        yield plain("No published judgement would have used another word without it.")
        return
    judgements = len({each.seq for each in affected})
    whose = "judgement" if judgements == 1 else "judgements"
    yield plain(
        f"Without it, {judgements} published {whose} would have used other words:",
        "bold yellow",
    )
    rows = [
        [
            Piece(f"record {each.seq}"),
            Piece(f"as of {each.as_of.isoformat()}", "dim"),
            Piece(f"{each.scenario}: {_title(each, workspace)}"),
            Piece(f"{each.published} → {each.without}", "bold"),
        ]
        for each in affected
    ]
    yield from columns(rows, flexible=2, width=width, indent=INDENT)


def _title(each: Affected, workspace: Workspace) -> str:
    file = workspace.scenarios.get(each.scenario)
    outcomes = {} if file is None else file.scenario.outcomes
    return outcomes[each.outcome].title if each.outcome in outcomes else each.outcome
