"""A record adds its own row, the nodes it completes, its subjects and its texts."""

from journal.store_contract import NOW, ORIGIN, draft, redaction, report
from scenarios.journal.founding import first_record
from scenarios.journal.record import Draft, Kind, Record, seal_record
from scenarios.journal.sql_rows import Addition, addition_of
from scenarios.journal.tree import Frontier, node_hash


def chain(*drafts: Draft) -> list[Record]:
    """Seal drafts one after the other, after a first record."""
    records = [first_record(ORIGIN, NOW, "anna")]
    for each in drafts:
        last = records[-1]
        records.append(seal_record(each, ORIGIN, last.seq + 1, last.leaf))
    return records


def additions(*drafts: Draft) -> list[Addition]:
    """Return what each record of a chain adds."""
    made, frontier = [], Frontier()
    for record in chain(*drafts):
        addition, frontier = addition_of(record, frontier)
        made.append(addition)
    return made


def test_a_record_adds_its_own_row() -> None:
    first, second = chain(draft(1))
    _, addition = additions(draft(1))
    leaf, prev = bytes.fromhex(second.leaf), bytes.fromhex(first.leaf)
    assert addition.record == (1, prev, leaf, second.draft.req, second.data)


def test_a_record_adds_the_nodes_that_it_completes() -> None:
    made = additions(*(draft(number) for number in range(3)))
    leaves = [each.record[2] for each in made]
    low = [node_hash(*leaves[:2]), node_hash(*leaves[2:])]
    assert [each.nodes for each in made] == [
        [],
        [(1, 0, low[0])],
        [],
        [(1, 1, low[1]), (2, 0, node_hash(*low))],
    ]


def test_a_record_adds_its_subjects_and_texts() -> None:
    _, addition, _ = additions(report(1), draft(2))
    [payload] = report(1).payloads
    assert addition.subjects == [("development/envoy-1", 1), ("scenario/talks", 1)]
    assert addition.payloads == [(1, payload.commitment, payload.salt, payload.data)]
    assert addition.redacted == []


def test_a_redaction_names_the_texts_that_go() -> None:
    _, one, gone = additions(report(1), redaction(2, report(1)))
    assert gone.redacted == [(one.payloads[0][1], 2)]
    assert gone.payloads == []


def test_only_a_redaction_removes_texts() -> None:
    listed = {"redacted": ["sha256:" + "0" * 64]}
    for body, kind in (
        (listed, Kind.NOTE),
        ({"redacted": "sha256:" + "0" * 64}, Kind.PAYLOAD_REDACTED),
        ({"redacted": [7]}, Kind.PAYLOAD_REDACTED),
        ({}, Kind.PAYLOAD_REDACTED),
    ):
        assert additions(draft(1, body=body, kind=kind))[1].redacted == []
