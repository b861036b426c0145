"""The inbox in a terminal and as a table: what waits, and one item in full."""

from collections.abc import Iterator, Sequence

from scenarios.assessment.confidence import count
from scenarios.assessment.proposing import Proposal
from scenarios.domain.item import Item
from scenarios.report.layout import Line, Piece, columns, plain, wrap
from scenarios.report.proposal_words import coding, copies, report_of, signs
from scenarios.report.tables import Column, Table

__all__ = ["inbox_table", "show_inbox", "show_item", "show_proposal"]

INDENT = "  "
UNTITLED = "(no headline)"
COLUMNS = tuple(
    Column(name)
    for name in (
        "item",
        "published",
        "fetched",
        "happened",
        "publisher",
        "site",
        "language",
        "feed",
        "title",
        "url",
    )
)


def show_inbox(items: Sequence[Item], waiting: int, width: int) -> Iterator[Line]:
    """Yield a line or more for each item, and how many wait beyond them.

    Args:
        items: What was found.
        waiting: How many items wait in all.
        width: Most cells of a line.
    """
    if items:
        head = [Piece(name, "dim") for name in ("item", "published", "from", "title")]
        rows = [head, *(_row(item) for item in items)]
        yield from columns(rows, flexible=3, width=width)
        yield plain()
    waits = "waits" if waiting == 1 else "wait"
    yield plain(f"{count(len(items), 'item')} shown; {waiting:,} {waits}.", "dim")


def show_item(
    versions: Sequence[Item], width: int, *, is_decided: bool
) -> Iterator[Line]:
    """Yield the lines that show one item, the newest words of its publisher first.

    Args:
        versions: The item as it came, and each time its words changed; one or more.
        width: Most cells of a line.
        is_decided: Whether it has been decided on.
    """
    newest = versions[-1]
    yield [Piece(newest.id, "bold cyan"), Piece("  decided on" if is_decided else "")]
    yield from wrap(plain(newest.title or UNTITLED, "bold"), width)
    rows = [[Piece(name, "dim"), Piece(text)] for name, text in _facts(newest) if text]
    yield from columns(rows, flexible=1, width=width, indent=INDENT)
    for version in reversed(versions):
        yield plain()
        if version is not newest:
            yield plain(f"Before its words were changed: {version.title}", "dim")
        yield from wrap(plain(version.text), width, first=INDENT, rest=INDENT)


def show_proposal(proposal: Proposal, place: str, width: int) -> Iterator[Line]:
    """Yield the lines that show an item with what it may be, and why.

    Args:
        proposal: The item, and what speaks for what.
        place: Which of how many it is.
        width: Most cells of a line.
    """
    yield plain(place, "dim")
    yield from show_item([proposal.item], width, is_decided=False)
    yield plain()
    for number, text in enumerate(signs(proposal), start=1):
        yield from _numbered(f"{number}.", text, width)
    for text in (*report_of(proposal), *copies(proposal), *coding(proposal)):
        yield from _numbered("•", text, width)
    if proposal.source is None:
        yield from _numbered("•", "no source of sources.yaml publishes there", width)


def _numbered(mark: str, text: str, width: int) -> Sequence[Line]:
    first = f"{INDENT}{mark} "
    return wrap(plain(text), width, first=first, rest=" " * len(first))


def inbox_table(items: Sequence[Item]) -> Table:
    """Return one row per item, its times each under its own name."""
    return Table(COLUMNS, tuple(_cells(item) for item in items), "inbox")


def _row(item: Item) -> Sequence[Piece]:
    published = (item.published or "")[: len("2024-05-31")]
    return [
        Piece(item.id, "cyan"),
        Piece(published or "?", "dim"),
        Piece(item.site or item.publisher, "dim"),
        Piece(item.title or UNTITLED),
    ]


def _facts(item: Item) -> Iterator[tuple[str, str]]:
    read = ", read from its page" if item.dated == "page" else ""
    yield "published", (item.published or "the item does not say") + read
    yield "fetched", item.fetched or ""
    yield "happened", "" if item.happened is None else item.happened.isoformat()
    yield "publisher", item.publisher
    yield "author", item.author
    yield "site", item.site
    yield "url", item.url
    yield "language", item.language
    yield "feed", item.feed


def _cells(item: Item) -> tuple[str | None, ...]:
    happened = None if item.happened is None else item.happened.isoformat()
    return (
        item.id,
        item.published,
        item.fetched,
        happened,
        item.publisher,
        item.site,
        item.language,
        item.feed,
        item.title,
        item.url,
    )
