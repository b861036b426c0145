"""Files of coded events for the tests: drawn, or written row by row."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from scenarios.bulk.codes import code_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

OPENS = dt.date(2024, 1, 1)
COUNTRIES = ("PAK", "USA", "IND", "CHN", "AFG", "IRN", "RUS", "SAU", "TUR", "GBR")
ADDED = {57: 56, 58: 56, 61: 59}
URL = {58: 57, 61: 60}
COLUMNS = {
    "event": 0,
    "day": 1,
    "source": 7,
    "source_role": 12,
    "target": 17,
    "target_role": 22,
    "code": 26,
    "quad": 29,
    "goldstein": 30,
    "mentions": 31,
    "sources": 32,
}


def gdelt_line(width: int, **cells: str) -> str:
    """Write a line of a GDELT file; `added` and `url` have no fixed place."""
    line = [""] * width
    places = {**COLUMNS, "added": ADDED[width], "url": URL.get(width, -1)}
    for column, text in cells.items():
        if places[column] >= 0:
            line[places[column]] = text
    return "\t".join(line)


def draw_cells(number: int, days: int, seed: int = 1) -> Iterator[Mapping[str, str]]:
    """Draw the cells of events over some days, in the order they became known."""
    chance = Random(seed)
    codes = code_table("cameo")
    for place in range(number):
        added = OPENS + dt.timedelta(place * days // number)
        happened = added - dt.timedelta(chance.choice([0, 0, 0, 1, 2, 40]))
        source, target = chance.sample(COUNTRIES, 2)
        row = chance.choice(codes)
        yield {
            "event": str(1_000_000 + place),
            "day": happened.strftime("%Y%m%d"),
            "added": added.strftime("%Y%m%d"),
            "source": source,
            "target": target,
            "source_role": chance.choice(["GOV", "MIL", "MED", ""]),
            "target_role": chance.choice(["GOV", ""]),
            "code": row["code"],
            "quad": row["quad"],
            "goldstein": row["goldstein"],
            "mentions": str(chance.randint(1, 6)),
            "sources": str(chance.choice([1, 1, 2, 3, 9])),
            "url": f"https://www.site{chance.randint(1, 30)}.com/{place}",
        }


def write_gdelt(
    path: Path, number: int, days: int = 180, *, width: int = 61, seed: int = 1
) -> Path:
    """Write a GDELT file of drawn events."""
    lines = (gdelt_line(width, **cells) for cells in draw_cells(number, days, seed))
    path.write_text("".join(f"{line}\n" for line in lines))
    return path
