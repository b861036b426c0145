"""Cells that several tables have: numbers as people read them, and links."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from scenarios.report.page.anchors import anchor
from scenarios.report.page.chapters import Ending
from scenarios.report.page.marks import link_mark, range_mark, weight_mark
from scenarios.report.page.matrix import tint
from scenarios.report.word.tables import Cell

__all__ = ["interval", "joined", "ledger_widths", "references", "weight"]

ALL, LAST, WIDEST = 17, 1.6, 2.2
"""Centimetres of a table of the ledger: all of it, references, and an outcome."""

MOST = 12
"""References that one cell shows."""

FILLS = {
    "for-1": "EEF5FB",
    "for-2": "D9E8F5",
    "for-3": "BCD7EE",
    "for-4": "96BFE2",
    "against-1": "FDF3E8",
    "against-2": "FBE3CB",
    "against-3": "F7CB9D",
    "against-4": "F0AE6B",
}
"""The grounds of cells of a ledger, as on the page."""


def weight(entry: Decimal) -> Cell:
    """Return decibans on the ground that their size has on the page."""
    return Cell(weight_mark(entry), FILLS.get(tint(entry), ""))


def interval(outcome: Ending) -> str:
    """Return the interval of an outcome, or that it is settled."""
    if outcome.low is None or outcome.high is None:
        return "settled"
    return range_mark(outcome.low, outcome.high)


def ledger_widths(outcomes: int, second: float) -> list[float]:
    """Return the widths of a row's title, of what is second, outcomes and evidence.

    Args:
        outcomes: How many outcomes there are.
        second: Centimetres of the second column.
    """
    each = min(WIDEST, 8.7 / outcomes)
    title = ALL - second - LAST - each * outcomes
    return [title, second, *([each] * outcomes), LAST]


def references(ids: Sequence[str], numbers: Mapping[str, int]) -> Markup:
    """Return the numbers of developments, each a link to where it is told.

    Of many the first are shown: where each is told, all that it counts for is named.
    """
    links = [_reference(name, numbers) for name in ids[:MOST]]
    if len(ids) > MOST:
        links.append(Markup("and {} more").format(len(ids) - MOST))
    return Markup(" ").join(links)


def _reference(name: str, numbers: Mapping[str, int]) -> Markup:
    if name not in numbers:
        return Markup("{}").format(name)
    return link_mark(anchor("development", name), f"[{numbers[name]}]")


def joined(*parts: str) -> Markup:
    """Return the parts that say something, one after the other."""
    return Markup(" ").join(part for part in parts if part)
