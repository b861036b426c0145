"""What-ifs beside the base: hollow where an outcome stands, filled where it would."""

from collections.abc import Iterator

from scenarios.assessment.results import ScenarioAssessment
from scenarios.report.numbers import points
from scenarios.report.pictures.frame import NOTE, TEXT, Note, frame
from scenarios.report.pictures.lettering import brief, broken, clean, text_width
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
from scenarios.report.pictures.palette import AXIS, FOR, GRID, INK, MUTED, PAPER
from scenarios.report.pictures.subject import Subject
from scenarios.whatif.cases import Column
from scenarios.whatif.comparison import differences, has_moved
from scenarios.whatif.sheet import Sheet

__all__ = ["draw"]

LABEL = 0.36
SHOWN = (
    "Hollow: the base; filled: the what-if, everything else as it is. Change in "
    "percentage points."
)
BASE, THEN, CHANGE = 118, 60, 0
"""Where the columns of figures end, in pixels from the right."""
ROW, LINE, GAP, HEAD = 20, 14, 12, 18


def draw(subject: Subject) -> Json:
    """Draw what the what-ifs of a dossier move."""
    return _Cases(subject).spec()


class _Cases:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._sheet = _sheet_of(subject)
        titles = [o.title for each in subject.scenarios for o in each.outcomes]
        widest = max(text_width(clean(title), NOTE) for title in titles)
        self._left = round(min(widest, subject.width * LABEL)) + 20
        self._right = subject.width - BASE - 46
        self._rows: list[Json] = []
        self._blocks: list[tuple[float, float]] = []
        self._still: list[str] = []
        self._said: list[Text] = [*self._headings()]
        self._height = float(HEAD)
        for case in self._sheet.cases:
            self._add_case(case)

    def spec(self) -> Json:
        """Return the specification."""
        return frame(
            self._subject,
            self._layers(),
            claim=self._claim(),
            shown=[SHOWN],
            height=self._height - GAP,
            notes=[Note(text) for text in self._still],
        )

    def _claim(self) -> str:
        cases = {case.id: brief(case.title) for case in self._sheet.cases}
        if not any(abs(row["points"]) > 0 for row in self._rows):
            names = ", ".join(f"«{title}»" for title in cases.values())
            return f"What if: {names}. Nothing would move"
        most = max(self._rows, key=lambda row: abs(row["points"]))
        title, moved = brief(most["title"]), points(most["points"])
        return f"What if: «{cases[most['case']]}»? «{title}» would move most, {moved}"

    def _headings(self) -> Iterator[Text]:
        places = {"base": BASE, "what-if": THEN, "change": CHANGE}
        for label, from_right in places.items():
            x = self._subject.width - from_right
            yield Text(x, LINE / 2, label, align="right", colour=MUTED)

    def _add_case(self, case: Column) -> None:
        chosen = {each.id for each in self._subject.scenarios}
        bases = {each.id: each for each in self._sheet.base.assessment.scenarios}
        moved = [
            (bases[each.id], each)
            for each in case.assessment.scenarios
            if each.id in chosen
        ]
        shown = [pair for pair in moved if len(moved) == 1 or has_moved(*pair)]
        still = [clean(pair[1].scenario.title) for pair in moved if pair not in shown]
        if still:
            where = "; ".join(still)
            self._still.append(f"«{clean(case.title)}» moves nothing in: {where}.")
        for base, then in shown:
            self._add(case, base, then)

    def _add(
        self, case: Column, base: ScenarioAssessment, then: ScenarioAssessment
    ) -> None:
        title = f"{clean(base.scenario.title)}, if «{clean(case.title)}»"
        for line in broken(title, TEXT, self._subject.width, most=3, bold=True):
            self._said.append(Text(0, self._height + LINE / 2, line, bold=True))
            self._height += LINE + 2
        top = self._height
        moved = differences(base, then)
        for before, after in zip(base.outcomes, then.outcomes, strict=True):
            lines = broken(clean(before.title), NOTE, self._left - 14, most=3)
            height = max(ROW, len(lines) * LINE + 4)
            y = self._height + height / 2
            change = moved[before.id].points
            self._said += stacked(lines, 0, y)
            figures = [
                (BASE, self._subject.percent(before)),
                (THEN, self._subject.percent(after)),
                (CHANGE, points(change)),
            ]
            for from_right, label in figures:
                x = self._subject.width - from_right
                bold = from_right == CHANGE
                self._said.append(Text(x, y, label, align="right", bold=bold))
            self._rows.append(
                {
                    "case": case.id,
                    "scenario": base.id,
                    "outcome": before.id,
                    "title": before.title,
                    "base": float(before.probability),
                    "probability": float(after.probability),
                    "points": float(change),
                    "y": y,
                }
            )
            self._height += height
        self._blocks.append((top, self._height))
        self._height += GAP

    def _layers(self) -> Iterator[Json]:
        across = self._right - self._left
        places = [self._left + tick * across for tick in PERCENT_TICKS]
        grid = [
            {"x": x, "x2": x, "y": top, "y2": bottom}
            for top, bottom in self._blocks
            for x in places
        ]
        yield rules("grid", grid, color=GRID)
        axis = percent_axis(self._left, self._right, offset=4)
        base, then = field("base", **axis), field("probability", **axis)
        y = pixels("y")
        bar = {"type": "rule", "strokeWidth": 2.5, "color": AXIS}
        yield layer("moves", self._rows, bar, x=base, x2={"field": "probability"}, y=y)
        dot = {"type": "point", "opacity": 1, "size": 64}
        hollow = {**dot, "fill": PAPER, "stroke": INK, "strokeWidth": 1.5}
        yield layer("bases", self._rows, hollow, x=base, y=y)
        filled = {**dot, "filled": True, "color": FOR[2]}
        yield layer("what-ifs", self._rows, filled, x=then, y=y)
        yield from texts("labels", self._said, fontSize=NOTE)


def _sheet_of(subject: Subject) -> Sheet:
    sheet = subject.dossier.sheet
    assert sheet is not None  # noqa: S101 draw() has seen to it
    return sheet
