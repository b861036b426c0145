"""Records of sources, as people and programs read them."""

from datetime import date

from explanation.test_source_record import SOURCES, tell
from scenarios.explanation.source_record import review_sources
from scenarios.report.layout import paint, width_of
from scenarios.report.source_records import (
    show_source_records,
    source_records_json,
    source_records_table,
)

DAY = date(2024, 6, 30)
NEWS = [
    tell("a", "b!"),
    tell("a", "c", name="e"),
    *(tell("a", "b!", name=f"f{n}") for n in range(3)),
    tell("b-05/20", name="g"),
]


def test_a_terminal_shows_the_busiest_first_and_what_to_look_at() -> None:
    found = review_sources(NEWS, SOURCES, DAY)
    lines = [paint(each, colour=False) for each in show_source_records(found, DAY, 90)]
    assert lines[:3] == [
        "As of 2024-06-30",
        "source  grade  developments  agreed  disputed  alone  copied  retracted",
        "a       B                 5       1         4      0       0          0",
    ]
    assert "a, disputed: d, f0, f1 and 1 more" in lines
    assert "b, retracted: g/r0" in lines
    assert max(map(width_of, lines)) <= 90


def test_nobody_has_reported() -> None:
    lines = [paint(each, colour=False) for each in show_source_records([], DAY, 90)]
    assert lines == ["As of 2024-06-30", "No source has reported by then."]


def test_programs_get_the_ids_and_tables_the_counts() -> None:
    found = review_sources(NEWS, SOURCES, DAY)
    told = source_records_json(found, DAY)
    assert told["format"] == "scenarios/source-records@1"
    assert told["sources"][0]["since"] == "2024-03-01"
    assert told["sources"][1]["since"] is None
    assert told["sources"][1]["retracted"] == ["g/r0"]
    rows = list(source_records_table(found).rows)
    assert rows[0] == ("a", "The A", "B", date(2024, 3, 1), 5, 1, 4, 0, 0, 0)
