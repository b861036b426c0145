"""Assess scenarios against the news: a likelihood per outcome, every decibel explained.

>>> from scenarios import assess, load_workspace  # doctest: +SKIP
>>> workspace = load_workspace(".")  # doctest: +SKIP
>>> news = workspace.read_developments("news.jsonl")  # doctest: +SKIP
>>> assess(workspace, news, as_of=date(2024, 6, 30))  # doctest: +SKIP
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.assessment.assess import assess
    from scenarios.assessment.results import Assessment
    from scenarios.errors import Issue, ScenariosError
    from scenarios.loading.workspace import Workspace, load_workspace

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "Issue",
    "ScenariosError",
    "Workspace",
    "__version__",
    "assess",
    "load_workspace",
]

_HOMES = {
    "Assessment": "scenarios.assessment.results",
    "Issue": "scenarios.errors",
    "ScenariosError": "scenarios.errors",
    "Workspace": "scenarios.loading.workspace",
    "assess": "scenarios.assessment.assess",
    "load_workspace": "scenarios.loading.workspace",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that start-up stays quick."""
    if name not in _HOMES:
        message = f"module 'scenarios' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
