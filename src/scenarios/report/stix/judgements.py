"""The judgement as STIX: notes on outcomes, resting on notes on the ledger's rows.

A note rests on what its `object_refs` name, so that one walks down: outcome → rows →
developments → reports → sources, and from each to a file with its hash.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.results import OutcomeAssessment, ScenarioAssessment
from scenarios.assessment.words import percent, percent_range
from scenarios.engine.ledger import Row
from scenarios.report.dossier import Dossier
from scenarios.report.numbers import decibans, percent_of_word, points
from scenarios.report.scales import CONFIDENCE_VALUES, likelihood_tags, scale_title
from scenarios.report.stix.evidence import Evidence
from scenarios.report.stix.objects import (
    Json,
    by_outcome,
    grounded,
    ids_of,
    stix_object,
)

__all__ = ["Base", "judged", "ledger_notes", "outcome_notes"]

CONFIDENCE_SCALE = "STIX 2.1 appendix A, None / Low / Med / High"
SCALE_TOLD = (
    "The property `confidence` holds this level on the scale None / Low / Med / High "
    "of STIX 2.1, appendix A; it holds no likelihood."
)


@dataclass(frozen=True)
class Base:
    """What the notes of one scenario rest on.

    Attributes:
        dossier: All of it.
        each: The scenario as assessed.
        file: The scenario's file.
        evidence: The evidence of the dossier.
    """

    dossier: Dossier
    each: ScenarioAssessment
    file: Json
    evidence: Evidence


def judged(base: Base) -> Json:
    """Return what an object says that bears the level of confidence of its scenario."""
    level = base.each.confidence.level
    return {
        "confidence": CONFIDENCE_VALUES[level],
        "labels": [
            f'estimative-language:confidence-in-analytic-judgment="{level}"',
        ],
    }


def ledger_notes(base: Base) -> list[Json]:
    """Return a note on every row of the ledger, in its order; they add up."""
    ledger = base.each.ledger
    places = base.dossier.workspace.scenarios[base.each.id].outcomes
    notes = [_plain(base, "prior", "Prior", ledger.prior, list(places.values()))]
    if ledger.clock is not None:
        due = base.each.scenario.outcomes.items()
        lines = [places[name] for name, outcome in due if outcome.deadline]
        notes.append(
            _plain(base, "clock", "Clock of the deadline", ledger.clock, lines)
        )
    return [*notes, *(_indicator(base, row) for row in ledger.rows)]


def outcome_notes(base: Base, rows: Sequence[Json]) -> list[Json]:
    """Return a note on every outcome, which rests on all rows of the ledger."""
    scores = base.each.ledger.score
    pairs = zip(base.each.outcomes, scores, strict=True)
    return [_outcome(base, outcome, score, rows) for outcome, score in pairs]


def _plain(
    base: Base, row: str, title: str, entries: Sequence[Decimal], where: Sequence[str]
) -> Json:
    return _row_note(base, row, title, entries, [], {"kind": row, "where": where})


def _indicator(base: Base, row: Row) -> Json:
    reading = row.reading
    told = [each.told.development.id for each in reading.evidence]
    facts = {
        "kind": "indicator",
        "state": reading.state.value,
        "factor": float(row.factor),
        "where": [base.each.where[reading.id]],
        "developments": [
            {
                "development": each.told.development.id,
                "decibans": float(each.decibans),
                "reports_decibans": float(each.told.decibans),
                "strength": float(each.observation.strength),
                "fading": float(each.fading),
            }
            for each in reading.evidence
        ],
    }
    title = f"{reading.indicator.title} ({reading.state.value})"
    return _row_note(base, reading.id, title, row.decibans, told, facts)


def _row_note(  # noqa: PLR0913 a row of the ledger has these parts
    base: Base,
    row: str,
    title: str,
    entries: Sequence[Decimal],
    told: Sequence[str],
    facts: Json,
) -> Json:
    outcomes = base.each.outcomes
    lines = [
        f"- {outcome.title}: {decibans(entry)} dB"
        for outcome, entry in zip(outcomes, entries, strict=True)
    ]
    grounds = [base.file, *(base.evidence.developments[name] for name in told)]
    ids = [outcome.id for outcome in outcomes]
    return stix_object(
        "note",
        base.dossier.assessment.as_of,
        abstract=title,
        content="\n".join([f"In the ledger of {base.each.scenario.title}:", *lines]),
        object_refs=ids_of(grounds),
        extensions=grounded(
            "ledger-row",
            scenario=base.each.id,
            row=row,
            decibans=by_outcome("decibans", ids, entries),
            **facts,
        ),
    )


def _outcome(
    base: Base, outcome: OutcomeAssessment, score: Decimal, rows: Sequence[Json]
) -> Json:
    dossier, each = base.dossier, base.each
    now = dossier.assessment
    place = dossier.workspace.scenarios[each.id].outcomes[outcome.id]
    said = judged(base)
    said["labels"] = [*likelihood_tags(outcome.word, now.model.words), *said["labels"]]
    return stix_object(
        "note",
        now.as_of,
        abstract=f"{outcome.title}: {outcome.word}",
        content="\n".join(_told(base, outcome)),
        object_refs=ids_of([base.file, *rows]),
        extensions=grounded(
            "outcome",
            scenario=each.id,
            outcome=outcome.id,
            prior=float(outcome.prior),
            probability=float(outcome.probability),
            low=outcome.low,
            high=outcome.high,
            word=outcome.word,
            words=now.model.words,
            leads=outcome is each.leading,
            score_decibans=float(score),
            confidence_scale=CONFIDENCE_SCALE,
            where=[place],
            change=_change(base, outcome),
            history=_past(base, outcome),
        ),
        **said,
    )


def _told(base: Base, outcome: OutcomeAssessment) -> Iterator[str]:
    model, each = base.dossier.assessment.model, base.each
    yield f"Question: {each.scenario.question}"
    yield f"Outcome: {outcome.title}"
    if criteria := each.scenario.outcomes[outcome.id].criteria:
        yield f"Criteria: {criteria}"
    shown = percent_of_word(outcome.probability, model.words)
    yield f"Likelihood: {outcome.word}, {shown} (words of {scale_title(model.words)})."
    if outcome.low is not None and outcome.high is not None:
        level = f"{float(model.uncertainty.level) * 100:g} %"
        span = percent_range(outcome.low, outcome.high)
        yield f"Interval: {span}, {level} of the model's doubt."
    yield f"Prior: {percent(outcome.prior)}."
    if change := _change(base, outcome):
        yield f"Change since {change['since']}: {points(change['points'])}."
    yield f"Confidence in the ground: {each.confidence.level}. {SCALE_TOLD}"


def _change(base: Base, outcome: OutcomeAssessment) -> Json | None:
    before, changes = base.dossier.before, base.dossier.changes
    if before is None or changes is None:
        return None
    moved = changes[base.each.id][outcome.id]
    return {"since": before.as_of.isoformat(), "points": float(moved)}


def _past(base: Base, outcome: OutcomeAssessment) -> list[Json]:
    history = base.dossier.history
    series = () if history is None else history.series
    return [
        {"date": point.on.isoformat(), "probability": point.probabilities[outcome.id]}
        for each in series
        if each.scenario.id == base.each.id
        for point in each.points
    ]
