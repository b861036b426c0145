"""Base and cases side by side in a terminal; with `explain`, the rows that moved."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from scenarios.assessment.results import (
    Assessment,
    OutcomeAssessment,
    ScenarioAssessment,
)
from scenarios.report.layout import (
    Line,
    Piece,
    columns,
    plain,
    shortened,
    width_of,
    wrap,
)
from scenarios.report.numbers import decibans, percent_of_word, points
from scenarios.report.terminal import news_on_file
from scenarios.whatif.cases import Column
from scenarios.whatif.comparison import (
    Difference,
    MovedRow,
    differences,
    has_moved,
    moved_rows,
)

__all__ = ["show_whatif"]

INDENT = "  "
GAP = 2
MOST_TITLE = 28

Rows = Sequence[Sequence[Piece]]
Cells = Sequence[Piece]


def show_whatif(
    base: Column, cases: Sequence[Column], width: int, *, explain: bool
) -> Iterator[Line]:
    """Yield the lines that show cases beside their base, scenario by scenario.

    Args:
        base: What the cases are compared with.
        cases: The cases.
        width: Most cells of a line.
        explain: Whether to list the ledger rows that moved.
    """
    yield from _head(base, cases, width)
    unmoved = []
    for place, now in enumerate(base.assessment.scenarios):
        then = [case.assessment.scenarios[place] for case in cases]
        if not any(has_moved(now, each) for each in then):
            unmoved.append(now.id)
            continue
        yield plain()
        title = Piece(f"  {now.scenario.title}", "bold")
        yield [Piece(now.id, "bold cyan"), title]
        yield from _blocks(base, now, cases, then, width)
        if explain:
            for case, each in zip(cases, then, strict=True):
                yield from _explained(case, now, each)
    if unmoved:
        yield plain()
        yield from wrap(plain(f"Nothing moves in {', '.join(unmoved)}.", "dim"), width)


def _head(base: Column, cases: Sequence[Column], width: int) -> Iterator[Line]:
    assessed = base.assessment
    told = news_on_file(assessed)
    yield [
        Piece(f"As of {assessed.as_of.isoformat()}", "bold"),
        Piece(f"   model {assessed.model.id}, {told}; nothing is changed"),
    ]
    for each in (base, *cases):
        said = [Piece(each.id, "bold"), Piece(each.title)]
        if apart := ", ".join(_apart(base.assessment, each.assessment)):
            said.append(Piece(f"[{apart}]", "dim"))
        yield from wrap(said, width, first=INDENT, rest=INDENT * 2)


def _apart(base: Assessment, case: Assessment) -> Iterator[str]:
    """Yield where the day or the model of a case is another than the base's."""
    if case.as_of != base.as_of:
        yield f"as of {case.as_of.isoformat()}"
    if case.model.id != base.model.id:
        yield f"model {case.model.id}"


def _blocks(
    base: Column,
    now: ScenarioAssessment,
    cases: Sequence[Column],
    then: Sequence[ScenarioAssessment],
    width: int,
) -> Iterator[Line]:
    """Yield the outcomes, with as many cases beside the base as a line holds."""
    words = base.assessment.model.words
    titles = _titles(now)
    first = _base_cells(base.id, now, words)
    others = [
        _case_cells(case, now, each) for case, each in zip(cases, then, strict=True)
    ]
    room = width - len(INDENT) - _size(titles) - GAP - _size(first)
    for place, group in enumerate(_groups(others, room)):
        if place:
            yield plain()
        rows = zip(titles, first, *group, strict=True)
        told = [row for row in rows if any(piece.text for piece in row)]
        yield from columns(told, indent=INDENT)


def _groups(cells: Sequence[Cells], room: int) -> Iterator[Sequence[Cells]]:
    """Share columns out over as many blocks as their widths need."""
    group: list[Cells] = []
    used = 0
    for each in cells:
        size = GAP + _size(each)
        if group and used + size > room:
            yield group
            group, used = [], 0
        group.append(each)
        used += size
    yield group


def _size(cells: Cells) -> int:
    return max(width_of(piece.text) for piece in cells)


def _titles(now: ScenarioAssessment) -> Cells:
    rows = [(Piece(_short(outcome.title)), Piece("")) for outcome in now.outcomes]
    return [Piece("outcome", "dim"), *chain.from_iterable(rows), Piece("leads", "dim")]


def _short(title: str) -> str:
    return shortened(title, MOST_TITLE)


def _base_cells(name: str, now: ScenarioAssessment, words: str) -> Cells:
    rows = [
        (Piece(_likelihood(outcome, words), _lead(now, outcome)), Piece(""))
        for outcome in now.outcomes
    ]
    leads = Piece(_short(now.leading.title))
    return [Piece(name, "dim"), *chain.from_iterable(rows), leads]


def _case_cells(
    case: Column, now: ScenarioAssessment, then: ScenarioAssessment
) -> Cells:
    words = case.assessment.model.words
    moved = differences(now, then)
    rows = [
        (
            Piece(_likelihood(outcome, words), _lead(then, outcome)),
            _movement(moved[outcome.id]),
        )
        for outcome in then.outcomes
    ]
    takes = then.leading.id != now.leading.id
    leads = Piece(_short(then.leading.title), "bold magenta" if takes else "")
    return [Piece(case.id, "bold"), *chain.from_iterable(rows), leads]


def _lead(each: ScenarioAssessment, outcome: OutcomeAssessment) -> str:
    return "bold" if outcome.id == each.leading.id else ""


def _likelihood(outcome: OutcomeAssessment, words: str) -> str:
    shown = percent_of_word(outcome.probability, words)
    if outcome.low is None:
        return f"{shown:>5}  {'came true' if outcome.probability else 'did not'}"
    return f"{shown:>5}  {outcome.word}"


def _movement(moved: Difference) -> Piece:
    if moved.points == 0:
        return Piece("")
    odds = "" if moved.decibans is None else f"  {decibans(moved.decibans)} dB"
    style = "green" if moved.points > 0 else "red"
    return Piece(f"  {points(moved.points)}{odds}", style)


def _explained(
    case: Column, now: ScenarioAssessment, then: ScenarioAssessment
) -> Iterator[Line]:
    rows = moved_rows(now, then)
    if not rows:
        return
    yield plain()
    yield [Piece(f"{INDENT}{case.id}", "bold"), Piece(" moves these rows, in decibans")]
    head = [Piece(name, "dim") for name in ("row", *now.probabilities)]
    body = [_row(row) for row in rows]
    total = _row(_whole(rows), "bold")
    yield from columns(
        [head, *body, total], right=range(1, 1 + len(now.outcomes)), indent=INDENT * 2
    )


def _row(row: MovedRow, style: str = "") -> Sequence[Piece]:
    entries = (decibans(entry) for entry in row.decibans.values())
    return [Piece(row.name, style), *(Piece(entry, style) for entry in entries)]


def _whole(rows: Sequence[MovedRow]) -> MovedRow:
    outcomes: Mapping[str, Decimal] = {
        name: sum((row.decibans[name] for row in rows), Decimal(0))
        for name in rows[0].decibans
    }
    return MovedRow("score", outcomes)
