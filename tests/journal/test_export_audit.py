"""What an export is found to be: known or not, complete or not, continued or not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from journal.clerk import LOG, keyring_at, rich_journal_at, silent
from scenarios.journal.checkpoint import Checkpoint, sign_checkpoint
from scenarios.journal.export_audit import Texts, verify_export
from scenarios.journal.exported import payloads_beside, read_export
from scenarios.journal.exporting import export_journal
from scenarios.journal.findings import Finding, KeptHead, State
from scenarios.journal.heads import root_at
from scenarios.journal.note import SigningKey, write_vkey
from scenarios.journal.store import Store
from scenarios.journal.trust import keys_of


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a journal that was exported to x.jsonl."""
    store = rich_journal_at(tmp_path)
    export_journal(store, tmp_path / "x.jsonl", keyring_at(tmp_path), silent)
    return store


def found(
    folder: Path,
    keys: frozenset[str] = frozenset(),
    kept: KeptHead | None = None,
    texts: Texts = "beside",
) -> Mapping[str, Finding]:
    export = read_export(folder / "x.jsonl")
    verdict = verify_export(export, keys, kept, silent, texts=texts)
    return {each.check: each for each in verdict.findings}


def test_an_export_says_whose_it_is_and_how_far_it_goes(
    store: Store, tmp_path: Path
) -> None:
    vkey = write_vkey(keys_of(store).reigns[0].key)
    export, done = read_export(tmp_path / "x.jsonl"), list[int]()
    verdict = verify_export(export, frozenset({vkey}), None, done.append)
    assert verdict.holds
    assert (verdict.origin, verdict.head) == (LOG, store.head())
    assert done == list(range(1, 12))


def test_only_a_key_known_from_elsewhere_verifies(store: Store, tmp_path: Path) -> None:
    first, last = (write_vkey(reign.key) for reign in keys_of(store).reigns)
    assert found(tmp_path, frozenset({first}))["keys"].state is State.HOLDS
    for keys in (frozenset[str](), frozenset({last})):
        finding = found(tmp_path, keys)["keys"]
        assert finding.state is State.UNKNOWN
        assert "is not known here" in finding.said


def test_texts_may_be_missing_only_where_that_is_said(
    store: Store, tmp_path: Path
) -> None:
    assert store.head().size == 11
    beside = payloads_beside(tmp_path / "x.jsonl")
    cases: tuple[Texts, ...] = ("all", "beside", "any")
    assert {found(tmp_path, texts=each)["texts"].state for each in cases} == {
        State.HOLDS
    }
    beside.write_bytes(b"".join(beside.read_bytes().splitlines(keepends=True)[1:]))
    states = [found(tmp_path, texts=each)["texts"].state for each in cases]
    assert states == [State.FAILS, State.FAILS, State.ABSENT]
    said = found(tmp_path)["texts"].said
    assert said.startswith("1 missing from x.payloads.jsonl, 1 redacted; the first")
    assert said.endswith("of record 2")
    beside.unlink()
    states = [found(tmp_path, texts=each)["texts"].state for each in cases]
    assert states == [State.FAILS, State.ABSENT, State.ABSENT]
    assert "4 missing, because x.payloads.jsonl is not beside it" in (
        found(tmp_path)["texts"].said
    )


def kept(store: Store, size: int, **changes: object) -> KeptHead:
    fields: dict[str, object] = {"origin": LOG, "size": size}
    fields["root"] = root_at(store, min(size, store.head().size))
    return KeptHead("h", Checkpoint(**(fields | changes)), None)  # type: ignore[arg-type]  # one place for all


def test_a_head_that_was_kept_is_continued_or_contradicted(
    store: Store, tmp_path: Path
) -> None:
    for size in range(1, 12):
        finding = found(tmp_path, kept=kept(store, size))["against"]
        assert finding.state is State.HOLDS
        assert finding.said == f"it continues the head of {size} in h"
    for head, fault in (
        (kept(store, 3, root=bytes(32)), "its first 3 records are not those of h"),
        (kept(store, 12), "it holds 11 records, but h was made of 12"),
        (kept(store, 3, origin="x"), f"h is a head of x, not {LOG}"),
        (kept(store, 0), "it holds 11 records, but h was made of 0"),
    ):
        finding = found(tmp_path, kept=head)["against"]
        assert (finding.state, finding.said) == (State.FAILS, fault)


def test_a_signed_head_has_to_be_signed_by_the_key_of_its_size(
    store: Store, tmp_path: Path
) -> None:
    last = keyring_at(tmp_path).load(LOG, write_vkey(keys_of(store).in_force(11)))
    for size, key, state in (
        (11, last, State.HOLDS),
        (9, last, State.HOLDS),
        (8, last, State.FAILS),
        (9, SigningKey(LOG, bytes(32)), State.FAILS),
    ):
        head = kept(store, size).checkpoint
        signed = KeptHead("h", head, sign_checkpoint(head, key))
        assert found(tmp_path, kept=signed)["against"].state is state


def test_a_head_of_other_records_is_told(store: Store, tmp_path: Path) -> None:
    key = keyring_at(tmp_path).load(LOG, write_vkey(keys_of(store).in_force(11)))
    other = sign_checkpoint(Checkpoint(LOG, 11, bytes(32)), key)
    export = read_export(tmp_path / "x.jsonl")
    data = export.path.read_bytes()[: export.length]
    export.path.write_bytes(data + other)
    finding = found(tmp_path)["checkpoint"]
    assert finding.state is State.FAILS
    assert "its key signed for 11 records, not for these" in finding.said
