"""An author's drafts say who and when, and each is a request of its own."""

from datetime import timedelta

from journal.clerk import who
from journal.store_contract import NOW
from scenarios.journal.payload import Payload
from scenarios.journal.record import Draft, Kind


def test_a_draft_says_who_when_and_what() -> None:
    text = Payload(bytes(32), b"a text")
    author = who()
    first = author.draft(Kind.NOTE, {"payload": text.commitment}, (text,))
    assert first == Draft(
        "anna", NOW, Kind.NOTE, {"payload": text.commitment}, first.req
    )
    assert first.payloads == (text,)
    second = author.draft(Kind.NOTE, {"number": 2})
    assert second.at == NOW + timedelta(minutes=1)
    assert second.req != first.req
