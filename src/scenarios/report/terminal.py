"""An assessment in a terminal: word, probability, interval, change, confidence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from scenarios.assessment.confidence import count
from scenarios.assessment.results import (
    Assessment,
    OutcomeAssessment,
    ScenarioAssessment,
)
from scenarios.assessment.words import percent_range
from scenarios.domain.model import ScoringModel
from scenarios.engine.evidence import State
from scenarios.report.ground import because, timing
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.numbers import percent_of_word, points

if TYPE_CHECKING:
    from scenarios.explanation.change import Changes
    from scenarios.explanation.movers import Mover

__all__ = ["Movement", "interval_bar", "news_on_file", "show_assessment"]

WIDE_BAR = 25
NARROW_BAR = 17
ROOM_FOR_WIDE = 100
INDENT = "  "
LEVEL_STYLES = {"high": "green", "moderate": "yellow", "low": "red"}

Movement: TypeAlias = "Mapping[str, Sequence[Mover]]"
"""By scenario, the developments that moved it most."""


def show_assessment(
    assessment: Assessment,
    width: int,
    *,
    since: date | None = None,
    changes: "Changes | None" = None,
    movement: "Movement | None" = None,
) -> Iterator[Line]:
    """Yield the lines that show an assessment, scenario by scenario.

    Args:
        assessment: What to show.
        width: Most cells of a line.
        since: The earlier day that `changes` compares with.
        changes: Change of each probability since then.
        movement: The developments to name under each scenario.
    """
    yield _head(assessment)
    for each in assessment.scenarios:
        yield plain()
        title = Piece(f"  {each.scenario.title}", "bold")
        yield [Piece(each.id, "bold cyan"), title]
        yield from wrap(plain(each.scenario.question, "italic"), width)
        moved = None if changes is None else changes[each.id]
        bar = WIDE_BAR if width >= ROOM_FOR_WIDE else NARROW_BAR
        rows = list(_outcomes(each, assessment.model, since, moved, bar))
        yield from columns(
            rows, right=(2, 4, 5), flexible=0, width=width, indent=INDENT
        )
        yield from _ground(each, assessment.as_of, width)
        if movement is not None:
            yield from _movers(movement[each.id], each, width)


def interval_bar(outcome: OutcomeAssessment, cells: int) -> str:
    """Draw an interval on a scale from 0 to 1, its probability as a dot.

    >>> from decimal import Decimal
    >>> o = OutcomeAssessment("a", "A", Decimal(".5"), Decimal(".5"), 0.25, 0.75, "")
    >>> interval_bar(o, 13)
    '···━━━●━━━···'
    """
    last = cells - 1
    at = round(float(outcome.probability) * last)
    low = at if outcome.low is None else min(at, round(outcome.low * last))
    high = at if outcome.high is None else max(at, round(outcome.high * last))
    drawn = ["━" if low <= place <= high else "·" for place in range(cells)]
    drawn[at] = "●"
    return "".join(drawn)


def _head(assessment: Assessment) -> Line:
    return [
        Piece(f"As of {assessment.as_of.isoformat()}", "bold"),
        Piece(
            f"   model {assessment.model.id}, {news_on_file(assessment)}, likelihood "
            f"words of {assessment.model.words.upper()}"
        ),
    ]


def news_on_file(assessment: Assessment) -> str:
    """Say how many developments are on file, or were known where some came later."""
    if assessment.known == assessment.linked:
        return f"{count(assessment.developments, 'development')} on file"
    every = assessment.linked == assessment.developments
    kind = "development" if every else "linked development"
    return f"{assessment.known} of {count(assessment.linked, kind)} known by then"


def _outcomes(
    each: ScenarioAssessment,
    model: ScoringModel,
    since: date | None,
    changes: Mapping[str, Decimal] | None,
    bar: int,
) -> Iterator[Sequence[Piece]]:
    level = f"{float(model.uncertainty.level) * 100:g} %"
    scale = f"0 %{f'{level} interval' if bar == WIDE_BAR else level:^{bar - 8}}100 %"
    head = ["outcome", "likelihood", "", scale, "range"]
    if since is not None:
        head.append(f"since {since.isoformat()}")
    yield [Piece(name, "dim") for name in head]
    for outcome in each.outcomes:
        lead = "bold" if outcome.id == each.leading.id else ""
        cells = [
            Piece(outcome.title, lead),
            Piece(_word(outcome), lead),
            Piece(percent_of_word(outcome.probability, model.words), lead),
            Piece(interval_bar(outcome, bar), "blue"),
            Piece(_range(outcome)),
        ]
        if changes is not None:
            cells.append(Piece(points(changes[outcome.id])))
        yield cells


def _word(outcome: OutcomeAssessment) -> str:
    if outcome.low is not None:
        return outcome.word
    return "came true" if outcome.probability else "did not"


def _range(outcome: OutcomeAssessment) -> str:
    if outcome.low is None or outcome.high is None:
        return "settled"
    return percent_range(outcome.low, outcome.high)


def _ground(each: ScenarioAssessment, as_of: date, width: int) -> Iterator[Line]:
    if each.resolved is not None:
        settled = f"Settled on {each.resolved.on.isoformat()}. {each.resolved.why}"
        yield from wrap(plain(settled, "bold"), width, first=INDENT, rest=INDENT)
        return
    level = each.confidence.level
    confidence = [
        Piece("Confidence "),
        Piece(f"{level}:", LEVEL_STYLES[level]),
        Piece(f"{because(each)}."),
    ]
    yield from wrap(confidence, width, first=INDENT, rest=INDENT)
    if told := timing(each, as_of):
        yield from wrap(plain(told, "bold"), width, first=INDENT, rest=INDENT)
    states = [row.reading.state for row in each.ledger.rows]
    counts = ", ".join(f"{states.count(state)} {state.value}" for state in State)
    indicators = f"{INDENT}Indicators: {counts}. {_newest(each)}"
    yield plain(indicators, "dim")


def _newest(each: ScenarioAssessment) -> str:
    days = each.ground.days
    if days is None:
        return "Nothing is observed yet."
    return f"Newest observation {count(days, 'day')} old."


def _movers(
    found: "Sequence[Mover]", each: ScenarioAssessment, width: int
) -> Sequence[Line]:
    if not found:
        return [plain(f"{INDENT}no development counts yet", "dim")]
    titles = {outcome.id: outcome.title for outcome in each.outcomes}
    rows = [
        [
            Piece(
                f"{points(m.points[m.most_moved])} {titles[m.most_moved]}", "magenta"
            ),
            Piece(m.development.date.isoformat(), "dim"),
            Piece(m.development.title or m.development.id),
        ]
        for m in found
        for at in [m.most_moved]
    ]
    return columns(rows, flexible=2, width=width, indent=INDENT)
