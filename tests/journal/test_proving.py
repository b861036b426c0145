"""A proof shows offline, to others, that a record is in a journal."""

from pathlib import Path

import pytest

from journal.clerk import LOG, journal_at, keyring_at, rich_journal_at
from journal.store_contract import notes
from scenarios.journal.checkpoint import OriginMismatchError, parse_proof
from scenarios.journal.errors import KeyNotFoundError, UnknownRecordError
from scenarios.journal.note import UnverifiedNoteError
from scenarios.journal.proving import check_proof, prove
from scenarios.journal.sealing import seal_head
from scenarios.journal.tree import ProofError
from scenarios.journal.trust import keys_of


def test_every_record_can_be_proved(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with rich_journal_at(tmp_path) as store:
        for seq in range(11):
            data = prove(store, seq, ring)
            keys = [keys_of(store).in_force(11)]
            proof, head, record = check_proof(data, None, LOG, keys)
            assert (proof.index, head.size, head.root) == (seq, 11, store.head().root)
            assert record == store.record(seq).data
            assert check_proof(data, record, LOG, keys)[2] == record
            other = store.record((seq + 1) % 11).data
            with pytest.raises(ProofError):
                check_proof(data, other, LOG, keys)
            with pytest.raises(OriginMismatchError):
                check_proof(data, None, "another", keys)
            with pytest.raises(UnverifiedNoteError):
                check_proof(data, None, LOG, [keys_of(store).in_force(1)])
        with pytest.raises(UnknownRecordError):
            prove(store, 11, ring)


def test_a_head_is_signed_only_where_none_has_the_record(tmp_path: Path) -> None:
    ring = keyring_at(tmp_path)
    with journal_at(tmp_path) as store:
        store.append(notes(2))
        signed = seal_head(store, ring)
        store.append(notes(5)[2:])
        ring.path_of(LOG).rename(tmp_path / "away")
        assert parse_proof(prove(store, 2, ring)).checkpoint == signed
        with pytest.raises(KeyNotFoundError):
            prove(store, 3, ring)
        (tmp_path / "away").rename(ring.path_of(LOG))
        newer = parse_proof(prove(store, 3, ring)).checkpoint
        assert newer == store.checkpoint() != signed
