"""Publishers: which source of sources.yaml stands behind a host, or behind an item."""

from scenarios.domain.feed import FeedRegistry
from scenarios.domain.item import Item
from scenarios.domain.source import SourceRegistry
from scenarios.intake.address import is_site_of

__all__ = ["source_of", "source_of_site"]


def source_of(item: Item, sources: SourceRegistry, feeds: FeedRegistry) -> str | None:
    """Return who publishes an item: by its site, or else as its feed says.

    A feed may lead to others' sites, so the site goes first.
    """
    feed = feeds.get(item.feed)
    told = None if feed is None else feed.source
    return source_of_site(item.site, sources) or told


def source_of_site(site: str, sources: SourceRegistry) -> str | None:
    """Return the source that publishes at a host, or at a domain above it.

    Of several the one with the longest site counts: a desk before its house. Of two
    that name one site the first in order of id counts.

    >>> from scenarios.domain.source import Source
    >>> source_of_site("www.dawn.com", {"dawn": Source(title="D", sites=("dawn.com",))})
    'dawn'
    """
    host = site.lower()
    fitting = [
        (-len(wanted.removeprefix("www.")), name)
        for name, source in sources.items()
        for wanted in source.sites
        if is_site_of(host, wanted)
    ]
    return min(fitting)[1] if fitting else None
