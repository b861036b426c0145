"""Text that breaks programs, in every place of a workspace that holds text."""

import json
import re
from pathlib import Path

from desk import SCENARIO, SOURCES, replace_once
from dossiers import FULL, compile_here
from scenarios.report.dossier import Dossier, Order

__all__ = ["NAUGHTY", "VECTORS", "compile_hostile", "labels", "spelled"]

VECTORS = Path(__file__).parents[2] / "shared" / "data" / "vectors"
BLNS = VECTORS / "robustness" / "blns.json"

OWN = (
    "a\x00b\x01c\x08d\x0be\x0cf\x0eg\x1bh\x1f",
    "\x7f\x80\x85\x9f",
    "\u202eright to left\u202c and back\u2066isolated\u2069",
    "\ufeffmark\ufffe\uffff\U0001ffff",
    "line\nbreak\r\nreturn\rtab\tend",
    "=1+1 | @SUM(A1) | +1 | -1",
    "</script><script>alert(1)</script>",
    "]]><!--&amp;&#0;&lt;-->",
    "{{ 7*7 }}{% x %}${7*7}",
    "cve",
    "CVE-2024-0001",
    "_x0041_ and _x000D_",
    "  spaces  around  ",
    "zero\u200bwidth\u2028line\u2029paragraph",
    "🏳️‍🌈 ﷽ Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "a" * 5_000,
)
"""What breaks our formats; the published list is wider and less to the point."""

NAUGHTY: tuple[str, ...] = OWN + (
    tuple(json.loads(BLNS.read_text(encoding="utf-8"))) if BLNS.is_file() else ()
)
"""Our own texts and, where the vectors are at hand, the Big List of Naughty Strings."""

_LABEL = re.compile(r"[^\s/\\\x00-\x1f\x7f-\x9f]{1,200}")


def spelled(text: str) -> str:
    """Return a text as YAML that holds it exactly."""
    return '"' + "".join(f"\\U{ord(letter):08X}" for letter in text) + '"'


def labels() -> dict[int, str]:
    """Return the texts that may be ids, by their place, no two alike."""
    found: dict[str, int] = {}
    for place, text in enumerate(NAUGHTY):
        if _LABEL.fullmatch(text):
            found.setdefault(text, place)
    return {place: text for text, place in found.items()}


def compile_hostile(root: Path, order: Order = FULL) -> Dossier:
    """Compile a dossier in which every text is hostile, and every id that can be."""
    ids = labels()
    news = "".join(
        _development(text, spelled(ids.get(place, f"plain-{place}")))
        for place, text in enumerate(NAUGHTY)
    )
    files = {
        "news.yaml": f'- {{id: d1, date: "2024-01-02"}}\n{news}',
        "scenarios/strike.yaml": _scenario(),
        "sources.yaml": replace_once(SOURCES, "The union", spelled("cve")),
    }
    return compile_here(root, order, files)


def _development(text: str, name: str) -> str:
    said = spelled(text)
    return (
        f"- id: {name}\n"
        '  date: "2024-03-01"\n'
        f"  title: {said}\n"
        f"  observes: [{{indicator: strike/walkouts, why: {said}}}]\n"
        f"  reports:\n"
        f"    - {{id: {name}, source: union, credibility: 2, url: {said},\n"
        f"       origin: {said}, summary: {said}, why: {said}}}\n"
    )


def _scenario() -> str:
    text = SCENARIO
    for place, title in enumerate(
        ("The dockers' strike", "A deal is signed", "A further port walks out")
    ):
        text = replace_once(text, f"title: {title}", f"title: {spelled(OWN[place])}")
    return text
