"""Zip files: the same members give the same bytes, whenever they were packed."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

from scenarios.report.word.zipped import timeless


def packed(names: list[str], year: int) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as file:
        for name in names:
            file.writestr(ZipInfo(name, (year, 2, 3, 4, 5, 6)), name * 3)
    return made.getvalue()


def test_neither_time_nor_order_is_left() -> None:
    one = timeless(packed(["b", "[Content_Types].xml", "a/c"], 1999))
    two = timeless(packed(["a/c", "b", "[Content_Types].xml"], 2024))
    assert one == two
    with ZipFile(BytesIO(one)) as file:
        assert file.namelist() == ["[Content_Types].xml", "a/c", "b"]
        assert file.read("a/c") == b"a/ca/ca/c"
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
