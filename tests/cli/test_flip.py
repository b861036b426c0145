"""`scenarios flip`: how little would change who leads, or the word."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from desk import Answer, Files, check_golden, run, write_workspace

DAY = ("--as-of", "2024-04-15")
EARLY = ("--as-of", "2024-02-10")


def ask(root: Path, command: str, *arguments: str) -> Answer:
    answer = run(root, command, "-d", "news.yaml", *arguments)
    assert (answer.code, answer.err) == (0, "")
    return answer


def test_the_table_is_as_it_was(tmp_path: Path) -> None:
    check_golden("flip.txt", ask(write_workspace(tmp_path), "flip", *DAY).out)


def test_the_markdown_is_as_it_was(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), "flip", *EARLY, "--markdown")
    check_golden("flip.md", answer.out)


@pytest.mark.parametrize("day", [DAY, EARLY], ids=["april", "february"])
@pytest.mark.parametrize("goal", ["lead", "word"])
def test_the_flags_of_an_answer_make_it_come_true(
    tmp_path: Path, goal: str, day: tuple[str, str]
) -> None:
    """What is printed is pasted into `whatif`, and what was promised comes out."""
    root = write_workspace(tmp_path)
    found = json.loads(ask(root, "flip", "strike", *day, "--json").out)
    (scenario,) = found["scenarios"]
    tried = 0
    for flip in scenario[goal].values():
        if flip is None or flip["flag"] is None:
            continue
        tried += 1
        flags = flip["flag"].split(" ", 1)
        told = ask(root, "whatif", *flags, *day, "--scenario", "strike", "--json")
        (case,) = json.loads(told.out)["cases"]
        (then,) = case["assessment"]["scenarios"]
        outcomes = {each["id"]: each for each in then["outcomes"]}
        leads = max(outcomes, key=lambda name: outcomes[name]["probability"])
        assert leads == flip["leads"]
        assert outcomes[scenario["leads"]]["word"] == flip["word"]
        now = (scenario["leads"], scenario["word"])
        assert now[goal == "word"] != (leads, flip["word"])[goal == "word"]
        for name, probability in flip["probabilities"].items():
            assert outcomes[name]["probability"] == pytest.approx(probability, abs=1e-9)
    assert tried


def test_json_says_null_where_nothing_of_a_kind_does_it(tmp_path: Path) -> None:
    found = json.loads(ask(write_workspace(tmp_path), "flip", *DAY, "--json").out)
    strike, vote = found["scenarios"]
    kinds = ["drop", "grade", "weight", "prior", "observation"]
    assert list(found["units"]) == list(strike["lead"]) == kinds
    assert strike["lead"]["drop"] is None
    assert strike["lead"]["prior"]["size"] > 0
    assert set(vote["lead"].values()) == {None}


def test_the_csv_has_a_row_for_each_answer(tmp_path: Path) -> None:
    answer = ask(write_workspace(tmp_path), "flip", *DAY, "--csv")
    rows = list(csv.DictReader(StringIO(answer.out)))
    keys = {(row["scenario"], row["goal"], row["kind"]) for row in rows}
    assert len(keys) == len(rows) > 3
    assert {row["scenario"] for row in rows} == {"strike"}


def test_nothing_single_flips_it_is_an_answer(tmp_path: Path) -> None:
    """After the close nothing can be seen, and with priors of 1e-9 none helps."""
    scenario = """\
format: scenarios/scenario@1
id: sure
title: A sure thing
question: Will it?
horizon: {opens: 2024-01-01, closes: 2024-02-01}
outcomes:
  it-does: {title: It does, prior: 0.7}
  it-does-not: {title: It does not, prior: 0.3}
indicators:
  sign: {title: A sign, likelihoods: {it-does: 0.999, it-does-not: 0.000000001}}
"""
    news = """\
- id: d
  date: 2024-01-10
  observes: [sure/sign]
  reports:
    - {id: a, source: gazette, grade: A1}
    - {id: b, source: gazette, grade: A1}
    - {id: c, source: gazette, grade: A1}
    - {id: d, source: gazette, grade: A1}
- id: e
  date: 2024-01-10
  observes: [sure/sign]
  reports:
    - {id: a, source: gazette, grade: A1}
    - {id: b, source: gazette, grade: A1}
    - {id: c, source: gazette, grade: A1}
    - {id: d, source: gazette, grade: A1}
"""
    files: Files = {
        "scenarios/sure.yaml": scenario,
        "scenarios/strike.yaml": None,
        "scenarios/vote.yaml": None,
        "cases/calm.yaml": None,
        "news.yaml": news,
    }
    root = write_workspace(tmp_path, files)
    out = ask(root, "flip", "--as-of", "2024-03-01").out
    assert "What takes the lead from «It does»:\n    prior " in out
    assert "none of drop, grade, weight, observation does" in out


def test_a_settled_question_is_told(tmp_path: Path) -> None:
    out = ask(write_workspace(tmp_path), "flip", "vote", *DAY).out
    assert "\n  Nothing: the question is settled.\n" in out


def test_an_unknown_scenario_ends_with_code_2(tmp_path: Path) -> None:
    answer = run(write_workspace(tmp_path), "flip", "strik", "-d", "news.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert "did you mean `strike`?" in answer.err
