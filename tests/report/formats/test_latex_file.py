"""LaTeX files: a document of its own, which LuaLaTeX sets."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest

from dossiers import FULL, compile_here
from hostile import compile_hostile
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices
from scenarios.report.formats.latex_file import write

pytestmark = pytest.mark.no_cover

needs_lualatex = pytest.mark.skipif(
    shutil.which("lualatex") is None, reason="lualatex is not installed"
)


def written(dossier: Dossier) -> bytes:
    file = BytesIO()
    write(dossier, file, Choices())
    return file.getvalue()


def test_a_document_is_whole_and_says_how_to_set_it(tmp_path: Path) -> None:
    text = written(compile_here(tmp_path, FULL)).decode()
    assert text.startswith("% Compile with lualatex")
    assert text.endswith("\\end{document}\n")
    heads = [line for line in text.splitlines() if line.startswith("\\section")]
    assert heads == [
        "\\section*{Assessment as of 2024-04-15}",
        "\\section{The dockers' strike (strike)}",
        "\\section{The ballot (vote)}",
        "\\section{Sources}",
        "\\section{About}",
    ]


@needs_lualatex
@pytest.mark.parametrize("compiled", [compile_here, compile_hostile])
def test_lualatex_sets_it_without_an_error(compiled: object, tmp_path: Path) -> None:
    assert callable(compiled)
    (tmp_path / "a.tex").write_bytes(written(compiled(tmp_path, FULL)))
    done = subprocess.run(
        ["lualatex", "-interaction=nonstopmode", "-halt-on-error", "a.tex"],  # noqa: S607 found by shutil.which above
        cwd=tmp_path,
        capture_output=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert (tmp_path / "a.pdf").stat().st_size > 10_000
