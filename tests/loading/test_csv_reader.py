"""CSV: a row for each report, every fault at its cell, and nothing lost on the way."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk import write_workspace
from scenarios import load_workspace
from scenarios.errors import FaultyDataError
from scenarios.loading.csv_reader import COLUMNS, read_csv
from scenarios.loading.developments import parse_developments


def read(text: str) -> tuple[Any, list[str]]:
    document, issues = read_csv(text.encode(), "news.csv")
    return document and document.value, [str(issue) for issue in issues]


def test_rows_of_one_id_are_one_development() -> None:
    text = (
        "id,date,title,observes,source,published,credibility,origin\n"
        'd1,2024-02-01,"Talks, at last",q/talks q/tone=warm,dawn,2024-02-02,2,readout\n'
        "d1,,,,herald,,3,\n"
        "d2,2024-02-03,Nothing reported,,,,,\n"
    )
    talks = {
        "id": "d1",
        "date": "2024-02-01",
        "title": "Talks, at last",
        "observes": [
            {"indicator": "q/talks"},
            {"indicator": "q/tone", "value": "warm"},
        ],
        "reports": [
            {
                "id": "r1",
                "source": "dawn",
                "published": "2024-02-02",
                "credibility": "2",
                "origin": "readout",
            },
            {"id": "r2", "source": "herald", "credibility": "3"},
        ],
    }
    quiet = {
        "id": "d2",
        "date": "2024-02-03",
        "title": "Nothing reported",
        "reports": [],
    }
    assert read(text) == ([talks, quiet], [])


def test_links_carry_a_value_a_strength_or_an_absence() -> None:
    text = "id,date,observes\nd,2024-02-01,q/a=12.5 ; q/b*0.5|q/c!absent q/d=nan =x\n"
    (development,), issues = read(text)
    assert issues == []
    assert [
        {k: str(v) for k, v in each.items()} for each in development["observes"]
    ] == [
        {"indicator": "q/a", "value": "12.5"},
        {"indicator": "q/b", "strength": "0.5"},
        {"indicator": "q/c", "absent": "True"},
        {"indicator": "q/d", "value": "nan"},
        {"indicator": "=x"},
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_any_separator_and_line_ending_is_read(separator: str, ending: str) -> None:
    rows = [["id", "date", "title"], ["d", "2024-02-01", "x"], ["", "", ""]]
    text = "\ufeff" + ending.join(separator.join(row) for row in rows)
    value, issues = read(text)
    assert issues == []
    assert value == [{"id": "d", "date": "2024-02-01", "title": "x", "reports": []}]


def test_a_report_says_its_name_and_its_retraction() -> None:
    text = (
        "id,date,report,source,retracted,retracted_why\n"
        "d,2024-02-01,wire,dawn,2024-03-01,made up\n"
        "d,2024-02-01,copy,herald,2024-03-02,\n"
    )
    (development,), issues = read(text)
    assert issues == []
    assert development["reports"] == [
        {
            "id": "wire",
            "source": "dawn",
            "retracted": {"on": "2024-03-01", "why": "made up"},
        },
        {"id": "copy", "source": "herald", "retracted": {"on": "2024-03-02"}},
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "date\n",
            ["1:1: error: the first line must name the columns; it lacks `id`"],
        ),
        (
            "id,dat,ID\n",
            [
                "1:4: error: dat: unknown column; did you mean `date`?",
                "1:8: error: id: is the name of an earlier column too",
                "1:1: error: the first line must name the columns; it lacks `date`",
            ],
        ),
        (
            "id,date,zebra\n",
            [f"1:9: error: zebra: unknown column; there are {', '.join(COLUMNS)}"],
        ),
        (
            "id,date\nd,2024-02-01,x\n,2024-02-01\n",
            [
                "2:14: error: has 3 cells; the header has 2",
                "3:1: error: id: is empty; write whose report this is",
            ],
        ),
        (
            'id,date,title\nd,2024-02-01,"two\nlines"\nd,2024-02-02,other\n',
            [
                "4:3: error: 0.date: is not what line 2 says of the same development",
                "4:14: error: 0.title: is not what line 2 says of the same development",
            ],
        ),
        (
            'id,date\n"d,2024-02-01\n',
            ['2:1: error: a quote must close its cell and be doubled inside it, `""`'],
        ),
        (
            'id,date\n"d"x,2024-02-01\n',
            ['2:4: error: a quote must close its cell and be doubled inside it, `""`'],
        ),
    ],
)
def test_a_fault_is_told_at_its_cell(text: str, told: list[str]) -> None:
    assert read(text)[1] == [f"news.csv:{each}" for each in told]


def test_bytes_that_are_no_text_are_refused() -> None:
    document, (issue,) = read_csv(b"id,date\n\xff", "news.csv")
    assert document is None
    assert str(issue).startswith("news.csv:2:1: error: byte 9 (0xff) is not UTF-8")


def test_thousands_of_faults_end_early() -> None:
    _, issues = read("id,date\n" + ",x\n" * 2000)
    assert len(issues) == 1001
    assert issues[-1].endswith("1,000 faults stand above")


def test_what_the_nouns_refuse_is_told_at_its_cell(tmp_path: Path) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    text = b"id,date,source,credibility\nd,2024-13-01,herald,9\nd,,nobody,\n"
    with pytest.raises(FaultyDataError) as caught:
        parse_developments(text, "news.csv", workspace)
    assert [str(each).partition(": error: ")[0] for each in caught.value.issues] == [
        "news.csv:2:3",
        "news.csv:2:21",
    ]
    assert read_csv(text, "news.csv")[0] is not None


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8).map(str.strip)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5)


@given(rows=ROWS, separator=st.sampled_from(",;\t"))
def test_every_text_survives_another_programs_csv(
    rows: list[tuple[str, str, str]], separator: str
) -> None:
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerow(["id", "date", "title", "source", "summary"])
    for number, (title, source, summary) in enumerate(rows):
        writer.writerow([f"d{number}", "2024-01-01", title, source, summary])
    value, issues = read(out.getvalue())
    assert issues == []
    told = [
        (
            each.get("title", ""),
            *[
                (report.get("source", ""), report.get("summary", ""))
                for report in each["reports"]
            ],
        )
        for each in value
    ]
    assert told == [
        (title, *([(source, summary)] if source or summary else []))
        for title, source, summary in rows
    ]


def test_the_place_of_what_is_not_there_is_the_deepest_that_is() -> None:
    document, _ = read_csv(b"id,date,source\nd,2024-01-01,dawn\n", "news.csv")
    assert document is not None
    where = {path: str(document.locate(path)) for path in PLACES}
    assert where == {
        (): "news.csv:1:1",
        (0,): "news.csv:2:1",
        (0, "date"): "news.csv:2:3",
        (0, "observes"): "news.csv:2:1",
        (0, "reports", 0, "source"): "news.csv:2:14",
        (0, "reports", 0, "url"): "news.csv:2:1",
        (7, "reports"): "news.csv:1:1",
    }


PLACES: list[tuple[str | int, ...]] = [
    (),
    (0,),
    (0, "date"),
    (0, "observes"),
    (0, "reports", 0, "source"),
    (0, "reports", 0, "url"),
    (7, "reports"),
]


@pytest.mark.parametrize("start", ["", "\ufeff", '"ID";"Date";title\r\n'])
def test_a_text_without_a_name_is_known_by_its_columns(
    tmp_path: Path, start: str
) -> None:
    workspace = load_workspace(write_workspace(tmp_path))
    head = start if "Date" in start else f"{start}id,date\n"
    separator = ";" if ";" in head else ","
    text = f"{head}d{separator}2024-02-01\n"
    (development,) = parse_developments(text.encode(), "<stdin>", workspace).items
    assert development.id == "d"
