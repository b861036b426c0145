"""What a model was asked and answered is on record word for word."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from items import GAZETTE
from journal.clerk import journal_at, who
from scenarios.journal.exchanges import draft_exchange, find_answer
from scenarios.journal.inbox import Inbox
from scenarios.journal.record import Kind
from scenarios.journal.subjects import about_question, subjects_of

REQUEST = b'{"model": "small", "messages": []}'
ANSWER = b'{"choices": []}'


def test_question_and_answer_stand_beside_the_record_word_for_word() -> None:
    draft = draft_exchange(GAZETTE, "small", REQUEST, ANSWER, who())
    assert draft.kind is Kind.NOTE
    assert (draft.body["coded"], draft.body["model"]) == ("i-gazette", "small")
    assert str(draft.body["digest"]).startswith("sha256:")
    (payload,) = draft.payloads
    assert json.loads(payload.data) == {
        "request": REQUEST.decode(),
        "answer": ANSWER.decode(),
    }
    assert about_question(str(draft.body["asked"])) in subjects_of(draft)


def test_the_newest_answer_to_the_very_same_question_is_found(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        assert find_answer(store, REQUEST) is None
        for seed, answer in (("a", b"{}"), ("b", ANSWER)):
            store.append([draft_exchange(GAZETTE, "m", REQUEST, answer, who(seed))])
        assert find_answer(store, REQUEST) == ANSWER
        assert find_answer(store, REQUEST + b" ") is None


def test_an_answer_that_is_not_the_one_on_record_is_not_taken(tmp_path: Path) -> None:
    draft = draft_exchange(GAZETTE, "m", REQUEST, ANSWER, who("a"))
    forged = dict(draft.body, answered="sha256:" + "0" * 64)
    with journal_at(tmp_path) as store:
        store.append([who("b").draft(Kind.NOTE, forged, draft.payloads)])
        store.append([who("c").draft(Kind.NOTE, {"asked": str(draft.body["asked"])})])
        assert find_answer(store, REQUEST) is None


def test_to_be_asked_about_is_not_to_be_decided(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store, Inbox.open(tmp_path / "inbox.db") as box:
        box.put([GAZETTE])
        store.append([draft_exchange(GAZETTE, "m", REQUEST, ANSWER, who("a"))])
        box.learn(store)
        assert (box.count(), box.decisions_on("i-gazette")) == (1, 0)


@given(st.binary(), st.binary())
def test_any_bytes_are_kept_as_they_are(request: bytes, answer: bytes) -> None:
    draft = draft_exchange(GAZETTE, "m", request, answer, who())
    payload = draft.payloads[0]
    told = json.loads(payload.data.decode(errors="surrogatepass"))
    assert told["request"].encode(errors="surrogateescape") == request
    assert told["answer"].encode(errors="surrogateescape") == answer
