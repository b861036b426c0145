"""One item in a terminal: questions, and the decision that the answers make."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scenarios.domain.decision import DECISIONS_FORMAT
from scenarios.domain.development import DIGITS

if TYPE_CHECKING:
    from scenarios.assessment.proposing import Proposal

__all__ = ["QUIT", "SKIP", "Ask", "interview", "slug"]

Ask = Callable[[str, str], str]
"""Asks a question that has a default, and returns the answer."""

SKIP = "s"
QUIT = "q"
_KEYS = "n = new development, r = report of one on record, x = not ours"
_LONG = 40


def interview(proposal: "Proposal", ask: Ask) -> str:
    """Ask what an item is.

    Args:
        proposal: The item, and what it may be.
        ask: Asks one question.

    Returns:
        A file of one decision, as JSON; or `SKIP` or `QUIT`.
    """
    attached = proposal.attachment
    usual = "r" if attached is not None else ("n" if proposal.offered else "x")
    key = ask(f"{_KEYS}, {SKIP} = skip, {QUIT} = quit", usual).strip().lower()[:1]
    if key in {SKIP, QUIT}:
        return key
    decision: dict[str, Any] = {"item": proposal.item.id}
    if key == "n":
        decision["new"] = _new(proposal, ask)
    elif key == "r":
        known = "" if attached is None else attached.development
        decision["report_of"] = ask("of which development", known)
    else:
        decision["not_ours"] = True
    if key in {"n", "r"}:
        decision["report"] = _report(proposal, ask)
    decision["why"] = ask("why", "")
    return json.dumps({"format": DECISIONS_FORMAT, "decisions": [decision]})


def slug(title: str) -> str:
    """Make a short name of a headline, in any script.

    >>> slug("Two governments hold a «dialogue», in Washington")
    'two-governments-hold-a-dialogue-in'
    """
    words = re.findall(r"\w+", title.lower())
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word
        if len(longer) > _LONG:
            break
        name = longer
    return name[:_LONG].rstrip("-")


def _new(proposal: "Proposal", ask: Ask) -> Mapping[str, object]:
    item = proposal.item
    day = (item.published or "")[: len("2024-05-31")]
    happened = item.happened.isoformat() if item.happened else day
    date = ask("the day it happened", happened)
    title = ask("what happened", item.title)
    name = ask("its id", f"{date}-{slug(title)}")
    offered = proposal.offered
    question = "observes, by number or as scenario/indicator=value"
    told = ask(question, "1" if offered else "-")
    return {
        "id": name,
        "date": date,
        "title": title,
        "observes": _observes(told, offered),
    }


def _observes(told: str, offered: Sequence[str]) -> list[object]:
    """Read which indicators are observed: numbers of those offered, or their names."""
    found: list[object] = []
    for part in re.split(r"[\s,]+", told.strip()):
        name, _, value = part.partition("=")
        if name in {"", "-"}:
            continue
        if name.isdecimal() and 1 <= int(name) <= len(offered):
            name = offered[int(name) - 1]
        found.append(_observed(name, value))
    return found


def _observed(name: str, value: str) -> object:
    if not value:
        return name
    if value == "absent":
        return {"indicator": name, "absent": True}
    is_number = re.fullmatch(r"-?\d+(\.\d+)?", value)
    return {"indicator": name, "value": float(value) if is_number else value}


def _digit(ask: Ask) -> str:
    """Ask for a credibility digit until one is given."""
    told = ask("credibility, 1 confirmed to 6 cannot be judged", "6").strip()
    while told not in set(DIGITS):
        told = ask("a digit from 1 to 6", "6").strip()
    return told


def _report(proposal: "Proposal", ask: Ask) -> Mapping[str, object]:
    from scenarios.report.proposal_words import origin

    report: dict[str, object] = {}
    if proposal.source is None:
        report["source"] = ask("its source, as in sources.yaml", "")
    report["credibility"] = _digit(ask)
    told = ask("origin, where its content comes from", origin(proposal) or "-")
    if told not in {"", "-"}:
        report["origin"] = told
    return report
