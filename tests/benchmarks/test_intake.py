"""What is measured of intake is counted rightly, and stays about as good as it was."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from benchmarks.intake import (
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
