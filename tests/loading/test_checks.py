"""What one file says of another must hold there, and is told at its place."""

from pathlib import Path

import pytest

from desk import CASE, NEWS, SCENARIO, Files, replace_once, tell, write_workspace
from scenarios.loading.developments import read_news
from scenarios.loading.reading import read_workspace


def issues_of_news(root: Path, observes: str, *, date: str = "2024-03-01") -> list[str]:
    text = f"- id: d1\n  date: {date}\n  observes: [{observes}]\n"
    workspace = read_workspace(write_workspace(root))
    _, issues = read_news(text.encode(), "news.yaml", workspace)
    return [line.removeprefix("news.yaml:") for line in tell(issues)]


GOOD_LINKS = {
    "an event by its name": "strike/talks",
    "an event to a degree": "{indicator: strike/talks, strength: 0.001}",
    "an event in full": "{indicator: strike/talks, strength: 1}",
    "an event that is absent": "{indicator: strike/talks, absent: true}",
    "a count by its name": "strike/walkouts",
    "a count to a degree": "{indicator: strike/walkouts, strength: 0.5}",
    "a state with its level": "{indicator: strike/mood, value: warm}",
    "a state with likelihoods": "{indicator: strike/court, value: filed}",
    "a measure": "{indicator: strike/pay, value: -3.25}",
    "a lognormal measure": "{indicator: strike/tonnage, value: 1e-9}",
}


@pytest.mark.parametrize("link", GOOD_LINKS.values(), ids=GOOD_LINKS)
def test_a_link_that_fits_its_indicator_is_no_fault(tmp_path: Path, link: str) -> None:
    assert issues_of_news(tmp_path, link) == []


BAD_LINKS = {
    "a misspelt scenario": (
        "striek/talks",
        "3:14: error: 0.observes.0: unknown scenario `striek`; did you mean `strike`?",
    ),
    "a scenario like none": (
        "zebra/talks",
        "3:14: error: 0.observes.0: unknown scenario `zebra`",
    ),
    "a misspelt indicator": (
        "strike/talk",
        (
            "3:14: error: 0.observes.0: strike has no indicator `talk`; did you mean "
            "`talks`?"
        ),
    ),
    "an indicator of another scenario": (
        "vote/talks",
        "3:14: error: 0.observes.0: vote has no indicator `talks`",
    ),
    "strength on a state": (
        "{indicator: strike/mood, value: warm, strength: 0.5}",
        (
            "3:62: error: 0.observes.0.strength: does not belong to a state; only to "
            "an event or count"
        ),
    ),
    "strength on a measure": (
        "{indicator: strike/pay, value: 3, strength: 1}",
        (
            "3:58: error: 0.observes.0.strength: does not belong to a measure; only to "
            "an event or count"
        ),
    ),
    "absent on a count": (
        "{indicator: strike/walkouts, absent: true}",
        (
            "3:51: error: 0.observes.0.absent: does not belong to a count; only to an "
            "event"
        ),
    ),
    "not absent on a state": (
        "{indicator: strike/mood, value: warm, absent: false}",
        (
            "3:60: error: 0.observes.0.absent: does not belong to a state; only to an "
            "event"
        ),
    ),
    "value on an event": (
        "{indicator: strike/talks, value: 3}",
        (
            "3:47: error: 0.observes.0.value: does not belong to an event; only to a "
            "state or measure"
        ),
    ),
    "value on a count": (
        "{indicator: strike/walkouts, value: 3}",
        (
            "3:50: error: 0.observes.0.value: does not belong to a count; only to a "
            "state or measure"
        ),
    ),
    "a state without its level": (
        "strike/mood",
        (
            "3:14: error: 0.observes.0: lacks the level of the state as `value`; the "
            "levels are warm, cold"
        ),
    ),
    "a misspelt level": (
        "{indicator: strike/court, value: herd}",
        "3:47: error: 0.observes.0.value: unknown level `herd`; did you mean `heard`?",
    ),
    "a level like none": (
        "{indicator: strike/court, value: 5}",
        (
            "3:47: error: 0.observes.0.value: unknown level `5`; the levels are filed, "
            "heard"
        ),
    ),
    "a measure without its value": (
        "strike/tonnage",
        "3:14: error: 0.observes.0.value: must be a number in thousand tons",
    ),
    "a text for a measure": (
        '{indicator: strike/pay, value: "4"}',
        "3:45: error: 0.observes.0.value: must be a number in per cent",
    ),
    "a lognormal of 0": (
        "{indicator: strike/tonnage, value: 0}",
        "3:49: error: 0.observes.0.value: must be above 0, for a lognormal",
    ),
    "a lognormal below 0": (
        "{indicator: strike/tonnage, value: -0.5}",
        "3:49: error: 0.observes.0.value: must be above 0, for a lognormal",
    ),
}


