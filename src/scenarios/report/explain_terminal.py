"""A ledger in a terminal: row by row, down to the report and the line of YAML."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from scenarios.assessment.results import Assessment, ScenarioAssessment
from scenarios.engine.evidence import Evidence, State
from scenarios.engine.ledger import Row
from scenarios.engine.reports import Voice
from scenarios.explanation.prospects import Prospect
from scenarios.report.numbers import decibans, percent

__all__ = ["show_explanation"]

MOST_PROSPECTS = 5


def show_explanation(
    assessment: Assessment, each: ScenarioAssessment, ahead: Sequence[Prospect]
) -> Iterator[RenderableType]:
    """Yield what to print to explain one scenario.

    Args:
        assessment: The assessment that holds it.
        each: The scenario.
        ahead: What could still be seen, the strongest first.
    """
    yield Text.assemble(
        (each.id, "bold cyan"),
        "  ",
        (each.scenario.title, "bold"),
        f"   as of {assessment.as_of.isoformat()}, model {assessment.model.id}",
    )
    yield Text(each.scenario.question, style="italic")
    yield Text()
    yield Text("The ledger, in decibans (10 dB is ten times likelier)", style="bold")
    yield _ledger(each)
    yield Text()
    yield Text("What was observed", style="bold")
    for row in _by_size(each.ledger.rows):
        if row.reading.evidence:
            yield _trail(row, each)
    yield from _silence(each)
    yield Text()
    yield Text("What would change the picture", style="bold")
    yield from _ahead(ahead, each)


def _by_size(rows: Sequence[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: min(row.decibans) - max(row.decibans))


def _ledger(each: ScenarioAssessment) -> Table:
    ledger = each.ledger
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column("row")
    table.add_column("state")
    for outcome in each.outcomes:
        table.add_column(outcome.id, justify="right")
    table.add_column("factor", justify="right")
    table.add_column("where")
    _add(table, "prior", "", ledger.prior, "", "")
    if ledger.clock is not None:
        _add(table, "clock", "", ledger.clock, "", "")
    for row in _by_size(ledger.rows):
        factor = "" if row.factor == 1 else f"{row.factor:.2f}"
        reading = row.reading
        where = each.where[reading.id]
        _add(table, reading.id, reading.state.value, row.decibans, factor, where)
    table.add_section()
    _add(table, "score", "", ledger.score, "", "")
    shares = [percent(outcome.probability) for outcome in each.outcomes]
    table.add_row("probability", "", *shares, "", "", style="bold")
    return table


def _add(  # noqa: PLR0913 a row has so many cells
    table: Table,
    name: str,
    state: str,
    entries: Sequence[Decimal],
    factor: str,
    where: str,
) -> None:
    style = "dim" if state == State.OPEN.value else ""
    cells = [decibans(entry) for entry in entries]
    table.add_row(name, state, *cells, factor, where, style=style)


def _trail(row: Row, each: ScenarioAssessment) -> Tree:
    reading = row.reading
    tree = Tree(
        Text.assemble(
            (reading.id, "bold"),
            f"  {reading.indicator.title}  ",
            (each.where[reading.id], "dim"),
        )
    )
    for evidence in sorted(reading.evidence, key=lambda e: -e.decibans):
        branch = tree.add(_development(evidence))
        for voice in evidence.told.voices:
            leaf = branch.add(_voice(voice))
            leaf.add(_report(voice, evidence.told.development.date))
    return tree


def _development(evidence: Evidence) -> Text:
    told, observation = evidence.told, evidence.observation
    notes = [f"{decibans(evidence.decibans)} dB"]
    if observation.absent:
        notes.append("known not to have happened")
    if observation.value is not None:
        notes.append(f"value {observation.level}")
    if observation.strength != 1:
        notes.append(f"strength {observation.strength:f}")
    if evidence.fading != 1:
        notes.append(f"{evidence.fading:.0%} left after {evidence.age} days")
    if told.decibans < 0:
        notes.append("the denials outweigh, so it does not count")
    title = told.development.title or told.development.id
    return Text.assemble(
        (told.development.date.isoformat(), "dim"),
        f"  {title}  ",
        (f"[{', '.join(notes)}]", "magenta"),
    )


def _voice(voice: Voice) -> Text:
    sign = "−" if voice.denies else "+"
    several = len(voice.reports)
    copies = f", {several} reports, the best counts" if several > 1 else ""
    return Text.assemble(
        f"{voice.origin}: {voice.report.stance}, {voice.letter}{voice.digit}, "
        f"r = {voice.r:.3g}, {sign}{voice.decibans:.1f} dB{copies}"
    )


def _report(voice: Voice, happened: date) -> Text:
    report = voice.report
    day = report.published or happened
    summary = f": {report.summary}" if report.summary else ""
    return Text.assemble(
        f"{report.source}, {day.isoformat()}{summary}  ", (report.url or "", "dim")
    )


def _silence(each: ScenarioAssessment) -> Iterator[RenderableType]:
    rows = [row for row in each.ledger.rows if row.reading.state is State.SILENT]
    if not rows:
        return
    yield Text()
    yield Text("What silence says", style="bold")
    for row in _by_size(rows):
        best = max(range(len(row.decibans)), key=lambda place: row.decibans[place])
        gained = decibans(row.decibans[best])
        text = (
            f"{row.reading.id}: {row.reading.indicator.title}: not seen; "
            f"{gained} dB for {each.outcomes[best].title}"
        )
        yield Padding(Text(text), (0, 0, 0, 2))


def _ahead(
    ahead: Sequence[Prospect], each: ScenarioAssessment
) -> Iterator[RenderableType]:
    if each.resolved is not None:
        yield Padding(Text("Nothing: the question is settled."), (0, 0, 0, 2))
        return
    if not ahead:
        yield Padding(Text("Nothing that is listed can still be seen."), (0, 0, 0, 2))
        return
    if not ahead[0].changes_lead:
        text = f"No single sign would take the lead from «{each.leading.title}»."
        yield Padding(Text(text), (0, 0, 0, 2))
    for prospect in ahead[:MOST_PROSPECTS]:
        yield Padding(_prospect(prospect, each), (0, 0, 0, 2))


def _prospect(prospect: Prospect, each: ScenarioAssessment) -> Text:
    now, then = each.probabilities, prospect.probabilities
    gains = max(now, key=lambda outcome: then[outcome] - now[outcome])
    title = each.scenario.outcomes[gains].title
    indicator = each.scenario.indicators[prospect.indicator]
    lead = " and take the lead" if prospect.changes_lead else ""
    return Text.assemble(
        (f"{prospect.indicator}", "bold"),
        f" {prospect.sight}: «{title}» would go from {percent(now[gains])} to "
        f"{percent(then[gains])}{lead}.  ",
        (indicator.title, "dim"),
    )
