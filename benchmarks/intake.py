"""How well intake proposes: items back to developments, origins and indicators.

The reports of a file of developments are stripped of ids, origins and grouping and
shuffled; then every proposal is held against the file. What was tuned was tuned on
developments before SPLIT; those from SPLIT on were left for the report.

    python -m benchmarks.intake --write     writes docs/intake-figures.md
    python -m benchmarks.intake             prints it
"""

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

from scenarios import load_developments, load_workspace
from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.copies import find_copies
from scenarios.intake.items import RawItem, headline_of, make_item
from scenarios.intake.linking import MARGINS, Attachment, attach
from scenarios.intake.origins import attribute
from scenarios.intake.suggesting import Suggester

__all__ = [
    "SPLIT",
    "Told",
    "count_pairs",
    "figures",
    "main",
    "read_told",
    "strip",
    "widened",
]

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT.parent / "shared" / "data" / "us-pakistan-developments.jsonl"
CODED = ROOT / "examples" / "us-pakistan" / "developments.jsonl"
PAGE = ROOT / "docs" / "intake-figures.md"
SPLIT = date(2024, 7, 1)
SEED = 7
LAST_MARGINS = (2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 15.0, 18.0, 24.0)
MANY = 10_000
MOST_FAILURES = 20


@dataclass(frozen=True, slots=True)
class Told:
    """An item, and what the file says of it.

    Attributes:
        item: What is left of the report.
        development: Id of the development that it tells of.
        origin: Its origin, or None.
    """

    item: Item
    development: str
    origin: str | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of items that are put together, against those that belong together."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of the pairs put together that belong together."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of the pairs that belong together that are found."""
        return self.right / max(1, self.right + self.missed)


def strip(report: Mapping[str, Any], publisher: str) -> Item:
    """Return what a feed would have brought of a report: no id, origin or grouping."""
    return make_item(
        RawItem(
            text=report.get("summary") or "",
            url=report["url"],
            publisher=publisher,
            published=report.get("published"),
        )
    )


def read_told(file: Path) -> tuple[list[Told], list[Development]]:
    """Read raw developments: their reports as shuffled items, and what is left of them.

    What is left is what an analyst wrote at the first report: id, date and title.
    """
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    told = [
        Told(strip(report, report["publisher"]), entry["id"], report.get("origin"))
        for entry in lines
        for report in entry["reports"]
    ]
    Random(SEED).shuffle(told)  # noqa: S311 no secret
    kept = [{key: entry[key] for key in ("id", "date", "title")} for entry in lines]
    return told, [Development.model_validate(entry) for entry in kept]


def count_pairs(
    told: Sequence[Told],
    is_one: Callable[[Told, Told], bool],
    belongs: Callable[[Told, Told], bool],
) -> Pairs:
    """Count pairs put together rightly, wrongly, and pairs that were missed."""
    counts = Counter(
        (is_one(one, other), belongs(one, other))
        for one, other in combinations(told, 2)
    )
    return Pairs(counts[True, True], counts[True, False], counts[False, True])


def same_development(one: Told, other: Told) -> bool:
    """Tell whether the file puts two items into one development."""
    return one.development == other.development


def same_origin(one: Told, other: Told) -> bool:
    """Tell whether the file gives two items of a development one origin."""
    return (
        one.origin is not None
        and one.origin == other.origin
        and same_development(one, other)
    )


def put_together(links: Mapping[str, str]) -> Callable[[Told, Told], bool]:
    """Return whether two items were proposed for one development."""

    def is_one(one: Told, other: Told) -> bool:
        chosen = links.get(one.item.id)
        return chosen is not None and chosen == links.get(other.item.id)

    return is_one


def figures(file: Path) -> Iterator[str]:
    """Yield the lines of the page of figures."""
    told, developments = read_told(file)
    halves = dict(_halves(told, developments))
    yield from _told_of_data(halves)
    yield from _attachment_lines(halves)
    yield from _unknown_lines(halves)
    yield from _origin_lines(halves)
    yield from _suggestion_lines()
    yield from _speed_lines(told, developments)
    yield from _failure_lines(halves)


Halves = Mapping[str, tuple[Sequence[Told], Sequence[Development]]]


def _halves(
    told: Sequence[Told], developments: Sequence[Development]
) -> Iterator[tuple[str, tuple[Sequence[Told], Sequence[Development]]]]:
    for name, is_late in (("before", False), ("from", True)):
        half = [d for d in developments if (d.date >= SPLIT) is is_late]
        ids = {development.id for development in half}
        yield f"{name} {SPLIT}", ([t for t in told if t.development in ids], half)
    yield "all together", (told, developments)


def _told_of_data(halves: Halves) -> Iterator[str]:
    yield "## The items"
    yield ""
    yield "| developments | items | without a date | with a wire or office named |"
    yield "|---|---|---|---|"
    titles = _titles()
    for name, (told, _) in halves.items():
        undated = sum(each.item.published is None for each in told)
        named = sum(attribute(each.item, titles) is not None for each in told)
        yield f"| {name} | {len(told)} | {undated} | {named} |"
    yield ""


def _attachment_lines(halves: Halves) -> Iterator[str]:
    yield "## Items back to their developments"
    yield ""
    yield "Item precision is the share of proposals that are right, item recall the"
    yield "share of items rightly proposed; pairs are counted over all items."
    yield ""
    yield (
        "| developments | last lead | item precision | item recall | pair precision | "
        "pair recall |"
    )
    yield "|---|---|---|---|---|---|"
    for name, (told, developments) in halves.items():
        for last in LAST_MARGINS:
            margins = (*(m for m in MARGINS[:-1] if m > last), last)
            links = _links(told, developments, margins)
            yield _attachment_line(name, last, told, links)
    yield ""


def _links(
    told: Sequence[Told], developments: Sequence[Development], margins: Sequence[float]
) -> Mapping[str, str]:
    found = attach([each.item for each in told], developments, margins)
    return {link.item: link.development for link in found}


def _attachment_line(
    name: str, last: float, told: Sequence[Told], links: Mapping[str, str]
) -> str:
    proposed = [each for each in told if each.item.id in links]
    right = sum(links[each.item.id] == each.development for each in proposed)
    pairs = count_pairs(told, put_together(links), same_development)
    shares = (
        right / max(1, len(proposed)),
        right / len(told),
        pairs.precision,
        pairs.recall,
    )
    mark = " (default)" if last == MARGINS[-1] else ""
    cells = " | ".join(f"{share:.3f}" for share in shares)
    return f"| {name} | {last:g} dB{mark} | {cells} |"


def _unknown_lines(halves: Halves) -> Iterator[str]:
    """Hide every second development: its items should be proposed for nothing."""
    yield "With every second development hidden, so that half the items belong nowhere:"
    yield ""
    yield "| developments | items that belong nowhere | proposed all the same |"
    yield "|---|---|---|"
    for name, (told, developments) in halves.items():
        shown = sorted(developments, key=lambda each: each.id)[::2]
        links = _links(told, shown, MARGINS)
        ids = {each.id for each in shown}
        lost = [each for each in told if each.development not in ids]
        wrong = sum(each.item.id in links for each in lost)
        yield f"| {name} | {len(lost)} | {wrong} ({wrong / len(lost):.0%}) |"
    yield ""


def _titles() -> Sequence[str]:
    return [source.title for source in load_workspace(ROOT).sources.values()]


def _origin_lines(halves: Halves) -> Iterator[str]:
    titles = _titles()
    yield "## Origins"
    yield ""
    yield "| developments | pairs of one origin | precision | recall |"
    yield "|---|---|---|---|"
    for name, (told, _) in halves.items():
        read = {each.item.id: attribute(each.item, titles) for each in told}
        origins = {key: found.origin for key, found in read.items() if found}
        pairs = count_pairs(told, _within_development(origins), same_origin)
        total = pairs.right + pairs.missed
        yield f"| {name} | {total} | {pairs.precision:.3f} | {pairs.recall:.3f} |"
    yield ""


def _within_development(origins: Mapping[str, str]) -> Callable[[Told, Told], bool]:
    """Return whether two items of a development are read as being of one origin."""
    is_one = put_together(origins)
    return lambda one, other: is_one(one, other) and same_development(one, other)


def _coded() -> tuple[Suggester, Sequence[Development]]:
    workspace = load_workspace(ROOT)
    suggester = Suggester(file.scenario for file in workspace.scenarios.values())
    return suggester, load_developments(CODED, workspace).items


def _suggestion_lines() -> Iterator[str]:
    suggester, developments = _coded()
    yield "## Suggestions"
    yield ""
    yield (
        "| coded developments | read | observe something | first | first three | "
        "observe nothing | of 100 of those, suggested all the same |"
    )
    yield "|---|---|---|---|---|---|---|"
    for is_late, when in ((False, "before"), (True, "from")):
        half = [d for d in developments if (d.date >= SPLIT) is is_late]
        for kind, items_of in (("reports", _report_items), ("titles", _title_items)):
            counts = _count_suggested(suggester, half, items_of)
            yield _suggestion_line(f"{when} {SPLIT}", kind, counts)
    yield ""


def _report_items(development: Development) -> Iterable[Item]:
    for report in development.reports:
        yield strip(report.model_dump(mode="json"), "")


def _title_items(development: Development) -> Iterable[Item]:
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


def widened(told: Sequence[Told], count: int) -> list[Item]:
    """Return many distinct items: each told one over again with words of another."""
    rng = Random(SEED)  # noqa: S311 no secret
    texts = [f"{headline_of(each.item)} {each.item.text}" for each in told]
    items = []
    for number in range(count):
        base = told[number % len(told)].item
        raw = RawItem(
            title=headline_of(base),
            text=f"{base.text} {rng.choice(texts)} {rng.choice(texts)}",
            guid=str(number),
            published=base.published,
        )
        items.append(make_item(raw))
    return items


def _speed_lines(
    told: Sequence[Told], developments: Sequence[Development]
) -> Iterator[str]:
    items = widened(told, MANY)
    suggester, _ = _coded()
    steps: Mapping[str, Callable[[], object]] = {
        "copies found": lambda: find_copies(items),
        "developments proposed": lambda: attach(items, developments),
        "indicators suggested": lambda: [suggester.suggest(each) for each in items],
        "origins read": lambda: [attribute(each) for each in items],
    }
    times = {name: _seconds(step) for name, step in steps.items()}
    one = _seconds(lambda: suggester.suggest(items[0]))
    yield "## Speed"
    yield ""
    yield f"| step, {MANY:,} items, one process | processor seconds |"
    yield "|---|---|"
    for name, seconds in times.items():
        yield f"| {name} | {seconds:.1f} |"
    yield f"| together | {sum(times.values()):.1f} |"
    yield f"| one item suggested after start-up | {one:.4f} |"
    yield ""


def _seconds(step: Callable[[], object]) -> float:
    start = process_time()
    step()
    return process_time() - start


def _failure_lines(halves: Halves) -> Iterator[str]:
    yield "## What was proposed wrongly"
    yield ""
    for name, (told, developments) in halves.items():
        if name.startswith("all"):
            continue
        found = attach([each.item for each in told], developments)
        links = {link.item: link for link in found}
        wrong = [
            each
            for each in told
            if each.item.id in links
            and links[each.item.id].development != each.development
        ]
        yield f"{name}, {len(wrong)} of {len(found)} proposals:"
        yield ""
        wrong.sort(key=lambda each: -links[each.item.id].lead)
        for each in wrong[:MOST_FAILURES]:
            yield _failure_line(each, links[each.item.id])
        yield ""


def _failure_line(told: Told, link: Attachment) -> str:
    said = headline_of(told.item) or told.item.text
    words = ", ".join(shared.stem for shared in link.shared[:4])
    day = told.item.published or "no date"
    return (
        f"- “{said[:90]}” ({day}) is of `{told.development}`; proposed "
        f"`{link.development}` by {link.lead:.0f} dB for {words}"
    )


def main(arguments: Sequence[str]) -> int:
    """Print the figures or write them into the page; 1 where the data is absent."""
    if not RAW.exists():
        print(f"{RAW} is not there: nothing to measure", file=sys.stderr)
        return 1
    lines = [
        "# Figures of intake",
        "",
        "Written by `python -m benchmarks.intake --write`; [intake.md](intake.md) says",
        "what they mean.",
        "",
        *figures(RAW),
    ]
    text = "\n".join(lines).rstrip() + "\n"
    if "--write" in arguments:
        PAGE.write_text(text, "utf-8")
    else:
        print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
