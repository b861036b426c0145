"""What a reader found so far: raw items and faults, each with its place."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from scenarios.domain.item import Item
from scenarios.errors import Issue, Location, Severity
from scenarios.intake.items import RawItem, make_item

__all__ = ["Found"]

MOST_ITEMS: Final = 100_000
"""A file with more items than this is read no further."""


@dataclass
class Found:
    """Grows while a file is read.

    Attributes:
        path: The file, as shown to people.
        raws: What was found.
        made: Items that were found whole.
        issues: What is wrong.
    """

    path: str
    raws: list[RawItem] = field(default_factory=list)
    made: list[Item] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    _is_full: bool = False

    def fault(
        self, message: str, *, key: str = "", line: int = 1, column: int = 1
    ) -> None:
        """Add an error at a place of the file."""
        self.issues.append(Issue(Location(self.path, line, column), key, message))

    def warn(self, message: str, *, key: str = "", line: int = 1) -> None:
        """Add a warning at a line of the file."""
        place = Location(self.path, line)
        self.issues.append(Issue(place, key, message, Severity.WARNING))

    def add(self, raw: RawItem, *, key: str = "", line: int = 1) -> None:
        """Add an item; one that says nothing is a warning instead."""
        if len(self.raws) >= MOST_ITEMS:
            self._stop(line)
        elif not (raw.title.strip() or raw.text.strip() or raw.url.strip()):
            self.warn("has no title, text or address; left out", key=key, line=line)
        else:
            self.raws.append(raw)

    def _stop(self, line: int) -> None:
        if not self._is_full:
            message = f"holds more than {MOST_ITEMS:,} items; the others are left out"
            self.warn(message, line=line)
        self._is_full = True

    def make(self, feed: str, fetched: str | None) -> Iterator[Item]:
        """Yield the items; those that were found whole keep their feed and times."""
        yield from self.made
        for raw in self.raws:
            yield make_item(raw, feed=feed, fetched=fetched)
