"""Workbooks: sheets of Excel, read as they were saved, with faults in their cells."""

from __future__ import annotations

import sys
import tracemalloc
from datetime import UTC, date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from scenarios.errors import MissingExtraError
from scenarios.intake.reading import read_news

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEADING: Final = ("title", "publisher", "published", "happened", "text")


def workbook(rows: Sequence[Sequence[object]], **others: object) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "News"
    for row in rows:
        sheet.append(row)
    for name in others:
        book.create_sheet(name).append(["title"])
    return saved(book)


def saved(book: Workbook) -> bytes:
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def told(data: bytes, sheet: str = "") -> list[str]:
    return [str(issue) for issue in read_news(data, "n.xlsx", sheet=sheet).issues]


def test_a_sheet_of_excel_is_read_with_its_dates_typed() -> None:
    data = workbook(
        [
            (),
            HEADING,
            ("Envoy visits", "Dawn", datetime(2024, 5, 11, 23, 30), date(2024, 5, 10)),  # noqa: DTZ001 a workbook has no zones
            ("Next", "Dawn", "2024-05-12T01:00:00+05:00", None, 17),
            (True, None, None, None, 0.5),
        ]
    )
    news = read_news(data, "n.xlsx")
    assert news.issues == ()
    first, second, third = news.items
    assert (first.title, first.publisher) == ("Envoy visits", "Dawn")
    assert (first.published, first.happened) == ("2024-05-11", date(2024, 5, 10))
    assert second.published == datetime(
        2024, 5, 11, 20, tzinfo=UTC
    ).isoformat().replace("+00:00", "Z")
    assert (second.text, third.title, third.text) == ("17", "TRUE", "0.5")


def test_other_headings_are_read_with_a_mapping() -> None:
    data = workbook([("Headline", "Desk"), ("Envoy visits", "Asia")])
    news = read_news(data, "n.xlsx", columns={"Headline": "title", "Desk": ""})
    assert [item.title for item in news.items] == ["Envoy visits"]


def test_faults_are_told_with_sheet_and_cell() -> None:
    data = workbook([HEADING, ("A", "B", "5/31/24", None), ("C", "D", 45443, "soon")])
    assert told(data) == [
        (
            "n.xlsx:2:3: error: News!C2: published: '5/31/24' is no date that can be "
            "read; write one like 2024-05-31"
        ),
        (
            "n.xlsx:3:3: error: News!C3: published: '45443' is no date that can be "
            "read; write one like 2024-05-31"
        ),
        (
            "n.xlsx:3:4: error: News!D3: happened: 'soon' is no date that can be read; "
            "write one like 2024-05-31"
        ),
    ]


def test_an_unknown_heading_is_told_with_its_row() -> None:
    assert told(workbook([(), ("titel",), ("A",)])) == [
        "n.xlsx:2:1: error: titel: unknown column; did you mean `title`?"
    ]


def test_no_formula_is_evaluated() -> None:
    assert told(workbook([HEADING, ("A", "=1+1")])) == [
        "n.xlsx:2:2: error: News!B2: publisher: is a formula saved without a value"
    ]


def test_the_value_that_a_formula_was_saved_with_is_read() -> None:
    data = workbook([("title", "text"), ("A", "=1+1")])
    kept = changed(data, {"xl/worksheets/sheet1.xml": (b"<v></v>", b"<v>41</v>")})
    assert [item.text for item in read_news(kept, "n.xlsx").items] == ["41"]


def test_a_cell_that_failed_is_a_fault() -> None:
    assert told(workbook([("title", "text"), ("A", "#N/A")])) == [
        "n.xlsx:2:2: error: News!B2: text: is the error #N/A"
    ]


def test_the_first_sheet_is_read_and_another_where_it_is_named() -> None:
    data = workbook([("title",), ("A",)], Old=None)
    news = read_news(data, "n.xlsx")
    assert [item.title for item in news.items] == ["A"]
    assert [str(issue) for issue in news.issues] == [
        "n.xlsx:1:1: warning: sheet `News` is read; --sheet takes another: Old"
    ]
    assert read_news(data, "n.xlsx", sheet="Old").items == ()
    assert told(data, sheet="old") == [
        "n.xlsx:1:1: error: has no sheet `old`; did you mean `Old`?"
    ]
    assert told(data, sheet="Zebra") == [
        "n.xlsx:1:1: error: has no sheet `Zebra`; it has News, Old"
    ]


