"""From histories, sensitivities and comparisons to the terminal."""

from typing import TYPE_CHECKING

from scenarios.cli.options import Form
from scenarios.cli.present import (
    print_json,
    print_lines,
    print_table,
    terminal_width,
)

if TYPE_CHECKING:
    from scenarios.whatif.history import History

__all__ = ["present_history"]


def present_history(found: "History", *, form: Form) -> None:
    """Print a history."""
    from scenarios.report.history_json import history_json, history_table
    from scenarios.report.history_terminal import show_history

    if form == "json":
        print_json(history_json(found))
    elif form == "table":
        print_lines(show_history(found, terminal_width()))
    else:
        print_table(history_table(found), form)
