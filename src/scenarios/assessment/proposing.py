"""Proposals: what an item of the inbox may be, and why; a person decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scenarios.domain.development import Development
from scenarios.domain.item import Item
from scenarios.intake.coder_answer import Coding
from scenarios.intake.copies import Copies, find_copies
from scenarios.intake.embedding import Embedder
from scenarios.intake.linking import Attachment, attach
from scenarios.intake.origins import Attribution, attribute
from scenarios.intake.publishers import source_of
from scenarios.intake.suggesting import Suggester, Suggestion
from scenarios.loading.workspace import Workspace

__all__ = ["Proposal", "propose"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an item may be.

    Attributes:
        item: The item.
        source: The source that publishes at its site or its feed, if any does.
        attribution: Whose words it repeats, as far as it says.
        attachment: The development that it may be another report of.
        suggestions: The indicators that it may observe, best first.
        copies: Ids of the other items given that are copies of it.
        coding: What a language model made of it, where one was asked.
    """

    item: Item
    source: str | None
    attribution: Attribution | None
    attachment: Attachment | None
    suggestions: tuple[Suggestion, ...]
    copies: tuple[str, ...]
    coding: Coding | None = None

    @property
    def offered(self) -> tuple[str, ...]:
        """Return the indicators to choose from: those suggested, then a model's."""
        suggested = [each.indicator for each in self.suggestions]
        coded = [] if self.coding is None else self.coding.proposals
        return tuple(dict.fromkeys((*suggested, *(each.indicator for each in coded))))


def propose(
    items: Sequence[Item],
    workspace: Workspace,
    developments: Iterable[Development],
    codings: Mapping[str, Coding] | None = None,
    embedder: Embedder | None = None,
) -> tuple[Proposal, ...]:
    """Propose what each item may be, in the order given.

    Args:
        items: The items.
        workspace: The scenarios and sources.
        developments: What is on record.
        codings: What a language model made of the items, by item.
        embedder: A model of sense, to be heard too.
    """
    sources = workspace.sources
    scenarios = (file.scenario for file in workspace.scenarios.values())
    known = list(developments)
    suggester = Suggester(scenarios, embedder, known)
    groups = find_copies(items)
    links = attach(items, known, copies=groups, embedder=embedder)
    attached = {each.item: each for each in links}
    copies = _copies(groups)
    titles = [source.title for source in sources.values()]
    return tuple(
        Proposal(
            item=item,
            source=source_of(item, sources, workspace.feeds),
            attribution=attribute(item, titles),
            attachment=attached.get(item.id),
            suggestions=suggestions,
            copies=copies.get(item.id, ()),
            coding=(codings or {}).get(item.id),
        )
        for item, suggestions in zip(items, suggester.suggest_each(items), strict=True)
    )


def _copies(groups: Iterable[Copies]) -> Mapping[str, tuple[str, ...]]:
    return {
        name: tuple(other for other in group.items if other != name)
        for group in groups
        for name in group.items
    }
