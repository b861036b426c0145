"""Publishers: which source of sources.yaml stands behind a host."""

from scenarios.domain.source import SourceRegistry
from scenarios.intake.address import is_site_of

__all__ = ["source_of_site"]


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
