"""How often the right indicator is suggested for what was coded by hand."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from benchmarks.intake_data import CODED, ROOT, SPLIT, strip

from scenarios import load_developments, load_workspace
from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.domain.scenario import Scenario
from scenarios.intake.embedding import Embedder
from scenarios.intake.items import RawItem, headline_of, make_item
from scenarios.intake.suggesting import Suggester

__all__ = [
    "coded",
    "missed_lines",
    "report_items",
    "shipped",
    "suggestion_lines",
    "title_items",
]


def shipped() -> tuple[Sequence[Scenario], Sequence[Development]]:
    """Return the shipped scenarios, and the coded developments."""
    workspace = load_workspace(ROOT)
    scenarios = [file.scenario for file in workspace.scenarios.values()]
    return scenarios, load_developments(CODED, workspace).items


def coded(embedder: Embedder | None = None) -> tuple[Suggester, Sequence[Development]]:
    """Return who suggests while nothing is on file, and the coded developments."""
    scenarios, developments = shipped()
    return Suggester(scenarios, embedder), developments


def suggestion_lines(embedder: Embedder | None) -> Iterator[str]:
    """Yield how often the right indicator is suggested, by words and with sense."""
    yield "## Suggestions"
    yield ""
    yield "With nothing on file:"
    yield ""
    yield (
        "| coded developments | read | heard | observe something | first | first three "
        "| observe nothing | of 100 of those, suggested all the same |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for is_late, when in ((False, "before"), (True, "from")):
        for heard in dict.fromkeys((None, embedder)):
            suggester, developments = coded(heard)
            half = [d for d in developments if (d.date >= SPLIT) is is_late]
            for kind, items in (("reports", report_items), ("titles", title_items)):
                counts = _count_suggested(suggester, half, items)
                what = f"{kind} | {'words' if heard is None else 'words and sense'}"
                yield _suggestion_line(f"{when} {SPLIT}", what, counts)
    yield ""


def missed_lines() -> Iterator[str]:
    """Yield the reports whose indicator is not among the first three, held out."""
    suggester, developments = coded()
    late = [d for d in developments if d.date >= SPLIT and d.observes]
    missed = [
        (item, right, names)
        for development in late
        for right in [{link.indicator for link in development.observes}]
        for item in report_items(development)
        for names in [[each.indicator for each in suggester.suggest(item)]]
        if not right.intersection(names)
    ]
    yield "## What was not suggested"
    yield ""
    yield f"From {SPLIT}, {len(missed)} reports, by words alone, with nothing on file:"
    yield ""
    for item, right, names in missed:
        said = f"{headline_of(item)} {item.text}".strip()[:120]
        instead = ", ".join(f"`{name}`" for name in names) or "nothing"
        wanted = ", ".join(f"`{name}`" for name in sorted(right))
        yield f"- “{said}” observes {wanted}; suggested: {instead}"
    yield ""


def report_items(development: Development) -> Iterable[Item]:
    """Yield the reports of a development as items."""
    for report in development.reports:
        yield strip(report.model_dump(mode="json"), "")


def title_items(development: Development) -> Iterable[Item]:
    """Yield the title of a development as an item."""
    yield make_item(
        RawItem(title=development.title, published=development.date.isoformat())
    )


def _count_suggested(
    suggester: Suggester,
    developments: Iterable[Development],
    items_of: Callable[[Development], Iterable[Item]],
) -> Counter[str]:
    counts: Counter[str] = Counter()
    for development in developments:
        right = {link.indicator for link in development.observes}
        for item in items_of(development):
            names = [found.indicator for found in suggester.suggest(item)]
            counts["relevant" if right else "irrelevant"] += 1
            counts["first"] += bool(right.intersection(names[:1]))
            counts["three"] += bool(right.intersection(names))
            counts["false"] += bool(names) and not right
    return counts


def _suggestion_line(when: str, kind: str, counts: Counter[str]) -> str:
    relevant, irrelevant = counts["relevant"], counts["irrelevant"]
    return (
        f"| {when} | {kind} | {relevant} | {counts['first'] / relevant:.1%} | "
        f"{counts['three'] / relevant:.1%} | {irrelevant} | "
        f"{100 * counts['false'] / irrelevant:.0f} |"
    )
