"""`scenarios fetch`: configured feeds, polled; nothing else is ever asked."""

import json
import os
import signal
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk import Answer, enter, run, write_workspace
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
        self.version = 1

    def resolve(self, host: str, port: int) -> list[str]:
        assert port == 443
        return ["93.184.216.34"] if host in self.bodies else ["127.0.0.1"]

    def get(self, number: str, target: Target, headers: Mapping[str, str]) -> "Body":
        assert number == "93.184.216.34"
        self.asked.append(target.host)
        version = f'"{self.version}"'
        status = 304 if headers.get("If-None-Match") == version else 200
        return Body(status, self.bodies[target.host], version)

    def elapsed(self) -> float:
        return 0.0


class Body:
    def __init__(self, status: int, body: bytes, version: str) -> None:
        self.status = status
        self.headers = {"etag": version}
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


def inbox(root: Path) -> list[str]:
    """Return the titles of what waits."""
    told = json.loads(run(root, "inbox", "--json").out)
    return [item["title"] for item in told["items"]]


def test_what_a_feed_brings_waits_in_the_inbox(root: Path, web: Canned) -> None:
    answer = fetch(root, "gazette")
    assert (answer.code, answer.err) == (0, "")
    age = (datetime.now(UTC).date() - date(2024, 3, 6)).days
    assert answer.out == (
        "feed     items  new  changed  waiting  decided  answer\n"
        "gazette      1    1        0        0        0  answered\n"
        "\n"
        "1 feed. 1 item: 1 new. 1 waits for `scenarios triage`.\n"
        f"gazette is stuck: answers, and its newest item is of 2024-03-06, {age} days "
        "ago\n"
    )
    (item,) = json.loads(run(root, "inbox", "--json").out)["items"]
    assert item["title"] == "Both sides to meet"
    assert item["feed"] == "gazette"
    assert item["published"] == "2024-03-06T09:00:00Z"
    assert item["fetched"] > item["published"]
    assert web.asked == ["gazette.example"]


def test_what_has_not_changed_is_not_sent_again(root: Path, web: Canned) -> None:
    fetch(root, "gazette")
    answer = fetch(root, "gazette")
    assert (answer.code, answer.err) == (0, "")
    assert "has nothing new" in answer.out
    assert web.asked == ["gazette.example"] * 2


def test_items_are_new_or_known_or_decided_on(root: Path, web: Canned) -> None:
    fetch(root, "gazette")
    (item,) = json.loads(run(root, "inbox", "--json").out)["items"]
    body = "<item><title>Talks go on</title><link>https://gazette.example/2</link>"
    more = RSS.replace(b"</channel>", f"{body}</item></channel>".encode())
    web.bodies["gazette.example"] = more
    web.version = 2
    told = json.loads(fetch(root, "gazette", "--json").out)
    assert told["kept"] is True
    assert told["waiting"] == 2
    (feed,) = told["feeds"]
    assert len(feed["inbox"].pop("new")) == 1
    assert feed["inbox"] == {"changed": [], "waiting": 1, "decided": 0}
    decision = {"item": item["id"], "not_ours": True, "why": "no talks of ours"}
    decisions = {"format": "scenarios/decisions@1", "decisions": [decision]}
    (root / "decisions.json").write_text(json.dumps(decisions))
    enter(root, "triage", "--apply", "decisions.json")
    web.version = 3
    (feed,) = json.loads(fetch(root, "gazette", "--json").out)["feeds"]
    assert feed["inbox"] == {"new": [], "changed": [], "waiting": 1, "decided": 1}
    web.version = 4
    assert "2 items: 1 already there, 1 decided on already." in fetch(root).out
    assert "1 waits for" in run(root, "fetch").out
    web.version, web.bodies["gazette.example"] = 5, more.replace(b"go on", b"are off")
    assert "1 with changed words" in fetch(root, "gazette").out


