"""Linking: which development an item may be another report of.

A development is proposed only where its likeness leads that of the next by a margin, in
decibans. The items proposed then speak for their development as its own reports do, and
all is linked again: first with a wide margin, so that only sure ones speak, then with
narrower ones. A proposal shows its words and days; accepting it is the analyst's.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.likeness import (
    Account,
    Likeliest,
    News,
    Scale,
    Shared,
    Stems,
    account_of,
    news_of,
    rarity_of,
)

__all__ = ["MARGINS", "Attachment", "attach"]

MARGINS: Final = (15.0, 12.0, 9.0, 8.0)
"""Leads over the next development, in decibans, from the first round to the last.

The last was set where 95 of 100 proposals are right; see docs/intake.md.
"""

_MOST_SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Attachment:
    """A proposal: this item is another report of this development.

    Attributes:
        item: Id of the item.
        development: Id of the development.
        decibans: What its words and its day say for it.
        lead: By how much that leads the next development's, or nothing at all.
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
) -> tuple[Attachment, ...]:
    """Propose which development each item is another report of, if any.

    The order of items and of developments does not matter.

    Args:
        items: The items; of several with one id the last counts.
        developments: The developments that are known.
        margins: The leads asked for, in decibans, from the first round to the last.
    """
    news = sorted({each.id: news_of(each) for each in items}.values(), key=_by_name)
    accounts = sorted(map(account_of, developments), key=_by_name)
    told = (stems for account in accounts for stems in account.texts)
    rarity = rarity_of([*(each.stems for each in news), *told])
    chosen: dict[str, str] = {}
    found: tuple[Attachment, ...] = ()
    for margin in margins:
        scale = Scale([*_grown(accounts, chosen, news)], rarity)
        likely = scale.likeliest(news, chosen)
        sure = {n: b for n, b in likely.items() if b.decibans - b.next >= margin}
        is_last = margin == margins[-1]
        found = tuple(_told(scale, news, chosen, sure)) if is_last else ()
        chosen = {name: best.name for name, best in sure.items()}
    return found


def _by_name(each: News | Account) -> str:
    return each.name


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
    scale: Scale,
    news: Iterable[News],
    own: Mapping[str, str],
    sure: Mapping[str, Likeliest],
) -> Iterator[Attachment]:
    for each in news:
        best = sure.get(each.name)
        if best is None:
            continue
        shared = scale.shared(each, best.name, own=own.get(each.name))
        yield Attachment(
            item=each.name,
            development=best.name,
            decibans=best.decibans,
            lead=best.decibans - best.next,
            days=scale.days(best.name, each.day),
            shared=tuple(shared[:_MOST_SHOWN]),
        )
