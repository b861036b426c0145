"""A record in a line for people."""

import json
from pathlib import Path

import pytest

from journal.clerk import LOG, rich_journal_at, who
from scenarios.journal.payload import Payload
from scenarios.journal.record import Kind, Record, seal_record
from scenarios.journal.wording import texts_of, word_record


def noted(body: dict[str, object], *texts: bytes, kind: Kind = Kind.NOTE) -> Record:
    payloads = tuple(Payload(bytes(32), each) for each in texts)
    for number, each in enumerate(payloads):
        body = body | {f"part{number}": {"payload": each.commitment}}
    draft = who().draft(kind, body, payloads)  # type: ignore[arg-type]  # plain dicts
    return seal_record(draft, LOG, 3, "ab" * 32)


def test_a_line_says_kind_subject_and_text() -> None:
    record = noted(
        {"development": "d1", "date": "2024-01-01", "observes": ["a"], "flag": None},
        json.dumps({"title": "Talks\n  held"}).encode(),
        kind=Kind.DEVELOPMENT_RECORDED,
    )
    assert word_record(record) == "development.recorded d1 — Talks held"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (b'{"why": "a reason"}', "a reason"),
        (b'{"title": 7, "summary": "in short"}', "in short"),
        (b'"quoted"', "quoted"),
        (b"plain", "plain"),
        (b"\xff", "\ufffd"),
        (b"x" * 61, "x" * 60 + "…"),
        (b'{"other": "a"}', None),
        (b"[7]", None),
    ],
)
def test_a_text_is_shown_in_short(text: bytes, shown: str | None) -> None:
    end = "" if shown is None else f" — {shown}"
    assert word_record(noted({"n": 1}, text)) == f"note 1{end}"


def test_long_values_are_cut() -> None:
    assert word_record(noted({"a": "y" * 61})) == "note " + "y" * 60 + "…"


def test_the_text_of_the_record_comes_before_those_of_its_parts() -> None:
    own, part = Payload(bytes(32), b"own"), Payload(bytes(32), b"part")
    for order in ((own, part), (part, own)):
        body = {"payload": own.commitment, "parts": [{"payload": part.commitment}]}
        draft = who().draft(Kind.NOTE, body, order)  # type: ignore[arg-type]  # plain
        assert word_record(seal_record(draft, LOG, 1, "ab" * 32)) == "note — own"


def test_keys_and_redactions_have_words_of_their_own(tmp_path: Path) -> None:
    with rich_journal_at(tmp_path) as store:
        said = [word_record(record) for record in store.read()]
    assert said[0].startswith(f"log.created {LOG} key {LOG}+")
    assert said[7] == "payload.redacted 1 text"
    assert said[8].startswith(f"key.added key {LOG}+")
    assert said[8].endswith(" — it was time")
    assert word_record(noted({"vkey": "x"})) == "note a malformed key"
    two = noted({"redacted": ["a", "b"]})
    assert word_record(two) == "note 2 texts"


def test_texts_are_told_by_their_commitments() -> None:
    texts = (b'{"a": [1]}', b"plain", b"[" * 99_999)
    record = noted({}, *texts)
    kept = [each.commitment for each in record.draft.payloads]
    assert texts_of(record) == dict(
        zip(kept, [{"a": [1]}, "plain", "[" * 99_999], strict=True)
    )
