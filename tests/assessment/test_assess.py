"""The door to the sums: who is assessed, under what, and what is on record."""

from __future__ import annotations

from decimal import Decimal
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

import scenarios
from oracle.workspaces import write_yaml
from scenarios import assess, load_workspace
from scenarios.assessment.assess import probabilities
from scenarios.domain.development import Development
from scenarios.engine.arrays.interval import interval, seeded
from scenarios.errors import UnknownModelError, UnknownScenarioError
from scenarios.loading.developments import Developments
from support import (
    HORIZON,
    assess_in,
    day,
    floats,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
    make_workspace,
    packed,
    scenario_data,
)

if TYPE_CHECKING:
    from pathlib import Path

    from scenarios import Workspace

PRIORS = {"a": 0.2, "b": 0.5, "c": 0.3}
SIGNS = {"s": {"likelihoods": {"a": 0.8, "b": 0.4, "c": 0.1}}}
TOLD = [
    make_development("d1", 10, "s"),
    make_development("d2", 200, "s", make_report("B2")),
]
NEWS = Developments(tuple(TOLD))
EVERYWHERE = Development.model_validate(
    {
        "id": "everywhere",
        "date": day(20),
        "observes": [f"{name}/s" for name in ("q", "settled", "again")],
        "reports": [{"id": "r", **make_report("A1")}],
    }
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Hold three questions, of which the second is settled on day 50."""
    resolved = {"outcome": "c", "on": day(50)}
    question = scenario_data(SIGNS, PRIORS)
    return make_workspace(
        tmp_path,
        question,
        {**question, "id": "settled", "resolved": resolved},
        {**question, "id": "again"},
    )


def test_all_scenarios_are_assessed_unless_some_are_named(workspace: Workspace) -> None:
    found = assess_in(workspace, TOLD).scenarios
    assert [each.id for each in found] == ["again", "q", "settled"]
    named = assess(workspace, NEWS, day(90), scenarios=["settled", "again", "settled"])
    assert [each.id for each in named.scenarios] == ["settled", "again"]


def test_what_led_to_it_is_told(workspace: Workspace, tmp_path: Path) -> None:
    found = assess_in(workspace, TOLD, 90)
    model_bytes = (tmp_path / "models" / "default.yaml").read_bytes()
    assert found.as_of == day(90)
    assert found.version == scenarios.__version__
    assert found.model.id == "default"
    assert found.model_digest == f"sha256:{sha256(model_bytes).hexdigest()}"
    assert found.developments == 2
    assert found.developments_digest == NEWS.digest
    scenario_bytes = (tmp_path / "scenarios" / "q.yaml").read_bytes()
    question = found["q"]
    assert question.digest == f"sha256:{sha256(scenario_bytes).hexdigest()}"
    lines = scenario_bytes.decode().splitlines()
    path, _, line = question.where["s"].partition(":")
    assert path == "scenarios/q.yaml"
    assert lines[int(line) - 1].strip() == "s:"


def test_the_answer_is_that_of_the_ledger(workspace: Workspace) -> None:
    """λ = 9 on day 90: .2·7.4 : .5·4.2 : .3·1.8 = 1.48 : 2.1 : .54, of 4.12."""
    question = assess_in(workspace, TOLD, 90)["q"]
    expected = [1.48 / 4.12, 2.1 / 4.12, 0.54 / 4.12]
    found = [float(outcome.probability) for outcome in question.outcomes]
    assert found == pytest.approx(expected, abs=1e-12)
    assert [outcome.id for outcome in question.outcomes] == ["a", "b", "c"]
    assert [outcome.word for outcome in question.outcomes] == [
        "unlikely",
        "roughly even chance",
        "very unlikely",
    ]
    assert [float(outcome.prior) for outcome in question.outcomes] == [0.2, 0.5, 0.3]
    assert question.resolved is None
    assert question.ground.observed == 1


def test_a_record_keeps_34_digits(workspace: Workspace) -> None:
    for outcome in assess_in(workspace, TOLD, 90)["q"].outcomes:
        assert len(outcome.probability.as_tuple().digits) == 34


def test_the_interval_is_drawn_from_a_seed_of_the_inputs(workspace: Workspace) -> None:
    """The SHA-256 of the digests of scenario, model and developments, one a line."""
    found = assess_in(workspace, TOLD, 90)
    question = found["q"]
    digests = (question.digest, found.model_digest, found.developments_digest)
    seed = sha256("\n".join(digests).encode()).digest()
    scenario, model = make_scenario(SIGNS, PRIORS), make_model()
    pack = packed(scenario, ledger_of(scenario, TOLD, 90), model, day(90))
    low, high = interval(pack, model.uncertainty, seeded(seed))
    assert [outcome.low for outcome in question.outcomes] == pytest.approx(low)
    assert [outcome.high for outcome in question.outcomes] == pytest.approx(high)
    assert question.ground.width == pytest.approx(max(high - low))


@pytest.mark.parametrize("at", [-20, 0, HORIZON, HORIZON + 300])
def test_a_question_can_be_asked_on_any_day(workspace: Workspace, at: int) -> None:
    question = assess_in(workspace, TOLD, at)["q"]
    assert sum(question.probabilities.values()) == pytest.approx(1)


def test_after_the_close_nothing_grows_older(workspace: Workspace) -> None:
    days = [assess_in(workspace, TOLD, at)["q"].ground.days for at in (350, 360, 900)]
    assert days == [150, 160, 160]


def test_a_settled_question_is_certain_from_its_day_on(workspace: Workspace) -> None:
    """The ledger goes on as if it were not, and there is no interval."""
    before, after = (assess_in(workspace, [EVERYWHERE], at) for at in (49, 50))
    assert after["settled"].ledger.score == after["again"].ledger.score
    assert after["settled"].ground.observed == 1
    open_still, settled = before["settled"], after["settled"]
    assert open_still.resolved is None
    assert open_still.outcomes[0].low is not None
    assert settled.resolved is not None
    assert settled.probabilities == {"a": 0, "b": 0, "c": 1}
    assert [(outcome.low, outcome.high) for outcome in settled.outcomes] == [
        (None, None)
    ] * 3
    assert settled.outcomes[2].word == "above 99 %"
    assert settled.ground.width is None


def test_probabilities_of_record_are_rounded_or_settled() -> None:
    third = {"a": Decimal(1) / 3, "b": Decimal(2) / 3}
    scenario = make_scenario({}, third, resolved={"outcome": "b", "on": day(50)})
    ledger = ledger_of(scenario)
    found = probabilities(ledger, scenario, day(49))
    assert floats(found) == pytest.approx([1 / 3, 2 / 3], abs=1e-15)
    assert all(len(each.as_tuple().digits) <= 34 for each in found)
    assert probabilities(ledger, scenario, day(50)) == [0, 1]


@pytest.mark.usefixtures("workspace")
def test_another_model_may_be_named(tmp_path: Path) -> None:
    other = {
        "format": "scenarios/model@1",
        "id": "deaf",
        "title": "Hears nothing",
        "method": "weight-of-evidence",
        "grades": {"reliability": {"A": 0}},
        "words": "phia",
    }
    write_yaml(tmp_path / "models" / "deaf.yaml", other)
    found = assess(load_workspace(tmp_path), NEWS, day(90), model="deaf")
    assert found.model.id == "deaf"
    assert floats(found["q"].probabilities.values()) == pytest.approx([0.2, 0.5, 0.3])
    assert found["q"].outcomes[0].word == "highly unlikely"


def test_unknown_names_are_refused(workspace: Workspace) -> None:
    with pytest.raises(UnknownScenarioError, match="unknown scenario 'setled'"):
        assess(workspace, NEWS, day(90), scenarios=["setled"])
    with pytest.raises(UnknownModelError, match="unknown model 'hose'"):
        assess(workspace, NEWS, day(90), model="hose")


def test_the_same_inputs_give_the_same_assessment(workspace: Workspace) -> None:
    assert assess_in(workspace, TOLD, 90) == assess_in(workspace, TOLD, 90)
    one, other = (
        assess_in(workspace, told, 90)["q"].probabilities for told in (TOLD, TOLD[::-1])
    )
    assert one == other
