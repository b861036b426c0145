"""The engine against Bayesian networks: pyAgrum's exact inference, and textbooks.

A scenario without clock, fading, groups and limits is a network: a node for the
outcome, and under it a node per sign. What is known of a sign is virtual evidence
(Pearl 1988) on its node: how much likelier it is in each of the node's states.
"""

from __future__ import annotations

import json
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import (
    certain_model,
    floats,
    ledger_of,
    make_development,
    make_model,
    make_report,
    make_scenario,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from support import Data

    Signs = Mapping[str, tuple[float, float]]

with warnings.catch_warnings():
    # What SWIG generates sets no __module__; as an error it would crash Python.
    warnings.filterwarnings(
        "ignore", "builtin type .* has no __module__ attribute", DeprecationWarning
    )
    gum: Any = import_module("pyagrum")

BAYES = Path(__file__).parents[3] / "shared" / "data" / "vectors" / "bayes"
needs_vectors = pytest.mark.skipif(
    not BAYES.is_dir(), reason="the vectors folder is absent: ../shared/data/vectors"
)

FAR = {"limits": {"theta": [1e-15, 0.999999999999999]}}
"""Limits too far to be met by what is drawn here."""


class Network:
    """A network with one node for the outcome and signs below it."""

    def __init__(self, priors: Mapping[str, float]) -> None:
        self.outcomes = list(priors)
        self.net = gum.BayesNet()
        self.net.add(gum.LabelizedVariable("outcome", "", self.outcomes))
        self.net.cpt("outcome").fillWith(list(priors.values()))
        self.evidence: dict[str, list[float]] = {}

    def add_sign(
        self, name: str, chances: Mapping[str, Sequence[float]], known: Sequence[float]
    ) -> None:
        """Add a sign: the chance of each state by outcome, and what is known of it."""
        states = [str(place) for place in range(len(known))]
        self.net.add(gum.LabelizedVariable(name, "", states))
        self.net.addArc("outcome", name)
        for outcome in self.outcomes:
            self.net.cpt(name)[{"outcome": outcome}] = list(chances[outcome])
        self.evidence[name] = list(known)

    def posterior(self) -> list[float]:
        """Infer the chances of the outcomes."""
        inference = gum.LazyPropagation(self.net)
        for name, known in self.evidence.items():
            inference.addEvidence(name, known)
        inference.makeInference()
        return [float(chance) for chance in inference.posterior("outcome").tolist()]


def odds_of(r: float) -> float:
    """Return λ of a report that tracks the truth with chance r, else is noise."""
    return (1 + r) / (1 - r)


def seen_or_not(thetas: Mapping[str, float]) -> dict[str, list[float]]:
    """Return the chances of an event's two states: not there, there."""
    return {outcome: [1 - theta, theta] for outcome, theta in thetas.items()}


PRIORS = {"a": 0.2, "b": 0.5, "c": 0.3}
THETAS = {"a": 0.7, "b": 0.3, "c": 0.05}
# Of the grades of support.MODEL: B2 is .6 of .9, C3 .5 of .75, and F5 worth nothing.
GRADES = {"A1": 0.8, "B2": 0.54, "C3": 0.375, "F5": 0}


@pytest.mark.parametrize("grade", GRADES)
def test_a_report_of_an_event_is_virtual_evidence(grade: str) -> None:
    network = Network(PRIORS)
    network.add_sign("s", seen_or_not(THETAS), [1, odds_of(GRADES[grade])])
    scenario = make_scenario({"s": {"likelihoods": THETAS}}, PRIORS)
    told = make_development("d", 9, "s", make_report(grade))
    found = ledger_of(scenario, [told]).probabilities
    assert floats(found) == pytest.approx(network.posterior(), abs=1e-12)


@pytest.mark.parametrize("grade", GRADES)
def test_a_report_of_an_absence_is_virtual_evidence(grade: str) -> None:
    network = Network(PRIORS)
    network.add_sign("s", seen_or_not(THETAS), [odds_of(GRADES[grade]), 1])
    scenario = make_scenario({"s": {"likelihoods": THETAS}}, PRIORS)
    absent = {"indicator": "s", "absent": True}
    told = make_development("d", 9, absent, make_report(grade))
    found = ledger_of(scenario, [told]).probabilities
    assert floats(found) == pytest.approx(network.posterior(), abs=1e-12)


@pytest.mark.parametrize("at", [0, 1, 45, 120, 121, 360])
@pytest.mark.parametrize("coverage", [0.35, 1])
def test_silence_is_virtual_evidence(at: int, coverage: float) -> None:
    """Had it happened, we would not have heard with chance 1 - coverage·F."""
    unheard = 1 - coverage * min(at, 120) / 120
    network = Network(PRIORS)
    network.add_sign("s", seen_or_not(THETAS), [1, unheard])
    event = {"likelihoods": THETAS, "within": "120d", "coverage": coverage}
    found = ledger_of(make_scenario({"s": event}, PRIORS), at=at).probabilities
    assert floats(found) == pytest.approx(network.posterior(), abs=1e-12)


LEVELS = {"a": [0.6, 0.3, 0.1], "b": [0.2, 0.5, 0.3], "c": [0.05, 0.15, 0.8]}
STATE = {
    "kind": "state",
    "likelihoods": {
        outcome: dict(zip(("low", "mid", "high"), chances, strict=True))
        for outcome, chances in LEVELS.items()
    },
}


@pytest.mark.parametrize(("place", "level"), [(0, "low"), (1, "mid"), (2, "high")])
def test_a_certain_state_is_hard_evidence(place: int, level: str) -> None:
    network = Network(PRIORS)
    network.add_sign("s", LEVELS, [float(place == other) for other in range(3)])
    told = make_development("d", 9, {"indicator": "s", "value": level})
    scenario = make_scenario({"s": STATE}, PRIORS)
    found = ledger_of(scenario, [told], model=certain_model()).probabilities
    assert floats(found) == pytest.approx(network.posterior(), abs=1e-12)


@pytest.mark.parametrize("grade", GRADES)
def test_a_doubtful_state_is_virtual_evidence(grade: str) -> None:
    """A report that is noise names a level as often as it occurs: by the mean over
    the outcomes. «mid» has (.3 + .5 + .15)/3.
    """
    r, usual = GRADES[grade], (0.3 + 0.5 + 0.15) / 3
    noise = (1 - r) * usual
    network = Network(PRIORS)
    network.add_sign("s", LEVELS, [noise, r + noise, noise])
    seen = {"indicator": "s", "value": "mid"}
    told = make_development("d", 9, seen, make_report(grade))
    found = ledger_of(make_scenario({"s": STATE}, PRIORS), [told]).probabilities
    assert floats(found) == pytest.approx(network.posterior(), abs=1e-12)


CHANCES = st.floats(min_value=0.001, max_value=0.998)
SIGNS = st.lists(
    st.tuples(
        st.tuples(CHANCES, CHANCES, CHANCES),
        st.sampled_from(sorted(GRADES)),
        st.sampled_from(["seen", "absent", "silent", "seen in silence"]),
    ),
    min_size=1,
    max_size=6,
)


def what_is_known(grade: str, fate: str) -> list[float]:
    """Return what is known of an event, if not there and if there.

    A window of which half has passed, under a coverage of .6, leaves 1 - .6·.5 = .7
    to be heard of. News adds its λ - 1 to that: with the window, λ + .7 - 1.
    """
    odds = odds_of(GRADES[grade])
    return {
        "seen": [1, odds],
        "absent": [odds, 1],
        "silent": [1, 0.7],
        "seen in silence": [1, odds + 0.7 - 1],
    }[fate]


@given(SIGNS)
def test_many_signs_at_once_are_a_network(
    signs: list[tuple[tuple[float, float, float], str, str]],
) -> None:
    network, indicators, told = Network(PRIORS), {}, []
    for place, (chances, grade, fate) in enumerate(signs):
        name, thetas = f"s{place}", dict(zip(PRIORS, chances, strict=True))
        network.add_sign(name, seen_or_not(thetas), what_is_known(grade, fate))
        window = {"within": "100d", "coverage": 0.6} if "silen" in fate else {}
        indicators[name] = {"likelihoods": thetas, **window}
        if fate != "silent":
            seen = {"indicator": name, "absent": fate == "absent"}
            told.append(make_development(name, 9, seen, make_report(grade)))
    ledger = ledger_of(make_scenario(indicators, PRIORS), told, 50, make_model(**FAR))
    assert floats(ledger.probabilities) == pytest.approx(network.posterior(), abs=1e-12)


# Textbooks. A question of a network is a scenario where the signs that are seen are
# independent under each outcome; what stands between is summed out by hand.


def answer(prior: float, signs: Signs) -> float:
    """Return the chance of the first of two outcomes, its signs seen for certain."""
    indicators = {
        name: {"likelihoods": {"a": there, "b": else_there}}
        for name, (there, else_there) in signs.items()
    }
    scenario = make_scenario(indicators, {"a": prior, "b": round(1 - prior, 12)})
    told = [make_development(name, 9, name) for name in signs]
    model = certain_model(**FAR)
    return float(ledger_of(scenario, told, model=model).probabilities[0])


def textbook(name: str) -> Data:
    """Read a problem of the textbook vectors."""
    problems: list[Data] = json.loads((BAYES / "textbook.json").read_bytes())
    return next(problem for problem in problems if problem["id"] == name)


@needs_vectors
def test_eddys_mammography() -> None:
    """Of women with a positive mammogram one in thirteen has cancer."""
    problem = textbook("eddy_mammography")
    given = problem["inputs"]
    found = answer(
        given["prior"], {"positive": (given["sensitivity"], given["false_positive"])}
    )
    assert found == pytest.approx(problem["computed"], abs=1e-12)


@needs_vectors
def test_the_monty_hall_problem() -> None:
    """You take door 1 and the host opens door 3: what he opens is a state of two
    levels, because he opens one of two doors, and never the one with the car.
    """
    problem = textbook("monty_hall")
    opens_three = problem["inputs"]["P(open3|car)"]
    cars = dict(zip(("one", "two", "three"), problem["inputs"]["prior"], strict=True))
    doors = {
        car: {"three": chance, "two": 1 - chance}
        for car, chance in zip(cars, opens_three, strict=True)
    }
    scenario = make_scenario({"host": {"kind": "state", "likelihoods": doors}}, cars)
    told = make_development("d", 9, {"indicator": "host", "value": "three"})
    found = floats(
        ledger_of(scenario, [told], model=certain_model(**FAR)).probabilities
    )
    assert found[0] == pytest.approx(problem["published"]["stay"], abs=1e-12)
    assert found[1] == pytest.approx(problem["published"]["switch"], abs=1e-12)
    assert found[2] == pytest.approx(0, abs=1e-12)


# P(W|S) = .99·.3 + .9·.7, because P(R|S) = .09/.3; P(W|~S) = .9·.41/.7.
# P(W|R) = .99·.18 + .9·.82, because P(S|R) = .09/.5; P(W|~R) = .9·.42.
# Given rain, P(S|R) = .18 is the prior, and the wet grass has .99 against .9.
SPRINKLER = {
    "P(S|W)": (0.3, (0.99 * 0.3 + 0.9 * 0.7, 0.9 * 0.41 / 0.7)),
    "P(R|W)": (0.5, (0.99 * 0.18 + 0.9 * 0.82, 0.9 * 0.42)),
    "P(S|W,R)": (0.18, (0.99, 0.9)),
}


@needs_vectors
@pytest.mark.parametrize(("query", "sums"), SPRINKLER.items(), ids=SPRINKLER)
def test_murphys_sprinkler(query: str, sums: tuple[float, tuple[float, float]]) -> None:
    prior, wet = sums
    expected = textbook("murphy_sprinkler")["queries"][query]
    assert answer(prior, {"wet": wet}) == pytest.approx(expected, abs=1e-12)


# Both call: P(J,M|A) = .9·.7 and P(J,M|~A) = .05·.01, whatever else is the case.
# P(A|B) = .002·.95 + .998·.94 and P(A|~B) = .002·.29 + .998·.001.
def both_call(alarm: float) -> float:
    return alarm * 0.9 * 0.7 + (1 - alarm) * 0.05 * 0.01


def john_calls(alarm: float) -> float:
    return alarm * 0.9 + (1 - alarm) * 0.05


@needs_vectors
def test_russell_and_norvigs_burglary() -> None:
    problem = textbook("aima_burglary")
    burglary, none = 0.002 * 0.95 + 0.998 * 0.94, 0.002 * 0.29 + 0.998 * 0.001
    found = answer(0.001, {"calls": (both_call(burglary), both_call(none))})
    assert found == pytest.approx(problem["computed"], abs=1e-12)
    assert f"{found:.3f}" == problem["published"]


# The earthquake network has P(B) = .01 and P(E) = .02. Its alarm then has
# P(A|B) = .02·.95 + .98·.94 = .9402 and P(A|~B) = .02·.29 + .98·.001 = .00678,
# so that P(A) = .01·.9402 + .99·.00678 = .0161142.
# The cancer network: P(C) = .9·.3·.03 + .9·.7·.001 + .1·.3·.05 + .1·.7·.02 = .01163.
# Asia, given a non-smoker: P(bronc) = .3, P(either) = 1 - .99·.9896 = .020296.
EITHER = 0.020296
DYSPNOEA = (0.9 * EITHER + 0.8 * (1 - EITHER), 0.7 * EITHER + 0.1 * (1 - EITHER))
BOTH = {"JohnCalls": "True", "MaryCalls": "True"}
QUERIES: Mapping[str, tuple[str, Data, str, float, Signs]] = {
    "both call, so was there a burglary": (
        *("earthquake", BOTH, "Burglary"),
        *(0.01, {"calls": (both_call(0.9402), both_call(0.00678))}),
    ),
    "both call, so was there an alarm": (
        *("earthquake", BOTH, "Alarm"),
        *(0.0161142, {"john": (0.9, 0.05), "mary": (0.7, 0.01)}),
    ),
    "john calls, so was there a burglary": (
        *("earthquake", {"JohnCalls": "True"}, "Burglary"),
        *(0.01, {"calls": (john_calls(0.9402), john_calls(0.00678))}),
    ),
    "both call in an earthquake": (
        *("earthquake", {**BOTH, "Earthquake": "True"}, "Burglary"),
        *(0.01, {"calls": (both_call(0.95), both_call(0.29))}),
    ),
    "two signs of cancer": (
        *("cancer", {"Xray": "positive", "Dyspnoea": "True"}, "Cancer"),
        *(0.01163, {"xray": (0.9, 0.2), "dyspnoea": (0.65, 0.3)}),
    ),
    "dyspnoea of one who does not smoke": (
        *("asia", {"dysp": "yes", "smoke": "no"}, "bronc"),
        *(0.3, {"dyspnoea": DYSPNOEA}),
    ),
}


@needs_vectors
@pytest.mark.parametrize(
    ("net", "evidence", "node", "prior", "signs"), QUERIES.values(), ids=QUERIES
)
def test_queries_of_published_networks(
    net: str, evidence: Data, node: str, prior: float, signs: Signs
) -> None:
    """The expected answers were computed in single precision: they hold to 1e-7."""
    nets: Data = json.loads((BAYES / "expected_queries.json").read_bytes())["nets"]
    queries = nets[net]["queries"]
    query = next(query for query in queries if query["evidence"] == evidence)
    first, *_ = query["posterior"][node].values()
    assert answer(prior, signs) == pytest.approx(first, abs=2e-7)
