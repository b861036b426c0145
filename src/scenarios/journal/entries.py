"""Developments as records: what feeds a number in the body, free text beside it.

A body is the development with its lists in the order of the file and its numbers as
decimal texts; titles, links, summaries and reasons are in payloads, one for the
development and one for each report.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, TypeAlias

from scenarios.domain.canonical import EXACT, decimal_text
from scenarios.domain.development import Development, Observation, Report
from scenarios.domain.noun import MAX_DIGITS
from scenarios.journal.payload import PAYLOAD, Payload
from scenarios.journal.record import Draft
from scenarios.journal.texts import Entropy, pack_texts, unpack_texts

__all__ = [
    "OWN",
    "development_of",
    "observations_of",
    "redacted_parts",
    "reports_of",
    "without_texts",
    "write_development",
    "write_observations",
    "write_reports",
]

Body: TypeAlias = dict[str, Any]
Written: TypeAlias = tuple[Body, tuple[Payload, ...]]


OWN = ""
"""Names the texts of the development itself, beside those of its reports."""


def write_development(development: Development, entropy: Entropy) -> Written:
    """Return the body and the payloads of a development."""
    reports, payloads = write_reports(development.reports, entropy)
    whys = {each.indicator: each.why for each in development.observes if each.why}
    texts = {"title": development.title or None, "observes": whys or None}
    own = pack_texts(texts, entropy)
    body: Body = {
        "development": development.id,
        "date": development.date.isoformat(),
        "observes": write_observations(development.observes),
        "reports": reports,
    }
    if own is not None:
        body[PAYLOAD] = own.commitment
    return body, (*payloads, *((own,) if own else ()))


def write_observations(observations: Iterable[Observation]) -> list[Body]:
    """Return observations as a body lists them, without their reasons."""
    return [_observation(each) for each in observations]


def write_reports(
    reports: Iterable[Report], entropy: Entropy
) -> tuple[list[Body], list[Payload]]:
    """Return reports as a body lists them, and their texts."""
    written, payloads = [], []
    for report in reports:
        body, texts = _report(report), _report_texts(report)
        payload = pack_texts(texts, entropy)
        if payload is not None:
            body[PAYLOAD] = payload.commitment
            payloads.append(payload)
        written.append(body)
    return written, payloads


def development_of(draft: Draft) -> Development:
    """Return the development that a record holds; redacted texts are empty.

    Raises:
        pydantic.ValidationError: The body holds no development.
    """
    body: Any = draft.body
    payloads = _by_commitment(draft)
    own = unpack_texts(payloads, body.get(PAYLOAD))
    whys = own.get("observes", {})
    return Development.model_validate(
        {
            "id": body["development"],
            "date": body["date"],
            "title": own.get("title", ""),
            "observes": tuple(_read_observations(body["observes"], whys)),
            "reports": tuple(_read_report(each, payloads) for each in body["reports"]),
        }
    )


def observations_of(draft: Draft) -> tuple[Observation, ...]:
    """Return the observations that a record links to a development."""
    body: Any = draft.body
    own = unpack_texts(_by_commitment(draft), body.get(PAYLOAD))
    whys = {each["indicator"]: own.get("why", "") for each in body["observes"]}
    read = _read_observations(body["observes"], whys)
    return tuple(Observation.model_validate(each) for each in read)


def reports_of(draft: Draft) -> tuple[Report, ...]:
    """Return the reports that a record adds to a development."""
    body: Any = draft.body
    payloads = _by_commitment(draft)
    return tuple(
        Report.model_validate(_read_report(each, payloads)) for each in body["reports"]
    )


def redacted_parts(draft: Draft) -> frozenset[str]:
    """Return the reports of a record, and `OWN`, whose texts are gone."""
    body: Any = draft.body
    kept = _by_commitment(draft)
    parts = {OWN: body.get(PAYLOAD)}
    parts |= {each["report"]: each.get(PAYLOAD) for each in body["reports"]}
    return frozenset(
        name for name, text in parts.items() if text is not None and text not in kept
    )


def without_texts(development: Development, parts: Collection[str]) -> Development:
    """Return a development as it is read when the texts of some parts are gone."""
    if not parts:
        return development
    update: Body = {
        "reports": tuple(
            _without_report_texts(each) if each.id in parts else each
            for each in development.reports
        )
    }
    if OWN in parts:
        bare = (each.model_copy(update={"why": ""}) for each in development.observes)
        update |= {"title": "", "observes": tuple(bare)}
    return development.model_copy(update=update)


def _without_report_texts(report: Report) -> Report:
    update: Body = {"url": None, "summary": None, "feed": None, "why": ""}
    if report.retracted is not None:
        update["retracted"] = report.retracted.model_copy(update={"why": ""})
    return report.model_copy(update=update)


def _observation(observation: Observation) -> Body:
    body: Body = {"indicator": observation.indicator}
    if isinstance(observation.value, Decimal):
        body["number"] = f"{observation.value:f}"
    elif observation.value is not None:
        body["value"] = observation.value
    if observation.strength != 1:
        body["strength"] = decimal_text(observation.strength)
    if observation.absent:
        body["absent"] = True
    return body


def _report(report: Report) -> Body:
    body: Body = {
        "report": report.id,
        "source": report.source,
        "credibility": report.credibility,
        "stance": report.stance,
    }
    if report.origin is not None:
        body["origin"] = report.origin
    if report.grade is not None:
        body["grade"] = report.grade
    if report.published is not None:
        body["published"] = report.published.isoformat()
    if report.retracted is not None:
        body["retracted"] = report.retracted.on.isoformat()
    if report.item is not None:
        body["item"] = report.item
    return body


def _report_texts(report: Report) -> dict[str, str | None]:
    # An empty link or summary is another thing than none; an empty reason is none.
    return {
        "url": report.url,
        "summary": report.summary,
        "feed": report.feed,
        "why": report.why or None,
        "retracted": (report.retracted and report.retracted.why) or None,
    }


def _by_commitment(draft: Draft) -> Mapping[str, Payload]:
    return {payload.commitment: payload for payload in draft.payloads}


def _read_observations(
    bodies: Iterable[Mapping[str, Any]], whys: Mapping[str, str]
) -> Iterator[Body]:
    for body in bodies:
        read = dict(body)
        if "number" in read:
            read["value"] = _number(read.pop("number"))
        if "strength" in read:
            read["strength"] = Decimal(read["strength"])
        yield read | {"why": whys.get(read["indicator"], "")}


def _number(text: str) -> Decimal:
    """Read a number as it was spelled: of a state it names a level, `1.0` or `1`."""
    number = Decimal(text)
    # The zeros that stand for the exponent of 1e50 are no digits of it.
    long = len(number.as_tuple().digits) > MAX_DIGITS
    return EXACT.normalize(number) if long else number


def _read_report(body: Mapping[str, Any], payloads: Mapping[str, Payload]) -> Body:
    read = dict(body)
    texts = dict(unpack_texts(payloads, read.pop(PAYLOAD, None)))
    read["id"] = read.pop("report")
    why = texts.pop("retracted", "")
    if "retracted" in read:
        read["retracted"] = {"on": read["retracted"], "why": why}
    return read | texts