@pytest.mark.parametrize(("link", "told"), BAD_LINKS.values(), ids=BAD_LINKS)
def test_a_link_that_does_not_fit_is_told(tmp_path: Path, link: str, told: str) -> None:
    assert issues_of_news(tmp_path, link) == [told]


UNCOUNTED = {
    "the day before the horizon": (
        "strike/walkouts",
        "2023-12-31",
        "dated outside the horizon, 2024-01-01 to 2024-12-31",
    ),
    "the day after the horizon": (
        "strike/walkouts",
        "2025-01-01",
        "dated outside the horizon, 2024-01-01 to 2024-12-31",
    ),
    "the first day of the horizon": ("strike/walkouts", "2024-01-01", ""),
    "the last day of the horizon": ("strike/walkouts", "2024-12-31", ""),
    "the last day of the window": ("strike/talks", "2024-03-31", ""),
    "the day after the window": (
        "strike/talks",
        "2024-04-01",
        "dated outside the indicator's window, 90 days from 2024-01-01",
    ),
    "the day before the window": (
        "strike/mediator",
        "2024-01-31",
        "dated outside the indicator's window, 120 days from 2024-02-01",
    ),
    "absence after the window": (
        "{indicator: strike/talks, absent: true}",
        "2024-04-01",
        "",
    ),
    "absence outside the horizon": (
        "{indicator: strike/talks, absent: true}",
        "2025-01-01",
        "dated outside the horizon, 2024-01-01 to 2024-12-31",
    ),
}


@pytest.mark.parametrize(("link", "date", "why"), UNCOUNTED.values(), ids=UNCOUNTED)
def test_an_observation_that_its_date_makes_worthless_is_warned_of(
    tmp_path: Path, link: str, date: str, why: str
) -> None:
    told = issues_of_news(tmp_path, link, date=date)
    expected = f"3:14: warning: 0.observes.0: does not count: {why}"
    assert told == ([expected] if why else [])


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        ("gazete", "; did you mean `gazette`?"),
        ("zebra", "; add it to sources.yaml"),
        ("format", "; add it to sources.yaml"),
    ],
)
def test_an_unknown_source_is_told(tmp_path: Path, source: str, hint: str) -> None:
    text = replace_once(NEWS, "source: union, credibility: 3", f"source: {source}")
    files: Files = {
        "sources.yaml": "format: scenarios/sources@1\ngazette: {title: G}\nunion: "
        "{title: U}\n"
    }
    workspace = read_workspace(write_workspace(tmp_path, files))
    _, issues = read_news(text.encode(), "news.yaml", workspace)
    assert tell(issues)[0] == (
        f"news.yaml:7:24: error: 0.reports.1.source: unknown source `{source}`{hint}"
    )


def test_faults_of_a_scenario_are_not_blamed_on_those_who_name_it(
    tmp_path: Path,
) -> None:
    files: Files = {"scenarios/strike.yaml": replace_once(SCENARIO, "0.7,", "1.7,")}
    workspace = read_workspace(write_workspace(tmp_path, files))
    assert len(workspace.issues) == 1
    _, issues = read_news(NEWS.encode(), "news.yaml", workspace)
    assert [line for line in tell(issues) if ": error: " in line] == []


@pytest.mark.parametrize(
    "text", ["gazette: {titel: G}\nunion: {title: U}\n", "[", "- a\n", ""]
)
def test_faults_of_a_source_are_not_blamed_on_those_who_name_it(
    tmp_path: Path, text: str
) -> None:
    workspace = read_workspace(write_workspace(tmp_path, {"sources.yaml": text}))
    assert workspace.issues
    assert {issue.location.path for issue in workspace.issues} == {
        str(tmp_path / "sources.yaml")
    }
    _, issues = read_news(NEWS.encode(), "news.yaml", workspace)
    assert [line for line in tell(issues) if ": error: " in line] == []


