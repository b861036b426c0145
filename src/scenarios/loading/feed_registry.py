"""Read feeds.yaml: the feeds that may be fetched, by id."""

from collections.abc import Collection, Mapping
from pathlib import Path

from scenarios.domain.feed import Feed
from scenarios.errors import Issue, nearest
from scenarios.loading.document import Document
from scenarios.loading.faults import parse_map
from scenarios.loading.files import is_there, read_document

__all__ = ["FEEDS_FORMAT", "read_feeds"]

FEEDS_FORMAT = "scenarios/feeds@1"


def read_feeds(
    root: Path, sources: Collection[str] | None, issues: list[Issue]
) -> Mapping[str, Feed]:
    """Read the feeds of a workspace; none where it has no such file.

    Args:
        root: The workspace.
        sources: The names that feeds may give as their source; None where unknown.
        issues: The list that faults are added to.
    """
    path = root / "feeds.yaml"
    document = read_document(path, issues) if is_there(path) else None
    if document is None:
        return {}
    entries: object = document.value
    if isinstance(document.value, dict):
        _check_format(document, document.value.get("format", FEEDS_FORMAT), issues)
        entries = {n: e for n, e in document.value.items() if n != "format"}
    feeds = parse_map(document, entries, Feed, issues)
    for name, feed in feeds.items():
        if feed.source is not None and sources is not None:
            _check_source(document, name, feed.source, sources, issues)
    return feeds


def _check_format(document: Document, stated: object, issues: list[Issue]) -> None:
    if stated != FEEDS_FORMAT:
        message = f"{stated!r} is not a format that this version reads; it reads "
        place = document.locate(("format",))
        issues.append(Issue(place, "format", f"{message}{FEEDS_FORMAT!r}"))


def _check_source(
    document: Document,
    name: str,
    source: str,
    sources: Collection[str],
    issues: list[Issue],
) -> None:
    if source not in sources:
        message = f"unknown source `{source}`{nearest(source, sources)}"
        place = document.locate((name, "source"))
        issues.append(Issue(place, f"{name}.source", message))
