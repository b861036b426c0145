"""A redaction removes texts for good; the chain and what feeds numbers stay."""

from pathlib import Path
from random import Random

import pytest

from journal.chronicle import Data, Step, draft_step, make
from journal.clerk import journal_at, who
from scenarios.domain.development import Development
from scenarios.journal.correcting import draft_note
from scenarios.journal.entering import Entering, draft_entry, plan_entries
from scenarios.journal.errors import NothingToRedactError
from scenarios.journal.news import fold
from scenarios.journal.payload import commitments_of
from scenarios.journal.record import Kind
from scenarios.journal.redacting import draft_redaction
from scenarios.journal.store import Store

TALKS: Data = {
    "id": "talks",
    "date": "2024-05-01",
    "title": "secret title",
    "observes": [{"indicator": "q/talks", "why": "secret reason"}],
    "reports": [
        {"id": "r1", "source": "herald", "summary": "secret first"},
        {"id": "r2", "source": "wire", "url": "https://secret.example/second"},
        {"id": "r3", "source": "wire"},
    ],
}
OTHER: Data = {"id": "other", "date": "2024-05-02", "title": "open title"}
STEPS: list[Step] = [
    ("enter", TALKS),
    ("enter", OTHER),
    ("regrade", "talks", "r1", "B2", "secret regrading"),
    ("add", "talks", {"id": "r4", "source": "herald", "why": "secret fourth"}),
    ("unlink", "talks", "q/talks", ""),
]


def write(store: Store, *steps: Step) -> None:
    author = who(f"{store.head().size}")
    store.append([draft_step(step, author) for step in steps])


def redact(store: Store, development: str, report: str | None = None) -> int:
    """Redact; return how many texts went."""
    author = who(f"redaction {store.head().size}")
    draft = draft_redaction(store, development, report, "asked by law", author)
    store.append([draft])
    return len(list(draft.body["redacted"]))  # type: ignore[arg-type]  # it is a tuple


def told(store: Store) -> Development:
    return fold(store.read()).entries["talks"].current


def left(folder: Path, word: str) -> int:
    """Count a word in the bytes of all files of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return sum(path.read_bytes().count(word.encode()) for path in files)


def test_every_text_of_a_development_goes(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        write(store, *STEPS)
        store.append([draft_note("secret note", {"development": "talks"}, who("n"))])
        assert redact(store, "talks") == 6
        store.purge()
        assert left(tmp_path, "secret") == 0
        assert left(tmp_path, "open title") > 0
        now = told(store)
        assert (now.title, now.observes) == ("", ())
        assert [each.grade for each in now.reports] == ["B2", None, None, None]
        assert store.verify().size == store.head().size


def test_the_record_of_a_redaction_lists_what_went_and_why(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        write(store, *STEPS)
        draft = draft_redaction(store, "talks", "r1", "asked by law", who("x"))
        first, _, third = (store.record(seq) for seq in (1, 2, 3))
        assert draft.kind is Kind.PAYLOAD_REDACTED
        assert draft.body["records"] == (1, 3)
        assert draft.body["why"] == "asked by law"
        listed = draft.body["redacted"]
        assert isinstance(listed, tuple)
        assert set(listed) <= {
            *commitments_of(first.draft.body),
            *commitments_of(third.draft.body),
        }


def test_the_texts_of_one_report_go_alone(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        write(store, *STEPS)
        assert redact(store, "talks", "r1") == 2
        assert redact(store, "talks", "r4") == 1
        store.purge()
        for gone in ("secret first", "secret regrading", "secret fourth"):
            assert left(tmp_path, gone) == 0
        for kept in ("secret title", "secret reason", "secret.example"):
            assert left(tmp_path, kept) > 0


@pytest.mark.parametrize("report", [None, "r1"])
def test_entering_a_file_again_brings_no_redacted_text_back(
    tmp_path: Path, report: str | None
) -> None:
    retracted = {"on": "2024-06-01", "why": "secret retraction"}
    first, *others = TALKS["reports"]
    news = TALKS | {"reports": [{**first, "retracted": retracted}, *others]}
    with journal_at(tmp_path) as store:
        write(store, ("enter", news))
        redact(store, "talks", report)
        before = fold(store.read())
        assert plan_entries([make(news)], before) == Entering((), (), 1)
        dated = news | {"date": "2024-05-03"}
        (revised,) = plan_entries([make(dated)], before).revised
        said = f"{revised!r}"
        assert ("secret first" in said) == ("secret retraction" in said) is False
        assert ("secret title" in said) == ("secret reason" in said) == bool(report)
        assert ("secret.example" in said) == bool(report)
        author = who("revision")
        store.append([draft_entry(Kind.DEVELOPMENT_REVISED, revised, author)])
        assert fold(store.read()).entries["talks"].entered == revised


def test_the_texts_of_earlier_versions_go_too(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        write(store, ("enter", TALKS), ("enter", {**TALKS, "title": "secret second"}))
        assert redact(store, "talks") == 6
        store.purge()
        assert left(tmp_path, "secret") == 0
        assert told(store) == make(
            {
                **TALKS,
                "title": "",
                "observes": ["q/talks"],
                "reports": [
                    {"id": each["id"], "source": each["source"]}
                    for each in TALKS["reports"]
                ],
            }
        )


@pytest.mark.parametrize(
    ("development", "report"),
    [("nowhere", None), ("talks", "r9"), ("talks", "r3"), ("nowhere", "r1")],
)
def test_where_there_is_no_text_nothing_is_redacted(
    tmp_path: Path, development: str, report: str | None
) -> None:
    with journal_at(tmp_path) as store:
        write(store, *STEPS)
        with pytest.raises(NothingToRedactError, match=development):
            redact(store, development, report)


def test_what_was_redacted_is_not_redacted_again(tmp_path: Path) -> None:
    with journal_at(tmp_path) as store:
        write(store, *STEPS)
        assert redact(store, "talks", "r1") == 2
        assert redact(store, "talks") == 3
        with pytest.raises(NothingToRedactError, match="talks has no text"):
            redact(store, "talks")
        write(store, ("enter", {**TALKS, "title": "secret again"}))
        assert redact(store, "talks") == 3


def test_fifty_of_five_hundred_texts_leave_no_trace(tmp_path: Path) -> None:
    words = [f"secret-{number:03}-text" for number in range(500)]
    entries: list[Step] = [
        ("enter", {"id": f"d{number}", "date": "2024-05-01", "title": word})
        for number, word in enumerate(words)
    ]
    gone = sorted(Random(50).sample(range(500), 50))
    with journal_at(tmp_path) as store:
        write(store, *entries)
        before = [record.data for record in store.read()]
        for number in gone:
            redact(store, f"d{number}")
        store.purge()
        found = "\n".join(map(str, (left_words(tmp_path))))
        assert [n for n, word in enumerate(words) if word not in found] == gone
        assert [record.data for record in store.read(0, 501)] == before
        assert store.verify().size == 551
        titles = [each.title for each in fold(store.read()).developments]
        assert [n for n, title in enumerate(titles) if not title] == gone


def left_words(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
