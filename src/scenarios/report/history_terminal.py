"""A history in a terminal: a strip per outcome, a chart of the lead, and its steps."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from scenarios.assessment.confidence import count
from scenarios.assessment.words import percent, percent_range
from scenarios.report.known_days import known_days
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.numbers import points as write_points
from scenarios.whatif.history import History
from scenarios.whatif.series import Move, Point, Series

__all__ = ["show_history", "strip"]

BARS = "▁▂▃▄▅▆▇█"
BLANK, BAND, DOT = " ", "░", "●"
CHART_ROWS = 9
LEAST_COLUMNS = 20
MOST_COLUMNS = 72
MOST_MOVES = 12
TOLD = 0.005
INDENT = "  "
MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"


def show_history(found: History, width: int) -> Iterator[Line]:
    """Yield the lines that show a history, scenario by scenario."""
    for place, series in enumerate(found.series):
        if place:
            yield plain()
        yield from _show(series, found, width)


def strip(numbers: Sequence[float]) -> str:
    """Draw probabilities as bars, each a cell on a scale from 0 to 1.

    >>> strip([0, 0.3, 0.6, 1])
    '▁▃▅█'
    """
    return "".join(BARS[min(len(BARS) - 1, int(p * len(BARS)))] for p in numbers)


def _show(series: Series, found: History, width: int) -> Iterator[Line]:
    scenario = series.scenario
    yield [
        Piece(series.file.scenario.id, "bold cyan"),
        Piece(f"  {scenario.title}", "bold"),
    ]
    yield from wrap(plain(scenario.question, "italic"), width)
    yield from wrap(plain(_head(series, found), "dim"), width)
    yield plain()
    dates = _dates(series, _room(series, width))
    shown = [_latest(series.points, day) for day in dates]
    yield from columns(list(_strips(series, dates, shown)), right=(1, 3), indent=INDENT)
    yield from _chart(series, dates, shown)
    yield from _steps(series, width)


def _head(series: Series, found: History) -> str:
    every = found.period.every
    how = (
        "on every day that moved it"
        if every is None
        else f"every {count(every, 'day')}"
    )
    first, last = series.points[0].on, series.points[-1].on
    when = f"{first.isoformat()} to {last.isoformat()}, {how}"
    return f"{when}; model {found.model.model.id}, intervals of {series.draws:,} draws"


def _room(series: Series, width: int) -> int:
    titles = max(len(o.title) for o in series.scenario.outcomes.values())
    return max(LEAST_COLUMNS, min(MOST_COLUMNS, width - titles - 30))


def _dates(series: Series, room: int) -> Sequence[date]:
    """Return the day of each column, evenly from the first to the last."""
    first, last = series.points[0].on.toordinal(), series.points[-1].on.toordinal()
    cells = max(2, room)
    return [
        date.fromordinal(first + round((last - first) * cell / (cells - 1)))
        for cell in range(cells)
    ]


def _latest(points: Sequence[Point], day: date) -> Point:
    place = bisect_right(points, day, key=lambda point: point.on)
    return points[max(0, place - 1)]


def _strips(
    series: Series, dates: Sequence[date], shown: Sequence[Point]
) -> Iterator[Sequence[Piece]]:
    first, last = series.points[0], series.points[-1]
    scale = _ends(dates[0].isoformat(), dates[-1].isoformat(), len(dates))
    yield [Piece(text, "dim") for text in ("", "from", scale, "to", "range")]
    leading = max(last.probabilities, key=lambda o: last.probabilities[o])
    for name, outcome in series.scenario.outcomes.items():
        lead = "bold" if name == leading else ""
        bars = strip([point.probabilities[name] for point in shown])
        yield [
            Piece(outcome.title, lead),
            Piece(percent(first.probabilities[name])),
            Piece(bars, "blue" if not lead else "bold cyan"),
            Piece(percent(last.probabilities[name]), lead),
            Piece(_range(last, name)),
        ]
    yield [
        Piece(""),
        Piece(""),
        Piece(_marks(series, dates), "magenta"),
        *[Piece("")] * 2,
    ]
    yield [Piece(""), Piece(""), Piece(_months(dates), "dim"), *[Piece("")] * 2]


def _ends(left: str, right: str, width: int) -> str:
    return f"{left}{right:>{max(1, width - len(left))}}"


def _range(point: Point, name: str) -> str:
    if point.settled:
        return "settled"
    return percent_range(point.low[name], point.high[name])


def _marks(series: Series, dates: Sequence[date]) -> str:
    """Mark the columns in which news moved something by half a point or more."""
    cells = [BLANK] * len(dates)
    for point in series.points:
        if any(abs(moved) >= TOLD for moved in point.news.values()):
            cells[max(0, bisect_right(dates, point.on) - 1)] = "▲"
    return "".join(cells)


def _months(dates: Sequence[date]) -> str:
    """Write each month under the first column of it that has room."""
    text = ""
    for cell, day in enumerate(dates):
        fresh = cell == 0 or (day.year, day.month) != (
            dates[cell - 1].year,
            dates[cell - 1].month,
        )
        if fresh and len(text) <= cell:
            text = text.ljust(cell) + MONTHS[3 * day.month - 3 : 3 * day.month] + " "
    return text[: len(dates)].rstrip()


def _chart(
    series: Series, dates: Sequence[date], shown: Sequence[Point]
) -> Iterator[Line]:
    """Draw the leading outcome over time as dots in the band of its interval."""
    last = series.points[-1]
    leading = max(last.probabilities, key=lambda o: last.probabilities[o])
    title = series.scenario.outcomes[leading].title
    yield plain()
    yield [
        Piece(f"{INDENT}{title}", "bold"),
        Piece("  in the band of its interval", "dim"),
    ]
    for row in range(CHART_ROWS - 1, -1, -1):
        label = f"{100 * row // (CHART_ROWS - 1)} %" if row % 4 == 0 else ""
        cells = [_cell(point, leading, row) for point in shown]
        yield [Piece(f"{INDENT}{label:>6} ", "dim"), *_runs(cells)]
    yield plain(f"{INDENT}{'':>7}{_months(dates)}", "dim")


def _cell(point: Point, name: str, row: int) -> str:
    at = round(point.probabilities[name] * (CHART_ROWS - 1))
    if row == at:
        return DOT
    if point.settled:
        return BLANK
    low = round(point.low[name] * (CHART_ROWS - 1))
    high = round(point.high[name] * (CHART_ROWS - 1))
    return BAND if low <= row <= high else BLANK


def _runs(cells: Sequence[str]) -> Iterator[Piece]:
    styles = {DOT: "bold cyan", BAND: "blue", BLANK: ""}
    start = 0
    for place in range(1, len(cells) + 1):
        if place == len(cells) or cells[place] != cells[start]:
            yield Piece(cells[start] * (place - start), styles[cells[start]])
            start = place


def _steps(series: Series, width: int) -> Iterator[Line]:
    moves = (move for point in series.points for move in point.moves)
    told = [move for move in moves if move.size >= TOLD]
    yield plain()
    if not told:
        yield plain(f"{INDENT}No news moved an outcome by half a point.", "dim")
    else:
        yield plain(f"{INDENT}What moved it", "bold")
        kept = sorted(told, key=lambda move: -move.size)[:MOST_MOVES]
        kept.sort(key=lambda move: move.days)
        titles = {k: o.title for k, o in series.scenario.outcomes.items()}
        rows = [_step(move, titles) for move in kept]
        yield from columns(rows, right=(1,), flexible=3, width=width, indent=INDENT)
        if len(told) > len(kept):
            left = count(len(told) - len(kept), "smaller step")
            yield plain(f"{INDENT}and {left} of half a point or more", "dim")
    yield from _quiet(series, width)


def _step(move: Move, titles: Mapping[str, str]) -> Sequence[Piece]:
    most = move.most_moved
    return [
        Piece(known_days(move), "dim"),
        Piece(write_points(move.points[most]), "magenta"),
        Piece(titles[most], "magenta"),
        Piece(move.development.title or move.development.id),
    ]


def _quiet(series: Series, width: int) -> Iterator[Line]:
    """Say what time alone did over the whole of it."""
    names = list(series.scenario.outcomes)
    whole = {o: sum(point.quiet[o] for point in series.points) for o in names}
    parts = [
        f"{write_points(moved)} {series.scenario.outcomes[o].title}"
        for o, moved in whole.items()
        if abs(moved) >= TOLD
    ]
    said = ", ".join(parts) if parts else "hardly anything"
    text = f"Time alone (silence, fading news, the clock) moved {said}."
    yield from wrap(plain(text, "dim"), width, first=INDENT, rest=INDENT)
