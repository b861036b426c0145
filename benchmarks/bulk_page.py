"""The page on the speed of bulk runs: prose by hand, tables of what was measured."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.bulk_results import (
    FIFTY,
    OURS,
    PEERS,
    SCAN,
    SCAN_OF_FIVE,
    TEN,
    Measured,
    Results,
    targets,
)

__all__ = ["PAGE", "refresh"]

PAGE = Path(__file__).resolve().parents[1] / "docs" / "performance.md"

TABLES = re.compile(
    r"(?<=^<!-- measured -->\n).*?(?=^<!-- end -->$)", re.DOTALL | re.MULTILINE
)


def refresh(text: str, results: Results) -> str:
    """Return the page with the tables of these results."""
    parts = [_targets(results), *_tables(results)]
    said = f"{results.day}; {results.machine}.\n"
    left_out = [text for text in [_left_out(results)] if text]
    tables = "\n".join([*parts, *left_out, said])
    return TABLES.sub(lambda _: f"\n{tables}\n", text)


def _targets(results: Results) -> str:
    rows = "".join(
        f"| {'✓' if each.is_met else '✗'} | {each.what} | {each.wanted} "
        f"| {_figure(each.found)} |\n"
        for each in targets(results)
    )
    return f"| | | wanted | measured |\n|---|---|---|---|\n{rows}"


def _tables(results: Results) -> Iterator[str]:
    for template in dict.fromkeys(each.template for each in results.measured):
        yield _table(results.of(template))


def _table(measured: Sequence[Measured]) -> str:
    """Return a template's seconds, processor and wall, one column for each size."""
    heads = "".join(f" {each.rows // 1_000_000} million rows |" for each in measured)
    names = dict.fromkeys(name for each in measured for name in each.taken)
    rows = "".join(
        f"| {name} |{''.join(_cell(name, each) for each in measured)}\n"
        for name in names
    )
    loads = ", ".join(f"{each.load:.1f}" for each in measured)
    cells = ", ".join(f"{each.cells:,}" for each in measured)
    return (
        f"### The template `{measured[0].template}`\n\n"
        f"| |{heads}\n|---|{'---|' * len(measured)}\n{rows}\n"
        f"Pairs and days written: {cells}. Programs at work: {loads}.\n"
    )


def _cell(name: str, measured: Measured) -> str:
    if name not in measured.taken:
        return " |"
    taken = measured.taken[name]
    spread = f"{min(taken.processor):.2f}–{max(taken.processor):.2f}"
    shown = f" {taken.middle:.2f} ({spread}); wall {min(taken.wall):.2f}"
    if name in {SCAN, SCAN_OF_FIVE}:
        return f"{shown} |"
    if name == OURS:
        return f"{shown}; {measured.over(name, SCAN_OF_FIVE):.1f}× the scan of five |"
    return f"{shown}; {measured.over(name, OURS):.1f}× ours |"


def _left_out(results: Results) -> str:
    """Say which peers and sizes a run left out; nothing where it left out none."""
    ran = {name for each in results.measured for name in each.taken}
    sizes = {each.rows for each in results.measured}
    lacks = [name for name in PEERS if name not in ran]
    lacks += [
        f"{rows // 1_000_000} million rows"
        for rows in (TEN, FIFTY)
        if rows not in sizes
    ]
    return f"Not in this run: {', '.join(lacks)}.\n" if lacks else ""


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number >= 100 else f"{number:.2f}"  # noqa: PLR2004 three digits are enough
