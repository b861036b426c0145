"""Files appear whole or not at all."""

import os
from pathlib import Path
from stat import S_IMODE

import pytest

from scenarios.journal.files import (
    file_to_hand_on,
    make_folder,
    sync_folder,
    whole_file,
    write_whole,
)


def test_a_file_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"one, two")
    write_whole(path, b"three")
    assert path.read_bytes() == b"three"
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_fails_on_the_way_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def write() -> None:
        with whole_file(path) as file:
            file.write(b"ne")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_takes_the_place_of_none(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_whole(path, b"old", new=True)
    with pytest.raises(FileExistsError):
        write_whole(path, b"new", new=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    make_folder(tmp_path / "a" / "b")
    make_folder(tmp_path / "a" / "b")
    assert S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    assert S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o700


def test_where_folders_cannot_be_synced_nothing_happens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "O_DIRECTORY")
    sync_folder(tmp_path / "nowhere")


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    link.symlink_to(target)
    for text in (b"first", b"second"):
        with file_to_hand_on(link, mode=0o644) as file:
            file.write(text)
        assert link.is_symlink()
        assert target.read_bytes() == text
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "target"]


def test_a_pipe_is_written_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with file_to_hand_on(pipe, mode=0o644) as file:
        file.write(b"told")
    assert os.read(reader, 9) == b"told"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_device_is_written_and_not_replaced() -> None:
    with pytest.raises(OSError, match="No space left"):  # noqa: SIM117 it flushes
        with file_to_hand_on(Path("/dev/full"), mode=0o644) as file:
            file.write(b"told")
    assert Path("/dev/full").is_char_device()
