"""How well intake proposes: items back to developments, origins and indicators.

The reports of a file of developments are stripped of ids, origins and grouping and
shuffled; then every proposal is held against the file. What was tuned was tuned on
developments before SPLIT; those from SPLIT on were left for the report.

    python -m benchmarks.intake --write     writes docs/intake-figures.md
    python -m benchmarks.intake             prints it

With the extra `semantic` it is measured with sense too. That takes some minutes the
first time; vectors are kept in ~/.cache/scenarios.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from time import process_time

from benchmarks.intake_coding import coding_lines, further_lines
from benchmarks.intake_data import (
    RAW,
    ROOT,
    Halves,
    Told,
    count_pairs,
    halves_of,
    put_together,
    read_told,
    same_development,
    same_origin,
    widened,
)
from benchmarks.intake_flow import flow_lines
from benchmarks.intake_signs import missed_lines, shipped, suggestion_lines

from scenarios import load_workspace
from scenarios.domain.development import Development
from scenarios.errors import MissingExtraError
from scenarios.intake.copies import find_copies
from scenarios.intake.embedding import E5, CachedEmbedder, Embedder
from scenarios.intake.items import headline_of
from scenarios.intake.linking import MARGINS, Attachment, attach
from scenarios.intake.origins import attribute
from scenarios.intake.suggesting import Suggester

__all__ = ["figures", "main"]

PAGE = ROOT / "docs" / "intake-figures.md"
LAST_MARGINS = (0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 15.0, 18.0, 24.0)
MANY = 10_000
MOST_FAILURES = 20


def figures(file: Path) -> Iterator[str]:
    """Yield the lines of the page of figures."""
    told, developments = read_told(file)
    halves = dict(halves_of(told, developments))
    embedder = _embedder()
    yield from _told_of_data(halves)
    yield from _attachment_lines(halves, embedder)
    yield from flow_lines(halves, embedder)
    yield from _unknown_lines(halves)
    yield from _origin_lines(halves)
    yield from suggestion_lines(embedder)
    scenarios, coded = shipped()
    yield from coding_lines(coded, scenarios, embedder)
    yield from further_lines(coded, scenarios)
    yield from _speed_lines(told, developments)
    yield from _failure_lines(halves)
    yield from missed_lines()


def _embedder() -> Embedder | None:
    """Return the model of sense, or None where it is not installed."""
    try:
        return CachedEmbedder(E5(), Path.home() / ".cache" / "scenarios")
    except MissingExtraError as error:
        print(f"without sense: {error}", file=sys.stderr)
        return None


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


def _attachment_lines(halves: Halves, embedder: Embedder | None) -> Iterator[str]:
    yield "## Items back to their developments, all at once"
    yield ""
    yield "Item precision is the share of proposals that are right, item recall the"
    yield "share of items rightly proposed; pairs are counted over all items. Of each"
    yield "development its title and date are on file, and no report."
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
            yield _attachment_line(name, _lead(last), told, links)
        if embedder is not None:
            links = _links(told, developments, MARGINS, embedder)
            what = f"{MARGINS[-1]:g} dB, sense heard"
            yield _attachment_line(name, what, told, links)
    yield ""


def _lead(last: float) -> str:
    return f"{last:g} dB{' (default)' if last == MARGINS[-1] else ''}"


def _links(
    told: Sequence[Told],
    developments: Sequence[Development],
    margins: Sequence[float],
    embedder: Embedder | None = None,
) -> Mapping[str, str]:
    items = [each.item for each in told]
    found = attach(items, developments, margins, find_copies(items), embedder)
    return {link.item: link.development for link in found}


def _attachment_line(
    name: str, lead: str, told: Sequence[Told], links: Mapping[str, str]
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
    cells = " | ".join(f"{share:.3f}" for share in shares)
    return f"| {name} | {lead} | {cells} |"


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


def _speed_lines(
    told: Sequence[Told], developments: Sequence[Development]
) -> Iterator[str]:
    items = widened(told, MANY)
    scenarios, coded = shipped()
    suggester = Suggester(scenarios, None, coded)
    steps: Mapping[str, Callable[[], object]] = {
        "copies found": lambda: find_copies(items),
        "developments proposed": lambda: attach(items, developments),
        "indicators suggested": lambda: suggester.suggest_each(items),
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
        items = [each.item for each in told]
        found = attach(items, developments, copies=find_copies(items))
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
