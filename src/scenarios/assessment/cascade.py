"""The cascade of a retraction: judgements that would have used other words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scenarios.assessment.replaying import Archive, Pinned
from scenarios.assessment.weighing import weigh
from scenarios.domain.development import Development
from scenarios.journal.record import Draft, Kind
from scenarios.journal.store import Store

__all__ = ["Affected", "affected_judgements", "cascade_of"]


@dataclass(frozen=True, slots=True)
class Affected:
    """A published likelihood word that would have been another.

    Attributes:
        seq: The record of the judgement.
        as_of: The day that was judged.
        scenario: The scenario.
        outcome: The outcome.
        published: The word that was published.
        without: The word without the report.
    """

    seq: int
    as_of: date
    scenario: str
    outcome: str
    published: str
    without: str


def cascade_of(draft: Draft, store: Store) -> tuple[Affected, ...] | None:
    """Return the published words that a retraction would have changed.

    None where the draft is no retraction.

    Raises:
        JournalError: A judgement's ground cannot be had.
    """
    if draft.kind is not Kind.REPORT_RETRACTED:
        return None
    development, report = draft.body["development"], draft.body["report"]
    return tuple(affected_judgements(Archive(store), str(development), str(report)))


def affected_judgements(
    archive: Archive, development: str, report: str
) -> Iterator[Affected]:
    """Yield every published word that would have been another without a report.

    Args:
        archive: The published judgements.
        development: Id of the development that the report tells of.
        report: Id of the report within it.

    Raises:
        JournalError: A judgement's ground cannot be had.
    """
    for seq in archive.judgements:
        ground = archive.pinned(seq)
        if development in ground.news.entries:
            yield from _changed(ground, development, report)


def _changed(ground: Pinned, development: str, report: str) -> Iterator[Affected]:
    items = [
        _without(each, report) if each.id == development else each
        for each in ground.developments.items
    ]
    words = ground.words
    for weighed in weigh(
        ground.workspace,
        items,
        ground.as_of,
        scenarios=ground.scenarios,
        model=ground.model,
    ):
        for outcome, word in weighed.words.items():
            published = words[weighed.id, outcome]
            if word != published:
                yield Affected(
                    seq=ground.record.seq,
                    as_of=ground.as_of,
                    scenario=weighed.id,
                    outcome=outcome,
                    published=published,
                    without=word,
                )


def _without(development: Development, report: str) -> Development:
    kept = tuple(each for each in development.reports if each.id != report)
    return development.model_copy(update={"reports": kept})
