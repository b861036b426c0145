"""Dossiers for all kinds of pictures, each compiled once."""

from datetime import date
from pathlib import Path

import pytest

from dossiers import FULL, compile_here
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace
from scenarios.report.dossier import Dossier, Order, compile_dossier

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    """Return the desk's good workspace with a history, a what-if and an earlier day."""
    return compile_here(tmp_path_factory.mktemp("full"), FULL)


@pytest.fixture(scope="session")
def shipped() -> Dossier:
    """Return the shipped workspace on a day with much news."""
    workspace = load_workspace(ROOT)
    path = ROOT / "examples" / "us-pakistan" / "developments.jsonl"
    news = load_developments(path, workspace)
    return compile_dossier(workspace, news, Order(as_of=date(2024, 6, 30)))
