"""A dossier of the desk's good workspace, for the tests of every format."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from desk import Files, write_workspace
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.dossier import Dossier, Order, compile_dossier

__all__ = ["FULL", "PLAIN", "compile_here"]

PLAIN = Order(as_of=date(2024, 4, 15), command="scenarios export --as-of 2024-04-15")
"""The assessment and nothing beside it."""

FULL = replace(
    PLAIN,
    since=date(2024, 2, 10),
    every=30,
    cases=("calm",),
    filters={"cases": "calm"},
)
"""With an earlier day, a history and a what-if."""


def compile_here(
    root: Path, order: Order = PLAIN, files: Files | None = None
) -> Dossier:
    """Write the good workspace to a folder and compile a dossier of it."""
    write_workspace(root, files)
    workspace = load_workspace(root)
    news = load_developments(root / "news.yaml", workspace)
    return compile_dossier(workspace, news, order)
