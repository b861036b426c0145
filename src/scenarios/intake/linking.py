"""Linking: which development an item may be another report of.

A development is proposed only where its likeness leads that of the next by a margin, in
decibans. The items proposed then speak for their development as its own reports do, and
all is linked again: first with a wide margin, so that only sure ones speak, then with
narrower ones. Where a model of sense is given, it speaks beside words and days. Copies
of one text are one voice: the earliest speaks and is weighed, and what is proposed for
it is proposed for all of them. A proposal shows its words and days; accepting it is the
analyst's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.copies import Copies
from scenarios.intake.embedding import Embedder
from scenarios.intake.likeness import (
    Account,
    News,
    Stems,
    account_of,
    news_of,
    rarity_of,
)
from scenarios.intake.scale import Floats, Likeliest, Scale, Shared
from scenarios.intake.sense import TO_DECIBANS, Sense

__all__ = ["MARGINS", "Attachment", "attach"]

MARGINS: Final = (15.0, 12.0, 9.0, 6.0)
"""Leads over the next development, in decibans, from the first round to the last.

The last was set where 95 of 100 proposals are right; see docs/intake.md.
"""

_MOST_SHOWN: Final = 6
_LEAST_STEMS: Final = 6
"""Shorter texts may be equal by chance; each is a voice of its own."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A proposal: this item is another report of this development.

    Attributes:
        item: Id of the item.
        development: Id of the development.
        decibans: What its words and its day, and its sense where it is heard, say.
        lead: By how much that leads the next development's, or nothing on file.
        days: Days from the development to its publication, or None without a date.
        shared: The words that say most for it, those first.
    """

    item: str
    development: str
    decibans: float
    lead: float
    days: int | None
    shared: tuple[Shared, ...]


def attach(
    items: Iterable[Item],
    developments: Iterable[Development],
    margins: Sequence[float] = MARGINS,
    copies: Iterable[Copies] = (),
    embedder: Embedder | None = None,
) -> tuple[Attachment, ...]:
    """Propose which development each item is another report of, if any.

    The order of items and of developments does not matter.

    Args:
        items: The items; of several with one id the last counts.
        developments: The developments that are known.
        margins: The leads asked for, in decibans, from the first round to the last.
        copies: Which of the items are copies of one text, the earliest first.
        embedder: A model of sense, to be heard too.
    """
    given = {each.id: each for each in items}
    known = sorted(developments, key=lambda each: each.id)
    news = sorted(map(news_of, given.values()), key=_by_name)
    voices = _voices(news, copies)
    speaking = [each for each in news if voices[each.name] == each.name]
    accounts = [account_of(each) for each in known]
    sense = _sense([given[each.name] for each in speaking], known, embedder)
    told = (stems for account in accounts for stems in account.texts)
    scale = Scale(speaking, rarity_of([*(each.stems for each in speaking), *told]))
    sure: dict[str, Likeliest] = {}
    for margin in margins:
        chosen = {name: best.name for name, best in sure.items()}
        scale.fill([*_grown(accounts, chosen, speaking)], chosen)
        likely = scale.likeliest(sense)
        sure = {n: b for n, b in likely.items() if b.decibans - b.next >= margin}
    found = dict(_told(scale, speaking, sure))
    return tuple(
        replace(
            found[voices[each.name]],
            item=each.name,
            days=scale.days(found[voices[each.name]].development, each.day),
        )
        for each in news
        if voices[each.name] in found
    )


def _sense(
    items: Sequence[Item],
    developments: Sequence[Development],
    embedder: Embedder | None,
) -> Floats | None:
    """Return what the sense of each item says for each development, in decibans."""
    if embedder is None or not items or not developments:
        return None
    titles = [each.title or each.id for each in developments]
    return TO_DECIBANS * Sense(embedder, titles).nearness(items)


def _by_name(each: News) -> str:
    return each.name


def _voices(news: Sequence[News], copies: Iterable[Copies]) -> Mapping[str, str]:
    """Return for each item the one that speaks for it: itself, or its first copy."""
    long = {each.name for each in news if len(each.stems) >= _LEAST_STEMS}
    voices = {each.name: each.name for each in news}
    for group in copies:
        listed = [name for name in group.items if name in long]
        voices.update((name, listed[0]) for name in listed)
    return voices


def _grown(
    accounts: Iterable[Account], chosen: Mapping[str, str], news: Iterable[News]
) -> Iterable[Account]:
    """Yield the accounts with what the items proposed for them say."""
    further: dict[str, list[Stems]] = defaultdict(list)
    for each in news:
        if each.name in chosen:
            further[chosen[each.name]].append(each.stems)
    for account in accounts:
        yield replace(account, texts=(*account.texts, *further[account.name]))


def _told(
    scale: Scale, news: Sequence[News], sure: Mapping[str, Likeliest]
) -> Iterator[tuple[str, Attachment]]:
    days = {each.name: each.day for each in news}
    chosen = {name: best.name for name, best in sure.items()}
    for name, shared in scale.shared(chosen, _MOST_SHOWN):
        best = sure[name]
        attachment = Attachment(
            item=name,
            development=best.name,
            decibans=best.decibans,
            lead=best.decibans - best.next,
            days=scale.days(best.name, days[name]),
            shared=shared,
        )
        yield name, attachment
