"""Developments and corrections of every shape, and their records without a store.

Developments are drawn as plain data, as a loader would give them; `PlainBook` applies
corrections to that data in its own plain way, to compare `fold` with.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from journal.clerk import LOG, who
from scenarios.domain.development import Development, Observation, Report
from scenarios.journal.author import Author
from scenarios.journal.correcting import (
    draft_link,
    draft_note,
    draft_regrading,
    draft_resolution,
    draft_retraction,
)
from scenarios.journal.entering import draft_entry
from scenarios.journal.entries import write_reports
from scenarios.journal.founding import first_record
from scenarios.journal.record import Draft, Kind, Record, parse_record, seal_record

__all__ = [
    "ENTRIES",
    "NEWS",
    "STEPS",
    "TEXTS",
    "Data",
    "PlainBook",
    "Step",
    "draft_step",
    "make",
    "records_of",
    "reread",
    "without_texts",
]

Data = dict[str, Any]
Step = tuple[Any, ...]

TEXTS = ("title", "url", "summary", "feed", "why")
"""Keys of free text, wherever in a development."""

# Marks that no hash, id, date or key can hold by accident, so that a search finds them.
WORDS = st.text(max_size=12).map(lambda text: f"⟦{text}⟧")
IDS = st.sampled_from(["d1", "d2", "é", "Z", "\U0001d49c", "_"])
INDICATORS = st.sampled_from(["q/talks", "q/mood", "q/pay", "w/talks"])
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31))
GRADES = st.from_regex(r"[A-F][1-6]", fullmatch=True)
DIGITS = st.tuples(
    st.sampled_from([0, 1]),
    st.lists(st.integers(0, 9), min_size=1, max_size=40).map(tuple),
    st.integers(-60, 60),
)
NUMBERS = DIGITS.map(Decimal) | st.sampled_from([1.5, 0, -7, Decimal("1.0"), 1e250])
LEVELS = st.sampled_from(["warm", "no", "1.0", "NO"]) | st.booleans()
RETRACTIONS = st.fixed_dictionaries({"on": DAYS}, optional={"why": WORDS})
ORIGINS = st.sampled_from(["", "wire", "a readout"]) | st.none()


def _or_empty(texts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return texts | st.just("")


OBSERVATIONS = INDICATORS | st.fixed_dictionaries(
    {"indicator": INDICATORS},
    optional={
        "value": NUMBERS | LEVELS,
        "strength": st.sampled_from([1, 0.25, Decimal("1e-300")]),
        "absent": st.booleans(),
        "why": _or_empty(WORDS),
    },
)


def reports(ids: st.SearchStrategy[str]) -> st.SearchStrategy[Data]:
    """Return reports with any of their options present or left out."""
    return st.fixed_dictionaries(
        {"id": ids, "source": st.sampled_from(["herald", "wire-7"])},
        optional={
            "url": _or_empty(WORDS) | st.none(),
            "published": DAYS,
            "credibility": st.integers(1, 6),
            "origin": ORIGINS,
            "stance": st.sampled_from(["asserts", "denies"]),
            "summary": _or_empty(WORDS) | st.none(),
            "grade": GRADES,
            "retracted": RETRACTIONS,
            "why": _or_empty(WORDS),
            "item": st.sampled_from(["item-0a1b", "é"]) | st.none(),
            "feed": _or_empty(WORDS) | st.none(),
        },
    )


REPORTS = reports(st.sampled_from(["r1", "r2", "r3", "ä"]))


def _named(each: str | Data) -> str:
    return each if isinstance(each, str) else str(each["indicator"])


ENTRIES: st.SearchStrategy[Data] = st.fixed_dictionaries(
    {"id": IDS, "date": DAYS},
    optional={
        "title": _or_empty(WORDS),
        "observes": st.lists(OBSERVATIONS, max_size=3, unique_by=_named),
        "reports": st.lists(REPORTS, max_size=3, unique_by=lambda each: each["id"]),
    },
)
NEWS = st.lists(ENTRIES, max_size=3, unique_by=lambda each: str(each["id"]))

CHANGES = st.sampled_from(["as it was", "retitled", "reworded"])
STEPS = st.one_of(
    st.tuples(st.just("enter"), ENTRIES),
    st.tuples(
        st.just("enter again"),
        IDS,
        st.sampled_from(["as it was", "retitled", "reworded"]),
    ),
    st.tuples(st.just("add"), IDS, REPORTS),
    st.tuples(st.just("retract"), IDS, st.just("r1"), DAYS, WORDS),
    st.tuples(st.just("regrade"), IDS, st.just("r2"), GRADES, WORDS),
    st.tuples(st.just("link"), IDS, OBSERVATIONS, _or_empty(WORDS)),
    st.tuples(st.just("unlink"), IDS, INDICATORS, WORDS),
    st.tuples(
        st.just("resolve"),
        st.sampled_from("qw"),
        st.sampled_from(["a", None]),
        DAYS,
        WORDS,
    ),
    st.tuples(st.just("note"), WORDS),
)
"""What may happen to a journal, one thing after another."""


def make(data: Data) -> Development:
    """Make a development of plain data."""
    return Development.model_validate(data)


FREE = ("url", "summary", "feed", "why")
"""What may be worded anew without a correction being lost."""


class PlainBook:
    """What a journal has been told, kept in plain dicts.

    Each part of a development remembers what was last entered of it (None for what only
    a correction brought) and what stands now (None for what a correction took away).
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self.given: dict[str, Data] = {}
        self.heads: dict[str, Data] = {}
        self.parts: dict[str, dict[str, dict[str, list[Any]]]] = {}
        self.ends: dict[str, Data] = {}

    def apply(self, step: Step) -> None:
        """Let one thing happen; what it is about may not be there."""
        match step:
            case "enter", data:
                self._enter(data)
            case "resolve", scenario, None, *_:
                self.ends.pop(scenario, None)
            case "resolve", scenario, outcome, on, why:
                self.ends[scenario] = {"outcome": outcome, "on": on, "why": why}
            case "note", _:
                pass
            case _, name, *_ if name in self.heads:
                self._correct(step, **self.parts[name])

    @property
    def told(self) -> list[Development]:
        """Return what stands now."""
        made = []
        for name, head in self.heads.items():
            parts = self.parts[name]
            now = {kind: [p[1] for p in parts[kind].values() if p[1]] for kind in parts}
            made.append(make({**head, **now}))
        return made

    def settle(self, step: Step) -> Step | None:
        """Return what entering again comes to, once it is known what was entered."""
        match step:
            case "enter again", name, change:
                data = self.given.get(name)
                if data is None:
                    return None
                return "enter", {**data, **_changed(data, change)}
        return step

    def _enter(self, data: Data) -> None:
        name = data["id"]
        self.given[name] = data
        self.heads[name] = {key: data.get(key, "") for key in ("id", "date", "title")}
        old = self.parts.get(name, {"reports": {}, "observes": {}})
        new = {
            "reports": {each["id"]: each for each in data.get("reports", [])},
            "observes": {_named(each): each for each in data.get("observes", [])},
        }
        self.parts[name] = {kind: _relaid(old[kind], new[kind]) for kind in new}

    def _correct(
        self, step: Step, reports: dict[str, list[Any]], observes: dict[str, list[Any]]
    ) -> None:
        match step:
            case "add", _, report:
                reports.setdefault(report["id"], [None, report])
            case "retract", _, report, on, why:
                _lay_over(reports, report, {"retracted": {"on": on, "why": why}})
            case "regrade", _, report, grade, _:
                _lay_over(reports, report, {"grade": grade})
            case "link", _, observation, why:
                was = observes.pop(_named(observation), [None])
                observes[_named(observation)] = [was[0], _because(observation, why)]
            case "unlink", _, indicator, _ if indicator in observes:
                observes[indicator] = [observes[indicator][0], None]


