"""A chapter of the page: all that is told of one scenario."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from scenarios.assessment.results import OutcomeAssessment, ScenarioAssessment
from scenarios.domain.scenario import Scenario
from scenarios.report.dossier import Dossier
from scenarios.report.page.alternatives import Alternatives, tell_alternatives
from scenarios.report.page.anchors import anchor
from scenarios.report.page.assumptions import Assumptions, tell_assumptions
from scenarios.report.page.changes import Change, tell_change
from scenarios.report.page.figures import Figure
from scenarios.report.page.findings import Findings
from scenarios.report.page.gaps import Gaps, find_gaps
from scenarios.report.page.judgements import Judgement, judge
from scenarios.report.page.matrix import Matrix, lay_out
from scenarios.report.page.watch import Ahead, look_ahead
from scenarios.whatif.series import Point
from scenarios.whatif.swings import ScenarioSensitivity

__all__ = ["Chapter", "Ending", "write_chapter"]


@dataclass(frozen=True, slots=True)
class Ending:
    """One outcome of the question.

    Attributes:
        anchor: Its row.
        title: The outcome.
        criteria: How a judge would decide that this is what happened.
        why: The reason for the prior.
        prior: Probability before any news.
        probability: Probability as of the day.
        low: Lower end of the interval; None once settled.
        high: Upper end.
        word: Likelihood word, or how it came out.
        before: Probability on the earlier day; None where none was asked for.
        change: Change since then; None as well.
        leads: Whether it is the likeliest.
        where: File and line of the outcome.
    """

    anchor: str
    title: str
    criteria: str
    why: str
    prior: Decimal
    probability: Decimal
    low: float | None
    high: float | None
    word: str
    before: Decimal | None
    change: Decimal | None
    leads: bool
    where: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One scenario.

    Attributes:
        id: Its id.
        anchor: Its place in the page.
        file: Its file in the workspace.
        scenario: What was assessed.
        settled: Whether the question is settled.
        confidence: Level of confidence.
        leading: The likeliest outcome.
        judgement: What is judged, in sentences.
        reasons: Level of each criterion of confidence, with what it is read off.
        outcomes: In the order of the file.
        change: What changed since the earlier day; None where none was asked for.
        assumptions: What it hangs on; None once settled.
        alternatives: What would have to be otherwise; None once settled.
        ahead: What to watch.
        gaps: What is not known.
        matrix: The ledger.
        days: The probabilities over time; empty where no history was asked for.
        prose: The analyst's own text; None without one.
        over_time: A picture of the probabilities over time; None without one.
        waterfall: A picture of what adds up to the score; None without one.
    """

    id: str
    anchor: str
    file: str
    scenario: Scenario
    settled: bool
    confidence: str
    leading: OutcomeAssessment
    judgement: Judgement
    reasons: tuple[tuple[str, str], ...]
    outcomes: tuple[Ending, ...]
    change: Change | None
    assumptions: Assumptions | None
    alternatives: Alternatives | None
    ahead: Ahead
    gaps: Gaps
    matrix: Matrix
    days: tuple[Point, ...]
    prose: Markup | None = None
    over_time: Figure | None = None
    waterfall: Figure | None = None


def write_chapter(
    each: ScenarioAssessment,
    hangs_on: ScenarioSensitivity,
    dossier: Dossier,
    findings: Findings,
) -> Chapter:
    """Write the chapter of a scenario, but for the analyst's own text.

    Args:
        each: The scenario.
        hangs_on: What it hangs on.
        dossier: What it is a part of.
        findings: What was found by changing one thing at a time.
    """
    now, settled = dossier.assessment, each.resolved is not None
    difference = dossier.differences.get(each.id)
    return Chapter(
        id=each.id,
        anchor=anchor("scenario", each.id),
        file=dossier.workspace.scenarios[each.id].path,
        scenario=each.scenario,
        settled=settled,
        confidence=each.confidence.level,
        leading=each.leading,
        judgement=judge(each, now),
        reasons=tuple(_reason(text) for text in each.confidence.reasons),
        outcomes=tuple(_endings(each, dossier)),
        change=None if difference is None else tell_change(difference),
        assumptions=None if settled else tell_assumptions(each, hangs_on),
        alternatives=None if settled else _alternatives(each, findings),
        ahead=look_ahead(each, now, findings.signposts_of(each.id)),
        gaps=find_gaps(each, now, dossier.workspace.sources),
        matrix=lay_out(each),
        days=_days(each.id, dossier),
    )


def _days(scenario: str, dossier: Dossier) -> tuple[Point, ...]:
    """Return the days of a scenario's history, the newest first."""
    if dossier.history is None:
        return ()
    points = (s.points for s in dossier.history.series if s.scenario.id == scenario)
    return next(points)[::-1]


def _alternatives(each: ScenarioAssessment, findings: Findings) -> Alternatives:
    lead, word = (findings.flips_of(each.id, goal) for goal in ("lead", "word"))
    return tell_alternatives(each, lead, word)


def _reason(text: str) -> tuple[str, str]:
    said, _, level = text.rpartition(": ")
    return level, said


def _endings(each: ScenarioAssessment, dossier: Dossier) -> list[Ending]:
    before = dossier.before
    then = None if before is None else before[each.id].probabilities
    lines = dossier.workspace.scenarios[each.id].outcomes
    return [
        _ending(outcome, each, then, lines.get(outcome.id, ""))
        for outcome in each.outcomes
    ]


def _ending(
    outcome: OutcomeAssessment,
    each: ScenarioAssessment,
    then: Mapping[str, Decimal] | None,
    where: str,
) -> Ending:
    noun = each.scenario.outcomes[outcome.id]
    before = None if then is None else then[outcome.id]
    return Ending(
        anchor=anchor("outcome", each.id, outcome.id),
        title=outcome.title,
        criteria=noun.criteria,
        why=noun.why,
        prior=outcome.prior,
        probability=outcome.probability,
        low=outcome.low,
        high=outcome.high,
        word=_word(outcome),
        before=before,
        change=None if before is None else outcome.probability - before,
        leads=outcome.id == each.leading.id,
        where=where,
    )


def _word(outcome: OutcomeAssessment) -> str:
    if outcome.low is not None:
        return outcome.word
    return "came true" if outcome.probability else "did not"
