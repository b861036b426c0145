"""The page on reliability: prose by hand, and tables of what was measured."""

import re
from collections.abc import Sequence
from pathlib import Path

from benchmarks.reliability.findings import Figure, Finding
from benchmarks.reliability.results import Run

__all__ = ["PAGE", "refresh"]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reliability.md"

TABLE = re.compile(
    r"(?<=^<!-- measured -->\n).*?(?=^<!-- end -->$)", re.DOTALL | re.MULTILINE
)
HEAD = "| | kept by | measured | with the protection taken out |\n|---|---|---|---|\n"


def refresh(text: str, runs: Sequence[Run]) -> str:
    """Return the page with the tables of these runs."""
    tables = "\n".join(map(_table, runs))
    return TABLE.sub(lambda _: f"\n{tables}\n", text)


def _table(run: Run) -> str:
    promises = list(dict.fromkeys(each.promise for each in run.findings))
    rows = "".join(map(_row, run.findings))
    return (
        f"### {'; '.join(promises)}\n\n{HEAD}{rows}\n"
        f"`{run.experiment}`, {run.day}, {run.seconds:,} s; {run.machine}.\n"
    )


def _row(finding: Finding) -> str:
    verdict = "–" if finding.skipped else "✓" if finding.holds else "✗"
    said = f"“{finding.said}”; " if finding.said else ""
    measured = finding.skipped or said + _list(finding.figures)
    return (
        f"| {verdict} | {finding.kept_by} | {measured} | {_list(finding.control)} |\n"
    )


def _list(figures: Sequence[Figure]) -> str:
    return "; ".join(str(each).replace("|", r"\|") for each in figures)
