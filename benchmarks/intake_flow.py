"""Mornings in order of time: each day's items, against what is on file by then.

This is how an analyst meets news. A development is on file, with its title and date,
once an item of it has been decided on; every item decided on is a report of it from
then on. Items of one day come together, and those without a date at the end.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from benchmarks.intake_data import Halves, Pairs, Told

from scenarios.domain.development import Development, Report
from scenarios.domain.item import Item
from scenarios.intake.copies import find_copies
from scenarios.intake.embedding import Embedder
from scenarios.intake.likeness import account_of, news_of, rarity_of
from scenarios.intake.linking import attach
from scenarios.intake.scale import Scale

__all__ = ["Flow", "ceiling", "flow_lines", "follow", "mornings"]

UNDATED = "9999"
"""Comes after every day."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What was proposed, morning by morning.

    Attributes:
        right: Items proposed for the development that they tell of.
        wrong: Items proposed for another.
        missed: Items proposed for nothing, whose development was on file.
        new: Items proposed for nothing, whose development was not.
        pairs: Pairs of items put together, against those that belong together.
    """

    right: int
    wrong: int
    missed: int
    new: int
    pairs: Pairs


def mornings(told: Sequence[Told]) -> list[list[Told]]:
    """Return the items day by day, in the order given within a day."""
    days: dict[str, list[Told]] = defaultdict(list)
    for each in told:
        days[(each.item.published or UNDATED)[:10]].append(each)
    return [days[day] for day in sorted(days)]


def follow(
    told: Sequence[Told],
    developments: Sequence[Development],
    embedder: Embedder | None = None,
) -> Flow:
    """Go through all mornings, with every item decided on rightly in the end."""
    titled = {each.id: each for each in developments}
    on_file: dict[str, list[Told]] = {}
    counts = {"right": 0, "wrong": 0, "missed": 0, "new": 0}
    together = belong = rightly = 0
    for morning in mornings(told):
        known = [_reported(titled[name], on_file[name]) for name in on_file]
        links = _proposed([each.item for each in morning], known, embedder)
        for each in morning:
            counts[_fate(each, links, on_file)] += 1
            proposed = on_file.get(links.get(each.item.id, ""), [])
            mine = on_file.get(each.development, [])
            together += len(proposed)
            belong += len(mine)
            is_right = links.get(each.item.id) == each.development
            rightly += len(mine) if is_right else 0
        for one, other in combinations(morning, 2):
            is_pair = one.development == other.development
            link = links.get(one.item.id)
            is_put = link is not None and link == links.get(other.item.id)
            together, belong = together + is_put, belong + is_pair
            rightly += is_put and is_pair
        for each in morning:
            on_file.setdefault(each.development, []).append(each)
    pairs = Pairs(rightly, together - rightly, belong - rightly)
    return Flow(**counts, pairs=pairs)


def _proposed(
    items: Sequence[Item], known: Sequence[Development], embedder: Embedder | None
) -> Mapping[str, str]:
    found = attach(items, known, copies=find_copies(items), embedder=embedder)
    return {link.item: link.development for link in found}


def _fate(
    told: Told, links: Mapping[str, str], on_file: Mapping[str, Sequence[Told]]
) -> str:
    link = links.get(told.item.id)
    if link is not None:
        return "right" if link == told.development else "wrong"
    return "missed" if told.development in on_file else "new"


def _reported(development: Development, told: Sequence[Told]) -> Development:
    reports = (
        Report(
            id=f"r{number}",
            source="a",
            url=each.item.url or None,
            summary=f"{each.item.title} {each.item.text}".strip() or None,
        )
        for number, each in enumerate(told, start=1)
    )
    return development.model_copy(update={"reports": tuple(reports)})


def flow_lines(halves: Halves, embedder: Embedder | None) -> Iterator[str]:
    """Yield the table of what mornings bring."""
    yield "## Morning by morning, as an analyst meets them"
    yield ""
    yield "Of each development that an item of an earlier day told of, title, date and"
    yield "those reports are on file; items without a date come last. Not proposed: of"
    yield "items whose development is on file, and of those that are the first to tell."
    yield ""
    yield (
        "| developments | heard | right | wrong | not proposed, on file "
        "| not proposed, new | item precision | pair precision | pair recall |"
    )
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, (told, developments) in halves.items():
        for heard in dict.fromkeys((None, embedder)):
            what = "words" if heard is None else "words and sense"
            yield _flow_line(f"{name} | {what}", follow(told, developments, heard))
    yield ""
    yield "With every other item on file as a report of what it tells of, the likeliest"
    yield "development, by however little it leads, is the right one:"
    yield ""
    yield "| developments | of the items |"
    yield "|---|---|"
    for name, (told, developments) in halves.items():
        yield f"| {name} | {ceiling(told, developments):.1%} |"
    yield ""


def ceiling(told: Sequence[Told], developments: Sequence[Development]) -> float:
    """Return for how many items the right development is the likeliest, all known."""
    news = [news_of(each.item) for each in told]
    own = {each.item.id: each.development for each in told}
    stems = defaultdict(list)
    for each in news:
        stems[own[each.name]].append(each.stems)
    titles = map(account_of, developments)
    accounts = [replace(a, texts=(*a.texts, *stems[a.name])) for a in titles]
    scale = Scale(news, rarity_of(text for each in accounts for text in each.texts))
    scale.fill(accounts, own)
    found = scale.likeliest()
    right = (n.name in found and found[n.name].name == own[n.name] for n in news)
    return sum(right) / len(news)


def _flow_line(what: str, flow: Flow) -> str:
    proposed = flow.right + flow.wrong
    shares = (
        flow.right / max(1, proposed),
        flow.pairs.precision,
        flow.pairs.recall,
    )
    counts = (flow.right, flow.wrong, flow.missed, flow.new)
    cells = (what, *map(str, counts), *(f"{share:.3f}" for share in shares))
    return f"| {' | '.join(cells)} |"
