"""A ledger in a terminal: row by row, down to the report and the line of YAML."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from scenarios.assessment.confidence import count
from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.assessment.words import percent
from scenarios.domain.development import Report
from scenarios.domain.model import ScoringModel
from scenarios.engine.evidence import Evidence, State
from scenarios.engine.ledger import Row
from scenarios.engine.reports import Voice
from scenarios.explanation.prospects import Prospect
from scenarios.explanation.quiet import quiet_part
from scenarios.explanation.withdrawn import Withdrawn
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.numbers import decibans

__all__ = ["show_explanation"]

MOST_PROSPECTS = 5
INDENT = "  "


def show_explanation(
    assessment: Assessment,
    each: ScenarioAssessment,
    ahead: Sequence[Prospect],
    gone: Sequence[Withdrawn],
    width: int,
) -> Iterator[Line]:
    """Yield the lines that explain one scenario.

    Args:
        assessment: The assessment that holds it.
        each: The scenario.
        ahead: What could still be seen, the strongest first.
        gone: What was retracted.
        width: Most cells of a line.
    """
    as_of = f"   as of {assessment.as_of.isoformat()}, model {assessment.model.id}"
    title = Piece(f"  {each.scenario.title}", "bold")
    yield [Piece(each.id, "bold cyan"), title, Piece(as_of)]
    yield from wrap(plain(each.scenario.question, "italic"), width)
    yield from _heading("The ledger, in decibans (10 dB is ten times likelier)")
    right = range(2, 3 + len(each.outcomes))
    yield from columns(list(_ledger(each)), right=right)
    yield from _settled(each, width)
    yield from _heading("What was observed")
    yield from _observed(each, width)
    yield from _withdrawn(gone, width)
    yield from _silence(each, assessment.model, width)
    yield from _heading("What would change the picture")
    for line in _ahead(ahead, each):
        yield from wrap(line, width, first=INDENT, rest=INDENT * 2)


def _heading(text: str) -> list[Line]:
    return [plain(), plain(text, "bold")]


def _by_size(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: min(row.decibans) - max(row.decibans))


def _ledger(each: ScenarioAssessment) -> Iterator[Sequence[Piece]]:
    ledger = each.ledger
    names = [outcome.id for outcome in each.outcomes]
    head = ["row", "state", *names, "factor", f"line of {_file(each)}"]
    yield [Piece(name, "dim") for name in head]
    yield _entries("prior", ledger.prior)
    if ledger.clock is not None:
        yield _entries("clock", ledger.clock)
    for row in _by_size(ledger.rows):
        reading = row.reading
        factor = "" if row.factor == 1 else f"{row.factor:.2f}"
        tail = (factor, each.where[reading.id].rpartition(":")[2])
        yield _entries(reading.id, row.decibans, reading.state.value, tail)
    yield _entries("score", ledger.score)
    shares = [percent(outcome.probability) for outcome in each.outcomes]
    yield [Piece(text, "bold") for text in ("probability", "", *shares, "", "")]


def _settled(each: ScenarioAssessment, width: int) -> Iterator[Line]:
    """Say how it ended, and that the ledger is not what says so."""
    end = each.resolved
    if end is None:
        return
    outcome = each.scenario.outcomes[end.outcome].title
    why = f": {end.why.rstrip(' .')}" if end.why else ""
    told = f"Settled on {end.on.isoformat()} as «{outcome}»{why}."
    ledger = "The score is what the news alone says, as if that were open."
    yield from wrap(plain(f"{told} {ledger}"), width, rest=INDENT)


def _file(each: ScenarioAssessment) -> str:
    return next(iter(each.where.values()), "").rpartition(":")[0]


def _entries(
    name: str,
    entries: Sequence[Decimal],
    state: str = "",
    tail: tuple[str, str] = ("", ""),
) -> Sequence[Piece]:
    style = "dim" if state == State.OPEN.value else ""
    cells = [name, state, *(decibans(entry) for entry in entries), *tail]
    return [Piece(cell, style) for cell in cells]


def _observed(each: ScenarioAssessment, width: int) -> Iterator[Line]:
    rows = [row for row in _by_size(each.ledger.rows) if row.reading.evidence]
    if not rows:
        yield plain(f"{INDENT}No development counts yet.")
    for row in rows:
        yield from _trail(row, each, width)


def _trail(row: Row, each: ScenarioAssessment, width: int) -> Iterator[Line]:
    reading = row.reading
    head = [
        Piece(reading.id, "bold"),
        Piece(reading.indicator.title),
        Piece(each.where[reading.id], "dim"),
    ]
    yield from wrap(head, width, rest=INDENT)
    for evidence in sorted(reading.evidence, key=lambda e: -e.decibans):
        yield from wrap(
            _development(evidence), width, first=INDENT + "• ", rest=INDENT * 2
        )
        for voice in evidence.told.voices:
            lines = [_voice(voice), _report(voice, evidence.told.development.date)]
            for line in lines:
                deep = INDENT * (3 if line is lines[0] else 4)
                yield from wrap(line, width, first=deep, rest=deep + INDENT)


def _development(evidence: Evidence) -> Line:
    told = evidence.told
    title = told.development.title or told.development.id
    return [
        Piece(told.development.date.isoformat(), "dim"),
        Piece(title),
        Piece(f"[{', '.join(_notes(evidence))}]", "magenta"),
    ]


def _notes(evidence: Evidence) -> Iterator[str]:
    observation = evidence.observation
    yield f"reports {decibans(evidence.decibans)} dB"
    if observation.absent:
        yield "known not to have happened"
    if observation.value is not None:
        yield f"value {observation.level}"
    if observation.strength != 1:
        yield f"strength {observation.strength:f}"
    if evidence.fading != 1:
        yield f"{percent(evidence.fading)} left after {count(evidence.age, 'day')}"
    if evidence.told.decibans < 0:
        yield "the denials outweigh, so it does not count"


def _voice(voice: Voice) -> Line:
    several = len(voice.reports)
    copies = f", {several} reports, the best counts" if several > 1 else ""
    weight = decibans(-voice.decibans if voice.denies else voice.decibans)
    grade = f"{voice.letter}{voice.digit}, r = {voice.r:.3g}"
    return plain(f"{voice.origin}: {voice.report.stance}, {grade}, {weight} dB{copies}")


def _report(voice: Voice, happened: date) -> Line:
    report = voice.report
    day = report.published or happened
    summary = f": {report.summary}" if report.summary else ""
    return [
        Piece(f"{report.source}, {day.isoformat()}{summary}", "dim"),
        Piece(report.url or "", "dim"),
        Piece(_item(report), "dim"),
    ]


def _withdrawn(gone: Sequence[Withdrawn], width: int) -> Iterator[Line]:
    if gone:
        yield from _heading("Withdrawn")
    for each in gone:
        told = each.development
        record = "" if each.record is None else f", record {each.record}"
        why = f": {each.retraction.why}" if each.retraction.why else ""
        head = [
            Piece(told.date.isoformat(), "dim"),
            Piece(told.title or told.id),
            Piece(f"[{each.name}; the development {each.fate}]", "magenta"),
        ]
        below = plain(
            f"{each.report.source}, {each.published.isoformat()}; retracted on "
            f"{each.retraction.on.isoformat()}{record}{why}"
        )
        yield from wrap(head, width, first=INDENT + "• ", rest=INDENT * 2)
        yield from wrap(below, width, first=INDENT * 3, rest=INDENT * 4)


def _item(report: Report) -> str:
    """Say which item of the inbox a report was made of, if it was."""
    if report.item is None:
        return ""
    return f"[{report.item}{' of ' if report.feed else ''}{report.feed or ''}]"


def _silence(
    each: ScenarioAssessment, model: ScoringModel, width: int
) -> Iterator[Line]:
    silent = [
        (row, said)
        for row in _by_size(each.ledger.rows)
        if (said := _said_by_silence(row, each, model)) is not None
    ]
    if silent:
        yield from _heading("What silence says")
    for row, said in silent:
        best = max(said, key=lambda outcome: said[outcome])
        title = each.scenario.outcomes[best].title
        seen = row.reading.state is State.OBSERVED
        what = "quiet but for that" if seen else "not seen"
        line = [
            Piece(row.reading.id, "bold"),
            Piece(f"{what}: {decibans(said[best])} dB for «{title}»."),
            Piece(row.reading.indicator.title, "dim"),
        ]
        yield from wrap(line, width, first=INDENT, rest=INDENT * 2)


def _said_by_silence(
    row: Row, each: ScenarioAssessment, model: ScoringModel
) -> Mapping[str, Decimal] | None:
    match row.reading.state:
        case State.SILENT:
            return dict(zip(each.ledger.outcomes, row.decibans, strict=True))
        case State.OBSERVED:
            return quiet_part(row, each.scenario, model)
        case _:
            return None


def _ahead(ahead: Sequence[Prospect], each: ScenarioAssessment) -> Iterator[Line]:
    if each.resolved is not None:
        yield plain("Nothing: the question is settled.")
        return
    if not ahead:
        yield plain("Nothing that is listed can still be seen.")
        return
    if not ahead[0].changes_lead:
        yield plain(f"No single sign would take the lead from «{each.leading.title}».")
    moving = [prospect for prospect in ahead if _is_seen_to_move(prospect, each)]
    if not moving:
        yield plain("None would move an outcome by a whole percent.")
    for prospect in moving[:MOST_PROSPECTS]:
        yield _prospect(prospect, each)


def _is_seen_to_move(prospect: Prospect, each: ScenarioAssessment) -> bool:
    """Tell whether a sign would change what is written of the outcome that gains."""
    now, then = each.probabilities, prospect.probabilities
    gains = _gaining(prospect, each)
    return prospect.changes_lead or percent(now[gains]) != percent(then[gains])


def _gaining(prospect: Prospect, each: ScenarioAssessment) -> str:
    now, then = each.probabilities, prospect.probabilities
    return max(now, key=lambda outcome: then[outcome] - now[outcome])


def _prospect(prospect: Prospect, each: ScenarioAssessment) -> Line:
    now, then = each.probabilities, prospect.probabilities
    gains = _gaining(prospect, each)
    title = each.scenario.outcomes[gains].title
    lead = " and take the lead" if prospect.changes_lead else ""
    return [
        Piece(prospect.indicator, "bold"),
        Piece(
            f"{prospect.sight}: «{title}» would go from {percent(now[gains])} to "
            f"{percent(then[gains])}{lead}."
        ),
        Piece(each.scenario.indicators[prospect.indicator].title, "dim"),
    ]
