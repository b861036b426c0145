"""Assess scenarios against the news: a likelihood per outcome, every deciban explained.

from datetime import date
from scenarios import assess, load_developments, load_workspace

workspace = load_workspace(".")
news = load_developments("news.jsonl", workspace)
found = assess(workspace, news, date(2024, 6, 30))
found["aid-changes"].leading.word
found.to_pandas("ledger")
found.plot("history", "aid-changes").save("history.svg")
"""

from importlib import import_module
from typing import TYPE_CHECKING

from scenarios.version import __version__

if TYPE_CHECKING:
    from scenarios.assessment.results import Assessment
    from scenarios.errors import Issue, ScenariosError
    from scenarios.loading.developments import load_developments
    from scenarios.loading.reading import load_workspace
    from scenarios.loading.workspace import Workspace
    from scenarios.report.notebook.assessing import NotebookAssessment, assess

__all__ = [
    "Assessment",
    "Issue",
    "NotebookAssessment",
    "ScenariosError",
    "Workspace",
    "__version__",
    "assess",
    "load_developments",
    "load_workspace",
]

_HOMES = {
    "Assessment": "scenarios.assessment.results",
    "Issue": "scenarios.errors",
    "NotebookAssessment": "scenarios.report.notebook.assessing",
    "ScenariosError": "scenarios.errors",
    "Workspace": "scenarios.loading.workspace",
    "assess": "scenarios.report.notebook.assessing",
    "load_developments": "scenarios.loading.developments",
    "load_workspace": "scenarios.loading.reading",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that start-up stays quick."""
    if name not in _HOMES:
        message = f"module 'scenarios' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
