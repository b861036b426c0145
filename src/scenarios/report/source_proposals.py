"""Sources to be entered: publishers of the inbox that sources.yaml does not know."""

import re
from collections.abc import Iterable
from itertools import chain, count

from scenarios.domain.item import Item
from scenarios.domain.source import SourceRegistry
from scenarios.intake.publishers import source_of_site
from scenarios.report.yaml_text import quoted

__all__ = ["propose_sources"]


def propose_sources(items: Iterable[Item], sources: SourceRegistry) -> str:
    """Return YAML that enters each unknown publisher at grade F, with its sites.

    Those with the most items come first. F is no judgement: nobody has judged yet.

    Args:
        items: What has come in.
        sources: The registry as it is.
    """
    sites: dict[str, int] = {}
    names: dict[str, str] = {}
    for item in items:
        if item.site and source_of_site(item.site, sources) is None:
            site = item.site.removeprefix("www.")
            sites[site] = sites.get(site, 0) + 1
            names.setdefault(site, item.publisher or site)
    taken = set(sources)
    lines = ["# Judge them, say why, and move them to sources.yaml."]
    for site, number in sorted(sites.items(), key=lambda entry: (-entry[1], entry[0])):
        name = _free(site, taken)
        taken.add(name)
        lines += _entry(name, site, names[site], number)
    return "\n".join(lines if sites else ["# Every site is known."]) + "\n"


def _entry(name: str, site: str, title: str, number: int) -> list[str]:
    items = "1 item" if number == 1 else f"{number} items"
    return [
        f"{name}:  # {items}",
        f"  title: {quoted(title)}",
        "  reliability: [{from: 2000-01-01, grade: F, why: not judged yet}]",
        f"  sites: [{quoted(site)}]",
    ]


def _free(site: str, taken: Iterable[str]) -> str:
    """Return an id made of a host that no source has: dawn.com becomes dawn."""
    parts = re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", site.lower()) or ["source"]
    known = set(taken)
    lengths = range(1, len(parts) + 1)
    wanted = ["-".join(parts[:length]) for length in lengths]
    numbered = (f"{wanted[-1]}-{number}" for number in count(2))
    return next(name for name in chain(wanted, numbered) if name not in known)
