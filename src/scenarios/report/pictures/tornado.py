"""The tornado: where one outcome would stand if a judgement were a step off."""

from collections.abc import Iterator
from math import ceil, floor

from scenarios.assessment.words import percent
from scenarios.report.pictures.frame import NOTE, Note, frame
from scenarios.report.pictures.lettering import brief, broken, clean
from scenarios.report.pictures.marks import (
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
from scenarios.report.pictures.palette import FOR, GRID, INK, MUTED
from scenarios.report.pictures.subject import NothingToDrawError, Subject
from scenarios.whatif.inputs import Input
from scenarios.whatif.sensitivity import sensitivity
from scenarios.whatif.swings import Chances, ScenarioSensitivity, Swing

__all__ = ["draw"]

MOST = 10
LABEL, MARGIN = 0.44, 40
LINE, THICK, GAP = 14, 11, 10
LEAST_SPAN = 4
"""Steps of 5 % that the scale shows at least."""
SEEN = 0.0005
OTHER = "◊"
"""Marks where another outcome would lead."""
WHAT = {
    "dependence.indicators": "Dependence between indicators of a group",
    "dependence.reports": "Dependence between reports of a development",
}


def draw(subject: Subject) -> Json:
    """Draw the judgements that move an outcome most.

    Raises:
        NothingToDrawError: The question is settled.
    """
    dossier = subject.dossier
    now = dossier.assessment
    found = sensitivity(
        dossier.workspace,
        dossier.developments,
        now.as_of,
        scenarios=[subject.each.id],
        model=now.model.id,
    ).scenarios[0]
    if found.resolved is not None:
        raise NothingToDrawError("tornado", "the question is settled")
    return _Tornado(subject, found).spec()


class _Tornado:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject, found: ScenarioSensitivity) -> None:
        self._subject, self._name = subject, subject.outcome.id
        self._now = found.now[self._name]
        self._leading = _lead(found.now)
        ranked = found.swings_of(self._name)
        moving = [s for s in ranked if s.width(self._name, found.now) >= SEEN]
        self._swings = moving[:MOST]
        self._left_out = len(ranked) - len(self._swings)
        self._left = round(subject.width * LABEL) + MARGIN
        self._right = subject.width - MARGIN
        ends = [self._now, *(end for s in self._swings for end in self._ends(s))]
        low, high = floor(min(ends) * 20), ceil(max(ends) * 20)
        missing = max(0, LEAST_SPAN - (high - low))
        low = max(0, low - (missing + 1) // 2)
        self._scale = (low / 20, min(20, max(high, low + LEAST_SPAN)) / 20)
        self._bars: list[Json] = []
        self._said: list[Text] = []
        self._height = 22.0
        for swing in self._swings:
            self._add(swing)

    def spec(self) -> Json:
        """Return the specification."""
        notes = []
        if self._left_out:
            notes.append(Note(f"{self._left_out} further judgements move it less."))
        return frame(
            self._subject,
            self._layers(),
            claim=self._claim(),
            shown=list(self._shown()),
            height=self._height,
            notes=notes,
        )

    def _claim(self) -> str:
        outcome = self._subject.outcome
        stands = f"«{brief(outcome.title)}» stands at {self._subject.percent(outcome)}"
        if not self._swings:
            return f"{stands}; no judgement a step off moves it"
        ends = [self._now, *(end for s in self._swings for end in self._ends(s))]
        low, high = min(ends), max(ends)
        return (
            f"{stands}; one judgement a step off takes it to between {percent(low)} "
            f"and {percent(high)}"
        )

    def _shown(self) -> Iterator[str]:
        low, high = self._scale
        yield (
            f"Probability with each judgement alone a step lower (pale) or higher "
            f"(dark); the line is {percent(self._now)}. The scale runs from "
            f"{percent(low)} to {percent(high)}."
        )
        doubt = self._subject.dossier.assessment.model.uncertainty
        yield (
            f"A step is the model's own doubt: {doubt.weight_db:f} dB of a weight, "
            f"{doubt.prior_db:f} dB of a prior, one letter of a source."
        )
        if not all(bar["leads"] for bar in self._bars):
            yield f"{OTHER}: another outcome would lead."

    def _ends(self, swing: Swing) -> tuple[float, float]:
        return swing.lower[self._name], swing.higher[self._name]

    def _x(self, probability: float) -> float:
        low, high = self._scale
        share = (probability - low) / (high - low)
        return self._left + share * (self._right - self._left)

    def _add(self, swing: Swing) -> None:
        lines, step = self._words(swing.input)
        room = self._left - MARGIN - 12
        label = [*broken(lines, NOTE, room, most=3), *broken(step, NOTE, room, most=2)]
        titles = len(broken(lines, NOTE, room, most=3))
        height = max(2 * THICK + 2, len(label) * LINE)
        y = self._height + height / 2
        for at, text in enumerate(stacked(label, 0, y)):
            muted = at >= titles
            self._said.append(
                Text(text.x, text.y, text.label, colour=MUTED if muted else INK)
            )
        self._add_bar(swing.input, "lower", swing.lower, y - (THICK + 1) / 2)
        self._add_bar(swing.input, "higher", swing.higher, y + (THICK + 1) / 2)
        self._height += height + GAP

    def _add_bar(self, given: Input, step: str, then: Chances, y: float) -> None:
        end = then[self._name]
        leads = _lead(then) == self._leading
        self._bars.append(
            {
                "kind": given.kind,
                "name": given.name,
                "step": step,
                "now": self._now,
                "probability": end,
                "label": percent(end),
                "leads": leads,
                "colour": FOR[0] if step == "lower" else FOR[2],
                "y": y,
            }
        )
        figure = percent(end) if leads else f"{percent(end)} {OTHER}"
        if end >= self._now:
            self._said.append(Text(self._x(end) + 5, y, figure))
        else:
            self._said.append(Text(self._x(end) - 5, y, figure, align="right"))

    def _words(self, given: Input) -> tuple[str, str]:
        scenario = self._subject.each.scenario
        lower, higher = given.steps
        steps = f"±{higher[1:]}" if lower[1:] == higher[1:] else f"{lower} or {higher}"
        of = ""
        if given.outcome is not None:
            of = f" of «{clean(scenario.outcomes[given.outcome].title)}»"
        if given.indicator is not None:
            title = clean(scenario.indicators[given.indicator].title)
            return title, f"{given.kind}{of}, {steps}"
        if given.kind == "prior":
            return f"Prior{of}", steps
        if given.kind == "grade":
            source = self._subject.dossier.workspace.sources.get(given.name)
            title = given.name if source is None else source.title or given.name
            return f"Grade of {clean(title)}", steps
        return WHAT[given.name], steps

    def _layers(self) -> Iterator[Json]:
        at = self._x(self._now)
        line = {"x": at, "x2": at, "y": 16, "y2": self._height}
        low, high = self._scale
        ticks = [tick / 20 for tick in range(round(low * 20), round(high * 20) + 1)]
        grid = [
            {"x": x, "x2": x, "y": 16, "y2": self._height} for x in map(self._x, ticks)
        ]
        yield rules("grid", grid, color=GRID)
        axis = percent_axis(self._left, self._right, offset=2, labelOverlap=True)
        axis["axis"]["values"] = ticks
        axis["scale"]["domain"] = [low, high]
        yield layer(
            "swings",
            self._bars,
            {"type": "bar", "height": THICK, "stroke": FOR[2], "strokeWidth": 0.8},
            x=field("now", **axis),
            x2={"field": "probability"},
            y=pixels("y"),
            color=painted(),
        )
        yield rules("now", [line], color=INK, strokeWidth=1.5)
        now = Text(at, 7, f"now {percent(self._now)}", bold=True, align="center")
        yield from texts("labels", [now, *self._said], fontSize=NOTE)


def _lead(chances: Chances) -> str:
    return max(chances, key=lambda outcome: chances[outcome])
