"""A draft of decisions: YAML that says what may be, and decides nothing."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.test_interview import BARE, TOLD
from items import GAZETTE
from scenarios.assessment.proposing import Proposal
from scenarios.domain.item import Item
from scenarios.errors import FaultyDataError
from scenarios.intake.linking import Attachment
from scenarios.intake.precedents import Precedent
from scenarios.intake.scale import Shared
from scenarios.intake.suggesting import Suggestion
from scenarios.loading.decisions import parse_decisions
from scenarios.loading.yaml_reader import read_yaml
from scenarios.report.decision_draft import draft_decisions
from scenarios.report.proposal_words import copies, report_of, signs


def test_an_empty_draft_is_a_file_of_no_decisions() -> None:
    text = draft_decisions([])
    assert parse_decisions(text.encode(), "d.yaml").decisions.decisions == ()


def test_no_decision_of_a_draft_stands_without_a_reason() -> None:
    text = draft_decisions([TOLD, BARE])
    with pytest.raises(FaultyDataError) as told:
        parse_decisions(text.encode(), "d.yaml")
    assert [issue.key for issue in told.value.issues if "why" in issue.key] == [
        "decisions.0.why",
        "decisions.1.why",
    ]
    whole = text.replace("why:", "why: read").replace("# not_ours", "not_ours")
    decisions = parse_decisions(whole.encode(), "d.yaml").decisions.decisions
    assert [each.kind for each in decisions] == ["report_of", "not_ours"]
    assert decisions[0].report.origin == "reuters-wire"


def test_a_new_development_is_left_to_be_named() -> None:
    sign = Suggestion("strike/walkouts", 9.0, (("walk*", "walks"),), ("port",))
    proposal = Proposal(GAZETTE, None, None, None, (sign,), ("i-copy",))
    text = draft_decisions([proposal])
    assert "# ? may observe strike/walkouts: watch terms «walks»; words port" in text
    assert "# ? same text as i-copy" in text
    assert "source: , credibility: 6" in text
    text = text.replace("why:", "why: read").replace("source: ,", "source: gazette,")
    text = text.replace("id: #", "id: d9 #")
    (decision,) = parse_decisions(text.encode(), "d.yaml").decisions.decisions
    assert decision.new is not None
    assert decision.new.title == GAZETTE.title
    assert [link.indicator for link in decision.new.observes] == ["strike/walkouts"]


@given(st.text(max_size=60))
def test_what_an_item_reads_like_is_told_and_breaks_out_of_no_comment(
    title: str,
) -> None:
    like = Precedent("d1", date(2024, 3, 1), title, ("strike/walkouts",), 0.9)
    sign = Suggestion("strike/walkouts", 9.0, (), (), like=like)
    proposal = Proposal(GAZETTE, "gazette", None, None, (sign,), ())
    (told,) = signs(proposal)
    grounds = f"reads like «{title or 'd1'}» of 2024-03-01, which observed it"
    assert told == f"may observe strike/walkouts: {grounds}"
    document, issues = read_yaml(draft_decisions([proposal]).encode(), "d.yaml")
    assert issues == []
    assert document is not None
    whole: Any = document.value
    assert set(whole["decisions"][0]) == {"item", "new", "report", "why"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_headline_breaks_out_of_its_place(title: str, url: str) -> None:
    item = Item(id="i-1", published="2024-03-05", title=title, url=url)
    sign = Suggestion("strike/walkouts", 9.0, (), ())
    text = draft_decisions([Proposal(item, "gazette", None, None, (sign,), ())])
    document, issues = read_yaml(text.encode(errors="replace"), "d.yaml")
    assert issues == []
    assert document is not None
    whole: Any = document.value
    (entry,) = whole["decisions"]
    assert set(entry) == {"item", "new", "report", "why"}
    assert set(entry["new"]) == {"id", "date", "title", "observes"}


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "published on its day"),
        (1, "published 1 day after it"),
        (-2, "published 2 days before it"),
        (None, ""),
    ],
)
def test_days_are_told_in_words(days: int | None, told: str) -> None:
    found = Attachment("i", "d2", 20.0, 9.0, days, (Shared("hull", 4.0),))
    proposal = Proposal(GAZETTE, "gazette", None, found, (), ())
    (text,) = report_of(proposal)
    assert text == ", ".join(filter(None, ["may tell of d2: it shares hull", told]))


def test_where_nothing_speaks_nothing_is_said() -> None:
    assert [*report_of(BARE), *signs(BARE), *copies(BARE)] == []
    assert list(copies(TOLD)) == ["repeats Reuters wire, for it says «(Reuters)»"]
