"""What the experiments check with would see a fault: each is shown one."""

from pathlib import Path

import pytest
from benchmarks.reliability.contention import count_forks_and_gaps
from benchmarks.reliability.drafts import draw_draft, number_of
from benchmarks.reliability.exported import (
    FaultyExportError,
    judge_export,
    make_export,
    make_records,
    read_lines,
)
from benchmarks.reliability.flips import line_edits, place_of_fault
from benchmarks.reliability.keepers import (
    APSW_TRUNCATE,
    APSW_WAL,
    SHIPPED,
    SqliteKeeper,
)
from benchmarks.reliability.rewriting import continues

from scenarios.journal.errors import JournalBusyError, JournalError
from scenarios.journal.record import Record, seal_record


def chain(*numbers: int) -> list[Record]:
    """Seal drafts of these numbers into a journal."""
    records = make_records(1)
    for number in numbers:
        last = records[-1]
        draft = draw_draft(number, attempt=len(records))
        records.append(seal_record(draft, last.log, last.seq + 1, last.leaf))
    return records


@pytest.mark.parametrize(
    ("records", "faults"),
    [
        pytest.param(chain(0, 2, 1, 3), 0, id="two writers in turn"),
        pytest.param(chain(0, 2, 3), 1, id="one is missing"),
        pytest.param(chain(1, 0, 2, 3), 1, id="one writer out of order"),
        pytest.param(chain(0, 1, 1, 2, 3), 1, id="one twice"),
        pytest.param([*chain(0, 2), *chain(0, 2, 1)[1:]], 1, id="a fork"),
        pytest.param([*chain(0, 1, 2)[:2], *chain(0, 1, 2)[3:]], 1, id="a gap"),
    ],
)
def test_forks_and_gaps_are_counted(records: list[Record], faults: int) -> None:
    assert count_forks_and_gaps(records, writers=2, appends=2) == faults


def test_a_drawn_draft_is_the_same_every_time_and_like_no_other() -> None:
    assert draw_draft(7) == draw_draft(7)
    assert draw_draft(7).payloads == draw_draft(7).payloads
    assert draw_draft(7, attempt=1).req != draw_draft(7).req
    assert len({draw_draft(number).req for number in range(50)}) == 50
    assert number_of(draw_draft(7)) == 7
    assert number_of(make_records(1)[0].draft) == -1


def test_a_sound_export_has_no_fault() -> None:
    lines, checkpoint = make_export(make_records(5))
    assert place_of_fault(lines, checkpoint) is None
    assert [each.seq for each in read_lines(lines)] == [0, 1, 2, 3, 4]


def test_an_export_of_another_journal_does_not_fit_the_checkpoint() -> None:
    _, checkpoint = make_export(make_records(5))
    lines, _ = make_export(make_records(5, first=50))
    with pytest.raises(FaultyExportError, match="line 5: the signed head is of other"):
        judge_export(lines, checkpoint)


def test_every_edit_of_lines_changes_them() -> None:
    lines, _ = make_export(make_records(4))
    edits = [changed for changed, _ in line_edits(lines)]
    assert len(edits) == 4 * 4 + 6
    assert lines not in edits


@pytest.mark.parametrize("keeper", [SHIPPED, APSW_WAL, APSW_TRUNCATE])
def test_a_keeper_keeps_a_journal_in_its_mode(
    keeper: SqliteKeeper, tmp_path: Path
) -> None:
    with keeper.create(tmp_path) as store:
        store.append([draw_draft(1)])
        assert store.select("PRAGMA journal_mode") == [(keeper.mode.lower(),)]
        assert store.select("PRAGMA synchronous") == [(2,)]
    with keeper.open(tmp_path) as store:
        assert store.verify().size == 2
        with pytest.raises(JournalError, match="near"):
            store.select("SELEC")


@pytest.mark.parametrize("keeper", [SHIPPED, APSW_WAL])
def test_a_protection_can_be_taken_out(keeper: SqliteKeeper, tmp_path: Path) -> None:
    keeper.create(tmp_path).close()
    weak = keeper.without("PRAGMA synchronous = FULL", "PRAGMA synchronous = NORMAL")
    with weak.open(tmp_path) as store:
        assert store.select("PRAGMA synchronous") == [(1,)]


def test_what_apsw_says_is_known_for_what_it_is(tmp_path: Path) -> None:
    keeper = SqliteKeeper("apsw", "WAL", wait=0.01)
    with keeper.create(tmp_path) as store, keeper.open(tmp_path) as other:
        store.select("BEGIN IMMEDIATE")
        with pytest.raises(JournalBusyError, match="locked"):
            other.append([draw_draft(1)])


def test_a_head_is_continued_by_what_grew_from_it_alone(tmp_path: Path) -> None:
    with SHIPPED.create(tmp_path) as store:
        store.append([draw_draft(1)])
        head = store.head()
        store.append([draw_draft(2)])
        assert continues(store, head)
        later = store.head()
    (tmp_path / "other").mkdir()
    with SHIPPED.create(tmp_path / "other") as store:
        store.append([draw_draft(1)])
        assert continues(store, head)
        assert not continues(store, later)
        store.append([draw_draft(3)])
        assert not continues(store, later)
