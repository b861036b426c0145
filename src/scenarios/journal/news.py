"""What a journal has been told: its records in order, folded into developments.

Corrections are records of their own and stand on top of what was entered. When a
development is entered again, each report and link of which nothing changed but words
keeps its corrections; one of which anything else changed is taken as it is now. But a
report that its publisher withdrew stays withdrawn, whatever else is said of it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from scenarios.domain.development import Development, Observation, Report, Retraction
from scenarios.domain.scenario import Resolution
from scenarios.journal.entries import (
    development_of,
    observations_of,
    redacted_parts,
    reports_of,
)
from scenarios.journal.errors import MalformedRecordError
from scenarios.journal.payload import PAYLOAD
from scenarios.journal.record import Draft, Kind, Record
from scenarios.journal.texts import unpack_texts

__all__ = ["Entry", "News", "fold"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A development as the journal knows it.

    Attributes:
        entered: As it was last recorded or revised.
        current: With all corrections since.
        records: Places of all records on it, in order.
        redacted: The reports, and `OWN`, whose texts as entered are gone.
    """

    entered: Development
    current: Development
    records: tuple[int, ...]
    redacted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class News:
    """All that some records tell.

    Attributes:
        entries: Developments by id, in the order first recorded.
        resolutions: What was settled, by scenario; the newest word on each.
    """

    entries: Mapping[str, Entry]
    resolutions: Mapping[str, Resolution]

    @property
    def developments(self) -> tuple[Development, ...]:
        """Return the developments, corrected."""
        return tuple(entry.current for entry in self.entries.values())


def fold(records: Iterable[Record], onto: News | None = None) -> News:
    """Fold records, in their order, into what they tell.

    A correction of something that is not there changes nothing.

    Args:
        records: The records.
        onto: What the records before them told.

    Raises:
        MalformedRecordError: A record holds no development or correction of its kind.
    """
    entries = {} if onto is None else dict(onto.entries)
    resolutions = {} if onto is None else dict(onto.resolutions)
    for record in records:
        try:
            _tell(record, entries, resolutions)
        except (KeyError, TypeError, ValueError, ArithmeticError) as error:
            fault = f"{record.draft.kind} lacks or garbles what it must hold: {error}"
            place = f"body of record {record.seq}"
            raise MalformedRecordError(place, " ".join(fault.split())) from error
    return News(entries, resolutions)


def _tell(
    record: Record, entries: dict[str, Entry], resolutions: dict[str, Resolution]
) -> None:
    draft = record.draft
    if draft.kind is Kind.SCENARIO_RESOLVED:
        _settle(draft, resolutions)
    elif draft.kind in _ENTERS:
        _enter(entries, record)
    elif draft.kind in _CORRECTS:
        _correct(entries, record, _CORRECTS[draft.kind])


def _enter(entries: dict[str, Entry], record: Record) -> None:
    new, redacted = development_of(record.draft), redacted_parts(record.draft)
    old = entries.get(new.id)
    current = new if old is None else _merge(old, new)
    before = () if old is None else old.records
    entries[new.id] = Entry(new, current, (*before, record.seq), redacted)


def _merge(old: Entry, new: Development) -> Development:
    reports = _merged(
        {each.id: each for each in old.entered.reports},
        {each.id: each for each in old.current.reports},
        {each.id: each for each in new.reports},
    )
    observes = _merged(
        {each.indicator: each for each in old.entered.observes},
        {each.indicator: each for each in old.current.observes},
        {each.indicator: each for each in new.observes},
    )
    return new.model_copy(update={"reports": reports, "observes": observes})


