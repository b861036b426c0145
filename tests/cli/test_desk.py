"""What a command starts from: who writes, and the journal that was seen before."""

import getpass
import json
import os
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest
import typer

from desk import SCENARIO, replace_once, run, write_workspace
from desk import enter as record
from scenarios.cli import desk
from scenarios.journal.errors import ContradictedHeadError, JournalNotFoundError
from scenarios.journal.note import write_vkey
from scenarios.journal.record import Kind


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the test a home and an environment of its own."""
    for name in [name for name in os.environ if name.startswith("SCENARIOS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("SCENARIOS_ACTOR", "anna")


def enter(root: Path, notes: int = 1) -> str:
    """Put notes on record; return the journal's name."""
    writer = desk.author()
    drafts = [writer.draft(Kind.NOTE, {"number": n}) for n in range(notes)]
    with desk.open_or_found_journal(root, settings_url=None, writer=writer) as store:
        store.append(drafts)
        return store.origin


def test_the_actor_is_the_one_named_or_else_the_one_logged_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert desk.author().actor == "anna"
    monkeypatch.delenv("SCENARIOS_ACTOR")
    monkeypatch.setattr(getpass, "getuser", lambda: "ben")
    author = desk.author()
    assert author.actor == "ben"
    assert author.now().tzinfo is not None
    assert len(author.entropy(16)) == 16


@pytest.mark.parametrize("error", [KeyError, OSError])
def test_a_machine_without_names_asks_for_one(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def nobody() -> str:
        raise error

    monkeypatch.delenv("SCENARIOS_ACTOR")
    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(typer.BadParameter, match="set SCENARIOS_ACTOR"):
        desk.author()


def test_a_journal_is_made_with_its_key_outside_the_workspace(tmp_path: Path) -> None:
    root = tmp_path / "Harbour 2024"
    root.mkdir()
    origin = enter(root)
    assert origin.startswith("harbour-2024-")
    (key,) = (tmp_path / "config" / "scenarios" / "keys").iterdir()
    assert key.name == f"{origin}.key"
    assert S_IMODE(key.stat().st_mode) == 0o600
    (head,) = (tmp_path / "state" / "scenarios" / "heads").iterdir()
    assert '"size": 2' in head.read_text()
    assert [each.name for each in root.iterdir()] == [".scenarios"]
    assert enter(root, 3) == origin
    assert '"size": 5' in head.read_text()


def test_the_environment_names_another_journal_and_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCENARIOS_JOURNAL", "sqlite:///ours.db")
    monkeypatch.setenv("SCENARIOS_KEY", str(tmp_path / "stick.key"))
    monkeypatch.setenv("SCENARIOS_KEY_PASSPHRASE", "correct horse")
    origin = enter(tmp_path)
    assert (tmp_path / "ours.db").is_file()
    assert b"correct horse" not in (tmp_path / "stick.key").read_bytes()
    with desk.open_journal_of(tmp_path, settings_url="sqlite:///x.db") as store:
        vkey = str(store.record(0).draft.body["vkey"])
    assert write_vkey(desk.keyring().load(origin, vkey).verifying) == vkey


def test_a_sealed_key_asks_for_its_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCENARIOS_KEY_PASSPHRASE", "correct horse")
    origin = enter(tmp_path)
    monkeypatch.delenv("SCENARIOS_KEY_PASSPHRASE")
    asked: list[str] = []

    def prompt(text: str, **_: object) -> str:
        asked.append(text)
        return "correct horse"

    monkeypatch.setattr(typer, "prompt", prompt)
    with desk.open_journal_of(tmp_path, settings_url=None) as store:
        vkey = str(store.record(0).draft.body["vkey"])
    ring = desk.keyring()
    assert ring.load(origin, vkey).name == origin
    assert asked == [f"Passphrase of {ring.path_of(origin)}"]


def test_a_relative_home_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "config")
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "anna")
    folder = tmp_path / "anna" / ".config" / "scenarios" / "keys"
    assert desk.keyring().folder == folder


def test_where_there_is_no_journal_none_is_opened(tmp_path: Path) -> None:
    with pytest.raises(JournalNotFoundError):
        desk.open_journal_of(tmp_path, settings_url=None)


@pytest.mark.parametrize(
    "open_it",
    [
        lambda root: desk.open_journal_of(root, settings_url=None),
        lambda root: desk.open_or_found_journal(
            root, settings_url=None, writer=desk.author()
        ),
    ],
    ids=["open", "open or found"],
)
def test_an_older_copy_is_refused_however_it_is_opened(
    tmp_path: Path, open_it: Callable[[Path], object]
) -> None:
    enter(tmp_path, 2)
    file = tmp_path / ".scenarios" / "journal.db"
    old = file.read_bytes()
    enter(tmp_path, 3)
    file.write_bytes(old)
    with pytest.raises(ContradictedHeadError, match="it holds 3 records, but there we"):
        open_it(tmp_path)


def test_a_new_journal_where_one_was_seen_is_said_on_standard_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    origin = enter(tmp_path, 2)
    (tmp_path / ".scenarios" / "journal.db").unlink()
    assert capsys.readouterr().err == ""
    new = enter(tmp_path)
    said = capsys.readouterr()
    assert said.out == ""
    assert f"there were 3 records of {origin}" in said.err
    assert f"the new journal {new} knows nothing of them" in said.err


