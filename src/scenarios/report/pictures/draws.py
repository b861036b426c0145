"""The draws behind the intervals: how often each probability came out."""

from collections.abc import Iterator

import numpy as np

from scenarios.assessment.drawing import draws_of
from scenarios.assessment.words import percent, percent_range
from scenarios.engine.arrays.pack import Floats
from scenarios.report.pictures.frame import NOTE, frame
from scenarios.report.pictures.lettering import brief, broken, clean
from scenarios.report.pictures.marks import (
    PERCENT_TICKS,
    Json,
    Text,
    field,
    layer,
    painted,
    percent_axis,
    pixels,
    rules,
    stacked,
    texts,
)
from scenarios.report.pictures.palette import FOR, GRID, PAPER
from scenarios.report.pictures.subject import NothingToDrawError, Subject

__all__ = ["BINS", "draw"]

BINS = 50
"""Each two points wide."""
LABEL = 0.30
ROW, PEAK, LINE = 66, 50, 14


def draw(subject: Subject) -> Json:
    """Draw how the draws of each outcome lie.

    Raises:
        NothingToDrawError: The question is settled.
    """
    if subject.each.resolved is not None:
        raise NothingToDrawError("draws", "the question is settled")
    return _Draws(subject, draws_of(subject.each, subject.dossier.assessment)).spec()


class _Draws:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject, drawn: Floats) -> None:
        self._subject, self._drawn = subject, drawn
        self._left = round(subject.width * LABEL)
        self._right = subject.width - 24
        self._bins: list[Json] = []
        self._ends: list[Json] = []
        self._said: list[Text] = []
        for place in range(len(subject.each.outcomes)):
            self._add(place)

    def spec(self) -> Json:
        """Return the specification."""
        outcome = self._subject.outcome
        low, high = outcome.low or 0.0, outcome.high or 0.0
        question, name = self._subject.name, brief(outcome.title)
        return frame(
            self._subject,
            self._layers(),
            claim=f"{question}: the model's own doubt leaves «{name}» between "
            f"{percent(low)} and {percent(high)}",
            shown=list(self._shown()),
            height=ROW * len(self._subject.each.outcomes),
        )

    def _shown(self) -> Iterator[str]:
        doubt = self._subject.dossier.assessment.model.uncertainty
        level = self._subject.level
        rest = f"{(1 - float(doubt.level)) * 50:g} %"
        yield (
            f"How often each probability came out of {doubt.draws:,} joint draws, in "
            f"steps of {100 // BINS} %; each row to its own peak. Dark: the {level} "
            f"interval, with {rest} of the draws on either side. Dot: the assessment."
        )
        yield (
            f"Drawn: errors of {doubt.weight_db:f} dB (standard deviation) on every "
            f"weight and {doubt.prior_db:f} dB on every prior. Not drawn: what the "
            "model leaves out."
        )

    def _add(self, place: int) -> None:
        outcome = self._subject.each.outcomes[place]
        base = (place + 1) * ROW - 6
        counts, edges = np.histogram(self._drawn[place], bins=BINS, range=(0, 1))
        peak = int(counts.max())
        low, high = outcome.low or 0.0, outcome.high or 0.0
        for count, start in zip(counts.tolist(), edges[:-1].tolist(), strict=True):
            if count:
                self._add_bin(outcome.id, count, start, base, PEAK * count / peak)
        inside = {"outcome": outcome.id, "low": low, "high": high, "base": base}
        self._ends.append({**inside, "probability": float(outcome.probability)})
        title = broken(clean(outcome.title), NOTE, self._left - 16, most=3, bold=True)
        figure = f"{self._subject.percent(outcome)} ({percent_range(low, high)})"
        lines = [*title, figure]
        self._said += stacked(lines, 0, base - 22, bold=len(title))

    def _add_bin(
        self, outcome: str, count: int, start: float, base: float, height: float
    ) -> None:
        self._bins.append(
            {
                "outcome": outcome,
                "start": round(start, 6),
                "end": round(start + 1 / BINS, 6),
                "draws": count,
                "colour": FOR[0],
                "base": base,
                "top": round(base - height, 2),
            }
        )

    def _layers(self) -> Iterator[Json]:
        yield self._grid()
        axis = percent_axis(self._left, self._right, offset=2)
        bottom, top = pixels("base"), {"field": "top"}
        yield layer(
            "draws",
            self._bins,
            {"type": "rect"},
            x=field("start", **axis),
            x2={"field": "end"},
            y=bottom,
            y2=top,
            color=painted(),
        )
        low, high = field("low", **axis), {"field": "high"}
        bar = {"type": "rule", "strokeWidth": 5, "color": FOR[1]}
        yield layer("intervals", self._ends, bar, x=low, x2=high, y=bottom)
        dot = {"type": "point", "filled": True, "opacity": 1, "size": 60}
        looks = {**dot, "color": FOR[2], "stroke": PAPER, "strokeWidth": 1}
        yield layer(
            "probabilities", self._ends, looks, x=field("probability", **axis), y=bottom
        )
        yield from texts("labels", self._said, fontSize=NOTE)

    def _grid(self) -> Json:
        across, count = self._right - self._left, len(self._subject.each.outcomes)
        places = [self._left + tick * across for tick in PERCENT_TICKS]
        rows = [{"x": x, "x2": x, "y": 0, "y2": count * ROW} for x in places]
        return rules("grid", rows, color=GRID)
