"""`scenarios validate`: all faults of all files at once."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from scenarios.cli.options import AsJson, WorkspaceFolder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scenarios.errors import Issue
    from scenarios.loading.review import Review

__all__ = ["validate"]


def validate(
    file: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE]...",
            help="Files of developments to check as well: .jsonl, .json, .yaml or "
            ".csv; - is stdin.",
        ),
    ] = None,
    *,
    strict: Annotated[
        bool,
        typer.Option(
            "--strict",
            help="Review the indicators as well: signs that tell nothing, sets that "
            "lean, silence that counts twice or never.",
        ),
    ] = False,
    json: AsJson = False,
    workspace: WorkspaceFolder = None,
) -> None:
    """Check every file of the workspace and show all faults, each at its place.

    Where nothing is wrong with the files, the assertions of the scenarios are checked:
    against the files of developments that are named, else against the journal.
    """
    from scenarios.cli.desk import read_input, workspace_folder
    from scenarios.cli.present import present_issues
    from scenarios.loading.review import review

    news = [read_input(name) for name in file or ()]
    checked = _with_templates(review(workspace_folder(workspace), news))
    if not checked.has_errors:
        checked = _with_assertions(checked, from_files=bool(news))
    findings = _findings(checked, news) if strict else ()
    if present_issues(checked.further(findings), as_json=json) or findings:
        raise typer.Exit(code=1)


def _with_templates(checked: "Review") -> "Review":
    """Check the templates, where there is a folder of them."""
    from scenarios.loading.files import yaml_files

    paths = yaml_files(checked.workspace.root / "templates")
    if not paths:
        return checked
    from scenarios.bulk.template import check_templates

    issues = check_templates(checked.workspace, paths)
    return replace(checked.further(issues), templates=len(paths))


def _with_assertions(checked: "Review", *, from_files: bool) -> "Review":
    """Check the assertions, and what of the journal has no place in the workspace."""
    from scenarios.assessment.assertions import check_assertions
    from scenarios.assessment.briefing import brief
    from scenarios.cli.desk import open_journal
    from scenarios.journal.errors import JournalNotFoundError

    if from_files:
        found = check_assertions(checked.workspace, checked.developments)
        return checked.further(found)
    try:
        with open_journal(checked.workspace) as store:
            told = brief(store, checked.workspace)
    except JournalNotFoundError:
        return checked
    found = check_assertions(told.workspace, told.developments.items)
    return checked.further([*told.issues, *found])


def _findings(
    checked: "Review", news: "Sequence[tuple[str, bytes]]"
) -> "Sequence[Issue]":
    """Return what the indicator review finds; nothing while there are faults."""
    from scenarios.assessment.strict import review_strictly

    if checked.has_errors:
        return ()
    return review_strictly(checked.workspace, news)
