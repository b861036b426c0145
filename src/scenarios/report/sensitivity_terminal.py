"""A sensitivity in a terminal: a tornado, and bars for what is left out."""

from collections.abc import Iterator, Sequence

from scenarios.assessment.confidence import count
from scenarios.assessment.words import percent, percent_range
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.numbers import points
from scenarios.whatif.inputs import Input
from scenarios.whatif.swings import (
    LeftOut,
    LeftOutKind,
    ScenarioSensitivity,
    Sensitivity,
    Swing,
)

__all__ = ["show_sensitivity", "tornado_bar"]

BAR = 31
NARROW_BAR = 21
ROOM_FOR_WIDE = 104
LOWER, HIGHER, NOW, LEAD = "░", "█", "│", "◆"
LEFT = "▓"
INDENT = "  "
SEEN = 0.0005
HEADS: dict[LeftOutKind, str] = {
    "development": "developments",
    "source": "sources",
    "origin": "origins",
}


def show_sensitivity(
    found: Sensitivity, width: int, *, outcome: str | None = None, most: int
) -> Iterator[Line]:
    """Yield the lines that show a sensitivity, scenario by scenario.

    Args:
        found: What to show.
        width: Most cells of a line.
        outcome: The outcome whose probability the bars show; the leading one for None.
        most: Most rows of each table.
    """
    for place, each in enumerate(found.scenarios):
        if place:
            yield plain()
        as_of = f"   as of {found.as_of.isoformat()}, model {found.model.model.id}"
        title = Piece(f"  {each.scenario.title}", "bold")
        yield [Piece(each.scenario.id, "bold cyan"), title, Piece(as_of, "dim")]
        if each.resolved is not None:
            yield plain(f"{INDENT}Nothing: the question is settled.")
            continue
        yield from _Picture(each, outcome or each.leading, width, most).lines()


def tornado_bar(
    ends: tuple[float, float, float], scale: tuple[float, float], cells: int
) -> str:
    """Draw where a probability goes with a lower and with a higher step.

    Args:
        ends: Probability with the lower step, now, and with the higher step.
        scale: Probabilities at the first and the last cell.
        cells: Cells of the bar.

    >>> tornado_bar((0.2, 0.5, 0.6), (0, 1), 11)
    '  ░░░│█    '
    """
    low, high = scale
    across = (high - low) or 1.0
    lower, now, higher = (round((end - low) / across * (cells - 1)) for end in ends)
    drawn = [" "] * cells
    parts = sorted(((lower, LOWER), (higher, HIGHER)), key=lambda p: -abs(p[0] - now))
    for end, mark in parts:
        for place in range(min(end, now), max(end, now) + 1):
            drawn[place] = mark
    drawn[now] = NOW
    return "".join(drawn)


