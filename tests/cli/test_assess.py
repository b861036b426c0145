"""`scenarios assess`: table, JSON, CSV and Markdown, as of any day."""

import csv
import json
from datetime import date
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
    Files,
    check_golden,
    replace_once,
    rounded,
    run,
    write_workspace,
)
from scenarios.assessment.assess import assess
from scenarios.loading.developments import load_developments
from scenarios.loading.reading import load_workspace

Json = dict[str, Any]

PROBABILITY: Json = {"type": "number", "minimum": 0, "maximum": 1}
TEXT: Json = {"type": "string", "minLength": 1}
DAY: Json = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
DIGEST: Json = {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"}
DECIBANS: Json = {"type": "object", "additionalProperties": {"type": "number"}}


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


OUTCOME = shape(
    id=TEXT,
    title=TEXT,
    prior=PROBABILITY,
    probability=PROBABILITY,
    low={"anyOf": [PROBABILITY, {"type": "null"}]},
    high={"anyOf": [PROBABILITY, {"type": "null"}]},
    word=TEXT,
)
INDICATOR = shape(
    kind={"const": "indicator"},
    indicator=TEXT,
    state={"enum": ["observed", "silent", "open"]},
    factor={"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    developments=listed(
        shape(
            id=TEXT,
            db={"type": "number", "minimum": 0},
            origins={"type": "integer", "minimum": 1},
            reports={"type": "integer", "minimum": 1},
        )
    ),
    decibans=DECIBANS,
    where={"type": "string", "pattern": r"^scenarios/.+\.yaml:\d+$"},
)
# design.md, section 5.
ASSESSMENT = shape(
    format={"const": "scenarios/assessment@1"},
    as_of=DAY,
    engine=shape(version=TEXT, method={"const": "weight-of-evidence"}),
    inputs=shape(
        model=shape(id=TEXT, digest=DIGEST),
        developments=shape(count={"type": "integer", "minimum": 0}, digest=DIGEST),
        journal={"type": "null"},
    ),
    scenarios=listed(
        shape(
            id=TEXT,
            title=TEXT,
            question=TEXT,
            digest=DIGEST,
            resolved={"anyOf": [{"type": "null"}, shape(outcome=TEXT, on=DAY)]},
            outcomes={**listed(OUTCOME), "minItems": 2},
            confidence=shape(
                level={"enum": ["high", "moderate", "low"]}, reasons=listed(TEXT)
            ),
            ledger=listed(
                {
                    "oneOf": [
                        shape(kind={"enum": ["prior", "clock"]}, decibans=DECIBANS),
                        INDICATOR,
                    ]
                }
            ),
        )
    ),
)

DAYS = ["2023-06-01", "2024-01-01", "2024-04-15", "2024-12-31", "2030-01-01"]


def ask(root: Path, *arguments: str) -> Answer:
    answer = run(root, "assess", "-d", "news.yaml", *arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer


def told(root: Path, as_of: str, *arguments: str) -> Json:
    answer: Json = json.loads(ask(root, "--as-of", as_of, "--json", *arguments).out)
    return answer


def probabilities(assessment: Json, place: int = 0) -> dict[str, float]:
    outcomes = assessment["scenarios"][place]["outcomes"]
    return {outcome["id"]: outcome["probability"] for outcome in outcomes}


# The golden files.


def test_the_table_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    answer = ask(root, "--as-of", "2024-04-15")
    check_golden("assess.txt", answer.out)


def test_the_table_with_changes_and_movers_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    days = ("--as-of", "2024-04-15", "--since", "2024-02-01")
    answer = ask(root, *days, "--movers", "2")
    check_golden("assess-since-movers.txt", answer.out)


def test_the_csv_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    answer = ask(root, "--as-of", "2024-04-15", "--csv")
    check_golden("assess.csv", rounded(answer.out))


def test_the_csv_with_changes_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    days = ("--as-of", "2024-04-15", "--since", "2024-02-01")
    check_golden("assess-since.csv", rounded(ask(root, *days, "--csv").out))


def test_the_markdown_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    days = ("--as-of", "2024-04-15", "--since", "2024-02-01")
    check_golden("assess-since.md", ask(root, *days, "--markdown").out)


def test_the_json_is_as_it_was(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    answer = ask(root, "--as-of", "2024-04-15", "--json")
    check_golden("assess.json", rounded(answer.out))


# JSON.


@pytest.mark.parametrize("as_of", DAYS)
def test_the_json_has_exactly_the_keys_of_the_design(
    tmp_path: Path, as_of: str
) -> None:
    Draft202012Validator.check_schema(ASSESSMENT)
    assessment = told(write_workspace(tmp_path), as_of)
    errors = Draft202012Validator(ASSESSMENT).iter_errors(assessment)
    assert [(error.json_path, error.message) for error in errors] == []
    assert assessment["as_of"] == as_of


@pytest.mark.parametrize("as_of", DAYS)
def test_every_row_names_every_outcome_and_the_rows_give_the_probabilities(
    tmp_path: Path, as_of: str
) -> None:
    assessment = told(write_workspace(tmp_path), as_of)
    for scenario in assessment["scenarios"]:
        names = [outcome["id"] for outcome in scenario["outcomes"]]
        rows = [row["decibans"] for row in scenario["ledger"]]
        assert all(list(row) == names for row in rows)
        assert all(abs(fsum(row.values())) < 1e-9 for row in rows)
        if scenario["resolved"] is None:
            odds = [10 ** (fsum(row[name] for row in rows) / 10) for name in names]
            for outcome, odd in zip(scenario["outcomes"], odds, strict=True):
                assert outcome["probability"] == pytest.approx(
                    odd / fsum(odds), rel=1e-9
                )
                assert outcome["low"] <= outcome["probability"] <= outcome["high"]
        assert fsum(o["probability"] for o in scenario["outcomes"]) == pytest.approx(1)


def test_floats_are_told_with_full_precision(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    workspace = load_workspace(root)
    news = load_developments(root / "news.yaml", workspace)
    exact = assess(workspace, news, date(2024, 4, 15))
    answer = told(root, "2024-04-15")
    for shown, each in zip(answer["scenarios"], exact.scenarios, strict=True):
        for outcome, right in zip(shown["outcomes"], each.outcomes, strict=True):
            assert outcome["prior"] == float(right.prior)
            assert outcome["probability"] == float(right.probability)
            assert (outcome["low"], outcome["high"]) == (right.low, right.high)
        for row, entries in zip(shown["ledger"][2:], each.ledger.rows, strict=False):
            if row["kind"] == "indicator" and row["indicator"] == entries.reading.id:
                assert list(row["decibans"].values()) == [*map(float, entries.decibans)]


def test_the_same_question_gives_the_same_bytes(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    first = ask(root, "--as-of", "2024-04-15", "--json")
    assert ask(root, "--as-of", "2024-04-15", "--json") == first


def test_warnings_do_not_touch_the_json(tmp_path: Path) -> None:
    news = replace_once(NEWS, "date: 2024-02-05", "date: 2023-02-05")
    files: Files = {"scenarios/old.yml": "[", "sources.yml": "[", "news.yaml": news}
    answer = run(
        write_workspace(tmp_path, files),
        *("assess", "-d", "news.yaml", "--as-of", "2024-04-15", "--json"),
    )
    assert answer.code == 0
    assert Draft202012Validator(ASSESSMENT).is_valid(json.loads(answer.out))


def test_the_digests_are_of_the_files_as_they_stand(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    before = told(root, "2024-04-15")
    (root / "scenarios" / "strike.yaml").write_text(f"{SCENARIO}# a remark\n")
    after = told(root, "2024-04-15")
    assert before["scenarios"][0]["digest"] != after["scenarios"][0]["digest"]
    assert before["scenarios"][1] == after["scenarios"][1]
    assert before["inputs"] == after["inputs"]
    assert probabilities(before) == probabilities(after)


# Days.


def test_before_it_opens_a_question_stands_at_its_priors(tmp_path: Path) -> None:
    assessment = told(write_workspace(tmp_path), "2023-06-01")
    for scenario in assessment["scenarios"]:
        for outcome in scenario["outcomes"]:
            assert outcome["probability"] == pytest.approx(outcome["prior"], rel=1e-12)
        rows = [row for row in scenario["ledger"] if row["kind"] == "indicator"]
        assert {row["state"] for row in rows} == {"open"}
        assert [row["developments"] for row in rows if row["developments"]] == []


def test_after_it_closes_nothing_moves_any_more(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    at_close, later = told(root, "2024-12-31"), told(root, "2030-01-01")
    assert probabilities(at_close) == probabilities(later)
    assert at_close["scenarios"][0]["ledger"] == later["scenarios"][0]["ledger"]


def test_what_came_later_is_not_known(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    early = told(root, "2024-02-19")
    counted = {
        development["id"]
        for scenario in early["scenarios"]
        for row in scenario["ledger"]
        for development in row.get("developments", [])
    }
    assert counted == {"d1"}
    assert early["inputs"]["developments"]["count"] == 5


def test_a_report_is_known_from_the_day_it_was_published(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)

    def reports(as_of: str) -> int:
        (talks,) = (
            row
            for row in told(root, as_of)["scenarios"][0]["ledger"]
            if row.get("indicator") == "talks"
        )
        return sum(development["reports"] for development in talks["developments"])

    days = ["2024-02-04", "2024-02-05", "2024-02-06"]
    assert [reports(day) for day in days] == [0, 1, 2]


def test_a_retracted_report_does_not_count_from_its_day(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)

    def state(as_of: str) -> str:
        ledger = told(root, as_of)["scenarios"][0]["ledger"]
        return str(next(r["state"] for r in ledger if r.get("indicator") == "court"))

    days = ["2024-04-01", "2024-04-02", "2024-04-30", "2024-05-01"]
    assert [state(day) for day in days] == ["open", "observed", "observed", "open"]


def test_without_a_day_it_is_today(tmp_path: Path) -> None:
    answer = json.loads(ask(write_workspace(tmp_path), "--json").out)
    assert date.fromisoformat(answer["as_of"]).year >= 2024


@pytest.mark.parametrize("as_of", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_like_any_other(
    tmp_path: Path, as_of: str
) -> None:
    assert told(write_workspace(tmp_path), as_of)["as_of"] == as_of


# A settled question.


def test_a_question_is_open_until_the_day_it_is_settled(tmp_path: Path) -> None:
    vote = told(write_workspace(tmp_path), "2024-02-19")["scenarios"][1]
    assert vote["resolved"] is None
    assert all(0 < outcome["probability"] < 1 for outcome in vote["outcomes"])


@pytest.mark.parametrize("as_of", ["2024-02-20", "2024-04-15", "2030-01-01"])
def test_a_settled_question_is_certain_and_has_no_interval(
    tmp_path: Path, as_of: str
) -> None:
    vote = told(write_workspace(tmp_path), as_of)["scenarios"][1]
    assert vote["resolved"] == {"outcome": "for", "on": "2024-02-20"}
    assert [
        (outcome["probability"], outcome["low"], outcome["high"])
        for outcome in vote["outcomes"]
    ] == [(1.0, None, None), (0.0, None, None)]


def test_the_table_says_what_is_settled_and_why(tmp_path: Path) -> None:
    out = ask(write_workspace(tmp_path), "vote", "--as-of", "2024-03-01").out
    assert "settled" in out
    assert "Settled on 2024-02-20" in out
    assert "the returning officer said so" in out
    assert "100 %" in out


# Which scenarios and which model.


def test_only_the_scenarios_that_are_named_are_told_in_their_order(
    tmp_path: Path,
) -> None:
    root = write_workspace(tmp_path)
    both = told(root, "2024-04-15", "vote", "strike")["scenarios"]
    assert [scenario["id"] for scenario in both] == ["vote", "strike"]
    (vote,) = told(root, "2024-04-15", "vote")["scenarios"]
    assert vote == both[0]


@pytest.mark.parametrize("form", [[], ["--csv"], ["--markdown"]])
def test_a_scenario_named_twice_is_told_once(tmp_path: Path, form: list[str]) -> None:
    root = write_workspace(tmp_path)
    days = ("--as-of", "2024-04-15", "--since", "2024-02-01")
    assert ask(root, *days, "vote", "vote", *form) == ask(root, *days, "vote", *form)


def test_another_model_gives_another_answer(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    wary = told(root, "2024-04-15", "--model", "wary")
    assert wary["inputs"]["model"]["id"] == "wary"
    assert probabilities(wary) != probabilities(told(root, "2024-04-15"))
    assert "words of PHIA" in ask(root, "-m", "wary", "--as-of", "2024-04-15").out


def test_a_model_that_lacks_a_word_of_a_scenario_is_told_to(
    tmp_path: Path,
) -> None:
    wide = "format: scenarios/model@1\nid: wide\ntitle: Wide\nscale: {vast_for: 30}\n"
    files: Files = {
        "workspace.yaml": "model: wide\n",
        "models/wide.yaml": wide,
        "scenarios/strike.yaml": replace_once(
            SCENARIO, "deal: strong_for", "deal: vast_for"
        ),
    }
    root = write_workspace(tmp_path, files)
    arguments = ("assess", "-d", "news.yaml", "--as-of", "2024-04-15")
    assert run(root, *arguments).code == 0
    assert run(root, *arguments, "--model", "wary") == Answer(
        1,
        "",
        "models/wary.yaml:1:1: error: scale: lacks `vast_for`, used at "
        "scenarios/strike.yaml:12\n",
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("strik",),
            (
                "error: unknown scenario 'strik'; did you mean `strike`?; this "
                "workspace has: strike, vote\n"
            ),
        ),
        (
            ("-m", "wry"),
            (
                "error: unknown model 'wry'; did you mean `wary`?; this workspace has: "
                "default, wary\n"
            ),
        ),
        (
            ("-d", "olds.yaml"),
            "error: olds.yaml: cannot be read: No such file or directory\n",
        ),
    ],
)
def test_an_unknown_name_is_wrong_usage(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, "assess", "-d", "news.yaml", *arguments)
    assert answer == Answer(2, "", message)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "or name the news with --developments FILE"),
        (("-d", "news.yaml", "--as-of", "2024-02-30"), "is not a date like 2024-05-31"),
        (("-d", "news.yaml", "--since", "May"), "'May' is not a date like 2024-05-31"),
        (("-d", "news.yaml", "--csv", "--json"), "choose one of --json, --csv and"),
        (("-d", "news.yaml", "--movers", "2", "--csv"), "--movers is shown only in"),
        (
            ("-d", "news.yaml", "--since", "2024-05-02", "--as-of", "2024-05-01"),
            "--since 2024-05-02 is later than the day assessed, 2024-05-01",
        ),
        (
            ("-d", "news.yaml", "--since", "2024-02-01", "--json"),
            "--since is shown only in the table",
        ),
    ],
)
def test_wrong_usage_is_told(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    answer = run(write_workspace(tmp_path), "assess", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert message in " ".join(answer.err.replace("│", " ").split())


# News from standard input.


@pytest.mark.parametrize(
    "news",
    [
        NEWS,
        '[{"id": "d1", "date": "2024-02-05", "observes": ["strike/talks"]}]',
        '{"id": "d1", "date": "2024-02-05"}\n{"id": "d2", "date": "2024-02-06"}\n',
    ],
    ids=["yaml", "json", "jsonl"],
)
def test_news_may_come_from_standard_input(tmp_path: Path, news: str) -> None:
    root = write_workspace(tmp_path, {"news.txt": news})
    piped = run(root, "assess", "-d", "-", "--as-of", "2024-04-15", stdin=news.encode())
    named = run(root, "assess", "-d", "news.txt", "--as-of", "2024-04-15")
    assert piped == named
    assert piped.code == 0


def test_faults_of_standard_input_are_told_at_their_place(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, "assess", "-d", "-", stdin=b"- id: d1\n  date: May\n")
    assert answer == Answer(
        1, "", "<stdin>:2:9: error: 0.date: must be a date like 2024-05-31\n"
    )


# Changes and movers.


def rows_of(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(answer.out)))


def test_the_changes_of_a_scenario_add_up_to_nothing(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    days = ("--as-of", "2024-04-15", "--since", "2024-02-01")
    rows = rows_of(ask(root, *days, "--csv"))
    changes = [float(row["change"]) for row in rows if row["scenario"] == "strike"]
    assert len(changes) == 3
    assert abs(fsum(changes)) < 1e-12
    now = probabilities(told(root, "2024-04-15"))
    then = probabilities(told(root, "2024-02-01"))
    assert changes == pytest.approx([now[name] - then[name] for name in now])


def test_since_the_same_day_nothing_has_changed(tmp_path: Path) -> None:
    days = ("--as-of", "2024-04-15", "--since", "2024-04-15")
    rows = rows_of(ask(write_workspace(tmp_path), *days, "--csv"))
    assert {float(row["change"]) for row in rows} == {0.0}


@pytest.mark.parametrize(("most", "shown"), [("0", 0), ("1", 1), ("3", 3), ("99", 5)])
def test_the_movers_are_as_many_as_asked_for(
    tmp_path: Path, most: str, shown: int
) -> None:
    root = write_workspace(tmp_path)
    out = ask(root, "strike", "--as-of", "2024-04-15", "--movers", most).out
    titles = [
        "Both sides met for an hour",
        "The port of Leith walks out",
        "No mediator, says the ministry",
        "Four per cent on the table",
        "The case is heard",
    ]
    assert sum(title in out for title in titles) == shown


# Text from outside.


def test_no_control_character_reaches_the_terminal(tmp_path: Path) -> None:
    news = replace_once(
        NEWS, "title: Both sides met", r'title: "\u001b[31m\u009b2J\u202eBoth\u0007"  #'
    )
    scenario = replace_once(
        SCENARIO, "title: A deal is signed", r'title: "A \u001b]0;x\u0007deal"'
    )
    root = write_workspace(
        tmp_path, {"news.yaml": news, "scenarios/strike.yaml": scenario}
    )
    out = ask(root, "--as-of", "2024-04-15", "--movers", "9").out
    assert r"\x1b[31m\x9b2J\u202eBoth\x07" in out
    assert r"A \x1b]0;x\x07deal" in out
    assert not {"\x1b", "\x9b", "\u202e", "\x07"} & set(out)


def test_markup_in_titles_is_text(tmp_path: Path) -> None:
    scenario = replace_once(
        SCENARIO, "title: A deal is signed", "title: '[bold]A deal[/] [/red] :smile:'"
    )
    root = write_workspace(tmp_path, {"scenarios/strike.yaml": scenario})
    out = ask(root, "--as-of", "2024-04-15").out
    assert "[bold]A deal[/] [/red] :smile:" in out


@pytest.mark.parametrize(
    "title", ["=1+1", "+1", "-1", "@SUM(A1)", "\\t=1", "\\n=1", " =1", "＝1", "＠x"]
)
def test_a_title_that_a_spreadsheet_would_run_is_disarmed(
    tmp_path: Path, title: str
) -> None:
    scenario = replace_once(SCENARIO, "title: A deal is signed", f'title: "{title}"')
    root = write_workspace(tmp_path, {"scenarios/strike.yaml": scenario})
    days = ("--as-of", "2024-04-15", "--since", "2024-04-02")
    deal = rows_of(ask(root, *days, "--csv"))[2]
    assert deal["title"].startswith("'")
    assert deal["title"].endswith(title[-1])
    assert float(deal["change"]) == pytest.approx(float(deal["change"]))


def test_pipes_lines_and_html_in_titles_do_not_break_markdown(tmp_path: Path) -> None:
    title = r"a|b\\|c <script>x</script>\n| d | `e` [f](javascript:g) *h* _i_ #j ~k~"
    scenario = replace_once(SCENARIO, "title: A deal is signed", f'title: "{title}"')
    root = write_workspace(tmp_path, {"scenarios/strike.yaml": scenario})
    out = ask(root, "strike", "--as-of", "2024-04-15", "--markdown").out
    lines = out.splitlines()
    assert len(lines) == 5
    assert (
        r"| a\|b\\\|c \<script\>x\</script\> \| d \| \`e\` \[f\](javascript:g) \*h\* "
        r"\_i\_ \#j \~k\~ |"
    ) in lines[4]


def test_a_workspace_without_scenarios_gives_an_empty_answer(tmp_path: Path) -> None:
    files: Files = {
        "scenarios/strike.yaml": None,
        "scenarios/vote.yaml": None,
        "cases/calm.yaml": None,
        "news.yaml": "[]",
    }
    root = write_workspace(tmp_path, files)
    (root / "scenarios").mkdir(exist_ok=True)
    assert told(root, "2024-04-15")["scenarios"] == []
