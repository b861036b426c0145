"""What was worked out before, kept in the user's cache; it can be lost any time.

Nothing that is published comes from here, only what is shown again and again.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.assessment.intervals import Span
    from scenarios.loading.developments import Whole

__all__ = ["FolderIntervals", "FolderRecall"]

MOST = 64
MOST_INTERVALS = 2000
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")


class FolderRecall:
    """Keeps what a journal held at each root, a file each; the oldest go first."""

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


class FolderIntervals:
    """Keeps intervals by name, all in one file; those kept first go first."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "intervals.json"
        self._known: dict[str, list[Span]] | None = None

    def find(self, name: str) -> "Sequence[Span] | None":
        """Return the interval of each outcome; None where it is lost or unreadable."""
        if self._known is None:
            self._known = self._read()
        return self._known.get(name)

    def keep(self, spans: "Mapping[str, Sequence[Span]]") -> None:
        """Keep intervals under their names, where the folder can be written."""
        known = {**self._read(), **spans}
        kept = dict([*known.items()][-MOST_INTERVALS:])
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            draft = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
            draft.write_text(json.dumps(kept))
            draft.replace(self._path)

    def _read(self) -> "dict[str, list[Span]]":
        with suppress(OSError, ValueError, TypeError, AttributeError):
            told = json.loads(self._path.read_bytes())
            return {name: _checked(spans) for name, spans in told.items()}
        return {}


def _checked(spans: "Sequence[Sequence[float]]") -> "list[Span]":
    """Return the ends of intervals as they were kept.

    Raises:
        TypeError: They are no numbers.
        ValueError: One is no interval of probabilities.
    """
    ends = [(low, high) for low, high in spans]
    if not all(0 <= low <= high <= 1 for low, high in ends):
        raise ValueError
    return ends
