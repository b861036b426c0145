"""What keeps a journal from being written: one clear line, and nothing is lost."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import SqliteKeeper

from scenarios.journal.errors import JournalError

__all__ = ["find_hindrances"]

PROMISE = "What hinders says so in one line, and nothing is lost"
NOBODY = 65_534
RECORDS = 12
DISK = "2m"
FILLER = 1_500_000
MOST = 5000


def find_hindrances(setup: Setup) -> Iterator[Finding]:
    """Hinder every kind of SQLite store in every way that this machine allows."""
    for keeper in setup.keepers:
        if not isinstance(keeper, SqliteKeeper):
            continue
        yield from (
            _small_disk("a full disk", keeper, _fill_disk),
            _small_disk("a disk for reading only", keeper, _mount_for_reading),
            _hindered("a file of somebody else", keeper, _forbid_file),
            _hindered("a folder of somebody else", keeper, _forbid_folder),
            _hindered("a journal of a newer version", keeper, _make_newer),
            _copied(keeper),
        )


Hinder = Callable[[SqliteKeeper, Path], "Iterator[None]"]
"""Hinders as long as it is not run to its end."""


def _small_disk(name: str, keeper: SqliteKeeper, hinder: Hinder) -> Finding:
    if os.geteuid():
        return Finding(PROMISE, _on(keeper, name), skipped="only root can mount a disk")
    with TemporaryDirectory(prefix="disk-") as folder:
        _mount(f"size={DISK}", folder)
        try:
            return _judge(name, keeper, Path(folder), hinder)
        finally:
            subprocess.run(["umount", folder], check=True)  # noqa: S603, S607 the system's


def _hindered(name: str, keeper: SqliteKeeper, hinder: Hinder) -> Finding:
    with TemporaryDirectory(prefix="hindered-") as folder:
        Path(folder).chmod(0o755)
        return _judge(name, keeper, Path(folder), hinder)


def _judge(name: str, keeper: SqliteKeeper, folder: Path, hinder: Hinder) -> Finding:
    """Append until something is said, then without the hindrance."""
    filler = folder / "filler"
    filler.write_bytes(bytes(FILLER))
    with keeper.create(folder) as store:
        store.append([draw_draft(number) for number in range(RECORDS)])
    unhindered, acknowledged = _append(keeper, folder, RECORDS, RECORDS + 5)
    with contextmanager(hinder)(keeper, folder):
        said, acknowledged = _append(keeper, folder, acknowledged, MOST)
        readable = _is_readable(keeper, folder)
    after, _ = _append(keeper, folder, acknowledged, acknowledged + 1)
    with keeper.open(folder) as store:
        lost = acknowledged + 2 - store.verify().size
    return Finding(
        PROMISE,
        _on(keeper, name),
        (
            Figure("records acknowledged", acknowledged),
            Figure("lost", lost, most=0),
            Figure(
                "times read meanwhile", int(readable), least=int(hinder in READABLE)
            ),
            Figure("lines said", said.count("\n"), least=1, most=1),
            Figure("appends refused afterwards", int(bool(after)), most=0),
        ),
        (Figure("lines said before", unhindered.count("\n"), most=0),),
        said=said.strip().removeprefix(str(folder)).lstrip("/"),
    )


def _append(
    keeper: SqliteKeeper, folder: Path, first: int, stop: int
) -> tuple[str, int]:
    """Append until something is said; return it, and how far that came."""
    for number in count(first):
        if number == stop:
            return "", number
        try:
            with keeper.open(folder) as store:
                store.append([draw_draft(number)])
        except JournalError as error:
            return f"{error}\n", number
    raise AssertionError


def _is_readable(keeper: SqliteKeeper, folder: Path) -> bool:
    try:
        with keeper.open(folder) as store:
            return store.verify().size > RECORDS
    except JournalError:
        return False


def _fill_disk(keeper: SqliteKeeper, folder: Path) -> Iterator[None]:
    del keeper
    yield
    (folder / "filler").unlink()


def _mount_for_reading(keeper: SqliteKeeper, folder: Path) -> Iterator[None]:
    del keeper
    _mount("remount,ro", str(folder))
    yield
    _mount("remount,rw", str(folder))


def _forbid_file(keeper: SqliteKeeper, folder: Path) -> Iterator[None]:
    keeper.file(folder).chmod(0)
    with _as_nobody():
        yield
    keeper.file(folder).chmod(0o600)


def _forbid_folder(keeper: SqliteKeeper, folder: Path) -> Iterator[None]:
    file = keeper.file(folder)
    file.chmod(0o666)
    folder.chmod(0o555)
    with _as_nobody():
        yield
    folder.chmod(0o755)
    file.chmod(0o600)


def _make_newer(keeper: SqliteKeeper, folder: Path) -> Iterator[None]:
    [(version,)] = _execute(keeper.file(folder), "PRAGMA user_version")
    _execute(keeper.file(folder), f"PRAGMA user_version = {version + 1}")
    yield
    _execute(keeper.file(folder), f"PRAGMA user_version = {version}")


def _copied(keeper: SqliteKeeper) -> Finding:
    """Copy the file of an open journal without what stands beside it."""
    with TemporaryDirectory() as folder:
        whole, copy, backup = (Path(folder, each) for each in ("a", "b", "c"))
        for each in (whole, copy, backup):
            each.mkdir()
        with keeper.create(whole) as store:
            store.append([draw_draft(number) for number in range(RECORDS)])
            shutil.copyfile(keeper.file(whole), keeper.file(copy))
            store.back_up(keeper.file(backup))
            head = store.head()
        sizes = []
        for each in (whole, copy, backup):
            with keeper.open(each) as store:
                sizes.append(store.verify().size)
    lacking = head.size - sizes[1]
    return Finding(
        PROMISE,
        _on(keeper, "copied without its -wal"),
        (
            Figure("lost in the journal itself", head.size - sizes[0], most=0),
            Figure(
                "lacking in the copy, which only a head kept elsewhere tells", lacking
            ),
        ),
        (Figure("lacking in a copy by `audit backup`", head.size - sizes[2], most=0),),
    )


READABLE = (_fill_disk, _mount_for_reading)
"""What must not keep a journal from being read."""


def _on(keeper: SqliteKeeper, name: str) -> str:
    return f"{keeper.name}; {name}"


def _mount(options: str, folder: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    subprocess.run(command, check=True)  # noqa: S603 the system's


def _execute(path: Path, statement: str) -> list[tuple[int]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Be somebody whom file modes bind, also as root."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)
