"""A whole morning: forty items of three feeds, decided on, weighed, and one withdrawn.

A server on loopback plays the three papers; see `loopback` for how it is reached with
every guard on.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from desk import SCENARIO, Answer, enter, replace_once, run, write_workspace
from loopback import certificate, detour_to, serving
from papers import FEEDS, HULL, PAPERS, SITED, Papers, stories

Json = dict[str, Any]
DAY = ("--as-of", "2024-04-15")
WATCHED = replace_once(
    SCENARIO,
    "    title: A further port walks out\n",
    "    title: A further port walks out\n    match: {any: [walks out, walkout*]}\n",
)
MORNING = datetime(2024, 3, 5, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[int, Path]]:
    file = certificate(tmp_path_factory.mktemp("papers"))
    with serving(file, Papers) as port:
        yield port, file


@pytest.fixture
def root(
    tmp_path: Path, papers: tuple[int, Path], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Open the desk on the morning; yesterday's news is on record."""
    monkeypatch.setattr(
        "scenarios.intake.internet.Internet", lambda: detour_to(*papers)
    )
    monkeypatch.setattr("scenarios.cli.desk.now", lambda: MORNING)
    files = {
        "scenarios/strike.yaml": WATCHED,
        "sources.yaml": SITED,
        "feeds.yaml": FEEDS,
    }
    root = write_workspace(tmp_path / "desk", files)
    enter(root, "record", "news.yaml", *DAY)
    return root


def inbox(root: Path) -> Mapping[tuple[str, str], Json]:
    """Return what waits, by feed and headline."""
    told = json.loads(enter(root, "inbox", "--most", "99", "--json").out)
    assert told["waiting"] == len(told["items"])
    return {(item["feed"], item["title"]): item for item in told["items"]}


def completed(root: Path, *, without: str = "") -> Json:
    """Complete the draft as an analyst would: two papers on Hull, the rest not ours.

    Args:
        root: The desk.
        without: A feed whose story of Hull is not believed to be one.
    """
    draft: Json = yaml.safe_load(enter(root, "triage", "--draft", "--most", "99").out)
    waiting = {item["id"]: item for item in inbox(root).values()}
    assert {entry["item"] for entry in draft["decisions"]} == set(waiting)
    hull = {
        "id": "2024-03-05-hull",
        "date": "2024-03-05",
        "title": "Hull walks out",
        "observes": ["strike/walkouts"],
    }
    decisions = []
    for name, item in sorted(waiting.items(), key=lambda each: each[1]["feed"]):
        decision: Json = {"item": name, "why": "no matter of the strike"}
        is_hull = item["title"] == HULL and item["feed"] != without
        if is_hull:
            first = item["feed"] == "gazette"
            decision |= {"new": hull} if first else {"report_of": hull["id"]}
            report = {"credibility": 2, "origin": item["feed"]}
            decision |= {"report": report, "why": "a further port"}
        else:
            decision["not_ours"] = True
        decisions.append(decision)
    return {**draft, "decisions": decisions}


def triage(root: Path, *, without: str = "") -> Answer:
    text = yaml.safe_dump(completed(root, without=without), sort_keys=False)
    (root / "decisions.yaml").write_text(text.replace("'2024-03-05'", "2024-03-05"))
    return enter(root, "triage", "--apply", "decisions.yaml", *DAY)


def assessed(root: Path) -> tuple[Json, Json]:
    """Return the probabilities of the strike, and the decibans of its ledger."""
    told = json.loads(enter(root, "assess", "strike", *DAY, "--json").out)
    (strike,) = told["scenarios"]
    rows = {row.get("indicator", row["kind"]): row for row in strike["ledger"]}
    return (
        {outcome["id"]: outcome["probability"] for outcome in strike["outcomes"]},
        {name: row["decibans"] for name, row in rows.items()},
    )


