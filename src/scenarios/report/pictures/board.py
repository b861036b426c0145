"""The board: each indicator's state, its news on a time line, and how old that is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from scenarios.assessment.confidence import count
from scenarios.domain.indicator import EventIndicator
from scenarios.engine.evidence import Evidence, State
from scenarios.engine.ledger import Row
from scenarios.report.pictures.frame import NOTE, frame
from scenarios.report.pictures.lettering import broken, clean, text_width
from scenarios.report.pictures.marks import (
    Json,
    Text,
    field,
    layer,
    pixels,
    rules,
    stacked,
    texts,
)
from scenarios.report.pictures.palette import (
    AXIS,
    BAND,
    FOR,
    GRID,
    INK,
    MUTED,
    PAPER,
)
from scenarios.report.pictures.subject import Subject

__all__ = ["draw"]

LABEL = 0.40
STATE, LAST, AGE = 124, 42, 0
"""Where the columns of words lie, in pixels from the right."""
LINE, PAD, HEAD = 14, 9, 20
ORDER = (State.OBSERVED, State.SILENT, State.OPEN)


@dataclass(frozen=True)
class _Sign:
    """An indicator on the board.

    Attributes:
        row: Its row of the ledger.
        news: The developments that count, in order of day.
        since: The first day that it could be quiet on: its last news, or the day its
            window, or the horizon, opens.
        until: The last day that its silence counts on, or the day assessed.
        window: First and last day of the window; None without one.
    """

    row: Row
    news: tuple[Evidence, ...]
    since: date
    until: date
    window: tuple[date, date] | None

    @property
    def days(self) -> int:
        """Return how long nothing was heard of it, in days."""
        return max(0, (self.until - self.since).days)


def draw(subject: Subject) -> Json:
    """Draw the board of a scenario's indicators."""
    return _Board(subject).spec()


