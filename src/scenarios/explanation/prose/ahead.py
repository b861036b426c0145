"""Finding what closes something, so that a whole text is read once, not once per part.

Every search goes forward only, or remembers what it found: whatever a text says, the
steps taken are in proportion to its length.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

__all__ = ["Ahead", "Places"]

NOWHERE = -1


class Ahead:
    """The next place of one string in a text, asked from left to right."""

    def __init__(self, text: str, wanted: str) -> None:
        self._text = text
        self._wanted = wanted
        self._found = NOWHERE
        self._asked = 0
        self._is_over = False

    def after(self, at: int) -> int:
        """Return the first place at or after `at`; −1 where there is none."""
        if self._is_over or self._asked <= at <= self._found:
            return self._found
        self._found, self._asked = self._text.find(self._wanted, at), at
        self._is_over = self._found == NOWHERE
        return self._found


class Places:
    """Places known beforehand, in rising order."""

    def __init__(self, places: Iterable[int]) -> None:
        self._places = list(places)

    @classmethod
    def of(cls, pattern: re.Pattern[str], text: str) -> "Places":
        """Find all places where a pattern begins."""
        return cls(match.start() for match in pattern.finditer(text))

    def after(self, at: int) -> int:
        """Return the first place at or after `at`; −1 where there is none."""
        number = bisect_left(self._places, at)
        return self._places[number] if number < len(self._places) else NOWHERE