def _merged(
    entered: Mapping[str, Any], current: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[Any, ...]:
    """Lay a new text over corrected parts: what it left as it was stays corrected."""
    parts = []
    for name, part in new.items():
        old, now = entered.get(name), current.get(name)
        rewording = _rewording(old, part)
        if rewording is None:
            parts.append(_withdrawn(old, now, part))
        elif now is not None:
            parts.append(now.model_copy(update=rewording))
    added = [p for name, p in current.items() if name not in {**entered, **new}]
    return (*parts, *added)


def _withdrawn(
    old: Report | Observation | None,
    now: Report | Observation | None,
    new: Report | Observation,
) -> Report | Observation:
    """Return a part as it is entered now, withdrawn where it was by a correction."""
    match old, now, new:
        case (None | Report(retracted=None), Report(), Report(retracted=None)):
            if now.source == new.source:
                return new.model_copy(update={"retracted": now.retracted})
    return new


def _rewording(
    old: Report | Observation | None, new: Report | Observation
) -> Mapping[str, Any] | None:
    """Return the texts that changed; None where what feeds a number did."""
    told = {
        name: getattr(new, name) for name in _TEXTS if name in type(new).model_fields
    }
    if old is None or old.model_copy(update=told) != new:
        return None
    return {name: text for name, text in told.items() if getattr(old, name) != text}


def _correct(
    entries: dict[str, Entry],
    record: Record,
    change: Callable[[Development, Draft], Development],
) -> None:
    name: Any = record.draft.body["development"]
    entry = entries.get(name)
    if entry is not None:
        entries[name] = replace(
            entry,
            current=change(entry.current, record.draft),
            records=(*entry.records, record.seq),
        )


def _add_reports(development: Development, draft: Draft) -> Development:
    known = {report.id for report in development.reports}
    added = [each for each in reports_of(draft) if each.id not in known]
    return development.model_copy(update={"reports": (*development.reports, *added)})


def _retract(development: Development, draft: Draft) -> Development:
    on = date.fromisoformat(str(draft.body["on"]))
    retraction = Retraction(on=on, why=_why(draft))
    return _change_report(development, draft, {"retracted": retraction})


def _regrade(development: Development, draft: Draft) -> Development:
    # A copy is not checked; a report of its own is.
    given = {"id": "r", "source": "s", "grade": draft.body["grade"]}
    grade = Report.model_validate(given).grade
    return _change_report(development, draft, {"grade": grade})


def _link(development: Development, draft: Draft) -> Development:
    new = observations_of(draft)
    kept = _others(development, {each.indicator for each in new})
    return development.model_copy(update={"observes": (*kept, *new)})


def _unlink(development: Development, draft: Draft) -> Development:
    kept = _others(development, {str(draft.body["indicator"])})
    return development.model_copy(update={"observes": kept})


def _others(development: Development, indicators: set[str]) -> tuple[Observation, ...]:
    return tuple(e for e in development.observes if e.indicator not in indicators)


def _change_report(
    development: Development, draft: Draft, update: Mapping[str, Any]
) -> Development:
    named = draft.body["report"]

    def changed(report: Report) -> Report:
        return report.model_copy(update=update) if report.id == named else report

    reports = tuple(map(changed, development.reports))
    return development.model_copy(update={"reports": reports})


def _settle(draft: Draft, resolutions: dict[str, Resolution]) -> None:
    """Keep how a scenario ended; that no outcome came true takes it back."""
    body: Any = draft.body
    name, outcome, on = body["scenario"], body["outcome"], body["on"]
    if outcome is None:
        resolutions.pop(name, None)
    else:
        ended = {"outcome": outcome, "on": on, "why": _why(draft)}
        resolutions[name] = Resolution.model_validate(ended)


def _why(draft: Draft) -> str:
    payloads = {payload.commitment: payload for payload in draft.payloads}
    return str(unpack_texts(payloads, draft.body.get(PAYLOAD)).get("why", ""))


_TEXTS = ("url", "summary", "feed", "why")
_ENTERS = frozenset({Kind.DEVELOPMENT_RECORDED, Kind.DEVELOPMENT_REVISED})
_CORRECTS: Mapping[Kind, Callable[[Development, Draft], Development]] = {
    Kind.REPORT_ADDED: _add_reports,
    Kind.REPORT_RETRACTED: _retract,
    Kind.REPORT_REGRADED: _regrade,
    Kind.OBSERVATION_LINKED: _link,
    Kind.OBSERVATION_UNLINKED: _unlink,
}
