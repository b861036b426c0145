"""Entering developments: what of them is new, what is a revision, what is known."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.domain.development import Development
from scenarios.journal.author import Author
from scenarios.journal.canonical import check_settled, write_json
from scenarios.journal.entries import without_texts, write_development
from scenarios.journal.news import News
from scenarios.journal.record import Draft, Kind

__all__ = ["Entering", "draft_entry", "plan_entries"]


@dataclass(frozen=True, slots=True)
class Entering:
    """What entering some developments would put on record.

    Attributes:
        new: Developments whose ids the journal does not know.
        revised: Developments that it knows with another content.
        unchanged: How many it knows just so.
    """

    new: tuple[Development, ...]
    revised: tuple[Development, ...]
    unchanged: int

    @property
    def entered(self) -> tuple[Development, ...]:
        """Return what would be put on record, in order."""
        return (*self.new, *self.revised)


def plan_entries(given: Iterable[Development], news: News) -> Entering:
    """Compare developments with what a journal was told.

    They are compared with what was entered, not with what corrections made of it: a
    file that is entered again takes no correction back. Nor does it bring back a text
    that was redacted.
    """
    new, revised, unchanged = [], [], 0
    for each in given:
        entry = news.entries.get(each.id)
        development = each if entry is None else without_texts(each, entry.redacted)
        if entry is None:
            new.append(development)
        elif entry.entered == development:
            unchanged += 1
        else:
            revised.append(development)
    return Entering(tuple(new), tuple(revised), unchanged)


def draft_entry(kind: Kind, development: Development, author: Author) -> Draft:
    """Draft the record that enters a development, or enters it anew.

    Raises:
        MalformedRecordError: An id or an origin holds what a record may not.
    """
    body, payloads = write_development(development, author.entropy)
    draft = author.draft(kind, body, payloads)
    # Whoever enters many learns of all such faults before the first is on record.
    check_settled(write_json(draft.body))
    return draft
