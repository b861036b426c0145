"""A bundle of the desk's good workspace, with all that a dossier can hold."""

import pytest

from dossiers import FULL, compile_here
from scenarios.report.dossier import Dossier


@pytest.fixture(scope="session")
def full(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return compile_here(tmp_path_factory.mktemp("full"), FULL)
