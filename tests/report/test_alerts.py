"""Alerts in sentences, grouped by the rule that raised them."""

from datetime import date
from pathlib import Path

from desk import write_workspace
from scenarios import load_workspace
from scenarios.domain.watch import Rule
from scenarios.report.alerts import alerts_json, show_alerts
from scenarios.report.layout import paint, width_of
from scenarios.whatif.alerts import Alert, raise_alerts
from whatif.test_alerts import MARCH, setting

RULES = [
    {"id": "words", "when": "word", "least_origins": 1, "why": "We said so."},
    {"id": "silences", "when": "silence", "least_origins": 2},
    {"id": "stale", "when": "stale", "after": "40d", "least_origins": 1},
]


def found(root: Path) -> tuple[Alert, ...]:
    write_workspace(root)
    rules = [Rule.model_validate(each) for each in RULES]
    before, now = setting(root, date(2024, 2, 1)), setting(root, date(2024, 6, 1))
    return raise_alerts(rules, before, now)


def test_alerts_are_grouped_by_rule_and_lead_to_their_reasons(tmp_path: Path) -> None:
    alerts = found(tmp_path)
    workspace = load_workspace(tmp_path)
    shown = show_alerts(alerts, workspace, "icd-203", "--from a --to b", 100)
    lines = [paint(line, colour=False) for line in shown]
    assert lines[0] == "words  of what at least 1 independent origin bears out"
    assert lines[1] == "  We said so."
    text = "\n".join(lines)
    assert "silences  of what at least 2 independent origins bear out" in text
    assert "«A mediator is named»: its time has passed, and its silence counts" in text
    assert "nothing new was observed for 73 days." in text
    assert lines[-2:] == ["Why:", "  scenarios diff strike --from a --to b"]
    assert max(map(width_of, lines)) <= 100


def test_a_silence_that_begins_is_told_as_such(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    rule = Rule.model_validate(RULES[1])
    ends = setting(tmp_path, date(2024, 2, 1)), setting(tmp_path, MARCH)
    alerts = raise_alerts([rule], *ends)
    told = alerts_json(alerts, load_workspace(tmp_path), "icd-203", ("a", "b"))
    texts = {each["subject"]: each["text"] for each in told["alerts"]}
    assert texts["mediator"] == "«A mediator is named»: its silence begins to count."


def test_programs_get_numbers_and_words(tmp_path: Path) -> None:
    alerts = found(tmp_path)
    told = alerts_json(alerts, load_workspace(tmp_path), "icd-203", ("a", "b"))
    assert (told["format"], told["from"], told["to"]) == (
        "scenarios/alerts@1",
        "a",
        "b",
    )
    word = told["alerts"][0]
    assert word["when"] == "word"
    assert 0 < word["before"] < 1
    assert word["word_before"] != word["word_after"]
    assert "went from" in word["text"]
    assert told["alerts"][-1]["before"] is None


def test_where_nothing_happened_nothing_is_told(tmp_path: Path) -> None:
    write_workspace(tmp_path)
    shown = show_alerts((), load_workspace(tmp_path), "icd-203", "", 100)
    assert [paint(line, colour=False) for line in shown] == ["Nothing to tell."]
