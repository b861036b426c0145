"""What stands on record of a source: ground for a person who regrades it.

Nothing here changes a grade. That others agree is no proof, nor is a denial: the truth
is not on record, only who said what. Copies agree with nobody, because reports of one
origin are one voice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.domain.development import Development, Report
from scenarios.domain.source import UNJUDGED, Letter, SourceRegistry

__all__ = ["SourceRecord", "review_sources"]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What a source said, and what became of it; each list holds ids of developments.

    Attributes:
        id: The source's id.
        title: Its name.
        letter: Its letter on the day.
        since: From when it has that letter; None where it was never graded.
        developments: Those it told of, by any report that was not withdrawn.
        agreed: Those that another origin, printed by somebody else, tells alike.
        disputed: Those of which another origin says the opposite.
        alone: Those of which nobody else tells.
        copied: Those it told in the words of an origin that others printed as well.
        retracted: `development/report` of each report that was withdrawn.
    """

    id: str
    title: str
    letter: Letter
    since: date | None
    developments: tuple[str, ...]
    agreed: tuple[str, ...]
    disputed: tuple[str, ...]
    alone: tuple[str, ...]
    copied: tuple[str, ...]
    retracted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Telling:
    """One development as a source tells it, and as the others do."""

    development: str
    own: Sequence[Report]
    others: Sequence[Report]

    @property
    def independent(self) -> Sequence[Report]:
        """Return what others say in words of another origin."""
        mine = {report.origin for report in self.own if report.origin}
        return [r for r in self.others if not (r.origin and r.origin in mine)]

    @property
    def is_agreed(self) -> bool:
        """Tell whether another origin takes the same stance."""
        stances = {report.stance for report in self.own}
        return any(report.stance in stances for report in self.independent)

    @property
    def is_disputed(self) -> bool:
        """Tell whether another origin takes the opposite stance."""
        stances = {report.stance for report in self.own}
        return any({report.stance} != stances for report in self.independent)

    @property
    def is_copied(self) -> bool:
        """Tell whether others printed the same origin."""
        return len(self.independent) < len(self.others)


def review_sources(
    developments: Iterable[Development],
    sources: SourceRegistry,
    as_of: date,
    names: Sequence[str] = (),
) -> tuple[SourceRecord, ...]:
    """Return what stands on record of each source that reported, in order of id.

    Args:
        developments: What is on file.
        sources: The registry.
        as_of: The day: later developments and reports are left out, and what was
            withdrawn by then is only counted as such.
        names: Ids of the sources wanted; all that reported where empty.
    """
    told: dict[str, list[_Telling]] = {}
    withdrawn: dict[str, list[str]] = {}
    for development in developments:
        live = list(_live(development, as_of, withdrawn))
        for source in dict.fromkeys(report.source for report in live):
            own = [report for report in live if report.source == source]
            others = [report for report in live if report.source != source]
            telling = _Telling(development.id, own, others)
            told.setdefault(source, []).append(telling)
    wanted = sorted(names or {*told, *withdrawn})
    return tuple(
        _record(name, sources, as_of, told.get(name, ()), withdrawn) for name in wanted
    )


def _live(
    development: Development, as_of: date, withdrawn: dict[str, list[str]]
) -> Iterator[Report]:
    """Yield the reports that count on a day, and note those that were withdrawn."""
    if development.date > as_of:
        return
    for report in development.reports:
        if development.published(report) > as_of:
            continue
        if report.retracted is not None and report.retracted.on <= as_of:
            name = f"{development.id}/{report.id}"
            withdrawn.setdefault(report.source, []).append(name)
        else:
            yield report


def _record(
    name: str,
    sources: SourceRegistry,
    as_of: date,
    told: Sequence[_Telling],
    withdrawn: Mapping[str, Sequence[str]],
) -> SourceRecord:
    source = sources.get(name)
    periods = source.reliability if source else ()
    starts = [period.start for period in periods if period.start <= as_of]
    return SourceRecord(
        id=name,
        title=source.title if source else "",
        letter=source.letter_on(as_of) if source else UNJUDGED,
        since=starts[-1] if starts else None,
        developments=tuple(each.development for each in told),
        agreed=tuple(each.development for each in told if each.is_agreed),
        disputed=tuple(each.development for each in told if each.is_disputed),
        alone=tuple(each.development for each in told if not each.others),
        copied=tuple(each.development for each in told if each.is_copied),
        retracted=tuple(withdrawn.get(name, ())),
    )
