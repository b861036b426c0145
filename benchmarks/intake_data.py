"""What intake is measured on: reports, stripped of what no feed would bring."""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.items import RawItem, headline_of, make_item

__all__ = [
    "CODED",
    "RAW",
    "ROOT",
    "SPLIT",
    "Halves",
    "Pairs",
    "Told",
    "count_pairs",
    "halves_of",
    "put_together",
    "read_told",
    "same_development",
    "same_origin",
    "strip",
    "widened",
]

ROOT = Path(__file__).resolve().parents[1]
RAW = ROOT.parent / "shared" / "data" / "us-pakistan-developments.jsonl"
CODED = ROOT / "examples" / "us-pakistan" / "developments.jsonl"
SPLIT = date(2024, 7, 1)
SEED = 7


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


Halves = Mapping[str, tuple[Sequence[Told], Sequence[Development]]]


def halves_of(
    told: Sequence[Told], developments: Sequence[Development]
) -> Iterator[tuple[str, tuple[Sequence[Told], Sequence[Development]]]]:
    """Yield what was tuned on, what was held out, and all of it, each by its name."""
    for name, is_late in (("before", False), ("from", True)):
        half = [d for d in developments if (d.date >= SPLIT) is is_late]
        ids = {development.id for development in half}
        yield f"{name} {SPLIT}", ([t for t in told if t.development in ids], half)
    yield "all together", (told, developments)


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