def changed(data: bytes, parts: Mapping[str, tuple[bytes, bytes]]) -> bytes:
    """Return a workbook with something replaced in some of its parts."""
    file = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(file, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name in parts:
                assert parts[name][0] in part
                part = part.replace(*parts[name])
            new.writestr(name, part)
    return file.getvalue()


GOOD: Final = workbook([("title",), ("A",)])
SHEET: Final = "xl/worksheets/sheet1.xml"
BOMB: Final = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'


def test_xml_that_could_grow_never_reaches_the_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("openpyxl.load_workbook", lambda *_, **__: pytest.fail("read"))
    bomb = changed(GOOD, {SHEET: (b"<worksheet", BOMB)})
    assert told(bomb) == [
        (
            "n.xlsx:1:1: error: xl/worksheets/sheet1.xml has a document type "
            "declaration or an entity"
        )
    ]


def test_a_zip_bomb_is_refused_and_takes_no_memory() -> None:
    bomb = changed(GOOD, {SHEET: (b"</worksheet>", b" " * 30_000_000)})
    assert len(bomb) < 100_000
    tracemalloc.start()
    assert told(bomb) == ["n.xlsx:1:1: error: unpacks to more than 20,000,000 bytes"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 2**20


def test_a_cell_far_away_takes_no_time_and_no_memory() -> None:
    far = changed(GOOD, {SHEET: (b'r="A2"', b'r="XFD1048576"')})
    tracemalloc.start()
    assert read_news(far, "n.xlsx").items == ()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 64 * 2**20


def archive(count: int) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        for number in range(count):
            made.writestr(str(number), "x")
    return file.getvalue()


BROKEN = {
    "cut off": (GOOD[:-100], "is a broken archive"),
    "no workbook": (archive(1), "is no workbook that can be read"),
    "too many parts": (archive(1_001), "holds 1,002 parts"),
    "no xml": (
        changed(GOOD, {SHEET: (b"<sheetData>", b"<sheetData><")}),
        "is no workbook that can be read",
    ),
    "a false sum": (GOOD.replace(b"PK\x01\x02\x14", b"PK\x01\x02\x00"), ""),
}


@pytest.mark.parametrize(("data", "fault"), BROKEN.values(), ids=BROKEN)
def test_a_broken_workbook_is_told(data: bytes, fault: str) -> None:
    news = read_news(data, "n.xlsx")
    if fault:
        assert news.items == ()
        assert fault in news.issues[0].message


def test_an_archive_with_several_files_is_no_news() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as made:
        made.writestr("a", "title\nA\n")
        made.writestr("b", "title\nB\n")
    assert told(file.getvalue()) == [
        "n.xlsx:1:1: error: holds 2 files; an archive of news holds one"
    ]


def test_a_zipped_sheet_is_read() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr("a.csv", "title\nA\n")
    assert [i.title for i in read_news(file.getvalue(), "n.zip").items] == ["A"]


def test_a_zipped_bomb_is_refused() -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr("a.csv", b" " * 6_000_000)
    assert told(file.getvalue()) == [
        "n.xlsx:1:1: error: unpacks to more than 5,000,000 bytes; split it"
    ]


def test_what_was_read_is_what_openpyxl_reads() -> None:
    rows = [("title", "text"), ("A", "x"), ("B", "y")]
    data = workbook(rows)
    sheet = load_workbook(BytesIO(data)).active
    independent = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    news = read_news(data, "n.xlsx")
    assert [(i.title, i.text) for i in news.items] == independent[1:]


def test_without_the_library_the_install_line_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(
        MissingExtraError, match=r"pip install 'scenarios-engine\[xlsx\]'"
    ):
        read_news(GOOD, "n.xlsx")
