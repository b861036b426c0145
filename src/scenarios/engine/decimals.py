"""Exact arithmetic: decibans and powers in one fixed decimal context.

libm and BLAS results change with the processor; these do not, so that a record of them
replays to the same bytes anywhere (libmpdec rounds `ln` and `exp` correctly).
"""

from collections.abc import Callable, Iterable
from decimal import (
    ROUND_HALF_EVEN,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
    localcontext,
)
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

__all__ = [
    "DB_PER_NEPER",
    "ONE",
    "ZERO",
    "db",
    "exact",
    "fade",
    "lasting",
    "mean",
    "power",
    "total",
]

Params = ParamSpec("Params")
Result = TypeVar("Result")

# The same few weights, gradings and ages recur from row to row.
CACHED = 4096
ONE = Decimal(1)
ZERO = Decimal(0)

EXACT = Context(
    prec=42,
    rounding=ROUND_HALF_EVEN,
    Emin=-999_999,
    Emax=999_999,
    capitals=1,
    clamp=0,
    flags=[],
    traps=[InvalidOperation, DivisionByZero, Overflow],
)
"""42 digits: 8 more than a record keeps, so that no rounding of the sums shows."""

DB_PER_NEPER = EXACT.divide(Decimal(10), EXACT.ln(Decimal(10)))
"""10/ln 10: decibans of a likelihood ratio of e."""

_LN2 = EXACT.ln(Decimal(2))


def exact(function: Callable[Params, Result]) -> Callable[Params, Result]:
    """Run a function, and all the arithmetic below it, in the exact context."""

    @wraps(function)
    def in_exact_context(*args: Params.args, **kwargs: Params.kwargs) -> Result:
        with localcontext(EXACT):
            return function(*args, **kwargs)

    return in_exact_context


@lru_cache(maxsize=CACHED)
@exact
def db(ratio: Decimal) -> Decimal:
    """Convert a positive ratio to decibans: 10·log10(ratio) (Good 1950).

    >>> db(Decimal(100))
    Decimal('20')
    """
    return ratio.log10() * 10


@lru_cache(maxsize=CACHED)
@exact
def power(decibans: Decimal) -> Decimal:
    """Convert decibans back to a ratio: 10^(decibans/10)."""
    return (decibans / DB_PER_NEPER).exp()


@lru_cache(maxsize=CACHED)
@exact
def fade(age: int, half_life: int | None) -> Decimal:
    """Return what is left after `age` days: 2^(−age/half_life), 1 where null."""
    if half_life is None:
        return ONE
    return (-_LN2 * age / half_life).exp()


@exact
def lasting(days: int, half_life: int | None) -> Decimal:
    """Return the days of exposure that still count: h/ln 2·(1 − 2^(−days/h))."""
    if half_life is None:
        return Decimal(days)
    return half_life / _LN2 * (1 - fade(days, half_life))


@exact
def total(numbers: Iterable[Decimal]) -> Decimal:
    """Add numbers from the smallest to the largest, so that their order is fixed."""
    return sum(sorted(numbers), ZERO)


@exact
def mean(numbers: Iterable[Decimal]) -> Decimal:
    """Return the arithmetic mean of one number or more."""
    listed = list(numbers)
    return total(listed) / len(listed)
