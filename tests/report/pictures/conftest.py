"""The desk's good workspace, compiled once for all kinds of pictures."""

import pytest

from dossiers import FULL, compile_here
from scenarios.report.dossier import Dossier


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return compile_here(tmp_path_factory.mktemp("full"), FULL)
