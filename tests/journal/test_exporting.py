"""An export is whole or not there, and holds whatever happens meanwhile."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from stat import S_IMODE

import pytest

from journal.clerk import (
    clock,
    journal_at,
    keyring_at,
    last_seen_at,
    rich_journal_at,
    silent,
    text,
    who,
)
from journal.store_contract import notes
from scenarios.journal.errors import DamagedJournalError
from scenarios.journal.export_audit import verify_export
from scenarios.journal.exported import payloads_beside, read_export, verifier_beside
from scenarios.journal.exporting import export_journal
from scenarios.journal.findings import State
from scenarios.journal.record import Kind
from scenarios.journal.skimming import Skimmed
from scenarios.journal.watched import WatchedStore


def test_an_export_is_three_files_with_the_head_of_now(tmp_path: Path) -> None:
    path, done = tmp_path / "x.jsonl", list[int]()
    with rich_journal_at(tmp_path) as store:
        head = export_journal(store, path, keyring_at(tmp_path), done.append)
        assert head == store.head()
        store.append(notes(1))
        again = export_journal(store, path, keyring_at(tmp_path), silent)
        assert again.size == head.size + 1
    assert done == list(range(1, 12))
    export = read_export(path)
    assert len(list(export.records())) == 12
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert S_IMODE(payloads_beside(path).stat().st_mode) == 0o600
    assert verifier_beside(path).exists()


def test_the_same_journal_gives_the_same_files(tmp_path: Path) -> None:
    with rich_journal_at(tmp_path) as store:
        for name in ("x", "y"):
            path = tmp_path / name
            export_journal(store, path, keyring_at(tmp_path), silent)
    for beside in (Path, payloads_beside, verifier_beside):
        x, y = (beside(tmp_path / name).read_bytes() for name in ("x", "y"))
        assert x == y


def test_texts_stay_at_home_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    with rich_journal_at(tmp_path) as store:
        export_journal(store, path, keyring_at(tmp_path), silent, texts=False)
    assert not payloads_beside(path).exists()
    findings = verify_export(read_export(path), frozenset(), None, silent).findings
    assert {f.state for f in findings} == {State.HOLDS, State.UNKNOWN, State.ABSENT}


class Failing(WatchedStore):
    """A store that fails, or changes, while it is exported."""

    how = ""

    def skim(self, start: int = 0, stop: int | None = None) -> Iterator[Skimmed]:
        for record in self.store.skim(start, stop):
            if record.seq == 2 and self.how == "redacted":
                gone = record.payloads[0].commitment
                draft = who("late").draft(Kind.PAYLOAD_REDACTED, {"redacted": (gone,)})
                self.store.append([draft])
                yield from self.store.skim(2, 3)
            elif record.seq == 2 and self.how == "interrupted":
                raise KeyboardInterrupt
            elif not (record.seq == 3 and self.how == "short"):
                yield record
            else:
                return


@pytest.mark.parametrize(
    ("how", "error", "fault"),
    [
        ("redacted", DamagedJournalError, "a text of record 2 is missing, or was red"),
        ("short", DamagedJournalError, "do not lead to the head"),
        ("interrupted", KeyboardInterrupt, None),
    ],
)
def test_what_fails_on_the_way_leaves_the_files_that_were_there(
    tmp_path: Path, how: str, error: type[BaseException], fault: str | None
) -> None:
    path, ring = tmp_path / "x.jsonl", keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        store.append(notes(1))
        word = text("a text")
        store.append([who().draft(Kind.NOTE, {"payload": word.commitment}, (word,))])
        store.append(notes(4)[2:])
        failing = Failing(store, last_seen_at(tmp_path), clock(), print)
        export_journal(failing, path, ring, silent)
        before = {each.name: each.read_bytes() for each in tmp_path.glob("x*")}
        assert len(before) == 3
        failing.how = how
        with pytest.raises(error, match=fault):
            export_journal(failing, path, ring, silent)
    after = {each.name: each.read_bytes() for each in tmp_path.glob("x*")}
    assert after == before
    assert list(tmp_path.glob(".*")) == []


PROGRAM = """
import sys, time
from pathlib import Path
from journal.clerk import keyring_at
from scenarios.journal.exporting import export_journal
from scenarios.journal.place import Place, open_journal
folder = Path(sys.argv[1])
with open_journal(Place(folder / "journal.db")) as store:
    print("ready", flush=True)
    while True:
        export_journal(store, folder / "x.jsonl", keyring_at(folder), lambda _: None)
        export_journal(
            store, folder / "x.jsonl", keyring_at(folder), lambda _: None, texts=False
        )
"""


def test_whoever_kills_an_export_finds_a_whole_one(tmp_path: Path) -> None:
    tests = Path(__file__).parents[1]
    with rich_journal_at(tmp_path) as store:
        store.append(notes(300)[100:])
        vkey = str(store.record(0).draft.body["vkey"])
        path, ring = tmp_path / "x.jsonl", keyring_at(tmp_path)
        export_journal(store, path, ring, silent)
    good = path.read_bytes()
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join([str(tests.parent / "src"), str(tests)])
    }
    for tenths in range(4):
        with subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(tmp_path)],
            stdout=subprocess.PIPE,
            env=environment,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == b"ready\n"
            time.sleep(0.05 + tenths / 50)
            process.send_signal(signal.SIGKILL)
        assert path.read_bytes() == good
        verdict = verify_export(read_export(path), frozenset({vkey}), None, silent)
        assert verdict.holds
