"""An assessment as a table for notebooks: words first, a bar for the interval.

Colours are of middle lightness and text has none of its own, so that it reads on a
light ground and on a dark one. Nothing runs, and no style leaks out of a cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

__all__ = ["Line", "heading_html", "table_html"]

WIDE, HIGH, ROUND = 180, 14, 4
"""The bar in pixels, and the radius of its dot."""
BLUE = "#4a90c9"
"""At least 3 : 1 against white and against near black (WCAG 2.2, 1.4.11)."""
CELL = "text-align:left;padding:2px 12px 2px 0;border:0"
HEADS = ("Outcome", "Likelihood", "Probability", "0–100 %", "Interval")


@dataclass(frozen=True, slots=True)
class Line:
    """One outcome as a notebook shows it.

    Attributes:
        title: What it is called.
        word: Its likelihood word.
        figure: Its probability as people read it.
        span: Its interval as people read it.
        probability: In [0, 1].
        low: Lower end of the interval; None where the question is settled.
        high: Upper end.
        leads: Whether it is the likeliest.
    """

    title: str
    word: str
    figure: str
    span: str
    probability: float
    low: float | None
    high: float | None
    leads: bool


def heading_html(day: str, model: str) -> str:
    """Return what stands above the tables of an assessment, as HTML."""
    return f"<p>As of {escape(day)}, model {escape(model)}.</p>"


def table_html(
    title: str, question: str, lines: Iterable[Line], level: str, reasons: Sequence[str]
) -> str:
    """Return a scenario's outcomes as HTML, and in a sentence apart the confidence.

    Args:
        title: The scenario's title.
        question: The question.
        lines: Its outcomes.
        level: The confidence.
        reasons: What it was judged from.
    """
    heads = "".join(f"<th scope='col' style='{CELL}'>{head}</th>" for head in HEADS)
    body = "".join(_row(line) for line in lines)
    grounds = "".join(f"<li>{escape(reason)}</li>" for reason in reasons)
    return (
        f"<table style='border-collapse:collapse'><caption style='text-align:left'>"
        f"<strong>{escape(title)}</strong><br/>{escape(question)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
        f"<details><summary>Confidence: {escape(level)}.</summary>"
        f"<ul>{grounds}</ul></details>"
    )


def _row(line: Line) -> str:
    style = f"{CELL};font-weight:bold" if line.leads else CELL
    return (
        f"<tr><th scope='row' style='{CELL};font-weight:"
        f"{'bold' if line.leads else 'normal'}'>{escape(line.title)}</th>"
        f"<td style='{style}'>{escape(line.word)}</td>"
        f"<td style='{style};text-align:right'>{escape(line.figure)}</td>"
        f"<td style='{style}'>{''.join(_bar(line))}</td>"
        f"<td style='{style}'>{escape(line.span)}</td></tr>"
    )


def _bar(line: Line) -> Iterator[str]:
    """Yield a bar from 0 to 100 %, which the figures beside it say in words."""
    middle = HIGH / 2
    yield (
        f"<svg width='{WIDE + 2 * ROUND}' height='{HIGH}' aria-hidden='true'>"
        f"<line x1='{ROUND}' x2='{WIDE + ROUND}' y1='{middle:g}' y2='{middle:g}' "
        "stroke='currentColor' stroke-opacity='0.35'/>"
    )
    if line.low is not None and line.high is not None:
        start, wide = line.low * WIDE, (line.high - line.low) * WIDE
        yield (
            f"<rect x='{start + ROUND:.1f}' y='{middle - 3:g}' width='{wide:.1f}' "
            f"height='6' fill='{BLUE}' fill-opacity='0.5'/>"
        )
    at = line.probability * WIDE + ROUND
    yield f"<circle cx='{at:.1f}' cy='{middle:g}' r='{ROUND}' fill='{BLUE}'/></svg>"
