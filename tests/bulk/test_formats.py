from __future__ import annotations

import gzip
from pathlib import Path
from zipfile import ZipFile

import duckdb
import pytest

from bulk.stream import gdelt_line, write_gdelt
from scenarios.bulk.formats import ICEWS_COLUMNS, know
from scenarios.errors import FaultyDataError, UnreadableFileError


@pytest.mark.parametrize("width", [57, 58, 61])
def test_a_gdelt_file_is_known_by_its_width(tmp_path: Path, width: int) -> None:
    path = write_gdelt(tmp_path / "a.CSV", 5, width=width)
    (file,) = know([path])
    assert file.kind == f"gdelt-{width}"
    assert file.size == path.stat().st_size
    assert not file.is_zip


def test_a_bad_first_line_does_not_hide_what_a_file_is(tmp_path: Path) -> None:
    path = write_gdelt(tmp_path / "a.CSV", 5)
    path.write_text("cut off\n" + path.read_text())
    assert know([path])[0].kind == "gdelt-61"


def test_zipped_and_gzipped_files_are_known_too(tmp_path: Path) -> None:
    line = gdelt_line(61, event="1") + "\n"
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("20240101.export.CSV", line)
    with gzip.open(tmp_path / "b.gz", "wt") as file:
        file.write(line)
    zipped, gzipped = know([tmp_path / "a.zip", tmp_path / "b.gz"])
    assert (zipped.kind, gzipped.kind) == ("gdelt-61", "gdelt-61")
    assert (zipped.is_zip, gzipped.is_zip) == (True, False)


def test_icews_plain_text_and_parquet_are_known_by_their_heading(
    tmp_path: Path,
) -> None:
    (tmp_path / "i.tab").write_text("\t".join(ICEWS_COLUMNS) + "\n")
    (tmp_path / "p.csv").write_text("ID,date,source,target,code,extra\n")
    made = "SELECT 1 AS id, 2 AS date, 3 AS source, 4 AS target, 5 AS plover"
    with duckdb.connect() as base:
        base.execute(f"COPY ({made}) TO '{tmp_path / 'p.parquet'}'")
    icews, plain, parquet = know(
        [tmp_path / "i.tab", tmp_path / "p.csv", tmp_path / "p.parquet"]
    )
    assert icews.kind == "icews"
    assert plain.columns == ("id", "date", "source", "target", "code", "extra")
    assert parquet.kind == "parquet"
    assert parquet.columns[-1] == "plover"


def test_every_file_that_is_none_of_events_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("")
    (tmp_path / "other.csv").write_text("a,b\n1,2\n")
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more")
    with ZipFile(tmp_path / "two.zip", "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("b", "x")
    names = ["empty", "other.csv", "broken.parquet", "two.zip"]
    with pytest.raises(FaultyDataError) as caught:
        know(tmp_path / name for name in names)
    told = {Path(i.location.path).name: i.message for i in caught.value.issues}
    assert told["empty"].startswith("is empty")
    assert "the columns id, date, source, target and code" in told["other.csv"]
    assert told["broken.parquet"].startswith("is no Parquet file")
    assert told["two.zip"].startswith("holds 2 files")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="No such file"):
        know([tmp_path / "gone.csv"])
