"""Files that are written whole or not at all, and survive a loss of power."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

__all__ = [
    "file_to_hand_on",
    "make_folder",
    "sync_folder",
    "whole_file",
    "write_whole",
]

OWNER_ONLY = 0o600
FOLDER_OWNER_ONLY = 0o700


@contextmanager
def whole_file(
    path: Path, *, mode: int = OWNER_ONLY, new: bool = False
) -> Iterator[IO[bytes]]:
    """Open a file to write, that takes its name only when all of it is on disk.

    Anybody finds the old file or the new one, never a part.

    Args:
        path: The file; its folder is there.
        mode: Who may read and write it.
        new: Refuse to take the place of a file that is there.

    Raises:
        FileExistsError: `new` was asked for and something is there.
        OSError: It could not be written; then what was there before is still there.
    """
    temporary = path.with_name(f".{path.name[:200]}.{os.getpid()}.part")
    temporary.unlink(missing_ok=True)
    try:
        handle = os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(handle)
        if new:
            # Unlike a rename, a link never takes the place of another file.
            os.link(temporary, path)
        else:
            temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


@contextmanager
def file_to_hand_on(path: Path, *, mode: int) -> Iterator[IO[bytes]]:
    """Open a file that somebody named to write to, as `whole_file` where it is a file.

    What a link leads to is written, and the link stays. What is no file, such as a
    device or a pipe, is written as it is.

    Args:
        path: What was named.
        mode: Who may read and write a file that is new.

    Raises:
        OSError: It could not be written.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not (target.is_file() or target.is_dir()):
        with target.open("wb") as file:
            yield file
        return
    with whole_file(target, mode=mode) as file:
        yield file


def write_whole(
    path: Path, data: bytes, *, mode: int = OWNER_ONLY, new: bool = False
) -> None:
    """Write a file that takes its name only when all of it is on disk.

    Raises:
        FileExistsError: `new` was asked for and something is there.
        OSError: It could not be written; then what was there before is still there.
    """
    with whole_file(path, mode=mode, new=new) as file:
        file.write(data)


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, that only their owner can look into.

    Raises:
        OSError: The system does not let us.
    """
    missing = [each for each in (folder, *folder.parents) if not each.is_dir()]
    for each in reversed(missing):
        each.mkdir(mode=FOLDER_OWNER_ONLY, exist_ok=True)
        sync_folder(each.parent)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a loss of power, where folders can be synced.

    Raises:
        OSError: The system could not.
    """
    directory = getattr(os, "O_DIRECTORY", None)
    if directory is None:
        return
    handle = os.open(folder, os.O_RDONLY | directory)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
