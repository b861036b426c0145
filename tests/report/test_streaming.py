"""Tables are written as they are made: memory does not grow with their rows."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO

import pyarrow as pa
import pytest

from dossiers import compile_here
from scenarios.report.contents import tables_of
from scenarios.report.dossier import Dossier
from scenarios.report.exporting import Choices, export
from scenarios.report.formats import csv_file, parquet_file

pytestmark = pytest.mark.no_cover

FEW, MANY = 50, 500
"""Copies of a scenario of 30 ledger rows."""
LEDGER = Choices(table="ledger")
KIB = 1024


def repeated(dossier: Dossier, times: int) -> Dossier:
    """Return a dossier of one scenario over and over; none is copied."""
    now = dossier.assessment
    return replace(
        dossier, assessment=replace(now, scenarios=now.scenarios[:1] * times)
    )


@contextmanager
def peak() -> Iterator[list[int]]:
    """Yield a list that holds the largest Python memory in the end, in bytes."""
    found: list[int] = []
    tracemalloc.start()
    try:
        yield found
        found.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


CASES = {
    "csv": (csv_file.write, LEDGER),
    "wide csv": (csv_file.write, replace(LEDGER, wide=True)),
    "parquet": (parquet_file.write, LEDGER),
}


@pytest.mark.parametrize(("write", "choices"), CASES.values(), ids=CASES)
def test_memory_is_the_same_for_ten_times_the_rows(
    write: Callable[[Dossier, IO[bytes], Choices], None],
    choices: Choices,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet_file, "ROWS_OF_A_GROUP", 300)
    dossier = compile_here(tmp_path)
    peaks, sizes = [], []
    for times in (FEW, FEW, MANY):
        each, target = repeated(dossier, times), tmp_path / str(times)
        with target.open("wb") as file, peak() as found:
            write(each, file, choices)
        peaks += found
        sizes.append(target.stat().st_size)
    # The first run imports too; what may grow is what Parquet says of each group.
    _, few, many = peaks
    assert many < few + 256 * KIB
    assert sizes[2] > 2 * sizes[1]


def test_the_measure_would_notice_rows_that_are_held(tmp_path: Path) -> None:
    dossier = compile_here(tmp_path)
    peaks = []
    for times in (FEW, MANY):
        with peak() as found:
            rows = list(tables_of(repeated(dossier, times))["ledger"].rows)
        assert len(rows) == 30 * times
        peaks.append(found[0])
    assert peaks[1] > peaks[0] + 1024 * KIB


def test_arrow_holds_no_more_than_a_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_file, "ROWS_OF_A_GROUP", 300)
    dossier = compile_here(tmp_path)
    pool = pa.system_memory_pool()
    monkeypatch.setattr(pa, "default_memory_pool", lambda: pool)
    pa.set_memory_pool(pool)
    peaks = []
    for times in (FEW, MANY):
        target = tmp_path / f"{times}.parquet"
        export(repeated(dossier, times), target, "parquet", LEDGER)
        peaks.append(pool.max_memory())
    assert peaks[1] < peaks[0] + 512 * KIB


def test_no_table_is_made_before_it_is_asked_for(tmp_path: Path) -> None:
    # One of a million rows would otherwise cost the time and memory of all others.
    dossier = compile_here(tmp_path)
    with peak() as found:
        tables = tables_of(repeated(dossier, MANY))
    assert set(tables) >= {"scenarios", "outcomes", "ledger", "sources"}
    assert found[0] < 512 * KIB
