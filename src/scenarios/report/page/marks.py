"""Numbers, days and links as HTML: what people read, with the full value behind it.

Every number is a `<data>` element whose `value` is that of the JSON export, so that a
program, or a test, can hold the page against it. All text is escaped.
"""

from datetime import date
from decimal import Decimal

from markupsafe import Markup, escape

from scenarios.assessment.words import percent, percent_range
from scenarios.report.numbers import decibans, percent_of_word, points

__all__ = [
    "day_mark",
    "likelihood_mark",
    "link_mark",
    "percent_mark",
    "points_mark",
    "quoted",
    "range_mark",
    "size_mark",
    "weight_mark",
]

Amount = Decimal | float


def _data(value: str, shown: str) -> Markup:
    # A number and its unit stay on one line.
    kept = shown.replace(" ", "\N{NO-BREAK SPACE}")
    # Thousands are written: `Markup.format` would take three times as long.
    return Markup(f'<data value="{value}">{escape(kept)}</data>')  # noqa: S704


def percent_mark(share: Amount) -> Markup:
    r"""Write a share in whole percents.

    >>> str(percent_mark(0.25))
    '<data value="0.25">25\xa0%</data>'
    """
    return _data(repr(float(share)), percent(share))


def likelihood_mark(probability: Decimal, standard: str) -> Markup:
    """Write a probability so that it still carries its likelihood word."""
    return _data(repr(float(probability)), percent_of_word(probability, standard))


def range_mark(low: float, high: float) -> Markup:
    """Write an interval in whole percents; its value is both ends."""
    return _data(f"{low!r} {high!r}", percent_range(low, high))


def points_mark(change: Amount) -> Markup:
    """Write a change of probability in percentage points."""
    return _data(repr(float(change)), points(change))


def weight_mark(entry: Amount) -> Markup:
    """Write decibans to a tenth, signed."""
    return _data(repr(float(entry)), decibans(entry))


def size_mark(entry: Amount) -> Markup:
    """Write decibans to a tenth, without a sign."""
    return _data(repr(float(entry)), f"{abs(float(entry)):.1f}")


def day_mark(day: date) -> Markup:
    """Write a day."""
    return Markup('<time datetime="{0}">{0}</time>').format(day.isoformat())


def link_mark(place: str, text: str) -> Markup:
    """Write a link to a place in the page."""
    return Markup('<a href="#{}">{}</a>').format(place, text)


def quoted(title: str) -> Markup:
    """Write a title inside a sentence, apart from the text around it."""
    return Markup("«{}»").format(title)
