"""`scenarios explain`: the ledger down to report and line, in four forms."""

import csv
import json
from io import StringIO
from math import fsum
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from desk import (
    NEWS,
    SCENARIO,
    Answer,
    check_golden,
    replace_once,
    rounded,
    run,
    write_workspace,
)

Json = dict[str, Any]

TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "number"}
DAY: Json = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
PLACE: Json = {"type": "string", "pattern": r"^.+:\d+$"}
BY_OUTCOME: Json = {"type": "object", "additionalProperties": NUMBER}


def shape(**keys: Json) -> Json:
    """Describe a mapping of exactly these keys."""
    return {
        "type": "object",
        "properties": keys,
        "required": list(keys),
        "additionalProperties": False,
    }


def listed(items: Json) -> Json:
    return {"type": "array", "items": items}


def maybe(kind: Json) -> Json:
    return {"anyOf": [kind, {"type": "null"}]}


ORIGIN = shape(
    origin=maybe(TEXT),
    stance={"enum": ["asserts", "denies"]},
    grade={"type": "string", "pattern": "^[A-F][1-6]$"},
    r={"type": "number", "minimum": 0, "exclusiveMaximum": 1},
    db=NUMBER,
    speaks=TEXT,
    reports=listed(
        shape(
            id=TEXT,
            source=TEXT,
            url=maybe(TEXT),
            published=DAY,
            summary=maybe(TEXT),
            item=maybe(TEXT),
            feed=maybe(TEXT),
        )
    ),
)
DEVELOPMENT = shape(
    id=TEXT,
    date=DAY,
    title=TEXT,
    db={"type": "number", "minimum": 0},
    reports_db=NUMBER,
    strength={"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    absent={"type": "boolean"},
    value=maybe(TEXT),
    fading={"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    why=TEXT,
    where=maybe(PLACE),
    origins={**listed(ORIGIN), "minItems": 1},
)
INDICATOR = shape(
    kind={"const": "indicator"},
    indicator=TEXT,
    title=TEXT,
    why=TEXT,
    state={"enum": ["observed", "silent", "open"]},
    factor=NUMBER,
    developments=listed(DEVELOPMENT),
    decibans=BY_OUTCOME,
    quiet=maybe(BY_OUTCOME),
    where=PLACE,
)
PROSPECT = shape(
    indicator=TEXT,
    sight=TEXT,
    probabilities=BY_OUTCOME,
    changes_lead={"type": "boolean"},
)


def ask(root: Path, *arguments: str, as_of: str = "2024-04-15") -> Answer:
    answer = run(root, "explain", "-d", "news.yaml", "--as-of", as_of, *arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer


def told(root: Path, *arguments: str, as_of: str = "2024-04-15") -> Json:
    answer: Json = json.loads(ask(root, "--json", *arguments, as_of=as_of).out)
    return answer


def row_of(explanation: Json, indicator: str) -> Json:
    (row,) = (
        row
        for row in explanation["scenarios"][0]["ledger"]
        if row.get("indicator") == indicator
    )
    assert isinstance(row, dict)
    return row


def test_the_text_is_as_it_was(tmp_path: Path) -> None:
    check_golden("explain.txt", ask(write_workspace(tmp_path)).out)


def test_the_csv_is_as_it_was(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), "--csv")
    check_golden("explain.csv", rounded(answer.out))


def test_the_markdown_is_as_it_was(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), "--markdown")
    check_golden("explain.md", answer.out)


def test_the_json_is_as_it_was(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), "strike", "--json")
    check_golden("explain.json", rounded(answer.out))


@pytest.mark.parametrize("as_of", ["2023-06-01", "2024-04-15", "2030-01-01"])
def test_the_json_goes_down_to_every_report(tmp_path: Path, as_of: str) -> None:
    explanation = told(write_workspace(tmp_path), as_of=as_of)
    assert explanation["format"] == "scenarios/explanation@1"
    indicator = Draft202012Validator(INDICATOR)
    prospect = Draft202012Validator(PROSPECT)
    for scenario in explanation["scenarios"]:
        rows = [row for row in scenario["ledger"] if row["kind"] == "indicator"]
        for row in rows:
            assert [error.message for error in indicator.iter_errors(row)] == []
        for each in scenario["prospects"]:
            assert [error.message for error in prospect.iter_errors(each)] == []


