"""The waterfall: from prior to score of one outcome, row by row, in decibans."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scenarios.assessment.confidence import count
from scenarios.report.numbers import decibans, percent_of_word
from scenarios.report.pictures.frame import NOTE, frame
from scenarios.report.pictures.lettering import brief, broken, clean
from scenarios.report.pictures.marks import (
    Json,
    Text,
    field,
    layer,
    painted,
    pixels,
    rules,
    stacked,
    texts,
)
from scenarios.report.pictures.palette import AGAINST, AXIS, FOR, GRID, INK, MUTED
from scenarios.report.pictures.steps import Step, steps_of
from scenarios.report.pictures.subject import Subject

__all__ = ["draw"]

MOST, LEAST = 10, Decimal("0.05")
"""At most so many rows by themselves, and none that a tenth of a deciban hides."""
LABEL, FIGURE = 0.44, 64
LINE, GAP, THICK = 14, 10, 16
DECIBANS = "(datum.value > 0 ? '+' : '') + format(datum.value, '~') + ' dB'"


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar of the picture.

    Attributes:
        name: What it stands for.
        lines: Its label; the first `bold` of them bold, the last muted.
        start: Where it begins, in decibans.
        end: Where it ends.
        bold: How many lines of its label are bold.
    """

    name: str
    lines: Sequence[str]
    start: Decimal
    end: Decimal
    bold: int = 0

    @property
    def height(self) -> float:
        """Return the room that it takes, in pixels."""
        return max(THICK, len(self.lines) * LINE) + GAP

    @property
    def entry(self) -> Decimal:
        """Return what it adds."""
        return self.end - self.start


def draw(subject: Subject) -> Json:
    """Draw how the score of one outcome comes about."""
    return _Waterfall(subject).spec()


class _Waterfall:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._left = round(subject.width * LABEL)
        self._right = subject.width - FIGURE
        self._bars = list(self._pile())
        ends = [
            Decimal(0),
            *(end for bar in self._bars for end in (bar.start, bar.end)),
        ]
        self._low, self._high = float(min(ends)), float(max(ends))
        if self._low == self._high:
            self._high += 1

    def spec(self) -> Json:
        """Return the specification."""
        subject = self._subject
        name, word = subject.outcome.title, subject.dossier.assessment.model.words
        now = subject.each.ledger.probabilities[subject.place]
        settled = subject.each.resolved is not None
        return frame(
            subject,
            self._layers(),
            claim=f"Why «{brief(name)}» {'stood' if settled else 'stands'} at "
            f"{percent_of_word(now, word)}, from a prior of "
            f"{percent_of_word(subject.outcome.prior, word)}",
            shown=list(self._shown()),
            height=sum(bar.height for bar in self._bars),
        )

    def _shown(self) -> Iterator[str]:
        yield (
            "Decibans for (blue, to the right) or against (orange, to the left) "
            f"«{clean(self._subject.outcome.title)}», against the mean of all "
            "outcomes; 10 dB is ten times likelier. Decibans add up to the score; "
            "probabilities do not."
        )
        settled = self._subject.each.resolved
        if settled is not None:
            yield f"Settled on {settled.on.isoformat()}; shown as if it were not."

    def _pile(self) -> Iterator[_Bar]:
        """Yield prior, the larger rows, the rest as one, and the score."""
        each, at = self._subject.each, self._subject.place
        word = self._subject.dossier.assessment.model.words
        prior = each.ledger.prior[at]
        chance = percent_of_word(self._subject.outcome.prior, word)
        yield _Bar("prior", [f"Prior: {chance}"], Decimal(0), prior, bold=1)
        steps = [step for step in steps_of(each) if not step.is_open]
        steps.sort(key=lambda step: (-abs(step.entries[at]), step.name))
        sizable = [step for step in steps if abs(step.entries[at]) >= LEAST]
        shown = sizable[:MOST] if len(sizable) > MOST + 1 else sizable
        edge = prior
        for step in shown:
            yield self._step(step, edge, edge + step.entries[at])
            edge += step.entries[at]
        others = steps[len(shown) :]
        score = each.ledger.score[at]
        if others:
            yield _Bar("others", [f"{count(len(others), 'other')}"], edge, score)
        now = percent_of_word(each.ledger.probabilities[at], word)
        yield _Bar("score", [f"Score: {now}"], Decimal(0), score, bold=1)

    def _step(self, step: Step, start: Decimal, end: Decimal) -> _Bar:
        title = broken(step.title, NOTE, self._left - 12, most=3)
        state = broken(step.state, NOTE, self._left - 12, most=2)
        return _Bar(step.name, [*title, *state], start, end)

    def _x(self, amount: Decimal) -> float:
        share = (float(amount) - self._low) / (self._high - self._low)
        return self._left + share * (self._right - self._left)

    def _layers(self) -> Iterator[Json]:
        bars, joins, said, top = list[Json](), list[Json](), list[Text](), 0.0
        for place, bar in enumerate(self._bars):
            y = top + bar.height / 2
            bars.append(self._row(bar, y))
            said += self._label(bar, y)
            if place + 1 < len(self._bars):
                x, below = self._x(bar.end), self._bars[place + 1].height
                down = {
                    "y": y + THICK / 2,
                    "y2": top + bar.height + (below - THICK) / 2,
                }
                joins.append({"x": x, "x2": x, **down})
            top += bar.height
        zero = self._x(Decimal(0))
        yield rules("zero", [{"x": zero, "x2": zero, "y": 0, "y2": top}], color=GRID)
        yield rules("joins", joins, color=AXIS, strokeDash=[2, 2])
        yield layer(
            "rows",
            bars,
            {"type": "bar", "height": THICK},
            x=self._scaled("start"),
            x2={"field": "end"},
            y=pixels("y"),
            color=painted(),
        )
        yield from texts("labels", said, fontSize=NOTE)

    def _scaled(self, name: str) -> Json:
        scale = {
            "domain": [self._low, self._high],
            "range": [self._left, self._right],
            "nice": False,
            "zero": False,
        }
        axis = {
            "grid": False,
            "tickCount": 6,
            "labelExpr": DECIBANS,
            "offset": 2,
        }
        return field(name, scale=scale, axis=axis)

    def _row(self, bar: _Bar, y: float) -> Json:
        total = bar.name in ("prior", "score")
        side = FOR if bar.entry >= 0 else AGAINST
        return {
            "row": bar.name,
            "start": float(bar.start),
            "end": float(bar.end),
            "decibans": float(bar.entry),
            "label": decibans(bar.entry),
            "colour": AXIS if total else side[2],
            "y": y,
        }

    def _label(self, bar: _Bar, y: float) -> list[Text]:
        names = stacked(bar.lines, 0, y, bold=bar.bold)
        if len(names) > 1:
            names[-1] = Text(0, names[-1].y, names[-1].label, colour=MUTED)
        right = max(self._x(bar.start), self._x(bar.end)) + 6
        figure = f"{decibans(bar.entry)} dB"
        return [*names, Text(right, y, figure, bold=bar.bold > 0, colour=INK)]
