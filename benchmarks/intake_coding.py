"""How often the right indicator is suggested, with and without what was coded before.

Two readings. All at once: nothing that was coded is on file. Morning by morning: on
file is what an analyst would have decided on by then, with its coding.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.intake_data import SPLIT, strip

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.domain.scenario import Scenario
from scenarios.intake.embedding import Embedder
from scenarios.intake.suggesting import Suggester, Suggestion

__all__ = [
    "Dated",
    "coding_lines",
    "dated_items",
    "further_lines",
    "on_file",
    "suggested",
]


@dataclass(frozen=True, slots=True)
class Dated:
    """An item, the morning that it is met on, and what the file says of it.

    Attributes:
        item: What is left of the report.
        day: The day that it was published; where nobody says, the development's.
        development: The development that it tells of.
    """

    item: Item
    day: date
    development: Development

    @property
    def observed(self) -> set[str]:
        """Return the indicators that are right to suggest."""
        return {link.indicator for link in self.development.observes}


def dated_items(developments: Iterable[Development]) -> list[Dated]:
    """Return the reports of developments as items, in order of their days."""
    items = [
        Dated(
            strip(report.model_dump(mode="json"), ""),
            development.published(report),
            development,
        )
        for development in developments
        for report in development.reports
    ]
    return sorted(items, key=lambda each: (each.day, each.item.id))


def on_file(developments: Iterable[Development], day: date) -> list[Development]:
    """Return what an analyst would have on file on the morning of a day.

    Of each development that happened on an earlier day and of which a report of an
    earlier day told: title, date, what it observed, and those reports.
    """
    return [
        development.model_copy(update={"reports": earlier})
        for development in developments
        for earlier in [
            tuple(r for r in development.reports if development.published(r) < day)
        ]
        if earlier and development.date < day
    ]


def suggested(
    items: Iterable[Dated],
    file: Sequence[Development],
    scenarios: Sequence[Scenario],
    embedder: Embedder | None = None,
) -> Iterator[tuple[Dated, tuple[Suggestion, ...]]]:
    """Yield each item with what is suggested for it on its morning."""
    mornings: dict[date, list[Dated]] = {}
    for each in items:
        mornings.setdefault(each.day, []).append(each)
    for day, morning in sorted(mornings.items()):
        suggester = Suggester(scenarios, embedder, on_file(file, day))
        found = suggester.suggest_each([each.item for each in morning])
        yield from zip(morning, found, strict=True)


def coding_lines(
    developments: Sequence[Development],
    scenarios: Sequence[Scenario],
    embedder: Embedder | None,
) -> Iterator[str]:
    """Yield how often the right indicator is suggested, by what is on file."""
    yield "Reports morning by morning: on file are the developments of earlier days,"
    yield "with their coding and their reports of earlier days. A report without a date"
    yield "is met on the morning of its development, of which then nothing is on file."
    yield ""
    yield (
        "| coded developments | heard | on file | observe something | first "
        "| first three | observe nothing | of 100 of those, suggested all the same |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for is_late, when in ((False, "before"), (True, "from")):
        for heard in dict.fromkeys((None, embedder)):
            # What was tuned on knows nothing of what was held out.
            file = [d for d in developments if is_late or d.date < SPLIT]
            half = [d for d in file if (d.date >= SPLIT) is is_late]
            what = f"{when} {SPLIT} | {'words' if heard is None else 'words and sense'}"
            for name, known in (("nothing", []), ("what was coded before", file)):
                told = suggested(dated_items(half), known, scenarios, heard)
                yield _line(f"{what} | {name}", _count(told))
    yield ""


def further_lines(
    developments: Sequence[Development], scenarios: Sequence[Scenario]
) -> Iterator[str]:
    """Yield whom it helps: first news of something, or further reports of it."""
    yield "The same, words alone, by whether the report's own development is on file:"
    yield ""
    yield (
        "| coded developments | its development | observe something "
        "| first three, nothing on file | first three | observe nothing "
        "| suggested all the same, nothing on file | suggested all the same |"
    )
    yield "|---|---|---|---|---|---|---|---|"
    for is_late, when in ((False, "before"), (True, "from")):
        file = [d for d in developments if is_late or d.date < SPLIT]
        half = [d for d in file if (d.date >= SPLIT) is is_late]
        items = dated_items(half)
        for is_known, name in ((True, "on file"), (False, "not on file")):
            some = [
                t for t in items if bool(on_file([t.development], t.day)) is is_known
            ]
            bare = _count(suggested(some, [], scenarios))
            full = _count(suggested(some, file, scenarios))
            cells = (bare["relevant"], bare["three"], full["three"])
            false = (bare["irrelevant"], bare["false"], full["false"])
            told = " | ".join(map(str, (*cells, *false)))
            yield f"| {when} {SPLIT} | {name} | {told} |"
    yield ""


def _count(told: Iterable[tuple[Dated, tuple[Suggestion, ...]]]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for each, suggestions in told:
        names = [found.indicator for found in suggestions]
        right = each.observed
        counts["relevant" if right else "irrelevant"] += 1
        counts["first"] += bool(right.intersection(names[:1]))
        counts["three"] += bool(right.intersection(names))
        counts["false"] += bool(names) and not right
    return counts


def _line(what: str, counts: Counter[str]) -> str:
    relevant, irrelevant = counts["relevant"], counts["irrelevant"]
    return (
        f"| {what} | {relevant} | {counts['first'] / relevant:.1%} | "
        f"{counts['three'] / relevant:.1%} | {irrelevant} | "
        f"{100 * counts['false'] / irrelevant:.0f} |"
    )
