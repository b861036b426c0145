"""The evidence as STIX: sources, what they published, how credible, what happened.

A source is an identity, a report of a development is a report, its credibility an
opinion on it, and the development a note on the reports that tell of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from scenarios.domain.canonical import digest_of
from scenarios.domain.development import Development, Observation, Report
from scenarios.engine.reports import Told, Voice, grade_of, truth_of
from scenarios.report.addresses import web_address
from scenarios.report.dossier import Dossier
from scenarios.report.evidence_tables import counting, places
from scenarios.report.grades import (
    CONFIDENCE_OF_CREDIBILITY,
    CREDIBILITY,
    OPINION_OF_CREDIBILITY,
    grade_tags,
    grade_words,
)
from scenarios.report.stix.objects import Json, grounded, ids_of, moment, stix_object

__all__ = ["Evidence", "evidence_of"]


@dataclass(frozen=True)
class Evidence:
    """The evidence of a dossier as objects.

    Attributes:
        objects: All of them, what is referred to before what refers.
        developments: The note on each development, by its id.
    """

    objects: tuple[Json, ...]
    developments: Mapping[str, Json]


def evidence_of(dossier: Dossier) -> Evidence:
    """Return the developments that count, down to the sources of their reports."""
    told = counting(dossier)
    sources = {name: _source(name, dossier) for name in _publishers(told)}
    objects = list(sources.values())
    developments = {}
    for each in told:
        reports = []
        for voice in each.voices:
            for report in voice.reports:
                made = _report(report, voice, each.development, dossier, sources)
                reports.append(made[0])
                objects += made
        note = _development(each.development, reports, dossier)
        objects.append(note)
        developments[each.development.id] = note
    return Evidence(tuple(objects), developments)


def _publishers(told: Sequence[Told]) -> Sequence[str]:
    names = {r.source for each in told for voice in each.voices for r in voice.reports}
    return sorted(names)


def _source(name: str, dossier: Dossier) -> Json:
    source = dossier.workspace.sources.get(name)
    registry = dossier.workspace.registry
    where = None if registry is None else registry.where.get(name)
    facts = {"source": name, "where": where}
    if source is None:
        return stix_object(
            "identity", None, name=name, extensions=grounded("source", **facts)
        )
    return stix_object(
        "identity",
        None,
        name=source.title or name,
        description=source.interest,
        identity_class="organization",
        extensions=grounded("source", sites=list(source.sites), **facts),
    )


def _report(
    report: Report,
    voice: Voice,
    development: Development,
    dossier: Dossier,
    sources: Mapping[str, Json],
) -> list[Json]:
    """Return a publication, and the opinion on it unless it cannot be judged."""
    letter, digit = grade_of(report, development, dossier.workspace.sources)
    day = development.published(report)
    publisher = sources[report.source]
    verb = "denies" if report.stance == "denies" else "reports"
    made = stix_object(
        "report",
        day,
        name=f"{publisher['name']} {verb}: {development.title or development.id}",
        description=report.summary,
        published=moment(day),
        object_refs=[publisher["id"]],
        labels=grade_tags(letter, digit),
        confidence=CONFIDENCE_OF_CREDIBILITY.get(digit),
        external_references=[_reference(report, development, publisher["name"])],
        extensions=_report_facts(report, voice, development, dossier),
    )
    if digit not in OPINION_OF_CREDIBILITY:
        return [made]
    return [made, _opinion(report, digit, made, day)]


def _opinion(report: Report, digit: str, made: Json, day: date) -> Json:
    said = f"Admiralty credibility {digit}: {CREDIBILITY[digit]}."
    return stix_object(
        "opinion",
        day,
        opinion=OPINION_OF_CREDIBILITY[digit],
        explanation=f"{said} {report.why}".rstrip(),
        object_refs=[made["id"]],
    )


def _reference(report: Report, development: Development, publisher: str) -> Json:
    """Return where a report stands; an address that is none is told as text."""
    address = web_address(report.url)
    shown = {"url": address} if address else {}
    if report.url and not address:
        shown = {"description": f"address as given: {report.url}"}
    return {
        # Never the bare name: `cve` and `capec` mean something else here.
        "source_name": f"{publisher} ({report.source})",
        **shown,
        "external_id": f"{development.id}/{report.id}",
    }


def _report_facts(
    report: Report, voice: Voice, development: Development, dossier: Dossier
) -> Json:
    grade = grade_of(report, development, dossier.workspace.sources)
    at = development.reports.index(report)
    where, records = places(development, dossier, "reports", at)
    weighs = -voice.decibans if voice.denies else voice.decibans
    return grounded(
        "report",
        development=development.id,
        report=report.id,
        source=report.source,
        stance=report.stance,
        grade="".join(grade),
        grade_words=grade_words(*grade),
        truth=float(truth_of(*grade, dossier.assessment.model.grades)),
        origin=report.origin,
        origin_decibans=float(weighs),
        speaks=report is voice.report,
        confidence_scale="STIX 2.1 appendix A, Admiralty credibility",
        where=where,
        records=[int(number) for number in records.split()],
    )


def _development(
    development: Development, reports: Sequence[Json], dossier: Dossier
) -> Json:
    where, records = places(development, dossier)
    seen = [f"- {_observed(each)}" for each in development.observes]
    head = f"{development.date.isoformat()}: {development.title or development.id}"
    return stix_object(
        "note",
        max(date.fromisoformat(each["published"][:10]) for each in reports),
        abstract=development.title or development.id,
        content="\n".join([head, "Observed by it:", *seen]),
        object_refs=ids_of(reports),
        external_references=[
            reference for each in reports for reference in each["external_references"]
        ],
        extensions=grounded(
            "development",
            development=development.id,
            date=development.date.isoformat(),
            digest=digest_of([development]),
            where=where,
            records=[int(number) for number in records.split()],
        ),
    )


def _observed(observation: Observation) -> str:
    what = observation.indicator
    if observation.absent:
        what += ": known not to have happened"
    elif observation.value is not None:
        what += f": {observation.level}"
    return f"{what} ({observation.why})" if observation.why else what
