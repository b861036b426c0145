"""`scenarios feeds`: how each feed fares, for people and for cron."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk import Answer, check_golden, run, write_workspace
from scenarios.domain.item import Item
from scenarios.journal.inbox import Inbox

NOW = datetime(2024, 6, 3, 9, tzinfo=UTC)
FEEDS = "".join(
    f'{name}: {{url: "https://{name}.example/rss"}}\n'
    for name in ("fine", "silent", "stuck", "dead", "gone", "failing", "unasked")
)
ASKED = "2024-06-03T08:00:00Z"
STATES = {
    "fine": {"asked": ASKED, "succeeded": ASKED},
    "silent": {"asked": ASKED, "succeeded": ASKED},
    "stuck": {"asked": ASKED, "succeeded": ASKED},
    "dead": {
        "asked": ASKED,
        "succeeded": "2024-05-01T08:00:00Z",
        "failing": "2024-05-02T08:00:00Z",
        "failures": 40,
    },
    "gone": {"asked": ASKED, "gone": True},
    "failing": {"asked": ASKED, "failing": ASKED, "failures": 1},
}


def put(box: Inbox, feed: str, days: range, *, dated: bool = True) -> None:
    for back in days:
        day = (NOW - timedelta(days=back)).date()
        box.note_answer(feed, day)
        items = [
            Item(
                id=f"{feed}-{back}-{number}",
                published=day.isoformat() if dated else None,
                fetched=f"{day}T08:00:00Z",
                feed=feed,
            )
            for number in range(6)
        ]
        box.put(items)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Seven feeds, each in another state."""
    monkeypatch.setattr("scenarios.cli.desk.now", lambda: NOW)
    root = write_workspace(tmp_path, {"feeds.yaml": FEEDS})
    with Inbox.open(root / ".scenarios" / "inbox.db") as box:
        put(box, "fine", range(60))
        put(box, "silent", range(5, 60))
        put(box, "stuck", range(40, 60), dated=False)
        for feed in ("fine", "silent", "stuck"):
            for back in range(60):
                box.note_answer(feed, (NOW - timedelta(days=back)).date())
    (root / ".scenarios/feeds.json").write_text(json.dumps(STATES))
    return root


def feeds(root: Path, *arguments: str) -> Answer:
    return run(root, "feeds", *arguments)


def test_every_feed_is_shown_with_what_is_wrong(root: Path) -> None:
    answer = feeds(root)
    assert (answer.code, answer.err) == (1, "")
    check_golden("feeds.txt", answer.out)


def test_json_tells_states_rates_and_reasons(root: Path) -> None:
    answer = feeds(root, "--json")
    assert answer.code == 1
    told = json.loads(answer.out)
    assert told["format"] == "scenarios/feed-health@1"
    found = {each["feed"]: each for each in told["feeds"]}
    assert {name: each["state"] for name, each in found.items()} == {
        name: name for name in found
    }
    assert found["fine"]["per_day"] == found["fine"]["usual_per_day"] == 6
    assert found["fine"]["silence"] is None
    silence = found["silent"]["silence"]
    assert (silence["days"], silence["seen"], silence["usual"]) == (4, 0, 24)
    assert 0 < silence["chance"] < 1e-9
    assert found["stuck"]["clock"] == "fetched"
    assert [n for n, each in found.items() if not each["wrong"]] == ["fine", "failing"]


def test_a_table_has_a_row_for_each_feed(root: Path) -> None:
    lines = feeds(root, "--csv").out.splitlines()
    assert lines[0].startswith("feed,state,per_day,usual_per_day,items,newest,clock")
    assert lines[1].startswith("fine,fine,6.0,6.0,360,2024-06-03,published,")
    assert feeds(root, "--markdown").out.startswith("| feed")


def test_all_is_well_with_code_0(root: Path) -> None:
    (root / "feeds.yaml").write_text('fine: {url: "https://fine.example/rss"}\n')
    answer = feeds(root)
    assert answer.code == 0
    assert "None wants looking after." in answer.out


def test_without_feeds_the_way_to_some_is_told(tmp_path: Path) -> None:
    answer = feeds(write_workspace(tmp_path))
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "no feed is configured; name some in feeds.yaml\n"
