"""What is measured of intake is counted rightly, and stays about as good as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from benchmarks.intake_data import (
    CODED,
    Told,
    count_pairs,
    put_together,
    read_told,
    same_development,
    same_origin,
    strip,
    widened,
)
from benchmarks.intake_flow import ceiling, follow, mornings

from scenarios.domain.development import Development
from scenarios.intake.items import RawItem, make_item
from scenarios.intake.linking import attach

if TYPE_CHECKING:
    from pathlib import Path


def told(name: str, development: str, origin: str | None = None) -> Told:
    return Told(make_item(RawItem(guid=name, title=name)), development, origin)


def test_nothing_of_the_grouping_is_left_in_an_item() -> None:
    report = {
        "id": "r9",
        "url": "https://x.pk/1",
        "published": None,
        "summary": "Met.",
        "origin": "ISPR statement",
        "stance": "denies",
    }
    item = strip(report, "Dawn")
    assert (item.text, item.publisher, item.published) == ("Met.", "Dawn", None)
    assert "ISPR" not in item.model_dump_json()
    assert "r9" not in item.model_dump_json()


def test_pairs_are_counted_by_hand() -> None:
    items = [told("a", "x"), told("b", "x"), told("c", "x"), told("d", "y")]
    ids = [each.item.id for each in items]
    links = dict(zip(ids, ["x", "x", "z", "x"], strict=True))
    # Together: ab, ad, bd. Belong together: ab, ac, bc.
    pairs = count_pairs(items, put_together(links), same_development)
    assert (pairs.right, pairs.wrong, pairs.missed) == (1, 2, 2)
    assert pairs.precision == pytest.approx(1 / 3)
    assert pairs.recall == pytest.approx(1 / 3)


def test_an_origin_is_shared_within_a_development_and_only_where_named() -> None:
    one, other = told("a", "x", "AP wire"), told("b", "x", "AP wire")
    assert same_origin(one, other)
    assert not same_origin(one, told("c", "y", "AP wire"))
    assert not same_origin(told("d", "x"), told("e", "x"))


def test_many_items_are_distinct() -> None:
    items = widened([told("a", "x"), told("b", "x")], 50)
    assert len({item.id for item in items}) == 50


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """The shipped developments, with sources in the place of publishers."""
    lines = [json.loads(line) for line in CODED.read_text("utf-8").splitlines()]
    for entry in lines:
        for report in entry["reports"]:
            report["publisher"] = report["source"]
    file = tmp_path / "raw.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return file


def test_nine_proposals_in_ten_are_right(raw: Path) -> None:
    items, developments = read_told(raw)
    truth = {each.item.id: each.development for each in items}
    found = attach([each.item for each in items], developments)
    right = sum(truth[link.item] == link.development for link in found)
    assert right >= 0.9 * len(found)
    assert right >= 0.65 * len(items)


def dated(day: str | None, text: str, development: str) -> Told:
    item = make_item(RawItem(guid=text + str(day), text=text, published=day))
    return Told(item, development, None)


CAMPUS = "Ambassador opens police campus in Quetta"
VISIT = "Envoy tours flooded Sindh villages"


def test_mornings_are_days_in_order_and_what_has_no_date_comes_last() -> None:
    items = [
        dated(None, "a", "x"),
        dated("2024-04-22T08:00:00Z", "b", "x"),
        dated("2024-04-21", "c", "x"),
        dated("2024-04-22", "d", "x"),
    ]
    told = [[each.item.text for each in morning] for morning in mornings(items)]
    assert told == [["c"], ["b", "d"], ["a"]]


def test_a_flow_is_counted_by_hand() -> None:
    titles = {"campus": CAMPUS, "visit": VISIT, "cricket": "The season of cricket"}
    developments = [
        Development.model_validate({"id": name, "date": "2024-04-21", "title": title})
        for name, title in titles.items()
    ]
    items = [
        dated("2024-04-20", f"{CAMPUS}, ISPR says", "campus"),
        dated("2024-04-21", f"{CAMPUS}: report", "campus"),
        dated("2024-04-22", f"{VISIT} by boat", "visit"),
        dated("2024-04-22", f"{CAMPUS} and speaks", "visit"),
        *(dated("2024-04-22", f"Match {n} is drawn", "cricket") for n in range(12)),
        dated("2024-04-23", "Nothing else of note", "campus"),
    ]
    flow = follow(items, developments)
    # The first of each is new, and so is what comes on its morning. The fourth, on the
    # first morning of the visit, looks like the campus: put with its reports, wrongly.
    assert (flow.right, flow.wrong, flow.missed, flow.new) == (1, 1, 1, 14)
    # Belong together: 1-2, 3-4, the last with 1 and 2, and 66 pairs of matches;
    # put together: 1-2, and the fourth with 1 and 2.
    assert (flow.pairs.right, flow.pairs.wrong, flow.pairs.missed) == (1, 2, 69)


def test_with_all_known_what_has_words_of_its_own_is_found() -> None:
    developments = [
        Development.model_validate({"id": name, "date": "2024-04-21", "title": title})
        for name, title in (("campus", CAMPUS), ("visit", VISIT))
    ]
    items = [
        dated("2024-04-21", f"{CAMPUS}: report", "campus"),
        dated("2024-04-21", f"{VISIT} by boat", "visit"),
        dated("2024-04-21", "Nothing else of note", "visit"),
    ]
    assert ceiling(items, developments) == pytest.approx(2 / 3)
