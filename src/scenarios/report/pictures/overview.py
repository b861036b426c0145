"""The overview: every outcome of every scenario with its interval, on one scale."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from scenarios.assessment.results import OutcomeAssessment, ScenarioAssessment
from scenarios.assessment.words import percent_range
from scenarios.report.numbers import points
from scenarios.report.pictures.frame import NOTE, TEXT, frame
from scenarios.report.pictures.lettering import broken, clean, text_width
from scenarios.report.pictures.marks import (
    PERCENT_TICKS,
    Json,
    Text,
    field,
    layer,
    percent_axis,
    pixels,
    rules,
    stacked,
    texts,
)
from scenarios.report.pictures.palette import AXIS, BAND, FOR, GRID, MUTED, PAPER
from scenarios.report.pictures.subject import Subject

__all__ = ["draw"]

ROW, LINE, GAP, SPACE = 19, 14, 13, 14
HEAD_ROOM = 18
LABEL = 0.27
"""Most of the width that the names of outcomes take."""


def draw(subject: Subject) -> Json:
    """Draw the overview of the scenarios of a subject."""
    return _Overview(subject).spec()


class _Overview:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._changes = subject.dossier.changes or {}
        self._columns = self._place_columns()
        self._said: list[Text] = [*self._headings()]
        self._outcomes: list[Json] = []
        self._blocks: list[tuple[float, float]] = []
        self._height = float(HEAD_ROOM)
        for each in subject.scenarios:
            self._add(each)

    def spec(self) -> Json:
        """Return the specification."""
        height = self._height - GAP
        return frame(
            self._subject,
            self._layers(),
            claim=f"{self._subject.name}: how likely each outcome is",
            shown=list(self._shown()),
            height=height,
        )

    def _shown(self) -> Iterator[str]:
        yield (
            f"Dot: probability; bar: {self._subject.level} of the draws over the doubt "
            "that the model states of weights and priors. Bold: the likeliest outcome."
        )
        before = self._subject.dossier.before
        if before is not None:
            yield f"Hollow dot and change: since {before.as_of.isoformat()}."

    def _place_columns(self) -> dict[str, float]:
        """Set the columns from the right, each as wide as what it holds."""
        every = [(e, o) for e in self._subject.scenarios for o in e.outcomes]
        wide = {
            "word": [o.word for _, o in every] + ["likelihood"],
            "change": [points(float(c)) for e, o in every if (c := self._change(e, o))],
            "range": [_range(o) for _, o in every] + ["interval"],
            "percent": [self._subject.percent(o) for _, o in every],
        }
        places, edge = {}, float(self._subject.width)
        for name, cells in wide.items():
            size = max((text_width(c, NOTE, bold=True) for c in cells), default=0)
            places[name] = edge if name != "word" else edge - size
            edge -= size + (SPACE if size else 0)
        titles = [text_width(o.title, NOTE, bold=True) for _, o in every]
        start = min(max(titles), self._subject.width * LABEL) + SPACE
        return {**places, "start": round(start), "end": round(edge)}

    def _change(
        self, each: ScenarioAssessment, outcome: OutcomeAssessment
    ) -> Decimal | None:
        return self._changes.get(each.id, {}).get(outcome.id)

    def _add(self, each: ScenarioAssessment) -> None:
        title = clean(each.scenario.title)
        for line in broken(title, TEXT, self._subject.width, most=2, bold=True):
            self._said.append(Text(0, self._height + LINE / 2, line, bold=True))
            self._height += LINE + 2
        top = self._height
        for outcome in each.outcomes:
            self._add_outcome(each, outcome)
        self._blocks.append((top, self._height))
        self._height += GAP

    def _add_outcome(
        self, each: ScenarioAssessment, outcome: OutcomeAssessment
    ) -> None:
        leads = outcome.id == each.leading.id
        room = self._columns["start"] - SPACE + 1
        lines = broken(clean(outcome.title), NOTE, room, most=3, bold=leads)
        high = max(ROW, LINE * len(lines) + 4)
        y = self._height + high / 2
        self._said += stacked(lines, 0, y, bold=len(lines) if leads else 0)
        change = self._change(each, outcome)
        self._outcomes.append(
            {
                "scenario": each.id,
                "outcome": outcome.id,
                "probability": float(outcome.probability),
                "low": outcome.low,
                "high": outcome.high,
                "points": None if change is None else float(change),
                "before": None
                if change is None
                else float(outcome.probability - change),
                "y": y,
            }
        )
        figures = {
            "percent": self._subject.percent(outcome),
            "range": _range(outcome),
            "change": "" if change is None else points(change),
            "word": outcome.word,
        }
        self._said += [self._cell(*cell, y, bold=leads) for cell in figures.items()]
        self._height += high

    def _cell(self, column: str, label: str, y: float, *, bold: bool = False) -> Text:
        align = "left" if column == "word" else "right"
        return Text(self._columns[column], y, label, bold=bold, align=align)

    def _headings(self) -> Iterator[Text]:
        heads = {"range": "interval", "change": "change", "word": "likelihood"}
        for column, label in heads.items():
            if column != "change" or self._changes:
                cell = self._cell(column, label, LINE / 2)
                yield replace(cell, colour=MUTED)

    def _layers(self) -> Iterator[Json]:
        yield self._grid()
        axis = percent_axis(self._columns["start"], self._columns["end"], offset=4)
        y = pixels("y")
        spans = [row for row in self._outcomes if row["low"] is not None]
        bar = {"type": "rule", "strokeWidth": 7, "color": BAND}
        low, high = field("low", **axis), {"field": "high"}
        yield layer("intervals", spans, bar, x=low, x2=high, y=y)
        known = [row for row in self._outcomes if row["before"] is not None]
        dot = {"type": "point", "opacity": 1}
        if known:
            hollow = {**dot, "size": 36, "fill": PAPER, "stroke": AXIS}
            yield layer(
                "before", known, hollow, x=field("before", scale=axis["scale"]), y=y
            )
        full = {**dot, "size": 56, "filled": True, "color": FOR[2]}
        yield layer(
            "probabilities", self._outcomes, full, x=field("probability", **axis), y=y
        )
        yield from texts("labels", self._said, fontSize=NOTE)

    def _grid(self) -> Json:
        start, end = self._columns["start"], self._columns["end"]
        places = [start + tick * (end - start) for tick in PERCENT_TICKS]
        rows = [
            {"x": x, "x2": x, "y": top, "y2": bottom}
            for top, bottom in self._blocks
            for x in places
        ]
        return rules("grid", rows, color=GRID)


def _range(outcome: OutcomeAssessment) -> str:
    if outcome.low is None or outcome.high is None:
        return "settled"
    return percent_range(outcome.low, outcome.high)
