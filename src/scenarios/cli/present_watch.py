"""What `watch` says."""

from typing import TYPE_CHECKING

import typer

from scenarios.assessment.confidence import count
from scenarios.cli.present import print_json, print_lines, terminal_width

if TYPE_CHECKING:
    from scenarios.cli.watching import Watched

__all__ = ["present_alerts"]


def present_alerts(found: "Watched", *, as_json: bool) -> bool:
    """Print what there is to tell, and say whether there is anything."""
    from scenarios.report.alerts import alerts_json, show_alerts

    start, end = str(found.before or found.now), str(found.now)
    if as_json:
        ends = (start, end)
        print_json(alerts_json(found.alerts, found.workspace, found.standard, ends))
    elif found.before is None:
        rules = count(found.rules, "rule")
        typer.echo(f"First look, at {end}: {rules} watched from now on.")
    else:
        look = f"--from {start} --to {end}"
        width = terminal_width()
        print_lines(
            show_alerts(found.alerts, found.workspace, found.standard, look, width)
        )
    return bool(found.alerts)