def _changed(data: Data, change: str) -> Data:
    if change == "as it was":
        return {}
    if change == "retitled":
        return {"title": "⟦anew⟧"}
    reports = data.get("reports", [])
    return {
        "reports": [{**each, "summary": "⟦anew⟧"} for each in reports],
        "observes": [{**_whole(e), "why": "⟦anew⟧"} for e in data.get("observes", [])],
    }


def _relaid(old: dict[str, list[Any]], new: Data) -> dict[str, list[Any]]:
    relaid = {}
    for name, part in new.items():
        one, now = old.get(name, [None, None])
        same = one is not None and _same(name, one, part)
        stays = _reworded(one, now, part) if same else _withdrawn(one, now, part)
        relaid[name] = [part, stays]
    kept = {n: p for n, p in old.items() if p[0] is None and p[1] and n not in new}
    return relaid | kept


def _same(name: str, one: str | Data, other: str | Data) -> bool:
    """Tell whether two texts of a report or link differ in nothing but words."""
    noun: Any = Observation if "/" in name else Report
    full = [_whole(e) for e in (one, other)]
    bare = [{k: v for k, v in e.items() if k not in FREE} for e in full]
    return bool(noun.model_validate(bare[0]) == noun.model_validate(bare[1]))


def _reworded(one: Any, now: Any, other: Any) -> Any:  # noqa: ANN401 plain data
    """Return what stands now with the words that changed."""
    if now is None:
        return None
    one, now, other = map(_whole, (one, now, other))
    words = {w: other.get(w) for w in FREE if one.get(w) != other.get(w)}
    words = {
        w: "" if w == "why" and text is None else text for w, text in words.items()
    }
    return {**now, **words}


