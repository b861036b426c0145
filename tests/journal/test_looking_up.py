"""Records are found by kind, development and scenario, newest first."""

from pathlib import Path

from journal.clerk import journal_at, who
from journal.store_contract import notes
from scenarios.journal.looking_up import newest_first
from scenarios.journal.record import Kind


def test_records_are_found_by_what_they_are_about(tmp_path: Path) -> None:
    author = who()
    bodies: list[tuple[Kind, dict[str, str]]] = [
        (Kind.OBSERVATION_LINKED, {"development": "d1", "indicator": "vote/late"}),
        (Kind.OBSERVATION_LINKED, {"development": "d2", "indicator": "vote/late"}),
        (Kind.SCENARIO_RESOLVED, {"scenario": "vote"}),
        (Kind.REPORT_RETRACTED, {"development": "d1"}),
        (Kind.NOTE, {"text": "nothing"}),
    ]
    with journal_at(tmp_path) as store:
        store.append([author.draft(kind, body) for kind, body in bodies])

        def seqs(**wanted: object) -> list[int]:
            return [record.seq for record in newest_first(store, **wanted)]  # type: ignore[arg-type]  # in one place

        assert seqs() == [5, 4, 3, 2, 1, 0]
        assert seqs(kind=Kind.OBSERVATION_LINKED) == [2, 1]
        assert seqs(kind=Kind.NOTE) == [5]
        assert seqs(development="d1") == [4, 1]
        assert seqs(scenario="vote") == [3, 2, 1]
        assert seqs(scenario="vote", development="d1") == [1]
        assert seqs(development="d1", kind=Kind.REPORT_RETRACTED) == [4]
        assert seqs(development="zebra") == []


def test_a_long_journal_is_read_from_its_end(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        store.append(notes(600))
        assert [each.seq for each in newest_first(store)] == list(range(600, -1, -1))
