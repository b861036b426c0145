"""How and where a journal is kept, and what of that would endanger it."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from stat import S_IMODE

from scenarios.errors import FailedCheckError
from scenarios.journal.findings import Finding, State
from scenarios.journal.heads import LastSeen, see
from scenarios.journal.keys import Keyring
from scenarios.journal.note import write_vkey
from scenarios.journal.opening import open_there
from scenarios.journal.place import Place
from scenarios.journal.sealing import check_kept
from scenarios.journal.sql_store import SqlStore
from scenarios.journal.sqlite_file import Version, has_safe_wal
from scenarios.journal.store import Store
from scenarios.journal.trust import keys_of

__all__ = ["examine", "file_system"]

MOUNTS = Path("/proc/self/mounts")
REMOTE = frozenset(
    """9p afs ceph cifs davfs fuse.sshfs glusterfs lustre nfs nfs4 smb3 smbfs""".split()  # noqa: SIM905 a list of names
)
SYNCED = frozenset({"Dropbox", "OneDrive", "Google Drive", "iCloud Drive", "Nextcloud"})
SETTINGS = ("synchronous", "fullfsync", "secure_delete", "trusted_schema", "mmap_size")


def examine(  # noqa: PLR0913 the world it looks at is given
    place: Place,
    seen: LastSeen,
    keyring: Keyring,
    now: Callable[[], datetime],
    *,
    library: Version = sqlite3.sqlite_version_info,
    mounts: Path = MOUNTS,
) -> tuple[Finding, ...]:
    """Examine how a journal is kept; nothing is changed.

    Args:
        place: Where it is.
        seen: What was seen last of it.
        keyring: Where its key should be.
        now: Tells the time.
        library: The version of the SQLite library.
        mounts: The system's list of file systems.
    """
    found = [Finding("place", State.HOLDS, str(place))]
    if place.file is not None:
        found += _files(place.file, mounts)
    try:
        with open_there(place, seen) as store:
            found += _store(store, library) if place.file else _server(store)
            found += _trust(store, seen, keyring, now)
    except FailedCheckError as error:
        found.append(Finding("journal", State.FAILS, str(error)))
    return tuple(found)


def file_system(path: Path, mounts: str) -> str | None:
    r"""Return the type of the file system of a path; None where none is listed.

    >>> file_system(Path("/a/b/c"), "x / ext4 rw 0 0\nhost:/b /a/b nfs rw 0 0\n")
    'nfs'
    """
    found = [(Path(), "")]
    for line in mounts.splitlines():
        _, point, kind, *_ = line.split(" ")
        mounted = Path(point.encode().decode("unicode_escape"))
        if path.is_relative_to(mounted):
            found.append((mounted, kind))
    return max(found, key=lambda each: len(each[0].parts))[1] or None


def _files(path: Path, mounts: Path) -> Iterator[Finding]:
    folder = path.parent.resolve()
    kind = file_system(folder, mounts.read_text()) if mounts.exists() else None
    if kind in REMOTE:
        said = f"{kind} is not local; SQLite may lose records there"
        yield Finding("file system", State.FAILS, said)
    elif SYNCED.intersection(folder.parts):
        said = f"{folder} is synced to a cloud, which copies files in the wrong moment"
        yield Finding("file system", State.FAILS, said)
    else:
        yield Finding("file system", State.HOLDS, f"{kind or 'unknown'}, local")
    if not path.exists():
        return
    yield from _modes(path)
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and wal.stat().st_size:
        said = f"{wal.name} belongs to it; copy with `scenarios audit backup` alone"
        yield Finding("beside it", State.HOLDS, said)
    mark = path.with_name(f"{path.name}-unverified")
    if mark.exists():
        said = "a write failed; `scenarios audit verify` has to pass before the next"
        yield Finding("mark", State.FAILS, said)


def _modes(path: Path) -> Iterator[Finding]:
    mode, folder = S_IMODE(path.stat().st_mode), S_IMODE(path.parent.stat().st_mode)
    said = f"file {mode:04o}, folder {folder:04o}"
    if mode & 0o077 or folder & 0o022:
        said += "; others can read or replace it"
        yield Finding("permissions", State.FAILS, said)
    else:
        yield Finding("permissions", State.HOLDS, said)


def _server(store: Store) -> Iterator[Finding]:
    from scenarios.journal.postgres import PostgresStore
    from scenarios.journal.postgres_report import postgres_report

    if not isinstance(store, PostgresStore):
        return
    report = postgres_report(store)
    settings = ", ".join(f"{name} {value}" for name, value in report.settings.items())
    said = f"PostgreSQL {report.version}, {settings}"
    yield Finding("server", State.HOLDS, said)
    rights = "may append" if report.may_append else "may read only"
    said = f"{report.user} {rights}; the tables belong to {report.owner}"
    yield Finding("rights", State.HOLDS, said)
    for remark in report.remarks:
        yield Finding("remark", State.UNKNOWN, remark)


def _store(store: Store, library: Version) -> Iterator[Finding]:
    if not isinstance(store, SqlStore):
        return
    version = ".".join(map(str, library))
    yield Finding("SQLite", State.HOLDS, f"{version}, {_wal_fault(library)}")
    [(mode,)] = store.select("PRAGMA journal_mode")
    yield Finding("journal mode", State.HOLDS, f"{mode}, {_why(mode, library)}")
    values = [(name, store.select(f"PRAGMA {name}")[0][0]) for name in SETTINGS]
    said = ", ".join(f"{name} {value}" for name, value in values)
    yield Finding("settings", State.HOLDS, said)


def _wal_fault(library: Version) -> str:
    if has_safe_wal(library):
        return "without the fault that resets a log in use"
    return "with the fault that resets a log in use (mended in 3.51.3)"


def _why(mode: str, library: Version) -> str:
    if mode == "wal":
        return "readers and a writer do not wait for each other"
    if has_safe_wal(library):
        return "as it was made by an older SQLite; it is as safe, but slower"
    return "because this SQLite would be unsafe with wal; it is as safe, but slower"


def _trust(
    store: Store, seen: LastSeen, keyring: Keyring, now: Callable[[], datetime]
) -> Iterator[Finding]:
    head, chain, kept = store.head(), keys_of(store), store.checkpoint()
    yield Finding("records", State.HOLDS, f"{head.size} of {store.origin}")
    if kept is None:
        yield Finding("checkpoint", State.ABSENT, "no head is signed yet")
    else:
        size = check_kept(store, kept, chain, head).size
        said = f"the head of {size} is signed; {head.size - size} added since"
        yield Finding("checkpoint", State.HOLDS, said)
    last = seen.read()
    if last is None:
        yield Finding("last seen", State.ABSENT, "never before on this machine")
    else:
        yield Finding("last seen", State.HOLDS, f"{last}; in {seen.path}")
    path, vkey = keyring.path_of(store.origin), see(store, now).vkey
    if vkey is None:
        yield Finding("key", State.ABSENT, "the journal was made without one")
        return
    in_force = write_vkey(chain.in_force(head.size))
    yield Finding("first key", State.HOLDS, vkey)
    yield Finding("key in force", State.HOLDS, in_force)
    if keyring.named_in(store.origin) == in_force:
        yield _key_file(path)
    else:
        said = f"not in {path}; heads cannot be signed here"
        yield Finding("key file", State.ABSENT, said)


def _key_file(path: Path) -> Finding:
    mode = S_IMODE(path.stat().st_mode)
    sealed = "sealed" if path.read_bytes().startswith(b"{") else "not sealed"
    said = f"{path}, {mode:04o}, {sealed} with a passphrase"
    return Finding("key file", State.FAILS if mode & 0o077 else State.HOLDS, said)