def _withdrawn(one: Any, now: Any, other: Any) -> Any:  # noqa: ANN401 plain data
    """Return what is entered now, withdrawn where a correction withdrew it before."""
    if not isinstance(other, dict) or not isinstance(now, dict) or "id" not in other:
        return other
    said = other.get("retracted") or (one or {}).get("retracted")
    if said or not now.get("retracted") or now["source"] != other["source"]:
        return other
    return {**other, "retracted": now["retracted"]}


def _whole(given: str | Data) -> Data:
    return given if isinstance(given, dict) else {"indicator": given}


def _lay_over(parts: dict[str, list[Any]], name: str, change: Data) -> None:
    if name in parts:
        parts[name][1] = {**parts[name][1], **change}


def _because(observation: str | Data, why: str) -> Data:
    whole = {"indicator": _named(observation)}
    return {
        **whole,
        **(observation if isinstance(observation, dict) else {}),
        "why": why,
    }


def draft_step(step: Step, author: Author) -> Draft:
    """Draft what happens, whether or not it is about something that is there."""
    match step:
        case "enter", data:
            return draft_entry(Kind.DEVELOPMENT_RECORDED, make(data), author)
        case "note", why:
            return draft_note(why, {}, author)
        case "resolve", scenario, outcome, on, why:
            return draft_resolution(scenario, outcome, on, why, author)
    return _draft_correction(step, author)


def _draft_correction(step: Step, author: Author) -> Draft:
    what, name, *rest = step
    named = make({"id": name, "date": "2024-01-01"})
    match what, *rest:
        case "add", data:
            report = Report.model_validate(data)
            (body,), texts = write_reports([report], author.entropy)
            whole = {"development": name, "reports": [body]}
            return author.draft(Kind.REPORT_ADDED, whole, tuple(texts))
        case "retract", report, on, why:
            told = Report(id=report, source="herald")
            return draft_retraction(named, told, on, why, author)
        case "regrade", report, grade, why:
            told = Report(id=report, source="herald")
            return draft_regrading(named, told, grade, why, author)
        case "link", data, why:
            return _draft_link(named, data, why, author)
    indicator, _ = rest
    body = {"development": name, "indicator": indicator}
    return author.draft(Kind.OBSERVATION_UNLINKED, body)


def _draft_link(
    named: Development, data: str | Data, why: str, author: Author
) -> Draft:
    observation = Observation.model_validate(_because(data, ""))
    return draft_link(named, observation, why, author)


def records_of(drafts: Iterable[Draft]) -> list[Record]:
    """Give drafts their places in a journal of their own, after its first record."""
    author = who()
    last = first_record(LOG, author.now(), author.actor)
    records = [last]
    for draft in drafts:
        last = seal_record(draft, LOG, last.seq + 1, last.leaf)
        records.append(last)
    return records


def reread(record: Record) -> Record:
    """Read a record from its bytes, as a store hands it on."""
    return parse_record(record.data, record.draft.payloads)


def without_texts(value: object) -> object:
    """Return plain data without its free texts, wherever they stand."""
    if isinstance(value, dict):
        kept = {key: entry for key, entry in value.items() if key not in TEXTS}
        return {key: without_texts(entry) for key, entry in kept.items()}
    if isinstance(value, list):
        return [without_texts(each) for each in value]
    return value
