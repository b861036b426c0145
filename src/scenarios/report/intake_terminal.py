"""What intake proposes, for a terminal: item by item, each proposal with its reason."""

from collections.abc import Iterator, Mapping

from scenarios.domain.item import Item, day_of
from scenarios.intake.items import headline_of
from scenarios.intake.linking import Attachment
from scenarios.intake.sifting import Sifted, Sifting
from scenarios.intake.suggesting import Suggestion
from scenarios.intake.words import spellings
from scenarios.report.layout import Line, Piece, plain, shortened, wrap
from scenarios.report.proposal_words import likeness

__all__ = ["show_intake"]

_INDENT = "    "
_LABEL = 16
_MOST_WORDS = 4


def show_intake(sifting: Sifting, width: int) -> Iterator[Line]:
    """Yield the lines: how many there are of what, then every item.

    Args:
        sifting: What was proposed.
        width: Most cells of a line.
    """
    yield plain(_count(sifting), "bold")
    places = {each.item.id: n for n, each in enumerate(sifting.items, start=1)}
    for number, each in enumerate(sifting.items, start=1):
        yield plain()
        yield from _show(number, each, places, width)
    yield plain()
    yield from wrap(
        plain("These are proposals: nothing has been recorded.", "dim"), width
    )


def _count(sifting: Sifting) -> str:
    copies = sum(each.copy_of is not None for each in sifting.items)
    attached = sum(each.attachment is not None for each in sifting.items)
    suggested = sum(bool(each.suggestions) for each in sifting.items)
    count = len(sifting.items)
    return (
        f"{count} {'item' if count == 1 else 'items'}: {copies} copied, "
        f"{attached} of a known development, {suggested} with an indicator to look at"
    )


def _show(
    number: int, each: Sifted, places: dict[str, int], width: int
) -> Iterator[Line]:
    said = headline_of(each.item) or each.item.text or each.item.url
    lead = f"{number:>3} "
    title = plain(shortened(said, 2 * width), "bold")
    yield from wrap(title, width, first=lead, rest=_INDENT)
    yield from wrap(plain(_who(each), "dim"), width, first=_INDENT, rest=_INDENT)
    spelt = spellings(f"{headline_of(each.item)} {each.item.text}")
    if each.copy_of is not None:
        yield from _fact("copy of", f"item {places[each.copy_of]}", width)
    if each.origin is not None:
        where = f"“{each.origin.where}”" if each.origin.kind != "press" else ""
        text = f"{each.origin.origin}   {where or each.origin.where}"
        yield from _fact("origin", text, width)
    if each.attachment is not None:
        yield from _fact("one more report", _attachment(each.attachment, spelt), width)
    for place, suggestion in enumerate(each.suggestions):
        label = "" if place else "may observe"
        yield from _fact(label, _suggestion(suggestion, spelt), width)


def _fact(label: str, text: str, width: int) -> Iterator[Line]:
    first = f"{_INDENT}{label:<{_LABEL}}"
    yield from wrap([Piece(text)], width, first=first, rest=" " * len(first))


def _who(each: Sifted) -> str:
    item = each.item
    publisher = item.publisher or item.site or "publisher unknown"
    source = each.source or "no source of sources.yaml"
    return f"{publisher} ({source}) · {_when(item)}"


def _when(item: Item) -> str:
    times = []
    if item.published:
        read = " (read from its page)" if item.dated == "page" else ""
        times.append(f"published {day_of(item.published)}{read}")
    if item.happened:
        times.append(f"happened {item.happened}")
    if item.fetched:
        times.append(f"fetched {day_of(item.fetched)}")
    return ", ".join(times) or "no date"


def _attachment(link: Attachment, spelt: Mapping[str, str]) -> str:
    words = ", ".join(
        f"{spelt.get(shared.stem, shared.stem)} {shared.decibans:.1f}"
        for shared in link.shared[:_MOST_WORDS]
    )
    return (
        f"of {link.development}: {link.decibans:.1f} dB, {link.lead:.1f} ahead of "
        f"anything else ({words}; {_apart(link.days)})"
    )


def _apart(days: int | None) -> str:
    if days is None:
        return "no date"
    if days == 0:
        return "the same day"
    count = f"{abs(days)} day{'s' if abs(days) > 1 else ''}"
    return f"{count} {'later' if days > 0 else 'earlier'}"


def _suggestion(suggestion: Suggestion, spelt: Mapping[str, str]) -> str:
    terms = ", ".join(dict.fromkeys(f"“{matched}”" for _, matched in suggestion.terms))
    words = ", ".join(spelt[word] for word in suggestion.words[:_MOST_WORDS])
    own = terms or (f"by its words: {words}" if words else "")
    if not own and suggestion.like is None:
        own = "by its sense alone"
    if suggestion.near is not None:
        own = f"{own} (sense {suggestion.near:+.3f}: “{suggestion.title}”)".lstrip()
    like = "" if suggestion.like is None else likeness(suggestion.like, "“”")
    return f"{suggestion.indicator}   {'; '.join(filter(None, (own, like)))}"
