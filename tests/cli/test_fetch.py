"""`scenarios fetch`: configured feeds, polled; nothing else is ever asked."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from desk import Answer, run, write_workspace
from scenarios.intake.guard import Target

RSS = b"""<rss version="2.0"><channel><title>The Gazette</title>
<item><title>Both sides to meet</title><link>https://gazette.example/1</link>
<pubDate>Wed, 06 Mar 2024 09:00:00 +0000</pubDate></item></channel></rss>"""
FEEDS = """\
gazette: {url: "https://gazette.example/rss"}
broken: {url: "https://broken.example/rss"}
"""


class Canned:
    """Answers of a stand-in for the net, by host."""

    def __init__(self) -> None:
        self.bodies = {"gazette.example": RSS, "broken.example": b"<html/>"}
        self.asked: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        assert port == 443
        return ["93.184.216.34"] if host in self.bodies else ["127.0.0.1"]

    def get(self, number: str, target: Target, headers: Mapping[str, str]) -> "Body":
        assert number == "93.184.216.34"
        self.asked.append(target.host)
        known = headers.get("If-None-Match") == '"1"'
        return Body(304 if known else 200, self.bodies[target.host])

    def elapsed(self) -> float:
        return 0.0


class Body:
    def __init__(self, status: int, body: bytes) -> None:
        self.status = status
        self.headers = {"etag": '"1"'}
        self._body = body

    def chunks(self) -> Iterator[bytes]:
        yield self._body

    def close(self) -> None:
        """Close nothing."""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Canned:
    canned = Canned()
    monkeypatch.setattr("scenarios.intake.internet.Internet", lambda: canned)
    return canned


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_workspace(tmp_path, {"feeds.yaml": FEEDS})


def fetch(root: Path, *arguments: str) -> Answer:
    return run(root, "fetch", *arguments)


def test_items_come_one_to_a_line_for_intake(root: Path, web: Canned) -> None:
    answer = fetch(root, "gazette")
    assert (answer.code, answer.err) == (0, "gazette answered: 1 items\n")
    item = json.loads(answer.out)
    assert item["title"] == "Both sides to meet"
    assert item["feed"] == "gazette"
    assert item["published"] == "2024-03-06T09:00:00Z"
    assert item["fetched"] > item["published"]
    assert web.asked == ["gazette.example"]
    piped = run(
        root, "intake", "-", "-d", "news.yaml", "--json", stdin=answer.out.encode()
    )
    (sifted,) = json.loads(piped.out)["items"]
    assert {key: sifted[key] for key in item} == item


def test_what_has_not_changed_is_not_sent_again(root: Path, web: Canned) -> None:
    fetch(root, "gazette")
    answer = fetch(root, "gazette")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "gazette has nothing new\n"
    assert web.asked == ["gazette.example"] * 2


def test_a_feed_that_cannot_be_read_fails_and_the_others_go_on(
    root: Path, web: Canned
) -> None:
    answer = fetch(root)
    assert answer.code == 1
    assert json.loads(answer.out)["feed"] == "gazette"
    assert "broken:1:1: error: is no" in answer.err
    assert web.asked == ["gazette.example", "broken.example"]


def test_json_tells_of_every_feed(root: Path, web: Canned) -> None:
    del web.bodies["broken.example"]
    told = json.loads(fetch(root, "--json").out)
    assert [each["outcome"] for each in told["feeds"]] == ["new", "failed"]
    assert "which is not public" in told["feeds"][1]["told"]


@pytest.mark.usefixtures("web")
def test_an_unknown_feed_is_wrong_usage(root: Path) -> None:
    answer = fetch(root, "gazete")
    assert answer.code == 2
    assert "unknown feed 'gazete'; did you mean `gazette`?" in answer.err


def test_without_feeds_nothing_is_asked_and_nothing_written(
    tmp_path: Path, web: Canned
) -> None:
    root = write_workspace(tmp_path)
    answer = fetch(root)
    assert (answer.code, answer.out, web.asked) == (0, "", [])
    assert answer.err == "no feed is configured; name some in feeds.yaml\n"
    assert not (root / ".scenarios").exists()


def test_a_memory_that_cannot_be_read_is_made_anew(root: Path, web: Canned) -> None:
    (root / ".scenarios").mkdir()
    (root / ".scenarios/feeds.json").write_text("{")
    assert fetch(root, "gazette").code == 0
    assert web.asked == ["gazette.example"]
