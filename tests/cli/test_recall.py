"""What is recalled is what was kept, or nothing."""

import os
from pathlib import Path

import pytest

from scenarios.cli.recall import MOST, FolderRecall
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
