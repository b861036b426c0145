"""Damage to the database file: bits and sectors that change behind the database."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.reliability.drafts import draw_draft
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.keepers import SHIPPED

from scenarios.journal.errors import JournalError

__all__ = ["DAMAGE", "Damage", "find_damage"]

PROMISE = "Damage to the file changes nothing unseen"
RECORDS = 60
SECTOR = 512

Damage = Callable[[bytes, Random], bytes]
"""Returns a file with a part of it changed."""
Content = list[tuple[bytes, tuple[bytes, ...]]]
"""Bytes and texts of each record."""


@dataclass(slots=True)
class Tally:
    """What became of files that were damaged."""

    refused: int = 0
    harmless: int = 0
    unseen: int = 0
    unclear: int = 0
    past_sqlite: int = 0


def find_damage(setup: Setup) -> Iterator[Finding]:
    """Damage the file of a journal at random places."""
    folder = setup.fresh()
    with SHIPPED.create(folder) as store:
        store.append([draw_draft(number) for number in range(RECORDS - 1)])
    whole, wanted = SHIPPED.file(folder).read_bytes(), _read(folder)
    for name, damage in DAMAGE.items():
        is_rare = damage is not _flip
        files = setup.size(1000, 15) if is_rare else setup.size(6000, 50)
        rng = setup.rng(f"damage {name}")
        tally = Tally()
        for _ in range(files):
            _judge(folder, damage(whole, rng), wanted, tally)
        least = 0 if is_rare and setup.quick else 1
        yield Finding(
            PROMISE,
            f"{SHIPPED.name}; {name}",
            (
                Figure(f"files of {RECORDS} records and their texts", files),
                Figure("refused by name", tally.refused),
                Figure("harmless", tally.harmless),
                Figure("changed and unseen", tally.unseen, most=0),
                Figure("failures without a clear line", tally.unclear, most=0),
            ),
            (Figure("unseen by SQLite's own check", tally.past_sqlite, least),),
        )


def _flip(data: bytes, rng: Random) -> bytes:
    place, mask = rng.randrange(len(data)), 1 << rng.randrange(8)
    return data[:place] + bytes([data[place] ^ mask]) + data[place + 1 :]


def _blank(data: bytes, rng: Random) -> bytes:
    start = SECTOR * rng.randrange(len(data) // SECTOR)
    return data[:start] + bytes(SECTOR) + data[start + SECTOR :]


def _swap(data: bytes, rng: Random) -> bytes:
    one, other = sorted(rng.sample(range(len(data) // SECTOR), 2))
    one, other = one * SECTOR, other * SECTOR
    first, second = data[one : one + SECTOR], data[other : other + SECTOR]
    middle = data[one + SECTOR : other]
    return data[:one] + second + middle + first + data[other + SECTOR :]


DAMAGE: Mapping[str, Damage] = {
    "bits flipped": _flip,
    "sectors blank": _blank,
    "sectors swapped": _swap,
}
"""What may happen to a file."""


def _judge(folder: Path, data: bytes, wanted: Content, tally: Tally) -> None:
    path = SHIPPED.file(folder)
    path.write_bytes(data)
    tally.past_sqlite += _passes_sqlite(path, wanted)
    try:
        found = _read(folder)
    except JournalError:
        tally.refused += 1
    except Exception:  # noqa: BLE001 whatever escapes is what is looked for
        tally.unclear += 1
    else:
        tally.unseen += found != wanted
        tally.harmless += found == wanted
    for beside in folder.glob("journal.db-*"):
        beside.unlink()


def _read(folder: Path) -> Content:
    """Verify a journal, and return all that it says."""
    with SHIPPED.open(folder) as store:
        store.verify()
        return [
            (each.data, tuple(text.data for text in each.draft.payloads))
            for each in store.read()
        ]


def _passes_sqlite(path: Path, wanted: Content) -> bool:
    """Tell whether SQLite finds nothing wrong, and gives other bytes than before."""
    with closing(sqlite3.connect(path)) as connection:
        try:
            [(word,)] = connection.execute("PRAGMA integrity_check(1)")
            rows = connection.execute("SELECT data FROM record ORDER BY seq").fetchall()
        except (sqlite3.Error, ValueError):
            return False
    return word == "ok" and [data for (data,) in rows] != [data for data, _ in wanted]
