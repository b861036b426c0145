"""The least turn of a lever that reaches a goal: bracketed in arrays, closed exactly.

Turns are tried in steps from none outwards, both ways, in one sweep; the first step
that reaches the goal is divided again and again. The last bracket, narrower than
1e-6 dB, is closed by a secant in decimals. A goal that is reached for less than
a step, and then lost, can escape. Where no group's discount and no count is in play
there is none such, because each row then moves any two outcomes one way only.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache

import numpy as np

from scenarios.engine.arrays.pack import Floats
from scenarios.engine.decimals import exact
from scenarios.engine.ledger import Ledger
from scenarios.whatif.goals import Flags, Goal
from scenarios.whatif.levers import Lever

__all__ = ["Bracket", "Turn", "bracket", "narrow", "settle", "steps"]

STEP = 0.5
PARTS = 129
NARROW = 1e-6
FINEST = Decimal("1e-9")

Bracket = tuple[float, float]
"""A turn short of the goal and one that reaches it, further out."""

Turn = tuple[Decimal, Ledger]
"""A turn that reaches the goal, the least of 1e-9 dB, and the ledger there."""


def steps(lever: Lever) -> Floats:
    """Return the turns to try, up and down; the furthest of each way is among them."""
    return np.concatenate([_steps(lever.high), -_steps(-lever.low)])


def bracket(turns: Floats, flags: Flags) -> Bracket | None:
    """Return the first step, up or down, that reaches a goal; None where none does.

    Args:
        turns: What was tried: the `steps` of a lever.
        flags: Which of them reach the goal.
    """
    hits = turns[flags]
    if not hits.size:
        return None
    turn = float(hits[np.abs(hits).argmin()])
    inner = max(0.0, float(np.ceil(abs(turn) / STEP) - 1) * STEP)
    return float(np.copysign(inner, turn)), turn


def narrow(lever: Lever, goal: Goal, found: Bracket) -> Bracket:
    """Return a bracket divided until it is narrower than 1e-6 dB."""
    low, high = found
    while abs(high - low) > NARROW:
        turns = np.linspace(low, high, PARTS)[1:]
        flags = goal.flags(lever.sweep(turns))
        flags[-1] = True
        first = int(flags.argmax())
        low, high = (float(turns[first - 1]) if first else low), float(turns[first])
    return low, high


@exact
def settle(lever: Lever, goal: Goal, found: Bracket) -> Turn:
    """Return the least turn that reaches a goal, exact, rounded outwards to 1e-9 dB.

    Args:
        lever: The lever.
        goal: What is to be reached.
        found: A narrow bracket of the turn.
    """
    near, far = _widen(lever, goal, found)
    outwards = ROUND_CEILING if far[0] > 0 else ROUND_FLOOR
    turn = _root(goal, near, far).quantize(FINEST, outwards)
    while not goal.is_reached(ledger := lever.ledger(turn)):
        turn += FINEST.copy_sign(far[0])
    return turn, ledger


@cache
def _steps(most: float) -> Floats:
    """Return the steps up to the most, which is the last; none where it is 0."""
    if most <= 0:
        return np.array([])
    return np.append(np.arange(STEP, most, STEP), most)


def _widen(lever: Lever, goal: Goal, found: Bracket) -> tuple[Turn, Turn]:
    """Return a bracket that holds exactly, where floats were rounded across it."""
    near, far = map(Decimal, found)
    width = Decimal(NARROW).copy_sign(far)
    while goal.is_reached(before := lever.ledger(near)):
        near -= width
    while not goal.is_reached(after := lever.ledger(far)):
        far += width
    return (near, before), (far, after)


def _root(goal: Goal, near: Turn, far: Turn) -> Decimal:
    """Close a bracket by the secant: over 1e-6 dB a row bends by less than 1e-12 dB."""
    gap = goal.gap(near[1], far[1])
    below, above = gap(near[1]), gap(far[1])
    if below == above:
        return near[0]
    return near[0] - below * (far[0] - near[0]) / (above - below)