class _Board:
    """One picture while it is laid out; places are pixels."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self._horizon = subject.each.scenario.horizon
        self._left = round(subject.width * LABEL)
        self._right = subject.width - STATE - 74
        day = subject.dossier.assessment.as_of
        self._day = min(day, self._horizon.closes)
        self._signs = sorted(map(self._sign, subject.each.ledger.rows), key=_rank)
        self._said: list[Text] = [*self._headings()]
        self._windows: list[Json] = []
        self._silences: list[Json] = []
        self._news: list[Json] = []
        self._lines: list[Json] = []
        self._height = float(HEAD)
        for sign in self._signs:
            self._add(sign)

    def spec(self) -> Json:
        """Return the specification."""
        return frame(
            self._subject,
            self._layers(),
            claim=self._claim(),
            shown=list(self._shown()),
            height=self._height,
            axis_room=44,
        )

    def _claim(self) -> str:
        ground = self._subject.each.ground
        title = self._subject.name
        seen = f"{ground.observed} of {ground.indicators} indicators observed"
        if ground.days is None:
            return f"{title}: {seen}; nothing heard of any yet"
        return f"{title}: {seen}, the newest {count(ground.days, 'day')} ago"

    def _shown(self) -> Iterator[str]:
        opens = self._horizon.opens.isoformat()
        yield (
            "Dot: a development that counts; cross: known not to have happened. Band: "
            "the window in which an event is expected. Dashed: quiet since then, "
            "counted as silence where a window is set."
        )
        yield f"The line runs from the opening, {opens}, to the close."

    def _sign(self, row: Row) -> _Sign:
        news = tuple(e for e in row.reading.evidence if e.decibans > 0)
        opens, indicator = self._horizon.opens, row.reading.indicator
        window, since, until = None, opens, self._day
        if isinstance(indicator, EventIndicator) and indicator.within is not None:
            since = indicator.window_opens(opens)
            window = (since, since + timedelta(days=indicator.within))
        if news:
            since = max(each.day for each in news)
        return _Sign(row, news, since, until, window)

    def _x(self, day: date) -> float:
        horizon = self._horizon
        share = (day - horizon.opens).days / horizon.length
        within = max(0.0, min(1.0, share))
        return round(self._left + within * (self._right - self._left), 1)

    def _headings(self) -> Iterator[Text]:
        left = self._subject.width - STATE - 60
        right = self._subject.width
        yield Text(left, LINE / 2, "state", colour=MUTED)
        yield Text(right - LAST, LINE / 2, "last news", align="right", colour=MUTED)
        yield Text(right, LINE / 2, "quiet", align="right", colour=MUTED)

    def _add(self, sign: _Sign) -> None:
        reading = sign.row.reading
        observed = reading.state is State.OBSERVED
        title, room = clean(reading.indicator.title), self._left - 14
        lines = broken(title, NOTE, room, most=3, bold=observed)
        height = len(lines) * LINE + PAD
        y = self._height + height / 2
        self._said += stacked(lines, 0, y, bold=len(lines) if observed else 0)
        line = {"y": self._height + height, "y2": self._height + height}
        self._lines.append({"x": 0, "x2": self._subject.width, **line})
        self._add_words(sign, y, bold=observed)
        self._add_marks(sign, y)
        self._height += height

    def _add_words(self, sign: _Sign, y: float, *, bold: bool) -> None:
        right, state = self._subject.width, sign.row.reading.state
        absent = bool(sign.news) and all(each.absent for each in sign.news)
        word = "absent" if absent else state.value
        words = Text(right - STATE - 60, y, word, bold=bold)
        last = sign.since.isoformat() if sign.news else "none"
        quiet = "" if state is State.OPEN else f"{sign.days} d"
        self._said += [
            words,
            Text(right - LAST, y, last, align="right", colour=INK if bold else MUTED),
            Text(right, y, quiet, align="right", bold=bold),
        ]

    def _add_marks(self, sign: _Sign, y: float) -> None:
        name = sign.row.reading.id
        if sign.window is not None:
            start, end = map(self._x, sign.window)
            self._windows.append(
                {"indicator": name, "x": start, "x2": max(end, start + 1), "y": y}
            )
        if sign.row.reading.state is not State.OPEN and sign.days:
            span = {"x": self._x(sign.since), "x2": self._x(sign.until)}
            self._silences.append(
                {"indicator": name, **span, "y": y, "y2": y, "days": sign.days}
            )
        for each in sign.news:
            self._news.append(
                {
                    "indicator": name,
                    "development": each.told.development.id,
                    "date": each.day.isoformat(),
                    "absent": each.absent,
                    "y": y,
                }
            )

    def _layers(self) -> Iterator[Json]:
        yield rules("lines", self._lines, color=GRID)
        y = pixels("y")
        band = {"type": "bar", "height": 11, "color": BAND}
        if self._windows:
            yield layer(
                "windows", self._windows, band, x=pixels("x"), x2={"field": "x2"}, y=y
            )
        yield rules("quiet", self._silences, color=AXIS, strokeDash=[3, 3])
        at = self._x(self._day)
        line = {"x": at, "x2": at, "y": HEAD, "y2": self._height}
        yield rules("day", [line], color=INK, strokeWidth=1)
        yield from self._dots()
        label = self._day.isoformat()
        half = text_width(label, NOTE) / 2
        middle = max(self._left + half, min(self._right - half, at))
        day = Text(middle, 8, label, align="center")
        yield from texts("day label", [day], fontSize=NOTE)
        yield from texts("labels", self._said, fontSize=NOTE)

    def _dots(self) -> Iterator[Json]:
        horizon = self._horizon
        domain = [horizon.opens.isoformat(), horizon.closes.isoformat()]
        scale = {"type": "utc", "domain": domain, "range": [self._left, self._right]}
        axis = {
            "values": domain,
            "format": "%Y-%m-%d",
            "grid": False,
            "offset": 2,
            "labelFlush": True,
        }
        x = field("date", "temporal", scale=scale, axis=axis)
        dot = {"type": "point", "opacity": 1, "size": 46}
        for absent, looks in (
            (False, {"filled": True, "color": FOR[2]}),
            (True, {"shape": "cross", "fill": PAPER, "stroke": INK}),
        ):
            rows = [row for row in self._news if row["absent"] is absent]
            if rows or not absent:
                yield layer("news", rows, {**dot, **looks}, x=x, y=pixels("y"))


def _rank(sign: _Sign) -> tuple[int, int, str]:
    """Order by state, then what was heard of last, then what is quiet longest."""
    state = sign.row.reading.state
    age = sign.days if state is State.OBSERVED else -sign.days
    return ORDER.index(state), age, sign.row.reading.id
