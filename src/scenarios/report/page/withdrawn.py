"""The reports that were retracted, each once, and what became of what they told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.explanation.withdrawn import Withdrawn, withdrawn_reports
from scenarios.report.dossier import Dossier
from scenarios.report.page.anchors import anchor

__all__ = ["Gone", "tell_withdrawn"]


@dataclass(frozen=True, slots=True)
class Gone:
    """One report that counts for nothing.

    Attributes:
        anchor: The development, where it still counts somewhere; else empty.
        name: The development and the report, as `DEVELOPMENT/REPORT`.
        happened: The day of the development.
        title: What is said to have happened.
        source: Title of the source, or its id.
        published: The day of publication.
        retracted: The day from which it does not count.
        record: The journal's record of that; None without one.
        why: By whom it was withdrawn, and why.
        fate: What became of the development.
    """

    anchor: str
    name: str
    happened: date
    title: str
    source: str
    published: date
    retracted: date
    record: int | None
    why: str
    fate: str


def tell_withdrawn(dossier: Dossier) -> tuple[Gone, ...]:
    """Tell every report that was retracted, in order of (date, id)."""
    now = dossier.assessment
    found: dict[str, list[Withdrawn]] = {}
    for each in now.scenarios:
        for gone in withdrawn_reports(each, dossier.developments, now.as_of):
            found.setdefault(gone.name, []).append(gone)
    told = [_gone(same, dossier) for same in found.values()]
    return tuple(sorted(told, key=lambda gone: (gone.happened, gone.name)))


def _gone(same: Sequence[Withdrawn], dossier: Dossier) -> Gone:
    """Tell a report by what it is in each scenario: it counts if it does in one."""
    gone = max(same, key=lambda each: each.counts)
    source = dossier.workspace.sources.get(gone.report.source)
    development = gone.development
    return Gone(
        anchor=anchor("development", development.id) if gone.counts else "",
        name=gone.name,
        happened=development.date,
        title=development.title or development.id,
        source=gone.report.source if source is None else source.title,
        published=gone.published,
        retracted=gone.retraction.on,
        record=gone.record,
        why=gone.retraction.why,
        fate=gone.fate,
    )
