"""The developments as a list: what each counts for, and who reported it."""

from dataclasses import replace
from pathlib import Path

import pytest

from dossiers import compile_here
from scenarios.report.contents import tables_of
from scenarios.report.outline.blocks import Item, Link
from scenarios.report.outline.evidence import gather

NEWS = """\
- id: d1
  date: 2024-02-05
  title: ""
  observes: [strike/walkouts]
  reports:
    - {id: r1, source: gazette, credibility: 2, url: "javascript:alert(1)"}
"""


@pytest.fixture
def items(tmp_path: Path) -> dict[str, Item]:
    tables = tables_of(compile_here(tmp_path))
    evidence = gather(tables["developments"], tables["reports"])
    assert evidence.items_of("nothing") == ()
    found = evidence.items_of("strike")
    return {str(item.text[0])[:10]: item for item in found}


def test_developments_come_by_day_with_the_place_where_they_stand(
    items: dict[str, Item],
) -> None:
    days = "2024-02-05 2024-02-20 2024-03-10 2024-03-20 2024-04-02"
    assert " ".join(items) == days
    said = str(items["2024-02-05"].text[0])
    assert said.startswith("2024-02-05: Both sides met for an hour [d1, ")
    assert said.endswith("news.yaml:1]")


def test_each_says_what_it_counts_for_and_how_its_weight_is_made(
    items: dict[str, Item],
) -> None:
    counts = [str(text[0]) for text in items["2024-03-20"].below if len(text) == 1]
    assert counts[0].startswith("pay (scenarios/strike.yaml:49): 3.5, +")
    assert "strength 1, fading 1)" in counts[0]
    assert counts[1].startswith("tonnage (scenarios/strike.yaml:57): 18, +")


def test_each_report_has_its_grade_origin_and_address(items: dict[str, Item]) -> None:
    told = items["2024-02-05"].below[1:]
    first, second = sorted(told, key=lambda text: str(text[0]))
    assert str(first[0]).startswith("The Gazette, 2024-02-06: asserts, B2, r = 0.675, ")
    assert first[1:] == (" ", Link("http://x/1"))
    assert "origin readout" in str(second[0])
    assert str(second[0]).endswith(": They met.")


def test_a_copy_is_said_to_be_one(items: dict[str, Item]) -> None:
    copies = [t for t in items["2024-02-20"].below if ", a copy" in str(t[0])]
    assert len(copies) == 1
    assert str(copies[0][0]).startswith("The union, 2024-02-20")
    assert " dB" not in str(copies[0][0])


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ((), "]"),
        ((7,), ", record 7]"),
        ((7, 9), ", records 7 and 9]"),
        ((7, 9, 12, 31), ", records 7 to 31, 4 in all]"),
    ],
    ids=["none", "one", "two", "many"],
)
def test_of_many_records_the_first_and_the_latest_are_named(
    records: tuple[int, ...], said: str, tmp_path: Path
) -> None:
    dossier = compile_here(tmp_path)
    news = replace(dossier.developments, records={"d2": records}, document=None)
    tables = tables_of(replace(dossier, developments=news))
    found = gather(tables["developments"], tables["reports"]).items_of("strike")
    (item,) = (each for each in found if "Leith" in str(each.text[0]))
    assert str(item.text[0]).endswith(f"[d2{said}")


def test_what_is_no_address_of_the_web_is_text_and_no_link(tmp_path: Path) -> None:
    tables = tables_of(compile_here(tmp_path, files={"news.yaml": NEWS}))
    evidence = gather(tables["developments"], tables["reports"])
    (item,) = evidence.items_of("strike")
    assert str(item.text[0]).startswith("2024-02-05: d1 [d1, ")
    assert item.below[-1][1:] == (" ", "javascript:alert(1)")
