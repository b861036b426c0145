"""Sheets and lines: the columns of an item, or a mapping to them."""

from __future__ import annotations

import datetime as dt

import pytest

from scenarios.intake.reading import read_news


def told(text: str, **columns: str) -> list[str]:
    return [
        str(issue) for issue in read_news(text.encode(), "s", columns=columns).issues
    ]


def test_a_sheet_with_the_columns_of_an_item_is_read() -> None:
    sheet = (
        "title;publisher;published;happened;text;language\r\n"
        'Envoy visits;Dawn;2024-05-11;2024-05-10;"Campus;\nopened";en\r\n'
        "\r\n"
        "Next;Dawn;;;;\r\n"
    )
    news = read_news(sheet.encode("utf-8-sig"), "sheet.csv")
    assert news.issues == ()
    first, second = news.items
    assert (first.title, first.text, first.language) == (
        "Envoy visits",
        "Campus; opened",
        "en",
    )
    assert (first.published, first.happened) == ("2024-05-11", dt.date(2024, 5, 10))
    assert (second.published, second.happened) == (None, None)


def test_a_sheet_with_other_headings_is_read_with_a_mapping() -> None:
    sheet = "Headline,When,Desk\nEnvoy visits,2024-05-11,Asia\n"
    columns = {"Headline": "title", "When": "published", "Desk": ""}
    (item,) = read_news(sheet.encode(), "sheet.csv", columns=columns).items
    assert (item.title, item.published) == ("Envoy visits", "2024-05-11")


FAULTY = {
    "an unknown column": (
        "titel,url\nA,B\n",
        ["s:1:1: error: titel: unknown column; did you mean `title`?"],
    ),
    "a strange column": (
        "title,zebra\nA,B\n",
        [
            (
                "s:1:1: error: zebra: unknown column; the columns are title, text, "
                "url, publisher, published, happened, language, guid"
            )
        ],
    ),
    "a column twice": (
        "title,title\nA,B\n",
        ["s:1:1: error: title: stands in two columns"],
    ),
    "a date that is none": (
        "title,published\nA,2024-05-31\nB,5/31/24\n",
        [
            (
                "s:3:1: error: published: '5/31/24' is no date that can be read; write "
                "one like 2024-05-31"
            )
        ],
    ),
    "too many cells": (
        "title,url\nA,,C\n",
        ["s:2:1: error: has 3 cells; the header has 2"],
    ),
    "an open quote": (
        'title\n"A\n',
        ["s:1:1: error: is no sheet: unexpected end of data"],
    ),
    "no text": ("title,url\nA,\n,\n", []),
    "only blanks": ("  \n", ["s:1:1: error: holds nothing"]),
}


@pytest.mark.parametrize(("text", "faults"), FAULTY.values(), ids=FAULTY)
def test_a_faulty_sheet_is_told_where(text: str, faults: list[str]) -> None:
    assert told(text) == faults


def test_a_mapping_of_a_column_that_is_not_there_is_told() -> None:
    assert told("title\nA\n", Headline="title") == [
        "s:1:1: error: Headline: is no column of this sheet"
    ]


def test_bytes_that_are_no_utf_8_are_told() -> None:
    (issue,) = read_news(b"title\n\xff\n", "s").issues
    assert str(issue) == "s:1:1: error: is not UTF-8 at byte 6; save it as UTF-8"


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "A", "published": null}\n\n{"title": "B"}\n',
        '[{"title": "A"}, {"title": "B"}]',
    ],
)
def test_lines_and_lists_of_items_are_read(text: str) -> None:
    news = read_news(text.encode(), "s")
    assert [item.title for item in news.items] == ["A", "B"]
    assert news.issues == ()


def test_a_single_item_is_read() -> None:
    assert [i.title for i in read_news(b'{"title": "A"}', "s").items] == ["A"]


def test_faulty_lines_are_told_where() -> None:
    text = '{"title": "A"}\n{"titel": "B"}\n5\n{"url": 5}\n{\n{"happened": "soon"}\n'
    issues = [str(issue) for issue in read_news(text.encode(), "s").issues]
    assert issues == [
        "s:2:1: error: titel: unknown key; did you mean `title`?",
        "s:2:1: warning: has no title, text or address; left out",
        "s:3:1: error: must be an item: a mapping",
        "s:4:1: error: url: must be a text",
        "s:4:1: warning: has no title, text or address; left out",
        (
            "s:5:1: error: is no JSON: Expecting property name enclosed in double "
            "quotes: line 1 column 2 (char 1)"
        ),
        (
            "s:6:1: error: happened: 'soon' is no date that can be read; write one "
            "like 2024-05-31"
        ),
        "s:6:1: warning: has no title, text or address; left out",
    ]


def test_the_same_item_twice_is_one() -> None:
    news = read_news(b'[{"url": "https://a.pk/1"}, {"url": "http://www.a.pk/1/"}]', "s")
    assert len(news.items) == 1


def test_a_file_without_end_is_read_no_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("scenarios.intake.found.MOST_ITEMS", 2)
    news = read_news(b"title\nA\nB\nC\n", "s")
    assert [item.title for item in news.items] == ["A", "B"]
    assert [str(issue) for issue in news.issues] == [
        "s:4:1: warning: holds more than 2 items; the others are left out"
    ]


def test_json_that_is_too_deep_is_told() -> None:
    (issue,) = read_news(b"[" * 100_000, "s").issues
    assert "is no JSON" in issue.message


def test_an_item_with_its_id_is_read_as_it_is() -> None:
    line = '{"id": "item-1", "title": "A", "fetched": "2024-05-12", "feed": "dawn"}\n'
    (item,) = read_news(line.encode(), "s").items
    assert (item.id, item.fetched, item.feed) == ("item-1", "2024-05-12", "dawn")


def test_a_faulty_item_with_an_id_is_told_where() -> None:
    text = '[{"id": "item-1", "fetched": "soon"}]'
    assert told(text) == [
        (
            "s:1:1: error: 0.fetched: must be a day like 2024-05-31 or a time like "
            "2024-05-31T14:05:00Z"
        )
    ]


def test_from_the_net_no_item_brings_its_own_times() -> None:
    line = b'{"id": "item-1", "title": "A", "fetched": "1999-05-12"}'
    news = read_news(line, "s", fetched="2024-05-12T06:00:00Z")
    assert news.items == ()
    assert "ids and times of its own" in news.issues[0].message


def test_a_sheet_of_too_many_columns_is_refused_at_once() -> None:
    (issue,) = told(",".join(["title"] * 257) + "\nx\n")
    assert issue == "s:1:1: error: has 257 columns; at most 256 are read"
