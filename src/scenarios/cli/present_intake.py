"""What intake proposes, to the terminal."""

from typing import TYPE_CHECKING

import typer

from scenarios.cli.present import print_json, print_lines, terminal_width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from scenarios.domain.item import Item
    from scenarios.intake.reading import News
    from scenarios.intake.sifting import Sifting
    from scenarios.journal.inbox import Arrived

__all__ = ["merge", "present_intake"]


def merge(files: "Iterable[News]") -> "tuple[Item, ...]":
    """Return the items of several files, each id once; tell warnings.

    Raises:
        FaultyDataError: A file has faults; carries those of all files.
    """
    from scenarios.cli.desk import warn
    from scenarios.errors import FaultyDataError, Severity

    read = list(files)
    issues = [issue for news in read for issue in news.issues]
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise FaultyDataError(issues)
    for issue in issues:
        warn(str(issue))
    items = {item.id: item for news in read for item in news.items}
    return tuple(items.values())


def present_intake(
    sifting: "Sifting", arrived: "Arrived | None", *, as_json: bool
) -> None:
    """Print what is proposed for every item.

    Args:
        sifting: What is proposed.
        arrived: What the items were to the inbox; None where they were not put there.
        as_json: Whether to print JSON.
    """
    from scenarios.cli.present_fetch import arrived_json, tell_arrived
    from scenarios.report.intake_json import intake_json
    from scenarios.report.intake_terminal import show_intake

    if as_json:
        print_json({**intake_json(sifting), "inbox": arrived_json(arrived)})
        return
    print_lines(show_intake(sifting, terminal_width()))
    if arrived is not None:
        typer.echo(f"Kept in the inbox: {tell_arrived([arrived])}.")
