"""What an entry has moved, in a terminal."""

from collections.abc import Iterator, Sequence

from scenarios.explanation.impact import Effect, Impact, Move
from scenarios.explanation.movers import Mover
from scenarios.report.layout import Line, Piece, columns, plain
from scenarios.report.numbers import decibans, percent_of_word, points

__all__ = ["show_impact"]

MOST = 10
INDENT = "  "


def show_impact(effect: Effect, width: int) -> Iterator[Line]:
    """Yield the lines that show what an entry has moved, at most so many cells wide."""
    head = f"As of {effect.as_of.isoformat()}, model {effect.model}"
    if not effect.impacts:
        yield plain(f"{head}: nothing moved.")
        return
    yield plain(head, "bold")
    for each in effect.impacts:
        yield plain()
        title = each.after.scenario.title
        yield [Piece(each.after.id, "bold cyan"), Piece(f"  {title}")]
        rows = [_move(move, each) for move in each.moves]
        right = (1, 4, 6, 7)
        yield from columns(rows, right=right, flexible=0, width=width, indent=INDENT)
        yield from _alone(each, width)


def _alone(each: Impact, width: int) -> Iterator[Line]:
    """Yield what each development moves alone; what moves nothing is only counted."""
    shown = [mover for mover in each.movers if mover.is_felt][:MOST]
    if shown:
        yield plain(f"{INDENT}{'each alone' if len(shown) > 1 else 'alone'}:", "dim")
        rows = [_mover(mover, each) for mover in shown]
        yield from columns(rows, right=(0, 1), flexible=4, width=width, indent=INDENT)
    if rest := len(each.movers) - len(shown):
        less = "which moves it less" if rest == 1 else "which move it less"
        yield plain(f"{INDENT}and {rest} more, {less}", "dim")


def _move(move: Move, each: Impact) -> Sequence[Piece]:
    standard = each.after.model.words
    changed = move.word_before != move.word_after
    return [
        Piece(each.after.scenario.outcomes[move.outcome].title),
        Piece(percent_of_word(move.before, standard), "dim"),
        Piece(move.word_before, "dim"),
        Piece("→", "dim"),
        Piece(percent_of_word(move.after, standard)),
        Piece(move.word_after, "bold" if changed else ""),
        Piece(points(move.points), "magenta"),
        Piece(f"{decibans(move.decibans)} dB"),
    ]


def _mover(mover: Mover, each: Impact) -> Sequence[Piece]:
    most = mover.most_moved
    return [
        Piece(points(mover.points[most]), "magenta"),
        Piece(f"{decibans(mover.decibans[most])} dB"),
        Piece(each.after.scenario.outcomes[most].title),
        Piece(mover.development.date.isoformat(), "dim"),
        Piece(mover.development.title or mover.development.id),
    ]
