"""A disk that forgets at a loss of power what it was not told to keep.

After POSIX: what a file holds is safe once the file is synced; that a name is there,
or gone, once its folder is. What is not safe may be lost, kept, kept in part or in
another order, and a write may be torn between sectors (SQLite's own crash tests
assume the same, https://sqlite.org/testing.html#crash_testing).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from random import Random

__all__ = ["WAYS", "Disk", "Rename", "Write"]

SECTOR = 512
TORN = "torn"
"""A way that also splits what was written."""


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes written to a file; None for its end being moved to the offset.

    Attributes:
        order: How many things happened before on this disk.
        offset: Where in the file.
        data: What.
    """

    order: int
    offset: int
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Rename:
    """A name that a file got, or lost where the file is None."""

    order: int
    name: str
    file: int | None


@dataclass(slots=True)
class _File:
    safe: bytes = b""
    pending: list[Write] = field(default_factory=list)


Kept = Callable[[int], bool]
"""Tells whether something not yet safe is kept, by its order."""
Way = Callable[[Random, range], Kept]
"""Draws what is kept of that which is not safe, from the range of its orders."""


def _nothing(_rng: Random, _orders: range) -> Kept:
    return lambda _order: False


def _everything(_rng: Random, _orders: range) -> Kept:
    return lambda _order: True


def _up_to_a_moment(rng: Random, orders: range) -> Kept:
    end = rng.randint(orders.start, orders.stop)
    return lambda order: order < end


def _some(rng: Random, _orders: range) -> Kept:
    return lambda _order: rng.random() < 0.5  # noqa: PLR2004 half of it


WAYS: Mapping[str, Way] = {
    "lost": _nothing,
    "kept": _everything,
    "cut": _up_to_a_moment,
    "some": _some,
    TORN: _some,
}
"""What a loss of power leaves of what is not safe."""


class Disk:
    """Files by name, with what is safe of them and what is not."""

    def __init__(self) -> None:
        self._order = 0
        self._files: list[_File] = []
        self._names: dict[str, int] = {}
        self._safe_names: dict[str, int] = {}
        self._pending: list[Rename] = []

    def open(self, name: str) -> int:
        """Return the file of a name, a new one where there is none."""
        if name not in self._names:
            self._files.append(_File())
            self._rename(name, len(self._files) - 1)
        return self._names[name]

    def delete(self, name: str) -> None:
        """Take a name away."""
        self._rename(name, None)

    def write(self, file: int, offset: int, data: bytes | None) -> None:
        """Write to a file, or move its end to the offset."""
        self._files[file].pending.append(Write(self._next(), offset, data))

    def sync(self, file: int) -> None:
        """Make safe what a file holds."""
        each = self._files[file]
        each.safe, each.pending = _apply(each.safe, each.pending), []

    def sync_folder(self) -> None:
        """Make safe which names there are."""
        self._safe_names, self._pending = dict(self._names), []

    def lose_power(self, way: str, rng: Random) -> dict[str, bytes]:
        """Return the files that are found afterwards; the disk itself goes on."""
        orders = [each.order for each in self._all_pending()] or [0]
        is_kept = WAYS[way](rng, range(min(orders), max(orders) + 1))
        names = dict(self._safe_names)
        for each in self._pending:
            if is_kept(each.order):
                _set(names, each)
        return {
            name: self._left(self._files[file], way, is_kept)
            for name, file in names.items()
        }

    def _left(self, file: _File, way: str, is_kept: Kept) -> bytes:
        pending = _tear(file.pending) if way == TORN else file.pending
        return _apply(file.safe, [each for each in pending if is_kept(each.order)])

    def _all_pending(self) -> list[Write | Rename]:
        writes = [each for file in self._files for each in file.pending]
        return [*writes, *self._pending]

    def _rename(self, name: str, file: int | None) -> None:
        change = Rename(self._next(), name, file)
        self._pending.append(change)
        _set(self._names, change)

    def _next(self) -> int:
        self._order += 1
        return self._order


def _set(names: dict[str, int], change: Rename) -> None:
    if change.file is None:
        names.pop(change.name, None)
    else:
        names[change.name] = change.file


def _apply(safe: bytes, writes: Iterable[Write]) -> bytes:
    content = bytearray(safe)
    for each in writes:
        if each.data is None:
            del content[each.offset :]
        content.extend(bytes(max(0, each.offset - len(content))))
        if each.data is not None:
            content[each.offset : each.offset + len(each.data)] = each.data
    return bytes(content)


def _tear(writes: Iterable[Write]) -> list[Write]:
    """Split writes where a sector ends."""
    torn = []
    for each in writes:
        if each.data is None:
            torn.append(each)
            continue
        start = 0
        while start < len(each.data):
            stop = start + SECTOR - (each.offset + start) % SECTOR
            part = each.data[start:stop]
            torn.append(Write(each.order, each.offset + start, part))
            start = stop
    return torn
