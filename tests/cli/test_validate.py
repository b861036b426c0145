"""`scenarios validate`: all faults on standard output, the sum on standard error."""

import json
from pathlib import Path

import pytest

from desk import NEWS, SCENARIO, Answer, Files, replace_once, run, write_workspace

WARNING = (
    "news.yaml:31:55: warning: 4.observes.1: does not count: dated outside the "
    "horizon, 2024-01-01 to 2024-02-29\n"
)


def test_a_good_workspace_is_told_to_be_good(tmp_path: Path) -> None:
    assert run(write_workspace(tmp_path), "validate") == Answer(
        0,
        "",
        "2 scenarios, 2 models, 2 sources, 1 case, 0 developments: no error, 0 "
        "warnings\n",
    )


def test_warnings_are_told_and_are_no_failure(tmp_path: Path) -> None:
    assert run(write_workspace(tmp_path), "validate", "news.yaml") == Answer(
        0,
        WARNING,
        "2 scenarios, 2 models, 2 sources, 1 case, 5 developments: no error, 1 "
        "warning\n",
    )


def test_errors_are_told_and_are_a_failure(tmp_path: Path) -> None:
    text = replace_once(SCENARIO, "prior: 0.3", "prior: 0.4")
    root = write_workspace(tmp_path, {"scenarios/strike.yaml": text})
    answer = run(root, "validate")
    assert answer == Answer(
        1,
        "scenarios/strike.yaml:8:3: error: outcomes: priors sum to 1.1; they must sum "
        "to 1\n",
        "1 error, 0 warnings\n",
    )


def test_several_files_of_news_are_checked(tmp_path: Path) -> None:
    files: Files = {"a.json": "[]", "b.jsonl": '{"id": "b"}\n'}
    root = write_workspace(tmp_path, files)
    answer = run(root, "validate", "news.yaml", "a.json", "b.jsonl")
    assert answer.code == 1
    assert answer.out == "b.jsonl:1:1: error: 0: lacks `date`; add it\n" + WARNING
    assert answer.err == "1 error, 1 warning\n"


def test_standard_input_is_checked(tmp_path: Path) -> None:
    root = write_workspace(tmp_path)
    answer = run(root, "validate", "-", stdin=NEWS.encode())
    assert (answer.code, answer.out) == (0, WARNING.replace("news.yaml", "<stdin>"))


def test_the_json_has_every_issue_with_its_place(tmp_path: Path) -> None:
    text = replace_once(NEWS, "grade: A2", "grade: A9")
    root = write_workspace(tmp_path, {"news.yaml": text})
    answer = run(root, "validate", "news.yaml", "--json")
    assert (answer.code, answer.err) == (1, "")
    assert json.loads(answer.out) == {
        "issues": [
            {
                "path": "news.yaml",
                "line": 19,
                "column": 46,
                "severity": "error",
                "key": "2.reports.0.grade",
                "message": "must be a grade such as B2: a letter A-F and a digit 1-6",
            },
            {
                "path": "news.yaml",
                "line": 31,
                "column": 55,
                "severity": "warning",
                "key": "4.observes.1",
                "message": "does not count: dated outside the horizon, 2024-01-01 to "
                "2024-02-29",
            },
        ]
    }


def test_the_json_of_a_good_workspace_is_empty(tmp_path: Path) -> None:
    answer = run(write_workspace(tmp_path), "validate", "--json")
    assert (answer.code, json.loads(answer.out)) == (0, {"issues": []})


def test_paths_are_told_as_the_workspace_was_named(tmp_path: Path) -> None:
    root = write_workspace(tmp_path / "desk", {"sources.yaml": "[]"})
    for folder in ("desk", str(root)):
        answer = run(tmp_path, "validate", "--workspace", folder)
        assert answer.code == 1
        assert answer.out.startswith(f"{folder}/sources.yaml:1:1: error: ")
    assert run(root, "validate").out.startswith("sources.yaml:1:1: error: ")


