"""What tests need of the machine that no package brings.

On a machine without it they skip, saying what to install; in CI they fail.
"""

import os
import shutil

import pytest

__all__ = ["need_pango", "need_program"]


def need_program(*names: str, package: str) -> str:
    """Return the path of a program, the first of some names that is there."""
    found = filter(None, map(shutil.which, names))
    return next(found, None) or _lacking(f"no {names[0]} here", package)


def need_pango() -> None:
    """Go on only where WeasyPrint can draw text."""
    try:
        import weasyprint  # noqa: F401 it loads Pango
    except OSError:
        _lacking("no Pango here", "libpango-1.0-0 libpangoft2-1.0-0")


def _lacking(what: str, package: str) -> str:
    message = f"{what}: apt-get install {package}"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    pytest.skip(message)
