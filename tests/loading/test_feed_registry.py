"""feeds.yaml: read with its faults, each at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import tell, write_workspace
from scenarios.loading.reading import load_workspace, read_workspace

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
format: scenarios/feeds@1
gazette-news: {url: "https://gazette.example/rss", title: News, source: gazette}
wire: {url: "https://wire.example/atom"}
"""


def test_feeds_are_read_by_id(tmp_path: Path) -> None:
    feeds = load_workspace(write_workspace(tmp_path, {"feeds.yaml": GOOD})).feeds
    assert list(feeds) == ["gazette-news", "wire"]
    assert feeds["gazette-news"].source == "gazette"


def test_without_the_file_there_are_no_feeds(tmp_path: Path) -> None:
    assert load_workspace(write_workspace(tmp_path)).feeds == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "format: scenarios/feeds@9\n",
            (
                "feeds.yaml:1:9: error: format: 'scenarios/feeds@9' is not a format "
                "that this version reads; it reads 'scenarios/feeds@1'"
            ),
        ),
        (
            'a: {url: "https://a.example/", source: gazete}\n',
            (
                "feeds.yaml:1:40: error: a.source: unknown source `gazete`; did you "
                "mean `gazette`?"
            ),
        ),
        (
            "a: {url: ftp://a.example/}\n",
            (
                "feeds.yaml:1:10: error: a.url: must be an address that begins with "
                "https://, without blanks"
            ),
        ),
        ("[]\n", "feeds.yaml:1:1: error: must be a mapping of ids to entries"),
        (
            "../a: {url: 'https://a.example/'}\n",
            (
                "feeds.yaml:1:1: error: ../a: must be an id: ASCII letters, digits, "
                "`.`, `_` and `-`, no path"
            ),
        ),
    ],
    ids=["format", "source", "address", "no mapping", "id"],
)
def test_a_fault_is_told_where_it_stands(tmp_path: Path, text: str, told: str) -> None:
    root = write_workspace(tmp_path, {"feeds.yaml": text})
    assert tell(read_workspace(root).issues, root) == [told]


def test_a_file_that_is_not_read_is_told(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, {"feeds.yml": GOOD})
    (told,) = tell(read_workspace(root).issues, root)
    assert told.startswith("feeds.yml:1:1: warning: is not read")
