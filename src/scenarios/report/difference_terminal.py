"""A difference in a terminal: the steps that led from one assessment to another."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from scenarios.explanation.difference import Difference, Part, Shift
from scenarios.explanation.impact import LEAST
from scenarios.report.layout import Line, Piece, columns, plain, wrap
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
}


def show_difference(found: Difference, width: int) -> Iterator[Line]:
    """Yield the lines that show a difference; each column of points adds up."""
    scenario = found.end.scenario
    yield [Piece(scenario.id, "bold cyan"), Piece(f"  {scenario.title}", "bold")]
    yield plain(f"from {_end(found.before.name, found)} to {found.after.name}", "dim")
    yield plain()
    yield from columns(list(_table(found)), flexible=0, width=width, indent=INDENT)
    if not any(part.shifts for part in found.parts):
        yield plain()
        yield plain(f"{INDENT}Nothing moved it.", "dim")
    for part in found.parts:
        if part.shifts:
            yield plain()
            yield from _part(part, found, width)


def _end(name: str, found: Difference) -> str:
    """Return the name of the start; the two ends may have the same day."""
    return name if name != found.after.name else f"{name} (before)"


def _table(found: Difference) -> Iterator[Sequence[Piece]]:
    scenario, standard = found.end.scenario, found.end.model.words
    names = list(scenario.outcomes)
    yield [Piece("")] + [Piece(scenario.outcomes[n].title, "dim") for n in names]
    yield _probabilities("before", found.start.probabilities, standard)
    for part in found.parts:
        if part.shifts or any(part.points.values()):
            title = PART_TITLES[part.name]
            yield [Piece(title)] + [_change(part, name) for name in names]
    yield _probabilities("after", found.end.probabilities, standard)


def _probabilities(
    title: str, found: Mapping[str, Decimal], standard: str
) -> Sequence[Piece]:
    cells = (percent_of_word(value, standard) for value in found.values())
    return [Piece(title, "bold"), *(Piece(cell, "bold") for cell in cells)]


def _change(part: Part, outcome: str) -> Piece:
    moved = f"{points(part.points[outcome])}  {decibans(part.decibans[outcome])} dB"
    return Piece(moved, "magenta" if part.points[outcome] else "dim")


def _part(part: Part, found: Difference, width: int) -> Iterator[Line]:
    yield plain(f"{INDENT}{PART_TITLES[part.name].capitalize()}", "bold")
    felt = [shift for shift in part.shifts if _size(shift) >= LEAST]
    for shift in sorted(felt, key=_size, reverse=True):
        yield from wrap(_shift(shift, found), width, first=INDENT * 2, rest=INDENT * 4)
    if few := len(part.shifts) - len(felt):
        rows = "1 row" if few == 1 else f"{few} rows"
        yield plain(f"{INDENT * 2}{rows} by less than {LEAST} dB", "dim")


def _shift(shift: Shift, found: Difference) -> Line:
    scenario = found.end.scenario
    indicator = scenario.indicators.get(shift.row)
    title = shift.row if indicator is None else indicator.title
    moved = ", ".join(
        f"{scenario.outcomes[name].title} {decibans(change)} dB"
        for name, change in shift.decibans.items()
    )
    told = f" ({', '.join(shift.developments)})" if shift.developments else ""
    return [Piece(f"{title}: {moved}"), Piece(told, "dim")]


def _size(shift: Shift) -> Decimal:
    return max(abs(change) for change in shift.decibans.values())