def test_forty_items_come_in_once(root: Path) -> None:
    answer = run(root, "fetch")
    assert (answer.code, answer.err) == (0, "")
    assert [line.split()[:6] for line in answer.out.splitlines()[1:4]] == [
        [paper, str(count), str(count), "0", "0", "0"]
        for paper, count in PAPERS.items()
    ]
    last = "3 feeds. 40 items: 40 new. 40 wait for `scenarios triage`.\n"
    assert answer.out.endswith(last)
    again = run(root, "fetch")
    assert again.out.count("has nothing new") == 3
    found = inbox(root)
    assert len(found) == 40
    times = {name: found[name, HULL]["published"] for name in ("gazette", "star")}
    assert times == {
        "gazette": "2024-03-05T07:30:00Z",
        "star": "2024-03-05T09:15:00Z",
    }
    assert all(item["fetched"] == "2024-03-05T11:00:00Z" for item in found.values())
    assert all("<" not in item["text"] for item in found.values())


def test_a_draft_proposes_the_sign_and_the_source(root: Path) -> None:
    run(root, "fetch")
    draft = enter(root, "triage", "--draft", "--most", "99").out
    assert "may observe strike/walkouts" in draft
    (root / "draft.yaml").write_text(draft)
    answer = run(root, "triage", "--apply", "draft.yaml", SCENARIOS_ACTOR="anna")
    assert (answer.code, answer.err.count(".why: ")) == (1, 40)


def test_the_ledger_cites_the_item_and_its_feed(root: Path) -> None:
    run(root, "fetch")
    found = inbox(root)
    done = triage(root)
    head = "Decided on 40 items: 1 new development, 1 further report, 38 not ours."
    assert done.out.startswith(head)
    told = json.loads(enter(root, "explain", "strike", *DAY, "--json").out)
    (row,) = [
        row
        for row in told["scenarios"][0]["ledger"]
        if row.get("indicator") == "walkouts"
    ]
    (hull,) = [each for each in row["developments"] if each["id"] == "2024-03-05-hull"]
    reports = [report for origin in hull["origins"] for report in origin["reports"]]
    assert {report["feed"] for report in reports} == {"gazette", "star"}
    for report in reports:
        item = found[report["feed"], HULL]
        assert (report["item"], report["url"]) == (item["id"], item["url"])
        assert item["url"] in {address for address, *_ in stories(report["feed"])}
        shown = json.loads(enter(root, "inbox", "--show", report["item"], "--json").out)
        assert shown["decided"] is True
        assert shown["versions"] == [item]
    page = " ".join(enter(root, "explain", "strike", *DAY).out.split())
    for report in reports:
        assert f"{report['url']} [{report['item']} of {report['feed']}]" in page
    assert inbox(root) == {}


def test_what_one_paper_withdraws_counts_as_if_it_had_not_been_printed(
    root: Path,
) -> None:
    run(root, "fetch")
    never = root.with_name("never")
    shutil.copytree(root, never)
    before = assessed(root)
    triage(never, without="star")
    triage(root)
    without, told = assessed(never), assessed(root)
    assert before[0] != without[0] != told[0]
    explained = json.loads(enter(root, "explain", "strike", *DAY, "--json").out)
    (report,) = [
        f"{development['id']}/{report['id']}"
        for row in explained["scenarios"][0]["ledger"]
        for development in row.get("developments", ())
        for origin in development["origins"]
        for report in origin["reports"]
        if report["feed"] == "star"
    ]
    why = ("--why", "The Star takes it back", "--on", "2024-03-08")
    enter(root, "retract", report, *why, *DAY)
    assert assessed(root) == without
    enter(root, "audit", "verify")


def test_a_later_fetch_knows_what_was_decided(root: Path) -> None:
    run(root, "fetch")
    triage(root)
    (root / ".scenarios/feeds.json").unlink()
    answer = run(root, "fetch")
    assert "3 feeds. 40 items: 40 decided on already. 0 wait" in answer.out
    told = json.loads(run(root, "coverage", "strike", *DAY, "--json").out)
    (walkouts,) = [
        each for each in told["indicators"] if each["indicator"] == "strike/walkouts"
    ]
    assert walkouts["feeds"] == ["gazette", "star"]
