"""An export is read to the byte: nothing of it can change unnoticed."""

from pathlib import Path

import pytest

from journal.clerk import FULL, LOG, journal_at, keyring_at, rich_journal_at, silent
from journal.store_contract import notes
from scenarios.journal.checkpoint import Checkpoint
from scenarios.journal.errors import DamagedJournalError
from scenarios.journal.export_audit import verify_export
from scenarios.journal.exported import (
    payloads_beside,
    read_export,
    verifier_beside,
)
from scenarios.journal.exporting import export_journal
from scenarios.journal.findings import KeptHead
from scenarios.journal.note import write_vkey
from scenarios.journal.place import Place, open_journal
from scenarios.journal.trust import keys_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the file of an export of eleven records with texts."""
    path = tmp_path / "x.jsonl"
    with rich_journal_at(tmp_path) as store:
        export_journal(store, path, keyring_at(tmp_path), silent)
    return path


def known(folder: Path) -> frozenset[str]:
    with open_journal(Place(folder / "journal.db")) as store:
        return frozenset({write_vkey(keys_of(store).reigns[0].key)})


def holds(path: Path, keys: frozenset[str]) -> bool:
    """Tell whether an export holds, as a whole."""
    try:
        export = read_export(path)
    except DamagedJournalError:
        return False
    return verify_export(export, keys, None, silent).holds


def test_the_records_come_back_with_their_texts(path: Path, tmp_path: Path) -> None:
    export = read_export(path)
    with open_journal(Place(tmp_path / "journal.db")) as store:
        records = list(store.read())
        assert export.checkpoint == store.checkpoint()
    assert list(export.records()) == records
    payloads = [each.draft.payloads for each in export.records()]
    assert payloads == [each.draft.payloads for each in records]
    assert sum(map(len, payloads)) == 4
    lines = path.read_bytes().split(b"\n")
    assert lines[:11] == [record.data for record in records]
    assert lines[11].decode() == LOG


def test_every_flipped_bit_of_an_export_is_noticed(path: Path, tmp_path: Path) -> None:
    keys = known(tmp_path)
    assert holds(path, keys)
    for file in (path, payloads_beside(path)):
        good = file.read_bytes()
        for place in range(0, len(good) * 8, 1 if FULL else 61):
            bad = bytearray(good)
            bad[place // 8] ^= 1 << place % 8
            file.write_bytes(bad)
            assert not holds(path, keys), (file.name, place)
        file.write_bytes(good)
    assert holds(path, keys)


def test_every_cut_of_an_export_is_noticed(path: Path, tmp_path: Path) -> None:
    keys, good = known(tmp_path), path.read_bytes()
    for length in range(0, len(good), 1 if FULL else 41):
        path.write_bytes(good[:length])
        assert not holds(path, keys), length


def test_lines_cannot_be_dropped_doubled_or_swapped(path: Path, tmp_path: Path) -> None:
    keys = known(tmp_path)
    for file in (path, payloads_beside(path)):
        good = file.read_bytes()
        lines = good.splitlines(keepends=True)
        for first in range(len(lines)):
            dropped = lines[:first] + lines[first + 1 :]
            doubled = lines[: first + 1] + lines[first:]
            swapped = [lines[first], *lines[:first], *lines[first + 1 :]]
            for bad in (dropped, doubled, swapped if first else dropped):
                file.write_bytes(b"".join(bad))
                assert not holds(path, keys), (file.name, first)
        file.write_bytes(good)
    assert holds(path, keys)


def test_a_file_of_nothing_but_a_checkpoint_is_no_export(path: Path) -> None:
    checkpoint = read_export(path).checkpoint
    for data in (checkpoint, b"\n" + checkpoint, b""):
        path.write_bytes(data)
        assert not holds(path, frozenset({"x"}))


def test_a_file_that_shrinks_while_it_is_read_is_told(path: Path) -> None:
    export = read_export(path)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(DamagedJournalError, match="the file changed"):
        list(export.records())


def test_a_bad_line_is_told_with_its_number(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"number":3', b'"number":3.0'))
    with pytest.raises(DamagedJournalError, match=r"line 10, record 9: body\.num"):
        list(read_export(path).records())


def test_a_bad_text_is_told_with_its_number(path: Path) -> None:
    beside = payloads_beside(path)
    lines = beside.read_bytes().splitlines(keepends=True)
    changed = [
        lines[2].replace(*change)
        for change in (
            (b":", b": "),
            (b'"salt":"', b'"salt":"a'),
            (b'"data":"', b'"data":"!'),
        )
    ]
    assert lines[2] not in changed
    for bad in (b"{}\n", b"[]\n", b"\xff\n", lines[0], *changed):
        beside.write_bytes(b"".join([*lines[:2], bad, *lines[3:]]))
        with pytest.raises(DamagedJournalError, match="line 3 is no text of a record"):
            list(read_export(path).records())


def test_a_long_export_leads_to_the_head_of_its_journal(tmp_path: Path) -> None:
    path, ring = tmp_path / "x.jsonl", keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        store.append(notes(300))
        middle = store.head()
        store.append(notes(600)[300:])
        head = export_journal(store, path, ring, silent)
    checkpoint = Checkpoint(LOG, middle.size, middle.root)
    kept = KeptHead("a letter", checkpoint, None)
    verdict = verify_export(read_export(path), known(tmp_path), kept, silent)
    assert verdict.holds
    assert verdict.head == head
    assert head.size == 601


def test_files_beside_an_export_are_named_after_it() -> None:
    for name in ("x", "x.jsonl"):
        assert payloads_beside(Path("a") / name) == Path("a/x.payloads.jsonl")
        assert verifier_beside(Path("a") / name) == Path("a/x.verify.py")