@pytest.mark.parametrize("name", ["a b.yaml", "ü.yaml", "-x.yaml", "\u202egp.yaml"])
def test_news_may_have_any_name(tmp_path: Path, name: str) -> None:
    root = write_workspace(tmp_path, {name: "- {id: d1}\n"})
    answer = run(root, "validate", "--", name)
    assert answer.code == 1
    shown = name.replace("\u202e", r"\u202e")
    assert answer.out == f"{shown}:1:3: error: 0: lacks `date`; add it\n"


def test_no_control_character_reaches_the_terminal(tmp_path: Path) -> None:
    news = r'[{"id": "d1", "date": "2024-02-05", "\u001b[31mtitle\u202e": 3}]'
    root = write_workspace(tmp_path, {"news.json": news})
    for arguments in (("validate", "news.json"), ("assess", "-d", "news.json")):
        answer = run(root, *arguments)
        assert answer.code == 1
        assert r"\x1b[31mtitle\u202e" in answer.out + answer.err
        assert not {"\x1b", "\u202e"} & set(answer.out + answer.err)


ARGUED = """\
format: scenarios/scenario@1
id: ferry
title: The ferry
question: Does the ferry sail?
horizon: {opens: 2024-01-01, closes: 2024-12-31}
outcomes:
  sails: {title: It sails, prior: 0.5, criteria: it left, why: it often does}
  stays: {title: It stays, prior: 0.5, criteria: it did not leave, why: it often does}
indicators:
  ticket:
    title: Tickets are sold
    weights: {sails: 6, stays: -6}
    within: 90d
    why: nobody sails without
accepts:
  no-cites: we sold them
  nothing-against.sails: nobody can see it stay
  nothing-for.stays: nobody can see it stay
"""


def strictly(folder: Path, text: str, *arguments: str) -> Answer:
    others = ("scenarios/strike.yaml", "scenarios/vote.yaml", "cases/calm.yaml")
    write_workspace(folder, {**dict.fromkeys(others), "scenarios/ferry.yaml": text})
    return run(folder, "validate", "--strict", *arguments)


def test_the_indicator_review_ends_with_1_while_a_finding_is_left(
    tmp_path: Path,
) -> None:
    bare = replace_once(ARGUED, "  no-cites: we sold them\n", "")
    answer = strictly(tmp_path, bare)
    assert answer.code == 1
    assert answer.out == (
        "scenarios/ferry.yaml:10:3: warning: indicators.ticket: lacks `cites` (a "
        "reader cannot check what its rates and weights rest on); name the documents, "
        "or accept `no-cites` with the reason [no-cites.ticket]\n"
    )
    assert "no error, 1 warning" in answer.err
    assert run(tmp_path, "validate").code == 0


def test_what_a_scenario_argues_is_no_finding(tmp_path: Path) -> None:
    answer = strictly(tmp_path, ARGUED)
    assert (answer.code, answer.out) == (0, "")


def test_findings_are_issues_for_programs_too(tmp_path: Path) -> None:
    bare = replace_once(ARGUED, "  no-cites: we sold them\n", "")
    answer = strictly(tmp_path, bare, "--json")
    assert answer.code == 1
    (issue,) = json.loads(answer.out)["issues"]
    assert (issue["severity"], issue["line"]) == ("warning", 10)


def test_faults_come_before_findings(tmp_path: Path) -> None:
    answer = strictly(tmp_path, replace_once(ARGUED, "{sails: 6", "{sail: 6"))
    assert answer.code == 1
    assert "unknown outcome `sail`; did you mean `sails`?" in answer.out
    assert "cites" not in answer.out


def test_a_reason_must_say_something(tmp_path: Path) -> None:
    answer = strictly(tmp_path, replace_once(ARGUED, "we sold them", "' '"))
    assert "accepts.no-cites: is empty; say why" in answer.out
