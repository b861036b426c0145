"""The program that travels with an export agrees with ours, whatever it is shown."""

import ast
import runpy
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from journal.clerk import FULL, LOG, keyring_at, rich_journal_at, silent
from journal.forger import CHANGES, Forged, forge
from scenarios.journal import verifier
from scenarios.journal.errors import DamagedJournalError
from scenarios.journal.export_audit import verify_export
from scenarios.journal.exported import read_export
from scenarios.journal.exporting import export_journal
from scenarios.journal.findings import State
from scenarios.journal.note import write_vkey

SOURCE = Path(verifier.__file__)
JOURNALS = 1_000 if FULL else 250


def ours(made: Forged, folder: Path) -> str:
    path, beside = folder / "x.jsonl", folder / "x.payloads.jsonl"
    path.write_bytes(made.data)
    beside.unlink(missing_ok=True)
    if made.payloads is not None:
        beside.write_bytes(made.payloads)
    known = frozenset() if made.vkey is None else frozenset({made.vkey})
    try:
        export = read_export(path)
    except DamagedJournalError:
        return "bad"
    verdict = verify_export(export, known, None, silent)
    states = {finding.state for finding in verdict.findings}
    if State.FAILS in states:
        return "bad"
    assert verdict.holds == (State.UNKNOWN not in states)
    return "verified" if verdict.holds else "unknown"


def theirs(made: Forged) -> str:
    try:
        _, is_known = verifier.verify(made.data, made.payloads, made.vkey)
    except ValueError:
        return "bad"
    return "verified" if is_known else "unknown"


def agree(tmp_path: Path, seed: int, journals: int) -> Counter[str]:
    """Compare the two verifiers; return how often each verdict came."""
    rng, verdicts = Random(seed), Counter[str]()
    for number in range(journals):
        made = forge(rng)
        verdict = ours(made, tmp_path)
        assert theirs(made) == verdict, (number, verdict, made.data, made.payloads)
        verdicts[verdict] += 1
    return verdicts


def test_both_verifiers_agree_on_random_journals(tmp_path: Path) -> None:
    verdicts = agree(tmp_path, 2026, JOURNALS)
    # A verifier that always says the same would agree with itself.
    assert verdicts["verified"] > JOURNALS / 10
    assert verdicts["bad"] > JOURNALS / 4
    assert verdicts["unknown"] > JOURNALS / 50


GOOD = {
    "the largest integer",
    "deep",
    "very deep",
    "a text",
    "a redaction",
    "a redaction of nothing",
    "a new key",
    "signed by the last key",
    "also signed by somebody",
    "after the texts were taken away",
}
UNKNOWN = {"after no key is known", "after another key is known"}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_told_for_what_it_is(tmp_path: Path, name: str) -> None:
    made = Forged(Random(7))
    made.keys.append(made.key())
    made.vkey = made.keys[0].vkey
    made.add("log.created", {"origin": made.origin, "vkey": made.vkey, "version": 1})
    made.add_text()
    made.add_text()
    made.add("note", {"number": 3})
    made.rotate()
    made.add_text()
    if not name.startswith("after "):
        CHANGES[name](made)
    made.seal()
    if name.startswith("after "):
        CHANGES[name](made)
    expected = "verified" if name in GOOD else "unknown" if name in UNKNOWN else "bad"
    assert (name, ours(made, tmp_path), theirs(made)) == (name, expected, expected)


def test_the_program_is_short_and_imports_nothing_of_ours() -> None:
    text = SOURCE.read_text("utf-8")
    assert len([line for line in text.splitlines() if line.strip()]) <= 200
    tree = ast.parse(text)
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported - sys.stdlib_module_names == {"cryptography"}


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    # -I: without our source on the path, as with whom the export is sent to.
    done = subprocess.run(
        [sys.executable, "-I", "x.verify.py", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_the_program_beside_an_export_verifies_it_alone(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with rich_journal_at(tmp_path) as store:
        vkey = str(store.record(0).draft.body["vkey"])
        head = export_journal(store, tmp_path / "x.jsonl", ring, silent)
    assert (tmp_path / "x.verify.py").read_bytes() == SOURCE.read_bytes()
    said = f"{LOG}: {head.size} records, 0 texts missing, 1 redacted, 2 keys\n"
    assert run(tmp_path, "x.jsonl", "--key", vkey) == (0, f"VERIFIED {said}")
    unknown = "CONSISTENT, BUT OF AN UNKNOWN KEY: "
    assert run(tmp_path, "x.jsonl") == (3, unknown + said)
    assert run(tmp_path, "x.jsonl", "--key", "x")[0] == 3
    assert run(tmp_path)[0] == 2
    code, told = run(tmp_path, "nowhere.jsonl")
    assert (code, told[:14]) == (1, "DOES NOT HOLD:")
    (tmp_path / "x.payloads.jsonl").unlink()
    code, told = run(tmp_path, "x.jsonl", "--key", vkey)
    assert code == 0
    assert "4 texts missing, 1 redacted" in told
    data = (tmp_path / "x.jsonl").read_bytes()
    (tmp_path / "x.jsonl").write_bytes(data.replace(b"anna", b"ben ", 1))
    assert run(tmp_path, "x.jsonl", "--key", vkey)[0] == 1


def test_a_key_that_signs_for_nothing_else_is_named(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with rich_journal_at(tmp_path) as store:
        export_journal(store, tmp_path / "x.jsonl", ring, silent)
        first = str(store.record(0).draft.body["vkey"])
    assert write_vkey(ring.make(LOG).verifying) != first


def test_main_runs_in_this_process_too(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with rich_journal_at(tmp_path) as store:
        vkey = str(store.record(0).draft.body["vkey"])
        export_journal(store, tmp_path / "x.jsonl", keyring_at(tmp_path), silent)
    file = str(tmp_path / "x.jsonl")
    for arguments, code in (([file, "--key", vkey], 0), ([file], 3), (["x"], 1)):
        monkeypatch.setattr(sys, "argv", ["x.verify.py", *arguments])
        assert verifier.main() == code
    (tmp_path / "x.payloads.jsonl").unlink()
    monkeypatch.setattr(sys, "argv", ["x.verify.py", file, "--key", vkey])
    assert verifier.main() == 0
    assert capsys.readouterr().out.count("\n") == 4
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(SOURCE), run_name="__main__")
    assert end.value.code == 0
