"""An interval that is recalled is the one that would be drawn."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.assessment import assess as module
from scenarios.assessment.assess import assess
from scenarios.assessment.intervals import Span, draw_spans, name_of
from scenarios.assessment.results import Assessment
from scenarios.assessment.seed import seed_of
from scenarios.domain.development import Development
from scenarios.domain.model import ScoringModel
from scenarios.domain.scenario import Scenario
from scenarios.loading.developments import Developments
from support import (
    Data,
    day,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
    make_workspace,
    scenario_data,
)

SIGNS: Data = {
    "event": {"weights": {"a": 6}, "within": "90d"},
    "count": {
        "kind": "count",
        "per": "30d",
        "rates": {"a": 2, "b": 1},
    },
}
NEWS = (
    make_development("d", 20, "event", make_report("B2")),
    make_development("e", 30, "count", make_report("C3")),
)
SEED = seed_of(["scenario", "model", "news"])


class Memory:
    """Remembers everything."""

    def __init__(self) -> None:
        self.spans: dict[str, Sequence[Span]] = {}

    def find(self, name: str) -> Sequence[Span] | None:
        return self.spans.get(name)

    def keep(self, spans: Mapping[str, Sequence[Span]]) -> None:
        self.spans.update(spans)


def assess_with(root: Path, memory: Memory | None, *, at: int = 150) -> Assessment:
    """Assess two scenarios, one of them settled."""
    settled = {**scenario_data(SIGNS), "id": "settled"}
    settled["resolved"] = {"on": day(100), "outcome": "a", "why": "It happened."}
    workspace = make_workspace(root, scenario_data(SIGNS), settled)
    return assess(workspace, Developments(NEWS), day(at), recall=memory)


def spans_of(assessment: Assessment) -> list[object]:
    return [(o.low, o.high) for each in assessment.scenarios for o in each.outcomes]


def test_what_is_recalled_is_what_was_drawn(tmp_path: Path) -> None:
    memory = Memory()
    plain = assess_with(tmp_path / "a", None)
    assert spans_of(assess_with(tmp_path / "b", memory)) == spans_of(plain)
    assert len(memory.spans) == 1
    with patch.object(module, "draw_spans", side_effect=AssertionError):
        again = assess_with(tmp_path / "c", memory)
    assert spans_of(again) == spans_of(plain)
    assert again["q"].confidence == plain["q"].confidence


def test_what_fits_no_scenario_is_drawn_again(tmp_path: Path) -> None:
    memory = Memory()
    plain = assess_with(tmp_path / "a", memory)
    memory.spans = {name: [(0.1, 0.2)] for name in memory.spans}
    assert spans_of(assess_with(tmp_path / "b", memory)) == spans_of(plain)


Inputs = tuple[Scenario, Sequence[Development], ScoringModel, int, bytes]
BASE: Inputs = (make_scenario(SIGNS), NEWS, make_model(), 150, SEED)
CHANGES: Mapping[str, Inputs] = {
    "a weight": (
        make_scenario({**SIGNS, "event": {"weights": {"a": 7}, "within": "90d"}}),
        *BASE[1:],
    ),
    "a prior": (make_scenario(SIGNS, {"a": 0.4, "b": 0.6}), *BASE[1:]),
    "a grade": (
        BASE[0],
        (make_development("d", 20, "event", make_report("B3")), NEWS[1]),
        *BASE[2:],
    ),
    "a strength": (
        BASE[0],
        (
            make_development(
                "d", 20, {"indicator": "event", "strength": 0.5}, make_report("B2")
            ),
            NEWS[1],
        ),
        *BASE[2:],
    ),
    "a development less": (BASE[0], NEWS[:1], *BASE[2:]),
    "the number of draws": (
        *BASE[:2],
        make_model(uncertainty={"draws": 999}),
        *BASE[3:],
    ),
    "the doubt of weights": (
        *BASE[:2],
        make_model(uncertainty={"weight_db": 3}),
        *BASE[3:],
    ),
    "the day": (*BASE[:3], 151, SEED),
    "the seed": (*BASE[:4], seed_of(["other", "model", "news"])),
}


def name_in(inputs: Inputs) -> str:
    scenario, news, model, at, seed = inputs
    ledger = ledger_of(scenario, news, at, model)
    return name_of(ledger, scenario, model, seed, day(at))


@pytest.mark.parametrize("inputs", CHANGES.values(), ids=CHANGES)
def test_other_inputs_have_another_name(inputs: Inputs) -> None:
    assert name_in(inputs) != name_in(BASE)


def test_the_same_inputs_have_the_same_name() -> None:
    again = (make_scenario(SIGNS), NEWS[::-1], make_model(), 150, SEED)
    assert name_in(again) == name_in(BASE)


def test_other_programs_have_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    before = name_in(BASE)
    monkeypatch.setattr(
        "scenarios.assessment.intervals._programs", lambda: b"other programs"
    )
    assert name_in(BASE) != before


@given(
    at=st.sampled_from([20, 60, 150]),
    grades=st.lists(st.sampled_from(["A1", "B2", "C3", "E5"]), min_size=2, max_size=2),
    draws=st.sampled_from([100, 200]),
)
def test_one_name_means_one_interval(at: int, grades: list[str], draws: int) -> None:
    news = [
        make_development("d", 20, "event", make_report(grades[0])),
        make_development("e", 30, "count", make_report(grades[1])),
    ]
    model = make_model(uncertainty={"draws": draws})
    scenario = make_scenario(SIGNS)
    ledger = ledger_of(scenario, news, at, model)
    inputs = (ledger, scenario, model, SEED, day(at))
    known = KNOWN.setdefault(name_of(*inputs), draw_spans(*inputs))
    assert known == draw_spans(*inputs)


KNOWN: dict[str, list[Span]] = {}