def test_a_preview_prints_the_items_and_keeps_nothing(root: Path, web: Canned) -> None:
    answer = fetch(root, "gazette", "--preview")
    assert (answer.code, answer.err) == (0, "gazette answered: 1 item\n")
    assert not (root / ".scenarios").exists()
    item = json.loads(answer.out)
    piped = run(
        *(root, "intake", "-", "-d", "news.yaml", "--json", "--preview"),
        stdin=answer.out.encode(),
    )
    (sifted,) = json.loads(piped.out)["items"]
    assert {key: sifted[key] for key in item} == item
    assert not (root / ".scenarios").exists()
    told = json.loads(fetch(root, "gazette", "--preview", "--json").out)
    assert (told["kept"], told["waiting"]) == (False, None)
    assert told["feeds"][0]["inbox"] is None
    assert web.asked == ["gazette.example"] * 2


def test_a_feed_that_cannot_be_read_fails_and_the_others_go_on(
    root: Path, web: Canned
) -> None:
    answer = fetch(root)
    assert answer.code == 1
    assert "broken:1:1: error: is no" in answer.err
    assert "answered, and cannot be read; asked again from" in answer.out
    assert "2 feeds, 1 failed. 1 item: 1 new." in answer.out
    assert web.asked == ["gazette.example", "broken.example"]
    # It is not asked before its pause is over, and it is asked for all of it then.
    again = fetch(root, "broken")
    assert (again.code, "1 feed, 1 not to be asked yet. 0 items" in again.out) == (
        0,
        True,
    )
    assert web.asked == ["gazette.example", "broken.example"]
    states = json.loads((root / ".scenarios/feeds.json").read_text())
    assert (states["broken"]["etag"], states["gazette"]["etag"]) == ("", '"1"')


def test_a_warning_is_told_and_is_no_failure(root: Path, web: Canned) -> None:
    undated = RSS.replace(b"Wed, 06 Mar 2024 09:00:00 +0000", b"06/03/2024")
    web.bodies["gazette.example"] = undated
    answer = fetch(root, "gazette")
    assert answer.code == 0
    assert "'06/03/2024' is no date that can be read" in answer.err
    assert inbox(root) == ["Both sides to meet"]


def test_json_tells_of_every_feed(root: Path, web: Canned) -> None:
    del web.bodies["broken.example"]
    told = json.loads(fetch(root, "--json").out)
    assert [each["outcome"] for each in told["feeds"]] == ["new", "failed"]
    assert [each["state"] for each in told["feeds"]] == ["stuck", "failing"]
    assert "which is not public" in told["feeds"][1]["told"]


def test_a_feed_that_serves_old_items_is_named(root: Path, web: Canned) -> None:
    del web
    answer = fetch(root, "gazette")
    told = " ".join(answer.out.split())
    assert "gazette is stuck: answers, and its newest item is of 2024-03-06" in told


def test_whoever_is_stopped_midway_loses_nothing(
    root: Path, web: Canned, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("scenarios.cli.feed_states.keep_states", stop)
        assert fetch(root, "gazette").code == 130
    # Its items are safe, and its version is not remembered: all of it is sent again.
    assert inbox(root) == ["Both sides to meet"]
    assert "1 already there" in fetch(root, "gazette").out
    with monkeypatch.context() as patch:
        web.version = 2
        patch.setattr("scenarios.journal.inbox.Inbox.put", stop)
        assert fetch(root, "gazette").code == 130
    states = json.loads((root / ".scenarios/feeds.json").read_text())
    assert states["gazette"]["etag"] == '"1"'
    assert "1 already there" in fetch(root, "gazette").out


def test_a_program_that_is_killed_keeps_what_it_had_put(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Deadly(Canned):
        """Kills whoever asks the second feed."""

        def get(self, number: str, target: Target, headers: Mapping[str, str]) -> Body:
            if target.host == "broken.example":
                os.kill(os.getpid(), signal.SIGKILL)
            return super().get(number, target, headers)

    with monkeypatch.context() as patch:
        patch.setattr("scenarios.intake.internet.Internet", Deadly)
        child = os.fork()
        if child == 0:  # pragma: no cover
            fetch(root)
            os._exit(0)
        _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert inbox(root) == ["Both sides to meet"]
    states = json.loads((root / ".scenarios/feeds.json").read_text())
    assert list(states) == ["gazette"]


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
