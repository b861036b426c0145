"""Connections that break around COMMIT: whoever repeats the call is recorded once."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.reliability.drafts import draw_draft, number_of
from benchmarks.reliability.findings import Figure, Finding, Setup
from benchmarks.reliability.postgres_keeper import PostgresKeeper, served

from dropping import Moment, Proxy, between
from scenarios.journal.errors import JournalUnreachableError

__all__ = ["find_drops"]

PROMISE = "A connection lost around COMMIT costs no record and doubles none"


def find_drops(setup: Setup) -> Iterator[Finding]:
    """Break the connection between a commit and its acknowledgement, and before."""
    times = setup.size(50, 3)
    with served() as (cluster, keeper), between(setup.fresh(), cluster.folder) as proxy:
        after = _drop(proxy, keeper, setup.fresh(), times, Moment.AFTER_COMMIT)
        before = _drop(proxy, keeper, setup.fresh(), times, Moment.BEFORE_COMMIT)
        control = _drop(proxy, keeper, setup.fresh(), times, Moment.AFTER_COMMIT, 1)
        dropped = proxy.dropped
    yield Finding(
        PROMISE,
        keeper.name,
        (
            Figure("connections lost", dropped, least=3 * times, most=3 * times),
            Figure("not recorded exactly once, lost after COMMIT", after, most=0),
            Figure("not recorded exactly once, lost before COMMIT", before, most=0),
        ),
        (Figure("recorded twice by another request", control, least=times),),
    )


def _drop(  # noqa: PLR0913 how to drop, and where
    proxy: Proxy,
    keeper: PostgresKeeper,
    folder: Path,
    times: int,
    moment: Moment,
    attempt: int = 0,
) -> int:
    """Lose connections; repeat; count the records that are not there exactly once."""
    keeper.create(folder).close()
    with keeper.behind(str(proxy.folder)).open(folder) as store:
        for number in range(times):
            proxy.moment = moment
            try:
                store.append([draw_draft(number)])
            except JournalUnreachableError:
                store.append([draw_draft(number, attempt)])
        store.verify()
        numbers = [number_of(each.draft) for each in store.read(1)]
    return sum(numbers.count(number) != 1 for number in range(times))
