"""What an assessment can be asked, and how it shows in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support import assess_in, make_development, make_workspace, scenario_data

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios import Assessment

OUTCOMES = {
    "a": {"title": "Up <fast>", "prior": 0.25},
    "b": {"title": "Down", "prior": 0.375},
    "c": {"title": "Neither", "prior": 0.375},
}
# Without doubt the interval is the answer itself.
SURE = {"uncertainty": {"weight_db": 0, "prior_db": 0}}


@pytest.fixture
def assessment(tmp_path: Path) -> Assessment:
    """Assess a question before there is news, and another that is settled."""
    question = scenario_data({}, OUTCOMES, question="Up & away?")
    settled = {**question, "id": "z", "resolved": {"outcome": "a", "on": "2024-02-01"}}
    return assess_in(make_workspace(tmp_path, question, settled, **SURE))


def test_a_scenario_is_found_by_its_id(assessment: Assessment) -> None:
    assert assessment["z"].id == "z"
    assert assessment["q"].scenario.question == "Up & away?"
    with pytest.raises(KeyError, match="nowhere"):
        assessment["nowhere"]


def test_probabilities_are_found_by_outcome(assessment: Assessment) -> None:
    found = {name: float(p) for name, p in assessment["q"].probabilities.items()}
    assert found == pytest.approx({"a": 0.25, "b": 0.375, "c": 0.375})


def test_the_first_among_equals_leads(assessment: Assessment) -> None:
    assert assessment["q"].leading.id == "b"
    assert assessment["z"].leading.id == "a"


def test_news_can_change_the_lead(tmp_path: Path) -> None:
    signs = {"s": {"likelihoods": {"a": 0.9, "b": 0.1, "c": 0.1}}}
    workspace = make_workspace(tmp_path, scenario_data(signs, OUTCOMES))
    told = [make_development("d", 10, "s")]
    assert assess_in(workspace, told, 9)["q"].leading.id == "b"
    assert assess_in(workspace, told, 10)["q"].leading.id == "a"


def test_a_notebook_shows_a_table_per_question(assessment: Assessment) -> None:
    shown = assessment._repr_html_()
    assert shown.startswith("<p>As of 2024-12-26, model default.</p><table ")
    assert shown.count("<table ") == 2
    assert "<br/>Up &amp; away?</caption>" in shown
    assert ">Up &lt;fast&gt;</th>" in shown
    assert ">above 99 %</td>" in shown
    assert shown.count(">settled</td>") == 3
    assert shown.count("<summary>Confidence: ") == 2
