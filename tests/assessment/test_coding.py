"""A model is asked once; what it answered can be read again without it."""

from pathlib import Path

import pytest

from assessment.office import Office, office_at
from chat import proposing
from items import CRICKET, GAZETTE, UNION
from scenarios.assessment.coding import Coder, code_items
from scenarios.assessment.proposing import propose
from scenarios.intake.coder_answer import Coding
from scenarios.intake.endpoint import EndpointError
from scenarios.journal.payload import PAYLOAD
from scenarios.journal.record import Kind

CITED = "Dockers at the port of Hull stopped work on Tuesday, the union said."
ANSWER = proposing(
    {"indicator": "strike/walkouts", "sentence": CITED, "why": "a further port"}
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    opened = office_at(tmp_path, {})
    opened.enter()
    return opened


def code(office: Office, *items: object, ask: object) -> dict[str, Coding]:
    scenarios = [file.scenario for file in office.workspace.scenarios.values()]
    coder = Coder("small", ask)  # type: ignore[arg-type]  # fakes of a function
    found = code_items(items, scenarios, coder, office.store, office.author)  # type: ignore[arg-type]  # items given as they are
    return dict(found)


def refuse(_: bytes) -> bytes:
    raise EndpointError("http://127.0.0.1:1", "cannot be asked: Connection refused")


def test_what_was_asked_and_answered_is_on_record_before_it_is_shown(
    office: Office,
) -> None:
    before = office.store.head().size
    coding = code(office, GAZETTE, ask=lambda _: ANSWER)["i-gazette"]
    assert [each.indicator for each in coding.proposals] == ["strike/walkouts"]
    assert office.store.head().size == before + 1
    record = office.store.record(before)
    assert (record.draft.kind, PAYLOAD in record.draft.body) == (Kind.NOTE, True)


def test_a_question_on_record_is_answered_without_the_model(office: Office) -> None:
    first = code(office, GAZETTE, ask=lambda _: ANSWER)
    size = office.store.head().size
    assert code(office, GAZETTE, ask=refuse) == first
    assert office.store.head().size == size


def test_an_endpoint_that_fails_is_asked_no_more(office: Office) -> None:
    asked = []

    def fail(body: bytes) -> bytes:
        asked.append(body)
        return refuse(body)

    code(office, UNION, ask=lambda _: ANSWER)
    found = code(office, GAZETTE, CRICKET, UNION, ask=fail)
    assert len(asked) == 1
    assert [found[n].failure for n in ("i-gazette", "i-cricket", "i-union")] == [
        "http://127.0.0.1:1: cannot be asked: Connection refused",
        "http://127.0.0.1:1: cannot be asked: Connection refused",
        "",
    ]


def test_a_citation_of_another_item_is_refused(office: Office) -> None:
    coding = code(office, UNION, ask=lambda _: ANSWER)["i-union"]
    assert coding.proposals == ()
    assert "cites what the item does not say" in coding.refused[0].reason


def test_an_item_of_no_open_question_is_not_asked_about(office: Office) -> None:
    old = GAZETTE.model_copy(update={"published": "1999-01-01"})
    assert code(office, old, ask=refuse) == {}


def test_what_a_model_proposes_comes_after_what_words_suggest(office: Office) -> None:
    codings = code(office, GAZETTE, ask=lambda _: ANSWER)
    (proposal,) = propose([GAZETTE], office.workspace, (), codings)
    suggested = tuple(each.indicator for each in proposal.suggestions)
    assert proposal.offered[-1] == "strike/walkouts"
    assert proposal.offered[: len(suggested)] == suggested
    (plain,) = propose([GAZETTE], office.workspace, ())
    assert plain.coding is None
    assert plain.offered == suggested


def test_it_moves_no_number(office: Office) -> None:
    before = office.brief().news.developments
    code(office, GAZETTE, ask=lambda _: ANSWER)
    assert office.brief().news.developments == before
