"""What a journal held at a root, kept in the user's cache; it can be lost any time."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.loading.developments import Whole

__all__ = ["FolderRecall"]

MOST = 64
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class FolderRecall:
    """Keeps one small file for each root in a folder; the oldest go first.

    Nothing that is published comes from here, only what is shown again and again.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "developments"

    def find(self, root: str) -> "Whole | None":
        """Return what was kept for a root; None where it is lost or unreadable."""
        from scenarios.loading.developments import Whole

        with suppress(OSError, ValueError, TypeError, KeyError):
            told = json.loads((self._folder / f"{root}.json").read_bytes())
            if isinstance(told["count"], int) and _DIGEST.fullmatch(told["digest"]):
                return Whole(told["count"], told["digest"])
        return None

    def keep(self, root: str, whole: "Whole") -> None:
        """Keep what a journal of a root holds, where the folder can be written."""
        text = json.dumps({"count": whole.count, "digest": whole.digest})
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            draft = self._folder / f"{root}.part"
            draft.write_text(text)
            draft.replace(self._folder / f"{root}.json")
            for path in self._too_many():
                path.unlink(missing_ok=True)

    def _too_many(self) -> Iterator[Path]:
        files = sorted(
            self._folder.glob("*.json"), key=lambda path: path.stat().st_mtime
        )
        yield from files[:-MOST]
