"""Proposals in words: what an item may be, and what speaks for it."""

from collections.abc import Iterator

from scenarios.assessment.proposing import Proposal

__all__ = ["copies", "origin", "report_of", "signs"]


def report_of(proposal: Proposal) -> Iterator[str]:
    """Yield what speaks for another report of a development on record."""
    found = proposal.attachment
    if found is None:
        return
    shared = ", ".join(each.stem for each in found.shared)
    days = "" if found.days is None else f", {_days(found.days)}"
    yield f"may tell of {found.development}: it shares {shared}{days}"


def signs(proposal: Proposal) -> Iterator[str]:
    """Yield what speaks for each indicator that the item may observe."""
    for each in proposal.suggestions:
        terms = ", ".join(f"«{words}»" for _, words in each.terms)
        shared = ", ".join(each.words)
        parts = [f"watch terms {terms}" if terms else "", shared and f"words {shared}"]
        yield f"may observe {each.indicator}: {'; '.join(filter(None, parts))}"


def copies(proposal: Proposal) -> Iterator[str]:
    """Yield which other items are copies of it, and whose words they are."""
    if proposal.copies:
        yield f"same text as {', '.join(proposal.copies)}"
    found = proposal.attribution
    if found is not None:
        yield f"repeats {found.origin}, for it says «{found.where}»"


def origin(proposal: Proposal) -> str:
    """Return the origin to propose; empty where the item says nothing of it."""
    found = proposal.attribution
    return "" if found is None else found.origin.lower().replace(" ", "-")


def _days(days: int) -> str:
    if days == 0:
        return "published on its day"
    when = "after" if days > 0 else "before"
    unit = "day" if abs(days) == 1 else "days"
    return f"published {abs(days)} {unit} {when} it"
