"""Proposals in words: what an item may be, and what speaks for it."""

from collections.abc import Iterator

from scenarios.assessment.proposing import Proposal
from scenarios.intake.coder_answer import Coded
from scenarios.intake.precedents import Precedent
from scenarios.intake.suggesting import Suggestion
from scenarios.report.layout import shortened

__all__ = ["coding", "copies", "likeness", "origin", "report_of", "signs"]

_MOST_TITLE = 60


def report_of(proposal: Proposal) -> Iterator[str]:
    """Yield what speaks for another report of a development on record."""
    found = proposal.attachment
    if found is None:
        return
    shared = ", ".join(each.stem for each in found.shared)
    days = "" if found.days is None else f", {_days(found.days)}"
    yield f"may tell of {found.development}: it shares {shared}{days}"


def signs(proposal: Proposal) -> Iterator[str]:
    """Yield what speaks for each indicator that is offered, in that order."""
    suggested = {each.indicator: each for each in proposal.suggestions}
    found = () if proposal.coding is None else proposal.coding.proposals
    coded = {each.indicator: each for each in found}
    for name in proposal.offered:
        grounds = [*_grounds(suggested.get(name))]
        if name in coded and proposal.coding is not None:
            grounds.append(_cited(proposal.coding.model, coded[name]))
        yield f"may observe {name}: {'; '.join(grounds)}"


def _grounds(suggestion: Suggestion | None) -> Iterator[str]:
    if suggestion is None:
        return
    terms = ", ".join(f"«{words}»" for _, words in suggestion.terms)
    if terms:
        yield f"watch terms {terms}"
    if suggestion.words:
        yield f"words {', '.join(suggestion.words)}"
    if suggestion.near is not None:
        yield f"sense {suggestion.near:+.3f} of «{suggestion.title}»"
    if suggestion.like is not None:
        yield likeness(suggestion.like, "«»")


def likeness(precedent: Precedent, marks: str) -> str:
    """Return which development on file speaks for an indicator by what it observed.

    Args:
        precedent: The development.
        marks: The mark before its title and the one behind it.
    """
    title = shortened(precedent.title or precedent.development, _MOST_TITLE)
    told = f"{marks[0]}{title}{marks[1]}"
    return f"reads like {told} of {precedent.day}, which observed it"


def _cited(model: str, coded: Coded) -> str:
    why = f": {coded.why}" if coded.why else ""
    return f"the model {model} proposes it, citing «{coded.sentence}»{why}"


def coding(proposal: Proposal) -> Iterator[str]:
    """Yield what a model proposed in vain, or why it proposed nothing."""
    found = proposal.coding
    if found is None:
        return
    told = f"the model {found.model}"
    if found.failure:
        yield f"{told} gave nothing: {found.failure}"
    elif not found.proposals and not found.refused:
        yield f"{told} proposes nothing"
    for each in found.refused:
        yield f"{told}'s proposal {each.what} is refused: it {each.reason}"


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
