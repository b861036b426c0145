"""What `coverage` says."""

from typing import TYPE_CHECKING

from scenarios.cli.options import Form
from scenarios.cli.present import print_json, print_lines, print_table, terminal_width

if TYPE_CHECKING:
    from scenarios.report.coverage import Survey

__all__ = ["present_coverage"]


def present_coverage(found: "Survey", *, form: Form) -> bool:
    """Print what was found, and say whether silence is weighed where nothing tells."""
    from scenarios.report.coverage import coverage_json, coverage_table, show_coverage

    if form == "json":
        print_json(coverage_json(found))
    elif form == "table":
        print_lines(show_coverage(found, terminal_width()))
    else:
        print_table(coverage_table(found), form)
    return found.dangerous > 0
