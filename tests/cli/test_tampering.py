"""What somebody changed in the journal's file is told by every daily command."""

from hashlib import sha256
from pathlib import Path

import pytest

from desk import enter, head_of, run, write_workspace
from journal.sqlite_desk import raw, unlocked
from scenarios.cli import desk

DAY = ("--as-of", "2024-04-15")
DAILY = [
    ("assess", *DAY),
    ("explain", *DAY),
    ("publish", *DAY),
    ("diff", "strike", "--from", "2024-02-10", "--to", "2024-04-15"),
    ("record", "news.yaml"),
    ("note", "All is well."),
    ("retract", "d3/r1", "--why", "denied"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace whose journal holds a retraction, as record 6."""
    root = write_workspace(tmp_path)
    enter(root, "record", "news.yaml")
    enter(root, "retract", "d1/r1", "--why", "denied", "--on", "2024-02-09")
    enter(root, "note", "The paper was asked.")
    return root


def hide(root: Path) -> None:
    """Take the retraction out of the index."""
    gone = "DELETE FROM subject WHERE name = 'development/d1' AND seq = 6"
    unlocked(root / ".scenarios" / "journal.db", gone)


def forge(root: Path) -> None:
    """Change the day of the retraction, and its leaf with it."""
    path = root / ".scenarios" / "journal.db"
    with raw(path) as connection:
        query = "SELECT data FROM record WHERE seq = 6"
        (data,) = connection.execute(query).fetchone()
    forged = bytes(data).replace(b"2024-02-09", b"2034-02-09")
    assert forged != bytes(data)
    leaf = sha256(b"\0" + forged).digest()
    update = "UPDATE record SET data = ?, leaf = ? WHERE seq = 6"
    unlocked(path, update, [(forged, leaf)])


@pytest.mark.parametrize("arguments", DAILY, ids=lambda each: each[0])
@pytest.mark.parametrize("tamper", [hide, forge])
def test_no_command_believes_it(
    root: Path, tamper: object, arguments: tuple[str, ...]
) -> None:
    assert callable(tamper)
    tamper(root)
    answer = run(root, *arguments, SCENARIOS_ACTOR="anna")
    assert answer.code == 1
    assert answer.out == ""
    assert "journal" in answer.err
    assert "Traceback" not in answer.err
    assert head_of(root) == 8


@pytest.mark.parametrize("tamper", [hide, forge])
def test_nothing_is_published_from_a_large_journal_that_does_not_hold(
    root: Path, tamper: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "SMALL", 0)
    assert callable(tamper)
    tamper(root)
    assert run(root, "assess", *DAY).code == 0
    answer = run(root, "publish", *DAY, SCENARIOS_ACTOR="anna")
    assert (answer.code, answer.out) == (1, "")
    assert head_of(root) == 8


def test_a_look_at_the_ends_says_no_more_than_it_saw(root: Path) -> None:
    forge(root)
    quick = run(root, "audit", "verify", "--quick")
    assert "what was looked at holds" in quick.out
    assert "all of it holds" not in quick.out
    assert run(root, "audit", "verify").code == 1
