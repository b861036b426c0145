"""The assessment: rows of the ledger from developments and lines, outcomes from rows.

The decibans of a row for an outcome stand on the derivation of the outcome from the
row, so that those on an outcome's derivations add up to its score.
"""

from collections.abc import Sequence
from decimal import Decimal

from scenarios.assessment.results import OutcomeAssessment, ScenarioAssessment
from scenarios.engine.ledger import ALGORITHM, Row
from scenarios.report.about import LIMITS
from scenarios.report.dossier import Dossier
from scenarios.report.provenance.ground import (
    DEVELOPMENTS,
    ENGINE,
    line_of,
    model_of,
)
from scenarios.report.provenance.names import named
from scenarios.report.provenance.statements import Statements

__all__ = ["state_judgement"]

WHOLE = named("assessment")


def state_judgement(dossier: Dossier, to: Statements) -> None:
    """State the assessment, a scenario at a time."""
    now, order = dossier.assessment, dossier.order
    to.entity(
        WHOLE,
        "Assessment",
        f"Assessment as of {now.as_of.isoformat()}",
        {
            "as_of": now.as_of,
            "model": now.model.id,
            "words": now.model.words,
            "algorithm": ALGORITHM,
            "filters": "; ".join(f"{k}: {text}" for k, text in order.filters.items()),
            "command": order.command,
            "limits": " ".join(LIMITS),
        },
    )
    to.attributed(WHOLE, ENGINE)
    for each in now.scenarios:
        _state_scenario(each, dossier, to)


def _state_scenario(each: ScenarioAssessment, dossier: Dossier, to: Statements) -> None:
    settled = each.resolved
    judged = to.entity(
        named("assessment", each.id),
        "ScenarioAssessment",
        each.scenario.question,
        {
            "as_of": dossier.assessment.as_of,
            "confidence": each.confidence.level,
            "confidence_reasons": "; ".join(each.confidence.reasons),
            "resolved": None if settled is None else settled.outcome,
            "resolved_on": None if settled is None else settled.on,
        },
    )
    to.member(WHOLE, judged)
    to.attributed(judged, ENGINE)
    assessing = to.activity(named("assessing", each.id), "Assessing", "", {})
    to.associated(assessing, ENGINE)
    for used in (named("scenario", each.id), model_of(dossier), DEVELOPMENTS):
        to.used(assessing, used)
    to.generated(judged, assessing)
    _state_lines(each, dossier, to)
    for outcome in each.outcomes:
        _state_outcome(outcome, each, to)
    _state_rows(each, dossier, to)


def _state_lines(each: ScenarioAssessment, dossier: Dossier, to: Statements) -> None:
    """State the lines of the scenario's file that outcomes and indicators stand on."""
    file = dossier.workspace.scenarios[each.id]
    for kind, lines in (("outcome", file.outcomes), ("indicator", each.where)):
        for name, where in lines.items():
            line = line_of(kind, each.id, name)
            to.entity(line, "Line", f"{kind} {name}", {"where": where})
            to.derived(line, named("scenario", each.id))


def _state_outcome(
    outcome: OutcomeAssessment, each: ScenarioAssessment, to: Statements
) -> None:
    name = to.entity(
        named("outcome", each.id, outcome.id),
        "Outcome",
        outcome.title,
        {
            "probability": outcome.probability,
            "low": outcome.low,
            "high": outcome.high,
            "word": outcome.word,
            "prior": outcome.prior,
        },
    )
    to.member(named("assessment", each.id), name)
    to.generated(name, named("assessing", each.id))
    to.derived(name, line_of("outcome", each.id, outcome.id))


def _state_rows(each: ScenarioAssessment, dossier: Dossier, to: Statements) -> None:
    ledger = each.ledger
    outcomes = each.scenario.outcomes
    prior = _state_row(each, "prior", ledger.prior, {"kind": "prior"}, to)
    for outcome in outcomes:
        to.derived(prior, line_of("outcome", each.id, outcome))
    if ledger.clock is not None:
        row = _state_row(each, "clock", ledger.clock, {"kind": "clock"}, to)
        due = [name for name, outcome in outcomes.items() if outcome.deadline]
        for name in due:
            to.derived(row, line_of("outcome", each.id, name))
    for entry in ledger.rows:
        _state_indicator(entry, each, dossier, to)


def _state_indicator(
    row: Row, each: ScenarioAssessment, dossier: Dossier, to: Statements
) -> None:
    reading = row.reading
    facts = {"kind": "indicator", "state": reading.state.value, "factor": row.factor}
    name = _state_row(
        each, reading.id, row.decibans, facts, to, title=reading.indicator.title
    )
    to.derived(name, line_of("indicator", each.id, reading.id))
    to.derived(name, model_of(dossier))
    for evidence in reading.evidence:
        told = {
            "decibans": evidence.decibans,
            "strength": evidence.observation.strength,
            "fading": evidence.fading,
        }
        to.derived(name, named("development", evidence.told.development.id), told)


def _state_row(  # noqa: PLR0913 a row of the ledger has these parts
    each: ScenarioAssessment,
    row: str,
    entries: Sequence[Decimal],
    facts: dict[str, str | Decimal],
    to: Statements,
    title: str = "",
) -> str:
    # An indicator may be called `prior` too.
    kind = "row" if facts["kind"] == "indicator" else str(facts["kind"])
    name = named(kind, each.id, *([row] if kind == "row" else []))
    to.entity(name, "LedgerRow", title or row, facts)
    to.generated(name, named("assessing", each.id))
    for outcome, entry in zip(each.ledger.outcomes, entries, strict=True):
        to.derived(named("outcome", each.id, outcome), name, {"decibans": entry})
    return name