class _Picture:
    """One scenario's tables, all on the scale of one outcome's probability."""

    def __init__(
        self, each: ScenarioSensitivity, outcome: str, width: int, most: int
    ) -> None:
        self._each, self._outcome = each, outcome
        self._width, self._most = width, most
        self._bar = BAR if width >= ROOM_FOR_WIDE else NARROW_BAR
        self._now = each.now[outcome]
        self._titles = {k: o.title for k, o in each.scenario.outcomes.items()}
        self._swings = each.swings_of(outcome)
        self._left = {kind: each.left_out_of(outcome, kind) for kind in HEADS}
        shown = [self._now]
        for swing in self._swings[:most]:
            shown += [swing.lower[outcome], swing.higher[outcome]]
        for pieces in self._left.values():
            shown += [piece.probabilities[outcome] for piece in pieces[:most]]
        self._scale = (min(shown), max(shown))

    def lines(self) -> Iterator[Line]:
        """Yield the lines of all tables."""
        title = self._titles[self._outcome]
        said = (
            f"«{title}» stands at {percent(self._now)}. The bars show where it would "
            f"stand, from {percent(self._scale[0])} to {percent(self._scale[1])}; "
            f"{LEAD} another outcome would lead."
        )
        yield from wrap(plain(said), self._width, first=INDENT, rest=INDENT)
        yield from self._parameters()
        yield from self._evidence()
        yield from self._variance()

    def _parameters(self) -> Iterator[Line]:
        yield plain()
        text = f"each alone a step lower {LOWER} or higher {HIGHER}"
        yield [Piece("Parameters", "bold"), Piece(f"  {text}", "dim")]
        rows = [self._swing(swing) for swing in self._swings[: self._most]]
        yield from self._set(rows)
        yield from self._rest(len(self._swings), "parameter")

    def _swing(self, swing: Swing) -> Sequence[Piece]:
        given, outcome = swing.input, self._outcome
        ends = (swing.lower[outcome], self._now, swing.higher[outcome])
        name = given.name
        if given.outcome is not None:
            of = f"{given.indicator} · " if given.indicator else ""
            name = f"{of}{self._titles[given.outcome]}"
        return [
            Piece(tornado_bar(ends, self._scale, self._bar), "blue"),
            Piece(percent_range(min(ends), max(ends))),
            Piece(LEAD if swing.changes_lead else "", "bold red"),
            Piece(given.kind, "dim"),
            Piece(f"{name}, {_steps(given)}"),
        ]

    def _evidence(self) -> Iterator[Line]:
        yield plain()
        head = Piece("Evidence", "bold")
        yield [head, Piece(f"  each alone left out {LEFT}", "dim")]
        rows: list[Sequence[Piece]] = []
        notes: list[Line] = []
        for kind, pieces in self._left.items():
            moving = [p for p in pieces if abs(self._change(p)) >= SEEN]
            rows += [self._piece(piece) for piece in moving[: self._most]]
            if moving:
                notes += self._rest(len(moving), kind)
            else:
                said = f"No {kind} alone moves it by a tenth of a point."
                notes.append(plain(f"{INDENT}{said}", "dim"))
        if rows:
            yield from self._set(rows)
        yield from notes

    def _change(self, piece: LeftOut) -> float:
        return piece.change(self._outcome, self._each.now)

    def _piece(self, piece: LeftOut) -> Sequence[Piece]:
        then = piece.probabilities[self._outcome]
        bar = tornado_bar((then, self._now, self._now), self._scale, self._bar)
        return [
            Piece(bar.replace(LOWER, LEFT), "magenta"),
            Piece(f"{percent(then)} {points(self._change(piece)):>7}"),
            Piece(LEAD if piece.changes_lead else "", "bold red"),
            Piece(piece.kind, "dim"),
            Piece(_about(piece)),
        ]

    def _set(self, rows: Sequence[Sequence[Piece]]) -> Sequence[Line]:
        flexible = len(rows[0]) - 1
        return columns(
            rows, right=(1,), flexible=flexible, width=self._width, indent=INDENT
        )

    def _rest(self, found: int, noun: str) -> Iterator[Line]:
        if found > self._most:
            left = count(found - self._most, noun)
            yield plain(
                f"{INDENT}and {left} that move it less; --most shows more", "dim"
            )

    def _variance(self) -> Iterator[Line]:
        if not self._each.shares:
            return
        yield plain()
        text = (
            "whose doubt makes the interval wide: share of its variance, all together"
        )
        yield [Piece("Variance", "bold"), Piece(f"  {text}", "dim")]
        ranked = sorted(self._each.shares, key=lambda share: -share.total)
        rows = [
            [
                Piece("█" * round(share.total * self._bar), "blue"),
                Piece(f"{percent(share.total)} ± {100 * share.error:.1f}"),
                Piece(share.name),
                Piece(f"{percent(max(0.0, share.first))} by itself", "dim"),
            ]
            for share in ranked[: self._most]
        ]
        yield from columns(rows, right=(1,), indent=INDENT)


def _steps(given: Input) -> str:
    lower, higher = given.steps
    return f"±{higher[1:]}" if lower[1:] == higher[1:] else f"{lower} or {higher}"


def _about(piece: LeftOut) -> str:
    if piece.kind == "development":
        return piece.title or piece.name
    told = count(piece.developments, "development")
    name = f"{piece.title} ({piece.name})" if piece.title else piece.name
    return f"{name}, {told}"
