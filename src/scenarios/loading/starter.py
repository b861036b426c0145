"""A new workspace: one commented example of everything, that already assesses."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

from scenarios.errors import FolderNotEmptyError
from scenarios.loading.schema import SCHEMAS, schema_of
from scenarios.loading.shipped import shipped_folder

__all__ = ["start_workspace"]

_STARTER = Path(__file__).resolve().parents[1] / "starter"
_DAY = re.compile(r"@D\+(\d+)@")
_NAMES = {"gitignore": ".gitignore"}


def start_workspace(folder: Path, opens: date) -> list[str]:
    """Write a new workspace, all of it or nothing.

    Args:
        folder: A folder that does not exist yet or is empty.
        opens: The first day of the example's horizon.

    Returns:
        The files written, relative to the folder.

    Raises:
        FolderNotEmptyError: The folder holds something.
    """
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir())):
        raise FolderNotEmptyError(str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        written = [_write(draft / name, text) for name, text in _files(opens)]
        draft.chmod(0o755)
        draft.replace(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return sorted(path.relative_to(draft).as_posix() for path in written)


def _files(opens: date) -> Iterator[tuple[str, str]]:
    for path in sorted(_STARTER.rglob("*")):
        if path.is_file():
            name = path.relative_to(_STARTER).as_posix()
            yield _NAMES.get(name, name), _dated(path.read_text("utf-8"), opens)
    for model in sorted((shipped_folder() / "models").glob("*.yaml")):
        yield f"models/{model.name}", model.read_text("utf-8")
    for kind in SCHEMAS:
        schema = json.dumps(schema_of(kind), indent=1, ensure_ascii=False)
        yield f".schemas/{kind}.schema.json", schema + "\n"


def _dated(text: str, opens: date) -> str:
    """Put days in place of the marks `@D+7@`: so many days after the opening."""
    return _DAY.sub(
        lambda mark: (opens + timedelta(days=int(mark[1]))).isoformat(), text
    )


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path
