"""A difference in a terminal: the steps that led from one assessment to another."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from scenarios.explanation.difference import Difference, Part, Shift
from scenarios.explanation.movers import LEAST
from scenarios.report.layout import Line, Piece, columns, plain, width_of
from scenarios.report.numbers import decibans, percent_of_word, points

__all__ = ["PART_TITLES", "show_difference"]

INDENT = "  "
PART_TITLES: Mapping[str, str] = {
    "model": "model edit",
    "scenario": "scenario edit",
    "retraction": "retractions",
    "regrading": "regradings",
    "revision": "revisions and links",
    "clock": "clock, silence and fading",
    "evidence": "new evidence",
    "resolution": "resolution",
}


def show_difference(found: Difference, width: int) -> Iterator[Line]:
    """Yield the lines that show a difference; each column of points adds up."""
    scenario = found.end.scenario
    yield [Piece(scenario.id, "bold cyan"), Piece(f"  {scenario.title}", "bold")]
    yield plain(f"from {_end(found.before.name, found)} to {found.after.name}", "dim")
    yield plain()
    titles = _titles(found, width)
    yield from columns(list(_table(found, titles)), indent=INDENT)
    if not any(part.shifts or any(part.points.values()) for part in found.parts):
        yield plain()
        yield plain(f"{INDENT}Nothing moved it.", "dim")
    for part in found.parts:
        if part.shifts:
            yield plain()
            yield from _part(part, found, titles, width)


def _end(name: str, found: Difference) -> str:
    """Return the name of the start; the two ends may have the same day."""
    return name if name != found.after.name else f"{name} (before)"


def _titles(found: Difference, width: int) -> Sequence[str]:
    """Return the outcomes' titles, or their ids where the titles are too wide."""
    outcomes = found.end.scenario.outcomes
    titles = [outcome.title for outcome in outcomes.values()]
    first = max(map(len, PART_TITLES.values()))
    wide = sum(max(width_of(title), len(_moved(0, 0))) + 2 for title in titles)
    return titles if len(INDENT) + first + wide <= width else list(outcomes)


def _table(found: Difference, titles: Sequence[str]) -> Iterator[Sequence[Piece]]:
    standard = found.end.model.words
    yield [Piece(""), *(Piece(title, "dim") for title in titles)]
    yield _probabilities("before", found.start.probabilities, standard)
    for part in found.parts:
        if part.shifts or any(part.points.values()):
            yield [Piece(PART_TITLES[part.name]), *_changes(part)]
    yield _probabilities("after", found.end.probabilities, standard)


def _probabilities(
    title: str, found: Mapping[str, Decimal], standard: str
) -> Sequence[Piece]:
    cells = (f"{percent_of_word(value, standard):>7}" for value in found.values())
    return [Piece(title, "bold"), *(Piece(cell, "bold") for cell in cells)]


def _changes(part: Part) -> Iterator[Piece]:
    for name, change in part.points.items():
        felt = change or part.decibans[name]
        yield Piece(_moved(change, part.decibans[name]), "magenta" if felt else "dim")


def _moved(change: Decimal | int, moved: Decimal | int) -> str:
    return f"{points(change):>7}  {decibans(moved):>5} dB"


def _part(
    part: Part, found: Difference, titles: Sequence[str], width: int
) -> Iterator[Line]:
    yield plain(f"{INDENT}{PART_TITLES[part.name].capitalize()}, in decibans", "bold")
    felt = [shift for shift in part.shifts if _size(shift) >= LEAST]
    rows = [[Piece(""), *(Piece(title, "dim") for title in titles)]]
    for shift in sorted(felt, key=_size, reverse=True):
        rows += _shift(shift, found)
    if felt:
        right = range(1, 1 + len(titles))
        yield from columns(
            rows, right=right, flexible=0, width=width, indent=INDENT * 2
        )
    if few := len(part.shifts) - len(felt):
        some = "1 row" if few == 1 else f"{few} rows"
        more = " more" if felt else ""
        yield plain(f"{INDENT * 2}{some}{more} by less than {LEAST} dB", "dim")


def _shift(shift: Shift, found: Difference) -> Iterator[list[Piece]]:
    indicators = found.end.scenario.indicators
    indicators = {**found.start.scenario.indicators, **indicators}
    indicator = indicators.get(shift.row)
    title = shift.row if indicator is None else indicator.title
    cells = [Piece(decibans(change)) for change in shift.decibans.values()]
    yield [Piece(title), *cells]
    for name in shift.developments:
        yield [Piece(f"• {name}", "dim"), *(Piece("") for _ in cells)]


def _size(shift: Shift) -> Decimal:
    return max(abs(change) for change in shift.decibans.values())
