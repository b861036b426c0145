"""The matrix: every indicator against every outcome, what tells most apart first."""

from collections.abc import Iterator

from scenarios.report.numbers import decibans
from scenarios.report.pictures.frame import NOTE, Note, frame
from scenarios.report.pictures.lettering import brief, broken, clean
from scenarios.report.pictures.marks import (
    Json,
    Text,
    layer,
    painted,
    pixels,
    rules,
    stacked,
    texts,
)
from scenarios.report.pictures.palette import (
    AGAINST,
    FOR,
    GRID,
    MUTED,
    NEUTRAL,
    ON_DARK,
    ON_LIGHT,
)
from scenarios.report.pictures.steps import Step, steps_of
from scenarios.report.pictures.subject import Subject

__all__ = ["draw"]

LABEL, SPREAD = 0.42, 62
MANY, LESS = 5, 0.32
"""From so many outcomes on their columns need what the labels can spare."""
LINE, GAP, PAD = 14, 8, 6
SHADES = (0.05, 1, 5)
"""Decibans from which a cell is tinted, coloured, and full."""


def draw(subject: Subject) -> Json:
    """Draw what each row of the ledger says of each outcome."""
    return _Matrix(subject).spec()


class _Matrix:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._outcomes = subject.each.outcomes
        ledger = subject.each.ledger
        steps = steps_of(subject.each)
        said = [step for step in steps if step.spread > 0]
        self._silent = [step for step in steps if step not in said]
        said.sort(key=lambda step: (-step.spread, step.name))
        prior = Step("prior", "Prior", "before any news", ledger.prior)
        score = Step("score", "Score", "the sum, prior included", ledger.score)
        self._steps = [prior, *said, score]
        self._telling = said
        share = LABEL if len(self._outcomes) < MANY else LESS
        self._left = round(subject.width * share)
        room = subject.width - self._left - SPREAD
        self._cell = room / len(self._outcomes)
        self._heads = [
            broken(clean(o.title), NOTE, self._cell - 6, most=5, bold=True)
            for o in self._outcomes
        ]
        self._top = max(map(len, self._heads)) * LINE + LINE + GAP
        self._cells: list[Json] = []
        self._said: list[Text] = [*self._headings()]
        self._lines: list[Json] = []
        self._height = self._add_all()

    def spec(self) -> Json:
        """Return the specification."""
        return frame(
            self._subject,
            self._layers(),
            claim=self._claim(),
            shown=list(self._shown()),
            height=self._height,
            notes=self._notes(),
            axis_room=16,
        )

    def _claim(self) -> str:
        title = self._subject.name
        if not self._telling:
            return f"{title}: nothing tells the outcomes apart yet"
        first = self._telling[0]
        name = "the clock" if first.name == "clock" else f"«{brief(first.title)}»"
        return f"{title}: {name} tells the outcomes apart most"

    def _shown(self) -> Iterator[str]:
        yield (
            "Decibans that each indicator gives an outcome against the mean of all; 10 "
            "dB is ten times likelier. Blue and + speaks for it, orange and − against."
        )
        yield (
            "Spread: largest less smallest entry of a row. A column adds up to the "
            "score."
        )

    def _notes(self) -> list[Note]:
        if not self._silent:
            return []
        names = "; ".join(step.title for step in self._silent)
        return [Note(f"Indicators that say nothing so far: {names}.")]

    def _middle(self, place: int) -> float:
        return self._left + (place + 0.5) * self._cell

    def _headings(self) -> Iterator[Text]:
        bottom = self._top - GAP - LINE
        for place, lines in enumerate(self._heads):
            y = bottom - len(lines) * LINE / 2
            x = self._middle(place)
            yield from stacked(lines, x, y, bold=len(lines), align="center")
            figure = self._subject.percent(self._outcomes[place])
            yield Text(x, bottom + LINE / 2, figure, align="center", colour=MUTED)
        edge = self._subject.width
        yield Text(edge, bottom + LINE / 2, "spread", align="right", colour=MUTED)

    def _add_all(self) -> float:
        top = float(self._top)
        for step in self._steps:
            if step.name == "score":
                line = {"x": 0, "x2": self._subject.width}
                self._lines.append({**line, "y": top + 2, "y2": top + 2})
                top += 5
            top += self._add(step, top)
        return top

    def _add(self, step: Step, top: float) -> float:
        whole = step.name in ("prior", "score")
        lines = broken(step.title, NOTE, self._left - 12, most=3)
        state = broken(step.state, NOTE, self._left - 12, most=1)
        label = [*lines, *state]
        height = len(label) * LINE + PAD
        y = top + height / 2
        names = stacked(label, 0, y, bold=len(lines) if whole else 0)
        names[-1] = Text(0, names[-1].y, names[-1].label, colour=MUTED)
        self._said += names
        for place, entry in enumerate(step.entries):
            self._add_cell(step.name, place, float(entry), (top + 1, top + height - 1))
        spread = f"{decibans(step.spread).removeprefix('+')}"
        edge = self._subject.width
        self._said.append(Text(edge, y, spread, align="right", bold=whole))
        return height

    def _add_cell(
        self, row: str, place: int, entry: float, between: tuple[float, float]
    ) -> None:
        depth = sum(abs(entry) >= shade for shade in SHADES)
        side = FOR if entry > 0 else AGAINST
        x = self._left + place * self._cell
        top, bottom = between
        self._cells.append(
            {
                "row": row,
                "outcome": self._outcomes[place].id,
                "decibans": entry,
                "colour": side[depth - 1] if depth else NEUTRAL,
                "x": round(x + 1, 1),
                "x2": round(x + self._cell - 1, 1),
                "y": top,
                "y2": bottom,
            }
        )
        ink = ON_DARK if depth == len(SHADES) else ON_LIGHT
        at = (self._middle(place), (top + bottom) / 2)
        self._said.append(Text(*at, decibans(entry), align="center", colour=ink))

    def _layers(self) -> Iterator[Json]:
        yield layer(
            "cells",
            self._cells,
            {"type": "rect"},
            x=pixels("x"),
            x2={"field": "x2"},
            y=pixels("y"),
            y2={"field": "y2"},
            color=painted(),
        )
        yield rules("sum", self._lines, color=GRID, strokeWidth=1.5)
        yield from texts("labels", self._said, fontSize=NOTE)
