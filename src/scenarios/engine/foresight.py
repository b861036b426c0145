"""What may still be heard of an event, and how much that would tell.

θ_k is the chance that the sign is there under outcome k; F the share of its window that
has passed, in which it was listened for with the coverage, and not heard.
"""

from collections.abc import Sequence
from decimal import Decimal

from scenarios.engine.decimals import exact, total
from scenarios.engine.evidence import Reading
from scenarios.engine.parameters import Vector

__all__ = ["average", "chance_of_news", "chance_of_sign", "information"]


@exact
def chance_of_sign(reading: Reading, theta: Vector, probabilities: Vector) -> Decimal:
    """Return the chance that a sign of which nothing was heard is there all the same.

    Σ p_k·θ_k·(1 − coverage·F)/(1 − coverage·F·θ_k): by Bayes' rule under each outcome,
    what is left of θ_k after listening in vain.

    Args:
        reading: What is known of the event: nothing but its silence.
        theta: Its chance under each outcome, within the limits.
        probabilities: Of each outcome now, that silence included.
    """
    missed = 1 - reading.coverage * reading.elapsed
    return _chance(reading, theta, probabilities, missed)


@exact
def chance_of_news(
    reading: Reading, theta: Vector, probabilities: Vector, elapsed: Decimal
) -> Decimal:
    """Return the chance to hear of a sign by the time that more of its window passed.

    Σ p_k·θ_k·coverage·(F' − F)/(1 − coverage·F·θ_k), with F' the share passed then:
    the sums' own reading of silence, at a constant pace through the window.

    Args:
        reading: What is known of the event: nothing but its silence.
        theta: Its chance under each outcome, within the limits.
        probabilities: Of each outcome now.
        elapsed: F', in [F, 1].
    """
    listened = reading.coverage * (elapsed - reading.elapsed)
    return _chance(reading, theta, probabilities, listened)


def _chance(
    reading: Reading, theta: Vector, probabilities: Vector, share: Decimal
) -> Decimal:
    heard = reading.coverage * reading.elapsed
    return total(
        p * chance * share / (1 - heard * chance)
        for p, chance in zip(probabilities, theta, strict=True)
    )


@exact
def average(chance: Decimal, one: Vector, other: Vector) -> Vector:
    """Return chance·one + (1 − chance)·other, entry by entry."""
    pairs = zip(one, other, strict=True)
    return [chance * a + (1 - chance) * b for a, b in pairs]


@exact
def information(chance: Decimal, seen: Vector, absent: Vector) -> Decimal:
    """Return the bits to expect of learning whether a sign is there.

    H(average) − chance·H(seen) − (1 − chance)·H(absent), H the entropy in bits: the
    mutual information of sign and outcome (Shannon 1948; where a discount is in play,
    the Jensen-Shannon divergence, Lin 1991). Never below 0.

    Args:
        chance: That the sign is there.
        seen: Probabilities where it is.
        absent: Probabilities where it is not.
    """
    left = chance * _entropy(seen) + (1 - chance) * _entropy(absent)
    return max(Decimal(0), _entropy(average(chance, seen, absent)) - left)


def _entropy(probabilities: Sequence[Decimal]) -> Decimal:
    bit = Decimal(2).ln()
    return -total(p * p.ln() / bit for p in probabilities if p)
