"""An assessment in a terminal: word, probability, interval, change, confidence."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from scenarios.assessment.confidence import count
from scenarios.assessment.results import (
    Assessment,
    OutcomeAssessment,
    ScenarioAssessment,
)
from scenarios.engine.evidence import State
from scenarios.explanation.change import Changes
from scenarios.explanation.movers import Mover
from scenarios.report.numbers import percent, points

__all__ = ["Movement", "interval_bar", "show_assessment"]

BAR_CELLS = 25
LEVEL_STYLES = {"high": "green", "moderate": "yellow", "low": "red"}

Movement = Mapping[str, Sequence[Mover]]
"""By scenario, the developments that moved it most."""


def show_assessment(
    assessment: Assessment,
    *,
    since: date | None = None,
    changes: Changes | None = None,
    movement: Movement | None = None,
) -> Iterator[RenderableType]:
    """Yield what to print for an assessment, scenario by scenario.

    Args:
        assessment: What to show.
        since: The earlier day that `changes` compares with.
        changes: Change of each probability since then.
        movement: The developments to name under each scenario.
    """
    standard = assessment.model.words.upper()
    yield Text.assemble(
        ("As of ", "bold"),
        (assessment.as_of.isoformat(), "bold"),
        f"   model {assessment.model.id}, {assessment.developments} developments on "
        f"file, likelihood words of {standard}",
    )
    level = f"{float(assessment.model.uncertainty.level) * 100:g} %"
    for each in assessment.scenarios:
        moved = None if changes is None else changes[each.id]
        yield Text()
        yield Text.assemble((each.id, "bold cyan"), "  ", (each.scenario.title, "bold"))
        yield Text(each.scenario.question, style="italic")
        yield Padding(_outcomes(each, level, since, moved), (0, 0, 0, 2))
        yield Padding(_ground(each), (0, 0, 0, 2))
        if movement is not None:
            yield Padding(_movers(movement[each.id], each), (0, 0, 0, 2))


def interval_bar(outcome: OutcomeAssessment) -> str:
    """Draw an interval on a scale from 0 to 1, its probability as a dot.

    >>> from decimal import Decimal
    >>> o = OutcomeAssessment("a", "A", Decimal(".5"), Decimal(".5"), 0.25, 0.75, "")
    >>> interval_bar(o)
    '······━━━━━━●━━━━━━······'
    """
    at = _cell(float(outcome.probability))
    low = at if outcome.low is None else min(at, _cell(outcome.low))
    high = at if outcome.high is None else max(at, _cell(outcome.high))
    cells = ["━" if low <= place <= high else "·" for place in range(BAR_CELLS)]
    cells[at] = "●"
    return "".join(cells)


def _cell(probability: float) -> int:
    return round(probability * (BAR_CELLS - 1))


def _outcomes(
    each: ScenarioAssessment,
    level: str,
    since: date | None,
    changes: Mapping[str, Decimal] | None,
) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("outcome", min_width=22)
    table.add_column("likelihood", min_width=19)
    table.add_column("", justify="right")
    table.add_column(f"0 %   {level} interval   100 %", no_wrap=True)
    table.add_column("range", justify="right", no_wrap=True)
    if since is not None:
        table.add_column(f"since {since.isoformat()}", justify="right", no_wrap=True)
    for outcome in each.outcomes:
        lead = "bold" if outcome.id == each.leading.id else ""
        cells = [
            Text(outcome.title, style=lead),
            Text(outcome.word, style=lead),
            Text(percent(outcome.probability), style=lead),
            Text(interval_bar(outcome), style="blue"),
            Text(_range(outcome)),
        ]
        if changes is not None:
            cells.append(Text(points(changes[outcome.id])))
        table.add_row(*cells)
    return table


def _range(outcome: OutcomeAssessment) -> str:
    if outcome.low is None or outcome.high is None:
        return "settled"
    return f"{outcome.low * 100:.0f}–{outcome.high * 100:.0f} %"


def _ground(each: ScenarioAssessment) -> Group:
    level = each.confidence.level
    confidence = Text.assemble(
        "Confidence ", (level, LEVEL_STYLES[level]), ": ", _because(each), "."
    )
    states = [row.reading.state for row in each.ledger.rows]
    counts = ", ".join(f"{states.count(s)} {s.value}" for s in State)
    lines = [confidence, Text(f"Indicators: {counts}. {_newest(each)}", style="dim")]
    if each.resolved is not None:
        settled = f"Settled on {each.resolved.on.isoformat()}: {each.resolved.why}"
        lines.insert(0, Text(settled.rstrip(": "), style="bold"))
    return Group(*lines)


def _because(each: ScenarioAssessment) -> str:
    """Name the criteria that hold the level where it is, the weak ones first."""
    told = [reason.rsplit(": ", 1) for reason in each.confidence.reasons]
    weak = [text for text, level in told if level == "low"]
    strong = [text for text, level in told if level == "high"]
    parts = []
    if strong:
        parts.append("for it, " + ", ".join(strong))
    if weak:
        parts.append("against it, " + ", ".join(weak))
    return "; ".join(parts) or "every criterion is moderate"


def _newest(each: ScenarioAssessment) -> str:
    days = each.ground.days
    if days is None:
        return "Nothing is observed yet."
    return f"Newest observation {count(days, 'day')} old."


def _movers(found: Sequence[Mover], each: ScenarioAssessment) -> Table:
    titles = {outcome.id: outcome.title for outcome in each.outcomes}
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for _ in range(3):
        table.add_column()
    for mover in found:
        gain = mover.points[mover.favours]
        table.add_row(
            Text(f"{points(gain)} {titles[mover.favours]}", style="magenta"),
            Text(mover.development.date.isoformat(), style="dim"),
            Text(mover.development.title or mover.development.id),
        )
    if not found:
        table.add_row(Text("no development counts yet", style="dim"), Text(), Text())
    return table
