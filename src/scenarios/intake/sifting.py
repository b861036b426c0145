"""Sifting: everything that intake can say of a morning's items, and decides nothing.

For each item: the copy it may be, whose words it repeats, the development it may be
another report of, the indicators it may observe. Accepting any of it is the analyst's.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.domain.scenario import Scenario
from scenarios.domain.source import SourceRegistry
from scenarios.intake.copies import Copies, find_copies
from scenarios.intake.embedding import Embedder
from scenarios.intake.linking import Attachment, attach
from scenarios.intake.origins import Attribution, attribute
from scenarios.intake.publishers import source_of_site
from scenarios.intake.suggesting import Suggester, Suggestion

__all__ = ["Sifted", "Sifting", "sift"]


@dataclass(frozen=True, slots=True)
class Sifted:
    """An item, and all that is proposed for it.

    Attributes:
        item: The item.
        source: Id of the source whose site it stands on, or None.
        copy_of: Id of the first item of the same text, where it is not that itself.
        origin: Whose words it repeats, or None.
        attachment: The development it may be another report of, or None.
        suggestions: The indicators it may observe, likeliest first.
    """

    item: Item
    source: str | None
    copy_of: str | None
    origin: Attribution | None
    attachment: Attachment | None
    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class Sifting:
    """What was proposed.

    Attributes:
        items: Every item, in the order given.
        copies: The groups of items that are one text.
    """

    items: tuple[Sifted, ...]
    copies: tuple[Copies, ...]


def sift(
    items: Sequence[Item],
    developments: Iterable[Development],
    scenarios: Iterable[Scenario],
    sources: SourceRegistry,
    embedder: Embedder | None = None,
) -> Sifting:
    """Propose what each item may be.

    Args:
        items: The items, each id once.
        developments: The developments that are known.
        scenarios: The scenarios whose indicators may be observed.
        sources: Who publishes.
        embedder: A model of sense, to be heard too.
    """
    known = list(developments)
    copies = find_copies(items)
    firsts = {name: group.items[0] for group in copies for name in group.items[1:]}
    links = attach(items, known, copies=copies, embedder=embedder)
    attached = {link.item: link for link in links}
    origins = _origins(items, copies, [source.title for source in sources.values()])
    suggester = Suggester(scenarios, embedder, known)
    sifted = (
        Sifted(
            item=item,
            source=source_of_site(item.site, sources),
            copy_of=firsts.get(item.id),
            origin=origins.get(item.id),
            attachment=attached.get(item.id),
            suggestions=suggestions,
        )
        for item, suggestions in zip(items, suggester.suggest_each(items), strict=True)
    )
    return Sifting(tuple(sifted), copies)


def _origins(
    items: Sequence[Item], copies: Iterable[Copies], titles: Collection[str]
) -> Mapping[str, Attribution]:
    """Return whose words each item repeats: by itself, or as a copy of one that says.

    Copies of which none says are words of the one that had them first.
    """
    by_id = {item.id: item for item in items}
    read = {item.id: attribute(item, titles) for item in items}
    found = {name: origin for name, origin in read.items() if origin is not None}
    for group in copies:
        said = next((found[name] for name in group.items if name in found), None)
        first = by_id[group.items[0]]
        named = first.publisher or first.site or first.id
        origin = said or Attribution(named, "the first of its copies", "press")
        for name in group.items:
            found.setdefault(name, origin)
    return found
