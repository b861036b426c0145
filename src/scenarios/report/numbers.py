"""Numbers as people read them: whole percents, signed points, decibans to a tenth."""

from decimal import Decimal

from scenarios.assessment.words import percent_of_word

__all__ = ["Amount", "decibans", "percent_of_word", "points"]

Amount = Decimal | float | int


def points(change: Amount) -> str:
    """Write a change of probability in percentage points, signed.

    >>> points(0.123), points(-0.051), points(0.0001), points(-0.0001)
    ('+12 pp', '−5 pp', '±0 pp', '±0 pp')
    """
    whole = round(change * 100)
    if whole == 0:
        return "±0 pp"
    return f"{'+' if whole > 0 else '−'}{abs(whole)} pp"


def decibans(entry: Amount) -> str:
    """Write decibans to a tenth, signed.

    >>> decibans(4.543), decibans(-0.04), decibans(-12)
    ('+4.5', '0.0', '−12.0')
    """
    tenths = round(float(entry), 1)
    if tenths == 0:
        return "0.0"
    return f"{'+' if tenths > 0 else '−'}{abs(tenths):.1f}"
