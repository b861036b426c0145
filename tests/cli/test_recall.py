"""What is recalled is what was kept, or nothing."""

import os
from pathlib import Path

import pytest

from scenarios.cli.recall import (
    MOST,
    MOST_INTERVALS,
    FolderIntervals,
    FolderRecall,
)
from scenarios.loading.developments import Whole

WHOLE = Whole(3, f"sha256:{'ab' * 32}")
ROOT = "cd" * 32


def test_what_was_kept_is_found(tmp_path: Path) -> None:
    recall = FolderRecall(tmp_path)
    assert recall.find(ROOT) is None
    recall.keep(ROOT, WHOLE)
    assert recall.find(ROOT) == WHOLE
    assert recall.find("ef" * 32) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"count": 3}',
        '{"count": "3", "digest": 5}',
        '{"count": 3, "digest": "sha256:x"}',
        '{"count": 3, "digest": null}',
        "\ud800",
    ],
)
def test_what_is_broken_is_forgotten(tmp_path: Path, text: str) -> None:
    recall = FolderRecall(tmp_path)
    recall.keep(ROOT, WHOLE)
    (path,) = tmp_path.rglob(f"{ROOT}.json")
    path.write_bytes(text.encode(errors="surrogatepass"))
    assert recall.find(ROOT) is None


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "developments").write_text("in the way")
    recall = FolderRecall(tmp_path)
    recall.keep(ROOT, WHOLE)
    assert recall.find(ROOT) is None


def test_the_oldest_go_first(tmp_path: Path) -> None:
    recall = FolderRecall(tmp_path)
    for number in range(MOST + 3):
        root = f"{number:064x}"
        recall.keep(root, WHOLE)
        os.utime(tmp_path / "developments" / f"{root}.json", (number, number))
    kept = [n for n in range(MOST + 3) if recall.find(f"{n:064x}")]
    assert len(kept) == MOST
    assert kept[-1] == MOST + 2


SPANS = {"ab" * 32: [(0.1, 0.25), (0.75, 0.9)], "cd" * 32: [(0.0, 1.0)]}


def test_intervals_that_were_kept_are_found(tmp_path: Path) -> None:
    for name, spans in SPANS.items():
        FolderIntervals(tmp_path).keep({name: spans})
    found = FolderIntervals(tmp_path)
    assert {name: found.find(name) for name in SPANS} == SPANS
    assert found.find("ef" * 32) is None
    assert [path.name for path in tmp_path.iterdir()] == ["intervals.json"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"a": 1}',
        '{"a": [1, 2]}',
        '{"a": [[0.5]]}',
        '{"a": [["0", "1"]]}',
        '{"a": [[0.5, 0.4]]}',
        '{"a": [[-0.1, 0.4]]}',
        '{"a": [[0.5, 1.1]]}',
        '{"a": [[NaN, 0.4]]}',
        "\ud800",
    ],
)
def test_broken_intervals_are_forgotten(tmp_path: Path, text: str) -> None:
    path = tmp_path / "intervals.json"
    path.write_bytes(text.encode(errors="surrogatepass"))
    assert FolderIntervals(tmp_path).find("a") is None
    FolderIntervals(tmp_path).keep(SPANS)
    assert FolderIntervals(tmp_path).find("cd" * 32) == SPANS["cd" * 32]


def test_intervals_that_cannot_be_kept_stop_nothing(tmp_path: Path) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    recall = FolderIntervals(occupied)
    recall.keep(SPANS)
    assert recall.find("ab" * 32) is None


def test_the_intervals_kept_first_go_first(tmp_path: Path) -> None:
    recall = FolderIntervals(tmp_path)
    recall.keep({f"{number}": [(0, 1)] for number in range(MOST_INTERVALS)})
    recall.keep({"new": [(0, 1)]})
    found = FolderIntervals(tmp_path)
    assert found.find("0") is None
    assert found.find("1") == found.find("new") == [(0, 1)]
