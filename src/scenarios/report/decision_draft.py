"""A file of decisions to fill in: every item with what it may be, and why.

No reason is written in it, and a decision without a reason is refused: nothing is
taken over unread.
"""

from collections.abc import Iterator, Sequence
from textwrap import wrap

from scenarios.assessment.proposing import Proposal
from scenarios.domain.decision import DECISIONS_FORMAT
from scenarios.domain.item import Item
from scenarios.report.proposal_words import coding, copies, origin, report_of, signs
from scenarios.report.yaml_text import quoted, seen

__all__ = ["draft_decisions"]

WIDTH = 96


def draft_decisions(proposals: Sequence[Proposal]) -> str:
    """Return YAML with a decision for each item, to be completed by a person."""
    lines = [
        f"format: {DECISIONS_FORMAT}",
        "# Each item is one of `new`, `report_of` and `not_ours`; write why, or delete",
        "# the entry: what has no reason is refused.",
        "decisions:" if proposals else "decisions: []",
    ]
    for proposal in proposals:
        lines += ["", *_entry(proposal)]
    return "\n".join(lines) + "\n"


def _entry(proposal: Proposal) -> Iterator[str]:
    item = proposal.item
    for text in _told(item):
        yield from _comment(text)
    told = (report_of, signs, copies, coding)
    for text in (text for words in told for text in words(proposal)):
        yield from _comment(f"? {text}")
    yield f"  - item: {item.id}"
    if proposal.attachment is not None:
        yield f"    report_of: {quoted(proposal.attachment.development)}"
    elif proposal.offered:
        yield from _new(proposal)
    else:
        # Nothing speaks for it; that is no reason to say what it is.
        yield "    # not_ours: true"
    if proposal.attachment is not None or proposal.offered:
        yield f"    report: {{{', '.join(_report(proposal))}}}"
    yield "    why:"


def _told(item: Item) -> Iterator[str]:
    read = " (read from its page)" if item.dated == "page" else ""
    published = item.published or "no date"
    yield f"{published}{read}  {item.publisher or item.site}"
    if item.title:
        yield item.title
    if item.url:
        yield item.url


def _new(proposal: Proposal) -> Iterator[str]:
    item = proposal.item
    day = (item.published or "")[: len("2024-05-31")]
    yield "    new:"
    yield f"      id: # such as {day or '2024-05-31'}-what-happened"
    yield f"      date: {day}  # the day it happened, not the day it was published"
    yield f"      title: {quoted(item.title)}"
    yield f"      observes: [{proposal.offered[0]}]"


def _report(proposal: Proposal) -> Iterator[str]:
    if proposal.source is None:
        yield "source: "
    yield "credibility: 6"
    if found := origin(proposal):
        yield f"origin: {quoted(found)}"


def _comment(text: str) -> Iterator[str]:
    # A break in a headline must not end the comment.
    words = seen(" ".join(text.split()))
    for line in wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False):
        yield f"  # {line}"
