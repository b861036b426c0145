"""When a workspace was looked at last; it is kept in the user's state."""

import json
from contextlib import suppress
from datetime import date
from hashlib import sha256
from pathlib import Path

from scenarios.cli.points import Point

__all__ = ["LastLook"]


class LastLook:
    """Keeps the day and the record of the last look at a workspace."""

    def __init__(self, folder: Path, root: Path) -> None:
        name = sha256(str(root.resolve()).encode()).hexdigest()[:32]
        self._file = folder / f"{name}.json"

    def find(self) -> Point | None:
        """Return the last look; None where there was none, or it is lost."""
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            told = json.loads(self._file.read_bytes())
            record = told["record"]
            if record is None or isinstance(record, int):
                return Point(date.fromisoformat(told["as_of"]), record)
        return None

    def keep(self, look: Point) -> None:
        """Keep a look.

        Raises:
            OSError: It cannot be written; then the old one stands.
        """
        from scenarios.journal.files import make_folder, write_whole

        make_folder(self._file.parent)
        told = {"as_of": look.day.isoformat(), "record": look.record}
        write_whole(self._file, json.dumps(told).encode())
