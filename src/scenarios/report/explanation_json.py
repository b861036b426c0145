"""An explanation as `scenarios/explanation@1`: the ledger down to report and line."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.domain.model import ScoringModel
from scenarios.engine.evidence import Evidence
from scenarios.engine.ledger import Row
from scenarios.engine.reports import Voice
from scenarios.explanation.prospects import Prospect
from scenarios.explanation.quiet import quiet_part
from scenarios.explanation.withdrawn import Withdrawn, withdrawn_reports
from scenarios.loading.developments import Developments
from scenarios.report.assessment_json import assessment_json, decibans_json

__all__ = ["explanation_json"]

Json = dict[str, Any]


def explanation_json(
    assessment: Assessment, ahead: Sequence[Sequence[Prospect]], news: Developments
) -> Json:
    """Return an assessment whose ledger goes down to every report.

    Args:
        assessment: What to explain.
        ahead: Per scenario, what could still be seen.
        news: The developments, for their places in the file.
    """
    plain = assessment_json(assessment)
    return {
        **plain,
        "format": "scenarios/explanation@1",
        "scenarios": [
            {
                **_scenario(shown, each, prospects, assessment.model, news),
                "withdrawn": [
                    _withdrawn(gone)
                    for gone in withdrawn_reports(each, news, assessment.as_of)
                ],
            }
            for shown, each, prospects in zip(
                plain["scenarios"], assessment.scenarios, ahead, strict=True
            )
        ],
    }


def _scenario(
    shown: Json,
    each: ScenarioAssessment,
    ahead: Sequence[Prospect],
    model: ScoringModel,
    news: Developments,
) -> Json:
    rows = {
        row.reading.id: (row, quiet_part(row, each.scenario, model))
        for row in each.ledger.rows
    }
    return {
        **shown,
        "score": decibans_json(each.ledger.outcomes, each.ledger.score),
        "ledger": [
            _row(entry, *rows[entry["indicator"]], news)
            if "indicator" in entry
            else entry
            for entry in shown["ledger"]
        ],
        "prospects": [_prospect(prospect) for prospect in ahead],
    }


def _withdrawn(gone: Withdrawn) -> Json:
    return {
        "development": gone.development.id,
        "date": gone.development.date.isoformat(),
        "title": gone.development.title,
        "report": gone.report.id,
        "source": gone.report.source,
        "published": gone.published.isoformat(),
        "retracted": gone.retraction.on.isoformat(),
        "record": gone.record,
        "why": gone.retraction.why,
        "counts": gone.counts,
    }


def _row(
    entry: Json, row: Row, quiet: Mapping[str, Decimal] | None, news: Developments
) -> Json:
    indicator = row.reading.indicator
    return {
        **entry,
        "title": indicator.title,
        "why": indicator.why,
        "quiet": None if quiet is None else {k: float(v) for k, v in quiet.items()},
        "developments": [_development(e, news) for e in row.reading.evidence],
    }


def _development(evidence: Evidence, news: Developments) -> Json:
    told, observation = evidence.told, evidence.observation
    place = news.locate(told.development.id)
    records = news.records.get(told.development.id)
    return ({} if records is None else {"records": list(records)}) | {
        "id": told.development.id,
        "date": told.development.date.isoformat(),
        "title": told.development.title,
        "db": float(evidence.decibans),
        "reports_db": float(told.decibans),
        "strength": float(observation.strength),
        "absent": observation.absent,
        "value": None if observation.value is None else observation.level,
        "fading": float(evidence.fading),
        "why": observation.why,
        "where": None if place is None else f"{place.path}:{place.line}",
        "origins": [_voice(voice, evidence) for voice in told.voices],
    }


def _voice(voice: Voice, evidence: Evidence) -> Json:
    development, report = evidence.told.development, voice.report
    return {
        "origin": report.origin,
        "stance": report.stance,
        "grade": f"{voice.letter}{voice.digit}",
        "r": float(voice.r),
        "db": float(-voice.decibans if voice.denies else voice.decibans),
        "speaks": report.id,
        "reports": [
            {
                "id": each.id,
                "source": each.source,
                "url": each.url,
                "published": development.published(each).isoformat(),
                "summary": each.summary,
                "item": each.item,
                "feed": each.feed,
            }
            for each in voice.reports
        ],
    }


def _prospect(prospect: Prospect) -> Json:
    return {
        "indicator": prospect.indicator,
        "sight": prospect.sight,
        "probabilities": {k: float(v) for k, v in prospect.probabilities.items()},
        "changes_lead": prospect.changes_lead,
    }