def test_the_head_is_signed_where_the_key_is_at_hand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    enter(tmp_path)
    with desk.open_journal_of(tmp_path, settings_url=None) as store:
        desk.seal_head(store)
        assert store.checkpoint() is not None
        assert capsys.readouterr().err == ""
        store.append([desk.author().draft(Kind.NOTE, {"number": 7})])
        desk.keyring().path_of(store.origin).unlink()
        signed = store.checkpoint()
        desk.seal_head(store)
        assert store.checkpoint() == signed
    said = capsys.readouterr().err
    assert said.startswith("warning: the head is not signed: ")
    assert "name its file in SCENARIOS_KEY" in said


# The news, from the journal or from a file.

DAY = ("--as-of", "2024-04-15")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Record the news of the good workspace: records 1 to 5."""
    root = write_workspace(tmp_path / "desk")
    record(root, "record", "news.yaml")
    return root


def test_the_journal_says_what_the_file_says_that_it_was_told(root: Path) -> None:
    told = json.loads(record(root, "assess", *DAY, "--json").out)
    file = json.loads(record(root, "assess", *DAY, "--json", "-d", "news.yaml").out)
    assert told["inputs"].pop("journal") != file["inputs"].pop("journal")
    assert told == file
    explained = record(root, "explain", *DAY, "--csv").out
    assert explained == record(root, "explain", *DAY, "--csv", "-d", "news.yaml").out


def test_an_assessment_names_the_size_and_the_root_of_its_journal(root: Path) -> None:
    told = json.loads(record(root, "assess", *DAY, "--json").out)
    with desk.open_journal_of(root, settings_url=None) as store:
        head = store.head()
    assert told["inputs"]["journal"] == {"size": 6, "root": head.root.hex()}
    file = json.loads(record(root, "assess", *DAY, "--json", "-d", "news.yaml").out)
    assert file["inputs"]["journal"] is None


@pytest.mark.parametrize(
    ("known_at", "size"),
    [
        ("0", 1),
        ("3", 4),
        ("5", 6),
        ("2001-01-01", 0),
        ("2001-01-01T10:00", 0),
        ("2001-01-01T10:00:00+05:00", 0),
        ("9999-12-31", 6),
        ("9999-12-30T09:30Z", 6),
    ],
)
def test_what_was_known_is_asked_by_record_day_or_time(
    root: Path, known_at: str, size: int
) -> None:
    arguments = (*DAY, "--json", "--known-at", known_at)
    told = json.loads(record(root, "assess", *arguments).out)
    assert told["inputs"]["journal"]["size"] == size
    assert told["inputs"]["developments"]["count"] == max(0, size - 1)


def test_a_day_means_its_last_moment(root: Path) -> None:
    today = desk.today().isoformat()
    told = json.loads(record(root, "assess", *DAY, "--json", "--known-at", today).out)
    assert told["inputs"]["journal"]["size"] == 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--known-at", "6"), "there is no record 6; the journal holds 6 records"),
        (("--known-at", "-1"), "'-1' is not the number of a record or a time like"),
        (("--known-at", "soon"), "'--known-at': 'soon' is not the number of a record"),
        (("--known-at", "3", "-d", "news.yaml"), "a file of developments has no past"),
    ],
)
def test_what_cannot_have_been_known_is_told(
    root: Path, arguments: tuple[str, ...], said: str
) -> None:
    answer = run(root, "assess", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert said in " ".join(answer.err.replace("│", "").split())


@pytest.mark.parametrize("name", ["assess", "explain"])
def test_without_a_journal_one_line_says_what_to_do(tmp_path: Path, name: str) -> None:
    answer = run(write_workspace(tmp_path / "desk"), name)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "error: .scenarios/journal.db: there is no journal here; `scenarios record` "
        "makes one, or name the news with --developments FILE\n"
    )


def test_a_workspace_that_lost_indicators_still_assesses_with_one_warning(
    root: Path,
) -> None:
    text = replace_once(replace_once(SCENARIO, "  mood:", "  tone:"), "  pay:", "  a:")
    (root / "scenarios" / "strike.yaml").write_text(text)
    answer = run(root, "assess", *DAY, "--json")
    assert answer.code == 0
    assert answer.err == (
        "warning: .scenarios/journal.db: record 2: d2.observes.1: strike has no "
        "indicator `mood`; it and 1 link more do not count\n"
    )
    told = json.loads(answer.out)
    assert told["inputs"]["developments"]["count"] == 5
    # From the file, it is a fault: nobody has put it on record yet.
    assert run(root, "assess", *DAY, "-d", "news.yaml").code == 1


def test_long_work_shows_how_far_it_is_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    show = desk.progress_bar("recording")
    show(500, 2000)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    show(500, 999)
    assert capsys.readouterr().err == ""
    show(500, 2000)
    show(2000, 2000)
    assert capsys.readouterr().err == (
        "\rrecording 500 of 2,000\rrecording 2,000 of 2,000\n"
    )
