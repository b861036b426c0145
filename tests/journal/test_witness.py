"""A git repository holds heads that the journal can never go back behind."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from journal.clerk import LOG, journal_at, keyring_at, who
from journal.store_contract import notes
from scenarios.journal.errors import ContradictedHeadError, WitnessError
from scenarios.journal.note import UnverifiedNoteError
from scenarios.journal.place import Place, open_journal
from scenarios.journal.rotation import rotate_key
from scenarios.journal.sealing import seal_head
from scenarios.journal.store import Store
from scenarios.journal.witness import (
    Witnessed,
    check_witness,
    keep_at_witness,
    witness_folder,
)

GIT = shutil.which("git") or "git"
pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git here")


def git(repository: Path, *arguments: str) -> str:
    command = [GIT, "-C", str(repository), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return an empty repository."""
    folder = tmp_path / "witness"
    folder.mkdir()
    git(folder, "init", "--quiet")
    return folder


def keep(store: Store, folder: Path, repository: Path) -> Witnessed:
    signed = seal_head(store, keyring_at(folder))
    return keep_at_witness(store, signed, repository, "anna")


def test_heads_are_committed_with_proofs_and_keys(
    tmp_path: Path, repository: Path
) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(4))
        first = keep(store, tmp_path, repository)
        assert (first.checkpoint.size, first.before, first.is_new) == (5, None, True)
        again = keep(store, tmp_path, repository)
        assert (again.before, again.is_new) == (5, False)
        rotate_key(store, who(), keyring_at(tmp_path), "why")
        second = keep(store, tmp_path, repository)
        assert (second.checkpoint.size, second.before) == (6, 5)
        assert check_witness(store, repository) == 6
    folder = witness_folder(repository, LOG)
    assert folder.name == "example.org%2Fcase-42"
    assert sorted(path.name for path in folder.iterdir()) == [
        "0.key",
        "5.checkpoint",
        "5.key",
        "5.proof",
        "6.checkpoint",
        "6.proof",
    ]
    assert (folder / "5.proof").read_text().startswith(f"old 0\n\n{LOG}\n5\n")
    assert (folder / "6.proof").read_text().startswith("old 5\n")
    assert git(repository, "status", "--porcelain") == ""
    log = git(repository, "log", "--format=%s by %an").splitlines()
    assert log == [f"{LOG}: 6 records by anna", f"{LOG}: 5 records by anna"]


def test_a_key_that_comes_after_the_head_is_left_for_the_next(
    tmp_path: Path, repository: Path
) -> None:
    with journal_at(tmp_path) as store:
        signed = seal_head(store, keyring_at(tmp_path))
        rotate_key(store, who(), keyring_at(tmp_path), "why")
        keep_at_witness(store, signed, repository, "anna")
        assert not (witness_folder(repository, LOG) / "1.key").exists()
        keep(store, tmp_path, repository)
        assert (witness_folder(repository, LOG) / "1.key").exists()


def test_whoever_git_knows_commits_under_that_name(
    tmp_path: Path, repository: Path
) -> None:
    git(repository, "config", "user.name", "Ben")
    git(repository, "config", "user.email", "ben@example.org")
    with journal_at(tmp_path) as store:
        keep(store, tmp_path, repository)
    assert git(repository, "log", "--format=%an <%ae>") == "Ben <ben@example.org>\n"


def test_a_journal_that_went_back_is_refused(tmp_path: Path, repository: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(2))
        shutil.copy(tmp_path / "journal.db", tmp_path / "old.db")
        store.append(notes(5)[2:])
        keep(store, tmp_path, repository)
    shutil.copy(tmp_path / "old.db", tmp_path / "journal.db")
    with open_journal(Place(tmp_path / "journal.db")) as store:
        with pytest.raises(ContradictedHeadError, match="it holds 3 records, but "):
            keep(store, tmp_path, repository)
        store.append(notes(12)[8:])
        with pytest.raises(ContradictedHeadError, match="its first 6 records are not"):
            keep(store, tmp_path, repository)
    assert len(git(repository, "log", "--format=%s").splitlines()) == 1


def test_a_head_that_another_key_signed_is_refused(
    tmp_path: Path, repository: Path
) -> None:
    other = tmp_path / "other"
    with journal_at(other) as store:
        keep(store, other, repository)
    with journal_at(tmp_path) as store, pytest.raises(UnverifiedNoteError):
        keep(store, tmp_path, repository)


@pytest.mark.parametrize("name", ["x", "07", "", "²"])
def test_a_file_that_is_called_as_no_head_is_told(
    tmp_path: Path, repository: Path, name: str
) -> None:
    folder = witness_folder(repository, LOG)
    folder.mkdir()
    (folder / f"{name}.checkpoint").touch()
    with journal_at(tmp_path) as store, pytest.raises(WitnessError, match="as no head"):
        keep(store, tmp_path, repository)


def test_a_head_under_the_name_of_another_is_told(
    tmp_path: Path, repository: Path
) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(3))
        keep(store, tmp_path, repository)
        folder = witness_folder(repository, LOG)
        (folder / "4.checkpoint").rename(folder / "3.checkpoint")
        with pytest.raises(WitnessError, match="it is a head of 4"):
            check_witness(store, repository)


def test_a_folder_that_is_no_repository_is_told(tmp_path: Path) -> None:
    outside = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    with journal_at(tmp_path) as store, pytest.MonkeyPatch.context() as patch:
        for name, value in outside.items():
            patch.setenv(name, value)
        (tmp_path / "plain").mkdir()
        with pytest.raises(WitnessError, match="git rev-parse: fatal: not a git repo"):
            keep(store, tmp_path, tmp_path / "plain")


def test_a_machine_without_git_is_told(
    tmp_path: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.devnull)
    fault = "git cannot be run: "
    with journal_at(tmp_path) as store, pytest.raises(WitnessError, match=fault):
        keep(store, tmp_path, repository)
