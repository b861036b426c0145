"""A dossier as a STIX 2.1 bundle: one report that refers to everything else."""

from collections.abc import Iterator, Mapping, Sequence

from scenarios.assessment.results import ScenarioAssessment
from scenarios.engine.ledger import ALGORITHM
from scenarios.explanation.difference import Difference
from scenarios.report.about import about
from scenarios.report.difference_terminal import PART_TITLES
from scenarios.report.dossier import Dossier
from scenarios.report.numbers import percent_of_word, points
from scenarios.report.stix.evidence import Evidence, evidence_of
from scenarios.report.stix.judgements import (
    CONFIDENCE_SCALE,
    SCALE_TOLD,
    Base,
    judged,
    ledger_notes,
    outcome_notes,
)
from scenarios.report.stix.objects import (
    EXTENSION,
    PRODUCER,
    Json,
    by_outcome,
    file_object,
    grounded,
    id_of,
    ids_of,
    moment,
    stix_object,
)
from scenarios.whatif.cases import Column
from scenarios.whatif.comparison import differences

__all__ = ["bundle_of"]


def bundle_of(dossier: Dossier) -> Json:
    """Return a dossier as a bundle, what is referred to before what refers."""
    evidence = evidence_of(dossier)
    files = _files(dossier)
    objects = [PRODUCER, EXTENSION, *files.values(), *evidence.objects]
    for each in dossier.assessment.scenarios:
        objects += _scenario(dossier, each, files[each.digest], evidence)
    objects.append(_assessment(dossier, objects))
    return {
        "type": "bundle",
        "id": id_of("bundle", {"objects": ids_of(objects)}),
        "objects": objects,
    }


def _files(dossier: Dossier) -> Mapping[str, Json]:
    """Return the files that the assessment was made from, by their digest."""
    workspace = dossier.workspace
    model = workspace.model(dossier.assessment.model.id)
    scenarios = [workspace.scenarios[each.id] for each in dossier.assessment.scenarios]
    files = [(each.path, each.digest) for each in scenarios]
    files.append((model.path, model.digest))
    if workspace.registry is not None:
        files.append((workspace.registry.path, workspace.registry.digest))
    return {digest: file_object(path, digest) for path, digest in files}


def _scenario(
    dossier: Dossier, each: ScenarioAssessment, file: Json, evidence: Evidence
) -> list[Json]:
    base = Base(dossier, each, file, evidence)
    rows = ledger_notes(base)
    outcomes = outcome_notes(base, rows)
    found = dossier.differences.get(each.id)
    beside = [] if found is None else [_difference(base, found, outcomes)]
    if dossier.sheet is not None:
        beside += [_case(base, case, outcomes) for case in dossier.sheet.cases]
    notes = [*rows, *outcomes, *beside]
    return [*notes, _grouping(base, notes)]


def _grouping(base: Base, notes: Sequence[Json]) -> Json:
    each = base.each
    scenario, settled = each.scenario, each.resolved
    reasons = [f"- {reason}" for reason in each.confidence.reasons]
    told = [f"Confidence in the ground: {each.confidence.level}.", *reasons, SCALE_TOLD]
    return stix_object(
        "grouping",
        base.dossier.assessment.as_of,
        name=scenario.title,
        description="\n".join([scenario.question, *told]),
        context="unspecified",
        object_refs=ids_of([base.file, *notes]),
        extensions=grounded(
            "scenario",
            scenario=each.id,
            digest=each.digest,
            opens=scenario.horizon.opens.isoformat(),
            closes=scenario.horizon.closes.isoformat(),
            resolved=None
            if settled is None
            else {"outcome": settled.outcome, "date": settled.on.isoformat()},
            confidence_scale=CONFIDENCE_SCALE,
            reasons=list(each.confidence.reasons),
            where=[base.dossier.workspace.scenarios[each.id].path],
        ),
        **judged(base),
    )


def _difference(base: Base, found: Difference, outcomes: Sequence[Json]) -> Json:
    """Return what moved the scenario since the earlier day, in parts that add up."""
    start = found.before.as_of.isoformat()
    titles = [outcome.title for outcome in base.each.outcomes]
    lines = [
        f"- {title}: {points(moved)}"
        for title, moved in zip(titles, found.whole.points.values(), strict=True)
    ]
    for part in found.parts:
        if any(part.points.values()):
            moved = (points(change) for change in part.points.values())
            lines.append(f"{PART_TITLES[part.name]}: {', '.join(moved)}")
    return stix_object(
        "note",
        base.dossier.assessment.as_of,
        abstract=f"{base.each.scenario.title}: changes since {start}",
        content="\n".join([f"Changes since {start}:", *lines]),
        object_refs=ids_of(outcomes),
        extensions=grounded(
            "change",
            scenario=base.each.id,
            since=start,
            parts=[
                {
                    "name": part.name,
                    "points": by_outcome("points", part.points, part.points.values()),
                }
                for part in found.parts
                if any(part.points.values())
            ],
        ),
    )


def _case(base: Base, case: Column, outcomes: Sequence[Json]) -> Json:
    """Return a what-if beside the base; nothing of it is held to be so."""
    then = case.assessment[base.each.id]
    moved = differences(base.each, then)
    words = case.assessment.model.words
    lines = [
        f"- {outcome.title}: {outcome.word}, "
        f"{percent_of_word(outcome.probability, words)} "
        f"({points(moved[outcome.id].points)})"
        for outcome in then.outcomes
    ]
    head = f"A what-if, not a judgement: {case.title or case.id}."
    found = then.probabilities
    return stix_object(
        "note",
        base.dossier.assessment.as_of,
        abstract=f"{base.each.scenario.title}, what if: {case.title or case.id}",
        content="\n".join([head, *lines]),
        object_refs=ids_of(outcomes),
        extensions=grounded(
            "case",
            scenario=base.each.id,
            case=case.id,
            probabilities=by_outcome("probability", found, found.values()),
        ),
    )


def _assessment(dossier: Dossier, objects: Sequence[Json]) -> Json:
    now = dossier.assessment
    told = [f"{item.name}: {item.text}" for item in about(dossier)]
    return stix_object(
        "report",
        now.as_of,
        name=f"Assessment as of {now.as_of.isoformat()}",
        description="\n".join(told),
        published=moment(now.as_of),
        object_refs=ids_of(objects),
        extensions=grounded("assessment", **dict(_pins(dossier))),
    )


def _pins(dossier: Dossier) -> Iterator[tuple[str, object]]:
    """Yield what the numbers were made from, for whoever makes them again."""
    now = dossier.assessment
    yield "as_of", now.as_of.isoformat()
    yield "algorithm", ALGORITHM
    yield "engine_version", now.version
    yield "model", now.model.id
    yield "model_digest", now.model_digest
    yield "developments", now.developments
    yield "developments_digest", now.developments_digest
    if now.journal is not None:
        yield "journal_size", now.journal.size
        yield "journal_root", now.journal.root
    yield "command", dossier.order.command
