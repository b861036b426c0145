"""The indicator review: each finding by the smallest scenario that has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scenarios.assessment.set_review import review_set
from scenarios.assessment.sign_review import review_signs, reviewed
from scenarios.assessment.strict import review_strictly
from scenarios.engine.sights import sights_of, silence_of
from scenarios.loading.reading import load_workspace
from scenarios.loading.shipped import shipped_folder
from support import (
    day,
    floats,
    make_model,
    make_scenario,
    make_workspace,
    scenario_data,
)

if TYPE_CHECKING:
    from pathlib import Path

    from support import Data

ARGUED = {"why": "it was so before", "cites": ["file.txt"]}
SOUND: Data = {
    "for-a": {"likelihoods": {"a": 0.8, "b": 0.1}, "within": "90d", **ARGUED},
    "for-b": {"likelihoods": {"a": 0.1, "b": 0.8}, "within": "90d", **ARGUED},
}
OUTCOMES: Data = {
    "a": {"prior": 0.5, "criteria": "it is signed", "why": "half of them were"},
    "b": {"prior": 0.5, "criteria": "it is not signed", "why": "half of them were"},
}


def found(
    signs: Data, outcomes: Data | None = None, *, beside: Data | None = None
) -> list[str]:
    """Return the ids of what is found in a scenario of two sound signs and others."""
    scenario = make_scenario(
        {**(SOUND if beside is None else beside), **signs}, outcomes or OUTCOMES
    )
    about = reviewed(scenario, make_model())
    return [each.id for each in (*review_set(about), *review_signs(about))]


def sign(**keys: object) -> Data:
    return {"likelihoods": {"a": 0.8, "b": 0.1}, "within": "90d", **ARGUED, **keys}


def test_a_sound_scenario_has_no_findings() -> None:
    assert found({}) == []


FINDINGS: dict[str, tuple[Data, list[str]]] = {
    "equal weights": (sign(likelihoods={"a": 0.5, "b": 0.5}), ["non-diagnostic.s"]),
    "near weights": (sign(likelihoods={"a": 0.3, "b": 0.26}), ["non-diagnostic.s"]),
    "a silence that tells": (sign(likelihoods={"a": 0.87, "b": 0.6}), []),
    "no window": (sign(within=None), ["unheard-silence.s"]),
    "a start without a window": (
        {**sign(within=None), "from": day(3)},
        ["unheard-silence.s", "idle-from.s"],
    ),
    "a window after the close": ({**sign(), "from": day(271)}, ["late-window.s"]),
    "a window to the close": ({**sign(), "from": day(270)}, []),
    "no why": (sign(why=" "), ["no-why.s"]),
    "no cites": (sign(cites=[]), ["no-cites.s"]),
    "a flat count": (
        {"kind": "count", "per": "90d", "rates": {"a": 1, "b": 1}, **ARGUED},
        ["non-diagnostic.s"],
    ),
    "a count whose quiet tells": (
        {"kind": "count", "per": "9d", "rates": {"a": 1, "b": 1.1}, **ARGUED},
        [],
    ),
    "a flat state": (
        {"kind": "state", "levels": {"up": {}, "down": {"a": 1}}, **ARGUED},
        ["non-diagnostic.s"],
    ),
    "a state of one loud level": (
        {"kind": "state", "levels": {"up": {}, "down": {"a": 9}}, **ARGUED},
        [],
    ),
    "a flat measure": (
        {
            "kind": "measure",
            "expects": {"a": {"mean": 5, "sd": 2}, "b": {"mean": 5.5, "sd": 2}},
            **ARGUED,
        },
        ["non-diagnostic.s"],
    ),
    "a measure that tells": (
        {
            "kind": "measure",
            "expects": {"a": {"mean": 5, "sd": 2}, "b": {"mean": 9, "sd": 2}},
            **ARGUED,
        },
        [],
    ),
}


@pytest.mark.parametrize(("given", "expected"), FINDINGS.values(), ids=FINDINGS)
def test_each_indicator_is_reviewed(given: Data, expected: list[str]) -> None:
    given = {key: value for key, value in given.items() if value is not None}
    assert found({"s": given}) == expected


def test_near_is_measured_by_the_models_doubt() -> None:
    """.3 against .2 is 1.76 dB, and silence .7 against .8 less: within 2 dB, not 1."""
    near = sign(likelihoods={"a": 0.3, "b": 0.2})
    scenario = make_scenario({**SOUND, "s": near}, OUTCOMES)
    doubts = {1: [], 2: ["non-diagnostic.s"]}
    for doubt, expected in doubts.items():
        model = make_model(uncertainty={"weight_db": doubt})
        assert [f.id for f in review_signs(reviewed(scenario, model))] == expected


DEADLINE = {**OUTCOMES, "a": {**OUTCOMES["a"], "deadline": True}}
NEARLY = {"likelihoods": {"a": 0.9, "b": 0.05}, **ARGUED}


@pytest.mark.parametrize(
    ("given", "outcomes", "expected"),
    [
        ({**NEARLY, "within": "90d"}, DEADLINE, ["doubled-clock.s"]),
        ({**NEARLY, "within": "90d"}, OUTCOMES, []),
        (NEARLY, DEADLINE, ["unheard-silence.s"]),
        ({**sign(likelihoods={"a": 0.7, "b": 0.05})}, DEADLINE, []),
        ({**sign(likelihoods={"a": 0.9, "b": 0.1})}, DEADLINE, []),
        ({**sign(likelihoods={"a": 0.05, "b": 0.9})}, DEADLINE, []),
    ],
    ids=["both", "no clock", "no window", "unsure", "not ten times", "the other"],
)
def test_a_sign_that_is_nearly_a_timed_outcome_counts_twice(
    given: Data, outcomes: Data, expected: list[str]
) -> None:
    assert found({"s": given}, outcomes) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"criteria": ""}, ["no-criteria.a"]),
        ({"why": "  "}, ["no-why.a"]),
    ],
)
def test_each_outcome_is_argued(change: Data, expected: list[str]) -> None:
    assert found({}, {**OUTCOMES, "a": {**OUTCOMES["a"], **change}}) == expected


def test_some_outcome_takes_the_rest() -> None:
    plain = {name: {**each, "criteria": "signed"} for name, each in OUTCOMES.items()}
    assert found({}, plain) == ["no-other"]
    assert found({}, {**plain, "b": {**plain["b"], "criteria": "None of these"}}) == []


def test_a_set_that_leans_is_told() -> None:
    """Only a sign for a: nothing for b, and nothing against a."""
    leaning = {"for-a": SOUND["for-a"]}
    assert found({}, beside=leaning) == ["nothing-against.a", "nothing-for.b"]


def test_a_shared_sign_is_for_neither() -> None:
    """Of three, two alike: no sight favours one of them over the other."""
    chances = {"likelihoods": {"a": 0.8, "b": 0.8, "c": 0.1}, "within": "90d"}
    third = {**OUTCOMES, "c": {**OUTCOMES["b"], "prior": 0.25}}
    third["b"] = {**third["b"], "prior": 0.25}
    back = {"likelihoods": {"a": 0.1, "b": 0.1, "c": 0.8}, "within": "90d"}
    signs = {"s": {**chances, **ARGUED}, "t": {**back, **ARGUED}}
    assert found(signs, third, beside={}) == ["nothing-for.a", "nothing-for.b"]


def test_without_signs_there_are_no_sides() -> None:
    assert found({}, beside={}) == []


@pytest.mark.parametrize(
    ("one", "other", "groups", "expected"),
    [
        ("A minister visits", "The minister visits", ("x", None), True),
        ("A minister visits", "A ship is seized", ("x", None), False),
        ("A minister visits Rome", "A minister calls", ("x", "x"), True),
        ("A minister visits Rome", "A minister calls", ("x", "y"), False),
    ],
    ids=["same words", "other words", "one group", "two groups"],
)
def test_two_signs_that_are_one_are_told(
    one: str, other: str, groups: tuple[str, str | None], *, expected: bool
) -> None:
    signs = {
        "s": sign(title=one, group=groups[0], likelihoods={"a": 0.5, "b": 0.07}),
        "t": sign(title=other, group=groups[1], likelihoods={"a": 0.5, "b": 0.07}),
    }
    assert found(signs) == (["duplicate.t"] if expected else [])


def test_signs_that_weigh_differently_are_no_duplicates() -> None:
    same = {"title": "A minister visits"}
    count = {"kind": "count", "per": "9d", "rates": {"a": 2, "b": 0.2}, **ARGUED}
    state = {"kind": "state", "levels": {"up": {"a": 9}}, **ARGUED}
    levels = {"up": {"a": 9}, "down": {"b": 9}}
    signs = {
        "s": sign(**same),
        "t": sign(**same, likelihoods={"a": 0.8, "b": 0.2}),
        "c": {**count, **same},
        "l": {**state, **same},
        "m": {**state, **same, "levels": levels},
    }
    assert found(signs) == []


def test_the_sights_of_a_sign_are_what_it_says_if_seen() -> None:
    """dB of .8 and .1: -.969 and -10; of silence 1 - .72 and 1 - .09: -5.528, -.410."""
    scenario, model = make_scenario({"s": sign()}), make_model()
    (seen,) = sights_of(scenario.indicators["s"], scenario, model)
    assert floats(seen.decibans) == pytest.approx([-0.9691, -10], abs=1e-4)
    assert floats(seen.gaps) == pytest.approx([0, 9.0309], abs=1e-4)
    silence = silence_of(scenario.indicators["s"], scenario, model)
    assert silence is not None
    assert floats(silence.decibans) == pytest.approx([-5.5284, -0.4096], abs=1e-4)


def test_a_measures_sights_are_its_means() -> None:
    """At 5 two standard deviations from 9: e^-2, 8.686 dB."""
    expects = {"a": {"mean": 5, "sd": 2}, "b": {"mean": 9, "sd": 2}}
    scenario = make_scenario({"s": {"kind": "measure", "expects": expects}})
    first, second = sights_of(scenario.indicators["s"], scenario, make_model())
    assert (first.name, second.name) == ("5", "9")
    assert floats(first.gaps) == pytest.approx([0, 8.6859], abs=1e-4)
    assert second.spread == first.spread
    assert silence_of(scenario.indicators["s"], scenario, make_model()) is None


LEANING: Data = {"for-a": {**SOUND["for-a"], "cites": []}}


def issues(folder: Path, accepts: Data | None = None, news: str = "") -> list[str]:
    changes = {} if accepts is None else {"accepts": accepts}
    question = {**scenario_data(LEANING, OUTCOMES), **changes}
    workspace = make_workspace(folder, question)
    (folder / "sources.yaml").write_text("herald: {title: The Herald}")
    workspace = load_workspace(folder)
    given = [("news.yaml", news.encode())] if news else []
    return [
        str(each).removeprefix(f"{folder}/")
        for each in review_strictly(workspace, given)
    ]


def test_a_finding_says_where_what_why_and_what_to_do(tmp_path: Path) -> None:
    said = issues(tmp_path)
    assert len(said) == 3
    assert said[-1].startswith("scenarios/q.yaml:")
    assert said[-1].endswith(
        ": warning: indicators.for-a: lacks `cites` (a reader cannot check what its "
        "rates and weights rest on); name the documents, or accept `no-cites` with the "
        "reason [no-cites.for-a]"
    )


def test_a_scenario_can_argue_why_a_finding_stands(tmp_path: Path) -> None:
    """By its own name, or all of a check at once."""
    accepts = {
        "no-cites": "we were there",
        "nothing-for.b": "nobody announces it",
        "nothing-against.a": "nobody can rule it out",
    }
    assert issues(tmp_path, accepts) == []


def test_what_is_accepted_in_vain_is_told(tmp_path: Path) -> None:
    said = issues(tmp_path, {"late-window.for-a": "it was", "no-cites": "so"})
    assert [line.split("[")[1] for line in said] == [
        "nothing-against.a]",
        "nothing-for.b]",
        "accepts.late-window.for-a]",
    ]
    assert "accepts.late-window.for-a: accepts what is not found" in said[-1]


NEWS = """
- {{id: d1, date: 2024-02-01, observes: [q/for-a], reports: [{first}]}}
- {{id: d2, date: 2024-02-01, observes: [q/for-a], reports: [{first}, {second}]}}
"""


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("credibility: 1", "credibility: 3", ["d1.r1"]),
        ("grade: B1", "stance: denies", ["d1.r1", "d2.r1"]),
        ("credibility: 1, origin: wire", "credibility: 1, origin: wire", 3),
        ("credibility: 1, why: I saw it", "credibility: 3", []),
        ("credibility: 2", "grade: A2", []),
    ],
    ids=["another tells", "another denies", "a copy", "argued", "graded 2"],
)
def test_confirmed_by_others_needs_others(
    first: str, second: str, expected: list[str] | int, tmp_path: Path
) -> None:
    news = NEWS.format(
        first=f"{{id: r1, source: herald, {first}}}",
        second=f"{{id: r2, source: herald, {second}}}",
    )
    accepts = {"no-cites": "x", "nothing-for": "x", "nothing-against": "x"}
    said = issues(tmp_path, accepts, news)
    names = [line.split("[unconfirmed.")[1].rstrip("]") for line in said]
    assert (len(names) if isinstance(expected, int) else names) == expected
    assert all(line.startswith("news.yaml:") for line in said)


def test_news_that_is_no_list_is_not_reviewed(tmp_path: Path) -> None:
    assert len(issues(tmp_path, news="{}")) == 3


def test_the_shipped_workspace_passes_its_own_review() -> None:
    root = shipped_folder()
    news = root / "examples" / "us-pakistan" / "developments.jsonl"
    workspace = load_workspace(root)
    assert review_strictly(workspace, [(news.name, news.read_bytes())]) == []
    reasons = [file.scenario.accepts for file in workspace.scenarios.values()]
    assert all(reasons)


def test_a_file_that_has_gone_is_not_reviewed(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, scenario_data(LEANING, OUTCOMES))
    (tmp_path / "scenarios" / "q.yaml").unlink()
    assert review_strictly(workspace) == []
