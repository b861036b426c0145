"""Alerts tell of what changed between two looks, on as many origins as were asked."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk import write_workspace
from scenarios import load_workspace
from scenarios.assessment.weighing import weigh
from scenarios.domain.watch import Rule
from scenarios.loading.developments import parse_developments
from scenarios.whatif.alerts import Alert, raise_alerts
from scenarios.whatif.setting import Setting

NEWS = """\
- id: d1
  date: 2024-02-05
  observes: [strike/talks]
  reports: [{id: r1, source: gazette, credibility: 1}]
- id: d2
  date: 2024-03-20
  observes: [strike/walkouts, {indicator: strike/mood, value: cold}]
  reports:
    - {id: r1, source: gazette, credibility: 1, origin: wire}
    - {id: r2, source: union, credibility: 1, origin: wire}
"""


def setting(root: Path, day: date, news: str = NEWS) -> Setting:
    workspace = load_workspace(root)
    return Setting(
        workspace, parse_developments(news.encode(), "n.yaml", workspace), day
    )


def told(
    root: Path,
    start: date,
    end: date,
    *,
    news: str = NEWS,
    **parts: Any,  # noqa: ANN401 of any kind of rule
) -> tuple[Alert, ...]:
    rule = Rule.model_validate({"id": "r", "least_origins": 1, **parts})
    write_workspace(root)
    return raise_alerts([rule], setting(root, start, news), setting(root, end, news))


def chances(root: Path, day: date, news: str = NEWS) -> dict[str, float]:
    at = setting(root, day, news)
    (found,) = weigh(at.workspace, at.developments.items, day, scenarios=["strike"])
    return {name: float(chance) for name, chance in found.probabilities.items()}


MARCH, APRIL = date(2024, 3, 1), date(2024, 4, 1)


def test_a_changed_word_is_told_with_both_ends(tmp_path: Path) -> None:
    found = {each.subject: each for each in told(tmp_path, MARCH, APRIL, when="word")}
    before, after = chances(tmp_path, MARCH), chances(tmp_path, APRIL)
    assert "defeat" in found
    defeat = found["defeat"]
    assert defeat.scenario == "strike"
    assert defeat.word_before != defeat.word_after
    assert float(defeat.before or 0) == pytest.approx(before["defeat"], abs=1e-12)
    assert float(defeat.after or 0) == pytest.approx(after["defeat"], abs=1e-12)


def test_one_story_raises_no_alarm_of_a_rule_that_asks_for_two(tmp_path: Path) -> None:
    def rises(least: int, news: str) -> list[str]:
        found = told(
            tmp_path, MARCH, APRIL, news=news, when="word", least_origins=least
        )
        return [a.subject for a in found if (a.after or 0) > (a.before or 0)]

    # Two papers, one wire: one origin. Time alone may still tell of less.
    own = "source: union, credibility: 1"
    assert rises(1, NEWS) == ["defeat"]
    assert rises(2, NEWS) == []
    assert rises(2, NEWS.replace(f"{own}, origin: wire", own)) == ["defeat"]


def test_nothing_is_told_of_other_scenarios_and_outcomes(tmp_path: Path) -> None:
    wanted: dict[str, Any] = {"when": "word", "scenario": "strike", "outcome": "defeat"}
    assert [a.subject for a in told(tmp_path, MARCH, APRIL, **wanted)] == ["defeat"]
    assert told(tmp_path, MARCH, APRIL, when="word", scenario="vote") == ()


@pytest.mark.parametrize(("key", "sign"), [("above", 1), ("below", -1)])
def test_a_line_is_crossed_one_way_only(key: str, sign: int, tmp_path: Path) -> None:
    write_workspace(tmp_path)
    outcome = "defeat" if sign > 0 else "deal"
    before, after = (chances(tmp_path, day)[outcome] for day in (MARCH, APRIL))
    assert (after - before) * sign > 0
    rule: dict[str, Any] = {"when": "crosses", "scenario": "strike", "outcome": outcome}
    between = {**rule, key: round((before + after) / 2, 6)}
    (alert,) = told(tmp_path, MARCH, APRIL, **between)
    assert alert.subject == outcome
    assert told(tmp_path, APRIL, APRIL, **between) == ()
    beyond = {**rule, key: round(after + sign * 0.01, 6)}
    assert told(tmp_path, MARCH, APRIL, **beyond) == ()


def test_silence_is_told_when_it_begins_and_when_its_time_has_passed(
    tmp_path: Path,
) -> None:
    # The mediator's window runs from 1 February for 120 days, to 31 May.
    def mediator(start: date, end: date) -> list[tuple[int | None, bool]]:
        found = told(tmp_path, start, end, when="silence", scenario="strike")
        return [(a.days, a.in_full) for a in found if a.subject == "mediator"]

    assert mediator(date(2024, 1, 20), date(2024, 2, 1)) == []
    assert mediator(date(2024, 1, 20), date(2024, 2, 2)) == [(1, False)]
    assert mediator(date(2024, 2, 1), date(2024, 2, 5)) == [(4, False)]
    assert mediator(date(2024, 2, 2), date(2024, 5, 30)) == []
    assert mediator(date(2024, 5, 30), date(2024, 5, 31)) == [(120, True)]
    assert mediator(date(2024, 5, 31), date(2024, 6, 30)) == []


def test_a_stale_estimate_is_told_once(tmp_path: Path) -> None:
    def stale(start: date, end: date) -> list[int | None]:
        found = told(tmp_path, start, end, when="stale", after="30d", scenario="strike")
        return [alert.days for alert in found]

    assert stale(date(2024, 4, 1), date(2024, 4, 19)) == []
    assert stale(date(2024, 4, 19), date(2024, 4, 20)) == [31]
    assert stale(date(2024, 4, 20), date(2024, 4, 21)) == []
    # Without any news, the days since the horizon opened count.
    assert (
        told(
            tmp_path,
            date(2024, 1, 5),
            date(2024, 2, 1),
            news="[]",
            when="stale",
            after="30d",
            scenario="strike",
        )[0].days
        == 31
    )


def test_a_settled_question_raises_no_alarm(tmp_path: Path) -> None:
    day = date(2024, 2, 25)
    assert told(tmp_path, date(2024, 1, 2), day, when="word", scenario="vote") == ()


def test_a_scenario_that_was_not_there_before_is_left_out(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    now = setting(tmp_path, APRIL)
    (tmp_path / "scenarios" / "strike.yaml").unlink()
    (tmp_path / "cases" / "calm.yaml").unlink()
    before = setting(tmp_path, MARCH, "[]")
    rule = Rule.model_validate({"id": "r", "least_origins": 1, "when": "word"})
    assert raise_alerts([rule], before, now) == ()
