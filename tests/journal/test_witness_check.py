"""The program in a witness's repository accepts only heads that continue each other."""

import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from journal.clerk import LOG, journal_at, keyring_at, who
from journal.store_contract import notes
from journal.test_witness import git
from scenarios.journal import witness_check
from scenarios.journal.rotation import rotate_key
from scenarios.journal.sealing import seal_head
from scenarios.journal.witness import keep_at_witness, witness_folder
from scenarios.journal.witness_check import check_journal

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")


def witnessed(folder: Path, sizes: list[int], rotate_at: int = 0) -> Path:
    """Return a repository that holds heads of a journal at some sizes."""
    repository = folder / "witness"
    repository.mkdir(parents=True)
    git(repository, "init", "--quiet")
    ring, author = keyring_at(folder), who()
    drafts = iter(notes(sizes[-1] + 1))
    with journal_at(folder) as store:
        for size in sizes:
            while store.head().size < size:
                if store.head().size == rotate_at:
                    rotate_key(store, author, ring, "why")
                else:
                    store.append([next(drafts)])
            keep_at_witness(store, seal_head(store, ring), repository, "anna")
    return repository


@pytest.mark.parametrize("seed", range(6))
def test_heads_of_any_sizes_continue_each_other(tmp_path: Path, seed: int) -> None:
    rng = Random(seed)
    sizes = sorted(rng.sample(range(1, 70), 8))
    repository = witnessed(tmp_path, sizes, rotate_at=sizes[3])
    assert check_journal(witness_folder(repository, LOG)) == sizes[-1]


def test_every_pair_of_small_sizes_continues(tmp_path: Path) -> None:
    repository = witnessed(tmp_path, list(range(1, 18)))
    assert check_journal(witness_folder(repository, LOG)) == 17


def test_every_flipped_bit_of_a_file_is_noticed(tmp_path: Path) -> None:
    repository = witnessed(tmp_path, [3, 7, 9], rotate_at=7)
    folder = witness_folder(repository, LOG)
    # The first key is trusted because it was accepted first.
    for file in sorted(folder.iterdir()):
        good = file.read_bytes()
        for place in range(0, len(good) * 8, 29):
            bad = bytearray(good)
            bad[place // 8] ^= 1 << place % 8
            file.write_bytes(bad)
            with pytest.raises((ValueError, OSError)):
                check_journal(folder)
        file.write_bytes(good)
    assert check_journal(folder) == 9


def test_heads_of_another_history_do_not_continue(tmp_path: Path) -> None:
    folder = witness_folder(witnessed(tmp_path / "a", [3, 6]), LOG)
    other = tmp_path / "b"
    shutil.copytree(tmp_path / "a" / "keys", other / "keys")
    (other / "witness").mkdir()
    git(other / "witness", "init", "--quiet")
    with journal_at(other) as store:
        store.append(notes(9)[4:])
        ring = keyring_at(other)
        keep_at_witness(store, seal_head(store, ring), other / "witness", "anna")
    forged = witness_folder(other / "witness", LOG)
    for ending in ("checkpoint", "proof"):
        signed = (forged / f"6.{ending}").read_bytes()
        (folder / f"6.{ending}").write_bytes(signed)
    with pytest.raises(ValueError, match=r"6\.proof is of another"):
        check_journal(folder)
    proof = (
        (folder / "6.proof")
        .read_text()
        .replace("old 0\n", "old 3\n" + "A" * 43 + "=\n")
    )
    (folder / "6.proof").write_text(proof)
    with pytest.raises(ValueError, match="does not continue the head of 3"):
        check_journal(folder)


def run(repository: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-I", "check_heads.py", *arguments],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


def test_the_program_runs_alone_and_refuses_what_was_taken_away(tmp_path: Path) -> None:
    repository = witnessed(tmp_path, [2, 5])
    said = f"{LOG}: 5 records: holds\n"
    assert run(repository) == run(repository, "--base", "HEAD~1") == (0, said)
    folder = witness_folder(repository, LOG)
    shutil.copy(folder / "5.checkpoint", tmp_path)
    for name in ("5.checkpoint", "5.proof"):
        (folder / name).unlink()
    assert run(repository) == (0, f"{LOG}: 2 records: holds\n")
    code, said = run(repository, "--base", "HEAD")
    assert code == 1
    assert "5.checkpoint was changed or taken away" in said
    code, said = run(repository, "--base", "nowhere")
    assert code == 1
    assert run(repository, "--what")[0] == 2


def test_main_runs_in_this_process_too(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository = witnessed(tmp_path, [2, 5])
    monkeypatch.setattr(witness_check, "__file__", str(repository / "check_heads.py"))
    monkeypatch.chdir(repository)
    for arguments, code in (([], 0), (["--base", "HEAD"], 0), (["--base", "x"], 1)):
        monkeypatch.setattr(sys, "argv", ["check_heads.py", *arguments])
        assert witness_check.main() == code
    (witness_folder(repository, LOG) / "5.proof").unlink()
    monkeypatch.setattr(sys, "argv", ["check_heads.py", "--base", "HEAD"])
    assert witness_check.main() == 1
    assert "5.proof was changed or taken away" in capsys.readouterr().out
    monkeypatch.setattr(sys, "argv", ["check_heads.py"])
    monkeypatch.undo()
    monkeypatch.setattr(sys, "argv", ["check_heads.py"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(witness_check.__file__), run_name="__main__")
    assert end.value.code == 0
