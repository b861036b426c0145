"""`scenarios sources`: what stands on record of the sources, and new ones."""

import json
from pathlib import Path

from assessment.test_triaging import SITED
from desk import run, write_workspace
from items import ITEMS
from scenarios.journal.inbox import Inbox

REVIEW = ("sources", "review", "-d", "news.yaml", "--as-of", "2024-06-30")


def test_a_review_shows_every_source(tmp_path: Path) -> None:
    answer = run(write_workspace(tmp_path), *REVIEW)
    assert (answer.code, answer.err) == (0, "")
    assert "gazette, retracted: d5/r1" in answer.out
    assert "changes no grade" in answer.out


def test_a_review_is_told_to_programs_and_spreadsheets(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    told = json.loads(run(root, *REVIEW, "union", "--json").out)
    (union,) = told["sources"]
    # d1 is agreed, of d2 it prints the gazette's wire, and d4 it denies.
    assert union["agreed"] == ["d1"]
    assert union["copied"] == ["d2"]
    assert union["disputed"] == ["d4"]
    assert run(root, *REVIEW, "--csv").out.startswith("source,title,grade,since,")


def test_an_unknown_source_is_told(tmp_path: Path) -> None:
    answer = run(write_workspace(tmp_path), *REVIEW, "gazete")
    assert answer.code == 2
    assert "unknown source 'gazete'; did you mean `gazette`?" in answer.err
    answer = run(tmp_path, *REVIEW, "zebra")
    assert "sources.yaml has 2 others" in answer.err


def test_unknown_publishers_of_the_inbox_are_proposed(tmp_path: Path) -> None:
    write_workspace(tmp_path, {"sources.yaml": SITED.replace("union.example", "x.y")})
    with Inbox.open(tmp_path / ".scenarios" / "inbox.db") as box:
        box.put(ITEMS)
    answer = run(tmp_path, "sources", "propose")
    assert answer.code == 0
    assert 'sites: ["union.example"]' in answer.out
    assert "gazette" not in answer.out
