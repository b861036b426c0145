"""The match language in its two forms: a Python predicate and a SQL expression.

Both walk the same pattern; a property test holds them equal. The SQL is one expression
over the columns of `events`, never null, in words that DuckDB and Spark share.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from scenarios.bulk.codes import cameo_of
from scenarios.bulk.event import CodedEvent
from scenarios.bulk.literals import double, text, texts
from scenarios.bulk.pattern import Pattern

__all__ = ["condition", "is_match"]


def is_match(pattern: Pattern, event: CodedEvent) -> bool:
    """Tell whether an event is what a pattern asks for; direction is not looked at."""
    return all(_answers(pattern, event))


def condition(pattern: Pattern) -> str:
    """Return the SQL expression that tells whether a row of `events` matches."""
    return " AND ".join(_tests(pattern))


def _answers(  # noqa: C901 a line for each key
    pattern: Pattern, event: CodedEvent
) -> Iterator[bool]:
    if pattern.code is not None:
        yield event.code is not None and event.code.startswith(pattern.code)
    if pattern.plover is not None:
        yield _has_type(event, pattern.plover)
    if pattern.quad is not None:
        yield event.quad in pattern.quad
    if pattern.source_role is not None:
        yield _plays(event.source_roles, pattern.source_role)
    if pattern.target_role is not None:
        yield _plays(event.target_roles, pattern.target_role)
    if pattern.goldstein is not None:
        yield _lies_in(event.goldstein, pattern.goldstein)
    if pattern.mentions is not None:
        yield event.mentions >= pattern.mentions
    if pattern.sources is not None:
        yield event.sources >= pattern.sources
    if pattern.any is not None:
        yield any(is_match(each, event) for each in pattern.any)
    yield not any(is_match(each, event) for each in pattern.none or ())


def _has_type(event: CodedEvent, types: tuple[str, ...]) -> bool:
    """Tell by the type that the event was given, else by its CAMEO code."""
    if event.plover is not None:
        return event.plover in types
    return event.code in cameo_of(types)


def _plays(roles: str, wanted: tuple[str, ...]) -> bool:
    return not set(wanted).isdisjoint(roles.split(" "))


def _lies_in(value: float | None, bounds: tuple[Decimal, ...]) -> bool:
    low, high = map(float, bounds)
    return value is not None and low <= value <= high


def _tests(pattern: Pattern) -> Iterator[str]:  # noqa: C901 a line for each key
    """Yield the SQL of each key; the same steps as `_answers`."""
    if pattern.code is not None:
        yield _sure(_either(f"code LIKE {text(f'{c}%')}" for c in pattern.code))
    if pattern.plover is not None:
        codes = texts(cameo_of(pattern.plover))
        mapped = f"plover IS NULL AND code IN ({codes})"
        yield _sure(f"plover IN ({texts(pattern.plover)}) OR ({mapped})")
    if pattern.quad is not None:
        yield _sure(f"quad IN ({', '.join(map(str, pattern.quad))})")
    if pattern.source_role is not None:
        yield _played("source_roles", pattern.source_role)
    if pattern.target_role is not None:
        yield _played("target_roles", pattern.target_role)
    if pattern.goldstein is not None:
        low, high = (double(float(bound)) for bound in pattern.goldstein)
        yield _sure(f"goldstein BETWEEN {low} AND {high}")
    if pattern.mentions is not None:
        yield f"mentions >= {pattern.mentions}"
    if pattern.sources is not None:
        yield f"sources >= {pattern.sources}"
    if pattern.any is not None:
        yield f"({_either(f'({condition(each)})' for each in pattern.any)})"
    yield from (f"NOT ({condition(each)})" for each in pattern.none or ())


def _either(tests: Iterable[str]) -> str:
    return " OR ".join(tests)


def _sure(test: str) -> str:
    """Let a test of something that is not told fail."""
    return f"coalesce({test}, FALSE)"


def _played(column: str, roles: tuple[str, ...]) -> str:
    spaced = f"' ' || {column} || ' '"
    patterns = (text(f"% {role} %") for role in roles)
    return f"({_either(f'{spaced} LIKE {each}' for each in patterns)})"
