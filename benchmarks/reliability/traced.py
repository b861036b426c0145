"""A file layer under SQLite that tells a disk of ours everything it does."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

import apsw
from benchmarks.reliability.disk import Disk

__all__ = ["Trace", "tracing"]

_NEW_JOURNALS = (
    apsw.SQLITE_OPEN_MAIN_JOURNAL
    | apsw.SQLITE_OPEN_SUPER_JOURNAL
    | apsw.SQLITE_OPEN_WAL
)
_FSYNC = os.fsync

Step = Callable[[Disk], object]
"""Does on a disk of ours what was done on the real one."""


@dataclass(slots=True)
class Trace:
    """Everything that was done to the files of a folder, in order."""

    steps: list[Step] = field(default_factory=list)

    def note(self, step: Step) -> None:
        """Add a step."""
        self.steps.append(step)


@contextmanager
def tracing(name: str) -> Iterator[Trace]:
    """Offer a file layer of that name; its trace goes on until the end of the block."""
    trace = Trace()
    layer = _Layer(name, trace)

    def fsync(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            trace.note(Disk.sync_folder)
        _FSYNC(file)

    with patch.object(os, "fsync", fsync):
        yield trace
    layer.unregister()


class _Layer(apsw.VFS):
    def __init__(self, name: str, trace: Trace) -> None:
        self._trace = trace
        super().__init__(name, "")

    def xOpen(  # noqa: N802 the name is SQLite's
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        return _File(name, flags, self._trace)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: FBT001, N802 SQLite's
        super().xDelete(filename, syncdir)
        short = Path(filename).name
        self._trace.note(lambda disk: disk.delete(short))
        if syncdir:
            self._trace.note(Disk.sync_folder)


class _File(apsw.VFSFile):
    def __init__(
        self, name: str | apsw.URIFilename | None, flags: list[int], trace: Trace
    ) -> None:
        self._trace = trace
        path = name.filename() if isinstance(name, apsw.URIFilename) else str(name)
        self._short = Path(path).name
        # SQLite syncs the folder with the first sync of a new journal.
        self._is_new = bool(flags[0] & _NEW_JOURNALS) and not Path(path).exists()
        super().__init__("", name, flags)
        short = self._short
        trace.note(lambda disk: disk.open(short))

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 SQLite's
        super().xWrite(data, offset)
        short, written = self._short, bytes(data)
        self._trace.note(lambda disk: disk.write(disk.open(short), offset, written))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 SQLite's
        super().xTruncate(newsize)
        short = self._short
        self._trace.note(lambda disk: disk.write(disk.open(short), newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802 SQLite's
        super().xSync(flags)
        short = self._short
        self._trace.note(lambda disk: disk.sync(disk.open(short)))
        if self._is_new:
            self._trace.note(Disk.sync_folder)
            self._is_new = False