def test_an_explanation_is_the_assessment_and_more(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    explanation = told(root)
    assessment = json.loads(
        run(root, "assess", "-d", "news.yaml", "--as-of", "2024-04-15", "--json").out
    )
    for key in ("as_of", "engine", "inputs"):
        assert explanation[key] == assessment[key]
    for more, less in zip(
        explanation["scenarios"], assessment["scenarios"], strict=True
    ):
        assert set(more) - set(less) == {"score", "prospects", "withdrawn"}
        assert {k: more[k] for k in less if k != "ledger"} == {
            k: less[k] for k in less if k != "ledger"
        }
        for long, short in zip(more["ledger"], less["ledger"], strict=True):
            assert long["decibans"] == short["decibans"]


def test_the_rows_add_up_to_the_score(tmp_path: Path) -> None:
    for scenario in told(write_workspace(tmp_path))["scenarios"]:
        for outcome, score in scenario["score"].items():
            entries = [row["decibans"][outcome] for row in scenario["ledger"]]
            assert fsum(entries) == pytest.approx(score, abs=1e-9)


def test_every_number_leads_back_to_a_line(tmp_path: Path) -> None:
    talks = row_of(told(write_workspace(tmp_path)), "talks")
    assert talks["where"] == "scenarios/strike.yaml:12"
    assert talks["why"] == "nothing is signed without them"
    (development,) = talks["developments"]
    assert development["where"] == "news.yaml:1"
    assert development["why"] == "an hour is short"
    assert development["strength"] == 0.8
    # 70 days of a half-life of 200.
    assert development["fading"] == pytest.approx(2 ** (-70 / 200))
    assert [
        (origin["origin"], origin["grade"], origin["r"], origin["speaks"])
        for origin in sorted(development["origins"], key=lambda o: o["grade"])
    ] == [(None, "B2", 0.675, "r1"), ("readout", "C3", 0.35, "r2")]


def test_copies_of_one_story_are_told_under_one_origin(tmp_path: Path) -> None:
    (development,) = row_of(told(write_workspace(tmp_path)), "walkouts")["developments"]
    (origin,) = development["origins"]
    assert (origin["origin"], origin["speaks"], origin["grade"]) == ("wire", "r1", "B1")
    assert [report["id"] for report in origin["reports"]] == ["r1", "r2"]


def test_a_denial_weighs_against(tmp_path: Path) -> None:
    (development,) = row_of(told(write_workspace(tmp_path)), "pay")["developments"]
    weights = {origin["stance"]: origin["db"] for origin in development["origins"]}
    assert weights["asserts"] > 0 > weights["denies"]
    assert development["value"] == "3.5"
    assert development["reports_db"] == development["db"]


def test_the_quiet_of_a_count_is_told_apart_from_its_news(tmp_path: Path) -> None:
    explanation = told(write_workspace(tmp_path))
    quiet = {
        row["indicator"]: row["quiet"]
        for row in explanation["scenarios"][0]["ledger"]
        if row["kind"] == "indicator"
    }
    assert {name for name, part in quiet.items() if part} == {"walkouts", "marches"}
    assert abs(fsum(quiet["walkouts"].values())) < 1e-9
    # Nothing was seen: all of the row is quiet.
    assert quiet["marches"] == row_of(explanation, "marches")["decibans"]


def test_absence_is_told_as_such(tmp_path: Path) -> None:
    (development,) = row_of(told(write_workspace(tmp_path)), "mediator")["developments"]
    assert development["absent"] is True
    assert development["db"] > 0


def test_a_settled_question_has_no_prospects(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    assert told(root, "vote")["scenarios"][0]["prospects"] == []
    assert "Nothing: the question is settled." in ask(root, "vote").out


def test_a_closed_question_has_no_prospects(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    assert told(root, "strike", as_of="2024-12-31")["scenarios"][0]["prospects"] == []
    out = ask(root, "strike", as_of="2024-12-31").out
    assert "Nothing that is listed can still be seen." in out


def test_prospects_come_with_those_that_change_the_lead_first(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    (scenario,) = told(root, "strike", as_of="2024-01-15")["scenarios"]
    now = {o["id"]: o["probability"] for o in scenario["outcomes"]}
    leads = [prospect["changes_lead"] for prospect in scenario["prospects"]]
    assert leads == sorted(leads, reverse=True)
    for prospect in scenario["prospects"]:
        then = prospect["probabilities"]
        assert fsum(then.values()) == pytest.approx(1)
        best = max(then, key=lambda outcome: then[outcome])
        assert prospect["changes_lead"] == (best != max(now, key=lambda o: now[o]))
    assert {(p["indicator"], p["sight"]) for p in scenario["prospects"]} == {
        ("talks", "seen"),
        ("mediator", "seen"),
        ("walkouts", "one more"),
        ("marches", "one more"),
        ("mood", "warm"),
        ("mood", "cold"),
        ("court", "filed"),
        ("court", "heard"),
    }


def test_the_csv_has_a_line_per_row_and_outcome_that_add_up(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    rows = list(csv.DictReader(StringIO(ask(root, "strike", "--csv").out)))
    assert len(rows) == 3 * (8 + 2)
    score = told(root, "strike")["scenarios"][0]["score"]
    for outcome, total in score.items():
        entries = [float(row["decibans"]) for row in rows if row["outcome"] == outcome]
        assert fsum(entries) == pytest.approx(total, abs=1e-9)
    assert [row["developments"] for row in rows if row["row"] == "walkouts"] == [
        "d2"
    ] * 3


def test_an_id_that_a_spreadsheet_would_run_is_disarmed(tmp_path: Path) -> None:
    news = replace_once(NEWS, "- id: d2", '- id: "=HYPERLINK(1)"')
    root = write_workspace(tmp_path, {"news.yaml": news})
    rows = list(csv.DictReader(StringIO(ask(root, "strike", "--csv").out)))
    walkouts = next(row for row in rows if row["row"] == "walkouts")
    assert walkouts["developments"] == "'=HYPERLINK(1)"
    assert float(walkouts["decibans"]) < 0


def test_denials_that_outweigh_are_told_to_count_for_nothing(tmp_path: Path) -> None:
    news = replace_once(
        NEWS, "credibility: 4, stance: denies", "grade: A1, stance: denies"
    )
    root = write_workspace(tmp_path, {"news.yaml": news})
    out = " ".join(ask(root, "strike").out.split())
    assert "the denials outweigh, so it does not count" in out


def test_no_control_character_reaches_the_terminal(tmp_path: Path) -> None:
    news = replace_once(
        NEWS, "summary: They met.", r'summary: "They \u001b]52;c;eA==\u0007met"'
    )
    news = replace_once(news, "http://x/1", r'"http://x/\u202ed\u009b1m"')
    scenario = replace_once(
        SCENARIO, "title: Both sides meet in person", r'title: "Both \u001b[2Jsides"'
    )
    root = write_workspace(
        tmp_path, {"news.yaml": news, "scenarios/strike.yaml": scenario}
    )
    out = ask(root).out
    assert r"They \x1b]52;c;eA==\x07met" in out
    assert r"http://x/\u202ed\x9b1m" in out
    assert r"Both \x1b[2Jsides" in out
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(out)


@pytest.mark.parametrize("width", ["20", "110", "200"])
def test_the_text_fits_the_terminal_or_is_as_wide_as_a_table(
    tmp_path: Path, width: str
) -> None:
    root = write_workspace(tmp_path)
    answer = run(
        root,
        *("explain", "-d", "news.yaml", "--as-of", "2024-04-15"),
        COLUMNS=width,
    )
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines())) <= max(int(width), 110)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("-d", "news.yaml", "strik"), 2, "error: unknown scenario 'strik'; did you"),
        (("-d", "news.yaml", "-m", "wry"), 2, "error: unknown model 'wry'; did you"),
        (("-d", "olds.yaml"), 2, "error: olds.yaml: cannot be read: No such file"),
        ((), 2, "error: .scenarios/journal.db: there is no journal here; `sc"),
        (("-d", "news.yaml", "--json", "--csv"), 2, "Usage: scenarios explain"),
        (("-d", "news.yaml", "--as-of", "May"), 2, "Usage: scenarios explain"),
        (("-d", "sources.yaml"), 1, "sources.yaml:1:1: error: must be a list of"),
    ],
)
def test_what_is_wrong_is_told(
    tmp_path: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    answer = run(write_workspace(tmp_path), "explain", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert answer.err.startswith(message)
