"""An assertion fails with the ledger that led there, at its line."""

from datetime import date
from pathlib import Path

import pytest

from desk import NEWS, SCENARIO, run, tell, write_workspace
from scenarios import assess, load_workspace
from scenarios.assessment.assertions import check_assertions
from scenarios.errors import FaultyDataError
from scenarios.loading.developments import Developments, parse_developments
from scenarios.loading.workspace import Workspace

ASSERTED = """\
assert:
  - {date: 2024-04-15, outcome: deal, range: [0.9, 0.95], why: talks were held}
  - {date: 2024-04-15, outcome: defeat, range: [0, 1]}
  - {date: 2024-01-01, outcome: ruling, range: [0.5, 0.5]}
"""


def workspace_with(root: Path, text: str) -> Workspace:
    return load_workspace(
        write_workspace(root, {"scenarios/strike.yaml": SCENARIO + text})
    )


def news(workspace: Workspace) -> Developments:
    return parse_developments(NEWS.encode(), "news.yaml", workspace)


def test_what_holds_is_not_told(tmp_path: Path) -> None:
    root = write_workspace(tmp_path / "plain")
    day = "2024-04-15"
    found = assess(load_workspace(root), news(load_workspace(root)), _day(day))
    probability = found["strike"].probabilities["deal"]
    low, high = probability - probability / 1000, probability + probability / 1000
    text = f"assert: [{{date: {day}, outcome: deal, range: [{low:.6f}, {high:.6f}]}}]\n"
    workspace = workspace_with(tmp_path / "asserted", text)
    assert list(check_assertions(workspace, news(workspace).items)) == []
    (issue,) = check_assertions(workspace, [])
    assert issue.key == "assert.0"


def test_what_fails_is_told_at_its_line_with_its_ledger(tmp_path: Path) -> None:
    workspace = workspace_with(tmp_path, ASSERTED)
    items = news(workspace).items
    early, late = sorted(
        check_assertions(workspace, items), key=lambda each: -each.location.line
    )
    line = SCENARIO.count("\n") + 2
    assert late.location.path.endswith("scenarios/strike.yaml")
    assert late.location.line == line
    assert early.location.line == line + 2
    assert (late.key, early.key) == ("assert.0", "assert.2")
    found = assess(workspace, Developments(items), _day("2024-04-15"))["strike"]
    place = found.ledger.outcomes.index("deal")
    assert f"({found.probabilities['deal']:.4f})" in late.message
    assert "not 0.9 to 0.95" in late.message
    assert f"prior {found.ledger.prior[place]:+.1f}" in late.message
    assert found.ledger.clock is not None
    assert f"clock {found.ledger.clock[place]:+.1f}" in late.message
    for row in found.ledger.rows:
        told = f"{row.reading.id} {row.decibans[place]:+.1f} ("
        assert (told in late.message) == (abs(row.decibans[place]) >= 0.05)
        for each in row.reading.evidence:
            if told in late.message:
                assert each.told.development.id in late.message
    assert "ruling has " in early.message


def test_a_scenario_without_deadlines_has_no_clock_to_tell(tmp_path: Path) -> None:
    root = write_workspace(
        tmp_path,
        {
            "scenarios/strike.yaml": SCENARIO.replace(", deadline: true", "")
            + "assert: [{date: 2024-04-15, outcome: deal, range: [0, 0]}]\n"
        },
    )
    (issue,) = check_assertions(load_workspace(root), [])
    assert "clock" not in issue.message


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{date: 2024-04-15, outcome: del, range: [0, 1]}", "did you mean `deal`?"),
        (
            "{date: 2024-04-15, outcome: deal, range: [0.6, 0.5]}",
            "from 0.6 down",
        ),
        ("{date: 2024-04-15, outcome: deal, range: [0.6]}", "assert.0.range"),
        ("{date: 2024-04-15, outcome: deal, range: [0, 1.1]}", "must be at most 1"),
        ("{date: soon, outcome: deal, range: [0, 1]}", "must be a date"),
    ],
)
def test_an_assertion_that_is_none_is_a_fault(
    tmp_path: Path, line: str, told: str
) -> None:
    with pytest.raises(FaultyDataError) as caught:
        workspace_with(tmp_path, f"assert:\n  - {line}\n")
    (issue,) = tell(caught.value.issues)
    assert told in issue
    assert "strike.yaml" in issue


def test_validate_checks_assertions_against_the_files_that_are_named(
    tmp_path: Path,
) -> None:
    root = write_workspace(
        tmp_path, {"scenarios/strike.yaml": SCENARIO + ASSERTED, "news.yaml": NEWS}
    )
    answer = run(root, "validate", "news.yaml")
    assert answer.code == 1
    assert answer.out.count("error: assert.") == 2
    assert run(root, "validate").code == 0


def test_validate_checks_assertions_against_the_journal(tmp_path: Path) -> None:
    root = write_workspace(
        tmp_path, {"scenarios/strike.yaml": SCENARIO + ASSERTED, "news.yaml": NEWS}
    )
    assert run(root, "record", "news.yaml", "--as-of", "2024-04-15").code == 0
    answer = run(root, "validate")
    assert (answer.code, answer.out.count("error: assert.")) == (1, 2)


def _day(text: str) -> date:
    return date.fromisoformat(text)
