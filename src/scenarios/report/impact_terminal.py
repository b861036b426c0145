"""What an entry has moved, in a terminal."""

from collections.abc import Iterator, Sequence
from datetime import date

from scenarios.explanation.impact import Impact, Move
from scenarios.explanation.movers import Mover
from scenarios.report.layout import Line, Piece, columns, plain
from scenarios.report.numbers import decibans, percent_of_word, points

__all__ = ["show_impact"]

MOST = 20
INDENT = "  "


def show_impact(
    found: Sequence[Impact], as_of: date, model: str, width: int
) -> Iterator[Line]:
    """Yield the lines that show what an entry has moved.

    Args:
        found: What moved, scenario by scenario.
        as_of: The day that was weighed.
        model: Id of the scoring model.
        width: Most cells of a line.
    """
    head = f"As of {as_of.isoformat()}, model {model}"
    if not found:
        yield plain(f"{head}: nothing moved.")
        return
    yield [Piece(head, "bold")]
    for each in found:
        yield plain()
        yield [
            Piece(each.after.id, "bold cyan"),
            Piece(f"  {each.after.scenario.title}"),
        ]
        rows = [_move(move, each) for move in each.moves]
        yield from columns(rows, flexible=0, width=width, indent=INDENT)
        alone = [_mover(mover, each) for mover in each.movers[:MOST]]
        if alone:
            yield plain(f"{INDENT}each alone:", "dim")
            yield from columns(alone, flexible=3, width=width, indent=INDENT)
        if len(each.movers) > MOST:
            yield plain(
                f"{INDENT}and {len(each.movers) - MOST} that move it less", "dim"
            )


def _move(move: Move, each: Impact) -> Sequence[Piece]:
    standard = each.after.model.words
    title = each.after.scenario.outcomes[move.outcome].title
    changed = move.word_before != move.word_after
    before = f"{percent_of_word(move.before, standard)} {move.word_before}"
    after = f"{percent_of_word(move.after, standard)} {move.word_after}"
    return [
        Piece(title),
        Piece(before, "dim"),
        Piece(f"→ {after}", "bold" if changed else ""),
        Piece(points(move.points), "magenta"),
        Piece(f"{decibans(move.decibans)} dB"),
    ]


def _mover(mover: Mover, each: Impact) -> Sequence[Piece]:
    most = mover.most_moved
    return [
        Piece(points(mover.points[most]), "magenta"),
        Piece(f"{decibans(mover.decibans[most])} dB"),
        Piece(each.after.scenario.outcomes[most].title),
        Piece(mover.development.title or mover.development.id),
        Piece(mover.development.date.isoformat(), "dim"),
    ]
