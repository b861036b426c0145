"""From histories, sensitivities, comparisons and reviews to the terminal."""

from typing import TYPE_CHECKING

from scenarios.cli.options import Form
from scenarios.cli.present import (
    print_json,
    print_lines,
    print_table,
    terminal_width,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scenarios.assessment.scores import Scores
    from scenarios.explanation.source_record import SourceRecord
    from scenarios.whatif.history import History
    from scenarios.whatif.model_comparison import Comparison
    from scenarios.whatif.swings import Sensitivity

__all__ = [
    "present_comparison",
    "present_history",
    "present_scores",
    "present_sensitivity",
    "present_source_records",
]


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


def present_sensitivity(
    found: "Sensitivity", *, form: Form, outcome: str | None, most: int
) -> None:
    """Print a sensitivity.

    Args:
        found: What to print.
        form: How to print it.
        outcome: In a table, the outcome that the bars show.
        most: In a table, most rows of each.
    """
    from scenarios.report.sensitivity_json import sensitivity_json, sensitivity_table
    from scenarios.report.sensitivity_terminal import show_sensitivity

    if form == "json":
        print_json(sensitivity_json(found))
    elif form == "table":
        width = terminal_width()
        print_lines(show_sensitivity(found, width, outcome=outcome, most=most))
    else:
        print_table(sensitivity_table(found), form)


def present_comparison(found: "Comparison", *, form: Form) -> None:
    """Print models side by side."""
    from scenarios.report.comparison import (
        comparison_json,
        comparison_table,
        show_comparison,
    )

    if form == "json":
        print_json(comparison_json(found))
    elif form == "table":
        print_lines(show_comparison(found, terminal_width()))
    else:
        print_table(comparison_table(found), form)


def present_source_records(
    found: "Sequence[SourceRecord]", as_of: "date", *, form: Form
) -> None:
    """Print what stands on record of sources."""
    from scenarios.report.source_records import (
        show_source_records,
        source_records_json,
        source_records_table,
    )

    if form == "json":
        print_json(source_records_json(found, as_of))
    elif form == "table":
        print_lines(show_source_records(found, as_of, terminal_width()))
    else:
        print_table(source_records_table(found), form)


def present_scores(found: "Scores", *, form: Form, whole: bool) -> None:
    """Print scores.

    Args:
        found: What to print.
        form: How to print it.
        whole: Whether to show what they are made of; JSON always does.
    """
    from scenarios.report.score_json import evidence_table, score_table, scores_json
    from scenarios.report.score_terminal import show_matrix, show_scores

    if form == "json":
        print_json(scores_json(found))
    elif form == "table":
        show = show_matrix if whole else show_scores
        print_lines(show(found, terminal_width()))
    else:
        print_table(evidence_table(found) if whole else score_table(found), form)