def issues_of_case(root: Path, change: str) -> list[str]:
    head, _, _ = CASE.partition("  - ")
    root = write_workspace(root, {"cases/calm.yaml": f"{head}  - {change}\n"})
    issues = read_workspace(root).issues
    return [line.removeprefix("cases/calm.yaml:") for line in tell(issues, root)]


BAD_CHANGES = {
    "an added development of an unknown scenario": (
        "{add: {id: x, date: 2024-03-01, observes: [zebra/talks]}}",
        "5:48: error: changes.0.add.observes.0: unknown scenario `zebra`",
    ),
    "an added report of an unknown source": (
        "{add: {id: x, date: 2024-03-01, reports: [{id: r, source: onion}]}}",
        (
            "5:63: error: changes.0.add.reports.0.source: unknown source `onion`; did "
            "you mean `union`?"
        ),
    ),
    "an added link that does not fit": (
        "{add: {id: x, date: 2024-03-01, observes: [strike/mood]}}",
        (
            "5:48: error: changes.0.add.observes.0: lacks the level of the state as "
            "`value`; the levels are warm, cold"
        ),
    ),
    "another letter for an unknown source": (
        "{regrade: {source: onion, reliability: D}}",
        (
            "5:24: error: changes.0.regrade.source: unknown source `onion`; did you "
            "mean `union`?"
        ),
    ),
    "an unknown model": (
        "{model: wry}",
        "5:13: error: changes.0.model: unknown model `wry`; did you mean `wary`?",
    ),
    "an outcome that is left out of the priors": (
        "{prior: {scenario: strike, outcomes: {deal: 0.5, defeat: 0.5}}}",
        "5:42: error: changes.0.prior.outcomes: lacks ruling; give every outcome",
    ),
    "weights of an unknown indicator": (
        "{weight: {indicator: strike/talk, weights: {deal: 3}}}",
        (
            "5:26: error: changes.0.weight.indicator: strike has no indicator `talk`; "
            "did you mean `talks`?"
        ),
    ),
}


@pytest.mark.parametrize(("change", "told"), BAD_CHANGES.values(), ids=BAD_CHANGES)
def test_a_change_that_names_what_is_not_there_is_told(
    tmp_path: Path, change: str, told: str
) -> None:
    assert issues_of_case(tmp_path, change) == [told]


@pytest.mark.parametrize(
    ("change", "key", "what"),
    [
        (
            "{prior: {scenario: strke, outcomes: {a: 0.5, b: 0.5}}}",
            "prior",
            "unknown scenario `strke`; did you mean `strike`?",
        ),
        (
            (
                "{prior: {scenario: strike, outcomes: "
                "{daal: 0.5, defeat: 0.25, ruling: 0.25}}}"
            ),
            "prior",
            "strike has no outcome `daal`; did you mean `deal`?",
        ),
        (
            "{weight: {indicator: zebra/talks, weights: {deal: 3}}}",
            "weight",
            "unknown scenario `zebra`",
        ),
        (
            "{weight: {indicator: strike/talks, weights: {daal: 3}}}",
            "weight",
            "strike has no outcome `daal`; did you mean `deal`?",
        ),
    ],
    ids=["prior scenario", "prior outcome", "weight scenario", "weight outcome"],
)
def test_a_change_that_names_an_unknown_outcome_is_told(
    tmp_path: Path, change: str, key: str, what: str
) -> None:
    told = issues_of_case(tmp_path, change)[0]
    assert told.startswith("5:")
    assert f": error: changes.0.{key}" in told
    assert told.endswith(f": {what}")


def test_a_case_is_not_blamed_for_the_faults_of_a_scenario(tmp_path: Path) -> None:
    files: Files = {"scenarios/strike.yaml": replace_once(SCENARIO, "0.7,", "1.7,")}
    issues = read_workspace(write_workspace(tmp_path, files)).issues
    assert [i.location.path for i in issues] == [
        str(tmp_path / "scenarios/strike.yaml")
    ]


@pytest.mark.parametrize(
    "change", ["{drop: }", "{as_of: }", "{model: null}", "{add: ~}"]
)
def test_a_change_of_nothing_is_refused(tmp_path: Path, change: str) -> None:
    (told,) = issues_of_case(tmp_path, change)
    assert told.startswith("5:")
    assert ": error: changes.0" in told
