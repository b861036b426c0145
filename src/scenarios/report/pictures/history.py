"""Probability over time: a line per outcome, an interval, numbered developments."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from scenarios.assessment.results import OutcomeAssessment
from scenarios.assessment.words import percent_range
from scenarios.report.known_days import known_days
from scenarios.report.numbers import points
from scenarios.report.pictures.frame import NOTE, TEXT, Note, frame
from scenarios.report.pictures.lettering import brief, broken, clean, spread, text_width
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
from scenarios.report.pictures.palette import (
    AXIS,
    BAND,
    GRID,
    INK,
    MUTED,
    PAPER,
    outcome_places,
)
from scenarios.report.pictures.subject import Subject
from scenarios.whatif.series import Move, Point, Series

__all__ = ["draw"]

HEIGHT, LEFT, LABELS = 270, 44, 168
MARKER, LINE = 19, 14
MOST_MOVES = 8
LEAST_MOVE = 0.005
"""A development that moved no outcome by half a point is not numbered."""
MOST_AHEAD = 0.6
"""Most days ahead that are drawn, as a share of those gone by."""
TICKS = 6
GAP = 8


def draw(subject: Subject) -> Json:
    """Draw one scenario over time."""
    return _History(subject).spec()


class _History:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._each = subject.each
        self._series = _series_of(subject)
        self._points = self._series.points
        self._since = subject.dossier.before
        self._start, self._end = self._days()
        self._right = subject.width - LABELS
        self._numbered = _numbered(self._points)
        self._markers = self._place_markers()
        rows = max((row["row"] for row in self._markers), default=-1) + 1
        self._top = rows * MARKER + (6 if rows else 0)
        self._height = max(HEIGHT, len(subject.each.outcomes) * (2 * LINE + GAP))
        self._bottom = self._top + self._height

    def spec(self) -> Json:
        """Return the specification."""
        return frame(
            self._subject,
            self._layers(),
            claim=self._claim(),
            shown=self._shown(),
            height=self._bottom,
            notes=list(self._notes()),
            axis_room=56,
        )

    def _claim(self) -> str:
        outcome, settled = self._subject.outcome, self._each.resolved
        title = self._subject.name
        if settled is not None:
            name = self._each.scenario.outcomes[settled.outcome].title
            return f"{title}: settled on {settled.on.isoformat()}, «{brief(name)}»"
        first = self._points[0]
        start = first.on
        moved = float(outcome.probability) - first.probabilities[outcome.id]
        if self._since is not None:
            start = self._since.as_of
            moved = float(
                (self._subject.dossier.changes or {})[self._each.id][outcome.id]
            )
        figure = self._subject.percent(outcome)
        said = f"«{brief(outcome.title)}» is {outcome.word} ({figure})"
        if len(self._points) == 1:
            return f"{title}: {said}"
        return f"{title}: {said}, {points(moved)} since {start.isoformat()}"

    def _shown(self) -> Sequence[str]:
        level = self._subject.level
        said = [f"Probability of each outcome; in brackets its {level} interval."]
        if any(self._band()):
            said.append(
                f"Band: that of «{clean(self._subject.outcome.title)}», from "
                f"{self._series.draws:,} draws a day over the doubt that the model "
                "states of weights and priors."
            )
        if self._numbered:
            said.append("Numbers: developments that moved it most, listed below.")
        return said

    def _days(self) -> tuple[date, date]:
        """Return the first and the last day of the scale."""
        first, last = self._points[0].on, self._points[-1].on
        closes = self._each.scenario.horizon.closes
        if first == last:
            first -= timedelta(days=7)
        ahead = (closes - last).days
        if 0 < ahead <= (last - first).days * MOST_AHEAD:
            last = closes
        return first, last

    def _x(self, day: date) -> float:
        share = (day - self._start).days / (self._end - self._start).days
        return LEFT + share * (self._right - LEFT)

    def _y(self, probability: float) -> float:
        return self._bottom - probability * self._height

    def _place_markers(self) -> list[Json]:
        """Set the numbers over their days, in a further row where they would touch."""
        rows: list[float] = []
        placed = []
        for number, (point, _) in enumerate(self._numbered, start=1):
            x = self._x(point.on)
            free = (at for at, edge in enumerate(rows) if edge + MARKER <= x)
            row = next(free, len(rows))
            rows[row : row + 1] = [x]
            place = {"on": point.on.isoformat(), "x": x, "row": row}
            placed.append({**place, "label": str(number), "y": row * MARKER + 9})
        return placed

    def _layers(self) -> Iterator[Json]:
        yield self._grid()
        yield from self._limits()
        yield from self._interval()
        yield from self._lines()
        yield from self._numbers()
        yield from self._ends()

    def _time(self) -> Json:
        domain = [self._start.isoformat(), self._end.isoformat()]
        scale = {"type": "utc", "domain": domain, "range": [LEFT, self._right]}
        ticks = {"format": "%Y-%m-%d", "tickCount": TICKS, "labelOverlap": True}
        if len(self._points) == 1:
            ticks["values"] = [self._points[0].on.isoformat()]
        axis = {**ticks, "grid": False, "labelFlush": False}
        return field("on", "temporal", scale=scale, axis=axis)

    def _chance(self, name: str) -> Json:
        scaled = percent_axis(self._bottom, self._top, ticks=False, domain=False)
        axis = {**scaled["axis"], "offset": -LEFT + 6, "orient": "left"}
        return field(name, scale=scaled["scale"], axis=axis)

    def _grid(self) -> Json:
        heights = [self._y(tick) for tick in PERCENT_TICKS]
        rows = [{"x": LEFT, "x2": self._right, "y": y, "y2": y} for y in heights]
        return rules("grid", rows, color=GRID)

    def _limits(self) -> Iterator[Json]:
        """Yield where the question closes, or that it closes beyond the scale."""
        closes = self._each.scenario.horizon.closes
        text = f"closes {closes.isoformat()}"
        inside = self._start < closes <= self._end
        x = self._x(closes) if inside else self._right
        if inside:
            rule = {"x": x, "x2": x, "y": self._top, "y2": self._bottom}
            yield rules("close", [rule], color=MUTED, strokeDash=[4, 3])
        else:
            text = f"{text} →" if closes > self._end else f"closed {closes.isoformat()}"
        label = Text(x, self._bottom + 34, text, align="right", colour=MUTED)
        yield from texts("horizon", [label], fontSize=NOTE)
        yield from self._earlier(self._right - text_width(text, NOTE))

    def _earlier(self, free: float) -> Iterator[Json]:
        """Yield the earlier day that the change is told since, left of what is free."""
        if self._since is None or not self._start < self._since.as_of < self._end:
            return
        x = self._x(self._since.as_of)
        rule = {"x": x, "x2": x, "y": self._top, "y2": self._bottom}
        yield rules("since", [rule], color=INK, strokeDash=[6, 3])
        said = f"since {self._since.as_of.isoformat()}"
        most = free - text_width(said, NOTE) / 2 - GAP
        label = Text(min(x, most), self._bottom + 34, said, align="center")
        yield from texts("since label", [label], fontSize=NOTE)

    def _band(self) -> list[Json]:
        name = self._subject.outcome.id
        return [
            {"on": p.on.isoformat(), "low": p.low[name], "high": p.high[name]}
            for p in self._points
            if not p.settled
        ]

    def _interval(self) -> Iterator[Json]:
        band = self._band()
        if len(band) > 1:
            yield layer(
                "interval",
                band,
                {"type": "area", "color": BAND, "interpolate": "linear"},
                x=self._time(),
                y=self._chance("low"),
                y2={"field": "high"},
            )

    def _lines(self) -> Iterator[Json]:
        looks = outcome_places(len(self._each.outcomes), self._subject.place)
        for outcome, (colour, dash, _) in zip(self._each.outcomes, looks, strict=True):
            rows = [
                {
                    "on": point.on.isoformat(),
                    "outcome": outcome.id,
                    "probability": point.probabilities[outcome.id],
                }
                for point in self._points
            ]
            mine = outcome.id == self._subject.outcome.id
            mark = {
                "type": "line",
                "color": colour,
                "strokeDash": list(dash),
                "strokeWidth": 3 if mine else 1.8,
            }
            yield layer(
                "probabilities",
                rows,
                mark,
                x=self._time(),
                y=self._chance("probability"),
            )

    def _numbers(self) -> Iterator[Json]:
        if not self._markers:
            return
        stems = [
            {"x": m["x"], "x2": m["x"], "y": m["y"] + 8, "y2": self._bottom}
            for m in self._markers
        ]
        yield rules("stems", stems, color=AXIS, strokeWidth=1, strokeDash=[1, 3])
        ring = {"type": "point", "size": 230, "opacity": 1, "strokeWidth": 1.2}
        yield layer(
            "markers",
            self._markers,
            {**ring, "fill": PAPER, "stroke": INK},
            x=pixels("x"),
            y=pixels("y"),
        )
        numbers = [
            Text(m["x"], m["y"], m["label"], bold=True, align="center")
            for m in self._markers
        ]
        yield from texts("numbers", numbers, fontSize=NOTE)

    def _ends(self) -> Iterator[Json]:
        """Yield the end of each line and its label, none over another."""
        last = self._points[-1]
        at = self._x(last.on)
        left = self._right + 14
        looks = outcome_places(len(self._each.outcomes), self._subject.place)
        labels = self._labels()
        ends = [self._y(last.probabilities[o.id]) for o in self._each.outcomes]
        sizes = [len(lines) * LINE + GAP for lines in labels]
        places = spread(ends, sizes, self._top - 6, self._bottom + 10)
        marks, leaders = list[Json](), list[Json]()
        said = list[Text]()
        for (colour, _, shape), lines, end, y in zip(
            looks, labels, ends, places, strict=True
        ):
            marks.append({"x": at, "y": end, "colour": colour, "shape": shape})
            leaders.append({"x": at + 6, "y": end, "x2": left - 3, "y2": y})
            said += stacked(lines, left, y, bold=len(lines) - 1)
        yield rules("leaders", leaders, color=AXIS, strokeWidth=0.8)
        yield layer(
            "ends",
            marks,
            {"type": "point", "filled": True, "opacity": 1, "size": 62},
            x=pixels("x"),
            y=pixels("y"),
            color=painted(),
            shape={"field": "shape", "type": "nominal", "scale": None, "legend": None},
        )
        yield from texts("outcomes", said, fontSize=TEXT)

    def _labels(self) -> list[list[str]]:
        """Return the labels of all outcomes, in as many lines as there is room for."""
        for most in (3, 2, 1):
            found = [self._label(outcome, most) for outcome in self._each.outcomes]
            if sum(len(lines) * LINE + GAP for lines in found) <= HEIGHT:
                break
        return found

    def _label(self, outcome: OutcomeAssessment, most: int) -> list[str]:
        room = LABELS - 16
        titles = broken(clean(outcome.title), TEXT, room, most=most, bold=True)
        figure = self._subject.percent(outcome)
        if outcome.low is not None and outcome.high is not None:
            figure += f" ({percent_range(outcome.low, outcome.high)})"
        if outcome.low is None:
            figure += " settled"
        return [*titles, figure]

    def _notes(self) -> Iterator[Note]:
        titles = {o.id: brief(o.title) for o in self._each.outcomes}
        known: dict[str, int] = {}
        for number, (_, move) in enumerate(self._numbered, start=1):
            told = move.development
            said = f"{known_days(move)}: {clean(told.title or told.id)}"
            if told.id in known:
                said = f"{known_days(move)}: further reports of {known[told.id]}."
            known.setdefault(told.id, number)
            moved = points(move.points[move.most_moved])
            yield Note(f"{said} «{titles[move.most_moved]}» {moved}", number)


def _series_of(subject: Subject) -> Series:
    history = subject.dossier.history
    assert history is not None  # noqa: S101 draw() has seen to it
    return next(s for s in history.series if s.scenario.id == subject.each.id)


def _numbered(every: Sequence[Point]) -> list[tuple[Point, Move]]:
    """Return the moves that are numbered, in order of day."""
    moves = [(p, m) for p in every for m in p.moves if m.size >= LEAST_MOVE]
    ranked = sorted(moves, key=lambda each: (-each[1].size, each[1].development.id))
    return sorted(ranked[:MOST_MOVES], key=lambda each: (each[0].on, each[1].days))
