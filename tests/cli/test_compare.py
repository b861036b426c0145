"""`scenarios compare`, and what `assess` and `explain` show of scores."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Answer, check_golden, rounded, run, write_workspace

AT = ("-d", "news.yaml", "--as-of", "2024-04-15")
ACH = """\
format: scenarios/model@1
id: ach
title: Competing hypotheses
method: ach
ach:
  consistent: 1
  inconsistent: 3
  very_inconsistent: 10
  credibility: {high: 0.7, medium: 0.4}
  relevance: {high: 0.9, medium: 0.5}
  weights: {low: 0.5, medium: 1, high: 2}
"""
INDEX = "{format: scenarios/model@1, id: index, title: I, method: weighted-index}"
MODELS = {"models/ach.yaml": ACH, "models/index.yaml": INDEX}


def ask(folder: Path, command: str, *arguments: str) -> Answer:
    return run(write_workspace(folder, MODELS), command, *arguments, *AT)


def keys_of(value: object) -> Iterator[str]:
    """Yield every key of nested plain data."""
    if isinstance(value, dict):
        for key, entry in value.items():
            yield key
            yield from keys_of(entry)
    if isinstance(value, list):
        for entry in value:
            yield from keys_of(entry)


def test_models_stand_side_by_side(tmp_path: Path) -> None:
    answer = ask(tmp_path, "compare")
    assert (answer.code, answer.err) == (0, "")
    check_golden("compare.txt", answer.out)


def test_json_says_what_each_model_gives(tmp_path: Path) -> None:
    answer = ask(tmp_path, "compare", "default", "ach", "-s", "strike", "--json")
    check_golden("compare.json", rounded(answer.out))
    found = json.loads(answer.out)
    assert [m["gives"] for m in found["models"]] == ["probability", "score"]
    for outcome in found["scenarios"][0]["outcomes"]:
        first, second = outcome["answers"]
        assert {"probability", "low", "high", "word"} < set(first)
        assert set(second) == {"model", "score", "rank"}


def test_a_comparison_is_a_table_too(tmp_path: Path) -> None:
    answer = ask(tmp_path, "compare", "wary", "index", "--csv")
    check_golden("compare.csv", rounded(answer.out))


def test_a_comparison_of_models_that_agree_says_so(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, MODELS)
    early = ("-d", "news.yaml", "--as-of", "2024-02-19")
    answer = run(root, "compare", "default", "wary", "-s", "vote", *early)
    assert "All agree on «They vote for it»." in answer.out


def test_of_a_settled_question_no_model_is_asked_to_agree(tmp_path: Path) -> None:
    out = ask(tmp_path, "compare", "default", "ach", "-s", "vote").out
    assert "Settled on 2024-02-20 as «They vote for it», whatever a model says." in out
    assert "agree" not in out


@pytest.mark.parametrize(
    ("model", "name"), [("ach", "scores-ach.txt"), ("index", "scores-index.txt")]
)
def test_assess_shows_scores_as_scores(model: str, name: str, tmp_path: Path) -> None:
    answer = ask(tmp_path, "assess", "-m", model)
    assert (answer.code, answer.err) == (0, "")
    assert "Scores, not probabilities" in answer.out
    assert "%" not in answer.out
    assert "likely " not in answer.out
    check_golden(name, answer.out)


@pytest.mark.parametrize(
    ("model", "name"), [("ach", "matrix-ach.txt"), ("index", "matrix-index.txt")]
)
def test_explain_shows_what_scores_are_made_of(
    model: str, name: str, tmp_path: Path
) -> None:
    check_golden(name, ask(tmp_path, "explain", "-m", model).out)


@pytest.mark.parametrize("command", ["assess", "explain"])
@pytest.mark.parametrize("model", ["ach", "index"])
def test_json_of_scores_never_speaks_of_probability(
    command: str, model: str, tmp_path: Path
) -> None:
    answer = ask(tmp_path, command, "-m", model, "--json")
    found = json.loads(answer.out)
    keys = set(keys_of(found))
    assert "score" in keys
    assert not keys & {"probability", "probabilities", "word", "low", "high", "prior"}
    assert found["format"] == "scenarios/scores@1"
    is_ach = model == "ach"
    assert found["better"] == ("least" if is_ach else "most")
    for scenario in found["scenarios"]:
        assert (scenario["matrix"] is None, scenario["rows"] is None) == (
            not is_ach,
            is_ach,
        )


@pytest.mark.parametrize("model", ["ach", "index"])
@pytest.mark.parametrize("command", ["assess", "explain"])
def test_scores_are_tables_too(command: str, model: str, tmp_path: Path) -> None:
    csv = ask(tmp_path, command, "-m", model, "--csv").out
    head = csv.splitlines()[0]
    assert "probability" not in head
    assert "outcome" in head
    markdown = ask(tmp_path, command, "-m", model, "--markdown").out
    assert markdown.startswith("| scenario | ")


def test_before_any_news_there_is_nothing_to_score(tmp_path: Path) -> None:
    root = write_workspace(tmp_path, MODELS)
    early = ("-d", "news.yaml", "--as-of", "2023-12-01", "strike")
    assert "No development counts yet." in run(root, "explain", "-m", "ach", *early).out
    answer = run(root, "assess", "-m", "index", *early)
    assert "none" in answer.out
    assert "no score" in run(root, "compare", "index", *early[:4]).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("assess", "-m", "ach", "--since", "2024-03-01"),
            "--since needs probabilities",
        ),
        (("assess", "-m", "ach", "--movers", "2"), "--movers needs probabilities"),
        (("history", "-m", "ach"), "model 'ach' gives scores by the method ach"),
        (("sensitivity", "-m", "index"), "scores are no probabilities"),
        (("compare", "zebra"), "unknown model 'zebra'"),
        (("compare", "-s", "zebra"), "unknown scenario 'zebra'"),
    ],
)
def test_what_scores_cannot_answer_is_told(
    arguments: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    command, *rest = arguments
    at = AT[:2] if command == "history" else AT
    answer = run(write_workspace(tmp_path, MODELS), command, *rest, *at)
    assert answer.code == 2
    assert said in " ".join(answer.err.replace("│", " ").split())
