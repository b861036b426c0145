"""Events: rows of GDELT and ICEWS, those of one story as one item."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from scenarios.intake.reading import read_news

if TYPE_CHECKING:
    from scenarios.intake.reading import News

URL: Final = "https://www.gazette.example/2024/05/31/envoy-visits-the-old-port"
ICEWS_HEADING: Final = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country"),
    *("Event Text", "CAMEO Code", "Intensity", "Target Name", "Target Sectors"),
    *("Target Country", "Story ID", "Sentence Number", "Publisher", "City"),
    *("District", "Province", "Country", "Latitude", "Longitude"),
)


def gdelt(width: int = 61, **cells: str) -> str:
    """Return a row of GDELT; a cell is named by its column, as `c26`."""
    row = [""] * width
    place = 52 if width == 61 else 50
    told = {
        "c0": "1181",
        "c1": "20240531",
        "c5": "PAKGOV",
        "c6": "PAKISTAN",
        "c7": "PAK",
        "c15": "USAMIL",
        "c16": "NAVY",
        "c17": "USA",
        "c26": "0871",
        "c30": "9.0",
        f"c{place}": "Karachi, Sindh, Pakistan",
        "c59" if width == 61 else "c56": "20240601043000"
        if width == 61
        else "20240601",
        **({} if width == 57 else {f"c{width - 1}": URL}),
        **cells,
    }
    for name, text in told.items():
        row[int(name[1:])] = text
    return "\t".join(row)


def read(*rows: str) -> News:
    return read_news("\n".join(rows).encode(), "e.csv")


@pytest.mark.parametrize(
    ("width", "seen"), [(61, "2024-06-01T04:30:00Z"), (58, "2024-06-01")]
)
def test_a_row_of_gdelt_is_an_item_with_its_three_times_apart(
    width: int, seen: str
) -> None:
    (item,) = read(gdelt(width)).items
    assert item.url == URL.replace("www.", "")
    assert item.site == "gazette.example"
    assert item.happened == date(2024, 5, 31)
    assert (item.published, item.fetched) == (None, seen)
    assert (item.title, item.publisher) == ("", "")
    # Code 0871 and its name are those of the CAMEO codebook, chapter 2.
    assert item.text == (
        "Pakistan to Navy (United States): Declare truce, ceasefire (CAMEO 0871, "
        "Goldstein 9.0), in Karachi, Sindh, Pakistan."
    )
    assert item.labels == ("cameo:0871",)


def test_a_row_without_an_address_is_known_by_its_number() -> None:
    first, second = read(gdelt(57), gdelt(57, c0="1182")).items
    assert first.url == second.url == ""
    assert first.id != second.id
    assert first.fetched == "2024-06-01"


def test_the_rows_of_one_story_are_one_item_that_tells_each_once() -> None:
    rows = (
        gdelt(),
        gdelt(c0="1182", c26="043", c30="2.8", c60=f"{URL}?utm_source=x"),
        gdelt(c0="1183", c59="20240601031500"),
        gdelt(c0="1184", c60="https://star.example/other"),
    )
    first, second = read(*rows).items
    assert first.text.count("CAMEO 0871") == 1
    assert "Host a visit (CAMEO 043, Goldstein 2.8)" in first.text
    assert first.fetched == "2024-06-01T03:15:00Z"
    assert first.labels == ("cameo:0871", "cameo:043")
    assert second.site == "star.example"


def test_events_of_several_days_have_each_its_day_and_the_item_none() -> None:
    (item,) = read(gdelt(), gdelt(c0="1182", c1="20230531")).items
    assert item.happened is None
    assert "2024-05-31: Pakistan to Navy" in item.text
    assert "2023-05-31: Pakistan to Navy" in item.text


def test_what_a_row_leaves_out_is_not_made_up() -> None:
    (item,) = read(gdelt(c6="", c7="", c17="", c26="9999", c30="", c52="")).items
    assert item.text == "an actor not named to Navy: does something (CAMEO 9999)."


def test_a_part_of_a_code_has_the_name_of_its_root() -> None:
    (item,) = read(gdelt(c26="0499")).items
    assert "Consult" in item.text


def test_a_quote_is_a_character_like_any_other() -> None:
    rows = (gdelt(c16='THE "OLD" NAVY'), gdelt(c0="2", c60="https://star.example/o"))
    first, _ = read(*rows).items
    assert 'The "Old" Navy' in first.text


def test_bad_rows_are_counted_and_named() -> None:
    news = read(
        gdelt(), "oops", gdelt(c1="20240231"), gdelt(c26="x"), gdelt(c1=""), "1\t2"
    )
    assert len(news.items) == 1
    assert [str(issue) for issue in news.issues] == [
        (
            "e.csv:2:1: warning: left out 2 rows of GDELT 2.0 with other than 61 "
            "columns: lines 2, 6"
        ),
        (
            "e.csv:3:1: warning: left out 2 rows of GDELT 2.0 with no day of the "
            "calendar: lines 3, 5"
        ),
        "e.csv:4:1: warning: left out 1 row of GDELT 2.0 with no CAMEO code: line 4",
    ]


def test_of_many_bad_rows_the_first_are_named() -> None:
    (issue,) = read(gdelt(), *["oops"] * 12).issues
    assert issue.message.endswith("lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more")


def test_events_may_be_zipped_as_gdelt_serves_them() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr("20240601043000.export.CSV", gdelt())
    (item,) = read_news(packed.getvalue(), "e.zip").items
    assert item.happened == date(2024, 5, 31)


def test_when_we_fetched_it_goes_before_when_it_was_collected() -> None:
    (item,) = read_news(gdelt().encode(), "e.csv", fetched="2024-06-02T00:00:00Z").items
    assert item.fetched == "2024-06-02T00:00:00Z"


def icews(**cells: str) -> dict[str, str]:
    return {
        **dict.fromkeys(ICEWS_HEADING, ""),
        "Event ID": "20718170",
        "Event Date": "2024-05-31",
        "Source Name": "Foreign Affairs (Pakistan)",
        "Source Country": "Pakistan",
        "Event Text": "Make a visit",
        "CAMEO Code": "042",
        "Intensity": "1.9",
        "Target Name": "United States",
        "Target Country": "United States",
        "Story ID": "31920561",
        "Publisher": "The Gazette",
        "Country": "United States",
        **cells,
    }


def icews_file(*rows: dict[str, str]) -> bytes:
    text = StringIO()
    writer = csv.DictWriter(text, ICEWS_HEADING, delimiter="\t", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def test_the_rows_of_a_story_of_icews_are_an_item() -> None:
    data = icews_file(
        icews(),
        icews(**{"Event ID": "2", "CAMEO Code": "043"}),
        icews(**{"Event ID": "3", "Story ID": "5", "Event Date": "soon"}),
        icews(**{"Event ID": "4", "Story ID": ""}),
    )
    news = read_news(data, "icews.tab")
    first, last = news.items
    assert first.publisher == "The Gazette"
    assert (first.happened, first.published) == (date(2024, 5, 31), None)
    assert first.fetched is None
    assert first.text == (
        "Foreign Affairs (Pakistan) to United States: Make a visit (CAMEO 042, "
        "Goldstein 1.9), in United States. Foreign Affairs (Pakistan) to United "
        "States: Host a visit (CAMEO 043, Goldstein 1.9), in United States."
    )
    assert last.id != first.id
    assert [str(issue) for issue in news.issues] == [
        (
            "icews.tab:4:1: warning: left out 1 row of ICEWS with no day of the "
            "calendar: line 4"
        )
    ]


def test_a_sheet_with_tabs_is_no_file_of_events() -> None:
    (item,) = read_news(b"title\turl\nA\thttps://a.example/1\n", "s.tsv").items
    assert item.title == "A"
